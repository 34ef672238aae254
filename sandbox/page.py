"""The chat page: its files, its state, and what people do on it."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.clock import Clock, ClockError
from sandbox.guard import HEADERS, refusal
from sandbox.journal import Entry
from sandbox.methods_commands import commands_for
from sandbox.page_acts import Acting
from sandbox.page_faults import Ordering
from sandbox.world import World

STATIC = Path(__file__).with_name("static")
LONGEST_WAIT = 25.0
_PASSING = {"toast", "typing", "clock"}  # of no interest to a page that has just been opened
_PICTURES = {"image/jpeg", "image/png", "image/gif", "image/webp"}
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

Endpoint = Callable[[Request], Awaitable[Response]]


def page_routes(world: World, clock: Clock) -> list[Route]:
    """Return the routes of the chat page; each refuses what other sites send."""
    page, acting, ordering = _Page(world, clock), Acting(world), Ordering(world)
    posts = {
        "say": acting.say,
        "tap": acting.tap,
        "upload": acting.upload,
        "edit": acting.edit,
        "contact": acting.contact,
        "block": acting.block,
        "fault": ordering.fault,
        "clock": page.set_clock,
    }
    gets: dict[str, Endpoint] = {
        "/": page.index,
        "/static/{name}": page.static,
        "/page/state": page.state,
        "/page/events": page.events,
        "/page/clock": page.clock,
        "/page/file/{file_id}": page.file,
    }
    return [
        *(Route(path, _guarded(endpoint)) for path, endpoint in gets.items()),
        *(Route(f"/page/{name}", _guarded(one), methods=["POST"]) for name, one in posts.items()),
    ]


def _guarded(endpoint: Endpoint) -> Endpoint:
    @functools.wraps(endpoint)
    async def answer(request: Request) -> Response:
        refused = refusal(request)
        if refused is not None:
            return refused
        try:
            response = await endpoint(request)
        except (ValueError, KeyError, TypeError) as error:
            response = JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)
        except LookupError as error:
            response = JSONResponse({"error": str(error)}, status_code=404)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class _Page:
    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock

    async def index(self, _request: Request) -> Response:
        """Give the page."""
        return FileResponse(STATIC / "index.html", media_type="text/html")

    async def static(self, request: Request) -> Response:
        """Give one of the page's own files."""
        path = STATIC / request.path_params["name"]
        if path.parent != STATIC or not path.is_file():
            raise LookupError("no such file")
        return FileResponse(path, media_type=_TYPES.get(path.suffix, "application/octet-stream"))

    async def state(self, _request: Request) -> Response:
        """Tell who plays; messages come as events from number 0."""
        people = [one.to_page() | self._standing(one.id) for one in self._world.people.values()]
        journal = self._world.journal
        about = {"title": self._world.title, "clock": self._clock.offered, "now": self._world.now.isoformat()}
        return JSONResponse({"epoch": journal.epoch, "bot": self._world.bot, "people": people} | about)

    async def events(self, request: Request) -> Response:
        """Give what changed after `since`, waiting up to 25 seconds for something."""
        since = int(request.query_params.get("since", "0"))
        wait = min(float(request.query_params.get("wait", LONGEST_WAIT)), LONGEST_WAIT)
        journal = self._world.journal
        entries = await journal.after(since, wait)
        latest: dict[Any, Entry] = {}
        for entry in entries:
            if since == 0 and entry.kind in _PASSING:
                continue
            key = (entry.kind, entry.chat_id, entry.data.get("message_id", entry.seq))
            latest[key] = entry
        # In the order of their first mention: an edited message keeps its place in the chat.
        shown = [self._event(one) for one in latest.values()]
        last = entries[-1].seq if entries else min(since, journal.seq)
        return JSONResponse({"epoch": journal.epoch, "seq": last, "events": shown})

    async def clock(self, _request: Request) -> Response:
        """Tell the rehearsal's time."""
        return await self._told(self._clock.read)

    async def set_clock(self, request: Request) -> Response:
        """Move the rehearsal's time to `at`."""
        at = datetime.fromisoformat(str((await request.json())["at"]))
        if at.tzinfo is None:
            raise ValueError("the time needs its zone")
        return await self._told(functools.partial(self._clock.set, at))

    async def file(self, request: Request) -> Response:
        """Give a file: pictures to show, everything else to download only."""
        stored = self._world.shelf.get(request.path_params["file_id"])
        if stored is None:
            raise LookupError("no such file")
        picture = stored.mime in _PICTURES and stored.file_path.startswith("photos/")
        name = "".join(char if char.isprintable() and char not in "/\\" else "_" for char in stored.name)
        headers = {"Content-Disposition": "inline" if picture else _attachment(name)}
        kind = stored.mime if picture else "application/octet-stream"
        return Response(stored.data, media_type=kind, headers=headers)

    async def _told(self, ask: Callable[[], Awaitable[datetime]]) -> Response:
        try:
            return JSONResponse({"now": (await ask()).isoformat()})
        except ClockError as error:
            return JSONResponse({"error": str(error)}, status_code=502)

    def _standing(self, person_id: int) -> dict[str, Any]:
        language = self._world.people[person_id].language_code or ""
        about = [self._world.profile.get(("description", tongue), "") for tongue in (language, "")]
        return {
            "blocked": self._world.chats[person_id].blocked,
            "commands": commands_for(self._world, person_id),
            "description": next((one for one in about if one), ""),
        }

    def _event(self, entry: Entry) -> dict[str, Any]:
        data = dict(entry.data)
        if entry.kind == "message":
            message = self._world.chats[entry.chat_id].messages[data["message_id"]]
            data = {"message": self._world.as_page(message)}
        elif entry.kind == "commands":
            data = {"people": {str(one): self._standing(one) for one in self._world.people}}
        return {"seq": entry.seq, "kind": entry.kind, "chat_id": entry.chat_id} | data


def _attachment(name: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(name or 'file')}"
