"""Which Fluent keys the code asks for, how, and with which variables: read from its syntax trees."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from bot.settings import Settings
from domain.case import FORMAL, CaseKind, CaseState, Topic, Verdict
from domain.caseload import Pile
from domain.deed import DeedKind
from domain.identity import Decision
from domain.period import Span
from domain.person import Role
from domain.rule import Rule
from handlers import audit_notice, cards, desk_notices, offer, people_notices
from handlers.admin import people_choices
from handlers.commander import bulk, inbox, verbs
from handlers.commands_list import COMMANDS
from handlers.officer import deed
from handlers.routes import FLOWS
from services import backups, papers
from tests.texts.audited import actions

ROOT = Path(__file__).parents[2]
FOLDERS = ("handlers", "services", "domain", "bot")
REFUSED = ("Refused", "Invalid", "Stale", "NotFound", "NotAllowed")
PLAIN = ("plain", "_plain", "toast", "both", "good", "worth", "bad")  # shown where no markup is read
MARKED = ("say", "html", "_html", "card")
LISTS = ("words", "says")
_SECOND = ("card", "says")  # their own functions in which the key comes second
_NOT_VALUES = {"keyboard", "alert"}

_ASKS = [(flow, ask) for flow in FLOWS.values() for ask in flow.form.asks]
_VERBS = (
    "run",
    "rehearse",
    "key",
    "units-import",
    "invite",
    "digest",
    "due",
    "backup",
    "restore",
    "replay",
    "doctor",
)


def _offered() -> set[str]:
    """What plain words are offered as, to officers and to others."""
    choices: set[str] = set()
    for officer in (True, False):
        who = SimpleNamespace(has=lambda *_, officer=officer: officer)
        choices.update(offer._choices(cast(Any, SimpleNamespace(who=who))))
    return choices


def _stage() -> list[str]:
    with (ROOT / "bot" / "demo" / "stage.csv").open(encoding="utf-8", newline="") as file:
        return [row["role"] for row in csv.DictReader(file)]


# Keys made with f-strings: what stands in the braces.
FAMILIES: Mapping[str, Iterable[str]] = {
    "audit-action-{}": [f"audit-action-{action}" for action in actions()],
    "audit-column-{}": [f"audit-column-{name}" for name, _, _ in audit_notice._COLUMNS],
    "option-decision-{}": [f"option-decision-{decision}" for decision in Decision],
    "ask-{}-{}": [f"ask-{flow.form.name}-{ask.name}" for flow, ask in _ASKS],
    "bulk-why-{}": [f"bulk-why-{why}" for why in (*bulk._WHYS, "changed")],
    "button-{}": [f"button-{verb}" for verb in cards.FIRST],
    "button-do-{}": [f"button-do-{verb}" for verb in (*cards.REST, "back")],
    "button-pile-{}": [f"button-pile-{pile}" for pile in (Pile.OPEN, *inbox._PILES, *inbox._SELDOM)],
    "lies-{}": [f"lies-{state}" for state in CaseState],
    "option-topic-{}": [f"option-topic-{topic}" for topic in Topic],
    "pile-{}": [f"pile-{pile}" for pile in Pile],
    "sight-note-{}": [f"sight-note-{kind}" for kind in ("note", "draft", "pass", "back", "up", "late")],
    "words-pile-{}": [f"words-pile-{pile}" for pile in Pile],
    "backup-{}": [f"backup-{fault}" for fault in backups.FAULTS],
    "cli-help-{}": [f"cli-help-{verb}" for verb in _VERBS],
    "column-{}": [f"column-{name}" for name, _, _ in papers._COLUMNS],
    "command-{}": [f"command-{command.name}" for command in COMMANDS if command.name != "start"],
    "due-{}": [f"due-{why}" for why in ("half", "eve", "late", "unread", "close", "unheard")],
    "rule-{}": [f"rule-{rule}" for rule in Rule],
    "deed-which-{}": [f"deed-which-{what}" for what in deed._CHANGES],
    "state-verdict-{}": [f"state-verdict-{verdict}" for verdict in Verdict],
    "receipt-{}": ["receipt-crime", "receipt-praise"],
    "step-{}-praise": ["step-taken-praise", "step-closed-praise"],
    "field-{}": [f"field-{ask.name}" for flow, ask in _ASKS if flow.form.review or flow.takes_photos],
    "form-{}": [f"form-{name}" for name in FLOWS],
    "button-away-{}": ["button-away-yes", "button-away-no"],
    "reopened-{}": ["reopened-partly", "reopened-no"],
    "offer-{}": [f"offer-{choice}" for choice in _offered()],
    "option-deedkind-{}": [f"option-deedkind-{kind}" for kind in DeedKind],
    "option-kind-{}": [f"option-kind-{kind}" for kind in (*CaseKind, *FORMAL)],
    "option-{}-{}": [
        f"option-{ask.name}-{value}"
        for flow, ask in _ASKS
        if ask.name not in flow.choices
        for value in ask.options
    ],
    "option-people-{}": [f"option-people-{act}" for act in people_choices.ACTS],
    "people-sure-{}": [f"people-sure-{act}" for act in people_choices.ACTS],
    "post-{}": [f"post-{what}" for what in people_notices.TOLD],
    "period-{}": [f"period-{span}" for span in Span],
    "rehearsal-hint-{}": [f"rehearsal-hint-{role}" for role in _stage()],
    "rehearsal-label-{}": [f"rehearsal-label-{role}" for role in _stage()],
    "role-{}": [f"role-{role}" for role in Role],
    "setting-{}": [f"setting-{name.replace('_', '-')}" for name in Settings.model_fields],
    "state-{}": [f"state-{state}" for state in CaseState],
    "step-{}": [f"step-{step}" for step in (CaseState.TAKEN, CaseState.CLOSED, "read")],
    "told-{}": [
        *(f"told-{verdict}" for verdict in Verdict),
        *(f"told-{said}" for said in ("why", "stars", "word", "ended", "withdrawn", "thanks")),
    ],
    "track-said-{}": ["track-said-unit"],
    "verdict-{}": [f"verdict-{verdict}" for verdict in Verdict],
    "words-verdict-{}": [f"words-verdict-{verdict}" for verdict in Verdict],
    "heard-{}": [f"heard-{what}" for what in (*desk_notices.STILL_THEIRS, "given", "moved", "lapsed")],
    "words-verb-{}": [f"words-verb-{verb}" for verb in verbs.TYPED],
    "words-{}": [f"words-{choice}" for choice in _offered()],
}


@dataclass(frozen=True, kw_only=True)
class Use:
    """One place that asks for a key. `values` is None where the variables passed cannot be read off."""

    key: str
    how: str
    values: frozenset[str] | None
    where: str


class UnknownFamilyError(Exception):
    """A key is made with an f-string that FAMILIES does not list."""


def uses() -> list[Use]:
    """Every use in the code."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    return [use for file in files for use in _in_file(file)]


def _in_file(file: Path) -> Iterator[Use]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    seen: set[ast.Call] = set()
    for scope in reversed(scopes):  # inner functions first, so that a name is looked up where it is closest
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and call not in seen:
                seen.add(call)
                yield from _in_call(call, scope, f"{file.relative_to(ROOT)}:{call.lineno}")


def _in_call(call: ast.Call, scope: ast.AST, where: str) -> Iterator[Use]:
    how = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if how not in (*REFUSED, "BadSetting", *PLAIN, *MARKED, *LISTS):
        return
    place = 1 if _of_catalogue(call.func) or how in _SECOND else 0
    if len(call.args) <= place:
        return
    named = {keyword.arg for keyword in call.keywords}
    unread = None in named or how == "card"  # passed on as a whole, or added by the function itself
    values = None if unread else frozenset(name for name in named if name) - _NOT_VALUES
    for key in _keys(call.args[place], scope):
        yield Use(key=key, how=how, values=values, where=where)


def _of_catalogue(func: ast.expr) -> bool:
    """Whether the catalogue itself is called, which takes the language first."""
    owner = func.value if isinstance(func, ast.Attribute) else None
    return getattr(owner, "id", getattr(owner, "attr", "")) in {"texts", "_texts"}


def _keys(node: ast.expr, scope: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp():
            yield from _keys(node.body, scope)
            yield from _keys(node.orelse, scope)
        case ast.Name():
            for assigned in ast.walk(scope):
                if isinstance(assigned, ast.Assign) and node.id in map(_name, assigned.targets):
                    yield from _keys(assigned.value, scope)
        case ast.JoinedStr():
            yield from _made(node, scope)


def _made(node: ast.JoinedStr, scope: ast.AST) -> Iterator[str]:
    """The keys of an f-string: by the tuple its name loops over, else by FAMILIES."""
    pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    holes = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    looped = _looped(holes[0], scope) if len(holes) == 1 else []
    if looped:
        yield from (pattern.format(value) for value in looped)
    elif pattern in FAMILIES:
        yield from FAMILIES[pattern]
    else:
        raise UnknownFamilyError(pattern)


def _looped(hole: ast.expr, scope: ast.AST) -> list[str]:
    """The strings of a literal tuple over which a loop takes the name in the braces."""
    for loop in ast.walk(scope):
        if isinstance(loop, ast.For | ast.comprehension) and isinstance(loop.iter, ast.Tuple):
            values = [str(item.value) for item in loop.iter.elts if isinstance(item, ast.Constant)]
            if _name(loop.target) == _name(hole) != "" and len(values) == len(loop.iter.elts):
                return values
    return []


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
