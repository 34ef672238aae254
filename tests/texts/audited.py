"""Which actions the code notes in the audit: read from its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from domain.reshape import ChangeKind

ROOT = Path(__file__).parents[2]
FOLDERS = ("services", "bot")
MADE = {"unit-{}": [f"unit-{kind}" for kind in ChangeKind]}  # what stands in the braces of an f-string
PLACES = {"note": 2, "alone": 1}  # of the action among the arguments of the audit's methods
Function = ast.FunctionDef | ast.AsyncFunctionDef


class UnreadableActionError(Exception):
    """An action that cannot be read off the code: it would be shown without words."""


def actions() -> set[str]:
    """Every action that is noted."""
    return {action for file in _files() for action in Module(file).actions()}


def notes(file: Path) -> list[ast.Call]:
    """The calls by which the file notes something in a transaction."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [call for call in ast.walk(tree) if isinstance(call, ast.Call) and _of_audit(call) == "note"]


class Module:
    """One file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._name = file.name
        self._tree = ast.parse(file.read_text(encoding="utf-8"))
        self._functions = [node for node in ast.walk(self._tree) if isinstance(node, Function)]

    def actions(self) -> Iterator[str]:
        """The actions its functions note."""
        for function in self._functions:
            for call in ast.walk(function):
                place = PLACES.get(_of_audit(call)) if isinstance(call, ast.Call) else None
                if place is not None and isinstance(call, ast.Call):
                    yield from self._read(call.args[place], function)

    def _read(self, node: ast.expr, function: Function) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(action)):
                yield action
            case ast.IfExp():
                yield from self._read(node.body, function)
                yield from self._read(node.orelse, function)
            case ast.Subscript(value=ast.Name(id=name)):
                yield from self._table(name)
            case ast.JoinedStr():
                yield from self._made(node)
            case ast.Name(id=name) if name in (names := [one.arg for one in function.args.args]):
                yield from self._passed(function, names.index(name), name)
            case ast.Name(id=name):
                found = [*_assigned(name, function), *_assigned(name, self._tree)]
                if not found:
                    raise UnreadableActionError(f"{self._name}:{node.lineno}")
                for value in found:
                    yield from self._read(value, function)
            case _:
                raise UnreadableActionError(f"{self._name}:{node.lineno}")

    def _made(self, node: ast.JoinedStr) -> Iterator[str]:
        """What an f-string may say, where MADE knows it."""
        parts = [str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values]
        if "".join(parts) not in MADE:
            raise UnreadableActionError(f"{self._name}:{node.lineno}")
        yield from MADE["".join(parts)]

    def _table(self, name: str) -> Iterator[str]:
        """The strings of a dictionary of the module's."""
        for value in _assigned(name, self._tree):
            if isinstance(value, ast.Dict):
                yield from (str(one.value) for one in value.values if isinstance(one, ast.Constant))

    def _passed(self, function: Function, place: int, name: str) -> Iterator[str]:
        """What is passed for that parameter by those who call the function: here, or where it is imported."""
        is_method = function.args.args[0].arg == "self"
        for module in [self, *([] if is_method else self._importing(function.name))]:
            for caller in module._functions:
                for call in ast.walk(caller):
                    if isinstance(call, ast.Call) and _called(call) == function.name:
                        by_name = {keyword.arg: keyword.value for keyword in call.keywords}
                        given = by_name.get(name) or call.args[place - is_method]
                        yield from module._read(given, caller)

    def _importing(self, function: str) -> Iterator[Module]:
        """The modules that import the function from this one."""
        ours = ".".join(self._file.relative_to(ROOT).with_suffix("").parts)
        for file in _files():
            module = Module(file)
            for node in ast.walk(module._tree):
                names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
                if function in names and getattr(node, "module", "") == ours:
                    yield module


def _files() -> list[Path]:
    return [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]


def _of_audit(call: ast.Call) -> str:
    """Which method of the audit is called; empty where none is."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    named = str(getattr(owner, "attr", getattr(owner, "id", "")))
    return _called(call) if named.endswith("audit") else ""


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else str(getattr(call.func, "id", ""))


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    found: list[ast.expr] = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [node.value] if name in [getattr(one, "id", "") for one in targets] else []
    return found
