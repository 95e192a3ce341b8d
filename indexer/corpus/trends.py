"""How often a query is met over time, always beside how much there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from indexer.localities import place_label, unit_of
from indexer.params import SearchParams
from indexer.search import Searcher

Period = Literal["month", "quarter", "year"]
FEW = 30
"""Articles below which a share says little."""


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


def trend(
    searcher: Searcher, params: SearchParams, *, by: Period = "month", split: Literal["place"] | None = None
) -> tuple[Series, ...]:
    """n and N by month, quarter or year of publication: N are all articles under the same filters (relative document
    frequency; Michel et al. 2011, "Quantitative Analysis of Culture Using Millions of Digitized Books", for articles
    instead of words). Conditions inside the query text belong to the query, not to N.

    ``split="place"`` gives a series for each of today's provinces , those with most articles first,
    each by the filter of its place (mode of ``params``); all series have the same periods.
    """
    whole = _months(searcher, params, match=False)
    labels = tuple(whole[0])
    if split is None:
        return (_series(searcher, params, by, labels, None),)
    facets = {facet.name: facet for facet in searcher.search(replace(params, q="", page=1, per_page=0)).facets}
    codes = [value.value for value in facets["place"].values if value.count]
    now = params.place_mode == "now"
    provinces = [c for c in codes if (u := unit_of(c)).level == "tinh" and not (now and u.valid_to)]
    return tuple(_series(searcher, replace(params, place=code), by, labels, code) for code in provinces)


def _series(searcher: Searcher, params: SearchParams, by: Period, months: tuple[str, ...], place: str | None) -> Series:
    n, undated = _months(searcher, params, match=True)
    base, undated_base = _months(searcher, params, match=False)
    periods: dict[str, tuple[int, int]] = {}
    for month in months:
        label = _label(month, by)
        before = periods.get(label, (0, 0))
        periods[label] = before[0] + n.get(month, 0), before[1] + base.get(month, 0)
    points = tuple(Point(label, *counts) for label, counts in periods.items())
    return Series(place, place_label(place) if place else "", points, undated, undated_base)


def _months(searcher: Searcher, params: SearchParams, *, match: bool) -> tuple[Mapping[str, int], int]:
    tree, filters = searcher.understood(params if match else replace(params, q=""))
    result = searcher.engine.search(tree, filters, limit=0)
    return dict(result.months), result.undated


def _label(month: str, by: Period) -> str:
    year, number = month.split("-")
    return {"month": month, "quarter": f"{year}-Q{(int(number) + 2) // 3}", "year": year}[by]


def rows(found: tuple[Series, ...]) -> Iterator[tuple[str, str, int, int, float | None]]:
    """(place, period, n, N, share) for a table."""
    for series in found:
        for point in series.points:
            yield series.label, point.label, point.n, point.base, point.share
