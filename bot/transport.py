"""How calls reach Telegram: PTB's `BaseRequest` on aiohttp, with a pool of kept connections.

What goes wrong ends as one of PTB's own errors. Its cause is NotSent or Unsure, never aiohttp's error: that
may hold the address, and the address holds the token. A POST that was written is never written again from
here: aiohttp repeats only GET, which is a download, and only where a kept connection turns out to be dead; a
POST in that rare race is Unsure, and whoever asked decides. Idle connections are let go long before
Telegram's servers would; one that the server closed is noticed and not used. Whatever broke, timed out or was
cancelled takes its connection with it.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from errno import errorcode
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.upload import Upload

KEPT = 30.0  # seconds an idle connection is kept; nginx keeps 75
Wait: TypeAlias = Any  # seconds, None, or PTB's mark for "not said", whose type PTB keeps to itself
_UNSAID = BaseRequest.DEFAULT_NONE
_JSON = {"Content-Type": "application/json"}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ON_THE_WAY = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)


class NotSent(Exception):
    """It broke before the call was written: Telegram has not seen it."""


class Unsure(Exception):
    """It broke later: Telegram may have done it."""


class AiohttpRequest(BaseRequest):
    """Timeouts are seconds, None is endless. What they bound:

    `pool_timeout` and `connect_timeout` together: the way to a connection, freed or new; the latter alone:
    each attempt at a new one. `read_timeout`: a silence after the call was written. `write_timeout`: a
    standstill of an upload, `media_write_timeout` where a call names none; a call without files fits the
    socket's buffer, so there is nothing to wait for.

    Proxies are those of the environment at the start (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY; http or
    https), never for this machine itself. No cookies, no redirects. `tls` replaces the system's certificates.
    """

    def __init__(
        self,
        connections: int = 256,
        *,
        read_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._connections = connections
        self._waits = (read_timeout, connect_timeout, pool_timeout)
        self._timeout = _timeout(*self._waits)
        self._write_timeout = media_write_timeout
        self._tls = tls
        self._proxies: dict[str, str] = {}
        self._uploads: set[asyncio.WriteTransport] = set()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The longest silence where a call names none, in seconds."""
        return self._waits[0]

    async def initialize(self) -> None:
        """Open the pool in the running loop; nothing where it is open. It may follow a shutdown."""
        if self._session is None:
            self._proxies = {kind: url for kind, url in getproxies().items() if kind != "no"}
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEPT, ssl=self._tls or True
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection; a call still under way raises NetworkError."""
        session, self._session = self._session, None
        if session is not None:
            for transport in self._uploads:
                transport.abort()  # closing would wait for a peer that may have stopped reading
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Wait = _UNSAID,
        write_timeout: Wait = _UNSAID,
        connect_timeout: Wait = _UNSAID,
        pool_timeout: Wait = _UNSAID,
    ) -> tuple[int, bytes]:
        """One call: HTTP status and body. Raises TimedOut, NetworkError; RuntimeError if not initialized."""
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        timeout = self._timeout
        if not (read_timeout is connect_timeout is pool_timeout is _UNSAID):
            said = (read_timeout, connect_timeout, pool_timeout)
            pairs = zip(said, self._waits, strict=True)
            timeout = _timeout(*(usual if own is _UNSAID else own for own, usual in pairs))
        data, headers = self._body(request_data, write_timeout)
        proxy = self._proxy(url) if self._proxies else None
        request = self._session.request
        try:
            async with request(
                method, url, data=data, headers=headers, timeout=timeout, allow_redirects=False, proxy=proxy
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError) as error:  # the timeouts are OSError
            raise _failure(error) from (NotSent() if isinstance(error, _ON_THE_WAY) else Unsure())

    def _body(
        self, request_data: RequestData | None, write_timeout: Wait
    ) -> tuple[bytes | Upload | None, dict[str, str] | None]:
        if request_data is None:
            return None, None
        if request_data.contains_files:
            patience = self._write_timeout if write_timeout is _UNSAID else write_timeout
            return Upload(request_data, patience, self._uploads), None
        # JSON is encoded in one pass; for a form PTB encodes each value twice and then it is quoted.
        parameters = request_data.parameters
        return (json.dumps(parameters).encode(), _JSON) if parameters else (None, None)

    def _proxy(self, url: str) -> str | None:
        where = urlsplit(url)
        proxy = self._proxies.get(where.scheme) or self._proxies.get("all")
        if not proxy or where.hostname in _LOOPBACK or proxy_bypass(where.netloc):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def _timeout(read: float | None, connect: float | None, pool: float | None) -> aiohttp.ClientTimeout:
    way = None if connect is None or pool is None else connect + pool
    return aiohttp.ClientTimeout(total=None, connect=way, sock_connect=connect, sock_read=read)


def _failure(error: Exception) -> NetworkError:
    """PTB's error: the kind of aiohttp's and the system's code, no address."""
    if isinstance(error, TimeoutError):
        return TimedOut(f"Timed out: {type(error).__name__}")
    code = errorcode.get(getattr(error, "errno", None) or 0, "")
    return NetworkError(f"{type(error).__name__} {code}".rstrip())
