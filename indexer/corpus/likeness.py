"""Articles about the same things as a given one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from crawler.errors import DanvanError
from indexer.engine.packed import Array
from indexer.engine.view import View
from indexer.query.tree import Everything
from indexer.search import Searcher


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
    index without the word layer, of the syllables of bodies. Articles that share nothing are left out. Raises
    `DanvanError` when the index does not have the article.
    """
    parts = [(view, documents) for view, documents in searcher.engine.chosen(Everything())]
    views = [_Vectors(view, documents) for view, documents in parts]
    own = next((v for v in (vectors.of(article_id) for vectors in views) if v is not None), None)
    if own is None:
        raise DanvanError(f"The index has no article {article_id}. Check the id, or run `danvan index`.")
    total = sum(len(documents) for _, documents in parts)
    frequency = _frequencies(views)
    query = {key: (1 + np.log(tf)) * np.log(total / frequency[key]) for key, tf in own.items()}
    length = float(np.sqrt(sum(weight**2 for weight in query.values())))
    scores = [vectors.cosine(query, length, frequency, total) for vectors in views]
    best = sorted(
        (-float(score[d]), f"{int(vectors.ids[d]):016x}")
        for score, vectors in zip(scores, views, strict=True)
        for d in _first(score, limit + 1)
    )
    chosen = [(name, -score) for score, name in best if name != article_id and score < 0][:limit]
    return _shown(searcher, chosen)


def _shown(searcher: Searcher, chosen: Sequence[tuple[str, float]]) -> tuple[Similar, ...]:
    stored = searcher.archive.get_many([name for name, _ in chosen])
    return tuple(
        Similar(name, a.title, a.portal, a.published, score)
        for name, score in chosen
        if name in stored and (a := stored[name].article)
    )


def _first(scores: Array, count: int) -> list[int]:
    found: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return found


def _frequencies(views: Sequence[_Vectors]) -> dict[bytes, int]:
    """In how many articles each key stands."""
    found: dict[bytes, int] = {}
    for vectors in views:
        counts = np.bincount(vectors.terms, minlength=len(vectors.keys)).tolist()
        for key, count in zip(vectors.keys, counts, strict=True):
            found[key] = found.get(key, 0) + count
    return found


class _Vectors:
    """The term frequencies of one segment's articles as (document, term, frequency)."""

    def __init__(self, view: View, documents: Array) -> None:
        self.ids = view["ids"]
        self._count = view.count
        words = len(view.word_keys) > 0
        starts, docs, code = (
            (view["word_post"], view["word_docs"], view["word_code"])
            if words
            else (view["term_post"], view.docs, view.code)
        )
        strings = view.word_keys if words else view.keys
        self.keys = [strings[n] for n in range(len(strings))]
        there = np.zeros(view.count, bool)
        there[documents] = True
        keep = there.take(docs) & (code >= 256)
        self.docs = docs[keep]
        self.terms = np.repeat(np.arange(len(strings)), np.diff(starts))[keep]
        self.times = (code[keep] >> 8).astype(np.float64)

    def of(self, article_id: str) -> dict[bytes, float] | None:
        """Key → frequency of one article, None when it is not here."""
        at = np.flatnonzero(self.ids == np.uint64(int(article_id, 16)))
        if not len(at):
            return None
        rows = np.flatnonzero(self.docs == at[0])
        return {self.keys[t]: f for t, f in zip(self.terms[rows].tolist(), self.times[rows].tolist(), strict=True)}

    def cosine(self, query: dict[bytes, float], length: float, frequency: dict[bytes, int], total: int) -> Array:
        """The cosine of every article with ``query``."""
        idf = np.log(total / np.array([float(max(1, frequency[key])) for key in self.keys] or [1.0]))
        wanted = np.array([query.get(key, 0.0) for key in self.keys] or [0.0])
        weights = (1 + np.log(self.times)) * idf.take(self.terms)
        products = np.bincount(self.docs, weights=weights * wanted.take(self.terms), minlength=self._count)
        lengths = np.sqrt(np.bincount(self.docs, weights=weights**2, minlength=self._count)) * length
        return np.divide(products, lengths, out=np.zeros(self._count), where=lengths > 0)
