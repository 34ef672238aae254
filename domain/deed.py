"""A good deed: "Mỗi ngày làm một việc tốt vì dân"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.errors import Invalid
from domain.vietnamese import fold, nfc, units_long

BACKDATE = timedelta(hours=48)  # how far back a deed may still be entered; it is then marked late
SHORTEST, LONGEST = 2, 1000  # words at least, UTF-16 units at most
MOST_HELPED = 100_000


class DeedKind(StrEnum):
    """The campaign's own list of typical deeds."""

    PAPERS = "papers"  # paperwork, ID card or VNeID help at home or on the road
    CARE = "care"  # the elderly, the lonely, the disabled
    RETURNED = "returned"  # lost property, money sent by mistake
    RESCUE = "rescue"  # rescue and help on the road
    WELFARE = "welfare"  # houses, gifts, bridges
    CHILDREN = "children"  # children and schools
    HEALTH = "health"  # blood donation and health
    ADVICE = "advice"  # mediation, legal advice, fire-safety and fraud warnings
    STORM = "storm"  # environment and disasters
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One recorded deed. `day` is the local day it was done; `unit` the officer's unit on that day."""

    id: str
    person: str
    unit: str
    day: date
    kind: DeedKind
    text: str
    helped: int
    place: str
    photos: int
    late: bool
    recorded_at: datetime


def deed_text(text: str) -> str:
    """The deed's text as kept. Raises Invalid where it says too little or too much."""
    text = nfc(text)
    if len(re.findall(r"\w+", text)) < SHORTEST:
        raise Invalid("deed-too-short")
    if units_long(text) > LONGEST:
        raise Invalid("deed-too-long", most=LONGEST)
    return text


def earliest_day(now: datetime, zone: ZoneInfo) -> date:
    """The first local day that may still be entered at `now`."""
    return (now - BACKDATE).astimezone(zone).date()


def check_day(day: date, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the deed of that local `day` is late. Raises Invalid where it is too old or to come."""
    today = now.astimezone(zone).date()
    if day > today:
        raise Invalid("deed-in-future")
    if day < earliest_day(now, zone):
        raise Invalid("deed-too-old", hours=int(BACKDATE.total_seconds() // 3600))
    return day < today


# Words, folded, by which a deed's kind is guessed so that one message is enough; a tap corrects it.
_SIGNS = (
    (DeedKind.RETURNED, r"tra lai|nhat duoc|chuyen (khoan )?nham|danh roi|that lac"),
    (DeedKind.HEALTH, r"hien mau|cap cuu|benh vien|kham benh"),
    (DeedKind.RESCUE, r"cuu (ho|nan|nguoi)|tai nan|hong xe|chet may|duoi nuoc|qua duong|vuot"),
    (DeedKind.PAPERS, r"can cuoc|cccd|vneid|dinh danh|giay to|ho so|cu tru|thu tuc"),
    (
        DeedKind.CHILDREN,
        r"hoc sinh|nha truong|truong (hoc|tieu hoc|mam non)|tre em|chau be|hoc bong|em nho",
    ),
    (
        DeedKind.STORM,
        r"bao (so|lu)|con bao|mua bao|lu lut|ngap|trieu cuong|sat lo|rac|moi truong|trong cay",
    ),
    (DeedKind.ADVICE, r"hoa giai|tuyen truyen|huong dan|lua dao|chay no|pccc|phap luat"),
    (DeedKind.CARE, r"cu (ba|ong)|gia neo|neo don|khuyet tat|nguoi gia|ba cu|ong cu"),
    (DeedKind.WELFARE, r"tang|qua tet|nha tinh|cay cau|bac cau|lam cau|gao|ho ngheo"),
)


_COMPILED = tuple((kind, re.compile(rf"\b(?:{signs})\b")) for kind, signs in _SIGNS)


def guess_kind(text: str) -> DeedKind:
    """The likeliest kind of a deed by its words; OTHER where none speaks."""
    words = fold(text)
    return next((kind for kind, signs in _COMPILED if signs.search(words)), DeedKind.OTHER)
