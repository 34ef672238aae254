"""What the Bot API answers when it refuses.

ApiError
├── made by bad_request()      400, the caller's mistake
├── made by forbidden()        403, the chat is closed to the bot
├── made by conflict()         409, two readers of one queue
├── made by too_many()         429, too fast
└── made by not_implemented()  501, the sandbox would have to invent the answer
"""

from __future__ import annotations

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class ApiError(Exception):
    """A refusal as Telegram words it: `code` is the HTTP status too."""

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, *, migrated_to: int | None = None
    ) -> None:
        """`retry_after` are whole seconds; `migrated_to` is the supergroup that a group has become."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrated_to = migrated_to

    def to_api(self) -> dict[str, object]:
        """Return the JSON body that Telegram sends with this refusal."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        more = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrated_to}
        parameters = {name: value for name, value in more.items() if value is not None}
        return body | ({"parameters": parameters} if parameters else {})


def bad_request(reason: str) -> ApiError:
    """Return the refusal of a wrong call; `reason` follows Telegram's "Bad Request: ".

    Its first letter becomes small unless the word is one of Telegram's constants, as BUTTON_DATA_INVALID.
    """
    constant = len(reason) > 1 and (reason[1] == "_" or "A" <= reason[1] <= "Z")
    return ApiError(400, f"Bad Request: {reason if constant else reason[:1].lower() + reason[1:]}")


def forbidden(reason: str) -> ApiError:
    """Return the refusal of a call into a chat that is closed to the bot."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return the refusal of a second reader of the update queue."""
    return ApiError(409, f"Conflict: {reason}")


def too_many(seconds: int) -> ApiError:
    """Return the refusal of a call that came too soon, to be made again after so many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)


def not_implemented(reason: str) -> ApiError:
    """Return the refusal of what the sandbox does not imitate: a success made up would hide bugs."""
    return ApiError(501, f"Not Implemented: {reason}")
