"""BM25 of one key, of several spellings taken as one, and of a word, for chosen documents of a segment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engine.packed import Array
from indexer.engine.statistics import HIGHEST, Statistics, saturation
from indexer.engine.view import FIELDS, View
from indexer.engine.weights import Weights

_SMALL = 24
"""When a document is looked for among so many postings, searching is faster than spreading them all out."""


class Bm25:
    """Scores of keys in one segment. Wherever ``documents`` are asked for, they rise and none comes twice."""

    def __init__(self, view: View, statistics: Statistics, weights: Weights) -> None:
        self._view = view
        self._statistics = statistics
        self._weights = weights

    def key(self, key: bytes, documents: Array, field: str | None) -> Array:
        """BM25 of a key of the segment in ``field`` (None: title, lead and body added); 0 where it is not."""
        term = self._view.term(key)
        idf = self._statistics.idf_of((key,))
        if field is None:
            return self._everywhere(term, documents, idf)
        number = FIELDS.index(field)
        here, code = self._view.coded(term, field)
        scores = self._worth(number, _aligned(here, code, documents, self._view.count), idf)
        if field not in ("title", "lead"):
            self._add_beyond_byte(term, number, idf, documents, scores)
        return scores

    def _everywhere(self, term: int, documents: Array, idf: Sequence[float]) -> Array:
        """Title and lead entries say which posting of the term they belong to, so postings are scored first."""
        view, body = self._view, FIELDS.index("body")
        postings = view.postings(term)
        here = view.docs[postings]
        few = len(documents) * _SMALL < len(here)
        at, there = _find(here, documents) if few else (None, None)
        code = view.code[postings]
        scores = self._worth(body, code if at is None else code.take(at), idf)
        for number, name in enumerate(("title", "lead")):
            part = view.part(name, term)
            if part.stop > part.start:
                which = view[f"{name}_post"][part] - np.uint32(postings.start)
                code = view[f"{name}_code"][part]
                if at is None:
                    scores[which] += self._worth(number, code, idf)
                else:
                    entry, entered = _find(which, at)
                    scores += self._worth(number, code.take(entry), idf) * entered
        scores = _spread(here, scores, documents, view.count) if there is None else scores * there
        self._add_beyond_byte(term, body, idf, documents, scores)
        return scores

    def _worth(self, field: int, code: Array, idf: Sequence[float]) -> Array:
        worth: Array = self._statistics.tables[field].take(code)
        worth *= np.float32(idf[field] * self._weights.of(field))
        return worth

    def _add_beyond_byte(self, term: int, field: int, idf: Sequence[float], documents: Array, scores: Array) -> None:
        """A posting's code ends at a frequency of 255: add what higher ones are worth beyond that."""
        view, statistics = self._view, self._statistics
        if not len(view["over_post"]):
            return
        postings = view.postings(term)
        first, last = np.searchsorted(view["over_post"], (postings.start, postings.stop))
        for n in range(int(first), int(last)):
            posting = int(view["over_post"][n])
            at = int(np.searchsorted(documents, view.docs[posting]))
            if at < len(documents) and documents[at] == view.docs[posting]:
                length = view["byte_lengths"][view.code[posting] & 255]
                full = saturation(view["over_tf"][n], length, statistics.averages[field])
                rest = full - statistics.tables[field][view.code[posting]]
                scores[at] += rest * idf[field] * self._weights.of(field)

    def group(self, keys: tuple[bytes, ...], documents: Array, field: str | None) -> Array:
        """The spellings ``keys`` as if they were one key: frequencies add up, and one idf is theirs together."""
        view, statistics = self._view, self._statistics
        idf = statistics.idf_of(keys)
        scores = np.zeros(len(documents), np.float32)
        terms = [term for key in keys if (term := view.term(key)) >= 0]
        for number, name in enumerate(FIELDS):
            if terms and (name == field or (field is None and name != "author")):
                found, code = (
                    np.concatenate(parts) for parts in zip(*(view.coded(t, name) for t in terms), strict=True)
                )
                if len(found):
                    times = (
                        np.bincount(found, weights=code >> 8, minlength=view.count).astype(np.float32).take(documents)
                    )
                    norm = statistics.norms[number].take(view.length_bytes(number).take(documents))
                    norm += times
                    times /= norm
                    times *= np.float32(idf[number] * self._weights.of(number) * HIGHEST)
                    scores += times
        return scores

    def word(self, number: int, key: bytes, documents: Array) -> Array:
        """BM25 of a word by its number in the segment, before any weight."""
        view, statistics = self._view, self._statistics
        first, last = view["word_post"][number : number + 2].tolist()
        code = _aligned(view["word_docs"][first:last], view["word_code"][first:last], documents, view.count)
        worth: Array = statistics.word_table.take(code) * np.float32(statistics.idf(statistics.word_frequency(key)))
        return worth


def _find(among: Array, wanted: Array) -> tuple[Array, Array]:
    """For each of ``wanted`` a place in ``among`` (which rises) and whether it is really there."""
    at = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return at, among.take(at) == wanted


def _aligned(here: Array, code: Array, documents: Array, count: int) -> Array:
    """The code that each of ``documents`` has among the postings ``here``, 0 for none."""
    if len(documents) * _SMALL < len(here):
        at, there = _find(here, documents)
        return code.take(at) * there
    return _spread(here, code, documents, count)


def _spread(here: Array, values: Array, documents: Array, count: int) -> Array:
    """The value that each of ``documents`` has among ``here``, 0 for none, by way of all ``count`` documents."""
    if len(documents) == len(here) and (here == documents).all():
        return values
    spread = np.zeros(count, values.dtype)
    spread[here] = values
    return spread.take(documents)
