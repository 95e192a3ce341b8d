"""Quantities as texts state them, one row each. Figures are shown with their sentence, never added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crawler.text import normalize
from indexer.figures import Figure, figures
from search_ui.exports.columns import original, published
from search_ui.exports.found import Found
from search_ui.exports.table import Column


@dataclass(frozen=True, slots=True)
class Stated:
    """One quantity, where it stands, and the sentence that states it."""

    found: Found
    field: str
    """``title``, ``lead`` or ``body``."""
    figure: Figure
    sentence: str


def stated(found: Found) -> Iterator[Stated]:
    """The quantities of one article, in the order of its text."""
    article = found.stored.article
    for field in ("title", "lead", "body"):
        text = normalize(getattr(article, field) or "")
        for figure in figures(text):
            begin, end = figure.sentence
            yield Stated(found, field, figure, " ".join(text[begin:end].split()))


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


FIGURES: tuple[Column[Stated], ...] = (
    Column("id", "id of the article", lambda s: s.found.stored.article.id),
    Column("kind", "`count`, `money` or `percent`", lambda s: s.figure.kind),
    Column("number", "as written: `17.550`, `44/48`, `6 tỷ 700 triệu đồng`", lambda s: s.figure.number),
    Column("value", "the number, multiplied out; a percentage as it is written", lambda s: _plain(s.figure.value)),
    Column("of", "m of “n/m” and “n trên m”", lambda s: _plain(s.figure.total)),
    Column("upper", "the higher end of a range", lambda s: _plain(s.figure.upper)),
    Column("unit", "what is counted, as written; the currency; what the percentage is of", lambda s: s.figure.unit),
    Column("subject", "for money and percentages the words before the number", lambda s: s.figure.subject),
    Column("qualifier", "`gần`, `hơn` and the like; empty where the number is exact", lambda s: s.figure.qualifier),
    Column("status", "`đăng ký`, `công nhận`, `duy trì` or `đạt`, where the text says it", lambda s: s.figure.status),
    Column("scope", "`cấp huyện`, `toàn tỉnh` …, where the text says it", lambda s: s.figure.scope),
    Column("year", "the year that the sentence names nearest to the number", lambda s: s.figure.year),
    Column("sentence", "the sentence that states it", lambda s: s.sentence),
    Column("field", "where the sentence stands: `title`, `lead` or `body`", lambda s: s.field),
    Column("title", "title of the article", lambda s: s.found.stored.article.title),
    Column("published", "date of publication, as in the table of articles", lambda s: published(s.found)),
    Column("portal", "id of the portal", lambda s: s.found.portal.id),
    Column("portal_name", "name of the portal", lambda s: s.found.portal.name),
    Column("place", "official code of the portal's unit", lambda s: s.found.portal.place),
    Column("place_name", "the unit as it was called on the day of publication", lambda s: s.found.place),
    Column("place_today", "today's province around that unit", lambda s: s.found.place_today),
    Column("url", "address of the original", lambda s: original(s.found)),
    Column("page", "address of the article on this site", lambda s: s.found.page),
)
"""Of ``/figures``: one row a quantity."""
