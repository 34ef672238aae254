"""Faults made to order: the next calls of a method fail the way Telegram fails."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.errors import ApiError


@dataclass
class _Fault:
    error: ApiError
    times: int
    after: bool


class Faults:
    """Orders waiting for their method, first ordered first served."""

    def __init__(self) -> None:
        self._orders: dict[str, list[_Fault]] = {}

    def order(self, method: str, error: ApiError, *, times: int, after: bool) -> None:
        """Make the next `times` calls of `method` answer `error`; `after`: once the work is done."""
        self._orders.setdefault(method.lower(), []).append(_Fault(error, times, after))

    def take(self, method: str) -> tuple[ApiError | None, ApiError | None]:
        """Return the error to answer before, and the one after, this call of `method`."""
        waiting = self._orders.get(method.lower(), [])
        if not waiting:
            return None, None
        fault = waiting[0]
        fault.times -= 1
        if fault.times <= 0:
            waiting.pop(0)
        return (None, fault.error) if fault.after else (fault.error, None)
