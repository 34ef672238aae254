"""What answers on LISTEN: alive, ready, and figures for those who may read them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot import web
from bot.clock import Clock
from bot.settings import Settings
from bot.wiring import build
from domain.errors import BadSetting
from storage.vault import new_key
from tests.bot.away import without
from tests.operators.shell import Shell
from tests.talk import Town

SECRET, BEARER = "delivery-secret_1", "figures-for-those-who-may"
HEADERS = {web.SECRET: SECRET}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The whole program, to which Telegram delivers."""
    town = await Town.build(
        tmp_path,
        webhook_url="https://bot.example.vn",
        webhook_secret=SECRET,
        metrics_token=BEARER,
    )
    await town.open()
    await town.program.intake.recover()
    yield town
    await town.close()


def client(app: ASGIApp, peer: str = "127.0.0.1") -> httpx.AsyncClient:
    """Whoever calls from that address."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 4711)), base_url="http://bot")


async def test_only_what_there_is_is_answered(town: Town, tmp_path: Path) -> None:
    async with client(web.application(town.program)) as caller:
        codes = {
            path: (await caller.get(path)).status_code
            for path in ("/", "/telegram", "/healthz", "/healthz/", "/docs", "/openapi.json", "/telegram/x")
        }
        put = await caller.put("/telegram", headers=HEADERS)
    assert codes == {
        "/": 404,
        "/telegram": 405,
        "/healthz": 200,
        "/healthz/": 404,
        "/docs": 404,
        "/openapi.json": 404,
        "/telegram/x": 404,
    }
    assert (put.status_code, put.content) == (405, b"")


async def test_ready_says_which_part_is_not(town: Town, tmp_path: Path) -> None:
    async def asked() -> tuple[int, dict[str, bool]]:
        async with client(web.application(town.program)) as caller:
            answer = await caller.get("/readyz")
        return answer.status_code, answer.json()

    assert await asked() == (503, {"database": True, "migrations": True, "intake": False})
    town.program.intake.heard()
    assert await asked() == (200, {"database": True, "migrations": True, "intake": True})
    async with without("alembic_version", tmp_path):
        assert await asked() == (503, {"database": True, "migrations": False, "intake": True})
    await town.program.intake.stop(1)
    assert (await asked())[1]["intake"] is False


async def test_a_broken_database_is_not_ready_yet_alive(tmp_path: Path) -> None:
    (tmp_path / "vidan.db").write_bytes(b"this is no database, whatever its name says " * 99)
    given: dict[str, Any] = {
        "_env_file": None,
        "bot_token": "1:test",
        "secret_key": new_key(),
        "database_url": f"sqlite+aiosqlite:///{tmp_path / 'vidan.db'}",
        "data_dir": tmp_path,
    }
    program = build(Settings(**given), Clock())
    async with client(web.application(program)) as caller:
        ready, alive = await caller.get("/readyz"), await caller.get("/healthz")
        figures = await caller.get("/metrics")
    await program.application.shutdown()
    await program.database.close()
    assert (ready.status_code, ready.json()["database"]) == (503, False)
    assert (alive.status_code, figures.status_code) == (200, 200)
    assert "vidan_outbox_due NaN" in figures.text


@pytest.mark.parametrize(
    ("peer", "headers", "code"),
    [
        ("203.0.113.9", {"Authorization": f"Bearer {BEARER}"}, 200),
        ("127.0.0.1", {"Authorization": f"Bearer {BEARER}", "X-Forwarded-For": "203.0.113.9"}, 200),
        ("127.0.0.1", {}, 403),
        ("203.0.113.9", {}, 403),
        ("203.0.113.9", {"Authorization": f"Bearer {BEARER}x"}, 403),
        ("203.0.113.9", {"Authorization": BEARER}, 403),
        ("203.0.113.9", {"Authorization": "Bearer "}, 403),
    ],
)
async def test_where_there_is_a_token_the_figures_are_for_who_shows_it(
    town: Town, peer: str, headers: dict[str, str], code: int
) -> None:
    assert await _figures(town, peer, headers) == code


@pytest.mark.parametrize(
    ("peer", "headers", "code"),
    [
        ("127.0.0.1", {}, 200),
        ("127.0.0.9", {}, 200),
        ("::1", {}, 200),
        ("::ffff:127.0.0.1", {}, 200),
        ("203.0.113.9", {}, 403),
        ("10.0.0.7", {}, 403),
        ("2001:db8::7", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("127.0.0.1", {"X-Forwarded-Proto": "https"}, 403),
        ("127.0.0.1", {"X-Real-IP": "127.0.0.1"}, 403),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 403),
        ("127.0.0.1", {"Via": "1.1 proxy"}, 403),
    ],
)
async def test_without_a_token_the_figures_are_for_this_machine(
    tmp_path: Path, peer: str, headers: dict[str, str], code: int
) -> None:
    town = await Town.build(tmp_path)
    found = await _figures(town, peer, headers)
    await town.close()
    assert found == code


async def _figures(town: Town, peer: str, headers: dict[str, str]) -> int:
    async with client(web.application(town.program), peer) as caller:
        answer = await caller.get("/metrics", headers=headers)
    assert ("vidan_build_info" in answer.text) == (answer.status_code == 200)
    assert answer.status_code == 200 or answer.content == b""
    return answer.status_code


async def test_without_a_token_nothing_from_elsewhere_passes_for_one(tmp_path: Path) -> None:
    town = await Town.build(tmp_path)
    async with client(web.application(town.program), "203.0.113.9") as caller:
        codes = [
            (await caller.get("/metrics", headers={"Authorization": given})).status_code
            for given in ("Bearer ", "Bearer", "")
        ]
    await town.close()
    assert codes == [403, 403, 403]


async def test_the_server_says_nothing_of_itself_and_leaves_when_told(town: Town) -> None:
    async with web.serving(web.application(town.program), "127.0.0.1:0") as port:
        async with httpx.AsyncClient(trust_env=False) as caller:
            answer = await caller.get(f"http://127.0.0.1:{port}/healthz")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: bot\r\nContent-Length: 99\r\n")
        writer.write(f"{web.SECRET}: {SECRET}\r\n\r\n{{".encode())
        writer.close()  # gone in the middle of a delivery
        await writer.wait_closed()
        async with httpx.AsyncClient(trust_env=False) as caller:
            again = await caller.get(f"http://127.0.0.1:{port}/healthz")
    assert reader is not None
    assert (answer.status_code, again.status_code) == (200, 200)
    assert "server" not in answer.headers
    with pytest.raises(OSError, match=str(port)):
        await asyncio.open_connection("127.0.0.1", port)


async def test_an_address_that_cannot_be_had_stops_with_a_sentence(town: Town) -> None:
    app = web.application(town.program)
    async with web.serving(app, "127.0.0.1:0") as port:
        for address, key in (
            (f"127.0.0.1:{port}", "listen-taken"),
            ("192.0.2.1:8080", "listen-impossible"),
            ("no.such.host.invalid:8080", "listen-impossible"),
        ):
            with pytest.raises(BadSetting) as caught:
                await web.serving(app, address).__aenter__()
            assert (caught.value.key, caught.value.params["address"]) == (key, address)


async def test_where_the_port_is_taken_the_sentence_says_that_this_bot_may_be_running_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator = Shell(folder=tmp_path, patch=monkeypatch, captured=capsys)
    async with web.serving(Starlette(), "127.0.0.1:0") as port:
        operator.set(bot_token="1:test", secret_key=new_key(), listen=f"127.0.0.1:{port}")
        taken = await operator.runs("run")
    assert taken.code == 1
    assert f"127.0.0.1:{port}" in taken.err
    assert "Perhaps this bot already runs: python -m bot doctor" in taken.err
