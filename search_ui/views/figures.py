"""Quantities that articles state, each with its sentence: ``/figures``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.figures.rows import FigureRow
from indexer.figures.search import FigurePage, figure_page
from indexer.localities import place_label
from indexer.params import SearchParams
from indexer.places import gazetteer
from indexer.wording import mark
from search_ui import figures as addresses
from search_ui import filtering, formats, language
from search_ui.figures import Asked
from search_ui.localities import Locality, locality
from search_ui.site import site
from search_ui.values import from_form
from search_ui.views.first_run import first_run

blueprint = Blueprint("figures", __name__)

TITLES = {"noun": mark("Đếm gì"), "status": mark("Tình trạng"), "kind": mark("Loại"), "year": mark("Năm")}
KINDS = {"count": mark("số đếm"), "money": mark("số tiền"), "percent": mark("phần trăm")}
ORDERS = (
    ("newest", mark("Bài mới nhất")),
    ("oldest", mark("Bài cũ nhất")),
    ("largest", mark("Số lớn nhất")),
    ("smallest", mark("Số nhỏ nhất")),
)
SHOWN = 12
"""Values of a facet that are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of a facet: its name, how many figures it leaves, the address that takes it or lets it go."""

    label: str
    count: int
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the page shows it."""

    row: FigureRow
    place: Locality | None
    url: str


@blueprint.get("/figures")
def figures() -> Response | str | tuple[str, int]:
    """The figures of the articles that the address finds, filtered and sorted, never added up."""
    asked = addresses.read(request.args)
    if not asked.problems and from_form(request.args.items(multi=True)):
        return redirect(addresses.url(asked, page=asked.figures.page))
    if site().is_empty():
        return first_run()
    searcher, table = site().searcher(), site().figures()
    page = figure_page(searcher, table, asked.search, asked.figures) if table is not None else None
    answer = render_template("figures.html", asked=asked, page=page, **(_context(asked, page) if page else {}))
    return (answer, 400) if asked.problems else answer


def _context(asked: Asked, page: FigurePage) -> dict[str, Any]:
    facets = site().search(replace(asked.search, per_page=1)).facets

    def link(search: SearchParams) -> str:
        return addresses.url(asked, search=search)

    def turned(search: SearchParams) -> str:
        return addresses.url(asked, page=search.page)

    turning = replace(asked.search, page=asked.figures.page, per_page=asked.figures.per_page)
    return {
        "rows": [_shown(row) for row in page.rows],
        "facets": [(title, offers) for name, title in TITLES.items() if (offers := _offers(asked, page, name))],
        "chips": [*filtering.chips(asked.search, facets, link), *_unit_chip(asked)],
        "orders": [(value, label, addresses.url(asked, order=value)) for value, label in ORDERS],
        "page_links": filtering.page_links(page.pages, turning, turned),
        "provinces": _provinces(asked.search),
        "carried": _carried(asked),
        "titles": TITLES,
        "clear_url": addresses.url(Asked()),
    }


def _shown(row: FigureRow) -> Shown:
    return Shown(row, locality(row.place, row.level, row.published), addresses.sentence_path(row))


def _offers(asked: Asked, page: FigurePage, name: str) -> list[Offer]:
    """The values of one facet: chosen ones first, then the most frequent; a year is one at a time."""
    wanted = asked.figures
    chosen = {
        "noun": wanted.noun,
        "status": wanted.status,
        "kind": wanted.kind,
        "year": (str(wanted.year),) if wanted.year else (),
    }[name]
    counts = dict(page.facets[name])
    values = [*chosen, *(value for value in counts if value not in chosen)][: SHOWN + len(chosen)]
    found = []
    for value in values:
        is_chosen = value in chosen
        changed: Any = _toggled(name, value, chosen)
        label = KINDS.get(value, value) if name == "kind" else value
        count = counts.get(value, page.total if is_chosen else 0)
        found.append(Offer(label, count, addresses.url(asked, **{name: changed}), is_chosen))
    return found


def _toggled(name: str, value: str, chosen: tuple[str, ...]) -> Any:
    if name == "year":
        return None if value in chosen else int(value)
    return tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)


def _unit_chip(asked: Asked) -> list[filtering.Choice]:
    unit = asked.figures.unit
    return [filtering.Choice(formats.sentence(f"“{unit}”"), addresses.url(asked, unit=""))] if unit else []


def _provinces(search: SearchParams) -> list[tuple[str, str]]:
    """Code and name of today's provinces, and of the place that is chosen."""
    found = {unit.code: place_label(unit.code) for unit in gazetteer().units("new", "tinh")}
    if search.place:
        found.setdefault(search.place, place_label(search.place))
    return formats.in_order(found.items(), lambda pair: pair[1])


def _carried(asked: Asked) -> list[tuple[str, str]]:
    """What the form hands on beside its own fields."""
    own = ("q", "place", "from", "to", "unit", "year", "page", language.NAME)
    return [*(pair for pair in addresses.pairs(asked) if pair[0] not in own), *language.carried()]
