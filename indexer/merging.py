"""Which small segments an update takes along, so that their number stays bounded and no update takes long."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engine.generations import SegmentEntry

EASY = 1_000
"""Documents that an ordinary update may write again: about two seconds."""
MOST_SEGMENTS = 12
"""Beyond this many the smallest are merged, however long it takes."""
_AFTER_TIDYING = 6


def choose(segments: Sequence[SegmentEntry], new: int) -> list[SegmentEntry]:
    """The segments to be written again together with ``new`` documents.

    A segment goes along while it is at most twice what is being written anyway, so that sizes grow geometrically; so do
    segments that are mostly deleted, where that is easy. When too many would be left, the smallest go along too.
    """
    taken: list[SegmentEntry] = []
    writing = new
    left = sorted(segments, key=lambda segment: segment.alive_count)
    for segment in list(left):
        size = segment.alive_count
        wasteful = 2 * size < segment.count
        if writing + size <= EASY and (wasteful or size <= 2 * writing):
            taken.append(segment)
            left.remove(segment)
            writing += size
    if len(left) + 1 > MOST_SEGMENTS:
        while len(left) + 1 > _AFTER_TIDYING:
            taken.append(left.pop(0))
    return taken
