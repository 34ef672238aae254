"""The three parts of a digest as the postman sends them."""

from __future__ import annotations

from domain.digest import Figures
from domain.notice import NoticeKind
from handlers.parcel import Letter, Parcel
from reports import chart, workbook
from services.papers import Papers


async def parcel(letter: Letter, figures: Figures) -> Parcel:
    """Words, picture or table, drawn in the workshop."""
    papers = Papers(letter.texts, letter.to.language, figures)
    if letter.notice.kind is NoticeKind.DIGEST:
        return Parcel(text=papers.words())
    if letter.notice.kind is NoticeKind.CHART:
        return Parcel(picture=await letter.services.workshop.make(chart.draw, papers.chart()))
    table = await letter.services.workshop.make(workbook.write, papers.workbook())
    return Parcel(file=(papers.file_name("xlsx"), table))
