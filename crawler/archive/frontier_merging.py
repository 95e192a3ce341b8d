"""Brings what another archive knows of addresses, lists and validators into this one: the later knowledge stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from crawler.archive.record import moment

_ADDRESS = """
    INSERT INTO addresses (portal, key, url, title, published, state, tries, run, settled_at, note)
    VALUES (:portal, :key, :url, :title, :published, :state, :tries, :run, :settled_at, :note)
    ON CONFLICT (portal, key) DO UPDATE SET
        title = coalesce(title, excluded.title), published = coalesce(published, excluded.published),
        state = excluded.state, tries = excluded.tries, settled_at = excluded.settled_at, note = excluded.note
    WHERE excluded.state <> 'pending' AND excluded.settled_at > coalesce(settled_at, '')"""
_VALIDATOR = """
    INSERT INTO validators (portal, url, kind, etag, modified, links, spared, trusted, article, checked_at)
    VALUES (:portal, :url, :kind, :etag, :modified, :links, :spared, :trusted, :article, :checked_at)
    ON CONFLICT (portal, url) DO UPDATE SET
        kind = excluded.kind, etag = excluded.etag, modified = excluded.modified, links = excluded.links,
        spared = excluded.spared, trusted = min(trusted, excluded.trusted), article = excluded.article,
        checked_at = excluded.checked_at
    WHERE excluded.checked_at > checked_at"""
_LIST = "INSERT OR REPLACE INTO lists (portal, url, complete, next_page, pages, updated_at) VALUES (?, ?, ?, ?, ?, ?)"


def bring_frontier(
    db: sqlite3.Connection, other: sqlite3.Connection, runs: Mapping[int, int], last_runs: Mapping[str, datetime]
) -> None:
    """Take over what ``other`` knows. ``runs`` are its runs by their numbers there, with their numbers here;
    ``last_runs`` says when each portal's last run here began, before those of ``other`` came."""
    for row in other.execute("SELECT * FROM addresses ORDER BY rowid"):
        db.execute(_ADDRESS, {**dict(row), "run": runs.get(row["run"])})
    theirs = {r[0]: moment(r[1]) for r in other.execute("SELECT portal, max(started) FROM runs GROUP BY portal")}
    for row in other.execute("SELECT * FROM lists ORDER BY rowid"):
        _bring_list(db, row, last_runs, theirs)
    for row in other.execute("SELECT * FROM validators ORDER BY rowid"):
        article = row["article"]
        if article is None or db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone():
            db.execute(_VALIDATOR, dict(row))


def _bring_list(
    db: sqlite3.Connection, row: sqlite3.Row, ours: Mapping[str, datetime], theirs: Mapping[str, datetime]
) -> None:
    """A list counts as walked to its end only when no run began after that walk and left it half way."""
    portal = row["portal"]
    here = db.execute("SELECT * FROM lists WHERE portal = ? AND url = ?", (portal, row["url"])).fetchone()
    if here is None:
        db.execute(_LIST, tuple(row[name] for name in _LIST_COLUMNS))
        return
    newer = row if row["updated_at"] > here["updated_at"] else here
    complete = _holds(here, row, theirs) or _holds(row, here, ours)
    db.execute(_LIST, (portal, row["url"], int(complete), newer["next_page"], newer["pages"], newer["updated_at"]))


_LIST_COLUMNS = ("portal", "url", "complete", "next_page", "pages", "updated_at")


def _holds(walked: sqlite3.Row, other: sqlite3.Row, runs: Mapping[str, datetime]) -> bool:
    """Whether ``walked`` went to the list's end and ``other``, whose runs these are, does not speak against it."""
    if not walked["complete"]:
        return False
    began = runs.get(walked["portal"])
    return bool(other["complete"]) or began is None or moment(walked["updated_at"]) >= began
