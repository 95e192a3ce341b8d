"""The index's own words: which keys an unmarked syllable or a wildcard stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from crawler.text import fold
from indexer.engine.forward import AUTHOR
from indexer.engine.statistics import Statistics
from indexer.engine.view import View
from indexer.query.tree import Term, Wildcard

MOST_KEYS = 600
"""A wildcard stands for at most so many keys, the most frequent ones."""
REMEMBERED = 64
"""Letters of the longest syllable whose spellings are remembered, so that no query fills the memory."""
_AUTHOR = AUTHOR.encode()


class Lexicon:
    """The syllables of title, lead and body (or of author) over all segments."""

    def __init__(self, views: Sequence[View], statistics: Statistics) -> None:
        self._views = views
        self._statistics = statistics
        self.with_fold = lru_cache(maxsize=4096)(self._with_fold)
        self._keys = lru_cache(maxsize=8192)(self._accepted)
        self._wildcard = lru_cache(maxsize=256)(self._matching)

    def frequency(self, key: str) -> int:
        """In how many articles the keyed syllable stands (deleted ones may still count)."""
        return self._statistics.documents_with(key.encode())

    def spellings(self, syllable: str) -> tuple[tuple[str, int], ...]:
        """(key, articles) for every spelling of ``syllable`` when its marks are forgotten, the most frequent first."""
        keys = self.with_fold(fold(syllable).encode())
        return tuple((key.decode(), self._statistics.documents_with(key)) for key in keys)

    def keys(self, node: Term | Wildcard, *, author: bool) -> tuple[bytes, ...]:
        """The keys in the index that ``node`` accepts; of an unmarked term its own spelling first."""
        typed = node.pattern if isinstance(node, Wildcard) else node.text
        return (self._keys if len(typed) <= REMEMBERED else self._accepted)(node, author)

    def _accepted(self, node: Term | Wildcard, author: bool) -> tuple[bytes, ...]:
        mark = _AUTHOR if author else b""
        if isinstance(node, Wildcard):
            return self._wildcard(node, mark)[0]
        own = mark + node.key.encode()
        if node.exact:
            return (own,) if any(view.keys.find(own) >= 0 for view in self._views) else ()
        with_fold = self.with_fold if len(node.text) <= REMEMBERED else self._with_fold
        found = with_fold(mark + fold(node.key).encode())
        return tuple(sorted(found, key=lambda key: key != own))

    def clipped(self, node: Wildcard) -> bool:
        """Whether ``node`` accepts more than `MOST_KEYS` keys, so that the rarest were left out."""
        return self._wildcard(node, b"")[1]

    def _with_fold(self, folded: bytes) -> tuple[bytes, ...]:
        found = {view.keys[term] for view in self._views for term in view.with_fold(folded)}
        return tuple(sorted(found, key=lambda key: (-self._statistics.documents_with(key), key)))

    def _matching(self, node: Wildcard, mark: bytes) -> tuple[tuple[bytes, ...], bool]:
        stem, cut = mark + node.stem.encode(), len(mark)
        judged: dict[str, bool] = {}
        counts: Counter[str] = Counter()
        for view in self._views:
            for term, key in view.with_stem(stem):
                if key not in judged:
                    judged[key] = node.matches(key[cut:])
                if judged[key]:
                    postings = view.postings(term)
                    counts[key] += postings.stop - postings.start
        keys = sorted(counts, key=lambda key: (-counts[key], key))
        return tuple(key.encode() for key in keys[:MOST_KEYS]), len(keys) > MOST_KEYS
