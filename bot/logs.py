"""Logs: one stream, console or JSON, our own and the libraries'; secrets are redacted in one place."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import Any, TextIO
from urllib.parse import quote

import structlog

QUIET = ("httpx", "httpcore", "telegram", "alembic", "aiosqlite", "matplotlib")


def set_up(form: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send every event and traceback through one line-maker whose last step takes the secrets out."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    line: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, line, Redact(secrets)],
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:  # httpx logs each request with the token in it, at INFO
        logging.getLogger(name).setLevel(logging.WARNING)


class Redact:
    """The last processor: takes secrets out of the finished line, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(
            {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote(secret))}
        )

    def __call__(self, logger: Any, method: str, line: Any) -> str:
        """The line without any of the secrets."""
        text = str(line)
        for secret in self._secrets:
            text = text.replace(secret, "[redacted]")
        return text


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a part of the program. Events are names; no text, number or id of a citizen in values."""
    log: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return log
