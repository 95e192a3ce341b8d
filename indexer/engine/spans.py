"""Spans: from which slot to which slot of the stream something was found, and how two sets of them stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.engine.packed import Array
from indexer.engine.view import View


@dataclass(frozen=True, slots=True)
class Spans:
    """First and last slot of each span, ordered by the first."""

    first: Array
    last: Array

    @classmethod
    def none(cls) -> Spans:
        """No spans."""
        return cls(np.zeros(0, np.uint32), np.zeros(0, np.uint32))

    @classmethod
    def union(cls, parts: Sequence[Spans]) -> Spans:
        """Every span of ``parts`` once."""
        first = np.concatenate([part.first for part in parts]).astype(np.uint64)
        last = np.concatenate([part.last for part in parts]).astype(np.uint64)
        both = np.unique(first << np.uint64(32) | last)
        return cls((both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32))

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


def _followed(left: Spans, right: Spans) -> tuple[Array, Array]:
    """For each span of ``left`` the number of the nearest span of ``right`` behind it, and whether there is one."""
    number = np.searchsorted(right.first, left.last, "right")
    return np.minimum(number, max(0, len(right.first) - 1)), number < len(right.first)


def _preceded(left: Spans, right: Spans) -> tuple[Array, Array]:
    """For each span of ``left`` the number of the nearest span of ``right`` in front of it, and whether there is one."""
    order = np.argsort(right.last, kind="stable")
    number = np.searchsorted(right.last, left.first, "left", sorter=order)
    return order.take(np.maximum(number, 1) - 1) if len(order) else number, number > 0


def _pairs(left: Spans, right: Spans, *, ordered: bool) -> list[tuple[Spans, Spans]]:
    """Each span of ``left`` with its nearest neighbour in ``right``, behind it and (not ``ordered``) in front of it."""
    if not len(left.first) or not len(right.first):
        return []
    number, there = _followed(left, right)
    found = [(left.where(there), Spans(right.first.take(number), right.last.take(number)).where(there))]
    if not ordered:
        number, there = _preceded(left, right)
        found.append((Spans(right.first.take(number), right.last.take(number)).where(there), left.where(there)))
    return found


def _covering(pairs: Sequence[tuple[Spans, Spans]]) -> Spans:
    found = [Spans(before.first, np.maximum(before.last, after.last)) for before, after in pairs]
    return Spans.union([*found, Spans.none()])


def near(view: View, left: Spans, right: Spans, distance: int, ordered: bool) -> Spans:
    """Spans over a span of ``left`` and the nearest of ``right``, when they stand within ``distance`` in one field."""
    found = []
    for before, after in _pairs(left, right, ordered=ordered):
        close = after.first - before.last <= distance
        before, after = before.where(close), after.where(close)
        same = _in_one_field(view, before.last, after.first)
        found.append((before.where(same), after.where(same)))
    return _covering(found)


def same_sentence(view: View, left: Spans, right: Spans) -> Spans:
    """Spans over a span of ``left`` and the nearest of ``right`` when both are in one sentence."""
    inside = [spans.where(view.sentence_of(spans.first) == view.sentence_of(spans.last)) for spans in (left, right)]
    found = []
    for before, after in _pairs(inside[0], inside[1], ordered=False):
        same = view.sentence_of(before.last) == view.sentence_of(after.first)
        found.append((before.where(same), after.where(same)))
    return _covering(found)
