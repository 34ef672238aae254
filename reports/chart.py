"""The digest's picture: deeds and opinions by month, and deeds by kind.

matplotlib costs about 105 MB of memory, so it is imported where it draws: the bot's own process never
loads it. Only `Figure` is used; pyplot would keep every figure alive.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.vietnamese import nfc, number
from reports.legible import clean, one_line, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _DPI = 1200, 800, 100  # pixels, pixels, pixels an inch
_MOST_KINDS = 8
_MOST_LABELS = 7  # months whose labels stand side by side without touching
# Okabe and Ito: told apart with every kind of colour blindness. Each with its tint for the months gone by.
_DEEDS, _OPINIONS = ("#0072B2", "#80B8D9"), ("#D55E00", "#EAAF80")
_INK, _FAINT = "#222222", "#D9D9D9"
_TITLE, _HEADING, _TEXT = 25, 19, 17  # points; 17 is about 8 pixels high on a phone 400 pixels wide


@dataclass(frozen=True, kw_only=True)
class MonthBar:
    """One month; `label` is what stands under its bars."""

    label: str
    deeds: int
    opinions: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What the picture shows, every word of it already in the reader's language.

    `months` go from the oldest to the one reported on; `kinds` pair a deed kind's name with its count.
    `empty` is shown in place of the bars where there is nothing to draw.
    """

    title: str
    subtitle: str
    months: tuple[MonthBar, ...]
    deeds_label: str
    opinions_label: str
    kinds: tuple[tuple[str, int], ...]
    kinds_title: str
    months_title: str
    empty: str


def draw(chart: Chart) -> bytes:
    """The chart as a PNG of 1200 by 800 pixels; the same chart gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # The sans-serif that comes with matplotlib and has every Vietnamese letter, whatever the machine has.
    with (
        mpl.rc_context({"font.family": "DejaVu Sans", "text.color": _INK, "text.parse_math": False}),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", "Glyph")  # one that only the shaping of a text asks for
        figure = Figure(figsize=(_WIDTH / _DPI, _HEIGHT / _DPI), dpi=_DPI, facecolor="white")
        top = _head(figure, chart)
        kinds = sorted((k for k in chart.kinds if k[1] > 0), key=lambda k: -k[1])[:_MOST_KINDS]
        months = any(m.deeds or m.opinions for m in chart.months)
        if not kinds and not months:
            _words(
                figure, 0.5, top / 2, wrapped(_shown(chart.empty), 60, 6), _HEADING, ha="center", va="center"
            )
        else:
            _months(figure, chart, top)
            if kinds:
                _kinds(figure, chart.kinds_title, kinds, top)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _shown(text: str) -> str:
    """The text without letters DejaVu Sans lacks (emoji): they would be drawn as empty boxes."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont("DejaVu Sans"))
    return one_line("".join(c for c in clean(nfc(text)) if c.isspace() or font.get_char_index(ord(c))))


def _words(figure: Figure, x: float, y: float, text: str, size: int, **style: Any) -> None:
    """Write on the figure; `x` and `y` are fractions of it, `size` is in points."""
    figure.text(x, y, text, **{"fontsize": size, "va": "top", "linespacing": 1.15, **style})


def _head(figure: Figure, chart: Chart) -> float:
    """Title and subtitle. Returns how high (as a fraction) what follows may reach."""
    title = wrapped(_shown(chart.title), 50, 2)
    subtitle = wrapped(_shown(chart.subtitle), 84, 2)
    y = 1 - 28 / _HEIGHT
    _words(figure, 40 / _WIDTH, y, title, _TITLE, fontweight="bold")
    y -= (44 * (title.count("\n") + 1) + 4) / _HEIGHT
    _words(figure, 40 / _WIDTH, y, subtitle, _TEXT, color="#555555")
    return y - (28 * (subtitle.count("\n") + 1) + 22) / _HEIGHT


def _months(figure: Figure, chart: Chart, top: float) -> None:
    """Two panels on the left, each with a scale of its own: deeds outnumber opinions many times."""
    _words(figure, 40 / _WIDTH, top, wrapped(_shown(chart.months_title), 34, 1), _HEADING, fontweight="bold")
    below = top - 46 / _HEIGHT
    tall = (below - 24 / _HEIGHT) / 2
    labels = [_shown(m.label) for m in chart.months]
    panels = (
        (chart.deeds_label, [m.deeds for m in chart.months], _DEEDS),
        (chart.opinions_label, [m.opinions for m in chart.months], _OPINIONS),
    )
    for place, (label, values, colours) in enumerate(panels):
        upper = below - place * tall
        name = wrapped(_shown(label), 38, 1)
        _words(figure, 40 / _WIDTH, upper, name, _TEXT, color=colours[0], fontweight="bold")
        height = tall - (30 + 46) / _HEIGHT  # the panel's label above, the months' names below
        axes = figure.add_axes((40 / _WIDTH, upper - tall + 46 / _HEIGHT, 500 / _WIDTH, height))
        _columns(axes, labels, values, colours)


def _columns(axes: Axes, labels: list[str], values: list[int], colours: tuple[str, str]) -> None:
    """One bar a month; of many months every other one is named, the highest and the last are numbered."""
    places = range(len(values))
    few = len(values) <= _MOST_LABELS
    axes.bar(places, values, width=0.72, color=[*[colours[1]] * (len(values) - 1), colours[0]])
    high = max([*values, 1])
    for place, value in enumerate(values):
        if few or place == len(values) - 1 or (value == high and place < len(values) - 2):
            axes.annotate(
                number(value), (place, value), (0, 4), textcoords="offset points", ha="center", fontsize=_TEXT
            )
    axes.set_ylim(0, high * 1.28)
    axes.set_xlim(-0.55, max(len(values), 3) - 0.45)
    named = [p for p in places if few or (len(values) - 1 - p) % 2 == 0]
    axes.set_xticks(named, [labels[p] for p in named], fontsize=_TEXT if few else _TEXT - 3)
    axes.yaxis.set_ticks([high / 2, high], ["", ""])
    _bare(axes, "y")


def _kinds(figure: Figure, title: str, kinds: list[tuple[str, int]], top: float) -> None:
    """Horizontal bars on the right, most first."""
    _words(figure, 600 / _WIDTH, top, wrapped(_shown(title), 38, 1), _HEADING, fontweight="bold")
    low = 40 / _HEIGHT
    axes = figure.add_axes((890 / _WIDTH, low, 270 / _WIDTH, top - 46 / _HEIGHT - low))
    counts = [count for _, count in kinds]
    high = max([*counts, 1])
    axes.barh(range(len(kinds)), counts, height=0.66, color=_DEEDS[0])
    for place, count in enumerate(counts):
        axes.annotate(
            number(count), (count, place), (5, 0), textcoords="offset points", va="center", fontsize=_TEXT
        )
    axes.set_xlim(0, high * 1.36)
    axes.set_ylim(max(len(kinds), 5) - 0.5, -0.5)  # the first on top; a few bars are not blown up
    names, size = [wrapped(_shown(name), 22, 3) for name, _ in kinds], _TEXT
    if any(name.count("\n") > 1 for name in names):  # three lines of full size would touch their neighbours
        names, size = [wrapped(_shown(name), 26, 3) for name, _ in kinds], _TEXT - 2
    axes.set_yticks(range(len(kinds)), names, fontsize=size)
    axes.xaxis.set_ticks([high / 2, high], ["", ""])
    _bare(axes, "x")


def _bare(axes: Axes, grid: str) -> None:
    """Only what is read: no frame, no ticks, two faint lines behind the bars across axis `grid`."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == ("bottom" if grid == "y" else "left"))
        spine.set_color("#888888")
    axes.tick_params(length=0, labelcolor=_INK)
    axes.set_axisbelow(True)
    axes.grid(axis="y" if grid == "y" else "x", color=_FAINT, linewidth=0.8)
