"""What counts how much in a score."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of fields and of what is added to BM25; see `indexer.engine.scoring`."""

    title: float = 1.0
    lead: float = 1.0
    adjacency: float = 0.0
    """Per pair of neighbours, times the mean idf of the two."""
    words: float = 0.0
    grouped: bool = False
    """Whether the spellings of an unmarked syllable count as one."""

    def of(self, field: int) -> float:
        """Weight of a field by its number in `indexer.engine.view.FIELDS`."""
        return (self.title, self.lead, 1.0, 1.0)[field]


PLAIN = Weights()
"""Exactly Whoosh's BM25F over title, lead and body."""
RANKED = Weights(title=2.0, lead=1.2, adjacency=2.5, words=0.5, grouped=True)
"""Chosen by `benchmarks/ranking.py`, in the middle of what its first set allows: no order by syllables, words or
neighbours alone is better, on that set and on the held-out ones."""
