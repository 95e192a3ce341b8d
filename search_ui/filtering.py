"""The conditions of a search as links: facets with their values, chips that let a condition go, pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask_babel import gettext

from indexer.params import Facet, FacetName, FacetValue, SearchParams
from indexer.places import gazetteer
from indexer.wording import mark, say
from search_ui import formats, params

Link = Callable[[SearchParams], str]
"""The address of a search in the view and language of the page."""

TITLES = {
    "place": mark("Địa phương"),
    "mentions": mark("Nơi được nhắc đến"),
    "level": mark("Cấp"),
    "portal": mark("Cổng"),
    "year": mark("Năm"),
    "topic": mark("Chủ đề"),
}
PLACE_MODES = (
    ("now", mark("Lãnh thổ ngày nay, gồm các đơn vị cũ")),
    ("then", mark("Mang tên ấy lúc đăng")),
    ("exact", mark("Chỉ đúng đơn vị này")),
)
SHOWN = 7
"""Values of a facet that stand open; the others fold away."""
FOLDED = 30
"""Values that are folded away, at most: a page stays light with thousands of portals."""
INSIDE = 10
"""Places inside one that stands in sight; inside a chosen one as many as can be folded away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet value or condition with the link that takes it or lets it go."""

    label: str
    url: str
    count: int = 0
    selected: bool = False
    add: str | None = None
    """Takes a value beside those that are chosen already; None where nothing is chosen or only one can be."""
    inside: tuple[Choice, ...] = ()
    """Places that lie in this one: the chosen and the commonest."""
    within: int = 0
    """How many there are."""
    open: bool = False
    """Whether this or something inside is chosen."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as it is drawn: values in sight, values folded away, and how many are left out."""

    name: str
    title: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    cut: int
    modes: tuple[Choice, ...] = ()
    """In which sense a chosen place is meant."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links between pages of results; number 0 stands for a gap. ``cut``: the last reachable hit if there are more."""

    numbers: tuple[tuple[int, str], ...]
    previous: str | None
    next: str | None
    last: int
    cut: int | None


def title(facet: str) -> str:
    """What stands above a facet; a facet that is not known here stands under its own name."""
    return say(TITLES.get(facet, facet))


def facet_view(facet: Facet, chosen: SearchParams, link: Link = params.url) -> FacetView:
    """Chosen values always stand in sight; the others in the order of the search core, the rest of them folded."""
    several = isinstance(getattr(chosen, facet.name, None), tuple) and any(v.selected for v in facet.values)
    inside = _inside(facet.values) if facet.name == "place" else {}
    nested = {v.value for children in inside.values() for v in children}
    roots = [v for v in facet.values if v.value not in nested]

    def is_open(value: FacetValue) -> bool:
        return value.selected or any(map(is_open, inside.get(value.value, ())))

    def choice(value: FacetValue, room: int = INSIDE) -> Choice:
        within = sorted(inside.get(value.value, ()), key=lambda v: not is_open(v))
        room = FOLDED if is_open(value) else room
        found = _choice(facet.name, value, chosen, several, link)
        return replace(found, inside=tuple(map(choice, within[:room])), within=len(within), open=is_open(value))

    folded = [v for v in roots[SHOWN:] if not is_open(v)]
    if len(folded) == 1:
        folded = []
    shown = [v for v in roots if v not in folded]
    return FacetView(
        facet.name,
        title(facet.name),
        tuple(map(choice, shown)),
        tuple(choice(v, 0) for v in folded[:FOLDED]),
        max(0, len(folded) - FOLDED),
        _modes(chosen, link) if facet.name == "place" else (),
    )


def _inside(values: Sequence[FacetValue]) -> dict[str, list[FacetValue]]:
    """The places that lie in each place of ``values``: in the nearest unit above that is there, as of its own day, else
    in today's province."""
    places = gazetteer()
    there = {unit.key: v for v in values if (unit := places.unit(v.value))}
    inside: dict[str, list[FacetValue]] = defaultdict(list)
    for key, value in there.items():
        unit = places.unit(key)
        if unit is None:
            continue
        above = (*places.parents(unit), places.province_now(unit))
        around = next((there[up.key] for up in above if up.key in there and up.key != key), None)
        if around:
            inside[around.value].append(value)
    return inside


def _choice(facet: FacetName, value: FacetValue, chosen: SearchParams, several: bool, link: Link) -> Choice:
    """A chosen value is let go; another one takes its place, or joins ``several`` through the link beside."""
    toggled = link(params.toggle(chosen, facet, value.value)) if value.selected or several else None
    label = say(value.label) if facet == "topic" else value.label
    if value.selected and toggled:
        return Choice(label, toggled, value.count, True)
    return Choice(label, link(chosen.choose(facet, value.value)), value.count, False, toggled)


def _modes(chosen: SearchParams, link: Link) -> tuple[Choice, ...]:
    if not chosen.place:
        return ()
    return tuple(
        Choice(gettext(label), link(params.change(chosen, place_mode=mode)), selected=chosen.place_mode == mode)
        for mode, label in PLACE_MODES
    )


def chips(chosen: SearchParams, facets: Sequence[Facet], link: Link = params.url) -> list[Choice]:
    """One removable chip for each condition."""
    found = []
    for facet in facets:
        labels = {v.value: v.label for v in facet.values}
        values = getattr(chosen, facet.name, ()) or ()
        for value in (values,) if isinstance(values, str) else values:
            label = labels.get(value) or next((v.label for v in facet.values if v.selected), value)
            url = link(params.toggle(chosen, facet.name, value))
            found.append(Choice(f"{title(facet.name)}: {label}", url))
    if chosen.dup == "collapse":
        found.append(Choice(gettext("Gộp bài đăng lại"), link(params.change(chosen, dup="show"))))
    if chosen.date_from or chosen.date_to:
        label = period(chosen.date_from, chosen.date_to)
        found.append(Choice(label, link(params.change(chosen, date_from=None, date_to=None))))
    return found


def period(first: date | None, last: date | None) -> str:
    """A span of days in words: ``Năm 2024``, ``Tháng 03/2024``, ``Từ 01/02/2024 đến 15/02/2024``."""
    if first and last:
        whole_months = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
        if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
            return str(gettext("Năm %(year)s", year=first.year))
        if whole_months and (first.year, first.month) == (last.year, last.month):
            return str(gettext("Tháng %(month)s", month=formats.month(f"{first.year:04}-{first.month:02}")))
        if first == last:
            return formats.day(first)
        return str(gettext("Từ %(first)s đến %(last)s", first=formats.day(first), last=formats.day(last)))
    if first:
        return str(gettext("Từ %(first)s", first=formats.day(first)))
    return str(gettext("Đến %(last)s", last=formats.day(last)))


def page_links(pages: int, chosen: SearchParams, link: Link = params.url) -> PageLinks:
    """First, last and the pages around the current one of ``pages``, no further than the site pages."""
    reachable = params.MAX_RANK // chosen.per_page
    last = max(1, min(pages, reachable))
    wanted = sorted({n for n in (1, *range(chosen.page - 2, chosen.page + 3), last) if 1 <= n <= last})
    numbers: list[tuple[int, str]] = []
    for n in wanted:
        if numbers and n - numbers[-1][0] > 1:
            numbers.append((0, ""))
        numbers.append((n, link(params.change(chosen, page=n))))
    return PageLinks(
        tuple(numbers),
        link(params.change(chosen, page=chosen.page - 1)) if 1 < chosen.page <= last else None,
        link(params.change(chosen, page=chosen.page + 1)) if chosen.page < last else None,
        last,
        params.MAX_RANK if pages > reachable else None,
    )
