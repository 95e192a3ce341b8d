"""Articles and their versions in the database. Functions take the connection; their caller opens the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.archive.database import BadRowError
from crawler.archive.history import Reading, differing, merge, numbered
from crawler.archive.portals import ensure_portal
from crawler.archive.record import (
    LIST_FIELDS,
    TEXT_FIELDS,
    Put,
    Stored,
    Version,
    article_from_json,
    article_to_json,
    maybe_moment,
    moment,
    stamp,
)
from crawler.items import Article
from crawler.text import fingerprint

_COLUMNS = (
    "id",
    "seq",
    "version",
    "version_since",
    "changed",
    "first_seen",
    "last_seen",
    "gone_since",
    *TEXT_FIELDS,
    *LIST_FIELDS,
)
_UPSERT = (
    f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + c for c in _COLUMNS)}) "  # noqa: S608 constants
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS if c != 'id')}"
)
_MANY = 500
"""Ids asked for in one statement; SQLite allows 32,766 parameters."""


def next_seq(db: sqlite3.Connection) -> int:
    """The number of the change that is being written."""
    row = db.execute(
        "UPDATE state SET value = CAST(value AS INTEGER) + 1 WHERE name = 'seq' RETURNING value"
    ).fetchone()
    return int(row[0])


def put(db: sqlite3.Connection, article: Article, seen_at: datetime) -> Put:
    """Store ``article`` as its page showed it at ``seen_at``, which may lie before what is already known."""
    article, seen_at = as_kept(article), moment(stamp(seen_at))
    row = db.execute("SELECT * FROM articles WHERE id = ?", (article.id,)).fetchone()
    if row is None:
        ensure_portal(db, article.portal)
        write_history(db, [Reading(article, seen_at, seen_at)])
        return "new"
    if seen_at < moment(row["version_since"]) or differing(stored(row).article, article):
        return _put_other_text(db, row, Reading(article, seen_at, seen_at))
    _put_same_text(db, row, article, seen_at)
    return "unchanged"


def as_kept(article: Article) -> Article:
    """The article as reading it back gives it: whole seconds, midnight for a day alone, a fingerprint."""
    published = article.published
    if published is not None:
        published = moment(stamp(published)[:10] if article.published_precision == "day" else stamp(published))
    return replace(article, published=published, fingerprint=article.fingerprint or fingerprint(article.body))


def _put_other_text(db: sqlite3.Connection, row: sqlite3.Row, reading: Reading) -> Put:
    before = versions(db, row["id"])
    history = merge([*(Reading(v.article, v.since, v.last_seen) for v in before), reading])
    after = numbered(history)
    if [(v.article, v.since) for v in after] == [(v.article, v.since) for v in before]:
        return "unchanged"
    gone = maybe_moment(row["gone_since"])
    write_history(db, history, gone if gone and gone >= reading.last_seen else None)
    return "changed"


def _put_same_text(db: sqlite3.Connection, row: sqlite3.Row, article: Article, seen_at: datetime) -> None:
    """The text is known: remember when it was seen, and what danvan derives from it by today's rules."""
    back = row["gone_since"] is not None and seen_at >= moment(row["gone_since"])
    values = _values(article)
    derived = any(values[name] != row[name] for name in ("topics", "fingerprint", "published_from"))
    if back or derived:
        db.execute(
            "UPDATE articles SET seq = ?, gone_since = ?, topics = ?, fingerprint = ?, published_from = ? WHERE id = ?",
            (
                next_seq(db),
                None if back else row["gone_since"],
                values["topics"],
                values["fingerprint"],
                values["published_from"],
                row["id"],
            ),
        )
    db.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", (stamp(seen_at), row["id"]))


def write_history(db: sqlite3.Connection, history: list[Reading], gone_since: datetime | None = None) -> None:
    """Make the merged ``history`` of one article all that is known of its texts; the last one is current."""
    *old, current = numbered(history)
    values = _values(current.article)
    values |= {
        "id": current.article.id,
        "seq": next_seq(db),
        "version": current.number,
        "version_since": stamp(current.since),
        "changed": json.dumps(current.changed),
        "first_seen": stamp(min(r.since for r in history)),
        "last_seen": stamp(current.last_seen),
        "gone_since": stamp(gone_since) if gone_since else None,
    }
    db.execute(_UPSERT, values)
    db.execute("DELETE FROM removed WHERE id = ?", (values["id"],))
    db.execute("DELETE FROM versions WHERE article = ?", (values["id"],))
    db.executemany(
        "INSERT INTO versions (article, number, since, last_seen, changed, content) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                values["id"],
                v.number,
                stamp(v.since),
                stamp(v.last_seen),
                json.dumps(v.changed),
                json.dumps(article_to_json(v.article), ensure_ascii=False),
            )
            for v in old
        ],
    )


def _values(article: Article) -> dict[str, object]:
    data: dict[str, object] = article_to_json(article)
    return data | {name: json.dumps(data[name], ensure_ascii=False) for name in LIST_FIELDS}


def mark_gone(db: sqlite3.Connection, id_or_url: str, at: datetime) -> bool:
    """Mark the article, or all at the address, as missing since ``at``; False when none was there to mark."""
    found = db.execute(
        "SELECT id FROM articles WHERE (id = ?1 OR url = ?1) AND gone_since IS NULL", (id_or_url,)
    ).fetchall()
    for row in found:
        db.execute("UPDATE articles SET gone_since = ?, seq = ? WHERE id = ?", (stamp(at), next_seq(db), row["id"]))
    return bool(found)


def rename(db: sqlite3.Connection, old: str, new: str) -> None:
    """Give an article the id that today's rules find for it; the old id counts as removed. ``new`` must be free."""
    db.execute("UPDATE articles SET id = ?, seq = ? WHERE id = ?", (new, next_seq(db), old))
    db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (old, next_seq(db)))


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


def reprints(db: sqlite3.Connection, article_id: str) -> list[Stored]:
    """Articles of other portals with the same text, first published first."""
    query = """
        SELECT other.* FROM articles AS this JOIN articles AS other
        ON other.fingerprint = this.fingerprint AND other.portal <> this.portal
        WHERE this.id = ? AND this.body <> '' ORDER BY other.published IS NULL, other.published, other.first_seen"""
    return [stored(row) for row in db.execute(query, (article_id,))]


def stored(row: sqlite3.Row) -> Stored:
    """One row of ``articles``; raises `BadRowError` when it holds what is never written."""
    try:
        data = {name: row[name] for name in TEXT_FIELDS} | {
            name: json.loads(row[name]) if row[name] != "[]" else [] for name in LIST_FIELDS
        }
        article = _article(data)
        first, last = moment(row["first_seen"]), moment(row["last_seen"])
        return Stored(article, row["seq"], first, last, maybe_moment(row["gone_since"]), row["version"])
    except ValueError as error:
        raise BadRowError(f"article {row['id']}: {error}") from error


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


def counts(db: sqlite3.Connection) -> dict[str, PortalCount]:
    """Counts by portal id, for those that have articles."""
    query = """
        SELECT portal, count(*), count(gone_since), max(last_seen), max(published)
        FROM articles GROUP BY portal ORDER BY portal"""
    return {r[0]: PortalCount(r[1], r[2], moment(r[3]), maybe_moment(r[4])) for r in db.execute(query)}


def days(db: sqlite3.Connection) -> dict[str, dict[date, int]]:
    """By portal id, how many of its articles were published on each day, oldest first; undated ones are left out."""
    query = """
        SELECT portal, substr(published, 1, 10) AS day, count(*) FROM articles
        WHERE published IS NOT NULL GROUP BY portal, day ORDER BY portal, day"""
    found: dict[str, dict[date, int]] = {}
    for portal, day, count in db.execute(query):
        found.setdefault(portal, {})[date.fromisoformat(day)] = count
    return found


def by_url(db: sqlite3.Connection, url: str) -> list[Stored]:
    """The articles at a canonical address."""
    return [stored(row) for row in db.execute("SELECT * FROM articles WHERE url = ? ORDER BY id", (url,))]
