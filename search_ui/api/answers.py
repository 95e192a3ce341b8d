"""What the interface answers with. The schemas in ``/openapi.json`` are made from these classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

Published = Annotated[
    str | None, "2024-07-24T09:10:00+07:00, or 2024-07-24 where only the day is known; null when the date is unknown"
]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, and whether it is a hit."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of a result list."""

    id: Annotated[str, "16 hexadecimal digits, the same for good"]
    url: Annotated[str, "canonical address of the original; urn:danvan:text:… for an imported text without one"]
    page: Annotated[str, "the article on this site"]
    title: str
    portal: Annotated[str, "id of the portal"]
    portal_name: str
    level: str | None
    place: Annotated[str | None, "official code of the portal's unit"]
    place_name: Annotated[str | None, "the unit as it was called on the day of publication"]
    published: Published
    snippets: Annotated[tuple[str, ...], "pieces of the text around the hits, plain text"]
    marked: Annotated[tuple[tuple[Segment, ...], ...], "the same pieces cut where hits begin and end"]
    score: float
    reprints: Annotated[int, "other articles that are the same news"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many articles choosing it leaves."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Articles of one month, ``YYYY-MM``."""

    month: str
    count: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something offered, never applied."""

    kind: Literal["spelling", "telex", "meaning", "without"]
    label: str
    q: str
    url: Annotated[str, "the search that is offered"]
    count: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of results and what surrounds it."""

    total: Annotated[int, "exact number of articles found"]
    corpus_total: Annotated[int, "articles in the index"]
    results: tuple[Hit, ...]
    next_cursor: Annotated[str | None, "for the next results; null on the last page"]
    explain: Annotated[str, "how the query was understood"]
    warnings: Annotated[tuple[str, ...], "what was repaired or bounded"]
    suggestions: tuple[Suggestion, ...]
    facets: Annotated[Mapping[str, tuple[FacetValue, ...]], "counts ignore their own filter and honour all others"]
    months: tuple[Month, ...]
    undated: Annotated[int, "articles found without a date; with the months, the total"]
    collapsed: Annotated[int, "reprints left out by dup=collapse"]
    index_version: str


@dataclass(frozen=True, slots=True)
class KwicLine:
    """One hit in its context: left + node + right is the text as it stands."""

    id: Annotated[str, "id of the article"]
    page: str
    field: Literal["title", "lead", "body", "author"]
    left: str
    node: str
    right: str
    published: Published
    portal_name: str
    place_name: str


@dataclass(frozen=True, slots=True)
class KwicAnswer:
    """Lines of a concordance."""

    articles: Annotated[int, "articles found"]
    hits: Annotated[int | None, "hits in those that were read; null where they are read as they are asked for"]
    unread: Annotated[int, "articles found that were not read, for an order or sample that needs them all"]
    results: tuple[KwicLine, ...]
    next_cursor: Annotated[str | None, "for the next lines; null after the last"]
    explain: str
    index_version: str


@dataclass(frozen=True, slots=True)
class Point:
    """A period: articles found (n) among all under the same filters (base)."""

    period: Annotated[str, "2024-03, 2024-Q1 or 2024"]
    first: Annotated[str, "first day"]
    last: Annotated[str, "last day"]
    n: int
    base: int
    share: Annotated[float | None, "n / base; null where nothing was collected: a gap, not 0"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a trend."""

    query: str
    place: Annotated[str | None, "code of the province, when split by place"]
    place_name: str | None
    points: tuple[Point, ...]
    undated: Annotated[int, "articles found that have no date"]
    undated_base: int


@dataclass(frozen=True, slots=True)
class TrendAnswer:
    """Queries over time."""

    by: Literal["month", "quarter", "year"]
    series: tuple[Series, ...]
    index_version: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the articles found use more than all others."""

    text: str
    score: Annotated[float, "signed log-likelihood (Dunning 1993)"]
    inside: Annotated[int, "occurrences in the articles found"]
    outside: Annotated[int, "occurrences in all others"]


@dataclass(frozen=True, slots=True)
class TermsAnswer:
    """What the articles found are about, against the rest of the corpus."""

    unit: Annotated[Literal["words", "syllables"], "syllables where the index has no words"]
    articles: int
    terms: tuple[Term, ...]
    explain: str
    index_version: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One quantity as the text states it, with the sentence. Figures are shown, never added up."""

    id: Annotated[str, "id of the article"]
    nth: Annotated[int, "number of the figure in its article, from 1"]
    page: str
    title: str
    published: Published
    portal: str
    portal_name: str
    place_name: str
    kind: Literal["count", "money", "percent"]
    number: Annotated[str, "as written"]
    value: Annotated[float, "the number, multiplied out"]
    total: Annotated[float | None, "m of n/m"]
    upper: Annotated[float | None, "higher end of a range"]
    unit: str
    subject: str | None
    qualifier: str | None
    status: str | None
    scope: str | None
    year: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class FiguresAnswer:
    """Quantities stated in the articles found, article by article."""

    total: Annotated[int, "figures found"]
    articles: Annotated[int, "articles that they come from"]
    results: tuple[FigureRow, ...]
    next_cursor: str | None
    explain: str
    index_version: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """The day on which, as the text says, the event took place: a hint, never the day of publication."""

    date: Annotated[str, "2020-02-04"]
    precision: Literal["day"]
    year_from: Annotated[
        Literal["text", "published", "neighbours"],
        "written in the text, or taken from the article's day of publication or those of the portal's articles near it",
    ]
    text: Annotated[str, "how the text names the day"]


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """A whole article: the members of an exported line (docs/file-formats.md), its portal, place and citations."""

    article: Annotated[Mapping[str, Any], "as in the JSON Lines export"]
    cite: Annotated[Mapping[str, str], "citation by style"]
    same_news: Annotated[tuple[str, ...], "ids of the same text on other portals"]
    event_date: Annotated[EventDate | None, "null when the text names no day, or its year cannot be told"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the explain line."""

    text: str
    kind: str
    expansion: Annotated[str | None, "id for keep= that switches this reading off"]


@dataclass(frozen=True, slots=True)
class ParseAnswer:
    """How a query is understood, without searching for articles."""

    query: Annotated[str, "as parsed (NFC)"]
    explain: str
    parts: tuple[Part, ...]
    warnings: tuple[str, ...]
    total: Annotated[int, "articles it finds"]
    index_version: str


@dataclass(frozen=True, slots=True)
class LinkedUnit:
    """A unit that another one became or came from."""

    code: str
    key: str
    label: str
    whole: Annotated[bool, "false where only a part did: never to be summed"]
    day: Annotated[str | None, "first day of the change"]
    decree: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit of one era."""

    code: Annotated[str, "official code; codes were used again in 2025"]
    key: Annotated[str, "code and era: what names a unit for certain"]
    name: str
    type: str
    level: Literal["tinh", "huyen", "xa"]
    label: Annotated[str, "as readers see it"]
    valid_from: str | None
    valid_to: str | None
    lat: float | None
    lon: float | None
    parents: Annotated[tuple[str, ...], "keys of the units above, the nearest first"]
    today: Annotated[tuple[LinkedUnit, ...], "what it is today"]
    predecessors: tuple[LinkedUnit, ...]


@dataclass(frozen=True, slots=True)
class PlacesAnswer:
    """Units of the gazetteer."""

    results: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ResolveAnswer:
    """What a name stands for: one unit, or the candidates."""

    unit: Unit | None
    candidates: tuple[Unit, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of a portal."""

    id: int
    started: str
    finished: Annotated[str | None, "null while it runs, and for good when it was killed"]
    grade: Annotated[str | None, "ok, slow, failing, blocked or closed"]
    message: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RunsAnswer:
    """The latest crawls of a portal, the newest first."""

    portal: str
    results: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PortalsAnswer:
    """Every portal with its state, as /status.json has it."""

    results: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """How the collection is doing."""

    articles: int
    indexed: Annotated[int | None, "articles in the index; null when there is none that can be used"]
    index_version: str | None
    portals: int
    states: Annotated[Mapping[str, int], "portals by state"]
    last_run: str | None
    sample: Annotated[bool, "whether some articles come from the stand-in portals"]
