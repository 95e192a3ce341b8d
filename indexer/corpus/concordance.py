"""Keyword in context: every hit of a query with what stands before and after it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any, Literal

from crawler.archive.record import PortalRecord
from crawler.items import VIETNAM, Article, Precision
from indexer.localities import place_label
from indexer.occurrences import Mark
from indexer.params import SearchParams
from indexer.places.order import sort_key
from indexer.query.tree import TextField
from indexer.search import Searcher
from indexer.spans import SpanFinder

Order = Literal["L1", "L2", "L3", "R1", "R2", "R3", "date", "place"]
ORDERS: tuple[Order, ...] = ("L1", "L2", "L3", "R1", "R2", "R3", "date", "place")
_SORTED = 3
"""Syllables on either side that lines are sorted by, shown or not."""
_FIELDS: tuple[TextField, ...] = ("title", "lead", "body", "author")
_SYLLABLE_WIDTH = 8
"""Characters of a syllable and the space beside it, more or less."""
MOST_LINES = 100_000
"""Lines kept while reading; of more a random sample is kept, as if it had been asked for."""
MOST_READ = 5_000
"""Lines after which no further article is read where not all need be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One hit. ``left`` and ``right`` end at the paragraph: ``node`` stands between them exactly as in the text."""

    article: str
    """Id."""
    field: TextField
    left: str
    node: str
    right: str
    published: datetime | None
    precision: Precision | None
    portal: str
    place: str
    """Of the portal, as readers see it; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines in the order asked for."""

    lines: tuple[Line, ...]
    total: int
    """Hits in all articles found, shown or not."""
    articles: int
    sampled: bool
    """Whether ``lines`` are a random part of all."""
    unread: int = 0
    """Articles found that were not read; ``total`` and ``articles`` do not count them."""


def kwic(
    searcher: Searcher,
    params: SearchParams,
    *,
    order: tuple[Order, ...] = ("date",),
    width: int = 10,
    sample: int | None = None,
    seed: int = 0,
    limit: int | None = None,
    most: int | None = None,
) -> Concordance:
    """Every hit of ``params`` in context (Luhn 1960, "Key word-in-context index for technical literature").

    Hits are those that pages highlight: a phrase is one, both sides of a NEAR are one each. ``width``: syllables on
    either side, never beyond the paragraph. ``order``: sorted by the first of these, then the next: ``L1`` is the
    syllable next to the hit on the left, ``R3`` the third on the right, in Vietnamese alphabetical order, lines without
    one first; ``date`` newest first, undated last; ``place`` alphabetical. Ties keep the newest article first and the
    order of the text. ``sample``: so many lines drawn at random (reservoir sampling, Vitter 1985, algorithm R), the
    same for the same ``seed``, corpus and query. ``limit``: only the first lines of the order.
    ``most``: so many articles are read where more are found, and none after the one with line `MOST_READ`
    (`Concordance.unread`): the newest for the order ``date`` without a sample, else drawn at random by ``seed``.
    """
    finder = SpanFinder(searcher.understood(params)[0])
    size = MOST_LINES if sample is None else min(sample, MOST_LINES)
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    kept: list[tuple[tuple[int, int], Line]] = []
    total = articles = counted = 0
    enough = limit if order == ("date",) and sample is None else None
    ranks, unread = _read(searcher, params, most, None if order[0] == "date" and sample is None else rng)
    for read, article in enumerate(stored.article for stored in searcher.read(ranks)):
        if most is not None and total >= MOST_READ:
            unread += len(ranks) - read
            break
        record = _record(searcher.engine.portals, article)
        before = total
        if enough is not None and len(kept) >= enough:  # older lines come behind: to count them is all
            counted += (more := sum(1 for _ in _marks(article, finder)))
            total, articles = total + more, articles + (more > 0)
            continue
        for line in _lines(article, record, finder, max(width, _SORTED)):
            if len(kept) < size:
                kept.append(((ranks[line.article], total), line))
            elif (place := rng.randrange(total + 1)) < size:
                kept[place] = (ranks[line.article], total), line
            total += 1
        articles += total > before
    lines = [line for _, line in sorted(kept, key=lambda entry: entry[0])]
    for name in reversed(order):
        lines.sort(key=lambda line: _key(line, name))
    shown = tuple(_narrowed(line, width) for line in lines[:limit])
    return Concordance(shown, total, articles, len(kept) + counted < total, unread)


def _read(
    searcher: Searcher, params: SearchParams, most: int | None, rng: random.Random | None
) -> tuple[dict[str, int], int]:
    """Ids of the articles to read, in the order to read them, with their rank, the newest 0, and how many others there
    are; without ``rng`` the newest first."""
    numbers, total = searcher.engine.ordered(*searcher.understood(params), "newest", None if rng else most)
    ranks = range(len(numbers)) if most is None or rng is None else rng.sample(range(total), min(total, most))
    return {f"{numbers[rank]:016x}": rank for rank in ranks}, total - len(ranks)


class Reader:
    """Reads the lines of one search article by article; ``width`` as in `kwic`."""

    def __init__(self, searcher: Searcher, params: SearchParams, width: int = 10) -> None:
        self._finder = SpanFinder(searcher.understood(params)[0])
        self._portals = searcher.engine.portals
        self._width = width

    def lines(self, article: Article) -> Iterator[Line]:
        """The lines of ``article``, in the order of its text."""
        record = _record(self._portals, article)
        for line in _lines(article, record, self._finder, max(self._width, _SORTED)):
            yield _narrowed(line, self._width)


def stream(searcher: Searcher, params: SearchParams, *, width: int = 10) -> Iterator[Line]:
    """The lines of `kwic` in the order ``date``, one after the other as they are read: none is kept, however many."""
    reader = Reader(searcher, params, width)
    return (line for article in searcher.articles(params) for line in reader.lines(article))


def _record(portals: Mapping[str, PortalRecord], article: Article) -> PortalRecord:
    return portals.get(article.portal) or PortalRecord(article.portal, article.portal)


def _lines(article: Article, record: PortalRecord, finder: SpanFinder, width: int) -> Iterator[Line]:
    place, number = place_label(record.place) if record.place else "", article.id
    for field, text, mark in _marks(article, finder):
        left, right = _context(text, mark.start, mark.end, width)
        yield Line(
            number, field, left, text[mark.start : mark.end], right, article.published,
            article.published_precision, record.name, place,
        )  # fmt: skip


def _marks(article: Article, finder: SpanFinder) -> Iterator[tuple[TextField, str, Mark]]:
    """Every hit: its field, the field's text, and its place in it."""
    for field in _FIELDS:
        text = getattr(article, field) or ""
        for mark in finder.marks(text, field):
            yield field, text, mark


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands before and after a hit in its paragraph, ``width`` syllables of each."""
    if not width:
        return "", ""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    after = _some(width).match(text, end, last if last >= 0 else len(text))
    return text[_before(text, first, start, width) : start], after[0] if after else ""


def _before(text: str, first: int, start: int, width: int) -> int:
    """Where the ``width`` syllables in front of ``start`` begin; no more of a long paragraph is read than needed."""
    reach = width * _SYLLABLE_WIDTH
    while True:
        near = max(first, start - reach)
        backwards = text[near:start][::-1]
        found = (_some if near == first else _all)(width).match(backwards)
        if found and (near == first or found.end() < len(backwards)):  # else the last syllable may be cut
            return start - found.end()
        reach *= 4


@cache
def _some(count: int) -> re.Pattern[str]:
    """At most ``count`` syllables with what stands between them, forwards or backwards."""
    return re.compile(rf"(?:[\W_]*+[^\W_]++){{0,{count}}}+")


@cache
def _all(count: int) -> re.Pattern[str]:
    """Exactly ``count`` syllables."""
    return re.compile(rf"(?:[\W_]*+[^\W_]++){{{count}}}+")


@cache
def _nth(number: int) -> re.Pattern[str]:
    """The syllable with this number, from 1, as a group."""
    return re.compile(rf"(?:[\W_]*+[^\W_]++){{{number - 1}}}+[\W_]*+([^\W_]++)")


def _narrowed(line: Line, width: int) -> Line:
    """``line`` with ``width`` syllables on either side."""
    whole = line.left + line.right
    left, right = _context(whole, len(line.left), len(line.left), width)
    return replace(line, left=left, right=right)


def _key(line: Line, order: Order) -> Any:
    if order == "date":
        undated = line.published is None
        return undated, -(line.published or datetime(1970, 1, 1, tzinfo=VIETNAM)).timestamp()
    if order == "place":
        return sort_key(line.place)
    found = _nth(int(order[1])).match(line.left[::-1] if order[0] == "L" else line.right)
    return sort_key((found[1][::-1] if order[0] == "L" else found[1]) if found else "")


def aligned(found: Concordance, left: int = 45, right: int = 45) -> Iterator[str]:
    """The lines as plain text, hits one under the other, ``left`` and ``right`` characters around them."""
    node = max(chain((len(line.node) for line in found.lines), [0]))
    for line in found.lines:
        yield f"{line.left[-left:]:>{left}} {line.node.strip():^{node}} {line.right[:right].rstrip():<{right}}".rstrip()
