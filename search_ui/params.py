"""The address of a search: query string ↔ `SearchParams`. Every link to a search is made here.

Names are stable and English, their order is fixed, defaults are left out, and a changed condition goes back to page 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, get_args
from urllib.parse import quote_plus

from flask_babel import gettext

from indexer.params import Duplicates, PlaceMode, SearchParams
from indexer.query.tree import Sort
from search_ui import language, view
from search_ui.encoding import query_string
from search_ui.values import Arguments, Problem, choice, day, several, short, whole
from search_ui.view import LIST, View

PATH = "/search"
MAX_QUERY = 1000
"""Characters of a query that the site takes."""
PER_PAGE = (20, 50, 100)
MAX_RANK = 10_000
"""The last hit that can be paged to; sorting by date and narrowing the dates reaches all others."""

_MULTI = ("level", "portal", "topic", "keep")
_PLACES = ("place", "mentions")
_BEFORE_DATES = ("q", "place", "place_mode", "mentions", "level", "portal")
_SORT_ALIASES = {"date": "newest"}
_DEFAULT = SearchParams()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: ``params`` without the unusable values, which ``problems`` names."""

    params: SearchParams
    problems: tuple[Problem, ...] = ()
    view: View = LIST


def read(arguments: Arguments) -> Asked:
    """The search an address asks for; unknown names are ignored, unusable values are reported and left out."""
    problems: list[Problem] = []
    values: dict[str, Any] = {"q": _query(arguments.get("q") or "", problems)}
    for name in _PLACES:
        place = (arguments.get(name) or "").strip()
        if place:
            values[name] = short(name, place, problems)
    for name in _MULTI:
        values[name] = several(name, arguments.getlist(name), problems)
    mode = arguments.get("place_mode")
    if mode:
        values["place_mode"] = choice("place_mode", mode, get_args(PlaceMode), problems)
    dup = arguments.get("dup")
    if dup:
        values["dup"] = choice("dup", dup, get_args(Duplicates), problems)
    sort = arguments.get("sort")
    if sort:
        values["sort"] = choice("sort", _SORT_ALIASES.get(sort, sort), get_args(Sort), problems)
    values["date_from"] = day("from", arguments.get("from"), problems)
    values["date_to"] = day("to", arguments.get("to"), problems)
    values["page"] = whole("page", arguments.get("page"), problems)
    values["per_page"] = _per_page(arguments.get("per_page"), problems)
    params = SearchParams(**{name: value for name, value in values.items() if value is not None})
    seen = view.read(arguments, problems)
    return Asked(_bounded(params, problems), tuple(problems), seen)


def pairs(params: SearchParams, seen: View = LIST) -> Iterator[tuple[str, str]]:
    """Names and values of the address of ``params`` seen as ``seen``, in their fixed order, defaults left out.

    The language of the page that the address is made for comes last.
    """
    if params.q:
        yield "q", params.q
    if params.place:
        yield "place", params.place
    if params.place_mode != _DEFAULT.place_mode:
        yield "place_mode", params.place_mode
    if params.mentions:
        yield "mentions", params.mentions
    for name in ("level", "portal"):
        yield from ((name, value) for value in getattr(params, name))
    if params.date_from:
        yield "from", params.date_from.isoformat()
    if params.date_to:
        yield "to", params.date_to.isoformat()
    for name in ("topic", "keep"):
        yield from ((name, value) for value in getattr(params, name))
    if params.dup != _DEFAULT.dup:
        yield "dup", params.dup
    if params.sort != _DEFAULT.sort:
        yield "sort", params.sort
    if params.page != 1:
        yield "page", str(params.page)
    if params.per_page != _DEFAULT.per_page:
        yield "per_page", str(params.per_page)
    yield from view.pairs(seen)
    yield from language.carried()


def url(params: SearchParams, path: str = PATH, seen: View = LIST) -> str:
    """The one address of ``params``, looked at as ``seen``."""
    query = _encode(pairs(params, seen))
    return f"{path}?{query}" if query else path


def _encode(values: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_quote(value)}" for name, value in values)


@lru_cache(maxsize=4096)
def _quote(value: str) -> str:
    """``value`` percent-encoded; kept, because the links of one page repeat the same values hundreds of times."""
    return quote_plus(value, errors="replace")


def by_days(params: SearchParams, seen: View = LIST) -> Callable[[date, date], str]:
    """What makes addresses of ``params`` within spans of days: a chart has hundreds, so the rest is written once."""
    rest = list(pairs(change(params, date_from=None, date_to=None), seen))
    before = sum(name in _BEFORE_DATES for name, _ in rest)
    head, tail = query_string(rest[:before]), query_string(rest[before:])

    def within(first: date, last: date) -> str:
        days = f"from={first.isoformat()}&to={last.isoformat()}"
        return f"{PATH}?{'&'.join(part for part in (head, days, tail) if part)}"

    return within


def change(params: SearchParams, **changes: Any) -> SearchParams:
    """``params`` with other conditions, on page 1 unless the page itself is changed."""
    return replace(params, **{"page": 1, **changes})


def toggle(params: SearchParams, facet: str, value: str) -> SearchParams:
    """Choose ``value`` of a facet beside what is chosen, or let it go; a place and a year are one at a time."""
    if facet in _PLACES:
        return change(params, **{facet: None if getattr(params, facet) == value else value})
    if facet == "year":
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        chosen = (params.date_from, params.date_to) == (first, last)
        return change(params, date_from=None if chosen else first, date_to=None if chosen else last)
    chosen_values: tuple[str, ...] = getattr(params, facet)
    if value in chosen_values:
        return change(params, **{facet: tuple(v for v in chosen_values if v != value)})
    return change(params, **{facet: (*chosen_values, value)})


def without_filters(params: SearchParams) -> SearchParams:
    """The query alone, in the same order and page size."""
    return SearchParams(q=params.q, sort=params.sort, per_page=params.per_page, keep=params.keep)


def _query(text: str, problems: list[Problem]) -> str:
    text = text.strip()
    if len(text) > MAX_QUERY:
        problems.append(
            Problem(
                "q",
                text[:60] + "…",
                gettext("Câu tìm dài quá %(most)s ký tự; chỉ phần đầu được giữ lại.", most=MAX_QUERY),
            )
        )
    return text[:MAX_QUERY]


def _per_page(value: str | None, problems: list[Problem]) -> int | None:
    found = whole("per_page", value, problems)
    if found is None or found in PER_PAGE:
        return found
    problems.append(
        Problem(
            "per_page", str(found), gettext("Chỉ nhận một trong: %(allowed)s.", allowed=", ".join(map(str, PER_PAGE)))
        )
    )
    return None


def _bounded(params: SearchParams, problems: list[Problem]) -> SearchParams:
    """Dates in order, and a page that can be reached."""
    if params.date_from and params.date_to and params.date_from > params.date_to:
        value = f"{params.date_from.isoformat()} … {params.date_to.isoformat()}"
        problems.append(Problem("from", value, gettext("Ngày bắt đầu sau ngày kết thúc; đổi chỗ hai ngày cho nhau.")))
        params = replace(params, date_from=params.date_to, date_to=params.date_from)
    last = MAX_RANK // params.per_page
    if params.page > last:
        message = gettext("Chỉ lật được đến trang %(last)s; hãy thu hẹp thời gian hoặc thêm điều kiện.", last=last)
        problems.append(Problem("page", str(params.page), message))
        params = replace(params, page=last)
    return params
