"""Facets and months: how the articles found divide by portal, level, place, topic, year and month.

Everything is counted in arrays over the whole generation. A **cell** is a portal in an era (`indexer.engine.placing`):
its counts give those of portals, levels and places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.packed import Array
from indexer.engine.placing import ERAS, keys_of
from indexer.engine.view import View

FACETS = ("place", "level", "portal", "year", "topic")
_BY_CELL = ("portal", "level", "place")


@dataclass(frozen=True, slots=True)
class Selection:
    """Documents of a segment: for each whether it is chosen, and the numbers of those that are, rising."""

    mask: Array
    documents: Array


@dataclass(frozen=True, slots=True)
class _Local:
    """How a segment's own codes are numbered in the whole generation."""

    cells: Array
    topics: Array


class Catalogue:
    """The values of a generation: every portal with its level and places, every topic, the first and the last month."""

    def __init__(self, views: Sequence[View], portals: Mapping[str, PortalRecord]) -> None:
        self.portals = sorted({value for view in views for value in view.meta["portal"]})
        self.topics = sorted({value for view in views for value in view.meta["topics"]})
        records = [portals.get(portal) for portal in (*self.portals, "")]
        keys = [(record.level if record else None, key) for record in records for key in keys_of(record)]
        self.levels, self.level_of = _numbered([level for level, _ in keys])
        self.places, self.place_of = _numbered([place for _, place in keys])
        months = [view["month"] for view in views]
        dated = [found for found in (month[month > 0] for month in months) if len(found)]
        self.first_month = min((int(month.min()) for month in dated), default=1)
        self.last_month = max((int(month.max()) for month in dated), default=0)
        self.locals = [self._local(view) for view in views]

    def _local(self, view: View) -> _Local:
        portal = {value: n for n, value in enumerate(self.portals)}
        topic = {value: n for n, value in enumerate(self.topics)}
        numbers = np.array([*(portal[value] for value in view.meta["portal"]), len(portal)], np.int64)
        cells = (numbers[:, None] * ERAS + np.arange(ERAS)).ravel()
        return _Local(cells, np.array([topic[value] for value in view.meta["topics"]], np.int64))


def _numbered(values: Sequence[str | None]) -> tuple[list[str], Array]:
    """The distinct values sorted, and for each of ``values`` its place there, the number of them for None."""
    distinct = sorted({value for value in values if value})
    number = {value: n for n, value in enumerate(distinct)}
    return distinct, np.array([number[value] if value else len(distinct) for value in values], np.int64)


class Counts:
    """Counts over all segments of one search."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._cells = {name: np.zeros(len(catalogue.level_of), np.int64) for name in _BY_CELL}
        self._topics = np.zeros(len(catalogue.topics), np.int64)
        span = catalogue.last_month - catalogue.first_month + 2
        self._months = np.zeros(span, np.int64)
        self._dated = np.zeros(span, np.int64)
        """As ``_months``, but without the filter by date."""

    def add(self, number: int, view: View, chosen: Callable[[str | None], Selection]) -> None:
        """Count the segment with this number in the generation.

        ``chosen(facet)`` are the documents that all filters but that facet's own let through, ``chosen(None)`` those of
        the result itself; equal selections are the same object and are counted once.
        """
        local = self._catalogue.locals[number]
        done: dict[int, Array] = {}
        for name in _BY_CELL:
            selection = chosen(name)
            if id(selection) not in done:
                cells = view.cells.take(selection.documents)
                done[id(selection)] = np.bincount(cells, minlength=len(local.cells))
            self._cells[name][local.cells] += done[id(selection)]
        if len(local.topics):
            codes = view["topics"].compress(chosen("topic").mask.take(view["topic_docs"]))
            self._topics[local.topics] += np.bincount(codes, minlength=len(local.topics))
        months = self._by_month(view, chosen(None))
        self._months += months
        self._dated += months if chosen("year") is chosen(None) else self._by_month(view, chosen("year"))

    def _by_month(self, view: View, selection: Selection) -> Array:
        """Undated documents, then those of each month of the generation."""
        first = self._catalogue.first_month
        months = np.maximum(view["month"].take(selection.documents) - (first - 1), 0)
        return np.bincount(months, minlength=len(self._months))

    def facets(self) -> dict[str, dict[str, int]]:
        """For each facet value → articles; values without any are left out."""
        catalogue = self._catalogue
        by_portal = self._cells["portal"].reshape(-1, ERAS).sum(axis=1)
        years: dict[str, int] = {}
        for at, count in enumerate(self._dated[1:].tolist()):
            if count:
                year = f"{(catalogue.first_month + at) // 12:04d}"
                years[year] = years.get(year, 0) + count
        return {
            "place": _named(catalogue.places, _grouped(self._cells["place"], catalogue.place_of)),
            "level": _named(catalogue.levels, _grouped(self._cells["level"], catalogue.level_of)),
            "portal": _named(catalogue.portals, by_portal),
            "year": years,
            "topic": _named(catalogue.topics, self._topics),
        }

    @property
    def undated(self) -> int:
        """Articles of the result without a date."""
        return int(self._months[0])

    def months(self) -> tuple[tuple[str, int], ...]:
        """("YYYY-MM", count) from the first month with articles to the last, without holes."""
        there = np.flatnonzero(self._months[1:])
        if not len(there):
            return ()
        low, high = int(there[0]), int(there[-1])
        first = self._catalogue.first_month
        counts = self._months[low + 1 : high + 2].tolist()
        return tuple((_label(first + low + n), count) for n, count in enumerate(counts))


def _grouped(counts: Array, group: Array) -> Array:
    """Sums of ``counts`` by ``group``; doubles are exact far beyond any number of articles."""
    return np.bincount(group, weights=counts).astype(np.int64)


def _named(values: Sequence[str], counts: Array) -> dict[str, int]:
    return {value: count for value, count in zip(values, counts.tolist(), strict=False) if count}


@lru_cache(maxsize=4096)
def _label(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
