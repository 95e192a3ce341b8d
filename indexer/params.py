"""What a search is asked (`SearchParams`) and what it answers (`SearchPage`): plain data that outlives the searcher."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, NamedTuple

from crawler.items import Precision
from indexer.query.explanation import ExplainPart
from indexer.query.tree import Sort

PlaceMode = Literal["now", "then", "exact"]
Duplicates = Literal["show", "collapse"]
FacetName = Literal["level", "portal", "place", "mentions", "year", "topic"]
FACETS: tuple[FacetName, ...] = ("place", "mentions", "level", "portal", "year", "topic")


@dataclass(frozen=True, slots=True)
class SearchParams:
    """One search. Empty tuples and ``None`` restrict nothing; several values of one name mean any of them."""

    q: str = ""
    place: str | None = None
    """Official code of a unit; it stands for everything inside."""
    place_mode: PlaceMode = "now"
    mentions: str | None = None
    """Official code of a unit that the text names, or one inside it; ``place_mode`` counts here too."""
    level: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    """Last day, included."""
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20
    dup: Duplicates = "show"
    """``collapse``: without articles that appeared elsewhere first. Their number and the total make up all."""
    keep: tuple[str, ...] = ()
    """Ids of expansions (`ExplainPart.expansion`) that are switched off: those words are kept as typed."""

    def choose(self, facet: FacetName, value: str) -> SearchParams:
        """These params with ``value`` as the only choice of ``facet``, first page: its total is the facet's count."""
        if facet == "year":
            year = int(value)
            return replace(self, date_from=date(year, 1, 1), date_to=date(year, 12, 31), page=1)
        if facet == "place":
            return replace(self, place=value, page=1)
        if facet == "mentions":
            return replace(self, mentions=value, page=1)
        return self._with(facet, (value,))

    def drop(self, facet: FacetName) -> SearchParams:
        """These params without any choice of ``facet``, first page."""
        if facet == "year":
            return replace(self, date_from=None, date_to=None, page=1)
        if facet == "place":
            return replace(self, place=None, page=1)
        if facet == "mentions":
            return replace(self, mentions=None, page=1)
        return self._with(facet, ())

    def _with(self, facet: FacetName, values: tuple[str, ...]) -> SearchParams:
        if facet == "level":
            return replace(self, level=values, page=1)
        if facet == "portal":
            return replace(self, portal=values, page=1)
        return replace(self, topic=values, page=1)


class Segment(NamedTuple):
    """A piece of plain text (never HTML), and whether it is a hit to mark."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of a result list."""

    id: str
    url: str
    title: str
    title_segments: tuple[Segment, ...]
    portal: str
    portal_name: str
    level: str | None
    place: str | None
    """Code of the portal's unit."""
    place_name: str | None
    published: datetime | None
    precision: Precision | None
    snippets: tuple[tuple[Segment, ...], ...]
    score: float
    reprints: int = 0
    """How many other articles are the same news."""

    @property
    def published_text(self) -> str | None:
        """ISO 8601 as exports have it: a day alone is ``YYYY-MM-DD``, else with +07:00; unknown is ``None``."""
        if self.published is None:
            return None
        return self.published.date().isoformat() if self.precision == "day" else self.published.isoformat()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: what a link needs, what people read, how many articles it leaves, whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet. Its counts ignore its own filter and honour all others; a chosen value is there even at 0."""

    name: FacetName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something offered, never applied: another search, what it gives, and a Vietnamese label.

    ``kind``: ``spelling`` (a marked spelling in the index), ``telex`` (the words typed by Telex), ``meaning`` (of an
    ambiguous abbreviation), ``without`` (the same search with one condition dropped). ``count`` is its total.
    """

    kind: Literal["spelling", "telex", "meaning", "without"]
    label: str
    params: SearchParams
    count: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results with everything the result list shows."""

    params: SearchParams
    hits: tuple[Hit, ...]
    total: int
    """Exact number of articles found."""
    corpus_total: int
    facets: tuple[Facet, ...]
    months: tuple[tuple[str, int], ...]
    """("YYYY-MM", count) from the first to the last month with articles, without holes; with ``undated``, the total."""
    undated: int
    explain: str
    explain_parts: tuple[ExplainPart, ...]
    warnings: tuple[str, ...]
    """Vietnamese sentences about what was repaired or bounded."""
    suggestions: tuple[Suggestion, ...]
    index_version: str
    collapsed: int = 0
    """How many reprints ``dup="collapse"`` left out."""

    @property
    def pages(self) -> int:
        """Number of pages at this page size; 0 when none are shown."""
        return -(-self.total // self.params.per_page) if self.params.per_page > 0 else 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Every hit of a search: what a page says about it, and the ids in order, 8 bytes each."""

    page: SearchPage
    """Without hits; ``page.total`` is the number of ids."""
    numbers: array[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def ids(self, start: int = 0) -> Iterator[str]:
        """The article ids from the one at ``start``, counted from 0."""
        return (f"{self.numbers[n]:016x}" for n in range(start, len(self.numbers)))
