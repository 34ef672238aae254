"""Logs: a secret reaches no line, whoever writes it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import structlog

from bot.logs import QUIET, logger, set_up

TOKEN = "123456789:AAF-planted_token/x"
KEY = "q+Zk/planted8secret+key/aaaaaaaaaaaaaaaaaaa="
FORMS = (TOKEN, KEY, quote(TOKEN), quote(KEY), quote(TOKEN, safe=""), quote(KEY, safe=""))


@pytest.fixture(params=["console", "json"])
def out(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    stream = io.StringIO()
    set_up(request.param, [TOKEN, KEY, ""], stream)
    yield stream
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def _is_clean(out: io.StringIO, *expected: str) -> bool:
    text = out.getvalue()
    assert "[redacted]" in text, text
    assert all(word in text for word in expected), text
    return not [form for form in FORMS if form in text]


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_in_an_events_values_is_taken_out(out: io.StringIO, form: str) -> None:
    logger("test").warning("sent", url=f"https://api.telegram.org/bot{form}/getMe", more={"deep": [form]})
    logger("test").info(f"event {form}", **{f"name{form}": 1})
    assert _is_clean(out, "sent", "getMe")


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_in_a_traceback_is_taken_out(out: io.StringIO, form: str) -> None:
    def fails() -> None:
        try:
            raise ValueError(f"GET /bot{form}/getMe")
        except ValueError as error:
            raise RuntimeError(f"could not reach {form}") from error

    try:
        fails()
    except RuntimeError as error:
        logger("test").exception("failed")
        logger("test").error("failed again", exc_info=error)
        logging.getLogger("library").exception("failed below %s", form)
    assert _is_clean(out, "failed", "failed again", "failed below", "RuntimeError", "ValueError", "Traceback")


@pytest.mark.parametrize("name", [*QUIET, "uvicorn.error", "asyncio"])
@pytest.mark.parametrize("form", FORMS)
def test_a_secret_in_a_librarys_words_is_taken_out(out: io.StringIO, name: str, form: str) -> None:
    logging.getLogger(name).warning("POST %s", f"https://api.telegram.org/bot{form}/getUpdates")
    logging.getLogger(name).error({"url": form})
    assert _is_clean(out, "POST", "getUpdates")


@pytest.mark.parametrize("name", QUIET)
def test_a_chatty_library_is_heard_only_when_it_warns(out: io.StringIO, name: str) -> None:
    logging.getLogger(f"{name}.below").info("chatter")
    logging.getLogger(f"{name}.below").warning("trouble")
    assert "chatter" not in out.getvalue()
    assert "trouble" in out.getvalue()


def test_our_own_events_and_the_libraries_words_go_the_same_way(out: io.StringIO) -> None:
    logger("vidan").info("due", digests=3)
    logging.getLogger("uvicorn").info("started %d", 3)
    first, second = out.getvalue().splitlines()
    assert all(word in first for word in ("due", "digests", "vidan", "info"))
    assert "started 3" in second


def test_vietnamese_letters_stay_readable(out: io.StringIO) -> None:
    logger("vidan").info("imported", unit="Công an xã Đất Mũi")
    assert "Đất Mũi" in out.getvalue()


def test_json_lines_stay_json_after_redaction() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up("json", [TOKEN, KEY], stream)
    logger("vidan").warning("sent", url=TOKEN, key=KEY, text='a "quoted"\nline')
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level
    (line,) = stream.getvalue().splitlines()
    read = json.loads(line)
    assert (read["event"], read["url"], read["key"], read["text"]) == (
        "sent",
        "[redacted]",
        "[redacted]",
        'a "quoted"\nline',
    )
    assert read["level"] == "warning"
    assert read["timestamp"].endswith("Z")
