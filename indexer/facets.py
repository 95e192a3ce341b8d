"""Raw counts of an engine → facets with Vietnamese labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.archive.record import PortalRecord
from indexer import localities
from indexer.params import Facet, FacetValue, SearchParams
from indexer.places.order import sort_key
from indexer.wording import mark, say

LEVEL_LABELS = {
    "tw": mark("Trung ương"),
    "tinh": mark("Tỉnh, thành phố"),
    "huyen": mark("Huyện, quận"),
    "xa": mark("Xã, phường"),
}
_LEVELS = tuple(LEVEL_LABELS)

Counts = Mapping[str, int]


def facets(
    counts: Mapping[str, Counts], params: SearchParams, portals: Mapping[str, PortalRecord], total: int
) -> tuple[Facet, ...]:
    """The facets of a page from ``counts`` by facet name and value, in the order pages show them; ``total``: the
    articles found."""

    def portal_name(portal: str) -> str:
        return portals[portal].name if portal in portals else portal

    levels = _values(counts["level"], params.level, {level: say(label) for level, label in LEVEL_LABELS.items()})
    names = {portal: portal_name(portal) for portal in (*counts["portal"], *params.portal)}
    return (
        Facet("place", localities.facet_values(counts["place"], params.place, params.place_mode)),
        Facet("mentions", localities.mention_values(counts["mentions"], params.mentions, total)),
        Facet("level", tuple(sorted(levels, key=lambda v: _LEVELS.index(v.value)))),
        Facet("portal", _values(counts["portal"], params.portal, names)),
        Facet("year", _years(counts["year"], params)),
        Facet("topic", _values(counts["topic"], params.topic, {})),
    )


def _values(counts: Counts, chosen: Sequence[str], labels: Mapping[str, str]) -> tuple[FacetValue, ...]:
    """The most frequent first, then in Vietnamese order; chosen values are there even without articles."""
    wanted = {value for value, count in counts.items() if count} | set(chosen)
    found = [FacetValue(v, labels.get(v, v), counts.get(v, 0), v in chosen) for v in wanted]
    return tuple(sorted(found, key=lambda v: (-v.count, sort_key(v.label), v.value)))


def _years(counts: Counts, params: SearchParams) -> tuple[FacetValue, ...]:
    """The newest first; a year is chosen when the dates of the search are exactly it."""
    chosen = _chosen_year(params)
    years = {year for year, count in counts.items() if count} | ({chosen} if chosen else set())
    return tuple(FacetValue(y, y, counts.get(y, 0), y == chosen) for y in sorted(years, key=int, reverse=True))


def _chosen_year(params: SearchParams) -> str | None:
    start = params.date_from
    if start is None:
        return None
    year = params.choose("year", str(start.year))
    return str(start.year) if (year.date_from, year.date_to) == (start, params.date_to) else None
