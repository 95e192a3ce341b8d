"""Counting over texts, for scholars: concordance, trends, collocates, keywords, similar articles, spread of a story.

Each call takes a `indexer.search.Searcher` and, where it asks a question, `indexer.params.SearchParams`; each says in
its docstring by what formula it counts and where that comes from. They raise what a search raises.
"""

from indexer.corpus.collocation import Collocate, collocates
from indexer.corpus.concordance import Concordance, Line, kwic
from indexer.corpus.keywords import Keyword, keyness
from indexer.corpus.likeness import Similar, similar
from indexer.corpus.spreading import Spread, Stop, spread
from indexer.corpus.trends import Point, Series, trend

__all__ = [
    "Collocate",
    "Concordance",
    "Keyword",
    "Line",
    "Point",
    "Series",
    "Similar",
    "Spread",
    "Stop",
    "collocates",
    "keyness",
    "kwic",
    "similar",
    "spread",
    "trend",
]
