"""The address of a search: query string ↔ `SearchParams`. Every link to a search is made here.

Names are stable and English, their order is fixed, defaults are left out, and a changed condition goes back to page 1.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, get_args
from urllib.parse import quote_plus

from indexer.params import Duplicates, PlaceMode, SearchParams
from indexer.query.tree import Sort
from search_ui import language

PATH = "/search"
MAX_QUERY = 1000
"""Characters of a query that the site takes."""
MAX_VALUES = 50
"""Values of one repeated condition."""
MAX_VALUE = 200
"""Characters of one value."""
PER_PAGE = (20, 50, 100)
MAX_RANK = 10_000
"""The last hit that can be paged to; sorting by date and narrowing the dates reaches all others."""

_MULTI = ("level", "portal", "topic", "keep")
_BEFORE_DATES = ("q", "place", "place_mode", "level", "portal")
_SORT_ALIASES = {"date": "newest"}
_DEFAULT = SearchParams()


class Arguments(Protocol):
    """What is needed of a parsed query string (werkzeug's ``MultiDict`` has it)."""

    def get(self, key: str, /) -> str | None: ...
    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of the address that cannot be used: its name, the value, and why, in Vietnamese."""

    name: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: ``params`` without the unusable values, which ``problems`` names."""

    params: SearchParams
    problems: tuple[Problem, ...] = ()


def read(arguments: Arguments) -> Asked:
    """The search an address asks for; unknown names are ignored, unusable values are reported and left out."""
    problems: list[Problem] = []
    values: dict[str, Any] = {"q": _query(arguments.get("q") or "", problems)}
    place = (arguments.get("place") or "").strip()
    if place:
        values["place"] = _short("place", place, problems)
    for name in _MULTI:
        values[name] = _several(name, arguments.getlist(name), problems)
    mode = arguments.get("place_mode")
    if mode:
        values["place_mode"] = _choice("place_mode", mode, get_args(PlaceMode), problems)
    dup = arguments.get("dup")
    if dup:
        values["dup"] = _choice("dup", dup, get_args(Duplicates), problems)
    sort = arguments.get("sort")
    if sort:
        values["sort"] = _choice("sort", _SORT_ALIASES.get(sort, sort), get_args(Sort), problems)
    values["date_from"] = _date("from", arguments.get("from"), problems)
    values["date_to"] = _date("to", arguments.get("to"), problems)
    values["page"] = _whole("page", arguments.get("page"), problems)
    values["per_page"] = _per_page(arguments.get("per_page"), problems)
    params = SearchParams(**{name: value for name, value in values.items() if value is not None})
    return Asked(_bounded(params, problems), tuple(problems))


def pairs(params: SearchParams) -> Iterator[tuple[str, str]]:
    """Names and values of the address of ``params``, in their fixed order, without what is the default.

    The language of the page that the address is made for comes last.
    """
    if params.q:
        yield "q", params.q
    if params.place:
        yield "place", params.place
    if params.place_mode != _DEFAULT.place_mode:
        yield "place_mode", params.place_mode
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
    yield from language.carried()


def url(params: SearchParams, path: str = PATH) -> str:
    """The one address of ``params``."""
    query = _encode(pairs(params))
    return f"{path}?{query}" if query else path


def _encode(values: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_quote(value)}" for name, value in values)


@lru_cache(maxsize=4096)
def _quote(value: str) -> str:
    """``value`` percent-encoded; kept, because the links of one page repeat the same values hundreds of times."""
    return quote_plus(value, errors="replace")


def by_days(params: SearchParams) -> Callable[[date, date], str]:
    """What makes addresses of ``params`` within spans of days: a chart has hundreds, so the rest is written once."""
    rest = list(pairs(change(params, date_from=None, date_to=None)))
    before = sum(name in _BEFORE_DATES for name, _ in rest)
    head, tail = _encode(rest[:before]), _encode(rest[before:])

    def within(first: date, last: date) -> str:
        days = f"from={first.isoformat()}&to={last.isoformat()}"
        return f"{PATH}?{'&'.join(part for part in (head, days, tail) if part)}"

    return within


def change(params: SearchParams, **changes: Any) -> SearchParams:
    """``params`` with other conditions, on page 1 unless the page itself is changed."""
    return replace(params, **{"page": 1, **changes})


def toggle(params: SearchParams, facet: str, value: str) -> SearchParams:
    """Choose ``value`` of a facet beside what is chosen, or let it go; a place and a year are one at a time."""
    if facet == "place":
        return change(params, place=None if params.place == value else value)
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
        problems.append(Problem("q", text[:60] + "…", f"Câu tìm dài quá {MAX_QUERY} ký tự; chỉ phần đầu được giữ lại."))
    return text[:MAX_QUERY]


def _short(name: str, value: str, problems: list[Problem]) -> str | None:
    if len(value) <= MAX_VALUE:
        return value
    problems.append(Problem(name, value[:60] + "…", f"Giá trị dài quá {MAX_VALUE} ký tự."))
    return None


def _several(name: str, values: list[str], problems: list[Problem]) -> tuple[str, ...]:
    """Distinct values in the order given."""
    kept = list(dict.fromkeys(v.strip() for v in values if v.strip()))
    if len(kept) > MAX_VALUES:
        problems.append(Problem(name, f"{len(kept)} giá trị", f"Mỗi điều kiện nhận nhiều nhất {MAX_VALUES} giá trị."))
    short = (_short(name, value, problems) for value in kept[:MAX_VALUES])
    return tuple(value for value in short if value is not None)


def _choice(name: str, value: str, allowed: tuple[str, ...], problems: list[Problem]) -> str | None:
    if value in allowed:
        return value
    problems.append(Problem(name, value[:60], f"Chỉ nhận một trong: {', '.join(allowed)}."))
    return None


def _whole(name: str, value: str | None, problems: list[Problem]) -> int | None:
    """A whole number from 1; None when there is none to use."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value) and int(value) >= 1:
        return int(value)
    problems.append(Problem(name, value[:60], "Phải là số nguyên từ 1 trở lên."))
    return None


def _per_page(value: str | None, problems: list[Problem]) -> int | None:
    found = _whole("per_page", value, problems)
    if found is None or found in PER_PAGE:
        return found
    problems.append(Problem("per_page", str(found), f"Chỉ nhận: {', '.join(map(str, PER_PAGE))}."))
    return None


def _bounded(params: SearchParams, problems: list[Problem]) -> SearchParams:
    """Dates in order, and a page that can be reached."""
    if params.date_from and params.date_to and params.date_from > params.date_to:
        value = f"{params.date_from.isoformat()} … {params.date_to.isoformat()}"
        problems.append(Problem("from", value, "Ngày bắt đầu sau ngày kết thúc; đổi chỗ hai ngày cho nhau."))
        params = replace(params, date_from=params.date_to, date_to=params.date_from)
    last = MAX_RANK // params.per_page
    if params.page > last:
        message = f"Chỉ lật được đến trang {last}; hãy thu hẹp thời gian hoặc thêm điều kiện."
        problems.append(Problem("page", str(params.page), message))
        params = replace(params, page=last)
    return params


_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])(?P<year>\d{4})"),
)


def _date(name: str, value: str | None, problems: list[Problem]) -> date | None:
    """``2024-03-05``, ``2024-03``, ``2024``, ``5/3/2024`` or ``3/2024``; a month or year is its first or last day."""
    text = (value or "").strip()
    if not text:
        return None
    found = next((match for match in (form.fullmatch(text) for form in _FORMS) if match), None)
    if found and text.isascii():
        last = name == "to"
        year, month = int(found["year"]), int(found["month"] or (12 if last else 1))
        try:
            day = int(found["day"]) if found["day"] else calendar.monthrange(year, month)[1] if last else 1
            return date(year, month, day)
        except ValueError:
            pass  # no such day in the calendar: reported like any other text that is not a date
    message = "Không phải một ngày có thật. Viết ngày/tháng/năm, như 31/01/2024, hoặc 2024-01-31, 2024-01, 2024."
    problems.append(Problem(name, text[:60], message))
    return None
