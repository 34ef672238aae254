"""What a case's sender may see of it."""

from __future__ import annotations

from datetime import datetime

from domain import receipt
from domain.case import Case, check_answerable, there
from domain.errors import NotFound
from domain.person import Act
from services import rights
from services.case_view import View, seen
from services.case_work import CaseWork
from services.custody import Custody
from services.deadlines import Deadlines
from services.verdicts import Verdicts
from services.zone import Zone
from storage import cases
from storage.database import Database


class Looks:
    """For anybody but its sender the case does not exist."""

    def __init__(self, database: Database, custody: Custody, zone: Zone, deadlines: Deadlines) -> None:
        self._database = database
        self._custody = custody
        self._zone = zone
        self._deadlines = deadlines
        self._work = CaseWork(custody)
        self._verdicts = Verdicts(self._work, zone, deadlines)

    async def mine(self, act: Act) -> list[Case]:
        """The speaker's own cases, newest first."""
        async with self._database.reading() as tx:
            record = await self._custody.record(tx, act.by.key)
            return await cases.of_ids(tx, record.cases) if record else []

    async def track(self, act: Act, code: str) -> View:
        """The speaker's own case by its receipt code. A slip is found before looking up.

        Raises Invalid for a slip; NotFound alike for no such case and for somebody else's.
        """
        code = receipt.parse(code)
        async with self._database.reading() as tx:
            case = await cases.by_code(tx, code)
            if case is None or not await self._custody.is_sender(tx, act.by, case.id):
                raise NotFound("case-not-yours", code=code)
            return await seen(tx, self._custody, case)

    async def own(self, act: Act, case: str) -> Case | None:
        """The case, where it is the speaker's own; else None."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            return found if found and await self._custody.is_sender(tx, act.by, case) else None

    async def check_own(self, act: Act, case: str) -> None:
        """Raise NotFound for anybody but the sender, Stale where nothing can be added."""
        async with self._database.reading() as tx:
            check_answerable(await self._work.own(tx, act, case))

    async def check_there(self, act: Act, case: str) -> Case:
        """The speaker's own case, where it was not withdrawn yet. Raises NotFound, Stale."""
        async with self._database.reading() as tx:
            return there(await self._work.own(tx, act, case))

    async def may_reopen(self, act: Act, case: Case) -> bool:
        """Whether the sender may still say of a closed case that it is not solved."""
        async with self._database.reading() as tx:
            return await self._verdicts.reopenable(tx, act, case)

    async def hears(self, key: str, case: str, now: datetime) -> bool:
        """Whether what the sender says of the case is for the person of that finder now."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            return found is not None and await rights.sees(tx, key, found, now)
