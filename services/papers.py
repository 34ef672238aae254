"""What a digest looks like: its words, picture, table and paper, from the figures alone."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from itertools import dropwhile

from domain.digest import Figures, UnitFigures, change
from domain.period import Period
from reports.chart import Chart, MonthBar
from reports.table import Column, Kind, Table
from reports.workbook import Sheet, Workbook
from services.periods import period_name
from texts.catalogue import Catalogue, Html

_NAMED = 3  # units named in the words
_COLUMNS: tuple[tuple[str, int, Kind], ...] = (
    ("unit", 34, "text"),
    ("officers", 10, "count"),
    ("taking-part", 10, "count"),
    ("share", 17, "percent"),
    ("deeds", 10, "count"),
    ("helped", 12, "count"),
    ("opinions", 11, "count"),
    ("praise", 9, "count"),
    ("answered", 10, "count"),
    ("waiting", 9, "count"),
)


class Papers:
    """Renders figures in a language."""

    def __init__(self, texts: Catalogue, language: str, figures: Figures) -> None:
        self._texts = texts
        self._language = language
        self.figures = figures
        self.period = Period.parse(figures.period)
        self.period_name = period_name(texts, language, self.period)

    def words(self) -> Html:
        """The digest as a message that is read in a minute."""
        lines = [
            self._html("digest-head", unit=self.figures.unit_name, period=self.period_name),
            self._html(
                "digest-deeds",
                count=self.figures.deeds,
                change=self._change("deeds"),
                helped=self.figures.helped,
            ),
            self._html(
                "digest-part",
                officers=self.figures.officers,
                taking=self.figures.taking_part,
                share=self._share(),
            ),
            self._html("digest-opinions", count=self.figures.opinions, change=self._change("opinions")),
            self._html("digest-praise", count=self.figures.praise, change=self._change("praise")),
            self._html("digest-answers", **self._answers()),
            self._waiting(),
            self._praised(),
        ]
        return Html("\n".join(line for line in lines if line))

    def lines(self) -> list[str]:
        """The same without markup and signs, for the paper and the command line."""
        return [re.sub(r"^\W+", "", line) for line in self._unmarked(self.words()).split("\n") if line]

    def chart(self) -> Chart:
        """What the picture shows."""
        # Months before anything was recorded are no zeros: they are left out.
        told = list(dropwhile(lambda month: not month.deeds + month.opinions, self.figures.months))
        months = tuple(
            MonthBar(label=f"{month.month[5:]}/{month.month[:4]}", deeds=month.deeds, opinions=month.opinions)
            for month in told
        )
        kinds = tuple((self._plain(f"option-deedkind-{kind}"), count) for kind, count in self.figures.kinds)
        return Chart(
            title=self.figures.unit_name,
            subtitle=self._plain("chart-subtitle", period=self.period_name),
            months=months,
            deeds_label=self._plain("chart-deeds"),
            opinions_label=self._plain("chart-opinions"),
            kinds=kinds,
            kinds_title=self._plain("chart-kinds", period=self.period_name),
            months_title=self._plain("chart-months"),
            empty=self._plain("chart-empty"),
        )

    def workbook(self) -> Workbook:
        """The table: each unit a row, and the deeds by kind."""
        subtitle = f"{self.figures.unit_name} · {self.period_name}"
        table = self.table()
        kinds = tuple((self._plain(f"option-deedkind-{kind}"), count) for kind, count in self.figures.kinds)
        by_kind = Sheet(
            name=self._plain("sheet-kinds"),
            title=self._plain("sheet-kinds"),
            subtitle=subtitle,
            columns=(
                Column(heading=self._plain("column-kind"), width=48),
                Column(heading=self._plain("column-deeds"), width=14, kind="count"),
            ),
            rows=kinds,
            total=(self._plain("total"), sum(count for _, count in kinds)),
        )
        units = Sheet(
            name=self._plain("sheet-units"),
            title=self._plain("sheet-units"),
            subtitle=subtitle,
            columns=table.columns,
            rows=table.rows,
            total=table.total,
        )
        return Workbook(
            title=self._plain("workbook-title", period=self.period_name),
            sheets=(units, by_kind),
            created=self._taken(),
        )

    def file_name(self, ending: str) -> str:
        """A name for the file, ASCII, telling unit and period."""
        return f"vidan-{self.figures.unit}-{self.figures.period}.{ending}"

    def table(self) -> Table:
        """Each unit that has anything to tell, and the sum."""
        columns = tuple(
            Column(heading=self._plain(f"column-{name}"), width=width, kind=kind)
            for name, width, kind in _COLUMNS
        )
        rows = tuple(_row(unit) for unit in self.figures.units if _tells(unit))
        total = UnitFigures(
            code="",
            name=self._plain("total"),
            officers=self.figures.officers,
            taking_part=self.figures.taking_part,
            deeds=self.figures.deeds,
            helped=self.figures.helped,
            opinions=self.figures.opinions,
            praise=self.figures.praise,
            answered=self.figures.answered,
            waiting=self.figures.waiting,
        )
        return Table(columns=columns, rows=rows, total=_row(total))

    def _answers(self) -> dict[str, int]:
        figures = self.figures
        return {
            "answered": figures.answered,
            "solved": figures.solved,
            "partly": figures.partly,
            "unsolved": figures.unsolved,
        }

    def _waiting(self) -> Html:
        if not self.figures.waiting:
            return self._html("digest-nothing-waits")
        where = self._named("waiting")
        return self._html(
            "digest-waits",
            count=self.figures.waiting,
            days=self.figures.oldest_waiting_days or 0,
            at=self._texts.local_day(self._taken()),
            units=where,
        )

    def _praised(self) -> Html:
        return self._html("digest-praised", units=self._named("praise")) if self.figures.praise else Html("")

    def _named(self, column: str) -> str:
        most = sorted(
            (unit for unit in self.figures.units if getattr(unit, column)),
            key=lambda unit: -getattr(unit, column),
        )
        named = [f"{unit.name} ({getattr(unit, column)})" for unit in most[:_NAMED]]
        if len(most) > _NAMED:
            named.append(self._plain("digest-more", count=len(most) - _NAMED))
        return "; ".join(named)

    def _change(self, column: str) -> str:
        before = getattr(self.figures, f"{column}_before")
        by = change(getattr(self.figures, column), before)
        if by is None:
            return self._plain("change-none")
        key = "change-same" if by == 0 else "change-up" if by > 0 else "change-down"
        return self._plain(key, by=abs(by), before=before)

    def _share(self) -> float:
        return 100 * self.figures.taking_part / self.figures.officers if self.figures.officers else 0.0

    def _taken(self) -> datetime:
        return datetime.fromisoformat(self.figures.taken_at)

    def _html(self, key: str, **values: object) -> Html:
        return self._texts.html(self._language, key, **values)

    def _plain(self, key: str, **values: object) -> str:
        return self._texts.plain(self._language, key, **values)

    def _unmarked(self, html: Html) -> str:
        return unescape(re.sub(r"<[^>]+>", "", html))


def _row(unit: UnitFigures) -> tuple[str | int | float | None, ...]:
    share = 100 * unit.taking_part / unit.officers if unit.officers else None
    counts = (unit.deeds, unit.helped, unit.opinions, unit.praise, unit.answered, unit.waiting)
    return (unit.name, unit.officers, unit.taking_part, share, *counts)


def _tells(unit: UnitFigures) -> bool:
    """Units with neither officers nor cases would only make the table long."""
    return bool(unit.officers or unit.deeds or unit.opinions or unit.praise or unit.waiting)
