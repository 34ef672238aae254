"""The judge of the pace, by a clock that the test moves."""

import httpx

from sandbox.api import make_app
from sandbox.limits import Limits, Rates
from tests.sandbox.conftest import LAN, MINH, ROOT, make_world


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_go_in_a_second_over_all_chats_and_no_more() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert [limits.check(chat, is_group=False) for chat in range(1, 31)] == [None] * 30
    assert limits.check(31, is_group=False) == 1.0
    clock.now += 1
    assert limits.check(31, is_group=False) is None
    assert limits.refused == 1


def test_thirty_a_second_evenly_spaced_are_never_refused() -> None:
    clock = Clock()
    limits = Limits(clock)
    for chat in range(1, 901):
        assert limits.check(chat, is_group=False) is None
        clock.now += 0.0335


def test_any_second_is_looked_at_not_only_full_ones() -> None:
    clock = Clock()
    limits = Limits(clock)
    clock.now += 0.9
    for chat in range(1, 31):
        assert limits.check(chat, is_group=False) is None
    clock.now += 0.2
    assert limits.check(99, is_group=False) == 1.0


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert [limits.check(LAN, is_group=False) for _ in range(6)] == [None] * 5 + [1.0]
    clock.now += 1
    assert limits.check(LAN, is_group=False) is None
    assert limits.check(LAN, is_group=False) == 1.0
    clock.now += 10
    assert [limits.check(LAN, is_group=False) for _ in range(5)] == [None] * 5


def test_a_group_takes_twenty_in_a_minute() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(20):
        assert limits.check(-5, is_group=True) is None
        clock.now += 1
    assert limits.check(-5, is_group=True) == 40.0
    clock.now += 40
    assert limits.check(-5, is_group=True) is None
    assert limits.check(7, is_group=False) is None


def test_while_a_refusal_runs_every_send_is_refused_with_what_is_left() -> None:
    clock = Clock()
    limits = Limits(clock, Rates(shortest=3))
    for _ in range(6):
        limits.check(LAN, is_group=False)
    clock.now += 1.25
    assert limits.check(MINH, is_group=False) == 1.75
    clock.now += 1.75
    assert limits.check(MINH, is_group=False) is None


def test_an_album_counts_whole_and_may_overdraw() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert limits.check(LAN, is_group=False, count=10) is None
    assert limits.check(LAN, is_group=False) == 6.0
    clock.now += 6
    assert limits.check(LAN, is_group=False) is None


def test_chats_that_were_quiet_are_forgotten() -> None:
    clock = Clock()
    limits = Limits(clock, Rates(a_second=10**6))
    for chat in range(30_000):
        assert limits.check(chat, is_group=False) is None
        clock.now += 0.001
    assert len(limits._full) <= 20_001


async def test_a_strict_server_refuses_what_is_too_fast_in_telegrams_words() -> None:
    clock = Clock()
    world = make_world(limits=Limits(clock))
    transport = httpx.ASGITransport(make_app(world))
    async with httpx.AsyncClient(transport=transport, base_url=ROOT) as http:
        send = {"chat_id": LAN, "text": "a"}
        answers = [await http.post("/bot1:test/sendMessage", json=send) for _ in range(6)]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        assert answers[-1].json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        assert answers[-1].headers["retry-after"] == "1"
        action = {"chat_id": LAN, "action": "typing"}
        assert (await http.post("/bot1:test/sendChatAction", json=action)).status_code == 200
        clock.now += 1
        assert (await http.post("/bot1:test/sendMessage", json=send)).status_code == 200
    assert len(world.messages(LAN)) == 6


async def test_what_is_wrong_anyway_is_not_counted() -> None:
    world = make_world(limits=Limits(Clock(), Rates(burst=1)))
    transport = httpx.ASGITransport(make_app(world))
    async with httpx.AsyncClient(transport=transport, base_url=ROOT) as http:
        wrong = await http.post("/bot1:test/sendMessage", json={"chat_id": LAN})
        right = await http.post("/bot1:test/sendMessage", json={"chat_id": LAN, "text": "a"})
    assert (wrong.status_code, right.status_code) == (400, 200)
