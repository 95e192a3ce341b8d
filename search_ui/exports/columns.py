"""The columns of exported tables. docs/exports.md lists the same; a test holds both together."""

from __future__ import annotations

from crawler.archive.record import stamp
from indexer.corpus.concordance import Line
from search_ui.exports.found import Found
from search_ui.exports.table import Column
from search_ui.formats import web_address


def published(found: Found) -> str | None:
    """As `danvan export` writes it."""
    article = found.stored.article
    if article.published is None:
        return None
    text = stamp(article.published)
    return text[:10] if article.published_precision == "day" else text


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


NumberedLine = tuple[int, Line, str]
"""Number, line, address of the article on this site."""


def line_date(line: Line) -> str | None:
    """As the date of an article is written."""
    if line.published is None:
        return None
    text = stamp(line.published)
    return text[:10] if line.precision == "day" else text


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
