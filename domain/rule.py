"""A unit's own rules: each holds for the unit and all below it that have none of their own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.case import CaseKind
from domain.unit import Tree, above


class Rule(StrEnum):
    """What a unit may settle for itself. Days are working days, hours those of the clock."""

    DAYS_SUGGESTION = "days_suggestion"
    DAYS_REPORT = "days_report"
    DAYS_PRAISE = "days_praise"  # 0: thanks have no deadline
    HOURS_CRIME = "hours_crime"
    SECOND_EYES = "second_eyes"  # 1: another than who wrote an answer reads it first


# Ten working days: Law on Receiving Citizens 2013, Art. 28. A day for word of a crime is ours: Criminal
# Procedure Code 2015, Art. 147, gives the formal report's check twenty, but somebody must read it at once.
DEFAULTS: Mapping[Rule, int] = {
    Rule.DAYS_SUGGESTION: 10,
    Rule.DAYS_REPORT: 10,
    Rule.DAYS_PRAISE: 0,
    Rule.HOURS_CRIME: 24,
    Rule.SECOND_EYES: 0,
}
LIMITS: Mapping[Rule, range] = {
    Rule.DAYS_SUGGESTION: range(1, 31),
    Rule.DAYS_REPORT: range(1, 31),
    Rule.DAYS_PRAISE: range(31),
    Rule.HOURS_CRIME: range(1, 73),
    Rule.SECOND_EYES: range(2),
}
OF_KIND: Mapping[CaseKind, Rule] = {
    CaseKind.SUGGESTION: Rule.DAYS_SUGGESTION,
    CaseKind.REPORT: Rule.DAYS_REPORT,
    CaseKind.PRAISE: Rule.DAYS_PRAISE,
    CaseKind.CRIME: Rule.HOURS_CRIME,
}
Settled = Mapping[tuple[str, str], int]  # (unit, rule): value


def settled(rules: Settled, tree: Tree, unit: str, rule: str) -> tuple[int, str] | None:
    """The value that holds for the unit and the code of the unit that settled it: its own, else the nearest
    above; None where none did.
    """
    for code in (unit, *(one.code for one in above(tree, unit))):
        if (code, rule) in rules:
            return rules[code, rule], code
    return None


def holds(rules: Settled, tree: Tree, unit: str, rule: Rule) -> int:
    """The value that holds for the unit, else the default."""
    found = settled(rules, tree, unit, rule)
    return found[0] if found else DEFAULTS[rule]
