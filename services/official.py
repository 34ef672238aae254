"""The digest as an official paper: the wording and layout of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from datetime import date, datetime

from domain.digest import Figures
from domain.unit import Unit
from reports.document import Paper, Paragraph
from services.papers import Papers
from texts.catalogue import Catalogue

_PADDED_MONTHS = (1, 2)  # the Decree: a zero before days below 10 and before months 1 and 2


def paper(texts: Catalogue, language: str, figures: Figures, superior: Unit | None, day: date) -> Paper:
    """The report of a unit, dated the local `day`; number and signer are completed by hand."""

    def plain(key: str, **values: object) -> str:
        return texts.plain(language, key, **values)

    papers = Papers(texts, language, figures)
    month = f"{day.month:02}" if day.month in _PADDED_MONTHS else str(day.month)
    return Paper(
        superior=superior.name if superior else plain("paper-ministry"),
        issuer=figures.unit_name,
        number=plain("paper-number"),
        place_and_date=plain("paper-date", day=f"{day.day:02}", month=month, year=str(day.year)),
        nation=plain("paper-nation"),
        motto=plain("paper-motto"),
        title=plain("paper-title"),
        subject=plain("paper-subject", period=papers.period_name),
        paragraphs=tuple(Paragraph(text=line) for line in papers.lines()[1:]),
        table=papers.table(),
        table_title=plain("sheet-units"),
        recipients_heading=plain("paper-recipients"),
        recipients=texts.words(language, "paper-recipient-list"),
        signer_role=plain("paper-signer"),
        signer_title="",
        signer_name="",
        created=datetime.fromisoformat(figures.taken_at),
    )
