"""The buttons under a case on the desk, and in a few words how it lies there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from domain.case import WAITING, Case, CaseState
from domain.caseload import Left
from domain.rights import Action
from handlers.keyboards import Button, Keyboard, button, columns, keyboard

Plain = Callable[..., str]  # a label in the reader's language, by its key

UNTAKEN = "n"  # at a button's end: shown while nobody had the case, so that who comes later is told by whom
FIRST = ("take", "answer", "close")  # what nearly always comes next
REST: Mapping[str, Action] = {  # verbs of the desk by the right that each needs, as they stand under a card
    "ask": Action.ASK,
    "ready": Action.ANSWER,
    "note": Action.NOTE,
    "assign": Action.ASSIGN,
    "pass": Action.PASS,
    "up": Action.ESCALATE,
    "same": Action.SAME,
    "topic": Action.TOPIC,
    "officer": Action.TOPIC,
    "late": Action.POSTPONE,
    "name": Action.ASK_NAME,
}


def case_buttons(
    plain: Plain, case: str, *, taken: bool, answered: bool = False, passed: bool = False, later: bool = False
) -> Keyboard:
    """Under a notice: take (where nobody did), answer, close (where it was answered), the rest on request.

    `passed`: somebody passed it on, and it is to be accepted or given back first; `later`: the reader may put
    its deadline off.
    """
    if passed:
        return keyboard([_accept(plain, case), [_more(plain, case)]])
    verbs = [
        *([] if taken else ["take"]),
        "answer",
        *(["close"] if answered else []),
    ]
    seen = () if taken else (UNTAKEN,)
    more = [*([_do(plain, "late", case)] if later else []), _more(plain, case)]
    return keyboard([[_do(plain, verb, case, *seen) for verb in verbs], more])


def card_buttons(
    plain: Plain,
    case: Case,
    actions: Collection[Action],
    *,
    photos: int = 0,
    draft: int | None = None,
    opened: bool = False,
) -> Keyboard:
    """Under a card: what the reader may do with the case now; `opened` shows all of it.

    `draft` is an answer that waits for them to agree: that comes first.
    """
    passed = case.passed_by is not None
    seen = () if case.taken_by else (UNTAKEN,)
    first = [_do(plain, verb, case.id, *seen) for verb in FIRST if Action(verb) in actions]
    if passed and Action.TAKE in actions:
        first = _accept(plain, case.id)
    rest = [_do(plain, verb, case.id, *seen) for verb, action in REST.items() if action in actions]
    if passed and Action.ANSWER in actions:
        rest.insert(0, _do(plain, "answer", case.id, *seen))
    pictures = [button(plain("button-photos", photos=photos), "h", "photos", case.id)] if photos else []
    agree = [button(plain("button-read-draft"), "c", "draft", case.id, draft)] if draft else []
    if opened:
        less = [button(plain("button-less"), "h", "less", case.id)]
        return keyboard([agree, first, pictures, *columns(rest, 2), less])
    return keyboard([agree, first, [*pictures, *([_more(plain, case.id)] if rest else [])]])


def answered_buttons(plain: Plain, case: str) -> Keyboard:
    """What follows an answer: the end of the case, and the next one."""
    return keyboard([[_do(plain, "close", case)], [button(plain("button-next-case"), "h", "first")]])


def decide_buttons(plain: Plain, case: str, note: int) -> Keyboard:
    """Under an answer that waits: it may go out, or back to its author."""
    agree = [button(plain("button-approve"), "c", "approve", case, note)]
    return keyboard([agree, [button(plain("button-send-back"), "c", "sendback", case, note)]])


def next_buttons(plain: Plain) -> Keyboard:
    """What follows anything else done with a case: the next one."""
    return keyboard([[button(plain("button-next-case"), "h", "first")]])


def lies(plain: Plain, case: Case, left: Left | None, taken_by: str) -> str:
    """How the case lies on the desk, in one line: topic, who has it, how long it has."""
    words = [plain(f"option-topic-{case.topic}")] if case.topic else []
    if case.state in WAITING or case.state is CaseState.ASKED:
        words.append(plain("held-by", name=taken_by) if taken_by else plain("held-by-nobody"))
    return " · ".join([*words, deadline(plain, case, left)])


def deadline(plain: Plain, case: Case, left: Left | None) -> str:
    """How long the case has, in words; where no clock runs, why not."""
    if left is None:
        return plain(f"lies-{case.state}")
    if left.in_hours:
        return plain("left-hours-late" if left.late else "left-hours", hours=left.hours)
    return plain("left-days-late" if left.late else "left-days", days=left.days)


def _do(plain: Plain, verb: str, case: str, *seen: str) -> Button:
    label = plain(f"button-{verb}" if verb in FIRST else f"button-do-{verb}")
    return button(label, "c", verb, case, *seen)


def _accept(plain: Plain, case: str) -> list[Button]:
    return [button(plain("button-do-accept"), "c", "take", case), _do(plain, "back", case)]


def _more(plain: Plain, case: str) -> Button:
    return button(plain("button-more"), "h", "more", case)
