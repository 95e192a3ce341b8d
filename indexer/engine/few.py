"""Facets and months of a handful of articles, counted one by one: for some dozens that is faster than arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engine.counting import FACETS, Catalogue
from indexer.engine.packed import Array
from indexer.places.within import Mode

FEW = 32
"""Up to so many articles are counted one by one; from about twice as many on arrays are faster (measured)."""


class FewCounts:
    """What `indexer.engine.counting.Counts` finds, for a search without filters and ``documents`` of all segments."""

    def __init__(self, catalogue: Catalogue, documents: Sequence[Array], mode: Mode = "now") -> None:
        parts = [part + first for part, first in zip(documents, catalogue.first_document, strict=False) if len(part)]
        found = parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else documents[0]
        names: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        place, level, portal, year = names["place"], names["level"], names["portal"], names["year"]
        months: dict[int, int] = {}
        known = catalogue.cell_names
        for cell in catalogue.cells.take(found).tolist():
            own = known.get(cell) or known.setdefault(cell, _named(catalogue, cell))
            place[own[0]] = place.get(own[0], 0) + 1
            level[own[1]] = level.get(own[1], 0) + 1
            portal[own[2]] = portal.get(own[2], 0) + 1
            year[own[3]] = year.get(own[3], 0) + 1
            months[own[4]] = months.get(own[4], 0) + 1
        for name, pairs in (("topic", catalogue.topics), ("mentions", catalogue.mentioned(mode))):
            counted = names[name]
            for number in pairs.of(found).tolist():
                counted[pairs.values[number]] = counted.get(pairs.values[number], 0) + 1
        self._names = names
        self._months = months
        self._labels = catalogue.month_names
        self.undated = months.pop(0, 0)
        """Articles of the result without a date."""

    def facets(self) -> dict[str, dict[str, int]]:
        """For each facet value → articles, in the order of `Counts.facets`."""
        return {
            name: {value: counts[value] for value in sorted(counts) if value} for name, counts in self._names.items()
        }

    def months(self) -> tuple[tuple[str, int], ...]:
        """("YYYY-MM", count) from the first month with articles to the last, without holes."""
        counts = self._months
        if not counts:
            return ()
        first, last = min(counts), max(counts)
        found = [0] * (last - first + 1)
        for month, count in counts.items():
            found[month - first] = count
        return tuple(zip(self._labels[first - 1 : last], found, strict=True))


def _named(catalogue: Catalogue, cell: int) -> tuple[str, str, str, str, int]:
    """Place, level, portal, year and month of a cell; what is unknown is empty."""
    portal, month = divmod(cell, catalogue.months)
    era = 0 if not month else 1 if month < catalogue.reform else 2
    eras = len(catalogue.place_of) // len(catalogue.level_of)

    def name(values: Sequence[str], number: int) -> str:
        return values[number] if number < len(values) else ""

    return (
        name(catalogue.places, int(catalogue.place_of[portal * eras + era])),
        name(catalogue.levels, int(catalogue.level_of[portal])),
        name(catalogue.portals, portal),
        catalogue.month_names[month - 1][:4] if month else "",
        month,
    )
