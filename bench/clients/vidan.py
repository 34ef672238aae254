"""Vì Dân as it is, with one thing changed that the product itself cannot change."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any

from bot import __main__ as program
from bot import verbs
from bot.clock import Clock
from bot.settings import load
from services.inbox import Inbox
from storage import driver, inbox
from storage.inbox import Arrived
from storage.vault import Vault


def no_inbox() -> None:
    """Updates go to their handlers unkept: what is acknowledged may be lost, what is redelivered doubles."""

    async def add(tx: Any, arrived: Iterable[Arrived], now: datetime) -> list[Arrived]:
        return list(arrived)

    async def finish(*_: Any) -> None:
        return None

    async def keep(self: Inbox, updates: Iterable[dict[str, Any]], now: datetime) -> list[Arrived]:
        return [self._sealed(update) for update in updates]

    _replace(inbox, add=add, finish=finish)
    _replace(Inbox, keep=keep, finish=finish)


def no_full() -> None:
    """The system is not asked to bring a commit to the disk: a power cut loses what was answered."""
    full, off = "synchronous=FULL", "synchronous=OFF"
    if full not in driver._PRAGMAS:
        raise LookupError(full)
    _replace(driver, _PRAGMAS=tuple(off if pragma == full else pragma for pragma in driver._PRAGMAS))


def no_encryption() -> None:
    """What is sealed is only packed: who reads the file reads everything."""

    def seal(self: Vault, value: Any, purpose: str, pad_to: int = 1) -> bytes:
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return mark + plain + b" " * (-len(plain) % pad_to)

    def open_(self: Vault, sealed: bytes, purpose: str) -> Any:
        if sealed.startswith(mark):
            return json.loads(sealed[len(mark) :])
        return unseal(self, sealed, purpose)  # the ground was laid with encryption

    mark, unseal = b"not sealed: ", Vault.open
    _replace(Vault, seal=seal, open=open_)


def no_wait_for(local: time) -> None:
    """It is that local time today, going on from there."""
    zone = load().zone
    start = datetime.combine(datetime.now(zone).date(), local, zone)
    _replace(verbs, Clock=partial(Clock, start))


WITHOUT: Mapping[str, Callable[[], None]] = {"inbox": no_inbox, "FULL": no_full, "encryption": no_encryption}


def main() -> int:
    """Change it, then run."""
    parser = argparse.ArgumentParser("python -m bench.clients.vidan", description=main.__doc__)
    parser.add_argument("--without", choices=WITHOUT)
    parser.add_argument("--at", type=time.fromisoformat)
    options = parser.parse_args()
    if options.without:
        WITHOUT[options.without]()
    if options.at:
        no_wait_for(options.at)
    return program.main(["run"])


def _replace(where: Any, **new: Any) -> None:
    """Put something in another's place. Raises AttributeError where nothing has that name any more."""
    for name, value in new.items():
        getattr(where, name)
        setattr(where, name, value)


if __name__ == "__main__":
    sys.exit(main())
