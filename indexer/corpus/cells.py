"""Articles by portal and month: one evaluation of a query, from which the months of every place are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.packed import Array
from indexer.engine.placing import REFORM_MONTH, keys_of
from indexer.localities import place_label, place_value
from indexer.params import PlaceMode, SearchParams
from indexer.places import gazetteer
from indexer.places.order import sort_key
from indexer.places.within import keys_of as keys_within
from indexer.search import Searcher

Months = dict[int, int]
"""Articles by month: months since year 0 (year × 12 + month − 1), without those of none."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Articles by portal and month. Column 0 of ``counts`` is undated, column 1 the month ``first``."""

    portals: tuple[str, ...]
    first: int
    counts: Array
    records: Mapping[str, PortalRecord]

    def whole(self) -> tuple[Months, int]:
        """Articles by month, and those without a date."""
        return self._summed(self.counts.sum(axis=0))

    def of_place(self, place: str, mode: PlaceMode) -> tuple[Months, int]:
        """The same of the articles that the filter by ``place`` lets through."""
        wanted = keys_within(place, mode)
        keys = [keys_of(self.records.get(portal)) for portal in self.portals]
        chosen = np.array([[key in wanted for key in row] for row in keys], bool).reshape(-1, 3)
        return self._summed((self.counts * chosen.take(self._eras, axis=1)).sum(axis=0))

    def by_key(self) -> dict[str, int]:
        """Articles by the key of their place; those of central portals are left out."""
        found: dict[str, int] = {}
        for portal, row in zip(self.portals, self.counts, strict=True):
            totals = np.bincount(self._eras, weights=row, minlength=3).astype(int).tolist()
            for key, count in zip(keys_of(self.records.get(portal)), totals, strict=True):
                if key and count:
                    found[key] = found.get(key, 0) + count
        return found

    def provinces(self, mode: PlaceMode) -> tuple[str, ...]:
        """The provinces that have articles, those with most first; in mode ``now`` today's alone."""
        counts, places = self.by_key(), gazetteer()
        units = [unit for key in counts if (unit := places.unit(key))]
        provinces = {found.key: found for u in units for found in (places.province(u), places.province_now(u))}
        found = []
        for unit in provinces.values():
            value = place_value(unit)
            count = sum(counts[key] for key in keys_within(value, mode).intersection(counts))
            if count and not (mode == "now" and unit.valid_to):
                found.append((-count, sort_key(place_label(value)), value))
        return tuple(value for _, _, value in sorted(found))

    @property
    def _eras(self) -> Array:
        """For each column: undated, before the reform, since."""
        months = np.arange(self.first - 1, self.first - 1 + self.counts.shape[1])
        eras = np.where(months < REFORM_MONTH, 1, 2)
        eras[0] = 0
        return eras

    def _summed(self, row: Array) -> tuple[Months, int]:
        there = np.flatnonzero(row[1:])
        months = zip((there + self.first).tolist(), row[1:].take(there).tolist(), strict=True)
        return dict(months), int(row[0])


def cells(searcher: Searcher, params: SearchParams) -> Cells:
    """The cells of the articles that ``params`` find. Raises what a search raises."""
    tree, filters = searcher.understood(params)
    engine = searcher.engine
    parts = []
    for view, documents in engine.chosen(tree, filters):
        names = (*view.meta["portal"], "")
        parts.append((names, view["portal"].take(documents), view["month"].take(documents)))
    portals = tuple(sorted({names[code] for names, codes, _ in parts for code in np.unique(codes).tolist()}))
    number = {portal: n for n, portal in enumerate(portals)}
    dated = [months[months > 0] for _, _, months in parts]
    first = min((int(months.min()) for months in dated if len(months)), default=1)
    width = max((int(months.max()) for months in dated if len(months)), default=first - 1) - first + 2
    counts = np.zeros(len(portals) * width, np.int64)
    for names, codes, months in parts:
        rows = np.array([number.get(name, 0) for name in names], np.int64).take(codes)
        columns = np.where(months > 0, months - (first - 1), 0)
        counts += np.bincount(rows * width + columns, minlength=len(counts))
    return Cells(portals, first, counts.reshape(len(portals), width), engine.portals)
