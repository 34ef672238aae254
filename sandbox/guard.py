"""Keeps other web sites out of the page: they share the browser with it."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def refusal(request: Request) -> Response | None:
    """Return the answer to a request that did not come from the page itself; None lets it in.

    A name that is not loopback means DNS rebinding; a POST needs a sign that only the page can give.
    """
    host = request.headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _LOOPBACK:
        return _no("the page answers on 127.0.0.1 and localhost only")
    if request.method in {"GET", "HEAD"}:
        return None
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is not None and origin != f"{request.url.scheme}://{host}":
        return _no("the request comes from another site")
    if site is not None and site not in {"same-origin", "none"}:
        return _no("the request comes from another site")
    plain = not request.headers.get("content-type", "").startswith("application/json")
    if origin is None and site is None and plain:
        return _no("a form without its origin")
    return None


def _no(reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=403, headers=HEADERS)
