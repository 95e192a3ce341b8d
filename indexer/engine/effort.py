"""How much work one search may do. Everything that can grow out of hand says beforehand what it will cost.

Costs are counted, not timed: the same query over the same index is always answered or always refused.
"""

from __future__ import annotations

from indexer.query.errors import QueryError
from indexer.wording import say

POSTING = 8
"""Costs are about nanoseconds of one core: going through a posting."""
OCCURRENCE = 6
"""Taking an occurrence of a syllable out of the stream's positions."""
PLACED = 12
"""Finding the document or the field of an occurrence."""
SEARCHED = 90
"""Looking for the neighbours of a span among others."""
PAIR = 150
"""Making the span of two spans that belong together."""
LOOKED_UP = 12_000
"""Finding a spelling that a syllable stands for in the dictionary of a segment, for the first time."""
SCORED = 30
"""Scoring a document by a syllable."""

LIMIT = 135_000_000
"""What one search may cost on an index of `USUAL_SLOTS` or less."""
USUAL_SLOTS = 70_000_000
"""Slots of 100,000 articles of 600 syllables."""


class Effort:
    """What one search may still spend, over all segments."""

    def __init__(self, slots: int) -> None:
        """``slots``: syllables in the index; a larger one is allowed as much more."""
        self._left = LIMIT * max(1.0, slots / USUAL_SLOTS)

    def spend(self, cost: int) -> None:
        """Pay for what comes next. Raises `QueryError` when it is too much."""
        self._left -= cost
        if self._left < 0:
            message = say(
                "Truy vấn phải so quá nhiều chỗ trong kho. Hãy dùng từ hiếm hơn, đặt trong ngoặc kép, rút ngắn khoảng "
                "cách hoặc bớt vế."
            )
            raise QueryError("too_complex", message)
