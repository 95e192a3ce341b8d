"""Saves from a damaged archive what SQLite can still read, row by row, into a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crawler.archive import queries
from crawler.archive.database import BadRowError, connect
from crawler.archive.store import Archive

_TABLES = ("portals", "runs", "articles", "versions", "removed", "addresses", "lists", "fetches")
"""In the order of their references."""
_WIDEST_GAP = 1 << 24
"""Rows skipped at most in search of the next readable page."""


def salvage(damaged: Path, archive: Archive) -> dict[str, int]:
    """Copy every readable row of the file ``damaged`` into the new ``archive``; returns how many by table.

    A file that SQLite cannot open at all gives nothing. Never changes ``damaged``. Raises `DanvanError` when the new
    archive cannot be written.
    """
    saved: dict[str, int] = {}
    with closing(_open(damaged)) as old:
        for table in _TABLES:
            columns = _columns(old, table)
            if columns:
                with archive.transaction(), archive.writing() as new:
                    saved[table] = _copy(old, new, table, columns)
    with archive.writing() as db:
        _make_consistent(db)
    return saved


def _open(damaged: Path) -> sqlite3.Connection:
    """With its log where that can be read; it may hold the newest rows."""
    try:
        return connect(damaged, readonly=True)
    except sqlite3.DatabaseError:
        return sqlite3.connect(":memory:")


def _columns(old: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [row["name"] for row in old.execute(f"PRAGMA table_info({table})")]
    except sqlite3.DatabaseError:
        return []


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: list[str]) -> int:
    count = 0
    known = {row["name"] for row in new.execute(f"PRAGMA table_info({table})")}
    kept = [name for name in columns if name in known]
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(kept)}) VALUES ({', '.join('?' * len(kept))})"  # noqa: S608 names
    for row in _rows(old, table):
        values = [row[name] for name in kept]
        if not _sound(table, row):
            continue
        if table == "fetches" and not _exists(new, row["article"]):
            values[kept.index("article")] = None
        try:
            count += new.execute(insert, values).rowcount
        except sqlite3.IntegrityError:
            continue
    return count


def _sound(table: str, row: sqlite3.Row) -> bool:
    """Whether the row holds what danvan writes."""
    try:
        if table == "articles":
            return bool(queries.stored(row).article.id == row["id"])
        if table == "versions":
            queries.version_of(row)
    except BadRowError:
        return False
    return True


def _exists(new: sqlite3.Connection, article: str | None) -> bool:
    return new.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is not None


def _rows(old: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Readable rows in the order of their row numbers, stepping over damaged pages."""
    last: int | None = -1
    while last is not None:
        query = f"SELECT rowid AS row_number, * FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 from _TABLES
        try:
            for row in old.execute(query, (last,)):
                last = row["row_number"]
                yield row
            return
        except sqlite3.DatabaseError:
            last = _beyond(old, table, last)


def _beyond(old: sqlite3.Connection, table: str, last: int) -> int | None:
    """The nearest row number after ``last`` from which rows can be read again: doubled steps, then halved ones."""
    near, far = 0, 1
    while not _readable(old, table, last + far):
        near, far = far, far * 2
        if far > _WIDEST_GAP:
            return None
    while far - near > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if _readable(old, table, last + middle) else (middle, far)
    return last + far


def _readable(old: sqlite3.Connection, table: str, after: int) -> bool:
    try:
        old.execute(f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1", (after,)).fetchall()  # noqa: S608
    except sqlite3.DatabaseError:
        return False
    return True


def _make_consistent(db: sqlite3.Connection) -> None:
    """Sequence numbers go on after the largest, and versions are numbered without gaps."""
    db.execute(
        "UPDATE state SET value = (SELECT max(coalesce(max(seq), 0), (SELECT coalesce(max(seq), 0) FROM removed)) "
        "FROM articles) WHERE name = 'seq'"
    )
    db.execute(
        "UPDATE versions SET number = (SELECT count(*) FROM versions AS before "
        "WHERE before.article = versions.article AND before.number <= versions.number)"
    )
    db.execute(
        "UPDATE articles SET version = 1 + (SELECT count(*) FROM versions WHERE article = articles.id) "
        "WHERE version <> 1 + (SELECT count(*) FROM versions WHERE article = articles.id)"
    )


def want_lost_articles(archive: Archive) -> int:
    """Make addresses pending again whose article is not in the archive any more; returns how many."""
    query = """
        UPDATE addresses SET state = 'pending', tries = 0 WHERE state = 'article'
        AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.url = addresses.url)
        AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.url = addresses.url AND f.article IS NOT NULL)"""
    with archive.writing() as db:
        return db.execute(query).rowcount
