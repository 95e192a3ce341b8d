"""Pieces of an article around the hits, and whole texts with the hits marked. Always segments of text, never HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.occurrences import Mark
from indexer.params import Segment
from indexer.query.tree import Node, TextField
from indexer.spans import SpanFinder

SNIPPETS = 2
"""Snippets of a hit."""
WIDTH = 240
"""Characters of a snippet, about; it is cut at a word, and at a sentence where one ends near."""
_BEFORE = 90
"""Characters at most before the first hit of a snippet."""
_SLACK = 60
"""Characters more for the end of a sentence."""
_MOST_MARKS = 200
_LONGEST = 3
"""Characters that a sentence's end has before its white space, seldom more."""

_SENTENCE_END = re.compile(r"[.!?…;:]+[\"'”’»)]*\s+|\n+")
_SPACE = re.compile(r"\s+")


class _Window(NamedTuple):
    start: int
    end: int
    score: int


class Highlighter:
    """Marks the hits of one query in articles; made once for a page of results."""

    def __init__(self, tree: Node) -> None:
        self._finder = SpanFinder(tree)

    def mark(self, text: str, field: TextField) -> tuple[Segment, ...]:
        """The whole ``text``, which is the ``field`` of an article, as segments: joined they are the text."""
        return tuple(_segments(text, 0, len(text), self._finder.marks(text, field)))

    def snippets(self, lead: str | None, body: str) -> tuple[tuple[Segment, ...], ...]:
        """At most two snippets where the hits are densest; the beginning of the article when there are none."""
        found: list[tuple[int, int, int, str, _Window, list[Mark]]] = []
        for order, (field, text) in enumerate((("lead", lead or ""), ("body", body))):
            marks = self._finder.marks(text, "lead" if field == "lead" else "body")[:_MOST_MARKS]
            found += [(-w.score, order, w.start, text, w, marks) for w in _windows(text, marks)]
        if not found:
            text = lead or body
            return (_cut(text, _Window(0, _end(text, 0, 0), 0), []),) if text else ()
        best = sorted(found, key=lambda f: f[:3])[:SNIPPETS]
        return tuple(_cut(text, window, marks) for _, _, _, text, window, marks in sorted(best, key=lambda f: f[1:3]))


def mark_all(text: str, tree: Node, field: TextField = "body") -> tuple[Segment, ...]:
    """``text``, the ``field`` of an article, with every hit of ``tree`` marked: joined, the segments are the text."""
    return Highlighter(tree).mark(text, field)


def _windows(text: str, marks: list[Mark]) -> list[_Window]:
    """Up to two windows that do not overlap, the densest first."""
    found: list[_Window] = []
    left = marks
    while left and len(found) < SNIPPETS:
        first, score = _densest(left)
        hit = left[first]
        floor, ceiling = 0, len(text)
        for window in found:
            if window.end <= hit.start:
                floor = window.end
            else:
                ceiling = window.start
        start = _start(text, hit.start, floor)
        last = hit.end
        for mark in left[first + 1 :]:
            if mark.start >= start + WIDTH or mark.end > ceiling:
                break
            last = mark.end
        end = min(_end(text, start, last), ceiling)
        found.append(_Window(start, end, score))
        if len(found) < SNIPPETS:
            left = [m for m in left if m.end <= start or m.start >= end]
    return found


def _densest(marks: Sequence[Mark]) -> tuple[int, int]:
    """The mark with which the densest window begins, and how much that window shows.

    Different words count most, neighbours next, repetitions least.
    """
    if len(marks) == 1:
        return 0, 10
    counts: dict[int, int] = {}
    best, best_score, after, joined, behind = 0, -1, 0, 0, len(marks)
    near = [0, *(3 if b.start - a.end <= 1 and a.leaf != b.leaf else 0 for a, b in pairwise(marks))]
    for n, mark in enumerate(marks):
        reach = mark.start + WIDTH - _BEFORE // 2
        while after < behind and (after <= n or marks[after].end <= reach):
            leaf = marks[after].leaf
            counts[leaf] = counts.get(leaf, 0) + 1
            joined += near[after]
            after += 1
        score = 9 * len(counts) + (after - n) + joined - near[n]
        if score > best_score:
            best, best_score = n, score
        if after == behind:
            break  # what begins later shows less
        joined -= near[n]
        counts[mark.leaf] -= 1
        if not counts[mark.leaf]:
            del counts[mark.leaf]
    return best, best_score


def _start(text: str, hit: int, floor: int) -> int:
    """Where a window that shows ``hit`` begins: at its sentence, else at a word."""
    earliest = max(0, hit - _BEFORE, floor)
    if earliest == 0:
        return 0
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, earliest - 1), hit) if m.end() <= hit]
    if ends:
        return ends[-1]
    space = _SPACE.search(text, earliest, hit)
    return space.end() if space else hit


def _end(text: str, start: int, last: int) -> int:
    """Where a window ends: with a sentence, else with a word, never before the hit that ends at ``last``."""
    wanted = max(start + WIDTH, last)
    if len(text) <= wanted + _SLACK:
        return len(text)
    earliest = max(last, start + WIDTH // 2)
    ends = [m.start() + len(m[0].rstrip()) for m in _SENTENCE_END.finditer(text, earliest - _LONGEST, wanted + _SLACK)]
    if ends and ends[-1] >= earliest:
        return ends[-1]
    spaces = [m.start() for m in _SPACE.finditer(text, last, wanted + 1) if m.start() >= last]
    return spaces[-1] if spaces else wanted


def _cut(text: str, window: _Window, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The window as segments on one line, with … where the text goes on."""
    found = list(_segments(text, window.start, window.end, marks))
    shown = text[window.start : window.end]
    if "  " in shown or not shown.isprintable():
        found = [Segment(_SPACE.sub(" ", s.text), s.marked) for s in found]
    if window.start > 0 and not _sentence_before(text, window.start):
        found = _joined(Segment("… ", False), *found)
    if window.end < len(text) and not _SENTENCE_END.match(text, window.end - 1):
        found = _joined(*found, Segment(" …", False))
    return tuple(found)


def _joined(*segments: Segment) -> list[Segment]:
    """The segments, neighbours of a kind made one."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].marked == segment.marked:
            found[-1] = Segment(found[-1].text + segment.text, segment.marked)
        else:
            found.append(segment)
    return found


def _sentence_before(text: str, at: int) -> bool:
    return any(m.end() == at for m in _SENTENCE_END.finditer(text, max(0, at - 6), at))


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    at = start
    for mark in marks:
        if mark.end <= start:
            continue
        if mark.start >= end:
            break
        if mark.start > at:
            yield Segment(text[at : mark.start], False)
        yield Segment(text[max(mark.start, start) : min(mark.end, end)], True)
        at = min(mark.end, end)
    if at < end:
        yield Segment(text[at:end], False)
