"""Figures: each is explained, each counts what it says, and none tells of a person."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from bot import VERSION
from bot.metrics import Metrics
from bot.wiring import Program
from domain.person import Role
from tests.architecture.repository import ROOT
from tests.people import LAN, MINH
from tests.talk import Town

PAGES = ("docs/operate.md", "docs/vi/van-hanh.md")


def figures(program: Program) -> dict[str, list[tuple[dict[str, str], float]]]:
    """What is shown now, by the name of the sample."""
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in program.metrics.registry.collect():
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def value(program: Program, name: str, **labels: str) -> float:
    """One figure."""
    [found] = [number for given, number in figures(program)[name] if given == labels]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_is_explained_and_every_explained_one_is_there(town: Town, page: str) -> None:
    rows = re.findall(
        r"^\| `(vidan_\w+|process_…)` \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE
    )
    shown = {family.name for family in town.program.metrics.registry.collect()}
    own = {name for name in shown if not name.startswith("process_")}
    assert len(rows) == len(set(rows))
    assert set(rows) == own | {"process_…"}


def test_the_version_shown_is_the_projects(town: Town) -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
    assert value(town.program, "vidan_build_info", version=VERSION) == 1


def test_outcomes_are_shown_before_their_first() -> None:
    metrics = Metrics()
    shown = {tuple(s.labels.values()) for f in metrics.registry.collect() for s in f.samples if s.labels}
    assert {("done",), ("repeated",), ("failed",), ("sent",), ("unreachable",), ("later",)} <= shown


async def test_what_comes_and_is_committed_is_counted(town: Town) -> None:
    before = value(town.program, "vidan_commits_total")
    lan = town.who(LAN)
    await lan.says("/start")
    await lan.says("/trogiup")
    assert value(town.program, "vidan_updates_kept_total") == 2
    assert value(town.program, "vidan_lanes_waiting") == 0
    commits = value(town.program, "vidan_commits_total") - before
    assert 2 <= commits <= value(town.program, "vidan_pieces_total")
    assert value(town.program, "vidan_intake_age_seconds") < 60


def test_what_the_parts_report_is_shown() -> None:
    metrics = Metrics()
    metrics.kept(3)
    metrics.done("done", 0.2)
    metrics.notice("sent")
    metrics.ambiguous()
    metrics.held(17)
    metrics.held(3)
    metrics.due("digests", 4)
    metrics.outbox(5, 61.5)
    shown = {
        (s.name, *s.labels.values()): s.value for family in metrics.registry.collect() for s in family.samples
    }
    expected = {
        ("vidan_updates_kept_total",): 3,
        ("vidan_updates_total", "done"): 1,
        ("vidan_updates_total", "failed"): 0,
        ("vidan_update_seconds_count",): 1,
        ("vidan_notices_total", "sent"): 1,
        ("vidan_sends_ambiguous_total",): 1,
        ("vidan_held_total",): 2,
        ("vidan_held_seconds_total",): 20,
        ("vidan_due_total", "digests"): 4,
        ("vidan_outbox_due",): 5,
        ("vidan_outbox_oldest_seconds",): 61.5,
    }
    assert {key: shown[key] for key in expected} == expected


async def test_figures_tell_of_nobody(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says("/viectot Giúp cụ già qua đường")
    await town.who(LAN).says("/start")
    told = str(figures(town.program))
    for private in (str(MINH.id), str(LAN.id), "32134", MINH.first_name, "Giúp"):
        assert private not in told
