"""The bench measures what it says it measures."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bench import table
from bench.bots import GUARANTEES, VIDAN
from bench.clients import vidan
from bench.ground import Ground
from bench.scenes import Bench, Size, answered
from bench.server import BATCH, Server
from bench.updates import deeds, strangers
from sandbox.limits import Limits, Rates

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


async def _call(url: str, method: str, **params: Any) -> Any:
    async with aiohttp.ClientSession() as session, session.post(f"{url}/{method}", data=params) as answer:
        return await answer.json()


async def _open(server: Server) -> str:
    return f"http://127.0.0.1:{await server.open()}/bot1:bench"


async def test_updates_come_by_the_hundred_and_are_confirmed_by_the_offset() -> None:
    server = Server(deeds(150, int(time.time())), 150)
    url = await _open(server)
    first = (await _call(url, "getUpdates"))["result"]
    again = (await _call(url, "getUpdates", offset=1))["result"]
    rest = (await _call(url, "getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    server.close()
    assert len(first) == BATCH
    assert again == first
    assert [update["update_id"] for update in rest] == list(range(101, 151))


async def test_the_last_reply_ends_the_run() -> None:
    server = Server(deeds(2, int(time.time())), 2)
    url = await _open(server)
    await _call(url, "getUpdates")
    for chat in (1, 2):
        assert not server.done.is_set()
        sent = (await _call(url, "sendMessage", chat_id=chat, text="một & hai", reply_markup='{"a":1}'))[
            "result"
        ]
        assert (sent["text"], sent["chat"]["id"], sent["reply_markup"]) == ("một & hai", chat, {"a": 1})
    server.close()
    assert server.done.is_set()
    assert server.seconds > 0
    assert server.replies == {"1": 1, "2": 1}


@pytest.mark.parametrize("how", ["json", "multipart", "query"])
async def test_a_call_may_come_in_any_shape(how: str) -> None:
    server = Server((), 1)
    url = await _open(server)
    params = {"chat_id": "7", "text": "xin chào"}
    async with aiohttp.ClientSession() as session:
        if how == "json":
            request = session.post(f"{url}/sendMessage", json=params)
        elif how == "multipart":
            form = aiohttp.MultipartWriter("form-data")
            for name, value in params.items():
                form.append(value).set_content_disposition("form-data", name=name)
            request = session.post(f"{url}/sendMessage", data=form)
        else:
            request = session.get(f"{url}/sendMessage", params=params)
        async with request as answer:
            sent = await answer.json()
    server.close()
    assert sent["result"]["text"] == "xin chào"
    assert server.replies == {"7": 1}


async def test_a_strict_server_refuses_who_is_too_fast() -> None:
    server = Server((), 2, judge=Limits(rates=Rates(a_second=1)))
    url = await _open(server)
    assert (await _call(url, "sendMessage", chat_id=1, text="một"))["ok"]
    refused = await _call(url, "sendMessage", chat_id=2, text="hai")
    server.close()
    assert refused["parameters"]["retry_after"] == 1
    assert (server.refused, server.replied) == (1, 1)


def test_every_stranger_is_another() -> None:
    people = [update.partition(b'"id":')[2].partition(b",")[0] for update in strangers(200, 0)]
    assert len(set(people)) == len(people)


@pytest.mark.parametrize("guarantee", GUARANTEES)
def test_what_the_bench_switches_off_is_there(guarantee: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: list[str] = []

    def look(where: Any, **new: Any) -> None:
        missing.extend(name for name in new if not hasattr(where, name))

    monkeypatch.setattr(vidan, "_replace", look)
    vidan.WITHOUT[guarantee]()
    assert missing == []


async def test_the_whole_program_records_each_deed_once_and_answers(tmp_path: Path) -> None:
    bench = Bench(ground=Ground(tmp_path), size=Size(), say=print)
    await bench.ground.lay()
    done = await answered(bench, VIDAN, 40)  # raises Failed where a deed or a reply is lost
    bench.ground.clear()
    assert done.count == 40
    assert done.rate > 0
    assert done.started > 0
    assert list(tmp_path.iterdir()) == []


def test_the_page_has_a_place_for_what_was_measured(tmp_path: Path) -> None:
    copy = tmp_path / "page.md"
    copy.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    seen = {goal.figure: [2.0] for goal in table.GOALS} | {goal.by: [1.0] for goal in table.GOALS if goal.by}
    table.write(copy, "\n".join(table.lines(seen, Size())))
    assert "| at 50 ms a call ÷ sequential PTB echo | ≥ 20 | 2 | ✗ |" in copy.read_text(encoding="utf-8")
