"""Crawl runs and single fetches: what was asked of a portal, when, and how it went."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.archive.portals import ensure_portal
from crawler.archive.record import Fetch, SnapshotRef, maybe_moment, moment, stamp


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one portal."""

    id: int
    portal: str
    started: datetime
    finished: datetime | None
    """None while it runs, and for good when it was killed."""
    grade: str | None
    """``ok``, ``slow``, ``failing``, ``blocked`` or ``closed``; None before the end."""
    message: str | None
    counts: Mapping[str, int]


def start_run(db: sqlite3.Connection, portal: str, at: datetime) -> int:
    """Note that a crawl of ``portal`` begins; returns its number."""
    ensure_portal(db, portal)
    return int(db.execute("INSERT INTO runs (portal, started) VALUES (?, ?)", (portal, stamp(at))).lastrowid or 0)


def finish_run(
    db: sqlite3.Connection, run: int, at: datetime, counts: Mapping[str, int], grade: str, message: str | None
) -> None:
    """Note how the run ended."""
    db.execute(
        "UPDATE runs SET finished = ?, counts = ?, grade = ?, message = ? WHERE id = ?",
        (stamp(at), json.dumps(dict(counts)), grade, message, run),
    )


def runs(db: sqlite3.Connection, portal: str | None, limit: int) -> list[Run]:
    """The latest ``limit`` runs, newest first."""
    query = "SELECT * FROM runs WHERE portal = coalesce(?, portal) ORDER BY id DESC LIMIT ?"
    return [_run(row) for row in db.execute(query, (portal, limit))]


def latest_runs(db: sqlite3.Connection) -> dict[str, Run]:
    """The last run of each portal that was ever crawled."""
    query = "SELECT * FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY portal) ORDER BY portal"
    return {row["portal"]: _run(row) for row in db.execute(query)}


def _run(row: sqlite3.Row) -> Run:
    started, finished = moment(row["started"]), maybe_moment(row["finished"])
    return Run(row["id"], row["portal"], started, finished, row["grade"], row["message"], json.loads(row["counts"]))


def add_fetch(db: sqlite3.Connection, portal: str, fetch: Fetch, run: int | None, article: str | None) -> None:
    """Note one answered request and where its page is kept."""
    ensure_portal(db, portal)
    at = fetch.snapshot
    place = (at.file, at.offset, at.length, at.digest) if at else (None, None, None, None)
    db.execute(
        "INSERT INTO fetches (run, portal, article, url, fetched_at, status, outcome, file, offset, length, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (run, portal, article, fetch.url, stamp(fetch.fetched_at), fetch.status, fetch.outcome, *place),
    )


def fetches(db: sqlite3.Connection, article: str) -> list[Fetch]:
    """The fetches that gave this article, newest first."""
    query = "SELECT * FROM fetches WHERE article = ? ORDER BY fetched_at DESC, id DESC"
    return [fetch_of(row) for row in db.execute(query, (article,))]


def fetch_of(row: sqlite3.Row) -> Fetch:
    """One row of ``fetches``."""
    kept = SnapshotRef(row["file"], row["offset"], row["length"], row["digest"]) if row["file"] is not None else None
    return Fetch(row["url"], moment(row["fetched_at"]), row["status"], row["outcome"], kept)


def answers(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """By portal, how often its article pages answered with which HTTP status (``200``; ``-`` for none)."""
    query = "SELECT portal, coalesce(status, '-'), count(*) FROM fetches GROUP BY 1, 2 ORDER BY 1, 2"
    found: dict[str, dict[str, int]] = {}
    for portal, status, count in db.execute(query):
        found.setdefault(portal, {})[str(status)] = count
    return found


def find_snapshot(db: sqlite3.Connection, digest: str) -> SnapshotRef | None:
    """Where a body with this digest was kept first."""
    query = "SELECT * FROM fetches WHERE digest = ? ORDER BY id LIMIT 1"
    row = db.execute(query, (digest,)).fetchone()
    return fetch_of(row).snapshot if row else None
