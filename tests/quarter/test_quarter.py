"""The short form: `make quarter` plays the whole one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest

from domain.case import Case, CaseState
from services.follow_ups import FollowUps
from services.pressing import Pressing
from services.verdicts import Verdicts
from tests.quarter.run import play
from tests.services.conftest import office
from tests.services.office import Office

__all__ = ["office"]


async def test_across_tet_every_case_is_answered_in_time_or_reported_upwards(office: Office) -> None:
    judged = await play(office, cases=150, days=45, seed=7)
    assert judged.wrong == ()
    assert judged.cases == 150
    # It was no idle month and a half: of each fate there were some.
    assert min(judged.answered, judged.late, judged.refused, judged.hidden, judged.closed) > 0


async def _nothing(self: object, now: datetime, **_: Any) -> int:
    return 0


async def _stays(self: Any, tx: Any, act: Any, case: Case) -> Case:
    changed: Case = await self._work.change(tx, case, state=CaseState.NEW, reopened=True, closed_at=None)
    return changed


def _deaf(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Pressing, "enqueue_due", _nothing)


def _forgetful(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FollowUps, "enqueue_due", _nothing)


def _level(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Verdicts, "_moved", _stays)


@pytest.mark.parametrize(
    ("breaks", "seen"),
    [
        (_level, ("a no that did not move up", "nobody at the new desk got its card")),
        (_deaf, ("nobody above heard", "its sender was not told")),
        (_forgetful, ("not asked again", "asked back and forgotten")),
    ],
)
async def test_a_program_that_forgets_does_not_pass(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    breaks: Callable[[pytest.MonkeyPatch], None],
    seen: Sequence[str],
) -> None:
    breaks(monkeypatch)
    judged = await play(office, cases=60, days=45, seed=7)
    assert all(any(one in line for line in judged.wrong) for one in seen), judged.wrong
