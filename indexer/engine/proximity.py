"""Which documents have two things near each other: only as much of the spans is compared as decides that.

For each span of the rarer side its nearest neighbours on the other side are looked up: if they are too far, all are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.engine.packed import Array
from indexer.engine.spans import Spans, in_one_field, inside_sentences
from indexer.engine.view import View


@dataclass(frozen=True, slots=True)
class _Sides:
    """The rarer spans, the others, and on which sides of a rarer one another may stand."""

    rarer: Spans
    others: Spans
    behind: bool
    in_front: bool

    @classmethod
    def of(cls, left: Spans, right: Spans, *, ordered: bool) -> _Sides:
        if len(left.first) <= len(right.first):
            return cls(left, right, behind=True, in_front=not ordered)
        return cls(right, left, behind=not ordered, in_front=True)

    def next(self) -> tuple[Array, Array]:
        """Where the nearest other behind each rarer span begins, and whether there is one."""
        firsts = self.others.rising().first
        number = np.searchsorted(firsts, self.rarer.last, "right")
        return firsts.take(number, mode="clip"), number < len(firsts)

    def previous(self) -> tuple[Array, Array]:
        """Where the nearest other in front of each rarer span ends, and whether there is one."""
        lasts = self.others.last
        if not (lasts[1:] >= lasts[:-1]).all():
            lasts = np.sort(lasts)
        number = np.searchsorted(lasts, self.rarer.first, "left")
        return lasts.take(np.maximum(number, 1) - 1, mode="clip"), number > 0


def near_documents(view: View, left: Spans, right: Spans, distance: int, *, ordered: bool) -> Array:
    """The documents with a pair that does not overlap and stands within ``distance`` in one field; some repeated."""
    if not len(left.first) or not len(right.first):
        return np.zeros(0, np.uint32)
    sides = _Sides.of(left, right, ordered=ordered)
    found = []
    if sides.behind:
        begins, there = sides.next()
        close = np.flatnonzero(there & (begins - sides.rarer.last <= distance))
        found.append(_in_one_field(view, sides.rarer.last.take(close), begins.take(close)))
    if sides.in_front:
        ends, there = sides.previous()
        close = np.flatnonzero(there & (sides.rarer.first - ends <= distance))
        found.append(_in_one_field(view, sides.rarer.first.take(close), ends.take(close)))
    return np.concatenate(found)


def _in_one_field(view: View, here: Array, there: Array) -> Array:
    return view.document_of(here.compress(in_one_field(view, here, there)))


def sentence_documents(view: View, left: Spans, right: Spans) -> Array:
    """The documents with a pair that does not overlap in one sentence; some repeated."""
    left, right = (inside_sentences(view, spans) for spans in (left, right))
    if not len(left.first) or not len(right.first):
        return np.zeros(0, np.uint32)
    sides = _Sides.of(left, right, ordered=False)
    sentence = view.sentence_of(sides.rarer.first)
    begins, behind = sides.next()
    behind &= begins < view.gaps.take(sentence)
    ends, in_front = sides.previous()
    in_front &= (sentence == 0) | (ends > view.gaps.take(np.maximum(sentence, 1) - 1))
    return view.document_of(sides.rarer.first.compress(behind | in_front))
