"""A world with two people, the real telegram.Bot over it in memory, and a bare HTTP client."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from PIL import Image
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.api import make_app
from sandbox.errors import ApiError
from sandbox.params import Params, Upload
from sandbox.world import Person, World

LAN, MINH = 1001, 1002
ROOT = "http://127.0.0.1:8088"


def make_world(**options: Any) -> World:
    """Return a world where Lan speaks Vietnamese and Minh English."""
    people = [Person(id=LAN, first_name="Lan"), Person(id=MINH, first_name="Minh", language_code="en")]
    return World(token="1:test", people=people, bot_name="Vì Dân", bot_username="vidan_test_bot", **options)


async def turns(count: int = 50) -> None:
    """Let everybody else go on until they wait; no time passes."""
    for _ in range(count):
        await asyncio.sleep(0)


async def refusal(
    world: World, method: str, files: dict[str, bytes] | None = None, **call: Any
) -> tuple[int, str]:
    """Make a call that must be refused; return the code and the words."""
    uploads = {name: Upload(name, "application/octet-stream", data) for name, data in (files or {}).items()}
    with pytest.raises(ApiError) as refused:
        await world.call(method, Params(call, uploads))
    return refused.value.code, refused.value.description


def picture(width: int = 1600, height: int = 900, kind: str = "PNG") -> bytes:
    """Return a real picture of this size."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return out.getvalue()


def bot_for(world: World) -> Bot:
    """Return a bot of the real library that reaches the world without sockets."""
    transport = httpx.ASGITransport(app=make_app(world))
    requests = [HTTPXRequest(httpx_kwargs={"transport": transport}) for _ in range(2)]
    return Bot(
        "1:test",
        base_url=f"{ROOT}/bot",
        base_file_url=f"{ROOT}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )


@pytest.fixture
def world() -> World:
    """Two people who can be written to."""
    return make_world()


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    """The library's bot, initialised."""
    async with bot_for(world) as bot:
        yield bot


@pytest.fixture
async def http(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """A client that sends what it is told, as curl would."""
    transport = httpx.ASGITransport(app=make_app(world))
    async with httpx.AsyncClient(transport=transport, base_url=ROOT) as client:
        yield client
