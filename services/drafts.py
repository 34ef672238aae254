"""Forms under way, kept so that a restart, another command or another replica loses nothing."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from domain.errors import Stale
from domain.forms import Answers, Draft
from domain.person import Act
from domain.photo import MOST_PHOTOS
from storage import drafts
from storage.database import Database, Tx
from storage.vault import Vault


class Drafts:
    """One draft of each form a person; the answers are encrypted."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def active(self, key: str) -> Draft | None:
        """The person's draft that typed text answers."""
        async with self._database.reading() as tx:
            row = await drafts.active(tx, key)
        return self.opened(row) if row else None

    async def of_form(self, key: str, form: str) -> Draft | None:
        """The person's draft of that form, active or set aside."""
        async with self._database.reading() as tx:
            row = await drafts.of_form(tx, key, form)
        return self.opened(row) if row else None

    async def aside(self, key: str, forms: Collection[str]) -> Draft | None:
        """The draft set aside last, of one of the forms, to offer for resuming."""
        async with self._database.reading() as tx:
            row = await drafts.newest_aside(tx, key, forms)
        return self.opened(row) if row else None

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
        await drafts.set_aside(tx, act.by.key)
        old = await drafts.of_form(tx, act.by.key, form) if resume else None
        if old:
            merged = {**(defaults or {}), **self.opened(old).answers, **answers}
            return await self._saved(
                tx, act, Draft(id=old.id, form=form, version=old.version, answers=merged)
            )
        draft = Draft(id=secrets.token_hex(4), form=form, version=1, answers={**(defaults or {}), **answers})
        await drafts.add(tx, act.by.key, self._row(act, draft), act.at)
        return draft

    async def save(self, act: Act, draft: Draft, *, quietly: bool = False) -> Draft:
        """Keep the draft's answers as its next version. Raises Stale where it changed meanwhile.

        `quietly` keeps the version, so that the buttons shown hold: an album is many updates.
        """
        async with self._database.transaction(act.update) as tx:
            return await self._saved(tx, act, draft, quietly=quietly)

    async def find(self, key: str, draft: str, version: int) -> Draft:
        """The person's draft of that id and version: what a button refers to. Raises Stale."""
        found = await self.of_id(key, draft)
        if found.version != version:
            raise Stale("button-stale")
        return found

    async def of_id(self, key: str, draft: str) -> Draft:
        """The person's draft of that id, at whatever version. Raises Stale where there is none."""
        async with self._database.reading() as tx:
            row = await drafts.by_id(tx, key, draft)
        if row is None:
            raise Stale("button-stale")
        return self.opened(row)

    async def drop(self, act: Act, draft: str | None = None) -> int:
        """Erase one draft, or all of the person's; how many."""
        async with self._database.transaction(act.update) as tx:
            return await drafts.drop(tx, act.by.key, draft=draft)

    async def take(self, tx: Tx, act: Act, draft: Draft) -> None:
        """Use the draft up, in the transaction of what it becomes. Raises Stale where it changed."""
        row = await drafts.by_id(tx, act.by.key, draft.id)
        if row is None or row.version != draft.version:
            raise Stale("button-stale")
        await drafts.drop(tx, act.by.key, draft=draft.id)

    async def become(self, act: Act, draft: Draft, form: str, answers: Answers) -> Draft:
        """Use one draft up and begin another form with what it held.

        Where that form was begun before, its answers stay and the new text stands below the old one.
        """
        async with self._database.transaction(act.update) as tx:
            await self.take(tx, act, draft)
            row = await drafts.of_form(tx, act.by.key, form)
            old = self.opened(row).answers if row else {}
            bodies = [text for text in (old.get("body"), answers.get("body")) if text]
            joined: Answers = {"body": "\n".join(bodies)} if bodies else {}
            joined["photos"] = [*old.get("photos", []), *answers.get("photos", [])][:MOST_PHOTOS]
            return await self.open_in(tx, act, form, {**answers, **joined}, resume=True)

    async def prune(self, before: datetime) -> int:
        """Erase drafts that nobody touched since the instant; how many."""
        async with self._database.transaction() as tx:
            return await drafts.prune(tx, before)

    async def _saved(self, tx: Tx, act: Act, draft: Draft, *, quietly: bool = False) -> Draft:
        await drafts.set_aside(tx, act.by.key)
        version = draft.version if quietly else draft.version + 1
        if not await drafts.change(tx, act.by.key, self._row(act, draft), version, act.at):
            raise Stale("button-stale")
        return Draft(id=draft.id, form=draft.form, version=version, answers=draft.answers)

    def _row(self, act: Act, draft: Draft) -> drafts.Row:
        sealed = self._vault.seal(draft.answers, f"draft {draft.id}")
        return drafts.Row(draft.id, draft.form, draft.version, True, sealed, act.at)

    def opened(self, row: drafts.Row) -> Draft:
        answers = self._vault.open(row.sealed, f"draft {row.id}")
        return Draft(
            id=row.id, form=row.form, version=row.version, answers=answers, changed_at=row.changed_at
        )
