"""Which words a part of the corpus uses more, or less, than the rest."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from indexer.corpus.spelling import spellings
from indexer.engine.forward import AUTHOR
from indexer.engine.packed import Array
from indexer.engine.view import View
from indexer.params import SearchParams
from indexer.query.tree import Everything, Filters
from indexer.search import Searcher

Unit = Literal["words", "syllables"]
SIGNIFICANT = 15.13
"""Log-likelihood from which a difference is met by chance less than once in ten thousand (chi-squared, one degree)."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or syllable that the part uses more (``score`` above 0) or less than the rest (below 0)."""

    text: str
    score: float
    ratio: float
    """How much more frequent it is in the part, as a power of two: 1 means twice as frequent, -1 half as frequent."""
    inside: int
    """Occurrences in the part."""
    outside: int


def keyness(
    searcher: Searcher,
    params: SearchParams,
    *,
    unit: Unit = "words",
    least: int = 3,
    limit: int = 50,
    lack: bool = False,
) -> tuple[Keyword, ...]:
    """Keywords of the articles that ``params`` find against all others, by log-likelihood, the strongest first.

    ``2 (a ln(a / E1) + b ln(b / E2))`` with ``E1 = c (a + b) / (c + d)``, ``E2 = d (a + b) / (c + d)`` (Dunning 1993;
    Rayson & Garside 2000): a, b occurrences inside and outside, c, d all occurrences there; a term with 0 occurrences
    counts 0. It is negative where the part uses the word less; ``lack`` asks for those instead. From `SIGNIFICANT` on a
    difference is hardly chance, but with large parts nearly all are: how great it is says the log ratio,
    ``log2((a / c) / (b / d))`` with 0.5 for a count of 0 (Hardie 2014, "Log Ratio: an informal introduction").
    ``words`` are those of two or more syllables that the index has (built without the word layer it has none); titles,
    leads and bodies count. ``least``: occurrences inside and outside together.
    """
    inside, outside = _tallies(searcher, params, unit)
    sizes = inside.total(), outside.total()
    found = [
        Keyword(key, log_likelihood(a, b, *sizes), log_ratio(a, b, *sizes), a, b)
        for key in inside.keys() | outside.keys()
        if (a := inside[key]) + (b := outside[key]) >= least
    ]
    chosen = [word for word in found if (word.score < 0) == lack and word.score]
    chosen.sort(key=lambda word: (-abs(word.score), word.text))
    written = spellings(searcher, params, [word.text for word in chosen[:limit]])
    return tuple(replace(word, text=written[word.text]) for word in chosen[:limit])


def log_likelihood(a: int, b: int, c: int, d: int) -> float:
    """Signed log-likelihood of a in c against b in d; see `keyness`. 0 where one side is empty."""
    if not c or not d:
        return 0.0
    expected = c * (a + b) / (c + d), d * (a + b) / (c + d)
    score = 2 * sum(n * math.log(n / e) for n, e in zip((a, b), expected, strict=True) if n)
    return score if a * d >= b * c else -score


def log_ratio(a: int, b: int, c: int, d: int) -> float:
    """Binary logarithm of how many times as frequent a in c is as b in d; see `keyness`. 0 where one side is empty."""
    return math.log2((a or 0.5) / c / ((b or 0.5) / d)) if c and d else 0.0


def _tallies(searcher: Searcher, params: SearchParams, unit: Unit) -> tuple[Counter[str], Counter[str]]:
    """Occurrences by key in the articles found and in all others."""
    tree, filters = searcher.understood(params)
    count = _words if unit == "words" else _syllables
    inside, everywhere = Counter[str](), Counter[str]()
    for view, documents in searcher.engine.chosen(tree, filters):
        inside.update(count(view, documents))
    for view, documents in searcher.engine.chosen(Everything(), Filters()):
        everywhere.update(count(view, documents))
    return inside, everywhere - inside


def _words(view: View, documents: Array) -> dict[str, int]:
    chosen = np.zeros(view.count, bool)
    chosen[documents] = True
    times = (view["word_code"] >> 8) * chosen.take(view["word_docs"])
    numbers = np.repeat(np.arange(len(view.word_keys)), np.diff(view["word_post"]))
    totals = np.bincount(numbers, weights=times, minlength=len(view.word_keys)).astype(np.int64)
    return {view.word_keys[n].decode(): int(totals[n]) for n in np.flatnonzero(totals).tolist()}


def _syllables(view: View, documents: Array) -> dict[str, int]:
    chosen = np.zeros(view.count, bool)
    chosen[documents] = True
    slots = np.repeat(chosen, view["sizes"].sum(axis=1, dtype=np.int64))
    totals = np.bincount(view.stream[slots], minlength=len(view.keys) + 1)[:-1]
    found = {view.keys[n].decode(): int(totals[n]) for n in np.flatnonzero(totals).tolist()}
    return {key: count for key, count in found.items() if not key.startswith(AUTHOR)}
