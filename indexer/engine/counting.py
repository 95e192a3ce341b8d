"""Facets and months: how the articles found divide by portal, level, place, topic, year and month.

Everything is counted in arrays over the whole generation. A **cell** is a portal in a month: cells give the counts of
portals, levels, months and years, and of places, whose names change with a month (`indexer.engine.placing`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.packed import Array
from indexer.engine.placing import REFORM_MONTH, keys_of
from indexer.engine.view import View

FACETS = ("place", "level", "portal", "year", "topic")
_BY_CELL = ("portal", "level", "place", "year")


@dataclass(frozen=True, slots=True)
class Selection:
    """Documents of a segment: for each whether it is chosen, and the numbers of those that are, rising."""

    mask: Array
    documents: Array


@dataclass(frozen=True, slots=True)
class _Local:
    """A segment's values as the whole generation numbers them."""

    portals: Array
    topics: Array
    cells: Array
    """For each document its (own) portal code times the number of months, and its month."""


class Catalogue:
    """The values of a generation: every portal with its level and places, every topic, the first and the last month.

    Months are numbered from 1 for the first; 0 stands for undated.
    """

    def __init__(self, views: Sequence[View], portals: Mapping[str, PortalRecord]) -> None:
        self.portals = sorted({value for view in views for value in view.meta["portal"]})
        self.topics = sorted({value for view in views for value in view.meta["topics"]})
        records = [portals.get(portal) for portal in (*self.portals, "")]
        self.levels, self.level_of = _numbered([record.level if record else None for record in records])
        self.places, self.place_of = _numbered([key for record in records for key in keys_of(record)])
        dated = [found for found in (view["month"][view["month"] > 0] for view in views) if len(found)]
        self.first_month = min((int(month.min()) for month in dated), default=1)
        self.months = max((int(month.max()) for month in dated), default=0) - self.first_month + 2
        """How many, 0 for undated included."""
        self.reform = max(1, REFORM_MONTH - self.first_month + 1)
        """The first month of the last era; eras change with a month."""
        self.locals = [self._local(view) for view in views]

    def _local(self, view: View) -> _Local:
        portal = {value: n for n, value in enumerate(self.portals)}
        topic = {value: n for n, value in enumerate(self.topics)}
        months = np.maximum(view["month"] - (self.first_month - 1), 0)
        return _Local(
            np.array([*(portal[value] for value in view.meta["portal"]), len(portal)], np.int64),
            np.array([topic[value] for value in view.meta["topics"]], np.int64),
            view["portal"].astype(np.int64) * self.months + months,
        )


def _numbered(values: Sequence[str | None]) -> tuple[list[str], Array]:
    """The distinct values sorted, and for each of ``values`` its place there, the number of them for None."""
    distinct = sorted({value for value in values if value})
    number = {value: n for n, value in enumerate(distinct)}
    return distinct, np.array([number[value] if value else len(distinct) for value in values], np.int64)


class Counts:
    """Counts over all segments of one search."""

    def __init__(self, catalogue: Catalogue, filtered: Collection[str]) -> None:
        """``filtered`` are the facets with a filter of their own; all others count what the result itself counts."""
        self._catalogue = catalogue
        shape = (len(catalogue.level_of), catalogue.months)
        own = [name for name in _BY_CELL if name in filtered]
        self._cells: dict[str | None, Array] = {name: np.zeros(shape, np.int64) for name in (None, *own)}
        self._topics = np.zeros(len(catalogue.topics), np.int64)

    def add(self, number: int, view: View, chosen: Callable[[str | None], Selection]) -> None:
        """Count the segment with this number in the generation.

        ``chosen(facet)`` are the documents that all filters but that facet's own let through, ``chosen(None)`` those of
        the result itself.
        """
        local = self._catalogue.locals[number]
        for name, total in self._cells.items():
            documents = chosen(name).documents
            if len(documents):
                size = len(local.portals) * self._catalogue.months
                counts = np.bincount(local.cells.take(documents), minlength=size)
                total[local.portals] += counts.reshape(len(local.portals), -1)
        if len(local.topics):
            codes = view["topics"].compress(chosen("topic").mask.take(view["topic_docs"]))
            self._topics[local.topics] += np.bincount(codes, minlength=len(local.topics))

    def facets(self) -> dict[str, dict[str, int]]:
        """For each facet value → articles; values without any are left out."""
        catalogue = self._catalogue
        place = self._of("place")
        # Undated, before the reform, since: what `keys_of` gives a portal.
        eras = [place[:, 0], place[:, 1 : catalogue.reform].sum(axis=1), place[:, catalogue.reform :].sum(axis=1)]
        years: dict[str, int] = {}
        for at, count in enumerate(self._of("year").sum(axis=0)[1:].tolist()):
            if count:
                year = f"{(catalogue.first_month + at) // 12:04d}"
                years[year] = years.get(year, 0) + count
        return {
            "place": _named(catalogue.places, _grouped(np.stack(eras, axis=1).ravel(), catalogue.place_of)),
            "level": _named(catalogue.levels, _grouped(self._of("level").sum(axis=1), catalogue.level_of)),
            "portal": _named(catalogue.portals, self._of("portal").sum(axis=1)),
            "year": years,
            "topic": _named(catalogue.topics, self._topics),
        }

    def _of(self, facet: str) -> Array:
        return self._cells.get(facet, self._cells[None])

    @property
    def undated(self) -> int:
        """Articles of the result without a date."""
        return int(self._cells[None][:, 0].sum())

    def months(self) -> tuple[tuple[str, int], ...]:
        """("YYYY-MM", count) from the first month with articles to the last, without holes."""
        counts = self._cells[None].sum(axis=0)
        there = np.flatnonzero(counts[1:])
        if not len(there):
            return ()
        low, high = int(there[0]), int(there[-1])
        first = self._catalogue.first_month
        return tuple((_label(first + low + n), count) for n, count in enumerate(counts[low + 1 : high + 2].tolist()))


def _grouped(counts: Array, group: Array) -> Array:
    """Sums of ``counts`` by ``group``; doubles are exact far beyond any number of articles."""
    return np.bincount(group, weights=counts).astype(np.int64)


def _named(values: Sequence[str], counts: Array) -> dict[str, int]:
    return {value: count for value, count in zip(values, counts.tolist(), strict=False) if count}


@lru_cache(maxsize=4096)
def _label(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
