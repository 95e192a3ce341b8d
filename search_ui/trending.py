"""What ``/trends`` is asked and answers, apart from how it is drawn; exports take the same address and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast, get_args
from urllib.parse import urlencode

from flask_babel import gettext

from indexer.corpus.trends import MONTHS, Period, Series, trends
from indexer.params import SearchParams
from indexer.query.errors import QueryError
from indexer.search import Searcher
from search_ui import language, params
from search_ui.charts_lines import LINES, LineChart, Unit, line_chart
from search_ui.timeline import events_between, period_days
from search_ui.values import Arguments, Problem, choice

PATH = "/trends"
PERIODS: tuple[Period, ...] = get_args(Period)
SPLITS = ("place",)
_POINTS = 210
"""Points beyond which a chart that nobody asked to be by month is drawn by quarter or year: it stays light."""
_SMALL_POINTS = 40
"""The same for one of many small charts."""
_MOST_PERIODS = 90
"""The same for the chart of one place or portal."""


_ALL = SearchParams()


@dataclass(frozen=True, slots=True)
class Asked:
    """``queries``: up to six texts; ``filters``: the same for all. ``by`` None: whatever suits the length of time."""

    queries: tuple[str, ...] = ()
    filters: SearchParams = _ALL
    by: Period | None = None
    unit: Unit = "pct"
    split: Literal["place"] | None = None
    problems: tuple[Problem, ...] = ()

    def search(self, query: str) -> SearchParams:
        """The search of one of the queries under the filters."""
        return replace(self.filters, q=query)


@dataclass(frozen=True, slots=True)
class Refused:
    """A query that cannot be understood, and why."""

    query: str
    error: QueryError


@dataclass(frozen=True, slots=True)
class Answer:
    """``series``: for each query that can be understood its series, one, or one for each province."""

    by: Period
    queries: tuple[str, ...]
    series: tuple[tuple[Series, ...], ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of a trend."""

    query: str
    place: str | None
    """Code, when split by place."""
    place_name: str
    period: str
    first: date
    last: date
    n: int
    base: int
    share: float | None
    """n / N; None where N is 0."""


def read(arguments: Arguments) -> Asked:
    """What an address asks; unusable values are reported and left out."""
    problems: list[Problem] = []
    typed = [text.strip() for text in arguments.getlist("q")]
    queries = list(dict.fromkeys(text for text in typed if text))
    if len(queries) > LINES:
        message = gettext("Một biểu đồ so nhiều nhất %(most)s câu tìm; các câu sau bị bỏ.", most=LINES)
        problems.append(Problem("q", queries[LINES][:60], message))
    if any(len(text) > params.MAX_QUERY for text in queries):
        message = gettext("Câu tìm dài quá %(most)s ký tự; chỉ phần đầu được giữ lại.", most=params.MAX_QUERY)
        problems.append(Problem("q", "…", message))
    common = params.read(arguments)
    problems += [problem for problem in common.problems if problem.name not in ("q", "page", "per_page")]
    chosen = {
        name: choice(name, value, allowed, problems)
        for name, allowed in (("by", PERIODS), ("unit", get_args(Unit)), ("split", SPLITS))
        if (value := (arguments.get(name) or ""))
    }
    return Asked(
        tuple(text[: params.MAX_QUERY] for text in queries[:LINES]),
        replace(common.params, q="", sort="relevance", page=1, per_page=_ALL.per_page),
        cast("Period | None", chosen.get("by")),
        cast(Unit, chosen.get("unit") or "pct"),
        cast('Literal["place"] | None', chosen.get("split")),
        tuple(problems),
    )


def pairs(asked: Asked) -> Iterator[tuple[str, str]]:
    """Names and values of the address, in their fixed order, without what is the default."""
    yield from (("q", query) for query in asked.queries)
    yield from filter_pairs(asked.filters)
    if asked.by:
        yield "by", asked.by
    if asked.unit != "pct":
        yield "unit", asked.unit
    if asked.split:
        yield "split", asked.split
    yield from language.carried()


def filter_pairs(filters: SearchParams) -> Iterator[tuple[str, str]]:
    """Names and values of the filters alone."""
    return (pair for pair in params.pairs(filters) if pair[0] != language.NAME)


def url(asked: Asked, path: str = PATH, **changes: Any) -> str:
    """The address of ``asked`` with ``changes``."""
    query = urlencode(list(pairs(replace(asked, **changes))), errors="replace")
    return f"{path}?{query}" if query else path


def within(search: SearchParams) -> Callable[[date, date], str]:
    """What makes addresses of ``search`` in whole periods, cut to its own dates."""
    link = params.by_days(search)

    def clipped(first: date, last: date) -> str:
        return link(max(first, search.date_from or first), min(last, search.date_to or last))

    return clipped


def answer(searcher: Searcher, asked: Asked) -> Answer:
    """The series of ``asked``, without a query of all articles. Queries it cannot understand are told."""
    queries, refused = [], []
    for query in asked.queries or ("",):
        try:
            searcher.understood(asked.search(query))
            queries.append(query)
        except QueryError as error:
            refused.append(Refused(query, error))
    searches = [asked.search(query) for query in queries]
    series = trends(searcher, searches, by="month", split=asked.split)
    by = asked.by or _fitting(series, len(queries))
    if by != "month":
        series = trends(searcher, searches, by=by, split=asked.split)
    return Answer(by, tuple(queries), series, tuple(refused))


def _fitting(series: tuple[tuple[Series, ...], ...], lines: int) -> Period:
    """The finest period at which the chart stays light and can be read."""
    months = max((len(one.points) for found in series for one in found), default=0)
    split = any(one.place for found in series for one in found)
    most = _SMALL_POINTS if split else _POINTS // max(1, lines)
    return next((by for by in PERIODS if months <= most * MONTHS[by]), "year")


def amounts(searcher: Searcher, searches: Sequence[SearchParams]) -> tuple[Period, list[Series]]:
    """How many articles each of ``searches`` has over time, by the finest period that stays readable."""
    found: list[Series] = []
    for by in PERIODS:
        found = [trends(searcher, [search], by=by)[0][0] for search in searches]
        if len(found[0].points) <= _MOST_PERIODS:
            return by, found
    return PERIODS[-1], found


def amounts_chart(series: Sequence[tuple[str, Series]], place: str | None = None) -> LineChart | None:
    """The chart of `amounts` with the events of the time and of ``place``; None where there is no dated article."""
    if not any(one.n for _, one in series):
        return None
    points = series[0][1].points
    span = period_days(points[0].label)[0], period_days(points[-1].label)[1]
    return line_chart(series, "count", events=events_between(*span, place), amounts=True)


def rows(found: Answer) -> Iterator[Row]:
    """Every point of every series, for tables and files."""
    for query, split in zip(found.queries, found.series, strict=True):
        for one in split:
            for point in one.points:
                first, last = period_days(point.label)
                yield Row(
                    query, one.place, one.label, point.label, first, last, point.n, point.base, point.share
                )  # fmt: skip
