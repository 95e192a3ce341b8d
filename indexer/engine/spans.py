"""Spans: from which slot to which slot of the stream something was found, and how two sets of them stand to each
other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.engine.effort import PAIR, SEARCHED, Effort
from indexer.engine.packed import Array
from indexer.engine.view import View


@dataclass(frozen=True, slots=True)
class Spans:
    """First and last slot of each span, in no particular order; one array for both where every span is one slot."""

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
        both = np.sort(self.first.astype(np.uint64) << np.uint64(32) | self.last.astype(np.uint64))
        both = both.compress(np.append(True, both[1:] != both[:-1])[: len(both)])
        return Spans((both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32))

    def rising(self) -> Spans:
        """The same spans, ordered by where they begin."""
        if (self.first[1:] >= self.first[:-1]).all():
            return self
        return self.take(np.argsort(self.first, kind="stable"))

    def take(self, numbers: Array) -> Spans:
        """The spans with these numbers."""
        first = self.first.take(numbers)
        return Spans(first, first if self.last is self.first else self.last.take(numbers))

    def where(self, chosen: Array) -> Spans:
        """The spans for which ``chosen`` holds."""
        first = self.first.compress(chosen)
        return Spans(first, first if self.last is self.first else self.last.compress(chosen))


def in_one_field(view: View, first: Array, last: Array) -> Array:
    """For each pair of slots whether both are in the same field of the same document."""
    here, there = view.document_of(first), view.document_of(last)
    same: Array = (here == there) & (view.field_of(first, here) == view.field_of(last, there))
    return same


def greedy(view: View, parts: Sequence[Array], reach: int, effort: Effort) -> Spans:
    """Slots of all ``parts`` in order, each behind the one before, the last at most ``reach`` behind the first.

    One span for each first slot, as short as it can be, inside one field.
    """
    first = last = parts[0]
    for slots in parts[1:]:
        effort.spend(SEARCHED * len(last))
        found = np.searchsorted(slots, last, "right")
        there = found < len(slots)
        first, last = first.compress(there), slots.take(found.compress(there))
        close = last - first <= reach
        first, last = first.compress(close), last.compress(close)
    return Spans(first, last).where(in_one_field(view, first, last))


def _ranges(low: Array, high: Array) -> tuple[Array, Array]:
    """All pairs (place, number) for the numbers from ``low`` up to but not including ``high`` at each place."""
    counts = np.maximum(high - low, 0)
    which = np.repeat(np.arange(len(low)), counts)
    skipped = np.repeat(np.cumsum(counts) - counts, counts)
    return which, np.arange(len(which)) - skipped + np.repeat(low, counts)


def _followed(before: Spans, after: Spans, reach: Array, effort: Effort) -> tuple[Spans, Spans]:
    """Each span of ``before`` with all of ``after`` that begin behind it and not behind ``reach`` (a slot each)."""
    after = after.rising()
    low = np.searchsorted(after.first, before.last, "right")
    high = np.searchsorted(after.first, reach, "right")
    effort.spend(PAIR * int(np.maximum(high - low, 0).sum()))
    which, number = _ranges(low, high)
    return before.take(which), after.take(number)


def near(view: View, left: Spans, right: Spans, distance: int, effort: Effort, *, ordered: bool) -> Spans:
    """Spans over all pairs of ``left`` and ``right`` that do not overlap and stand within ``distance`` in one field."""
    found = []
    for before, after in [(left, right)] if ordered else [(left, right), (right, left)]:
        reach = np.minimum(before.last.astype(np.int64) + distance, len(view.stream)).astype(np.uint32)
        before, after = _followed(before, after, reach, effort)
        same = in_one_field(view, before.last, after.first)
        found.append(_covering(before.where(same), after.where(same)))
    return Spans.of(found)


def same_sentence(view: View, left: Spans, right: Spans, effort: Effort) -> Spans:
    """Spans over all pairs of ``left`` and ``right`` that do not overlap and are in one sentence."""
    left, right = (inside_sentences(view, spans) for spans in (left, right))
    found = []
    for before, after in [(left, right), (right, left)]:
        reach = view.gaps.take(view.sentence_of(before.last))
        found.append(_covering(*_followed(before, after, reach, effort)))
    return Spans.of(found)


def inside_sentences(view: View, spans: Spans) -> Spans:
    """Those spans that do not cross the end of a sentence."""
    if spans.first is spans.last:
        return spans
    return spans.where(view.sentence_of(spans.first) == view.sentence_of(spans.last))


def _covering(before: Spans, after: Spans) -> Spans:
    return Spans(before.first, np.maximum(before.last, after.last))
