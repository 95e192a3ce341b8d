"""An article's plain text as a page shows it: paragraphs and tables, with the hits of a query marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from crawler.items import Article
from indexer.query import QueryError, parse
from indexer.search import SearchParams, Segment
from indexer.snippets import Highlighter

Line = tuple[Segment, ...]
_CELL = " | "


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line: a sentence that can be linked to by its ``id``, or what stands between such sentences.

    Of a sentence that lies in several cells of a table the first has the id.
    """

    segments: Line
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of running text."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the text keeps a row as one line with its cells joined by " | "."""

    rows: tuple[tuple[Line, ...], ...]
    columns: int
    """Cells of the longest row."""


def joined(segments: Iterable[Segment]) -> Line:
    """Marked neighbours that only a space parts as one: words that stand together are read as one hit."""
    found: list[Segment] = []
    for segment in segments:
        if segment.marked and len(found) > 1 and found[-2].marked and found[-1].text == " ":
            found[-2:] = [Segment(f"{found[-2].text} {segment.text}", True)]
        else:
            found.append(segment)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Marked:
    """The texts of an article with the hits of a query marked."""

    title: Line
    lead: Line
    body: Line

    @property
    def hits(self) -> int:
        """How many stretches are marked."""
        return sum(segment.marked for line in (self.title, self.lead, self.body) for segment in line)


def marked(article: Article, search: SearchParams) -> Marked:
    """``article`` as the search finds it; without marks when there is no query, or none that can be read.

    The reader came for the text: what is wrong with a query is told on the results page.
    """
    title, lead, body = article.title, article.lead or "", article.body
    try:
        tree = parse(search.q, search.keep).tree if search.q else None
    except QueryError:
        tree = None
    if tree is None:
        return Marked((Segment(title, False),), (Segment(lead, False),), (Segment(body, False),))
    found = Highlighter(tree)
    return Marked(
        joined(found.mark(title, "title")), joined(found.mark(lead, "lead")), joined(found.mark(body, "body"))
    )


def blocks(segments: Iterable[Segment]) -> list[Paragraph | Table]:
    """Paragraphs and tables of a marked text; two or more rows in a row make a table."""
    paragraphs = [_split(p, "\n") for p in _split(segments, "\n\n")]
    lines = [(n, line) for n, paragraph in enumerate(paragraphs) for line in paragraph if _text(line).strip()]
    found: list[Paragraph | Table] = []
    for is_row, group in groupby(lines, key=lambda pair: _CELL in _text(pair[1])):
        part = list(group)
        if is_row and len(part) > 1:
            rows = tuple(tuple(_split(line, _CELL)) for _, line in part)
            found.append(Table(rows, max(map(len, rows))))
        else:
            found.extend(
                Paragraph(tuple(line for _, line in same)) for _, same in groupby(part, key=lambda pair: pair[0])
            )
    return found


class Anchors:
    """Cuts the lines of one text, taken in reading order, at the sentences that can be linked to."""

    def __init__(self, text: str, sentences: Iterable[tuple[int, int, str]]) -> None:
        """``sentences``: begin, end and id of each, in order and apart from each other."""
        self._text = text
        self._sentences = list(sentences)
        self._at = 0
        self._given: set[str] = set()

    def runs(self, line: Line) -> tuple[Run, ...]:
        """The next line of the text as runs."""
        text = _text(line)
        begin = self._text.find(text, self._at)
        if begin < 0 or not text:
            return (Run(line),)
        end = self._at = begin + len(text)
        cuts = sorted(
            {begin, end, *(at for first, last, _ in self._sentences for at in (first, last) if begin < at < end)}
        )
        return tuple(self._run(line, a, b, begin) for a, b in pairwise(cuts))

    def _run(self, line: Line, first: int, last: int, begin: int) -> Run:
        segments = tuple(_slice(line, first - begin, last - begin))
        name = next((name for a, b, name in self._sentences if a <= first and last <= b), None)
        if name is None or name in self._given:
            return Run(segments)
        self._given.add(name)
        return Run(segments, name)


def _text(line: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in line)


def _split(segments: Iterable[Segment], separator: str) -> list[Line]:
    """Cut a run of segments at each ``separator``; one that lies across two segments is found as well."""
    segments = tuple(segments)
    pieces: list[Line] = []
    start = 0
    for piece in _text(segments).split(separator):
        pieces.append(tuple(_slice(segments, start, start + len(piece))))
        start += len(piece) + len(separator)
    return pieces


def _slice(segments: Sequence[Segment], start: int, end: int) -> Iterator[Segment]:
    at = 0
    for segment in segments:
        first, last = max(start, at), min(end, at + len(segment.text))
        if first < last:
            yield Segment(segment.text[first - at : last - at], segment.marked)
        at += len(segment.text)
        if at >= end:
            return
