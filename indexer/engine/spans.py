"""Spans: from which slot to which slot of the stream something was found, and how two sets of them stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.engine.packed import Array
from indexer.engine.view import View


@dataclass(frozen=True, slots=True)
class Spans:
    """First and last slot of each span, in no particular order."""

    first: Array
    last: Array

    @classmethod
    def none(cls) -> Spans:
        """No spans."""
        return cls(np.zeros(0, np.uint32), np.zeros(0, np.uint32))

    @classmethod
    def of(cls, parts: Sequence[Spans]) -> Spans:
        """The spans of all ``parts``."""
        none = cls.none()
        parts = [none, *parts]
        return cls(np.concatenate([part.first for part in parts]), np.concatenate([part.last for part in parts]))

    def distinct(self) -> Spans:
        """Every span once."""
        both = np.unique(self.first.astype(np.uint64) << np.uint64(32) | self.last.astype(np.uint64))
        return Spans((both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32))

    def where(self, chosen: Array) -> Spans:
        """The spans for which ``chosen`` holds."""
        return Spans(self.first.compress(chosen), self.last.compress(chosen))


def _in_one_field(view: View, first: Array, last: Array) -> Array:
    """For each pair of slots whether both are in the same field of the same document."""
    here, there = view.document_of(first), view.document_of(last)
    return (here == there) & (view.field_of(first, here) == view.field_of(last, there))


def greedy(view: View, parts: Sequence[Array], reach: int) -> Spans:
    """Slots of all ``parts`` in order, each behind the one before, the last at most ``reach`` behind the first.

    One span for each first slot, as short as it can be, inside one field.
    """
    first = last = parts[0]
    for slots in parts[1:]:
        found = np.searchsorted(slots, last, "right")
        there = found < len(slots)
        first, last = first.compress(there), slots.take(found.compress(there))
        close = last - first <= reach
        first, last = first.compress(close), last.compress(close)
    return Spans(first, last).where(_in_one_field(view, first, last))


def _ranges(left: Array, first: Array, behind: Array) -> tuple[Array, Array]:
    """All pairs (entry of ``left``, number) for numbers from ``first`` up to but not including ``behind``."""
    counts = np.maximum(behind - first, 0)
    which = np.repeat(np.arange(len(left)), counts)
    skipped = np.repeat(np.cumsum(counts) - counts, counts)
    return which, np.arange(len(which)) - skipped + np.repeat(first, counts)


def _paired(before: Spans, after: Spans, low: Array, high: Array, by: Array) -> tuple[Spans, Spans]:
    """Each span of ``before`` with every span of ``after`` whose number in ``by``'s order is from low to high."""
    which, number = _ranges(before.first, low, high)
    number = by.take(number)
    return Spans(before.first.take(which), before.last.take(which)), Spans(after.first.take(number), after.last.take(number))


def _within(before: Spans, after: Spans, distance: int) -> tuple[Spans, Spans]:
    """All pairs where the second begins behind the first, at most ``distance`` from its end."""
    by = np.argsort(after.first, kind="stable")
    firsts = after.first.take(by).astype(np.int64)
    last = before.last.astype(np.int64)
    low, high = np.searchsorted(firsts, last, "right"), np.searchsorted(firsts, last + distance, "right")
    return _paired(before, after, low, high, by)


def _in_sentence(view: View, before: Spans, after: Spans) -> tuple[Spans, Spans]:
    """All pairs where the second begins behind the first in the same sentence."""
    by = np.argsort(after.first, kind="stable")
    firsts = after.first.take(by)
    ends = np.append(view.gaps, np.uint32(len(view.stream))).take(view.sentence_of(before.last))
    low, high = np.searchsorted(firsts, before.last, "right"), np.searchsorted(firsts, ends, "left")
    return _paired(before, after, low, high, by)


def _covering(pairs: Sequence[tuple[Spans, Spans]]) -> Spans:
    return Spans(
        np.concatenate([before.first for before, _ in pairs]),
        np.concatenate([np.maximum(before.last, after.last) for before, after in pairs]),
    )


def near(view: View, left: Spans, right: Spans, distance: int, ordered: bool) -> Spans:
    """Spans over each pair of ``left`` and ``right`` that do not overlap and stand within ``distance`` in one field."""
    pairs = [_within(left, right, distance)]
    if not ordered:
        pairs.append(_within(right, left, distance))
    found = []
    for before, after in pairs:
        same = _in_one_field(view, before.last, after.first)
        found.append((before.where(same), after.where(same)))
    return _covering(found)


def same_sentence(view: View, left: Spans, right: Spans) -> Spans:
    """Spans over each pair of ``left`` and ``right`` that do not overlap and are in one sentence."""
    left, right = (s.where(view.sentence_of(s.first) == view.sentence_of(s.last)) for s in (left, right))
    return _covering([_in_sentence(view, left, right), _in_sentence(view, right, left)])
