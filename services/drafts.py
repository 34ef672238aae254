"""Forms under way, kept so that a restart, another command or another replica loses nothing."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import UTC, datetime

from domain.errors import Stale
from domain.forms import Answers, Draft
from domain.person import Act
from domain.photo import MOST_PHOTOS
from storage import drafts
from storage.database import Database, Tx
from storage.vault import Vault

# What anybody writes, as a citizen: it stays where the citizen is.
CITIZENS_FORMS = ("suggest", "add", "why", "word", "reopen", "withdraw", "offer", "join", "phone")
# With what an officer writes of their own: forms that outlive a post.
OWN_FORMS = (*CITIZENS_FORMS, "deed", "place", "helped", "photo", "reminder")


class Drafts:
    """One draft of each form a person; the answers are encrypted.

    They stand under an owner of their own, and the table tells the day alone: joined with a roll or the audit
    by a finder or an instant, a form of the sender's would name who sent a case.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def owner(self, key: str) -> str:
        """Whose the drafts of the person of that finder are: without SECRET_KEY nobody's."""
        return self._vault.finder("draft", key)

    async def active(self, key: str) -> Draft | None:
        """The person's draft that typed text answers."""
        async with self._database.reading() as tx:
            row = await drafts.active(tx, self.owner(key))
        return self.opened(row) if row else None

    async def of_form(self, key: str, form: str) -> Draft | None:
        """The person's draft of that form, active or set aside."""
        async with self._database.reading() as tx:
            row = await drafts.of_form(tx, self.owner(key), form)
        return self.opened(row) if row else None

    async def aside(self, key: str, forms: Collection[str]) -> Draft | None:
        """The draft set aside last, of one of the forms, to offer for resuming."""
        async with self._database.reading() as tx:
            rows = await drafts.all_of(tx, self.owner(key))
        aside = [self.opened(row) for row in rows if not row.active and row.form in forms]
        return max(aside, key=_touched, default=None)

    async def open(
        self, act: Act, form: str, answers: Answers, *, defaults: Answers | None = None, resume: bool = False
    ) -> Draft:
        """Begin a form with what is known already; with `resume` an older draft of it goes on.

        What the person answered in that draft stands over the `defaults`, what they say now over both.

        Whatever form was open is set aside, not lost.
        """
        async with self._database.transaction(act.update) as tx:
            return await self.open_in(tx, act, form, answers, defaults=defaults, resume=resume)

    async def open_in(
        self,
        tx: Tx,
        act: Act,
        form: str,
        answers: Answers,
        *,
        defaults: Answers | None = None,
        resume: bool = False,
    ) -> Draft:
        """The same inside the caller's transaction."""
        await drafts.set_aside(tx, self.owner(act.by.key))
        old = await drafts.of_form(tx, self.owner(act.by.key), form) if resume else None
        if old:
            merged = {**(defaults or {}), **self.opened(old).answers, **answers}
            return await self._saved(
                tx, act, Draft(id=old.id, form=form, version=old.version, answers=merged)
            )
        draft = Draft(id=secrets.token_hex(4), form=form, version=1, answers={**(defaults or {}), **answers})
        await drafts.add(tx, self.owner(act.by.key), self._row(act, draft), act.at)
        return draft

    async def save(self, act: Act, draft: Draft, *, quietly: bool = False) -> Draft:
        """Keep the draft's answers as its next version. Raises Stale where it changed meanwhile.

        `quietly` keeps the version, so that the buttons shown hold: an album is many updates.
        """
        async with self._database.transaction(act.update) as tx:
            return await self._saved(tx, act, draft, quietly=quietly)

    async def take_up(self, act: Act, draft: Draft) -> None:
        """What is typed is for this draft from now on; the buttons shown hold. Raises Stale.

        In a transaction of its own: the update may yet do more.
        """
        async with self._database.transaction() as tx:
            await self._saved(tx, act, draft, quietly=True)

    async def find(self, key: str, draft: str, version: int) -> Draft:
        """The person's draft of that id and version: what a button refers to. Raises Stale."""
        found = await self.of_id(key, draft)
        if found.version != version:
            raise Stale("button-stale")
        return found

    async def of_id(self, key: str, draft: str) -> Draft:
        """The person's draft of that id, at whatever version. Raises Stale where there is none."""
        async with self._database.reading() as tx:
            row = await drafts.by_id(tx, self.owner(key), draft)
        if row is None:
            raise Stale("button-stale")
        return self.opened(row)

    async def drop(self, act: Act, draft: str | None = None) -> int:
        """Erase one draft, or all of the person's; how many."""
        async with self._database.transaction(act.update) as tx:
            return await drafts.drop(tx, self.owner(act.by.key), draft=draft)

    async def take(self, tx: Tx, act: Act, draft: Draft) -> None:
        """Use the draft up, in the transaction of what it becomes. Raises Stale where it changed."""
        row = await drafts.by_id(tx, self.owner(act.by.key), draft.id)
        if row is None or row.version != draft.version:
            raise Stale("button-stale")
        await drafts.drop(tx, self.owner(act.by.key), draft=draft.id)

    async def become(self, act: Act, draft: Draft, form: str, answers: Answers) -> Draft:
        """Use one draft up and begin another form with what it held.

        Where that form was begun before, its answers stay and the new text stands below the old one.
        """
        async with self._database.transaction(act.update) as tx:
            await self.take(tx, act, draft)
            row = await drafts.of_form(tx, self.owner(act.by.key), form)
            old = self.opened(row).answers if row else {}
            bodies = [text for text in (old.get("body"), answers.get("body")) if text]
            joined: Answers = {"body": "\n".join(bodies)} if bodies else {}
            joined["photos"] = [*old.get("photos", []), *answers.get("photos", [])][:MOST_PHOTOS]
            return await self.open_in(tx, act, form, {**answers, **joined}, resume=True)

    async def follow(self, tx: Tx, old: str, new: str) -> None:
        """The person is known by the new finder from now on: their drafts are theirs there.

        A citizen's own stay: they hold words nobody was shown yet.
        """
        await drafts.follow(tx, self.owner(old), self.owner(new), CITIZENS_FORMS)

    async def leave(self, tx: Tx, key: str) -> None:
        """What the person wrote for a desk is erased; what anybody may write stays."""
        owner = self.owner(key)
        for row in await drafts.all_of(tx, owner):
            if row.form not in OWN_FORMS:
                await drafts.drop(tx, owner, draft=row.id)

    async def prune(self, before: datetime) -> int:
        """Erase drafts that nobody touched since the instant; how many."""
        async with self._database.transaction() as tx:
            return await drafts.prune(tx, before)

    async def _saved(self, tx: Tx, act: Act, draft: Draft, *, quietly: bool = False) -> Draft:
        await drafts.set_aside(tx, self.owner(act.by.key))
        version = draft.version if quietly else draft.version + 1
        if not await drafts.change(tx, self.owner(act.by.key), self._row(act, draft), version, act.at):
            raise Stale("button-stale")
        return Draft(id=draft.id, form=draft.form, version=version, answers=draft.answers)

    def _row(self, act: Act, draft: Draft) -> drafts.Row:
        kept = {"at": act.at.isoformat(), "answers": draft.answers}
        sealed = self._vault.seal(kept, f"draft {draft.id}")
        return drafts.Row(draft.id, draft.form, draft.version, True, sealed)

    def opened(self, row: drafts.Row) -> Draft:
        """The draft as the conversation knows it."""
        kept = self._vault.open(row.sealed, f"draft {row.id}")
        return Draft(
            id=row.id,
            form=row.form,
            version=row.version,
            answers=kept["answers"],
            changed_at=datetime.fromisoformat(kept["at"]),
        )


def _touched(draft: Draft) -> datetime:
    return draft.changed_at or datetime.min.replace(tzinfo=UTC)
