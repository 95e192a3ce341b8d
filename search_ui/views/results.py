"""The results of a search: ``/search``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.search import Facet, FacetValue, SearchPage, SearchParams, Suggestion
from search_ui import charts, formats, params
from search_ui.site import site
from search_ui.views.first_run import first_run

blueprint = Blueprint("results", __name__)

FACET_TITLES = {"place": "Địa phương", "level": "Cấp", "portal": "Cổng", "year": "Năm", "topic": "Chủ đề"}
OFFERS = {"telex": "Ý bạn là", "spelling": "Chỉ tìm đúng dấu", "meaning": "Chữ viết tắt còn có nghĩa"}
"""What stands in front of each kind of offer, in this order."""
SORTS = (("relevance", "Liên quan nhất"), ("newest", "Mới nhất"), ("oldest", "Cũ nhất"))
"""Without a query nothing is more relevant than anything else: then the newest come first."""
SHOWN = 7
"""Values of a facet that stand open; the others fold away."""
FOLDED = 100
"""Values of a facet that are sent at all: a page stays light with thousands of portals."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet value or condition with the link that takes it or lets it go."""

    label: str
    url: str
    count: int = 0
    selected: bool = False
    add: str | None = None
    """Takes a value beside those that are chosen already; None where nothing is chosen or only one can be."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as it is drawn: values in sight, values folded away, and how many are left out."""

    name: str
    title: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links between pages of results; number 0 stands for a gap. ``cut``: the last reachable hit if there are more."""

    numbers: tuple[tuple[int, str], ...]
    previous: str | None
    next: str | None
    last: int
    cut: int | None


@blueprint.get("/search")
def results() -> Response | str | tuple[str, int]:
    """The page of results that the address asks for."""
    asked = params.read(request.args)
    if asked.problems:
        return render_template("problem.html", asked=asked, params=asked.params, carried=carried(asked.params)), 400
    if any(not value for name, value in request.args.items(multi=True) if name != "q"):
        return redirect(params.url(asked.params))  # a form sends its empty fields too; the address does not keep them
    if site().is_empty():
        return first_run()
    page = site().search(asked.params)
    return render_template("results.html", **_context(page, asked.params))


def _context(page: SearchPage, chosen: SearchParams) -> dict[str, Any]:
    return {
        "page": page,
        "params": chosen,
        "carried": carried(chosen),
        "first": (chosen.page - 1) * chosen.per_page + 1,
        "notes": page.warnings,
        "chips": chips(chosen, page.facets),
        "clear_url": params.url(params.without_filters(chosen)),
        "offers": [(title, found) for kind, title in OFFERS.items() if (found := _of_kind(page.suggestions, kind))],
        "dropped": [s for s in _of_kind(page.suggestions, "without") if s.count],
        "sorts": SORTS[0 if chosen.q else 1 :],
        "current_sort": chosen.sort if chosen.q or chosen.sort == "oldest" else "newest",
        "chart": charts.histogram(page.months),
        "undated": page.undated,
        "facets": [facet_view(f, chosen) for f in page.facets if f.values],
        "page_links": page_links(page, chosen),
        "article_url": article_url,
        "within": params.by_days(chosen),
    }


def _of_kind(offers: Sequence[Suggestion], kind: str) -> list[Suggestion]:
    return [offer for offer in offers if offer.kind == kind]


def carried(chosen: SearchParams) -> list[tuple[str, str]]:
    """What a form hands on beside the query: every condition, but not the page or the switched-off readings."""
    return list(params.pairs(replace(chosen, q="", page=1, keep=())))


def article_url(article: str, chosen: SearchParams) -> str:
    """The article with the query's hits marked and a way back to the results."""
    query = params.url(chosen, "")
    return url_for("article.article", article_id=article) + query


def facet_view(facet: Facet, chosen: SearchParams) -> FacetView:
    """Chosen values always stand in sight; the others in the order of the search core, the rest of them folded."""
    shown = [v for n, v in enumerate(facet.values) if n < SHOWN or v.selected]
    folded = [v for n, v in enumerate(facet.values) if n >= SHOWN and not v.selected]
    if len(folded) == 1:
        shown, folded = [*shown, *folded], []
    several = facet.name in ("level", "portal", "topic") and any(v.selected for v in shown)

    def choices(values: Iterable[FacetValue]) -> tuple[Choice, ...]:
        return tuple(_choice(facet, value, chosen, several) for value in values)

    cut = max(0, len(folded) - FOLDED)
    return FacetView(facet.name, FACET_TITLES[facet.name], choices(shown), choices(folded[:FOLDED]), cut)


def _choice(facet: Facet, value: FacetValue, chosen: SearchParams, several: bool) -> Choice:
    """A chosen value is let go; another one takes its place, or joins ``several`` through the link beside."""
    toggled = params.url(params.toggle(chosen, facet.name, value.value)) if value.selected or several else None
    if value.selected and toggled:
        return Choice(value.label, toggled, value.count, True)
    return Choice(value.label, params.url(chosen.choose(facet.name, value.value)), value.count, add=toggled)


def chips(chosen: SearchParams, facets: Sequence[Facet]) -> list[Choice]:
    """One removable chip for each condition."""
    labels: dict[tuple[str, str], str] = {(f.name, v.value): v.label for f in facets for v in f.values}
    values: Iterable[tuple[str, str]] = (
        *([("place", chosen.place)] if chosen.place else []),
        *(("level", v) for v in chosen.level),
        *(("portal", v) for v in chosen.portal),
        *(("topic", v) for v in chosen.topic),
    )
    found = [
        Choice(
            f"{FACET_TITLES[name]}: {labels.get((name, value), value)}", params.url(params.toggle(chosen, name, value))
        )
        for name, value in values
    ]
    if chosen.dup == "collapse":
        found.append(Choice("Gộp bài đăng lại", params.url(params.change(chosen, dup="show"))))
    if chosen.date_from or chosen.date_to:
        label = period(chosen.date_from, chosen.date_to)
        found.append(Choice(label, params.url(params.change(chosen, date_from=None, date_to=None))))
    return found


def period(first: date | None, last: date | None) -> str:
    """A span of days in words: ``Năm 2024``, ``Tháng 03/2024``, ``Từ 01/02/2024 đến 15/02/2024``."""
    if first and last:
        whole_months = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
        if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
            return f"Năm {first.year}"
        if whole_months and (first.year, first.month) == (last.year, last.month):
            return f"Tháng {first.month:02}/{first.year}"
        return formats.day(first) if first == last else f"Từ {formats.day(first)} đến {formats.day(last)}"
    return f"Từ {formats.day(first)}" if first else f"Đến {formats.day(last)}"


def page_links(page: SearchPage, chosen: SearchParams) -> PageLinks:
    """First, last and the pages around the current one, no further than the site pages."""
    reachable = params.MAX_RANK // chosen.per_page
    last = max(1, min(page.pages, reachable))
    wanted = sorted({n for n in (1, *range(chosen.page - 2, chosen.page + 3), last) if 1 <= n <= last})
    numbers: list[tuple[int, str]] = []
    for n in wanted:
        if numbers and n - numbers[-1][0] > 1:
            numbers.append((0, ""))
        numbers.append((n, _to(chosen, n)))
    return PageLinks(
        tuple(numbers),
        _to(chosen, chosen.page - 1) if 1 < chosen.page <= last else None,
        _to(chosen, chosen.page + 1) if chosen.page < last else None,
        last,
        params.MAX_RANK if page.pages > reachable else None,
    )


def _to(chosen: SearchParams, number: int) -> str:
    return params.url(params.change(chosen, page=number))
