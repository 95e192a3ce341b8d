"""The columns of exported tables. docs/exports.md lists the same; a test holds both together."""

from __future__ import annotations

from datetime import datetime

from crawler.archive.record import stamp
from indexer.corpus.concordance import Line
from indexer.figures.rows import FigureRow
from indexer.places import gazetteer
from indexer.places.within import unit_for
from search_ui import trending
from search_ui.exports.found import Found
from search_ui.exports.table import Column
from search_ui.formats import web_address


def published(found: Found) -> str | None:
    """As `danvan export` writes it."""
    return written(found.stored.article.published, found.stored.article.published_precision)


def written(moment: datetime | None, precision: str | None) -> str | None:
    """``2024-07-24T09:10:00+07:00``, the day alone where only that is known, None when the date is unknown."""
    if moment is None:
        return None
    text = stamp(moment)
    return text[:10] if precision == "day" else text


def whole(number: float | None) -> int | float | None:
    """8.0 as 8."""
    return int(number) if number is not None and number.is_integer() else number


ARTICLES: tuple[Column[Found], ...] = (
    Column("rank", "number of the article in the order of the search, from 1", lambda f: f.rank),
    Column("id", "16 hexadecimal digits that name the article for good", lambda f: f.stored.article.id),
    Column("title", "title", lambda f: f.stored.article.title),
    Column("lead", "opening paragraph, where the portal sets one apart", lambda f: f.stored.article.lead),
    Column(
        "published",
        "`2024-07-24T09:10:00+07:00`, or `2024-07-24` where only the day is known; empty when the date is unknown",
        published,
    ),
    Column(
        "published_precision", "`minute` or `day`; empty when unknown", lambda f: f.stored.article.published_precision
    ),
    Column(
        "published_from", "where the date was found (docs/file-formats.md)", lambda f: f.stored.article.published_from
    ),
    Column("portal", "id of the portal", lambda f: f.portal.id),
    Column("portal_name", "name of the portal", lambda f: f.portal.name),
    Column("level", "level of the portal: `tw`, `tinh`, `huyen` or `xa`", lambda f: f.portal.level),
    Column("place", "official code of the portal's unit", lambda f: f.portal.place),
    Column("place_name", "the unit as it was called on the day of publication", lambda f: f.place),
    Column("place_today", "today's province around that unit", lambda f: f.place_today),
    Column("author", "writer, as the portal prints the name", lambda f: f.stored.article.author),
    Column("author_unit", "office that the by-line names after the writer", lambda f: f.stored.article.author_unit),
    Column("source", "publication that the article is reprinted from", lambda f: f.stored.article.source),
    Column("category", "section of the portal", lambda f: f.stored.article.category),
    Column("tags", "the portal's keywords, parted by `; `", lambda f: "; ".join(f.stored.article.tags)),
    Column(
        "topics",
        "topics of mobilisation work, parted by `; `",
        lambda f: "; ".join(topic.name for topic in f.stored.article.topics),
    ),
    Column("reprints", "how many other articles are the same news", lambda f: f.reprints),
    Column("url", "address of the original; empty for an imported text without one", lambda f: original(f)),
    Column("page", "address of the article on this site", lambda f: f.page),
    Column("first_seen", "when the page was first fetched or imported", lambda f: stamp(f.stored.first_seen)),
    Column("last_seen", "when it was last seen", lambda f: stamp(f.stored.last_seen)),
    Column(
        "gone_since",
        "when the original was first found missing; empty while it is there",
        lambda f: stamp(f.stored.gone_since) if f.stored.gone_since else None,
    ),
    Column("version", "how many texts the page has had", lambda f: f.stored.version),
)
"""Of ``/search``: one row an article, without its text (JSON Lines and the zip have it)."""


def original(found: Found) -> str | None:
    """Address of the page on the portal, None when there is none to link to."""
    return web_address(found.stored.article.url)


def place_then(place: str | None, level: str | None, day: datetime | None) -> str:
    """The unit of a portal as it was called on the day; empty when unknown."""
    unit = unit_for(place, level, day.date() if day else None)
    return gazetteer().label(unit) if unit else ""


FigureOf = tuple[FigureRow, str]
"""A figure, and the address of its sentence on this site."""
FIGURES: tuple[Column[FigureOf], ...] = (
    Column("id", "id of the article", lambda f: f[0].article),
    Column("nth", "number of the figure in its article, from 1", lambda f: f[0].number_in_article),
    Column("kind", "`count`, `money` or `percent`", lambda f: f[0].kind),
    Column("number", "as written: `17.550`, `44/48`, `6 tỷ 700 triệu đồng`", lambda f: f[0].number),
    Column("value", "the number, multiplied out; a percentage as it is written", lambda f: whole(f[0].value)),
    Column("of", "m of “n/m” and “n trên m”", lambda f: whole(f[0].total)),
    Column("upper", "the higher end of a range", lambda f: whole(f[0].upper)),
    Column("unit", "what is counted, as written; the currency; what the percentage is of", lambda f: f[0].unit),
    Column("subject", "for money and percentages the words before the number", lambda f: f[0].subject),
    Column("qualifier", "`gần`, `hơn` and the like; empty where the number is exact", lambda f: f[0].qualifier),
    Column(
        "status",
        "`đăng ký`, `công nhận`, `duy trì`, `đạt`, `hoàn thành`, or `phấn đấu` and `dự kiến` for what is aimed at "
        "or planned; where the text says it",
        lambda f: f[0].status,
    ),
    Column("scope", "`cấp huyện`, `toàn tỉnh` …, where the text says it", lambda f: f[0].scope),
    Column("year", "the year that the sentence names nearest to the number", lambda f: f[0].year),
    Column("sentence", "the sentence that states it", lambda f: f[0].sentence),
    Column("field", "where the sentence stands: `title`, `lead` or `body`", lambda f: f[0].field),
    Column("title", "title of the article", lambda f: f[0].title),
    Column(
        "published",
        "date of publication, as in the table of articles",
        lambda f: written(f[0].published, f[0].precision),
    ),
    Column("portal", "id of the portal", lambda f: f[0].portal),
    Column("portal_name", "name of the portal", lambda f: f[0].portal_name),
    Column("place", "official code of the portal's unit", lambda f: f[0].place),
    Column(
        "place_name",
        "the unit as it was called on the day of publication",
        lambda f: place_then(f[0].place, f[0].level, f[0].published),
    ),
    Column("url", "address of the original", lambda f: web_address(f[0].url)),
    Column("page", "address of the sentence on this site", lambda f: f[1]),
)
"""Of ``/figures``: one row a quantity. Figures are shown with their sentence, never added up."""

PeriodOf = trending.Row
PERIODS: tuple[Column[PeriodOf], ...] = (
    Column("query", "the query of the series; empty for all articles", lambda r: r.query),
    Column("place", "code of the province, when split by place", lambda r: r.place),
    Column("place_name", "name of the province, when split by place", lambda r: r.place_name if r.place else None),
    Column("period", "`2024-03`, `2024-Q1` or `2024`", lambda r: r.period),
    Column("first_day", "first day of the period", lambda r: r.first.isoformat()),
    Column("last_day", "last day of the period", lambda r: r.last.isoformat()),
    Column("n", "articles that the query finds", lambda r: r.n),
    Column("base", "all articles under the same filters (N)", lambda r: r.base),
    Column("share", "n / N; empty where N is 0: nothing was collected, which is not 0", lambda r: r.share),
)
"""Of ``/trends``: one row a period of a series."""

NumberedLine = tuple[int, Line, str]
"""Number, line, address of the article on this site."""


def line_date(line: Line) -> str | None:
    """As the date of an article is written."""
    return written(line.published, line.precision)


LINES: tuple[Column[NumberedLine], ...] = (
    Column("rank", "number of the line, from 1", lambda n: n[0]),
    Column("id", "id of the article", lambda n: n[1].article),
    Column("field", "where the hit stands: `title`, `lead`, `body` or `author`", lambda n: n[1].field),
    Column("left", "text before the hit, within its paragraph", lambda n: n[1].left),
    Column("node", "the hit as it stands in the text", lambda n: n[1].node),
    Column("right", "text after the hit, within its paragraph", lambda n: n[1].right),
    Column("published", "date of publication, as in the table of articles", lambda n: line_date(n[1])),
    Column("portal_name", "name of the portal", lambda n: n[1].portal),
    Column("place_name", "the portal's unit", lambda n: n[1].place),
    Column("page", "address of the article on this site", lambda n: n[2]),
)
"""Of ``/search`` with ``view=kwic``: one row a hit."""
