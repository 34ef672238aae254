"""The short form: `make quarter` plays the whole one."""

from __future__ import annotations

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
