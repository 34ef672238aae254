"""The buttons under a case on the desk."""

from __future__ import annotations

from collections.abc import Callable

from handlers.keyboards import Keyboard, button, keyboard


def case_buttons(plain: Callable[[str], str], case: str, *, taken: bool) -> Keyboard:
    """Take (where nobody did), answer, close. `plain` says a label in the reader's language."""
    take = [] if taken else [button(plain("button-take"), "c", "take", case)]
    answer = button(plain("button-answer"), "c", "answer", case)
    return keyboard([take, [answer, button(plain("button-close"), "c", "close", case)]])


def answered_buttons(plain: Callable[[str], str], case: str) -> Keyboard:
    """What follows an answer: the end of the case."""
    return keyboard([[button(plain("button-close"), "c", "close", case)]])
