"""Facets and months: how the articles found divide by portal, level, place, topic, year and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.packed import Array
from indexer.engine.placing import ERAS, keys_of
from indexer.engine.view import View

FacetName = str
FACETS = ("place", "level", "portal", "year", "topic")


class Counts:
    """Counts over all segments of one search."""

    def __init__(self, portals: Mapping[str, PortalRecord]) -> None:
        self._portals = portals
        self.facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        self.months: Counter[int] = Counter()
        """By months since year 0; 0 for undated ones."""

    def add(self, view: View, chosen: Callable[[str | None], Array]) -> None:
        """Count a segment's documents: ``chosen(facet)`` are those that all filters but that facet's own let through.

        ``chosen(None)`` are those of the result itself. Equal selections are counted once.
        """
        done: dict[int, tuple[Array, Counter[str]]] = {}
        for name in ("portal", "level"):
            documents = chosen(name)
            if id(documents) not in done:
                done[id(documents)] = documents, self._by_portal(view, documents)
            self._add_portals(name, done[id(documents)][1])
        self._add_places(view, chosen("place"))
        self._add_topics(view, chosen("topic"))
        months = self._by_month(view, chosen(None))
        self.months += months
        dated = chosen("year")
        for month, count in (months if dated is chosen(None) else self._by_month(view, dated)).items():
            if month:
                self.facets["year"][f"{month // 12:04d}"] += count

    def _by_portal(self, view: View, documents: Array) -> Counter[str]:
        values = view.meta["portal"]
        counts = np.bincount(view["portal"].take(documents), minlength=len(values) + 1)
        return Counter({value: count for value, count in zip(values, counts.tolist(), strict=False) if count})

    def _add_portals(self, facet: str, by_portal: Counter[str]) -> None:
        for portal, count in by_portal.items():
            record = self._portals.get(portal)
            value = portal if facet == "portal" else record and record.level
            if value:
                self.facets[facet][value] += count

    def _add_places(self, view: View, documents: Array) -> None:
        """By the key of the portal's place in the era of the day."""
        values = view.meta["portal"]
        both = view["portal"].take(documents) * ERAS + view.eras.take(documents)
        counts = np.bincount(both, minlength=(len(values) + 1) * ERAS).reshape(-1, ERAS)
        for portal, row in zip(values, counts.tolist(), strict=False):
            for key, count in zip(keys_of(self._portals.get(portal)), row, strict=True):
                if key and count:
                    self.facets["place"][key] += count

    def _add_topics(self, view: View, documents: Array) -> None:
        values = view.meta["topics"]
        if not values:
            return
        among = np.zeros(view.count, bool)
        among[documents] = True
        codes = view["topics"].compress(among.take(view["topic_docs"]))
        for value, count in zip(values, np.bincount(codes, minlength=len(values)).tolist(), strict=True):
            if count:
                self.facets["topic"][value] += count

    def _by_month(self, view: View, documents: Array) -> Counter[int]:
        months = view["month"].take(documents)
        if not len(months):
            return Counter()
        # Undated ones are 0 and would stretch the range over two thousand years.
        first = int(months.min(where=months > 0, initial=np.iinfo(np.int32).max))
        counts = np.bincount(np.where(months > 0, months - first + 1, 0)).tolist()
        found = Counter({first + n - 1: count for n, count in enumerate(counts) if n and count})
        if counts[0]:
            found[0] = counts[0]
        return found


def month_list(months: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
    """("YYYY-MM", count) from the first month with articles to the last, without holes."""
    dated = [month for month in months if month]
    if not dated:
        return ()
    return tuple((f"{m // 12:04d}-{m % 12 + 1:02d}", months.get(m, 0)) for m in range(min(dated), max(dated) + 1))
