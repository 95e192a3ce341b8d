"""Syllables of a text joined to the words that underthesea found in it when it was indexed.

The index has each article's words with their frequencies, not their places. Read again from the left, the longest of
them at each place, they stand where the segmenter put them but for rare overlaps, and nothing is segmented twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from indexer.analysis import WORD_JOINT, Token
from indexer.params import SearchParams
from indexer.query.tree import Everything
from indexer.search import Searcher

_LONGEST = 6
"""Syllables of the longest word that is looked for."""


def words_by_article(searcher: Searcher, params: SearchParams) -> dict[str, frozenset[str]]:
    """For each article that ``params`` find the keys of its words of two or more syllables; empty for an index built
    without the word layer."""
    found: dict[str, set[str]] = defaultdict(set)
    for view, documents in searcher.engine.chosen(*searcher.understood(params)):
        chosen = np.zeros(view.count, bool)
        chosen[documents] = True
        rows = np.flatnonzero(chosen.take(view["word_docs"]))
        numbers = np.searchsorted(view["word_post"], rows, "right") - 1
        ids = view["ids"].take(view["word_docs"].take(rows))
        keys = {number: view.word_keys[number].decode() for number in set(numbers.tolist())}
        for article, number in zip(ids.tolist(), numbers.tolist(), strict=True):
            found[f"{article:016x}"].add(keys[number])
    return {article: frozenset(words) for article, words in found.items()}


def grouped(text: Sequence[Token], words: Collection[str]) -> Iterator[tuple[Token, ...]]:
    """``text`` as words of ``words`` and single syllables, in order; a word never crosses a sentence."""
    at = 0
    while at < len(text):
        size = 1
        for longer in range(min(_LONGEST, len(text) - at), 1, -1):
            run = text[at : at + longer]
            if run[-1].sentence == run[0].sentence and WORD_JOINT.join(token.key for token in run) in words:
                size = longer
                break
        yield tuple(text[at : at + size])
        at += size


def word_totals(searcher: Searcher, keys: Sequence[str]) -> Counter[str]:
    """How often each of the words ``keys`` stands in titles, leads and bodies of the whole corpus."""
    found: Counter[str] = Counter()
    for view, documents in searcher.engine.chosen(Everything()):
        there = np.zeros(view.count, bool)
        there[documents] = True
        for key in keys:
            number = view.word(key.encode())
            if number >= 0:
                rows = slice(*view["word_post"][number : number + 2].tolist())
                found[key] += int(((view["word_code"][rows] >> 8) * there.take(view["word_docs"][rows])).sum())
    return found
