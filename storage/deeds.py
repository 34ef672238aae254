"""Deeds, and the monthly sums kept in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, cast, delete, func, insert, select, update

from domain.deed import Deed, DeedKind
from domain.period import Period
from domain.person import Role
from storage import months, photos
from storage.driver import Prepared, Tx, rows, run
from storage.people import valid
from storage.tables import deed_months, deeds, officer_months, posts

# Made once: building a statement takes longer than SQLite takes to run it.
_OF_DAY = (deeds.c.person == bindparam("of_person"), deeds.c.day == bindparam("on_day"))
_ON_DAY = Prepared(select(deeds).where(*_OF_DAY).order_by(deeds.c.recorded_at), *deeds.c)
_SAME_DAY = Prepared(select(deeds.c.unit, deeds.c.text).where(*_OF_DAY), deeds.c.unit, deeds.c.text)
_ADD = Prepared(insert(deeds))


class Told(NamedTuple):
    """What another deed of the same officer and day says, and in which unit."""

    unit: str
    text: str


class KindSum(NamedTuple):
    """A unit's deeds of one kind."""

    unit: str
    kind: DeedKind
    deeds: int
    helped: int
    late: int


async def get(tx: Tx, deed: str) -> Deed | None:
    """The deed of that id."""
    row = (await tx.execute(select(deeds).where(deeds.c.id == deed))).first()
    return _deed(row, len(await photos.of_deed(tx, deed))) if row else None


async def on_day(tx: Tx, person: str, day: date) -> list[Deed]:
    """The person's deeds of that local day, oldest first."""
    found = await rows(tx, _ON_DAY, of_person=person, on_day=str(day))
    return [_deed(row, 0) for row in found]


async def told(tx: Tx, person: str, day: date) -> list[Told]:
    """What the person's deeds of that local day say, in no order."""
    return [Told(*row) for row in await rows(tx, _SAME_DAY, of_person=person, on_day=str(day))]


async def days(tx: Tx, person: str, period: Period) -> dict[date, int]:
    """How many deeds the person recorded on each day of the period that has any."""
    found = await tx.execute(
        select(deeds.c.day, func.count())
        .where(deeds.c.person == person, deeds.c.day.between(str(period.first), str(period.last)))
        .group_by(deeds.c.day)
    )
    return {date.fromisoformat(day): count for day, count in found}


async def add(tx: Tx, deed: Deed, same_day: Sequence[Told]) -> None:
    """Keep a new deed beside those of its officer's `same_day`, and count it in."""
    await run(tx, _ADD, id=deed.id, **_columns(deed))
    await _count(tx, deed, 1, [other.unit for other in same_day])


async def bring_in(tx: Tx, many: Sequence[Deed]) -> None:
    """Keep many deeds at once and take all sums anew (an import, the rehearsal)."""
    if many:
        await tx.execute(insert(deeds), [{"id": deed.id, **_columns(deed)} for deed in many])
    await recount(tx)


async def recount(tx: Tx) -> None:
    """Take all sums anew from the deeds themselves."""
    month = func.substr(deeds.c.day, 1, 7)
    count, late = func.count(), func.sum(cast(deeds.c.late, Integer))
    by_officer = select(deeds.c.unit, month, deeds.c.person, count, func.count(deeds.c.day.distinct()))
    by_kind = select(deeds.c.unit, month, deeds.c.kind, count, func.sum(deeds.c.helped), late)
    for table, made, third in (
        (officer_months, by_officer, deeds.c.person),
        (deed_months, by_kind, deeds.c.kind),
    ):
        await tx.execute(delete(table))
        await tx.execute(insert(table).from_select(list(table.c), made.group_by(deeds.c.unit, month, third)))


async def replace(tx: Tx, before: Deed, after: Deed) -> None:
    """Change a deed; the sums follow."""
    await _count(tx, before, -1, await _others(tx, before))
    await tx.execute(update(deeds).where(deeds.c.id == before.id).values(**_columns(after)))
    await _count(tx, after, 1, await _others(tx, after))


async def remove(tx: Tx, deed: Deed) -> None:
    """Erase a deed and count it out."""
    await _count(tx, deed, -1, await _others(tx, deed))
    await tx.execute(delete(deeds).where(deeds.c.id == deed.id))


async def sums(tx: Tx, units: Collection[str], months: Collection[str]) -> list[KindSum]:
    """The units' deeds by kind over the months, from the sums alone."""
    total = func.sum
    found = await tx.execute(
        select(
            deed_months.c.unit,
            deed_months.c.kind,
            total(deed_months.c.deeds),
            total(deed_months.c.helped),
            total(deed_months.c.late),
        )
        .where(deed_months.c.unit.in_(units), deed_months.c.month.in_(months))
        .group_by(deed_months.c.unit, deed_months.c.kind)
    )
    return [KindSum(unit, DeedKind(kind), deeds, helped, late) for unit, kind, deeds, helped, late in found]


async def by_month(tx: Tx, units: Collection[str], months: Collection[str]) -> dict[str, int]:
    """How many deeds the units recorded in each of the months."""
    found = await tx.execute(
        select(deed_months.c.month, func.sum(deed_months.c.deeds))
        .where(deed_months.c.unit.in_(units), deed_months.c.month.in_(months))
        .group_by(deed_months.c.month)
    )
    return dict(found.all())


async def taking_part(
    tx: Tx, units: Collection[str], months: Collection[str], now: datetime
) -> dict[str, int]:
    """Per unit, how many of its officers now recorded a deed in the months, in whatever unit they served."""
    found = await tx.execute(
        select(posts.c.unit, func.count(posts.c.person.distinct()))
        .join(officer_months, officer_months.c.person == posts.c.person)
        .where(
            posts.c.role == Role.OFFICER.value,
            posts.c.unit.in_(units),
            valid(now),
            officer_months.c.month.in_(months),
            officer_months.c.deeds > 0,
        )
        .group_by(posts.c.unit)
    )
    return dict(found.all())


async def _others(tx: Tx, deed: Deed) -> list[str]:
    """The units in which its officer has other deeds that day, one for each."""
    return [other.unit for other in await on_day(tx, deed.person, deed.day) if other.id != deed.id]


async def _count(tx: Tx, deed: Deed, by: int, others: Sequence[str]) -> None:
    """Count the deed in (by 1) or out (by -1); `others` as _others says."""
    month = str(Period.holding(deed.day))
    await months.add(
        tx,
        officer_months,
        {"unit": deed.unit, "month": month, "person": deed.person},
        {"deeds": by, "days": 0 if deed.unit in others else by},
    )
    await months.add(
        tx,
        deed_months,
        {"unit": deed.unit, "month": month, "kind": deed.kind.value},
        {"deeds": by, "helped": by * deed.helped, "late": by * deed.late},
    )


def _columns(deed: Deed) -> dict[str, object]:
    return {
        "person": deed.person,
        "unit": deed.unit,
        "day": str(deed.day),
        "kind": deed.kind.value,
        "text": deed.text,
        "helped": deed.helped,
        "place": deed.place,
        "late": deed.late,
        "recorded_at": deed.recorded_at,
    }


def _deed(row: Sequence[Any], photos: int) -> Deed:
    """From a row of all columns, in their order."""
    id_, person, unit, day, kind, text, helped, place, late, recorded_at = row
    return Deed(
        id=id_,
        person=person,
        unit=unit,
        day=date.fromisoformat(day),
        kind=DeedKind(kind),
        text=text,
        helped=helped,
        place=place,
        photos=photos,
        late=late,
        recorded_at=recorded_at,
    )
