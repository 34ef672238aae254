"""Every error the program raises on purpose.

VidanError
├── Refused                 the person can mend it; permanent; `key` names the kind sentence they see
│   ├── Invalid             what they gave does not fit
│   ├── NotAllowed          their role or unit does not reach it
│   ├── NotFound            there is no such thing, or it is not theirs to know of
│   └── Stale               it changed meanwhile, expired, or was used already
├── Failed                  we failed; the person sees a reference, an operator finds it
│   ├── Temporary           trying again may help
│   └── Permanent           trying again will not
├── AlreadyDone             this update had its effect before; nothing is left to do
└── BadSetting              the start stops with a sentence that names the setting
"""

from __future__ import annotations


class VidanError(Exception):
    """Root of the tree. `key` is a Fluent message, `params` its variables."""

    def __init__(self, key: str = "", **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Refused(VidanError):
    """The person asked for what cannot be; they are told how to go on."""


class Invalid(Refused):
    """What was given does not fit."""


class NotAllowed(Refused):
    """The speaker's role or unit does not reach this.

    `action` and `subject` say what was tried on what, where the audit is to know.
    """

    def __init__(self, key: str = "", *, action: str = "", subject: str = "", **params: str | int) -> None:
        super().__init__(key, **params)
        self.action = action
        self.subject = subject


class NotFound(Refused):
    """There is no such thing, or it is not theirs to know of."""


class Stale(Refused):
    """It changed meanwhile, has expired, or was used already."""


class Failed(VidanError):
    """Our failure, not theirs."""


class Temporary(Failed):
    """Trying again later may help."""


class Permanent(Failed):
    """Trying again will not help."""


class AlreadyDone(VidanError):
    """The update had its effect before (redelivered or replayed)."""


class BadSetting(VidanError):
    """A setting is missing, unknown or unusable."""
