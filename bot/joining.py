"""The services, joined: what the program and the command line both stand on."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom

from bot.settings import Settings
from services import (
    Answers,
    Audit,
    Caseload,
    Cases,
    Custody,
    Deadlines,
    Deeds,
    Digests,
    Drafts,
    Groups,
    Handling,
    Identity,
    Inbox,
    Inspection,
    Media,
    Mentions,
    Outbox,
    People,
    Phones,
    Posts,
    Reminders,
    Reshaping,
    Rules,
    Sender,
    Services,
    Suggestions,
    Units,
    Workshop,
    Zone,
)
from services.answering import Answering
from services.ending import Ending
from storage.database import Database
from storage.vault import Vault


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What most of them need."""

    custody: Custody
    drafts: Drafts
    zone: Zone
    audit: Audit
    rules: Rules
    deadlines: Deadlines
    workshop: Workshop
    media: Media
    sender: Sender
    answers: Answers
    cases: Cases


def _ground(settings: Settings, database: Database) -> _Ground:
    vault = Vault(settings.secret_key)
    custody, drafts, zone = Custody(vault), Drafts(database, vault), Zone(settings.zone)
    audit, workshop = Audit(database, vault), Workshop()
    rules = Rules(database, audit, drafts, zone)
    media = Media(database, custody, workshop, settings.data_dir / "media")
    ending = Ending(custody, audit, media)
    deadlines = Deadlines(database, custody, drafts, audit, rules, zone, ending)
    sender = Sender(database, custody, drafts, zone, audit, deadlines, media, ending)
    answering = Answering(custody, audit, media, zone)
    answers = Answers(database, custody, drafts, audit, rules, zone, answering, media)
    return _Ground(
        custody=custody,
        drafts=drafts,
        zone=zone,
        audit=audit,
        rules=rules,
        deadlines=deadlines,
        workshop=workshop,
        media=media,
        sender=sender,
        answers=answers,
        cases=Cases(database, custody, drafts, audit, sender, answers, answering, ending),
    )


def build_services(settings: Settings, database: Database) -> Services:
    """All of them on that database; `settings` must hold a key."""
    on = _ground(settings, database)
    custody, drafts, zone, audit = on.custody, on.drafts, on.zone, on.audit
    return Services(
        answers=on.answers,
        audit=audit,
        caseload=Caseload(database, custody, audit, on.rules),
        cases=on.cases,
        custody=custody,
        deadlines=on.deadlines,
        deeds=Deeds(database, custody, drafts, zone),
        digests=Digests(database, zone, audit, day=settings.digest_day, at=settings.digest_time),
        drafts=drafts,
        groups=Groups(database, custody, zone),
        handling=Handling(database, custody, drafts, audit, on.deadlines, on.media, zone),
        identity=Identity(database, custody, drafts, audit),
        inbox=Inbox(database, custody, int(settings.bot_token.partition(":")[0] or 0)),
        inspection=Inspection(database, custody, audit, zone),
        media=on.media,
        mentions=Mentions(database),
        outbox=Outbox(database, custody),
        people=_people(settings, database, on),
        phones=Phones(database, custody, drafts, audit),
        posts=Posts(database, custody, drafts, audit, zone),
        reminders=Reminders(database, drafts, zone, settings.reminder_time),
        reshaping=Reshaping(database, audit, drafts, zone),
        rules=on.rules,
        sender=on.sender,
        suggestions=Suggestions(database, custody, drafts, zone, SystemRandom(), audit, on.deadlines),
        units=Units(database, audit, zone),
        workshop=on.workshop,
        zone=zone,
    )


def _people(settings: Settings, database: Database, on: _Ground) -> People:
    return People(
        database, on.custody, on.drafts, on.audit, language=settings.language, admins=settings.admin_ids
    )
