"""Where a text matches a query: our own span finder over the stored text, by the same rules as the index.

It reads the tree, never the index, so it works on any text: a snippet, an article page, an old version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from indexer.folding import folded
from indexer.occurrences import Mark, Occurrences, Span, aligned, is_composed
from indexer.query.tree import (
    And,
    AtLeast,
    Expansion,
    Field,
    Filter,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Sentence,
    Term,
    TextField,
    Wildcard,
    children,
)

MAX_SPANS = 2000
"""Spans of one node in one text that are looked at; more are only more marks."""


class SpanFinder:
    """Finds the hits of one query in texts. Cheap to make; safe to share between threads."""

    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._leaves = list(dict.fromkeys(n for n in _wanted(tree) if isinstance(n, Term | Wildcard)))
        self._phrases = {n: len(self._leaves) + i for i, n in enumerate(_wanted(tree)) if isinstance(n, Phrase)}
        self._numbers = {leaf: n for n, leaf in enumerate(self._leaves)}
        self._occurrences = Occurrences(self._leaves, _reach(tree))
        self._single = not any(isinstance(n, Field | Phrase | Near | Sentence) for n in _wanted(tree))

    def marks(self, text: str, field: TextField) -> list[Mark]:
        """The hits in ``text``, which is the ``field`` of an article: in order, not overlapping.

        A phrase is one mark; both sides of a NEAR are marked where they stand near each other; what NOT excludes is
        never marked. ``text`` may be in any Unicode form: offsets count its own characters.
        """
        if not self._leaves or not text:
            return []
        plain, usual = folded(text)
        if usual or is_composed(text):
            return self._found(text, plain, field)
        composed, offsets = aligned(text)
        return [
            Mark(offsets[m.start], offsets[m.end], m.leaf) for m in self._found(composed, folded(composed)[0], field)
        ]

    def _found(self, text: str, plain: bytes, field: TextField) -> list[Mark]:
        if self._single:
            return self._occurrences.marks(text, plain) if field != "author" else []
        at = self._occurrences.spans(text, plain)
        if not at:
            return []
        return _apart(self._marks(self._tree, at, field, None))

    def _marks(self, node: Node, at: dict[int, list[Span]], field: TextField, only: TextField | None) -> Iterator[Mark]:
        """``only``: the field that an enclosing `Field` names; without one the author is not looked at."""
        match node:
            case Field(name, inner):
                yield from self._marks(inner, at, field, name)
            case And(parts):
                for part in parts:
                    yield from self._marks(part, at, field, only)
            case Or() | Expansion() | Filter():
                for child in _below(node):
                    yield from self._marks(child, at, field, only)
            case AtLeast(_, inner):
                yield from self._marks(inner, at, field, only)
            case Term() | Wildcard() | Phrase() | Near() | Sentence():
                if field == only or (only is None and field != "author"):
                    yield from (mark for span in self._spans(node, at) for mark in span.marks)
            case _:
                return

    def _spans(self, node: Node, at: dict[int, list[Span]]) -> list[Span]:
        match node:
            case Term() | Wildcard():
                return at.get(self._numbers[node], [])
            case Phrase():
                found = _in_order(node, [self._spans(part, at) for part in node.parts], self._phrases[node])
            case Near(left, right, distance, ordered):
                found = _near(self._spans(left, at), self._spans(right, at), distance, ordered=ordered)
            case Sentence(left, right):
                found = _together(self._spans(left, at), self._spans(right, at))
            case Or() | Expansion():
                found = (span for child in children(node) for span in self._spans(child, at))
            case _:
                return []
        return sorted(islice(found, MAX_SPANS), key=lambda s: (s.first, s.last))


def _wanted(node: Node) -> Iterator[Node]:
    """The nodes of a tree that are not inside a NOT."""
    if isinstance(node, Not):
        return
    yield node
    for child in _below(node):
        yield from _wanted(child)


def _below(node: Node) -> tuple[Node, ...]:
    """What is to be marked for the nodes below ``node``."""
    if isinstance(node, Filter):
        return (node.shown,) if node.shown else ()
    return children(node)


def _reach(tree: Node) -> int | None:
    """How many positions apart syllables may be that make one hit: 0 for single ones, None for sentences."""
    reach = 0
    for node in _wanted(tree):
        match node:
            case Sentence():
                return None
            case Near(_, _, distance, _):
                reach = max(reach, distance + 1)
            case Phrase():
                reach = max(reach, node.offsets[-1] + node.slop + 1)
    return reach


def _in_order(phrase: Phrase, parts: Sequence[Sequence[Span]], leaf: int) -> Iterator[Span]:
    by_position = [{span.first: span for span in part} for part in parts]
    for first in parts[0]:
        if phrase.slop:
            chain = _chain(by_position, first.first, phrase.offsets[-1] + phrase.slop)
        else:
            steps = [there.get(first.first + o) for there, o in zip(by_position, phrase.offsets, strict=True)]
            chain = [s for s in steps if s is not None] if None not in steps else []
            chain = chain if all(_ends_between(a, b) for a, b in pairwise(chain)) else []
        if chain:
            marks = tuple(m for s in chain for m in s.marks) if phrase.slop else (_whole(chain, leaf),)
            yield Span(chain[0].first, chain[-1].last, chain[0].sentence, chain[-1].end_sentence, marks)


def _ends_between(a: Span, b: Span) -> bool:
    """Whether a sentence ends between two parts of a phrase exactly where a position is skipped."""
    return b.first - a.last - 1 == b.sentence - a.sentence


def _whole(chain: Sequence[Span], leaf: int) -> Mark:
    return Mark(chain[0].marks[0].start, chain[-1].marks[-1].end, leaf)


def _chain(by_position: Sequence[dict[int, Span]], first: int, reach: int) -> list[Span]:
    """The earliest span of each part after the one before it, all within ``reach`` of ``first``; empty when one fails.

    Taking the earliest each time leaves most room for the next.
    """
    chain = [by_position[0][first]]
    for there in by_position[1:]:
        after = next((there[p] for p in range(chain[-1].last + 1, first + reach + 1) if p in there), None)
        if after is None:
            return []
        chain.append(after)
    return chain


def _near(left: Sequence[Span], right: Sequence[Span], distance: int, *, ordered: bool) -> Iterator[Span]:
    start = 0
    widest = max((s.last - s.first for s in right), default=0)
    for a in left:
        while start < len(right) and right[start].first < a.first - distance - widest:
            start += 1
        for b in islice(right, start, None):
            if b.first > a.last + distance:
                break
            if 0 < b.first - a.last <= distance or (not ordered and 0 < a.first - b.last <= distance):
                yield _both(a, b)


def _together(left: Sequence[Span], right: Sequence[Span]) -> Iterator[Span]:
    inside: dict[int, list[Span]] = defaultdict(list)
    for b in right:
        if b.sentence == b.end_sentence:
            inside[b.sentence].append(b)
    for a in left:
        if a.sentence == a.end_sentence:
            yield from (_both(a, b) for b in inside[a.sentence] if b.first > a.last or a.first > b.last)


def _both(a: Span, b: Span) -> Span:
    before, after = (a, b) if a.first < b.first else (b, a)
    return Span(before.first, after.last, before.sentence, after.end_sentence, before.marks + after.marks)


def _apart(marks: Iterator[Mark]) -> list[Mark]:
    """Marks in order, those that overlap made one."""
    found: list[Mark] = []
    for mark in sorted(set(marks), key=lambda m: (m.start, -m.end)):
        if found and mark.start < found[-1].end:
            if mark.end > found[-1].end:
                found[-1] = Mark(found[-1].start, mark.end, found[-1].leaf)
        else:
            found.append(mark)
    return found
