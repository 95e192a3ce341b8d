"""Articles that belong to an article: the same news elsewhere, and others about the same things."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext

from crawler.archive.record import Stored
from crawler.errors import DanvanError
from crawler.items import Article
from crawler.text import syllables
from indexer.corpus import Spread, spread
from indexer.query.tree import Filters, Or, Term
from indexer.search import Searcher
from indexer.wording import mark
from search_ui.formats import number
from search_ui.site import site

SIMILAR = 6
TERMS = 16
"""Syllables that an article is compared by."""
KINDS = {
    "original": mark("đăng sớm nhất"),
    "exact": mark("nguyên văn"),
    "near": mark("gần như nguyên văn"),
    "part": mark("đăng một phần"),
}
"""How an article relates to the one that appeared first (`crawler.archive.clustering.Kind`)."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Both are empty when there is no index to ask."""

    spread: Spread | None
    similar: tuple[Stored, ...]


def kin(article: Article) -> Kin:
    """The kin of an article; the text is readable without an index, so a missing one only leaves this out."""
    try:
        searcher = site().searcher()
        searcher.engine.refresh()
        same = spread(searcher, article.id)
        elsewhere = {stop.article.id for stop in same.stops}
        return Kin(same if len(same.stops) > 1 else None, _similar(searcher, article, elsewhere))
    except DanvanError:
        return Kin(None, ())


def _similar(searcher: Searcher, article: Article, elsewhere: set[str]) -> tuple[Stored, ...]:
    """The articles that the search ranks first for the most telling syllables of ``article`` (tf·idf).

    A syllable that only its copies ``elsewhere`` have finds nothing. `indexer.corpus.similar` compares whole texts and
    reads every posting of the index: exact, but not for each page.
    """
    texts = (article.title, article.title, article.lead or "", article.body)
    counts = Counter(key for text in texts for key in syllables(text))
    total, frequency = searcher.engine.total, searcher.engine.lexicon.frequency
    worth = {
        key: (1 + math.log(n)) * math.log(1 + total / found)
        for key, n in counts.items()
        if len(elsewhere) < (found := frequency(key)) < total
    }
    terms = sorted(worth, key=lambda key: (-worth[key], key))[:TERMS]
    if len(terms) < 2:
        return ()
    asked = Or(tuple(Term(key, key, exact=True) for key in terms))
    best = searcher.engine.search(asked, Filters(), "relevance", 0, SIMILAR + len(elsewhere)).ids
    return tuple(searcher.read([found for found in best if found not in elsewhere][:SIMILAR]))


def delayed(delay: timedelta | None) -> str:
    """``sau 3 ngày``; empty for the first article, on the same day, and where a date is missing."""
    days = delay.days if delay else 0
    return str(gettext("sau %(n)s ngày", n=number(days))) if days > 0 else ""
