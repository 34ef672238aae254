"""What the page asks and does, and who may not."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.api import make_app
from sandbox.world import World
from tests.sandbox.conftest import LAN, ROOT, picture

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Gửi", callback_data="send")]])


async def test_the_page_and_its_files_are_there(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    for name in ("page.js", "page.css", "strings.js"):
        assert (await http.get(f"/static/{name}")).status_code == 200
    assert (await http.get("/static/..%2fpage.py")).status_code == 404


async def test_the_state_tells_who_plays(http: httpx.AsyncClient) -> None:
    state = (await http.get("/page/state")).json()
    assert [one["name"] for one in state["people"]] == ["Lan", "Minh"]
    assert state["bot"]["username"] == "vidan_test_bot"
    assert state["clock"] is False


async def test_events_give_each_message_as_it_is_now(world: World, http: httpx.AsyncClient, bot: Bot) -> None:
    world.say(LAN, "/start")
    sent = await bot.send_message(LAN, "một")
    await sent.edit_text("hai")
    events = (await http.get("/page/events")).json()
    assert [one["message"]["text"] for one in events["events"]] == ["/start", "hai"]
    later = (await http.get("/page/events", params={"since": events["seq"], "wait": 0})).json()
    assert (later["events"], later["seq"]) == ([], events["seq"])


async def test_what_is_said_on_the_page_reaches_the_bot(http: httpx.AsyncClient, bot: Bot) -> None:
    await http.post("/page/say", json={"person": LAN, "text": "chào"})
    await http.post("/page/contact", json={"person": LAN})
    texts = [one.message for one in await bot.get_updates()]
    assert texts[0] is not None
    assert texts[0].text == "chào"
    assert texts[1] is not None
    assert texts[1].contact is not None


async def test_only_buttons_that_are_there_can_be_pressed(
    world: World, http: httpx.AsyncClient, bot: Bot
) -> None:
    sent = await bot.send_message(LAN, "Gửi?", reply_markup=KEYBOARD)
    tap = {"person": LAN, "message_id": sent.message_id, "data": "send"}
    assert (await http.post("/page/tap", json=tap | {"data": "forged"})).status_code == 404
    assert (await http.post("/page/tap", json=tap)).status_code == 200
    await sent.edit_reply_markup(None)
    assert (await http.post("/page/tap", json=tap)).status_code == 404
    assert world.updates_waiting == 1


async def test_photos_and_files_are_uploaded(world: World, http: httpx.AsyncClient) -> None:
    here = {"Origin": ROOT}
    for name, data, kind in (("a.png", picture(40, 30), "photo"), ("b.pdf", b"%PDF", "document")):
        answer = await http.post(
            "/page/upload", data={"person": LAN, "as": kind}, files={"file": (name, data)}, headers=here
        )
        assert answer.status_code == 200
    photo, document = world.messages(LAN)
    assert photo.photo
    assert document.document is not None
    file = await http.get(f"/page/file/{document.document['file_id']}")
    assert file.content == b"%PDF"
    assert file.headers["content-disposition"].startswith("attachment")


async def test_one_can_edit_only_ones_own(world: World, http: httpx.AsyncClient, bot: Bot) -> None:
    mine = world.say(LAN, "sai")
    theirs = await bot.send_message(LAN, "x")
    edit = {"person": LAN, "text": "đúng"}
    assert (await http.post("/page/edit", json=edit | {"message_id": mine})).status_code == 200
    assert (await http.post("/page/edit", json=edit | {"message_id": theirs.message_id})).status_code == 404
    assert world.messages(LAN)[0].text == "đúng"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:8088"},
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_other_sites_are_kept_out(
    world: World, http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await http.post(
        "/page/say",
        content=b'{"person": 1001, "text": "x"}',
        headers={"Content-Type": "application/json"} | headers,
    )
    assert answer.status_code == 403
    assert world.messages(LAN) == []


async def test_a_bad_request_is_told_and_not_a_crash(http: httpx.AsyncClient) -> None:
    bodies: list[object] = [{"person": LAN}, {"person": LAN, "text": " "}, [], {"person": "x", "text": "y"}]
    for body in bodies:
        assert (await http.post("/page/say", json=body)).status_code == 400
    assert (await http.post("/page/say", json={"person": 5, "text": "x"})).status_code == 404


async def test_the_clock_is_the_bots_and_moves_the_sandbox_along(world: World) -> None:
    asked: list[str] = []

    def clock(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(200, json={"now": "2030-01-01T07:30:00+07:00"})

    app = make_app(world, "http://127.0.0.1:8080/clock", transport=httpx.MockTransport(clock))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ROOT) as http:
        assert (await http.get("/page/clock")).json()["now"] == "2030-01-01T07:30:00+07:00"
        answer = await http.post("/page/clock", json={"at": "2030-01-01T07:30:00+07:00"})
        naive = await http.post("/page/clock", json={"at": "2030-01-01T07:30:00"})
    assert (answer.status_code, naive.status_code, asked) == (200, 400, ["GET", "POST"])
    distance = world.now - datetime(2030, 1, 1, 0, 30, tzinfo=UTC)
    assert abs(distance) < timedelta(seconds=30)


async def test_a_clock_that_does_not_answer_is_told(world: World) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(409, text="not backwards"))
    app = make_app(world, "http://127.0.0.1:8080/clock", transport=transport)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ROOT) as http:
        answer = await http.get("/page/clock")
    assert (answer.status_code, answer.json()["error"]) == (502, "409: not backwards")
