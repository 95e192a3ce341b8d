"""What scores need to know of the whole index: how frequent a key is in each field, how long fields are.

BM25 as Whoosh computes it (`whoosh.scoring.BM25F`, B = 0.75, K1 = 1.2, one field at a time):
``idf × tf × (K1 + 1) / (tf + K1 × (1 − B + B × length / average length))`` with ``idf = ln(N / (df + 1)) + 1``; deleted
documents count in N, df and the average until their segment is written again, and lengths are rounded to a byte.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from indexer.engine.packed import Array
from indexer.engine.view import FIELDS, View

B = 0.75
K1 = 1.2
B_NEIGHBOURS = 0.45
"""B for what neighbours earn: a long article has more of them, but hardly by chance (`benchmarks/ranking.py`)."""
HIGHEST = K1 + 1
"""What no saturated frequency reaches."""


def saturation(frequency: Array, length: Array, average: float) -> Array:
    """``tf × (K1 + 1) / (tf + K1 × (1 − B + B × length / average))``."""
    return frequency * (K1 + 1) / (frequency + K1 * ((1 - B) + B * length / (average or 1)))


class Statistics:
    """Frequencies over all segments of a generation."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self.documents = sum(view.count for view in views)
        self.frequencies = lru_cache(maxsize=8192)(self._frequencies)
        self.idf_of = lru_cache(maxsize=8192)(self._shared_idf)
        self.word_frequency = lru_cache(maxsize=2048)(self._word_frequency)

    def _frequencies(self, key: bytes) -> tuple[int, int, int]:
        """In how many documents ``key`` stands: in titles, in leads, in bodies (an author's key: in authors)."""
        title = lead = body = 0
        for view in self._views:
            term = view.term(key)
            if term >= 0:
                title += view.part("title", term).stop - view.part("title", term).start
                lead += view.part("lead", term).stop - view.part("lead", term).start
                body += int(view["main_df"][term])
        return title, lead, body

    def _word_frequency(self, key: bytes) -> int:
        at = ((view["word_post"], view.word(key)) for view in self._views)
        return sum(int(starts[word + 1] - starts[word]) for starts, word in at if word >= 0)

    def documents_with(self, key: bytes) -> int:
        """In how many documents ``key`` stands, in whatever field."""
        return sum(view.postings(t).stop - view.postings(t).start for view in self._views if (t := view.term(key)) >= 0)

    def _shared_idf(self, keys: tuple[bytes, ...]) -> tuple[float, ...]:
        """Inverse document frequency of ``keys``, taken as one, in each of `FIELDS`."""
        title, lead, body = (sum(counts) for counts in zip(*map(self.frequencies, keys), strict=True))
        return tuple(self.idf(min(count, self.documents)) for count in (title, lead, body, body))

    def idf(self, frequency: int) -> float:
        """Inverse document frequency of something that stands in ``frequency`` documents."""
        return math.log(self.documents / (frequency + 1)) + 1

    @cached_property
    def averages(self) -> tuple[float, ...]:
        """Average length of each of `FIELDS` in syllables, documents without it included."""
        totals = sum((view["lengths"] for view in self._views), np.zeros(len(FIELDS), np.int64))
        return tuple(float(total) / (self.documents or 1) for total in totals)

    @cached_property
    def tables(self) -> tuple[Array, ...]:
        """For each of `FIELDS` what each posting code is worth before idf: frequency × 256 + length byte →
        saturation."""
        return tuple(self._table(average) for average in self.averages)

    @cached_property
    def norms(self) -> tuple[Array, ...]:
        """For each of `FIELDS` and each length byte ``K1 × (1 − B + B × length / average)``."""
        return tuple(self._norm(average, B) for average in self.averages)

    @cached_property
    def neighbour_norm(self) -> Array:
        """The same for neighbours: for each length byte of a body."""
        return self._norm(self.averages[FIELDS.index("body")], B_NEIGHBOURS)

    def _norm(self, average: float, b: float) -> Array:
        lengths = np.maximum(self._byte_lengths, 1)
        norm: Array = (K1 * ((1 - b) + b * lengths / (average or 1))).astype(np.float32)
        return norm

    @cached_property
    def word_table(self) -> Array:
        """The same for words."""
        lengths = sum(int(view["byte_lengths"].take(view["word_length"]).sum()) for view in self._views)
        return self._table(lengths / (self.documents or 1))

    @property
    def _byte_lengths(self) -> Array:
        return self._views[0]["byte_lengths"] if self._views else np.zeros(256, np.int32)

    def _table(self, average: float) -> Array:
        frequency = np.arange(256, dtype=np.float64)[:, None]
        # A length of 0 cannot occur with a frequency above 0; Whoosh reads an unknown length as 1.
        table = saturation(frequency, np.maximum(self._byte_lengths, 1)[None, :], average)
        return table.astype(np.float32).ravel()
