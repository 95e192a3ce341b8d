"""Reading articles and their versions from the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crawler.archive.database import BadRowError
from crawler.archive.record import (
    TEXT_FIELDS,
    Stored,
    Version,
    article_from_json,
    maybe_moment,
    moment,
    published_of,
    stamp,
)
from crawler.items import Article, Attachment, Topic

_PLAIN = tuple(name for name in TEXT_FIELDS if not name.startswith("published") or name == "published_from")
"""Columns that are what the article's field is."""
_MANY = 500
"""Ids asked for in one statement; SQLite allows 32,766 parameters."""


def get_many(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Stored]:
    """The articles that exist among ``ids``, in the order of ``ids``."""
    found: dict[str, Stored] = {}
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        marks = ", ".join("?" * len(some))
        for row in db.execute(f"SELECT * FROM articles WHERE id IN ({marks})", some):  # noqa: S608 only question marks
            found[row["id"]] = stored(row)
    return {i: found[i] for i in ids if i in found}


def iterate(db: sqlite3.Connection, after_seq: int, portal: str | None) -> Iterator[Stored]:
    """Articles in the order of their last change, one at a time, all as they were when the first was asked for."""
    where, values = ("AND portal = ?", [after_seq, portal]) if portal else ("", [after_seq])
    for row in db.execute(f"SELECT * FROM articles WHERE seq > ? {where} ORDER BY seq", values):  # noqa: S608 constants
        yield stored(row)


def changed_since(db: sqlite3.Connection, seq: int) -> list[str]:
    """Ids changed or removed after ``seq``, oldest change first."""
    query = (
        "SELECT id, seq FROM articles WHERE seq > ?1 UNION ALL SELECT id, seq FROM removed WHERE seq > ?1 ORDER BY 2"
    )
    return [row[0] for row in db.execute(query, (seq,))]


def versions(db: sqlite3.Connection, article_id: str) -> list[Version]:
    """Every text of the article, the current one last; empty when it is not known."""
    row = db.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return []
    old = db.execute("SELECT * FROM versions WHERE article = ? ORDER BY number", (article_id,))
    return [*map(version_of, old), _version(row["version"], stored(row).article, row["version_since"], row)]


def version_of(row: sqlite3.Row) -> Version:
    """One row of ``versions``; raises `BadRowError` when it holds what is never written."""
    try:
        return _version(row["number"], _article(json.loads(row["content"])), row["since"], row)
    except ValueError as error:
        raise BadRowError(f"an older text of article {row['article']}: {error}") from error


def _version(number: int, article: Article, since: str, row: sqlite3.Row) -> Version:
    return Version(number, article, moment(since), moment(row["last_seen"]), tuple(json.loads(row["changed"])))


def by_first_seen(db: sqlite3.Connection) -> Iterator[str]:
    """Ids of all articles, those that came last first."""
    for row in db.execute("SELECT id FROM articles ORDER BY first_seen DESC, id"):
        yield row[0]


def reprints(db: sqlite3.Connection, article_id: str) -> list[Stored]:
    """Articles of other portals with the same text, first published first."""
    query = """
        SELECT other.* FROM articles AS this JOIN articles AS other
        ON other.fingerprint = this.fingerprint AND other.portal <> this.portal
        WHERE this.id = ? AND this.body <> '' ORDER BY other.published IS NULL, other.published, other.first_seen"""
    return [stored(row) for row in db.execute(query, (article_id,))]


def twin(db: sqlite3.Connection, article: Article) -> str | None:
    """Address of another article of the same portal with the same title, text and day, None when there is none."""
    query = """
        SELECT url FROM articles WHERE fingerprint = ? AND portal = ? AND id <> ? AND title = ?
        AND substr(published, 1, 10) IS ? ORDER BY seq LIMIT 1"""
    day = stamp(article.published)[:10] if article.published else None
    row = db.execute(query, (article.fingerprint, article.portal, article.id, article.title, day)).fetchone()
    return str(row[0]) if row else None


def stored(row: sqlite3.Row) -> Stored:
    """One row of ``articles``; raises `BadRowError` when it holds what is never written."""
    try:
        published, precision = published_of(row["published"], row["published_precision"])
        article = Article(
            **{name: row[name] for name in _PLAIN},
            published=published,
            published_precision=precision,
            tags=tuple(_list(row["tags"])),
            captions=tuple(_list(row["captions"])),
            attachments=tuple(Attachment(a["name"], a["url"]) for a in _list(row["attachments"])),
            topics=tuple(Topic(t["name"], t["reason"]) for t in _list(row["topics"])),
        )
        first, last = moment(row["first_seen"]), moment(row["last_seen"])
        return Stored(article, row["seq"], first, last, maybe_moment(row["gone_since"]), row["version"])
    except (ValueError, TypeError, KeyError) as error:
        raise BadRowError(f"article {row['id']}: {error}") from error


def _list(text: str) -> list[Any]:
    """Most lists are empty."""
    found: list[Any] = json.loads(text) if text != "[]" else []
    return found


def _article(data: dict[str, object]) -> Article:
    return article_from_json(data).article


@dataclass(frozen=True, slots=True)
class PortalCount:
    """What the archive holds of one portal."""

    articles: int
    gone: int
    last_seen: datetime
    """When a page of the portal was last fetched."""
    newest: datetime | None
    """Publication of the newest article; None when no date is known."""
    dated: int = 0
    """Articles with a date."""
    authored: int = 0
    """Articles with an author."""
    last_new: datetime | None = None
    """When an article was seen here for the first time, last."""


def counts(db: sqlite3.Connection) -> dict[str, PortalCount]:
    """Counts by portal id, for those that have articles."""
    query = """
        SELECT portal, count(*), count(gone_since), max(last_seen), max(published), count(published), count(author),
        max(first_seen) FROM articles GROUP BY portal ORDER BY portal"""
    return {
        r[0]: PortalCount(r[1], r[2], moment(r[3]), maybe_moment(r[4]), r[5], r[6], maybe_moment(r[7]))
        for r in db.execute(query)
    }


def days(db: sqlite3.Connection, portal: str | None) -> dict[str, dict[date, int]]:
    """By portal id, how many of its articles were published on each day, oldest first; undated ones are left out."""
    only, values = ("AND portal = ?", (portal,)) if portal else ("", ())
    query = f"""
        SELECT portal, substr(published, 1, 10) AS day, count(*) FROM articles
        WHERE published IS NOT NULL {only} GROUP BY portal, day ORDER BY portal, day"""  # noqa: S608 constants
    found: dict[str, dict[date, int]] = {}
    for portal, day, count in db.execute(query, values):
        found.setdefault(portal, {})[date.fromisoformat(day)] = count
    return found
