"""A desk's piles, counted and listed: each sees what is theirs, the oldest deadline first, by the indexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Select, insert, text
from sqlalchemy.dialects import sqlite

from domain.case import Case, CaseKind, CaseState, Topic
from domain.caseload import A_PAGE, Filter, Pile, Reach
from storage import caseload, cases
from storage.database import Database, Tx
from storage.tables import audit, case_notes
from storage.tables import cases as table
from tests.storage.ground import NOON, TRAN, XUYEN, with_officer
from tests.storage.test_cases import CASE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = NOON + 2 * DAY
ME = Reach(person="me", units=frozenset({TRAN.code}))


async def _add(tx: Tx, name: str, **values: object) -> Case:
    """A case of that id; what is not told at the beginning is set afterwards."""
    case = replace(CASE, id=name, code=name, text=f"Chuyện {name}")
    late = {
        key: values.pop(key)
        for key in ("taken_by", "officer", "passed_by", "asked_at", "topic")
        if key in values
    }
    case = replace(case, **values)  # type: ignore[arg-type]  # the test's own words
    await cases.add(tx, case, "2026-11")
    if late:
        assert await cases.change(tx, case, **late)
    return case


async def _desk(tx: Tx) -> None:
    """One case for each pile, and some that nobody of the desk may see."""
    await _add(tx, "new", due_at=NOON + 9 * DAY)
    await _add(tx, "mine", state=CaseState.TAKEN, taken_by="me", due_at=NOON + 8 * DAY)
    await _add(tx, "asked", state=CaseState.ASKED, asked_at=NOON, due_at=NOON - DAY, taken_by="other")
    await _add(tx, "soon", state=CaseState.TAKEN, taken_by="other", due_at=NOON + DAY, topic="traffic")
    await _add(tx, "late", due_at=NOON - DAY, kind=CaseKind.REPORT)
    await _add(tx, "passed", passed_by=XUYEN.code)
    await _add(tx, "closed", state=CaseState.CLOSED, due_at=NOON - DAY)
    await _add(tx, "about me", officer="me", due_at=NOON - DAY)
    await _add(tx, "kept", about=TRAN.code, unit="CAT", handler="CAT")
    await _add(tx, "elsewhere", unit=XUYEN.code, handler=XUYEN.code, due_at=NOON - DAY)


@pytest.fixture
async def desk(database: Database) -> Database:
    """Two officers, and a case for each pile."""
    for person in ("me", "other"):
        await with_officer(database, person)
    async with database.transaction() as tx:
        await _desk(tx)
    return database


async def _ids(database: Database, chosen: Filter, reach: Reach = ME) -> list[str]:
    async with database.reading() as tx:
        found = list(await caseload.page_of(tx, reach, chosen, NOON, SOON, 0))
        assert await caseload.count(tx, reach, chosen, NOON, SOON) == len(found) or len(found) == A_PAGE
        return found


async def test_the_piles_are_counted_at_once(desk: Database) -> None:
    async with desk.reading() as tx:
        counts = await caseload.counts(tx, ME, NOON, SOON)
    assert counts == caseload.Counts(open=6, new=3, mine=1, asked=1, soon=1, overdue=1, passed=1, proposed=0)


@pytest.mark.parametrize(
    ("pile", "found"),
    [
        (Pile.NEW, ["late", "new", "passed"]),
        (Pile.MINE, ["mine"]),
        (Pile.ASKED, ["asked"]),
        (Pile.SOON, ["soon"]),
        (Pile.OVERDUE, ["late"]),
        (Pile.PASSED, ["passed"]),
        (Pile.OPEN, ["late", "soon", "mine", "new", "passed"]),
    ],
)
async def test_a_pile_is_listed_from_the_oldest_deadline(
    desk: Database, pile: Pile, found: list[str]
) -> None:
    assert await _ids(desk, Filter(pile=pile)) == found


async def test_what_waits_for_the_sender_and_what_is_over_come_last(desk: Database) -> None:
    async with desk.reading() as tx:
        second = await caseload.page_of(tx, ME, Filter(pile=Pile.ALL), NOON, SOON, 1)
    assert list(second) == ["asked", "closed"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(kind=CaseKind.REPORT), ["late"]),
        (Filter(topic=Topic.TRAFFIC), ["soon"]),
        (Filter(taken_by="other"), ["soon", "asked"]),
        (Filter(unit=XUYEN.code), []),
        (Filter(text="chuyen so"), ["soon"]),
        (Filter(pile=Pile.ALL, text="closed"), ["closed"]),
        (Filter(text="closed"), []),
        (Filter(pile=Pile.ALL, text="elsewhere"), []),
        (Filter(pile=Pile.ALL, text="kept"), []),
        (Filter(pile=Pile.ALL, text="about"), []),
    ],
)
async def test_a_list_is_narrowed_and_searched_never_widened(
    desk: Database, chosen: Filter, found: list[str]
) -> None:
    assert await _ids(desk, chosen) == found


async def test_an_officer_sees_what_was_given_to_them_and_no_more(desk: Database) -> None:
    officer = Reach(person="other", units=frozenset(), own=frozenset({TRAN.code}))
    assert await _ids(desk, Filter(), officer) == ["soon", "asked"]
    moved = Reach(person="other", units=frozenset(), own=frozenset({XUYEN.code}))
    assert await _ids(desk, Filter(), moved) == []
    nobody = Reach(person="", units=frozenset())
    async with desk.reading() as tx:
        assert await caseload.counts(tx, nobody, NOON, SOON) == (0,) * 8
        assert await caseload.first(tx, nobody) is None


async def test_what_is_kept_from_a_unit_is_seen_above_but_not_by_who_serves_there_too(
    desk: Database,
) -> None:
    above = Reach(person="chief", units=frozenset({"CAT"}))
    assert await _ids(desk, Filter(), above) == ["kept"]
    assert await _ids(desk, Filter(), replace(above, serves=frozenset({TRAN.code}))) == []


async def test_first_comes_the_oldest_deadline_that_nobody_else_has(desk: Database) -> None:
    async with desk.reading() as tx:
        assert await caseload.first(tx, ME) == "late"
    async with desk.transaction() as tx:
        for name in ("late", "new", "passed", "mine"):
            await tx.execute(table.update().where(table.c.id == name).values(taken_by="other"))
        assert await caseload.first(tx, ME) == "late"
        await tx.execute(table.update().where(table.c.id == "new").values(taken_by="me"))
        assert await caseload.first(tx, ME) == "new"


async def test_what_a_list_holds_is_told_apart(desk: Database) -> None:
    async with desk.reading() as tx:
        units, kinds, topics = await caseload.sorts(tx, ME, Filter(), NOON, SOON)
    assert (units, topics) == ({TRAN.code: 6}, {"traffic": 1})
    assert kinds == {"suggestion": 5, "report": 1}
    async with desk.reading() as tx:
        assert await caseload.within(tx, ME, ["new", "kept", "elsewhere", "about me"]) == {"new"}


async def test_who_reads_a_case_is_known_and_it_is_no_change(desk: Database) -> None:
    async with desk.transaction() as tx:
        before = await cases.get(tx, "new")
        await caseload.read(tx, "new", XUYEN.code, TRAN.code, NOON)
        after = await cases.get(tx, "new")
        assert before is not None
        assert not before.read
        assert after == replace(before, read_at=NOON, read_by=XUYEN.code, read_for=TRAN.code)
        assert after.read


async def test_beside_a_case_stand_its_notes_and_its_last_steps(desk: Database) -> None:
    async with desk.transaction() as tx:
        note = {"case": "new", "author": "me", "text": "Gọi điện lực", "at": NOON}
        await tx.execute(insert(case_notes).values(kind="note", **note))
        await tx.execute(insert(case_notes).values(kind="pass", unit=XUYEN.code, **note))
        for number in range(1, 12):
            row = {
                "id": number,
                "at": NOON,
                "actor": "me" if number % 2 else None,
                "subject": "new" if number != 11 else "other",
                "unit": TRAN.code,
                "details": {},
                "chain": "",
                "action": "saw" if number in (2, 3) else f"step{number}",
            }
            await tx.execute(insert(audit).values(**row))
        assert await caseload.notes(tx, "new") == [
            caseload.Note(1, "note", "Minh", "Gọi điện lực", "", NOON),
            caseload.Note(2, "pass", "Minh", "Gọi điện lực", XUYEN.name, NOON),
        ]
        history = await caseload.history(tx, "new")
    assert [step.action for step in history] == [f"step{n}" for n in range(5, 11)]
    assert [step.actor for step in history][:2] == ["Minh", ""]


async def _plan(tx: Tx, statement: Select[str]) -> str:
    compiled = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    rows = await tx.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))
    return "\n".join(row[3] for row in rows)


@pytest.mark.parametrize("pile", Pile)
async def test_sixty_units_with_two_thousand_cases_are_read_by_an_index(
    database: Database, pile: Pile
) -> None:
    wide = Reach(person="me", units=frozenset(f"{number:05}" for number in range(60)))
    async with database.reading() as tx:
        plan = await _plan(tx, caseload.chosen_by(wide, Filter(pile=pile), NOON, SOON))
        assert "USING INDEX ix_cases_" in plan or "USING COVERING INDEX ix_cases_" in plan, plan
        assert "SCAN cases" not in plan, plan
        words = await _plan(tx, caseload.chosen_by(wide, Filter(pile=pile, text="den duong"), NOON, SOON))
        assert "VIRTUAL TABLE INDEX" in words, words
        assert "SCAN case_messages" not in words, words
