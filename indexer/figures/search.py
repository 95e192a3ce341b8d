"""The figures of the articles that a search finds: filtered, sorted, counted by unit and status. Never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from crawler.text import fold, syllables
from indexer.engine.packed import Array
from indexer.figures.reading import Kind
from indexer.figures.rows import FigureRow, Found, read_rows
from indexer.figures.table import KINDS, FigureTable
from indexer.params import SearchParams
from indexer.search import Searcher

Order = Literal["newest", "oldest", "largest", "smallest"]
ORDERS: tuple[Order, ...] = ("newest", "oldest", "largest", "smallest")
FACETS = ("noun", "status", "kind", "year")


@dataclass(frozen=True, slots=True)
class FigureParams:
    """Which figures of the articles found. Empty values restrict nothing."""

    unit: str = ""
    """Syllables that stand in the unit one after the other; without marks they stand for every spelling."""
    noun: tuple[str, ...] = ()
    """What is counted: the noun that the unit begins with (``mô hình``), the currency, or ``%``."""
    status: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    year: int | None = None
    """The year that the sentence names."""
    order: Order = "newest"
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One page of figures. Each facet ignores its own filter: value → figures, the most frequent first."""

    rows: tuple[FigureRow, ...]
    total: int
    articles: int
    """Articles that the figures come from."""
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    params: FigureParams

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.params.per_page)


def find_figures(searcher: Searcher, table: FigureTable, search: SearchParams, wanted: FigureParams) -> Found:
    """The figures that ``wanted`` asks for of the articles that ``search`` finds. Raises what a search raises."""
    articles, published = _articles(searcher, table, search)
    rows = table.rows_of(articles)
    masks = _masks(table, rows, wanted)
    passing = np.ones(len(rows), bool)
    for mask in masks.values():
        passing &= mask
    facets = {name: _facet(table, rows, masks, name) for name in FACETS}
    dates = np.repeat(published, table.at.take(articles + 1) - table.at.take(articles)) if len(rows) else published
    return Found(table, _sorted(table, rows[passing], dates[passing], wanted.order), facets)


def figure_page(searcher: Searcher, table: FigureTable, search: SearchParams, wanted: FigureParams) -> FigurePage:
    """One page of them with counts."""
    found = find_figures(searcher, table, search, wanted)
    start = (wanted.page - 1) * wanted.per_page
    part = Found(table, found.rows[start : start + wanted.per_page])
    total = len(found.rows)
    return FigurePage(tuple(read_rows(searcher, part)), total, len(np.unique(found.articles)), found.facets, wanted)


def _articles(searcher: Searcher, table: FigureTable, search: SearchParams) -> tuple[Array, Array]:
    """Places in the table of the articles found, rising, and when each was published (seconds; smallest: undated)."""
    tree, filters = searcher.understood(search)
    ids, dates = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for view, documents in searcher.engine.chosen(tree, filters):
        ids.append(view["ids"].take(documents))
        dates.append(view["published"].take(documents))
    hit, date = np.concatenate(ids), np.concatenate(dates)
    order = np.argsort(hit)
    hit, date = hit.take(order), date.take(order)
    at = np.searchsorted(table.ids, hit)
    there = at < len(table.ids)
    there[there] = table.ids.take(at[there]) == hit[there]
    return at[there], date[there]


def _masks(table: FigureTable, rows: Array, wanted: FigureParams) -> dict[str, Array]:
    """For each filter that is set which rows pass it."""
    masks: dict[str, Array] = {}
    if wanted.unit.strip():
        masks["unit"] = _matching(table, wanted.unit).take(table["unit"].take(rows))
    if wanted.noun:
        masks["noun"] = np.array([text in wanted.noun for text in table.strings["head"]], bool).take(
            table["head"].take(rows)
        )
    if wanted.status:
        chosen = np.array([text in wanted.status for text in table.strings["status"]], bool)
        masks["status"] = chosen.take(table["status"].take(rows))
    if wanted.kind:
        masks["kind"] = np.array([kind in wanted.kind for kind in KINDS], bool).take(table["kind"].take(rows))
    if wanted.year:
        masks["year"] = table["year"].take(rows) == wanted.year
    return masks


def _matching(table: FigureTable, typed: str) -> Array:
    """Which units hold the syllables of ``typed`` one after the other; signs are looked for as they
    are."""
    texts, wanted = table.strings["unit"], syllables(typed)
    if not wanted:
        return np.array([typed.strip() in text for text in texts], bool)
    folded = f" {' '.join(map(fold, wanted))} "
    exact = [part if part != fold(part) else "" for part in wanted]
    near = (code for code, text in enumerate(table.folded_units) if folded in text)
    found = np.zeros(len(texts), bool)
    found[[code for code in near if _holds(texts[code], wanted, exact)]] = True
    return found


def _holds(text: str, wanted: Sequence[str], exact: Sequence[str]) -> bool:
    """Whether the syllables stand in ``text``; those with marks as typed, the others however they are marked."""
    own = syllables(text)
    starts = range(len(own) - len(wanted) + 1)
    return any(
        all(have == as_typed if as_typed else fold(have) == want
            for have, want, as_typed in zip(own[n:], wanted, exact, strict=False))
        for n in starts
    )  # fmt: skip


def _facet(table: FigureTable, rows: Array, masks: Mapping[str, Array], name: str) -> tuple[tuple[str, int], ...]:
    passing = np.ones(len(rows), bool)
    for other, mask in masks.items():
        if other != name:
            passing &= mask
    chosen = rows[passing]
    if name == "year":
        values = table["year"].take(chosen)
        years, counts = np.unique(values[values > 0], return_counts=True)
        return tuple((str(y), c) for y, c in zip(years.tolist()[::-1], counts.tolist()[::-1], strict=True))
    column = "head" if name == "noun" else name
    labels: Sequence[str] = KINDS if name == "kind" else tuple(table.strings[column])
    counts = np.bincount(table[column].take(chosen), minlength=len(labels))
    there = [(labels[code], int(counts[code])) for code in np.flatnonzero(counts).tolist() if labels[code]]
    return tuple(sorted(there, key=lambda pair: (-pair[1], pair[0])))


def _sorted(table: FigureTable, rows: Array, dates: Array, order: Order) -> Array:
    """Rows of one article stay together, in the order of its text, when they are sorted by date."""
    if order in ("newest", "oldest"):
        undated = dates == np.iinfo(np.int64).min
        by_date = np.where(undated, np.iinfo(np.int64).max, -dates if order == "newest" else dates)
        return rows.take(np.lexsort((rows, by_date)))
    values = table["value"].take(rows)
    return rows.take(np.lexsort((rows, -dates, -values if order == "largest" else values)))
