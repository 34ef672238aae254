"""What leads from a case to its sender, destroyed when its time is over."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from domain.identity import LINK_KEPT
from services.audit import Audit
from services.custody import PADDED_TO, Custody
from storage import custody, identity, people
from storage.database import Database, Tx

DESTROYED = "link-destroyed"  # the audit's action, by which is known what is done
_A_PAGE = 50  # cases in one transaction: no row of custody is seen to change with one other alone


async def destroy_due(database: Database, kept: Custody, audit: Audit, now: datetime) -> int:
    """Destroy what leads from cases that ended `LINK_KEPT` ago to their senders; of how many.

    Safe to repeat, and to stop in between: a page is done or not.
    """
    done = 0
    while True:
        async with database.studying() as tx:
            due = await identity.ended(tx, now - LINK_KEPT, DESTROYED, _A_PAGE)
        if not due:
            return done
        async with database.transaction() as tx:
            for case, unit in due:
                await _destroy(tx, kept, case, now)
                await audit.note(tx, None, DESTROYED, case, at=now, unit=unit)
        done += len(due)


async def _destroy(tx: Tx, kept: Custody, case: str, now: datetime) -> None:
    """Nobody is the sender any more: neither custody nor a reply to an old message tells."""
    finder = kept.case_key(case)
    sealed = await custody.get(tx, finder)
    if sealed is not None:
        await custody.drop(tx, finder)
        await _leave(tx, kept, kept.vault.open(sealed, finder)["person"], case, now)
    await identity.forget_messages(tx, case)


async def _leave(tx: Tx, kept: Custody, person: str, case: str, now: datetime) -> None:
    """Take the case out of the person's list. With the last one the person is forgotten, unless they are on a
    roll, which finds them by the same record.
    """
    record = await kept.record(tx, person)
    if record is None or case not in record.cases:
        return
    left = replace(record, cases=[one for one in record.cases if one != case])
    if left.cases or await people.by_key(tx, person, now):
        await custody.put(tx, person, kept.vault.seal(asdict(left), person, PADDED_TO))
    else:
        await custody.drop(tx, person)
