"""How keys are written: match keys carry their tone at the end, readers want the word as the articles have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from crawler.text import normalize
from indexer.analysis import WORD_JOINT, tokens
from indexer.params import SearchParams
from indexer.search import Searcher

_READ = 200
"""Articles in which spellings are looked for."""


def spellings(searcher: Searcher, params: SearchParams, keys: Sequence[str]) -> dict[str, str]:
    """For each of ``keys`` its most frequent spelling in lower case, first among the articles of ``params``, then in
    the newest of the corpus; the key itself where neither has it."""
    written: dict[str, str] = {}
    for asked in (params, SearchParams()):
        missing = set(keys) - written.keys()
        if missing:
            written |= _in_articles(searcher, asked, missing)
    return {key: written.get(key, key.replace(WORD_JOINT, " ")) for key in keys}


def _in_articles(searcher: Searcher, params: SearchParams, keys: set[str]) -> dict[str, str]:
    seen: Counter[tuple[str, str]] = Counter()
    sizes = {key.count(WORD_JOINT) + 1 for key in keys}
    for article in islice(searcher.articles(params), _READ):
        found = tokens(normalize(f"{article.title}\n{article.lead or ''}\n{article.body}"))
        for size in sizes:
            for at in range(len(found) - size + 1):
                run = found[at : at + size]
                key = WORD_JOINT.join(token.key for token in run)
                if key in keys:
                    seen[key, " ".join(token.text.lower() for token in run)] += 1
    return {key: text for (key, text), _ in reversed(seen.most_common())}
