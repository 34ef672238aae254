"""/hopthu: the cases of a desk in piles, as lists, filtered, found by their words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from domain.caseload import A_PAGE, Filter, Pile
from domain.errors import Invalid, NotAllowed
from domain.rights import Action, able
from handlers.cards import lies
from handlers.commander import bulk, case_card
from handlers.commander.wanted import Wanted, after, meant
from handlers.context import AN_HOUR, Talk
from handlers.keyboards import Button, Keyboard, button, columns, keyboard
from services.caseload import Line, Listing
from texts.catalogue import Html

A_LINE = 110  # characters of a case's first words in a list
MOST_UNITS = 16  # offered as filters: those with most cases; any other can be typed
_PILES = (Pile.NEW, Pile.MINE, Pile.ASKED, Pile.SOON, Pile.OVERDUE)
_SELDOM = (Pile.PASSED, Pile.PROPOSED)  # shown only where there is one


async def inbox(talk: Talk) -> None:
    """/hopthu: the piles; with words behind it what they mean. Raises NotAllowed for who has no desk."""
    _check(talk)
    if not talk.text:
        await _home(talk)
        return
    several = after(talk.text, talk.texts.words(talk.who.language, "words-inbox-several"))
    if several is not None:
        talk.text = several
        chosen = await meant(talk) if several else Wanted(Filter())
        await _several(talk, chosen if isinstance(chosen, Wanted) else Wanted(Filter()))
        return
    found = await meant(talk)
    if isinstance(found, Wanted):
        await _list(talk, found)
    elif not found:
        await _first(talk)
    else:
        await case_card.open_card(talk, await talk.services.caseload.by_code(talk.act, found))


async def pressed(talk: Talk) -> None:
    """h:WHAT[:…]: by the table below. Raises Invalid for what there is not, NotAllowed without a desk."""
    what = talk.data[1] if len(talk.data) > 1 else ""
    if what not in _PRESSED:
        raise Invalid("button-stale")
    _check(talk)
    await _PRESSED[what](talk)


def _check(talk: Talk) -> None:
    if not able(talk.who.posts, Action.SEE):
        raise NotAllowed("not-for-you", action=Action.SEE.value, subject="inbox")
    talk.keeps = AN_HOUR


async def _home(talk: Talk) -> None:
    counts = await talk.services.caseload.counts(talk.act)
    piles = [(pile, getattr(counts, pile)) for pile in _PILES]
    piles += [(pile, getattr(counts, pile)) for pile in _SELDOM if getattr(counts, pile)]
    buttons = [
        button(talk.plain(f"button-pile-{pile}", count=count), *Wanted(Filter(pile=pile)).data())
        for pile, count in piles
    ]
    first = [button(talk.plain("button-first-case"), "h", "first")] if counts.open else []
    every = button(talk.plain("button-pile-open", count=counts.open), *Wanted(Filter()).data())
    rows = [first, *columns(buttons, 2), [every] if counts.open else []]
    await talk.show(talk.html("inbox", open=counts.open, overdue=counts.overdue), keyboard(rows))


async def _first(talk: Talk) -> None:
    await case_card.open_card(talk, await talk.services.caseload.first(talk.act))


async def _list(talk: Talk, wanted: Wanted) -> None:
    """A page of what is wanted, in place of the list it was pressed in."""
    listing = await talk.services.caseload.listed(talk.act, wanted.chosen, wanted.page)
    wanted = wanted.at(listing.page)
    lines = [
        line_html(talk, line, number)
        for number, line in enumerate(listing.lines, start=1 + listing.page * A_PAGE)
    ]
    title = _title(talk, wanted, listing)
    text = talk.html("inbox-empty", title=title)
    if lines:
        text = talk.html("inbox-list", title=title, count=listing.total, lines=Html("\n\n".join(lines)))
    await talk.show(text, _list_buttons(talk, wanted, listing))


def line_html(talk: Talk, line: Line, number: int) -> Html:
    """A case in a list: five lines, its first words among them."""
    return talk.html(
        "inbox-line",
        number=str(number),
        alias=line.case.alias,
        code=line.case.code,
        kind=talk.plain(f"option-kind-{line.case.kind}"),
        unit=line.unit,
        text=" ".join(line.case.text.split())[:A_LINE] or talk.plain("photo-only"),
        lies=lies(talk.plain, line.case, line.left, line.taken_by),
    )


def _title(talk: Talk, wanted: Wanted, listing: Listing) -> str:
    chosen = wanted.chosen
    said = [talk.plain(f"pile-{chosen.pile}")]
    if chosen.text:
        said.append(f"“{chosen.text}”")
    if chosen.unit:
        said.append(listing.unit)
    if chosen.kind:
        said.append(talk.plain(f"option-kind-{chosen.kind}"))
    if chosen.topic:
        said.append(talk.plain(f"option-topic-{chosen.topic}"))
    return " · ".join(said)


def _list_buttons(talk: Talk, wanted: Wanted, listing: Listing) -> Keyboard:
    opens = [
        button(str(number), "h", "open", line.case.id)
        for number, line in enumerate(listing.lines, start=1 + listing.page * A_PAGE)
    ]
    pages: list[Button] = []
    if listing.page:
        pages.append(button(talk.plain("button-page-before"), *wanted.at(listing.page - 1).data()))
    if listing.page + 1 < listing.pages:
        label = talk.plain("button-next-page", page=listing.page + 2, pages=listing.pages)
        pages.append(button(label, *wanted.at(listing.page + 1).data()))
    tools: list[Button] = []
    if listing.total > 1 or wanted.chosen != Filter(pile=wanted.chosen.pile):
        if not wanted.chosen.text:
            tools.append(button(talk.plain("button-filter"), *wanted.data("filter")))
        tools.append(button(talk.plain("button-several"), *wanted.data("several")))
    home = [button(talk.plain("button-inbox"), "h", "home")]
    return keyboard([opens, pages, tools if listing.total else [], home])


async def _filters(talk: Talk, wanted: Wanted) -> None:
    """By what the list can be narrowed: units, kinds and topics that it holds, with their numbers."""
    chosen = wanted.chosen
    sorts = await talk.services.caseload.sorts(talk.act, chosen)
    by_unit = [(name, number, wanted.by(unit=code)) for code, name, number in sorts.units]
    by_kind = [
        (talk.plain(f"option-kind-{kind}"), number, wanted.by(kind=kind))
        for kind, number in sorts.kinds.items()
    ]
    by_topic = [
        (talk.plain(f"option-topic-{topic}"), number, wanted.by(topic=topic))
        for topic, number in sorts.topics.items()
    ]
    rows = [
        *_narrower(by_kind, 2),
        *_narrower(by_topic, 2),
        *_narrower(by_unit[:MOST_UNITS], 1),
        [button(talk.plain("button-no-filter"), *Wanted(Filter(pile=chosen.pile)).data())],
    ]
    await talk.show(talk.html("inbox-filters", count=sum(number for _, number, _ in by_kind)), keyboard(rows))


def _narrower(choices: Sequence[tuple[str, int, Wanted]], wide: int) -> list[list[Button]]:
    """Buttons for choices that tell cases apart: one that holds for all of them does not."""
    if len(choices) < 2:  # noqa: PLR2004 - one is no choice
        return []
    return columns([button(f"{label} ({number})"[:60], *to.data()) for label, number, to in choices], wide)


async def _several(talk: Talk, wanted: Wanted) -> None:
    listing = await talk.services.caseload.listed(talk.act, wanted.chosen, wanted.page)
    await bulk.start(talk, [line.case.id for line in listing.lines])


def _of_list(do: Callable[[Talk, Wanted], Awaitable[None]]) -> Callable[[Talk], Awaitable[None]]:
    async def handler(talk: Talk) -> None:
        await do(talk, Wanted.read(talk.data))

    return handler


def _of_case(do: Callable[[Talk, str], Awaitable[None]]) -> Callable[[Talk], Awaitable[None]]:
    async def handler(talk: Talk) -> None:
        await do(talk, talk.data[2] if len(talk.data) > 2 else "")  # noqa: PLR2004 - h, what, case

    return handler


_PRESSED: Mapping[str, Callable[[Talk], Awaitable[None]]] = {
    "home": _home,
    "first": _first,
    "list": _of_list(_list),
    "filter": _of_list(_filters),
    "several": _of_list(_several),
    "open": _of_case(case_card.open_card),
    "more": _of_case(case_card.more),
    "less": _of_case(case_card.less),
    "photos": _of_case(case_card.photos),
}
