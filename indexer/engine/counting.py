"""Facets and months: how the articles found divide by portal, level, place, topic, year and month.

Everything is counted in arrays over the whole generation. A **cell** is a portal in a month: cells give the counts of
portals, levels, months and years, and of places, whose names change with a month (`indexer.engine.placing`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.forward import Several, unpack_several
from indexer.engine.packed import Array
from indexer.engine.placing import REFORM_MONTH, around, keys_of
from indexer.engine.view import View
from indexer.places.within import Mode

FACETS = ("place", "mentions", "level", "portal", "year", "topic")
_SPARSE = 8
"""When a document is chosen for so many pairs of document and value, its pairs are looked up one by one."""
_NOTHING = np.zeros(0, np.int64)
MOST_MENTIONS = 300
"""Places mentioned of which a search counts articles, the most frequent ones; readers see a third of them at most."""


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


class Pairs:
    """Values of which documents hold several, over all segments; ``first_document`` is where each segment begins."""

    def __init__(self, columns: Sequence[Several], first_document: Array) -> None:
        self.values = sorted({value for column in columns for value in column.values})
        number = {value: n for n, value in enumerate(self.values)}
        codes = [
            np.array([*(number[value] for value in column.values), len(number)], np.intp).take(column.codes)
            for column in columns
        ]
        docs = [column.docs.astype(np.int64) + at for column, at in zip(columns, first_document, strict=False)]
        self._codes: Array = _joined(codes)
        self._bounds = np.searchsorted(_joined(docs), np.arange(int(first_document[-1]) + 1))

    def of(self, documents: Array) -> Array:
        """The numbers of the values of ``documents``, which rise, one after the other."""
        if len(documents) * _SPARSE > len(self._codes):
            chosen = np.zeros(len(self._bounds) - 1, bool)
            chosen[documents] = True
            return self._codes.compress(np.repeat(chosen, np.diff(self._bounds)))
        first = self._bounds.take(documents)
        sizes = self._bounds.take(documents + 1) - first
        ends = sizes.cumsum()
        total = int(ends[-1]) if len(ends) else 0
        return self._codes.take(np.repeat(first - ends + sizes, sizes) + np.arange(total))

    def counts(self, documents: Array, most: int | None = None) -> dict[str, int]:
        """For each value how many of ``documents``, which rise, hold it; only of the ``most`` frequent ones."""
        counts = self._counted(documents)
        if most is not None and most < len(counts):
            rare = np.argpartition(counts, -most)[:-most]
            counts = counts.copy()
            counts[rare] = 0
        return _named(self.values, counts)

    def _counted(self, documents: Array) -> Array:
        """Counts by number; of more than half of all documents what the others leave of the whole."""
        size = len(self._bounds) - 1
        if 2 * len(documents) <= size:
            return np.bincount(self.of(documents), minlength=len(self.values))
        others = np.ones(size, bool)
        others[documents] = False
        counts: Array = self._whole - np.bincount(self.of(np.flatnonzero(others)), minlength=len(self.values))
        return counts

    @cached_property
    def _whole(self) -> Array:
        return np.bincount(self._codes, minlength=len(self.values))


class Catalogue:
    """The values of a generation: every portal with its level and places, every topic, the first and the last month.

    Months are numbered from 1 for the first; 0 stands for undated.
    """

    def __init__(self, views: Sequence[View], portals: Mapping[str, PortalRecord]) -> None:
        self.portals = sorted({value for view in views for value in view.meta["portal"]})
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
        self.cell_names: dict[int, tuple[str, str, str, str, int]] = {}
        """Place, level, portal, year and month of cells, as far as `indexer.engine.few` has named them."""
        self.first_document = np.cumsum([0, *(view.count for view in views)])
        """Where each segment begins when the documents of all are numbered through, and where the last one ends."""
        self.cells: Array = _joined([self._cells(view) for view in views])
        """For each document its portal's number times the number of months, plus its month."""
        self._views = views
        self.topics = self._pairs("topics")
        self._mentioned: dict[Mode, Pairs] = {"now": self._pairs("arounds")}

    def mentioned(self, mode: Mode) -> Pairs:
        """The places that documents mention, in one sense of places; those of ``now`` stand in the segments."""
        if mode not in self._mentioned:
            columns = [around(unpack_several(view.packed, "mentions"), mode) for view in self._views]
            self._mentioned[mode] = Pairs(columns, self.first_document)
        return self._mentioned[mode]

    def _pairs(self, name: str) -> Pairs:
        return Pairs([unpack_several(view.packed, name) for view in self._views], self.first_document)

    def _cells(self, view: View) -> Array:
        portal = {value: n for n, value in enumerate(self.portals)}
        months = np.maximum(view["month"] - (self.first_month - 1), 0)
        portals = np.array([*(portal[value] for value in view.meta["portal"]), len(portal)], np.int64)
        cells: Array = portals.take(view["portal"]) * self.months + months
        return cells


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else _NOTHING


def _numbered(values: Sequence[str | None]) -> tuple[list[str], Array]:
    """The distinct values sorted, and for each of ``values`` its place there, the number of them for None."""
    distinct = sorted({value for value in values if value})
    number = {value: n for n, value in enumerate(distinct)}
    return distinct, np.array([number[value] if value else len(distinct) for value in values], np.int64)


class Counts:
    """Counts over all segments of one search."""

    def __init__(self, catalogue: Catalogue, filtered: Collection[str], mode: Mode = "now") -> None:
        """``filtered`` are the facets with a filter of their own; all others count what the result itself counts.
        ``mode`` says in which sense places are mentioned."""
        self._catalogue = catalogue
        self._mode = mode
        self._documents: dict[str | None, list[Array]] = {name: [] for name in (None, *filtered)}
        self._tables: dict[str | None, _Table] = {}

    def add(self, number: int, chosen: Callable[[str | None], Selection]) -> None:
        """Count the segment with this number in the generation.

        ``chosen(facet)`` are the documents that all filters but that facet's own let through, ``chosen(None)`` those of
        the result itself.
        """
        first = self._catalogue.first_document[number]
        for name, documents in self._documents.items():
            documents.append(chosen(name).documents + first)

    def _found(self, facet: str | None) -> Array:
        return _joined(self._documents[facet if facet in self._documents else None])

    def facets(self) -> dict[str, dict[str, int]]:
        """For each facet value → articles; values without any are left out."""
        catalogue = self._catalogue
        return {
            "place": _named(catalogue.places, _grouped(self._of("place").eras.ravel(), catalogue.place_of)),
            "mentions": catalogue.mentioned(self._mode).counts(self._found("mentions"), MOST_MENTIONS),
            "level": _named(catalogue.levels, _grouped(self._of("level").portals, catalogue.level_of)),
            "portal": _named(catalogue.portals, self._of("portal").portals),
            "year": _named(catalogue.years, _grouped(self._of("year").months[1:], catalogue.year_of)),
            "topic": catalogue.topics.counts(self._found("topic")),
        }

    def _of(self, facet: str | None) -> _Table:
        name = facet if facet in self._documents else None
        table = self._tables.get(name)
        if table is None:
            cells = self._catalogue.cells.take(self._found(name))
            table = self._tables[name] = _Table(self._catalogue, cells)
        return table

    @property
    def undated(self) -> int:
        """Articles of the result without a date."""
        return int(self._of(None).months[0])

    def months(self) -> tuple[tuple[str, int], ...]:
        """("YYYY-MM", count) from the first month with articles to the last, without holes."""
        counts = self._of(None).months
        there = counts[1:].nonzero()[0]
        if not len(there):
            return ()
        span = slice(int(there[0]), int(there[-1]) + 1)
        return tuple(zip(self._catalogue.month_names[span], counts[1:][span].tolist(), strict=True))


class _Table:
    """Counts by portal and era, by portal, and by month (0: undated)."""

    def __init__(self, catalogue: Catalogue, cells: Array) -> None:
        portals, months = len(catalogue.level_of), catalogue.months
        table = np.bincount(cells, minlength=portals * months).reshape(portals, months)
        self.months: Array = np.add.reduce(table, axis=0)
        # Undated, before the reform, since: what `keys_of` gives a portal.
        self.eras = np.zeros((portals, 3), np.int64)
        self.eras[:, 0] = table[:, 0]
        self.eras[:, 1] = np.add.reduce(table[:, 1 : catalogue.reform], axis=1)
        self.eras[:, 2] = np.add.reduce(table[:, catalogue.reform :], axis=1)
        self.portals: Array = np.add.reduce(self.eras, axis=1)


def _grouped(counts: Array, group: Array) -> Array:
    """Sums of ``counts`` by ``group``; doubles are exact far beyond any number of articles."""
    return np.bincount(group, weights=counts).astype(np.int64)


def _named(values: Sequence[str], counts: Array) -> dict[str, int]:
    there = counts[: len(values)].nonzero()[0]
    return {values[number]: count for number, count in zip(there.tolist(), counts.take(there).tolist(), strict=True)}
