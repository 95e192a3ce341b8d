"""One figure with its article and its sentence, read from the archive when it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from crawler.archive.record import PortalRecord, Stored
from crawler.items import Article, Precision
from crawler.text import normalize
from indexer.engine.packed import Array
from indexer.figures.reading import Kind
from indexer.figures.table import FIELDS, KINDS, Field, FigureTable
from indexer.search import Searcher

_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure with its article. ``None`` where the text does not say."""

    article: str
    """Id."""
    number_in_article: int
    """Counted from 1 over title, lead and body."""
    title: str
    url: str
    portal: str
    portal_name: str
    level: str | None
    place: str | None
    """Of the portal."""
    published: datetime | None
    precision: Precision | None
    field: Field
    """``title``, ``lead`` or ``body``."""
    sentence_at: int
    """Where the sentence begins in the field's text."""
    kind: Kind
    number: str
    """As written."""
    value: float
    total: float | None
    upper: float | None
    unit: str
    subject: str | None
    qualifier: str | None
    status: str | None
    scope: str | None
    year: int | None
    before: str
    """The sentence up to the number, …"""
    claim: str
    """… number and unit, …"""
    after: str
    """… and the rest of it."""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.claim + self.after


@dataclass(frozen=True)
class Found:
    """Figures that pass: ``rows`` of the table in the order asked for."""

    table: FigureTable
    rows: Array
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @property
    def articles(self) -> Array:
        """For each row the place of its article in the table."""
        return np.searchsorted(self.table.at, self.rows, "right") - 1


def read_rows(searcher: Searcher, found: Found) -> Iterator[FigureRow]:
    """The rows with their sentences, read from the archive some at a time.

    One whose article has gone or changed since the figures were found is left out; the next index build reads it.
    """
    articles = found.articles
    for start in range(0, len(found.rows), _READ_AT_ONCE):
        places = articles[start : start + _READ_AT_ONCE]
        ids = [f"{number:016x}" for number in found.table.ids.take(places).tolist()]
        stored = searcher.archive.get_many(list(dict.fromkeys(ids)))
        for article, place, row in zip(ids, places.tolist(), found.rows[start:].tolist(), strict=False):
            number = row - int(found.table.at[place]) + 1
            if article in stored and (made := _row(searcher, found.table, row, number, stored[article])):
                yield made


def _row(searcher: Searcher, table: FigureTable, row: int, number: int, stored: Stored) -> FigureRow | None:
    article = stored.article
    record = searcher.engine.portals.get(article.portal) or PortalRecord(article.portal, article.portal)
    name = FIELDS[int(table["field"][row])]
    before, claim, after = _sentence(article, name, table, row)
    if not claim[:1].isdigit():
        return None
    texts = {column: table.strings[column][int(table[column][row])] or None for column in table.strings}
    total, upper = float(table["total"][row]), float(table["upper"][row])
    return FigureRow(
        article=article.id,
        number_in_article=number,
        title=article.title,
        url=article.url,
        portal=article.portal,
        portal_name=record.name,
        level=record.level,
        place=record.place,
        published=article.published,
        precision=article.published_precision,
        field=name,
        sentence_at=int(table["sentence_begin"][row]),
        kind=KINDS[int(table["kind"][row])],
        number=claim[: int(table["digits"][row])],
        value=float(table["value"][row]),
        total=None if np.isnan(total) else total,
        upper=None if np.isnan(upper) else upper,
        unit=texts["unit"] or "",
        subject=texts["subject"],
        qualifier=texts["qualifier"],
        status=texts["status"],
        scope=texts["scope"],
        year=int(table["year"][row]) or None,
        before=before,
        claim=claim,
        after=after,
    )


def _sentence(article: Article, name: str, table: FigureTable, row: int) -> tuple[str, str, str]:
    """The sentence around a claim, in three parts."""
    text = normalize(getattr(article, name) or "")
    begin, end = int(table["begin"][row]), int(table["end"][row])
    first, last = int(table["sentence_begin"][row]), int(table["sentence_end"][row])
    return text[first:begin].lstrip(), text[begin:end], text[end:last].rstrip()
