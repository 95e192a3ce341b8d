"""Is a sure reading a right one? Pages by how sure danvan says it is, with what it read of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

from benchmarks.extractors import danvan
from benchmarks.labelled import Labelled, Unlabelled, hidden
from benchmarks.scores import score
from crawler.extraction import extract_traced
from crawler.items import Article

SURENESS_HEAD = ("sureness", "pages taken for articles", "articles", "token F1", "title", "day", "all right")
_EDGES = (0.0, 0.3, 0.5, 0.65, 0.8, 0.9, 1.01)
_RIGHT = 0.95
"""Token F1 from which a text counts as right."""
_Reading = tuple[float, bool, float, bool, bool]
"""Sureness, whether the page holds an article, F1, title and day; nothing is right where it holds none."""


def sureness_rows(pages: Sequence[Labelled | Unlabelled]) -> list[list[str]]:
    """A row for each range of sureness; every page is read as it is and with its names hidden."""
    bare = [replace(page, html=hidden(page.html)) for page in pages]
    readings = [reading for page in (*pages, *bare) for reading in _read(page)]
    rows = []
    for low, high in pairwise(_EDGES):
        found = [r for r in readings if low <= r[0] < high]
        if found:
            shares = (mean(r[n] for r in found) for n in range(1, 5))
            right = mean(r[2] > _RIGHT and r[3] and r[4] for r in found)
            rows.append([f"{low:.2f}–{min(high, 1):.2f}", str(len(found)), *(f"{x:.3f}" for x in (*shares, right))])
    return rows


def _read(page: Labelled | Unlabelled) -> Iterator[_Reading]:
    """What was read of a page, where it was taken for an article and read by rules for any page."""
    article, trace = extract_traced(page.html, page.url)
    if isinstance(article, Article) and trace.sureness is not None:
        if isinstance(page, Labelled):
            found = score(danvan(None)(page.html, page.url), page)
            yield trace.sureness.value, True, found.tokens, found.title, found.day
        else:
            yield trace.sureness.value, False, 0.0, False, False
