"""Feeds updates to a town and looks after each batch: everything is done, or told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import select

from storage.tables import inbox
from tests.fuzz.doors import Door, Updates
from tests.fuzz.stage import Stage
from tests.fuzz.tally import Errors, Tally, named
from tests.fuzz.updates import BROKEN

PATIENCE = 60.0  # seconds a batch may take before its lanes count as stuck
AGAIN = 17  # each so many-th update comes twice under its number, as Telegram may do


class Feed:
    """A town at work; `give` brings it updates."""

    def __init__(self, stage: Stage, tally: Tally, said: list[Any]) -> None:
        """`said` is where the program's log events are gathered."""
        self.stage = stage
        self.tally = tally
        self._said = said
        self._numbers = count(800_000_000)
        self._looked_up_to = 0  # rows before this number were looked at
        self._reasons: dict[int, str] = {}  # of the batch being fed

    async def give(self, door: Door, updates: Sequence[dict[str, Any]]) -> None:
        """Bring in a batch and wait until the town is quiet."""
        broken = [bool(update.pop(BROKEN, False)) for update in updates]
        numbered = [{"update_id": next(self._numbers)} | self.stage.real(update) for update in updates]
        self.tally.fed += len(numbered)
        again = [update for update in numbered if update["update_id"] % AGAIN == 0]
        await self._through(door, [*numbered, *again])
        try:
            async with asyncio.timeout(PATIENCE):
                await self.stage.town.settles()
        except TimeoutError:
            self.tally.stuck += 1
        await self._look(dict(zip((u["update_id"] for u in numbered), broken, strict=True)), numbered)
        self.stage.forget()

    async def _through(self, door: Door, updates: Updates) -> None:
        """Bring them together; where that fails, one by one, to learn which of them the intake stops at."""
        town = self.stage.town
        try:
            await door.bring(town, updates)
        except Exception:  # noqa: BLE001 - whatever the intake raises is what we look for
            town.world.take_updates()
            for update in updates:
                try:
                    await door.bring(town, [update])
                except Exception as error:  # noqa: BLE001 - the same
                    town.world.take_updates()
                    self.tally.note(self.tally.refused, named(error), update)

    async def _look(self, broken: dict[int, bool], updates: Updates) -> None:
        """No row is left new; those that failed are counted by why."""
        by_number = {update["update_id"]: update for update in updates}
        self._hear()
        async with self.stage.town.program.database.reading() as tx:
            rows = await tx.execute(
                select(inbox.c.update_id, inbox.c.state, inbox.c.reason).where(
                    inbox.c.state != "done", inbox.c.update_id >= self._looked_up_to
                )
            )
            left = rows.all()
        for row in left:
            update = by_number.get(row.update_id, {})
            if row.state == "new":
                self.tally.stuck += 1
            where = self.tally.broken if broken.get(row.update_id) else self.tally.failed
            self.tally.note(where, self._reasons.get(row.update_id, f"{row.state} {row.reason}"), update)
        self._looked_up_to = updates[-1]["update_id"] + 1
        self._reasons.clear()  # a run of millions must not grow by what it remembers of each

    def _hear(self) -> None:
        """What the program logged as errors; a failed update's is known by its row already."""
        for event in self._said:
            error = event.get("exc_info")
            if event["event"] == "update_failed" and isinstance(error, BaseException):
                self._reasons[event["update"]] = named(error)
            elif event["log_level"] in ("error", "critical"):
                about = named(error) if isinstance(error, BaseException) else str(event.get("reason", ""))
                self.tally.unhandled[f"{event['event']}: {about}"] += 1
        self._said.clear()


@asynccontextmanager
async def feeding(folder: Path, tally: Tally) -> AsyncIterator[Feed]:
    """A town in the folder, whose every error is counted."""
    loop, errors = asyncio.get_running_loop(), Errors(tally)

    def unhandled(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        tally.unhandled[f"loop: {named(error) if error else context['message']}"] += 1

    with structlog.testing.capture_logs() as said:
        stage = await Stage.build(folder)
        loop.set_exception_handler(unhandled)
        logging.getLogger().addHandler(errors)
        try:
            yield Feed(stage, tally, said)
        finally:
            await stage.town.close()
            logging.getLogger().removeHandler(errors)
            loop.set_exception_handler(None)
