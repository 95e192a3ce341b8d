"""How often a query is met over time, always beside how much there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from indexer.corpus.cells import Cells, Months, cells
from indexer.localities import place_label
from indexer.params import SearchParams
from indexer.search import Searcher

Period = Literal["month", "quarter", "year"]
FEW = 30
"""Articles below which a share says little."""
MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
"""Months of a period."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period: ``label`` is ``2024-03``, ``2024-Q1`` or ``2024``."""

    label: str
    n: int
    """Articles that match."""
    base: int
    """Articles there are under the same filters (N)."""

    @property
    def share(self) -> float | None:
        """n / N; None where there are no articles at all: a gap, not a zero."""
        return self.n / self.base if self.base else None

    @property
    def few(self) -> bool:
        """Whether N is too small to say much."""
        return self.base < FEW


@dataclass(frozen=True, slots=True)
class Series:
    """The periods from the first to the last in which the corpus has articles, without holes."""

    place: str | None
    """Code of the place when split by place, else None."""
    label: str
    points: tuple[Point, ...]
    undated: int
    """Matching articles without a date, in no period."""
    undated_base: int

    @property
    def n(self) -> int:
        """Matching articles of all periods."""
        return sum(point.n for point in self.points)

    @property
    def base(self) -> int:
        """Articles of all periods."""
        return sum(point.base for point in self.points)


def trend(
    searcher: Searcher, params: SearchParams, *, by: Period = "month", split: Literal["place"] | None = None
) -> tuple[Series, ...]:
    """n and N by month, quarter or year of publication: N are all articles under the same filters (relative document
    frequency; Michel et al. 2011, "Quantitative Analysis of Culture Using Millions of Digitized Books", for articles
    instead of words). Conditions inside the query text belong to the query, not to N.

    ``split="place"`` gives a series for each of today's provinces, those with most articles first,
    each by the filter of its place (mode of ``params``); all series have the same periods: those of the whole corpus,
    within the dates of ``params``, so that a time in which nothing was collected is seen as a gap.
    """
    return trends(searcher, (params,), by=by, split=split)[0]


def trends(
    searcher: Searcher,
    asked: Sequence[SearchParams],
    *,
    by: Period = "month",
    split: Literal["place"] | None = None,
) -> tuple[tuple[Series, ...], ...]:
    """`trend` of queries that differ in their text alone: N is counted once, periods and places are the same."""
    if not asked:
        return ()
    filters = replace(asked[0], q="", keep=(), page=1)
    base = cells(searcher, filters)
    span = _span(searcher, filters)
    places: Sequence[str | None] = base.provinces(filters.place_mode) if split else (None,)
    return tuple(
        tuple(_series(found, base, filters, place, span, by) for place in places)
        for found in (cells(searcher, params) for params in asked)
    )


def _series(found: Cells, base: Cells, filters: SearchParams, place: str | None, span: range, by: Period) -> Series:
    n, undated = found.of_place(place, filters.place_mode) if place else found.whole()
    total, undated_total = base.of_place(place, filters.place_mode) if place else base.whole()
    return Series(place, place_label(place) if place else "", _points(n, total, span, by), undated, undated_total)


def _points(n: Months, base: Months, span: range, by: Period) -> tuple[Point, ...]:
    size = MONTHS[by]
    slots = dict.fromkeys(month // size for month in span)
    inside = [[slot * size + i for i in range(size) if slot * size + i in span] for slot in slots]
    return tuple(
        Point(_label(slot * size, by), sum(n.get(m, 0) for m in months), sum(base.get(m, 0) for m in months))
        for slot, months in zip(slots, inside, strict=True)
    )


def _span(searcher: Searcher, filters: SearchParams) -> range:
    """The months from the first to the last in which the corpus has articles, within the dates asked for."""
    months, _ = cells(searcher, SearchParams()).whole()
    if not months:
        return range(0)
    first, last = min(months), max(months)
    if filters.date_from:
        first = max(first, _month(filters.date_from))
    if filters.date_to:
        last = min(last, _month(filters.date_to))
    return range(first, last + 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _label(month: int, by: Period) -> str:
    year, number = divmod(month, 12)
    return {
        "month": f"{year:04d}-{number + 1:02d}",
        "quarter": f"{year:04d}-Q{number // 3 + 1}",
        "year": f"{year:04d}",
    }[by]


def rows(found: tuple[Series, ...]) -> Iterator[tuple[str, str, int, int, float | None]]:
    """(place, period, n, N, share) for a table."""
    for series in found:
        for point in series.points:
            yield series.label, point.label, point.n, point.base, point.share
