"""Going on: pauses grow while it fails, and nothing but a refused token or a stop ends it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.persevere import persevere
from domain.errors import Permanent, Temporary
from tests.bot import virtual
from tests.bot.letterbox import CLOSED


class Steps:
    """What each step does: a number is the pause it asks for, an error is raised. Then none ends."""

    def __init__(self, *script: float | Exception) -> None:
        self.script = list(script)
        self.times: list[float] = []
        self.contests = 0

    async def step(self) -> float:
        """The next of them."""
        self.times.append(virtual.now())
        if not self.script:
            raise asyncio.CancelledError
        given = self.script.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    def contested(self) -> None:
        """Somebody else uses the token."""
        self.contests += 1


def pauses(*script: float | Exception) -> tuple[list[float], int]:
    """The seconds between the steps, and how often another program was noticed."""
    steps = Steps(*script)

    async def story() -> None:
        with pytest.raises(asyncio.CancelledError):
            await persevere(steps.step, steps.contested)

    virtual.run(story())
    between = [round(b - a, 3) for a, b in zip(steps.times, steps.times[1:], strict=False)]
    return between, steps.contests


def test_while_the_network_is_away_the_pauses_grow_to_half_a_minute() -> None:
    waited, contests = pauses(*[NetworkError("away")] * 8)
    assert (waited, contests) == ([1, 2, 4, 8, 16, 30, 30, 30], 0)


def test_after_a_success_the_pauses_are_short_again() -> None:
    assert pauses(TimedOut(), TimedOut(), 0, TimedOut())[0] == [1, 2, 0, 1]


def test_a_step_says_itself_when_the_next_one_is_due() -> None:
    assert pauses(60, 0.1, 0)[0] == [60, 0.1, 0]


def test_telegram_is_obeyed_when_it_says_how_long_to_wait() -> None:
    assert pauses(RetryAfter(timedelta(seconds=17)), RetryAfter(timedelta(seconds=90)))[0] == [17, 90]


def test_what_telegram_refuses_or_our_database_cannot_do_now_is_tried_again() -> None:
    troubles = (BadRequest("bad webhook"), Temporary("database-away"), Permanent("database-refused"))
    assert pauses(*troubles)[0] == [1, 2, 4]


def test_each_sign_of_another_program_is_passed_on() -> None:
    assert pauses(Conflict("x"), 0, Conflict("x"), Conflict("x")) == ([1, 0, 1, 2], 3)


def test_a_webhook_in_the_way_is_no_sign_of_another_program_at_work() -> None:
    with capture_logs() as told:
        assert pauses(Conflict(CLOSED)) == ([1], 0)
    assert [one["event"] for one in told] == ["a_webhook_is_set"]


def test_a_token_that_telegram_does_not_know_ends_it() -> None:
    steps = Steps(0, InvalidToken("Unauthorized"))

    async def story() -> None:
        with pytest.raises(InvalidToken):
            await persevere(steps.step, steps.contested)

    virtual.run(story())
    assert len(steps.times) == 2
