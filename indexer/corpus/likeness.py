"""Articles about the same things as a given one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from crawler.errors import DanvanError
from indexer.engine.forward import AUTHOR
from indexer.engine.packed import Array
from indexer.engine.view import View
from indexer.query.tree import Everything
from indexer.search import Searcher

_COMMON = 0.05
"""A word in a larger share of the articles says little: it decides only between the candidates."""
_CANDIDATES = 300
_AUTHOR = AUTHOR.encode()
"""Begins the syllables of writers' names, which weigh nothing."""
_AT_ONCE = 1 << 21
"""Postings that are weighed at a time."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like the one asked about."""

    id: str
    title: str
    portal: str
    published: datetime | None
    score: float
    """Cosine, 0 to 1."""


def similar(searcher: Searcher, article_id: str, *, limit: int = 10) -> tuple[Similar, ...]:
    """The articles most like ``article_id``, itself left out, by the cosine of tf·idf vectors.

    Weights are ``(1 + ln tf) × ln(N / df)`` (Salton & Buckley 1988, "ltc"), of words of two or more syllables; in an
    index without the word layer, of the syllables of bodies. The candidates are those that share most of its rarer
    words; their cosines are exact. Articles that share nothing are left out. Raises `DanvanError` when the index does
    not have the article.
    """
    parts = [_Postings(view, documents) for view, documents in searcher.engine.chosen(Everything())]
    weights = _weights(parts)
    own = next((found for n, part in enumerate(parts) if (found := part.of(article_id, weights.idf[n]))), None)
    if own is None:
        raise DanvanError(f"The index has no article {article_id}. Check the id, or run `danvan index`.")
    length = float(np.sqrt(sum(word.weight**2 for word in own)))
    scored = [
        (-score, f"{number:016x}")
        for part, lengths in zip(parts, weights.lengths, strict=True)
        for number, score in part.like(own, length, lengths, weights.total)
    ]
    chosen = [(name, -score) for score, name in sorted(scored) if name != article_id][:limit]
    stored = searcher.archive.get_many([name for name, _ in chosen])
    return tuple(
        Similar(name, a.title, a.portal, a.published, score)
        for name, score in chosen
        if name in stored and (a := stored[name].article)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the article: its key, its weight there, its inverse document frequency."""

    key: bytes
    weight: float
    idf: float


@dataclass(frozen=True, slots=True)
class _Weights:
    """What cosines need beside the postings: N, by segment idf of each term and the length of each article's vector."""

    total: int
    idf: tuple[Array, ...]
    lengths: tuple[Array, ...]


_KEPT: WeakKeyDictionary[View, tuple[int, _Weights]] = WeakKeyDictionary()
_WEIGHING = Lock()


def _weights(parts: Sequence[_Postings]) -> _Weights:
    """The weights of these segments, computed once for each generation: the first view of one belongs to no other."""
    with _WEIGHING:
        if not parts:
            return _Weights(0, (), ())
        kept = _KEPT.get(parts[0].view)
        if kept is None or kept[0] != len(parts):
            kept = _KEPT[parts[0].view] = len(parts), _weigh(parts)
        return kept[1]


def _weigh(parts: Sequence[_Postings]) -> _Weights:
    counts = [part.frequencies() for part in parts]
    shared: Counter[bytes] = Counter()
    for part, count in zip(parts, counts, strict=True):
        shared.update(dict(zip(part.names(), count.tolist(), strict=True)))
    total = sum(int(part.there.sum()) for part in parts)
    idf = []
    for part in parts:
        names = list(part.names()) or [b""]
        frequency = np.array([total if key.startswith(_AUTHOR) else max(1, shared[key]) for key in names], np.float64)
        idf.append(np.log(total / frequency).astype(np.float32))
    lengths = tuple(part.lengths(own) for part, own in zip(parts, idf, strict=True))
    return _Weights(total, tuple(idf), lengths)


class _Postings:
    """One segment's (term, document, frequency): of its words, or without the word layer of its syllables."""

    def __init__(self, view: View, documents: Array) -> None:
        self.view = view
        self._words = words = len(view.word_keys) > 0
        self._starts = view["word_post" if words else "term_post"]
        self._docs, self._code = (view["word_docs"], view["word_code"]) if words else (view.docs, view.code)
        self._strings = view.word_keys if words else view.keys
        self._find = view.word if words else view.term
        self.there = np.zeros(view.count, bool)
        self.there[documents] = True

    def names(self) -> Iterator[bytes]:
        """The key of each term."""
        return (self._strings[n] for n in range(len(self._strings)))

    def _pieces(self) -> Iterator[tuple[int, int, Array, Array, Array]]:
        """A few terms at a time: the first, the one behind the last, and of their postings term, document, frequency;
        those outside bodies or of deleted articles have the frequency 0."""
        starts, first = self._starts, 0
        while first < len(self._strings):
            last = int(np.searchsorted(starts, int(starts[first]) + _AT_ONCE, "right")) - 1
            last = min(max(last, first + 1), len(self._strings))
            part = slice(int(starts[first]), int(starts[last]))
            docs = self._docs[part]
            times = (self._code[part] >> 8) * self.there.take(docs)
            sizes: Array = np.diff(starts[first : last + 1].astype(np.int64))
            terms = np.repeat(np.arange(last - first), sizes)
            yield first, last, terms, docs, times
            first = last

    def frequencies(self) -> Array:
        """In how many articles each term stands."""
        found = np.zeros(len(self._strings), np.int64)
        for first, last, terms, _, times in self._pieces():
            found[first:last] = np.bincount(terms[times > 0], minlength=last - first)
        return found

    def lengths(self, idf: Array) -> Array:
        """The length of each article's vector."""
        squares = np.zeros(self.view.count)
        for first, last, terms, docs, times in self._pieces():
            weights = _damped(times) * idf[first:last].take(terms)
            squares += np.bincount(docs, weights=weights**2, minlength=self.view.count)
        return np.sqrt(squares).astype(np.float32)

    def of(self, article_id: str, idf: Array) -> list[_Word] | None:
        """The words of one article, None when it is not here."""
        at = np.flatnonzero(self.view["ids"] == np.uint64(int(article_id, 16)))
        if not len(at) or not self.there[at[0]]:
            return None
        terms, times = self._terms_of(int(at[0]))
        weights = _damped(times) * idf.take(terms)
        return [
            _Word(self._strings[term], weight, own)
            for term, weight, own in zip(terms.tolist(), weights.tolist(), idf.take(terms).tolist(), strict=True)
        ]

    def _terms_of(self, document: int) -> tuple[Array, Array]:
        """Terms and frequencies of one article; its words stand nowhere together and are looked for in all postings."""
        if not self._words:
            _, first, last, _ = self.view.field_ends[document].tolist()
            terms, times = np.unique(self.view.stream[first:last], return_counts=True)
            syllables = terms < len(self._strings)
            return terms[syllables], times[syllables]
        rows = np.flatnonzero(self._docs == document)
        rows = rows[self._code[rows] >= 256]
        return np.searchsorted(self._starts, rows, "right") - 1, self._code[rows] >> 8

    def like(self, own: Sequence[_Word], length: float, lengths: Array, total: int) -> Iterator[tuple[int, float]]:
        """Number and cosine of the articles here that may be the most alike."""
        rare = [word for word in own if word.idf > -np.log(_COMMON)] or list(own)
        found = np.zeros(self.view.count)
        for docs, times, word in self._rows(rare):
            found[docs] += _damped(times) * (word.idf * word.weight)
        found = np.divide(found, lengths, out=np.zeros(self.view.count), where=(lengths > 0) & self.there)
        best = np.sort(np.argsort(-found, kind="stable")[:_CANDIDATES])
        best = best[found[best] > 0].astype(self._docs.dtype)  # as the postings, or each search would copy them
        products = np.zeros(len(best))
        for docs, times, word in self._rows(own):
            at = np.minimum(np.searchsorted(docs, best), len(docs) - 1)
            products += np.where(docs[at] == best, _damped(times[at]), 0.0) * (word.idf * word.weight)
        scores = products / (lengths[best] * length) if length else products
        yield from zip(self.view["ids"][best].tolist(), scores.tolist(), strict=True)

    def _rows(self, words: Sequence[_Word]) -> Iterator[tuple[Array, Array, _Word]]:
        """The postings of each of ``words`` that stands here: documents, rising, and frequencies."""
        for word in words:
            term = self._find(word.key)
            part = slice(int(self._starts[term]), int(self._starts[term + 1])) if term >= 0 else slice(0)
            if part.stop > part.start:
                yield self._docs[part], self._code[part] >> 8, word


def _damped(times: Array) -> Array:
    """``1 + ln tf``, 0 where there is nothing."""
    found: Array = np.where(times > 0, 1 + np.log(np.maximum(times, 1)), 0.0)
    return found
