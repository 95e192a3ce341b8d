"""What is still to be fetched, kept in the archive, so that a killed crawl goes on where it stopped.

The rule that makes it so: an address is remembered before its page is asked for, and settled in the same transaction as
what its page gave. A list counts as complete only after it was walked to its end once; while it is not, the next run
walks through known addresses instead of stopping at them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.archive.portals import ensure_portal
from crawler.archive.record import Listed, maybe_moment, stamp
from crawler.items import Precision

Outcome = Literal["article", "off_topic", "not_an_article", "gone", "redirected_away", "failed"]

MAX_TRIES = 5
"""Runs in which an address may fail before it is no longer asked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article address seen on a list or feed."""

    key: str
    """The platform's identity for the article, or its canonical address."""
    url: str
    title: str | None = None
    published: datetime | None = None
    precision: Precision | None = None
    """How exactly a list prints the date of the article; None where ``published`` is only a hint, as in feeds."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An address whose page is still wanted."""

    key: str
    url: str
    title: str | None
    published: datetime | None
    tries: int
    precision: Precision | None = None
    """As in `Candidate`."""

    @property
    def listed(self) -> Listed:
        """What a list or feed said about the article; a date that is only a hint is left out."""
        return Listed(self.title, self.published if self.precision else None, self.precision)


@dataclass(frozen=True, slots=True)
class Unread:
    """An address that gave no article, and why."""

    url: str
    outcome: str
    tries: int
    """Runs in which it failed."""
    settled_at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ListState:
    """How far a list or feed has been walked."""

    complete: bool = False
    """True when it was once walked to its end: the next run may stop at the first page that shows nothing new."""
    next_page: str | None = None
    """Where an interrupted walk should go on; a hint, since new articles push old ones to later pages."""
    pages: int = 0
    updated_at: datetime | None = None
    """None when the list was never asked for."""


def discover(
    db: sqlite3.Connection, portal: str, found: Iterable[Candidate], run: int | None, walking: str | None = None
) -> list[str]:
    """Remember addresses; known ones stay as they are. Returns the keys that are new.

    ``walking`` is the address of the list they were found on: when something is new, that list is marked incomplete in
    the same transaction, so that a crawl killed before the list's next page does not stop at this one the next time.
    """
    ensure_portal(db, portal)
    new = []
    for c in found:
        done = db.execute(
            "INSERT OR IGNORE INTO addresses (portal, key, url, title, published, run) VALUES (?, ?, ?, ?, ?, ?)",
            (portal, c.key, c.url, c.title, _printed(c), run),
        )
        if done.rowcount:
            new.append(c.key)
    if new and walking is not None:
        db.execute("UPDATE lists SET complete = 0 WHERE portal = ? AND url = ?", (portal, walking))
    return new


def note_dates(db: sqlite3.Connection, portal: str, found: Iterable[Candidate]) -> None:
    """Remember the dates that a list prints for addresses that are known and still wanted."""
    db.executemany(
        "UPDATE addresses SET published = ?1 WHERE portal = ?2 AND key = ?3 AND state IN ('pending', 'failed') "
        "AND published IS NOT ?1",
        [(_printed(c), portal, c.key) for c in found],
    )


def _printed(seen: Candidate) -> str | None:
    """The date as exact as a list prints it: a day, or minutes; what is only a hint has seconds."""
    if seen.published is None:
        return None
    text = stamp(seen.published)
    return text[:10] if seen.precision == "day" else text[:16] + text[19:] if seen.precision == "minute" else text


_PRECISIONS: dict[int, Precision] = {len("2024-07-24"): "day", len("2024-07-24T09:10+07:00"): "minute"}
"""Precision of a date of `_printed` by the length of its text."""


def pending(db: sqlite3.Connection, portal: str, limit: int | None) -> list[Pending]:
    """Addresses to be fetched: untried ones as they were found, then those that failed before, fewest tries first."""
    query = """
        SELECT key, url, title, published, tries FROM addresses
        WHERE portal = ? AND (state = 'pending' OR state = 'failed' AND tries < ?) ORDER BY tries, rowid LIMIT ?"""
    rows = db.execute(query, (portal, MAX_TRIES, -1 if limit is None else limit))
    return [
        Pending(r["key"], r["url"], r["title"], maybe_moment(r["published"]), r["tries"],
                _PRECISIONS.get(len(r["published"] or "")))
        for r in rows
    ]  # fmt: skip


def settle(
    db: sqlite3.Connection, portal: str, key: str, outcome: Outcome, at: datetime, note: str | None = None
) -> None:
    """Note what became of an address; ``failed`` counts a try and leaves it to later runs."""
    db.execute(
        "UPDATE addresses SET state = ?, settled_at = ?, note = ?, tries = tries + ? WHERE portal = ? AND key = ?",
        (outcome, stamp(at), note, int(outcome == "failed"), portal, key),
    )


def read_after_all(
    db: sqlite3.Connection, portal: str, key: str, outcome: Outcome, at: datetime, *, failed: bool
) -> None:
    """An address that had given no article, or one off topic, gave one from its stored page; ``failed`` when the page
    was stored because crawls had given the address up."""
    db.execute(
        "UPDATE addresses SET state = ?1, settled_at = ?2 WHERE portal = ?3 AND key = ?4 AND state <> ?1 "
        "AND (state IN ('off_topic', 'not_an_article') OR ?5 AND state = 'failed')",
        (outcome, stamp(at), portal, key, failed),
    )


def postpone(
    db: sqlite3.Connection, portal: str, key: str, published: datetime, precision: Precision | None = None
) -> None:
    """Leave an address pending, now that its date is known: a crawl of another time span will want it.

    ``precision`` is that of a date which only a list prints, as in `Candidate`.
    """
    db.execute(
        "UPDATE addresses SET published = ? WHERE portal = ? AND key = ? AND state = 'pending'",
        (_printed(Candidate(key, "", None, published, precision)), portal, key),
    )


def reopen(db: sqlite3.Connection, portal: str, before: datetime | None = None, outcome: Outcome | None = None) -> int:
    """Want every settled address again, or those settled before a time or in one way; returns how many."""
    query = """
        UPDATE addresses SET state = 'pending', tries = 0
        WHERE portal = ?1 AND state <> 'pending' AND (?2 IS NULL OR settled_at < ?2) AND (?3 IS NULL OR state = ?3)"""
    return db.execute(query, (portal, stamp(before) if before else None, outcome)).rowcount


def reopen_recent(db: sqlite3.Connection, portal: str, since: datetime) -> int:
    """Want the addresses again whose article was published (undated: first seen) at ``since`` or later."""
    query = """
        WITH recent AS (
            SELECT url, platform_id FROM articles WHERE portal = ?1 AND coalesce(published, first_seen) >= ?2)
        UPDATE addresses SET state = 'pending', tries = 0 WHERE portal = ?1 AND state = 'article'
        AND (url IN (SELECT url FROM recent) OR key IN (SELECT platform_id FROM recent))"""
    return db.execute(query, (portal, stamp(since))).rowcount


def known_keys(db: sqlite3.Connection, portal: str) -> set[str]:
    """Every address ever remembered for the portal, whatever became of it."""
    return {row[0] for row in db.execute("SELECT key FROM addresses WHERE portal = ?", (portal,))}


def outcomes(db: sqlite3.Connection, portal: str) -> dict[str, int]:
    """How many addresses are in each state."""
    query = "SELECT state, count(*) FROM addresses WHERE portal = ? GROUP BY state ORDER BY state"
    return {row[0]: row[1] for row in db.execute(query, (portal,))}


def unread(db: sqlite3.Connection, portal: str, limit: int) -> list[Unread]:
    """Addresses that failed or were no article, the latest first."""
    query = """
        SELECT url, state, tries, settled_at, note FROM addresses
        WHERE portal = ? AND state IN ('failed', 'not_an_article') ORDER BY settled_at DESC, rowid DESC LIMIT ?"""
    rows = db.execute(query, (portal, limit))
    return [Unread(r["url"], r["state"], r["tries"], maybe_moment(r["settled_at"]), r["note"]) for r in rows]


def walked_lists(db: sqlite3.Connection, portal: str) -> list[str]:
    """The lists that were ever walked, by address."""
    return [row[0] for row in db.execute("SELECT url FROM lists WHERE portal = ?", (portal,))]


def list_state(db: sqlite3.Connection, portal: str, url: str) -> ListState:
    """How far the list at ``url`` has been walked; the default when it is not known."""
    row = db.execute("SELECT * FROM lists WHERE portal = ? AND url = ?", (portal, url)).fetchone()
    if row is None:
        return ListState()
    return ListState(bool(row["complete"]), row["next_page"], row["pages"], maybe_moment(row["updated_at"]))


def set_list_state(
    db: sqlite3.Connection, portal: str, url: str, at: datetime, complete: bool, next_page: str | None, pages: int
) -> None:
    """Note how far the list at ``url`` has been walked."""
    ensure_portal(db, portal)
    db.execute(
        "INSERT OR REPLACE INTO lists (portal, url, complete, next_page, pages, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        (portal, url, int(complete), next_page, pages, stamp(at)),
    )
