"""What the command line says to whoever started it."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """One of the few words on the terminal that are no log."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
