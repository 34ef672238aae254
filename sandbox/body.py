"""Reads the body of a Bot API call: JSON, a form, or a form with files; query strings too."""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.errors import ApiError, bad_request
from sandbox.params import Params, Upload

MAX_UPLOAD = 50 * 1024 * 1024


async def read_params(request: Request) -> Params:
    """Return the call's parameters. Raises ApiError 400 for a broken body, 413 for one over 50 MB."""
    raw: dict[str, Any] = dict(request.query_params)
    if request.method == "GET":
        return Params(raw)
    # A little more than the file: the form around it has some bytes too.
    if int(request.headers.get("content-length") or 0) > MAX_UPLOAD + 65536:
        raise ApiError(413, "Request Entity Too Large")
    if request.headers.get("content-type", "").startswith("application/json"):
        return Params(raw | _json_object(await request.body()))
    uploads: dict[str, Upload] = {}
    async with request.form(max_part_size=4 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = await _upload(value)
            else:
                raw[name] = value
    return Params(raw, uploads)


async def _upload(value: UploadFile) -> Upload:
    data = await value.read()
    if len(data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(value.filename or "file", value.content_type or "application/octet-stream", data)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON body") from None
    if not isinstance(data, dict):
        raise bad_request("can't parse JSON body: an object is expected")
    return data
