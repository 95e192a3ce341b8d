"""Which syllables or words keep company with the hits of a query."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.text import fold, normalize
from indexer.analysis import WORD_JOINT, Token, tokens
from indexer.corpus.grouping import grouped, word_totals, words_by_article
from indexer.corpus.keywords import Unit
from indexer.engine.forward import AUTHOR
from indexer.occurrences import Mark
from indexer.params import SearchParams
from indexer.query.tree import DEFAULT_FIELDS, Everything
from indexer.search import Searcher
from indexer.spans import SpanFinder


@dataclass(frozen=True, slots=True)
class Collocate:
    """A syllable or word near the hits."""

    text: str
    """Its most frequent spelling there, lower case."""
    together: int
    """Occurrences near a hit, each counted once."""
    total: int
    """Occurrences in titles, leads and bodies of the whole corpus."""
    log_dice: float


def collocates(
    searcher: Searcher,
    params: SearchParams,
    *,
    unit: Unit = "syllables",
    window: int | Literal["sentence"] = 5,
    least: int = 2,
    limit: int = 50,
) -> tuple[Collocate, ...]:
    """Syllables, or words, that stand near the hits of ``params``, by logDice, the strongest first.

    ``14 + log2(2 f(x,y) / (f(x) + f(y)))`` (Rychlý 2008, "A Lexicographer-Friendly Association Score"): f(x,y)
    occurrences of y near a hit, f(x) hits, f(y) occurrences of y in the corpus. It is at most 14, and one more means
    twice as strong; it does not depend on the size of the corpus. Near is within ``window`` syllables on either side in
    the same sentence, or anywhere in the sentence of the hit; the syllables of hits themselves do not count. Fewer than
    ``least`` times together is left out. ``words`` are those of two or more syllables that the index has (built without
    the word layer it has none); one counts where all its syllables are near.
    """
    finder = SpanFinder(searcher.understood(params)[0])
    words = words_by_article(searcher, params) if unit == "words" else {}
    hits, near, spelled = 0, Counter[str](), Counter[tuple[str, str]]()
    for article in searcher.articles(params):
        for field in DEFAULT_FIELDS:
            text = normalize(getattr(article, field) or "")
            marks = finder.marks(text, field)
            hits += len(marks)
            for key, written in _units(tokens(text), marks, window, words.get(article.id, ()), unit) if marks else ():
                near[key] += 1
                spelled[key, written] += 1
    spelling = {key: text for (key, text), _ in reversed(spelled.most_common())}
    often = [key for key, count in near.items() if count >= least and not key.isdigit()]
    totals = (word_totals if unit == "words" else _totals)(searcher, often)
    found = [Collocate(spelling[k], near[k], totals[k], log_dice(near[k], hits, totals[k])) for k in often]
    return tuple(sorted(found, key=lambda c: (-c.log_dice, -c.together, fold(c.text), c.text))[:limit])


def log_dice(together: int, node: int, collocate: int) -> float:
    """``14 + log2(2 f(x,y) / (f(x) + f(y)))``."""
    return 14 + math.log2(2 * together / (node + collocate))


def _units(
    text: Sequence[Token],
    marks: Sequence[Mark],
    window: int | Literal["sentence"],
    words: Collection[str],
    unit: Unit,
) -> Iterator[tuple[str, str]]:
    """Key and spelling of every syllable, or word of ``words``, near a hit."""
    near = list(_near(text, marks, window))
    if unit == "syllables":
        yield from ((token.key, token.text.lower()) for token in near)
        return
    there = {token.start for token in near}
    for run in grouped(text, words):
        if len(run) > 1 and all(token.start in there for token in run):
            yield WORD_JOINT.join(token.key for token in run), " ".join(token.text.lower() for token in run)


def _near(text: Sequence[Token], marks: Sequence[Mark], window: int | Literal["sentence"]) -> Iterator[Token]:
    """The tokens near a hit but in none, each once."""
    inside = [[n for n, t in enumerate(text) if t.start < mark.end and t.end > mark.start] for mark in marks]
    taken = {n for numbers in inside for n in numbers}
    chosen: set[int] = set()
    for numbers in filter(None, inside):
        first, last = numbers[0], numbers[-1]
        reach = len(text) if window == "sentence" else window
        for n in range(max(0, first - reach), min(len(text), last + reach + 1)):
            if text[n].sentence in (text[first].sentence, text[last].sentence):
                chosen.add(n)
    return (text[n] for n in sorted(chosen - taken))


def _totals(searcher: Searcher, keys: Sequence[str]) -> Counter[str]:
    """How often each of ``keys`` stands in titles, leads and bodies."""
    found: Counter[str] = Counter()
    for view, documents in searcher.engine.chosen(Everything()):
        whole = len(documents) == view.count
        for key in keys:
            term = -1 if key.startswith(AUTHOR) else view.term(key.encode())
            if term >= 0:
                slots = view.occurrences(term)
                found[key] += len(slots) if whole else int(view.alive.take(view.document_of(slots)).sum())
    return found
