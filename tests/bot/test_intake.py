"""Intake: committed before it is acknowledged, and nothing that comes holds up what comes after it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs
from telegram.error import InvalidToken, TelegramError

from bot import intake as module
from bot import persevere
from bot.intake import ALLOWED, shaped
from domain.errors import Failed, Temporary
from services.custody import Custody
from services.inbox import Inbox
from storage.vault import Vault, new_key
from tests.bot import virtual
from tests.bot.away import states, without
from tests.bot.letterbox import NOW, Post, Telegram, Torn, ok, refused, said
from tests.people import LAN
from tests.services.office import Office
from tests.storage import ground
from tests.storage.meanwhile import Meanwhile
from tests.talk import Town

TAKEN = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """All services, on a fresh database."""
    office = await Office.open(tmp_path)
    yield office
    await office.close()


async def test_what_was_kept_is_acknowledged_by_the_next_poll_and_not_before(
    office: Office, tmp_path: Path
) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([said(7), said(9)]), ok([])]))
    assert await post.intake.poll(0) == 2
    assert set(states(tmp_path)) == {7, 9}
    assert await post.intake.poll(0) == 0
    offsets = [params.get("offset") for _, params in post.telegram.asked]
    assert offsets == [None, "10"]
    await post.lanes.idle()


async def test_each_poll_names_the_kinds_it_wants_and_how_long_it_waits(office: Office) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([])]))
    await post.intake.poll(25)
    [(method, params)] = post.telegram.asked
    assert (method, params["timeout"]) == ("getUpdates", "25")
    assert json.loads(params["allowed_updates"]) == list(ALLOWED)


async def test_an_update_is_kept_as_it_came_with_what_nobody_here_knows(office: Office) -> None:
    raw = {"update_id": 5, "chat_boost_of_tomorrow": {"from": {"id": 7}, "depth": [1, {"two": None}]}}
    post = Post(office.services.inbox, Telegram(polls=[ok([raw])]))
    post.lanes.put = lambda arrived: None  # type: ignore[method-assign]  # nobody handles it, so it stays
    await post.intake.poll(0)
    kept = await post.inbox.whole(5)
    assert kept
    assert post.inbox.opened(kept) == raw


async def test_where_the_inbox_is_away_nothing_is_acknowledged_and_all_of_it_comes_again(
    office: Office, tmp_path: Path
) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([said(7)]), ok([said(7)])]))
    async with without("inbox", tmp_path):
        with pytest.raises(Failed):
            await post.intake.poll(0)
    assert await post.intake.poll(0) == 1
    assert [params.get("offset") for _, params in post.telegram.asked] == [None, None]
    await post.lanes.idle()
    assert post.handled == ["x"]


async def test_what_was_kept_although_it_seemed_to_fail_is_handled_when_it_comes_again(
    office: Office,
) -> None:
    services = office.services
    post = Post(Torn(office.database, services.custody, services.inbox.bot))
    with pytest.raises(Temporary):
        await post.intake.take([said(7, "seven")])
    await post.intake.take([said(7, "seven"), said(8, "eight")])
    await post.intake.take([said(7, "seven")])
    await post.lanes.idle()
    assert sorted(post.handled) == ["eight", "seven"]


async def test_one_that_can_never_be_kept_holds_up_none_that_come_after(
    office: Office, tmp_path: Path
) -> None:
    post = Post(office.services.inbox)
    poison = said(2) | {"unspeakable": object()}
    await post.intake.take([said(1), poison, said(3)])
    await post.lanes.idle()
    assert set(states(tmp_path)) == {1, 3}
    assert len(post.handled) == 2


async def test_what_nobody_can_read_fails_alone_and_keeps_its_reference(town: Town, tmp_path: Path) -> None:
    town.world.push({"message": {"message_id": "many", "date": "yesterday", "chat": 7}})
    town.world.say(LAN.id, "/start")
    await town.settles()
    assert sorted(states(tmp_path).values()) == ["done", "failed"]
    assert town.who(LAN).messages


async def test_a_kind_of_update_that_nobody_here_knows_is_done_without_a_word(
    town: Town, tmp_path: Path
) -> None:
    number = town.world.push({"message_of_tomorrow": {"from": {"id": LAN.id}, "text": "?"}})
    await town.settles()
    assert states(tmp_path) == {number: "done"}


@pytest.mark.parametrize(
    "raw",
    [None, 7, "x", [], {}, {"update_id": "7"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**63}],
)
def test_what_has_no_usable_number_is_no_update(raw: object) -> None:
    assert not shaped(raw)


def test_whatever_else_an_update_holds_is_for_its_handler_to_judge() -> None:
    assert shaped({"update_id": 0})
    assert shaped({"update_id": 900_000_000, "message": 7})


async def test_the_usable_part_of_an_odd_answer_is_used(office: Office) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([{"no": "number"}, said(4, "four")])]))
    assert await post.intake.poll(0) == 1
    await post.lanes.idle()
    assert post.handled == ["four"]


async def test_what_only_says_its_number_oddly_is_passed_over_and_holds_up_nothing(office: Office) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([{"update_id": "7"}]), ok([said(8, "eight")])]))
    with capture_logs() as told:
        assert [await post.intake.poll(0), await post.intake.poll(0)] == [0, 1]
    assert [params.get("offset") for _, params in post.telegram.asked] == [None, "8"]
    assert [(one["event"], one["passed_over"]) for one in told if "misshapen" in one["event"]] == [
        ("updates_misshapen", True)
    ]
    await post.lanes.idle()
    assert post.handled == ["eight"]


@pytest.mark.parametrize(
    "answer",
    [
        ok(True),
        ok([{"no": "number"}]),
        httpx.Response(200, json={}),
        httpx.Response(200, json=[]),
        httpx.Response(200, text="<html>sign in to the network"),
        refused(502, "Bad Gateway"),
        httpx.ReadTimeout("too late"),
    ],
)
async def test_an_answer_without_updates_is_a_failure_of_the_way_not_ours(
    office: Office, answer: httpx.Response | Exception
) -> None:
    post = Post(office.services.inbox, Telegram(polls=[answer]))
    with pytest.raises(TelegramError):
        await post.intake.poll(0)


async def test_a_token_that_telegram_knows_no_more_ends_the_polling(office: Office) -> None:
    post = Post(office.services.inbox, Telegram(polls=[ok([]), refused(401, "Unauthorized")]))
    with pytest.raises(InvalidToken):
        await post.runs_dry()


async def test_polling_takes_a_webhook_away_and_keeps_what_waits(office: Office) -> None:
    post = Post(
        office.services.inbox,
        Telegram(polls=[ok([said(1)])], webhook="https://elsewhere.example.vn/telegram"),
    )
    await post.runs_dry()
    assert post.handled == ["x"]
    methods = [method for method, _ in post.telegram.asked]
    assert methods[:3] == ["getWebhookInfo", "deleteWebhook", "getUpdates"]
    assert methods.count("getWebhookInfo") == 1
    assert "drop_pending_updates" not in str(post.telegram.asked)


async def test_a_webhook_that_a_program_set_and_left_while_we_polled_is_taken_away(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persevere, "FIRST_PAUSE", 0)
    with capture_logs() as told:
        running = asyncio.create_task(town.program.intake.run())
        town.world.say(LAN.id, "/start")
        await town.world.wait_for_message(LAN.id, 1)
        await town.program.application.bot.set_webhook("https://elsewhere.example.vn/telegram")
        number = town.world.say(LAN.id, "/trogiup")
        assert await town.world.wait_for_message(LAN.id, number)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert not town.world.webhook.get("url")
    assert {"a_webhook_is_set", "webhook_removed"} <= {one["event"] for one in told}
    assert town.program.texts.plain("vi", "token-used-elsewhere") not in capsys.readouterr().err


def test_with_a_program_that_sets_its_webhook_again_and_again_nobody_fights(tmp_path: Path) -> None:
    asked: list[tuple[float, str]] = []

    async def story() -> None:
        monkeypatch = pytest.MonkeyPatch()
        monkeypatch.setattr(module, "monotonic", virtual.now)
        database = ground.fresh(tmp_path)
        post = Post(
            Inbox(database, Custody(Vault(new_key())), 1), Telegram(webhook="https://other.example.vn")
        )
        running = asyncio.create_task(post.intake.run())
        for second in range(1, 900):
            await asyncio.sleep(1)
            if not post.telegram.webhook:
                post.telegram.gives_it_to("https://other.example.vn")
            asked.extend((second, method) for method, _ in post.telegram.asked)
            post.telegram.asked.clear()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert post.contests > 0
        await database.close()
        monkeypatch.undo()

    virtual.run(story())
    removed = [second for second, method in asked if method == "deleteWebhook"]
    assert len(removed) == 3
    assert all(late - early >= module.APART for early, late in itertools.pairwise(removed))
    assert len([method for _, method in asked if method == "getWebhookInfo"]) < 40


def test_a_full_memory_stops_the_polling_until_half_of_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 10)
    polls = []

    async def story() -> None:
        database = ground.fresh(tmp_path)
        post = Post(Inbox(database, Custody(Vault(new_key())), 1), Telegram(polls=[ok([])] * 2))
        post.lanes.load = 9
        await post.intake.poll(0)
        running = asyncio.create_task(post.intake.run())
        for waiting in (10, 6, 5):
            post.lanes.load = waiting
            await asyncio.sleep(5)
            polls.append((waiting, [method for method, _ in post.telegram.asked].count("getUpdates") - 1))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await database.close()

    virtual.run(story())
    assert polls == [(10, 0), (6, 0), (5, 2)]


async def test_after_the_stop_nothing_is_taken_and_what_was_being_kept_waits_for_the_next_start(
    office: Office, tmp_path: Path
) -> None:
    post = Post(office.services.inbox)
    taking = asyncio.create_task(post.intake.take([said(1)]))
    await asyncio.sleep(0)
    await post.intake.stop(5)
    assert taking.done()
    await taking
    with pytest.raises(Temporary):
        await post.intake.take([said(2)])
    await post.lanes.idle()
    assert (states(tmp_path), post.handled) == ({1: "new"}, [])
    again = Post(office.services.inbox)
    assert (again.intake.open, await again.intake.recover(), again.intake.open) == (False, 1, True)
    await again.lanes.idle()
    assert again.handled == ["x"]


async def test_intake_runs_while_telegram_is_heard_now_and_then(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: time[-1])
    post = Post(office.services.inbox, Telegram(polls=[ok([])]))
    await post.intake.recover()
    states = [post.intake.fresh]
    await post.intake.poll(0)
    states.append(post.intake.fresh)
    for later in (1119, 1121):
        time.append(later)
        states.append(post.intake.fresh)
    assert states == [False, True, True, False]


async def test_the_operator_reads_once_that_another_program_uses_the_token(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persevere, "FIRST_PAUSE", 0)
    town.world.fail_next("getUpdates", code=409, description=TAKEN, times=3)
    running = asyncio.create_task(town.program.intake.run())
    town.world.say(LAN.id, "/start")
    await town.world.wait_for_message(LAN.id, 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    said_of_it = town.program.texts.plain("vi", "token-used-elsewhere")
    assert capsys.readouterr().err.count(said_of_it) == 1


async def test_what_an_operator_reopens_is_handled_once_more_while_the_bot_runs(office: Office) -> None:
    post = Post(office.services.inbox)
    [kept] = await office.services.inbox.keep([said(1, "again")], NOW)
    await office.services.inbox.fail(kept.key, "7KDA3MPX", "KeyError")
    await post.intake.look()
    await office.services.inbox.reopen("7KDA3MPX")
    await post.intake.look()
    await post.intake.look()
    await post.lanes.idle()
    assert post.handled == ["again"]


async def test_what_an_operator_reopens_while_the_bot_starts_is_handled_once(office: Office) -> None:
    operator, inbox = office.twin(), office.services.inbox
    for kept in await inbox.keep([said(1, "while it starts"), said(2, "before")], NOW):
        await inbox.fail(kept.key, f"7KDA3MP{kept.key.update + 6}", "KeyError")
    await operator.services.inbox.reopen("7KDA3MP8")
    post = Post(inbox)
    start = Meanwhile(post.intake.recover(), 1, lambda: operator.services.inbox.reopen("7KDA3MP7"))
    await start
    await post.intake.look()
    await post.lanes.idle()
    await operator.close()
    assert (start.happened, sorted(post.handled)) == (True, ["before", "while it starts"])
