"""What the Bot API answers when it refuses.

ApiError
├── made by bad_request()      400, the caller's mistake
├── made by forbidden()        403, the chat is closed to the bot
├── made by conflict()         409, two readers of one queue
└── made by not_implemented()  501, the sandbox would have to invent the answer
"""

from __future__ import annotations


class ApiError(Exception):
    """A refusal as Telegram words it: `code` is the HTTP status too."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def to_api(self) -> dict[str, object]:
        """Return the JSON body that Telegram sends with this refusal."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> ApiError:
    """Return the refusal of a wrong call; `reason` follows Telegram's "Bad Request: "."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return the refusal of a call into a chat that is closed to the bot."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return the refusal of a second reader of the update queue."""
    return ApiError(409, f"Conflict: {reason}")


def not_implemented(reason: str) -> ApiError:
    """Return the refusal of what the sandbox does not imitate: a success made up would hide bugs."""
    return ApiError(501, f"Not Implemented: {reason}")
