"""Facets and months: how the articles found divide by portal, level, place, topic, year and month.

Everything is counted in arrays over the whole generation. A **cell** is a portal in a month: cells give the counts of
portals, levels, months and years, and of places, whose names change with a month (`indexer.engine.placing`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.packed import Array
from indexer.engine.placing import REFORM_MONTH, keys_of
from indexer.engine.view import View

FACETS = ("place", "level", "portal", "year", "topic")
_BY_CELL = ("portal", "level", "place", "year")
_SPARSE = 8
"""When a document is chosen for so many pairs of document and topic, its pairs are looked up one by one."""
_NOTHING = np.zeros(0, np.int64)


class Selection:
    """Documents of a segment: the numbers of those that are chosen, rising, and for each whether it is."""

    def __init__(self, documents: Array, size: int, mask: Array | None = None) -> None:
        self.documents = documents
        self._size = size
        self._mask = mask

    @property
    def mask(self) -> Array:
        """One truth value per document of the segment, made when it is first asked for."""
        if self._mask is None:
            self._mask = np.zeros(self._size, bool)
            self._mask[self.documents] = True
        return self._mask


@dataclass(frozen=True, slots=True)
class _Local:
    """A segment's values as the whole generation numbers them."""

    cells: Array
    """For each document its portal's number times the number of months, plus its month."""
    topics: Array
    """For each pair of a document and a topic the topic's number; pairs are in the order of documents."""
    bounds: Array
    """Where the pairs of each document begin, and where the last one's end."""

    def topics_of(self, documents: Array) -> Array:
        """The topics of ``documents``, one after the other."""
        first = self.bounds.take(documents)
        sizes = self.bounds.take(documents + 1) - first
        ends = sizes.cumsum()
        total = int(ends[-1]) if len(ends) else 0
        return self.topics.take(np.repeat(first - ends + sizes, sizes) + np.arange(total))


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
        names = [
            f"{month // 12:04d}-{month % 12 + 1:02d}"
            for month in range(self.first_month, self.first_month + self.months - 1)
        ]
        self.month_names = names
        """``YYYY-MM`` of every month, from the first."""
        self.years, self.year_of = _numbered([name[:4] for name in names])
        self.reform = max(1, REFORM_MONTH - self.first_month + 1)
        """The first month of the last era; eras change with a month."""
        self.locals = [self._local(view) for view in views]

    def _local(self, view: View) -> _Local:
        portal = {value: n for n, value in enumerate(self.portals)}
        topic = {value: n for n, value in enumerate(self.topics)}
        months = np.maximum(view["month"] - (self.first_month - 1), 0)
        portals = np.array([*(portal[value] for value in view.meta["portal"]), len(portal)], np.int64)
        topics = np.array([topic[value] for value in view.meta["topics"]], np.int64)
        return _Local(
            portals.take(view["portal"]) * self.months + months,
            topics.take(view["topics"]) if len(topics) else topics,
            np.searchsorted(view["topic_docs"], np.arange(view.count + 1)),
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
        own = [name for name in _BY_CELL if name in filtered]
        self._cells: dict[str | None, list[Array]] = {name: [] for name in (None, *own)}
        self._topics: list[Array] = []
        self._tables: dict[str | None, _Table] = {}

    def add(self, number: int, chosen: Callable[[str | None], Selection]) -> None:
        """Count the segment with this number in the generation.

        ``chosen(facet)`` are the documents that all filters but that facet's own let through, ``chosen(None)`` those of
        the result itself.
        """
        local = self._catalogue.locals[number]
        for name, cells in self._cells.items():
            cells.append(local.cells.take(chosen(name).documents))
        if len(local.topics):
            selection = chosen("topic")
            if len(selection.documents) * _SPARSE < len(local.topics):
                self._topics.append(local.topics_of(selection.documents))
            else:
                self._topics.append(local.topics.compress(np.repeat(selection.mask, np.diff(local.bounds))))

    def facets(self) -> dict[str, dict[str, int]]:
        """For each facet value → articles; values without any are left out."""
        catalogue = self._catalogue
        topics = np.concatenate(self._topics) if self._topics else np.zeros(0, np.int64)
        return {
            "place": _named(catalogue.places, _grouped(self._of("place").eras.ravel(), catalogue.place_of)),
            "level": _named(catalogue.levels, _grouped(self._of("level").portals, catalogue.level_of)),
            "portal": _named(catalogue.portals, self._of("portal").portals),
            "year": _named(catalogue.years, _grouped(self._of("year").months[1:], catalogue.year_of)),
            "topic": _named(catalogue.topics, np.bincount(topics, minlength=len(catalogue.topics))),
        }

    def _of(self, facet: str | None) -> _Table:
        name = facet if facet in self._cells else None
        table = self._tables.get(name)
        if table is None:
            cells = self._cells[name]
            table = self._tables[name] = _Table(self._catalogue, np.concatenate(cells) if cells else _NOTHING)
        return table

    @property
    def undated(self) -> int:
        """Articles of the result without a date."""
        return int(self._of(None).months[0])

    def months(self) -> tuple[tuple[str, int], ...]:
        """("YYYY-MM", count) from the first month with articles to the last, without holes."""
        counts = self._of(None).months
        there = np.flatnonzero(counts[1:])
        if not len(there):
            return ()
        span = slice(int(there[0]), int(there[-1]) + 1)
        return tuple(zip(self._catalogue.month_names[span], counts[1:][span].tolist(), strict=True))


class _Table:
    """Counts by portal and era, by portal, and by month (0: undated)."""

    def __init__(self, catalogue: Catalogue, cells: Array) -> None:
        portals, months = len(catalogue.level_of), catalogue.months
        table = np.bincount(cells, minlength=portals * months).reshape(portals, months)
        self.months: Array = table.sum(axis=0)
        # Undated, before the reform, since: what `keys_of` gives a portal.
        self.eras = np.zeros((portals, 3), np.int64)
        self.eras[:, 0] = table[:, 0]
        self.eras[:, 1] = table[:, 1 : catalogue.reform].sum(axis=1)
        self.eras[:, 2] = table[:, catalogue.reform :].sum(axis=1)
        self.portals: Array = self.eras.sum(axis=1)


def _grouped(counts: Array, group: Array) -> Array:
    """Sums of ``counts`` by ``group``; doubles are exact far beyond any number of articles."""
    return np.bincount(group, weights=counts).astype(np.int64)


def _named(values: Sequence[str], counts: Array) -> dict[str, int]:
    there = np.flatnonzero(counts[: len(values)])
    return {values[number]: count for number, count in zip(there.tolist(), counts.take(there).tolist(), strict=True)}
