"""Writing articles and their versions into the database. The caller of these functions opens the transaction."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime

from crawler.archive.history import Reading, differing, merge, numbered
from crawler.archive.portals import ensure_portal
from crawler.archive.queries import stored, versions
from crawler.archive.record import (
    LIST_FIELDS,
    TEXT_FIELDS,
    Put,
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
        see_again(db, row["id"], reading.last_seen)
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


def see_again(db: sqlite3.Connection, article: str, at: datetime) -> None:
    """Note that the page was found unchanged at ``at``."""
    row = db.execute("SELECT gone_since FROM articles WHERE id = ?", (article,)).fetchone()
    if row is not None and row["gone_since"] is not None and at >= moment(row["gone_since"]):
        db.execute("UPDATE articles SET gone_since = NULL, seq = ? WHERE id = ?", (next_seq(db), article))
    db.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", (stamp(at), article))


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
