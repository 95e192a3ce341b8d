"""Pieces of an article around the hits, and whole texts with the hits marked. Always segments of text, never HTML."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter
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

_SENTENCE_END = re.compile(r"[.!?…;:]+[\"'”’»)]*\s+|\n+")
_SPACE = re.compile(r"\s+")

_START, _END = attrgetter("start"), attrgetter("end")


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
        found: list[tuple[int, int, _Window, str, list[Mark]]] = []
        fields: tuple[tuple[TextField, str], ...] = (("lead", lead or ""), ("body", body))
        for order, (field, text) in enumerate(fields):
            marks = self._finder.marks(text, field)[:_MOST_MARKS]
            found += [(-w.score, order, w, text, marks) for w in _windows(text, marks)] if marks else []
        if not found:
            text = lead or body
            return (_cut(text, _Window(0, _end(text, 0, 0), 0), []),) if text else ()
        if len(found) > SNIPPETS:
            found = sorted(found, key=lambda f: (f[0], f[1], f[2].start))[:SNIPPETS]
        return tuple(
            _cut(text, window, marks) for _, _, window, text, marks in sorted(found, key=lambda f: (f[1], f[2].start))
        )


def mark_all(text: str, tree: Node, field: TextField = "body") -> tuple[Segment, ...]:
    """``text``, the ``field`` of an article, with every hit of ``tree`` marked: joined, the segments are the text."""
    return Highlighter(tree).mark(text, field)


def _windows(text: str, marks: list[Mark]) -> list[_Window]:
    """Up to two windows that do not overlap, the densest first."""
    scores, behind = _scores(marks)
    best = scores.index(max(scores))
    first = _window(text, marks, best, scores[best], 0, len(text))
    later = bisect_left(marks, first.end, best + 1, key=_START)
    before = bisect_right(behind, bisect_left(marks, first.start, 0, best + 1, key=_START), 0, best)
    others = [*range(before), *range(later, len(marks))]
    if not others:
        return [first]
    second = max(others, key=lambda n: (scores[n], -n))
    left = second < best
    floor, ceiling = (0, first.start) if left else (first.end, len(text))
    return [first, _window(text, marks, second, scores[second], floor, ceiling)]


def _window(text: str, marks: list[Mark], first: int, score: int, floor: int, ceiling: int) -> _Window:
    """The window between ``floor`` and ``ceiling`` that begins with the ``first`` mark or a little before."""
    start = _start(text, marks[first].start, floor)
    last = marks[first].end
    for mark in islice(marks, first + 1, None):
        if mark.start >= start + WIDTH or mark.end > ceiling:
            break
        last = mark.end
    return _Window(start, min(_end(text, start, last), ceiling), score)


def _scores(marks: Sequence[Mark]) -> tuple[list[int], list[int]]:
    """How much a window shows that begins with each mark, and the number of the first mark behind it.

    Different words count most, neighbours next, repetitions least.
    """
    if len(marks) == 1:
        return [10], [1]
    counts: dict[int, int] = {}
    scores: list[int] = []
    behind: list[int] = []
    after = joined = 0
    near = [0, *(3 if b.start - a.end <= 1 and a.leaf != b.leaf else 0 for a, b in pairwise(marks))]
    for n, (start, _, own) in enumerate(marks):
        reach = start + WIDTH - _BEFORE // 2
        while after < len(marks) and (after <= n or marks[after].end <= reach):
            leaf = marks[after].leaf
            counts[leaf] = counts.get(leaf, 0) + 1
            joined += near[after]
            after += 1
        joined -= near[n]
        scores.append(9 * len(counts) + after - n + joined)
        behind.append(after)
        counts[own] -= 1
        if not counts[own]:
            del counts[own]
    return scores, behind


@lru_cache(maxsize=6_144)
def _sentences(text: str) -> tuple[list[int], list[int]]:
    """Where each sentence ends, its last sign included, and where the next one begins. Kept, as texts come again."""
    found = [(m.start() + len(m[0].rstrip()), m.end()) for m in _SENTENCE_END.finditer(text)]
    return [end for end, _ in found], [begin for _, begin in found]


def _start(text: str, hit: int, floor: int) -> int:
    """Where a window that shows ``hit`` begins: at its sentence, else at a word."""
    earliest = max(0, hit - _BEFORE, floor)
    if earliest == 0:
        return 0
    begins = _sentences(text)[1]
    n = bisect_right(begins, hit)
    if n and begins[n - 1] >= earliest:
        return begins[n - 1]
    space = _SPACE.search(text, earliest, hit)
    return space.end() if space else hit


def _end(text: str, start: int, last: int) -> int:
    """Where a window ends: with a sentence, else with a word, never before the hit that ends at ``last``."""
    wanted = max(start + WIDTH, last)
    if len(text) <= wanted + _SLACK:
        return len(text)
    ends = _sentences(text)[0]
    n = bisect_right(ends, wanted + _SLACK)
    if n and ends[n - 1] >= max(last, start + WIDTH // 2):
        return ends[n - 1]
    space = max(text.rfind(" ", last, wanted + 1), text.rfind("\n", last, wanted + 1))
    return space if space >= 0 else wanted


def _cut(text: str, window: _Window, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The window as segments on one line, with … where the text goes on."""
    found = [Segment(_on_one_line(t), marked) for t, marked in _segments(text, window.start, window.end, marks)]
    ends, begins = _sentences(text)
    if window.start > 0 and not _among(begins, window.start):
        found = _joined(Segment("… ", False), *found)
    if window.end < len(text) and not _among(ends, window.end):
        found = _joined(*found, Segment(" …", False))
    return tuple(found)


def _among(rising: Sequence[int], wanted: int) -> bool:
    n = bisect_left(rising, wanted)
    return n < len(rising) and rising[n] == wanted


def _on_one_line(text: str) -> str:
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def _joined(*segments: Segment) -> list[Segment]:
    """The segments, neighbours of a kind made one."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].marked == segment.marked:
            found[-1] = Segment(found[-1].text + segment.text, segment.marked)
        else:
            found.append(segment)
    return found


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Segment]:
    at = start
    found: list[Segment] = []
    for mark in islice(marks, bisect_right(marks, start, key=_END), None):
        if mark.start >= end:
            break
        if mark.start > at:
            found.append(Segment(text[at : mark.start], False))
        found.append(Segment(text[max(mark.start, start) : min(mark.end, end)], True))
        at = min(mark.end, end)
    if at < end:
        found.append(Segment(text[at:end], False))
    return found
