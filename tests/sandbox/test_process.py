"""The sandbox as the rehearsal starts it: a process of its own."""

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import LAN

ROOT = Path(__file__).parents[2]
CAST = {"bot": {"name": "Vì Dân", "username": "vidan_test_bot"}, "people": [{"id": LAN, "first_name": "Lan"}]}
SEND = {"chat_id": LAN, "text": "a"}


@asynccontextmanager
async def process(folder: Path, *words: str) -> AsyncIterator[httpx.AsyncClient]:
    """Run `python -m sandbox` on a free port; give a client of its bot."""
    cast = folder / "people.json"
    cast.write_text(json.dumps(CAST), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--port", str(port), "--token", "1:test", "--people", str(cast), "--while-stdin", *words)
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *options, cwd=ROOT, stdin=asyncio.subprocess.PIPE
    )
    retrying = httpx.AsyncHTTPTransport(retries=6)  # until it listens
    try:
        async with httpx.AsyncClient(transport=retrying, base_url=f"http://127.0.0.1:{port}") as http:
            await http.get("/bot1:test/getMe")
            yield http
    finally:
        assert running.stdin is not None
        running.stdin.close()
        assert await running.wait() in {0, -15}


async def test_it_judges_the_pace_if_told_to_and_cuts_connections_on_order(tmp_path: Path) -> None:
    async with process(tmp_path, "--strict-pace") as http:
        answers = [await http.post("/bot1:test/sendMessage", json=SEND) for _ in range(6)]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        for kind, error in (("drop", httpx.ReadError), ("half", httpx.RemoteProtocolError)):
            assert (await http.post("/page/fault", json={"kind": kind, "method": "getMe"})).status_code == 200
            with pytest.raises(error):
                await http.get("/bot1:test/getMe")
        assert (await http.get("/bot1:test/getMe")).status_code == 200


async def test_it_judges_no_pace_by_itself(tmp_path: Path) -> None:
    async with process(tmp_path) as http:
        answers = [await http.post("/bot1:test/sendMessage", json=SEND) for _ in range(40)]
    assert {one.status_code for one in answers} == {200}
