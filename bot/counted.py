"""The way to Telegram on which direct answers count too, and a 429 to anybody holds everybody.

What may have arrived is told apart from what did not, counted and noted: answers go again. A group that
became a supergroup is followed to its new id.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # how PTB makes its own calls

from bot.logs import logger
from bot.metrics import Metrics
from bot.pace import Pace
from bot.troubles import Trouble, judge
from handlers.wire import MaybeDone

log = logger("counted")
_WRITES = ("send", "edit", "copy", "forward")  # how the names of methods that write to a chat begin
_SILENT = "sendChatAction"  # no message
_PRESS = "answerCallbackQuery"  # no message either; it cannot wait, so nobody holds it
_UNSET = BaseRequest.DEFAULT_NONE
_BAD, _TOO_MANY, _SERVER = 400, 429, 500  # HTTP; from the last on it is the server's own trouble
_GATEWAYS = (502, 504)  # what stood behind may have done it


class CountedRequest(BaseRequest):
    """Passes calls on. What the postman sends has had its turn; what a handler answers waits for nobody and
    is counted, and it is refused here while Telegram has told us to wait (it then goes by the outbox).
    """

    def __init__(self, inner: BaseRequest, pace: Pace, metrics: Metrics | None = None) -> None:
        self._inner = inner
        self._pace = pace
        self._metrics = metrics or Metrics()

    @property
    def read_timeout(self) -> float | None:
        """The inner one's."""
        return self._inner.read_timeout

    async def initialize(self) -> None:
        """Open the inner one."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Close the inner one."""
        await self._inner.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _UNSET,
        write_timeout: Any = _UNSET,
        connect_timeout: Any = _UNSET,
        pool_timeout: Any = _UNSET,
    ) -> tuple[int, bytes]:
        """Make the call: (status, body). Raises what the inner one does; RetryAfter while all are held;
        MaybeDone where what was written may have arrived.
        """
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        written = _written(url, request_data)
        if written is None or request_data is None:
            answer = await self._inner.do_request(url, method, request_data, *timeouts)
            if _name(url) == _PRESS:
                self._obey(answer)
            return answer
        answer = await self._counted(written, url, method, request_data, *timeouts)
        moved = _parameter(answer, "migrate_to_chat_id") if answer[0] == _BAD else None
        if moved:
            log.info("chat_migrated")
            answer = await self._counted(
                (moved, written[1]), url, method, _to(moved, request_data), *timeouts
            )
        return answer

    async def _counted(self, written: tuple[int, int], *call: Any) -> tuple[int, bytes]:
        if self._pace.paced:
            return await self._inner.do_request(*call)
        await self._pace.breath(*written)
        answer: tuple[int, bytes] | None = None
        try:
            with self._pace.direct(*written):
                answer = await self._inner.do_request(*call)
                if answer[0] >= _SERVER:
                    raise NetworkError("")  # how the pace hears of it
        except asyncio.CancelledError:  # whoever asked waits no longer
            self._doubtful(call[0], "given up")
            raise
        except NetworkError as error:
            if answer is None and judge(error) is Trouble.UNSURE:
                raise self._doubtful(call[0], error.message) from error.__cause__
            if answer is None:
                raise
            if answer[0] in _GATEWAYS:
                raise self._doubtful(call[0], str(answer[0])) from None
        self._obey(answer)
        return answer

    def _doubtful(self, url: str, reason: str) -> MaybeDone:
        self._metrics.ambiguous()
        log.warning("answer_ambiguous", method=_name(url), reason=reason)
        return MaybeDone(reason)

    def _obey(self, answer: tuple[int, bytes]) -> None:
        if answer[0] == _TOO_MANY and (after := _parameter(answer, "retry_after")):
            self._pace.hold(after)
            self._metrics.held(after)
            log.warning("held", seconds=after)


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _written(url: str, data: RequestData | None) -> tuple[int, int] | None:
    """(chat, how many messages) the call writes or changes; None for any other call."""
    name = _name(url)
    if data is None or not name.startswith(_WRITES) or name == _SILENT:
        return None
    # Not `data.parameters`: it makes JSON of every value each time, of a keyboard too.
    given = {one.name: one.value for one in data._parameters}
    chat, media = str(given.get("chat_id", "")), given.get("media")
    if not chat.removeprefix("-").isdecimal():
        return None
    return int(chat), len(media) if isinstance(media, list | tuple) else 1


def _parameter(answer: tuple[int, bytes], name: str) -> int | None:
    """What a refusal says in its ResponseParameters."""
    try:
        return int(json.loads(answer[1])["parameters"][name])
    except (ValueError, KeyError, TypeError):
        return None


def _to(chat: int, data: RequestData) -> RequestData:
    """The same call to another chat."""
    return RequestData(
        [
            RequestParameter("chat_id", chat, None) if one.name == "chat_id" else one
            for one in data._parameters  # PTB offers no way to change one
        ]
    )
