"""Crawl runs and single fetches: what was asked of a portal, when, and how it went."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

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
    """``ok``, ``slow``, ``failing``, ``blocked`` or ``closed``; None before the end, and for good when the run was
    stopped before it saw anything."""
    message: str | None
    counts: Mapping[str, int]


_NOT_AHEAD = "started <= strftime('%Y-%m-%dT%H:%M:%S', 'now', '+31 hours')"
"""Not more than a day ahead in Vietnam's time: a run of a clock gone wrong would stay the last one for years."""


def start_run(db: sqlite3.Connection, portal: str, at: datetime) -> int:
    """Note that a crawl of ``portal`` begins; returns its number."""
    ensure_portal(db, portal)
    return int(db.execute("INSERT INTO runs (portal, started) VALUES (?, ?)", (portal, stamp(at))).lastrowid or 0)


def finish_run(
    db: sqlite3.Connection, run: int, at: datetime, counts: Mapping[str, int], grade: str | None, message: str | None
) -> None:
    """Note how the run ended."""
    db.execute(
        "UPDATE runs SET finished = ?, counts = ?, grade = ?, message = ? WHERE id = ?",
        (stamp(at), json.dumps(dict(counts)), grade, message, run),
    )


def runs(db: sqlite3.Connection, portal: str | None, limit: int) -> list[Run]:
    """The latest ``limit`` runs, newest first."""
    query = f"""
        SELECT * FROM runs WHERE portal = coalesce(?, portal) AND {_NOT_AHEAD}
        ORDER BY started DESC, id DESC LIMIT ?"""  # noqa: S608 a constant
    return [run_of(row) for row in db.execute(query, (portal, limit))]


def latest_runs(db: sqlite3.Connection) -> dict[str, Run]:
    """The last run of each portal that was ever crawled."""
    query = f"""
        SELECT runs.* FROM portals JOIN runs ON runs.id = (
            SELECT id FROM runs WHERE portal = portals.id AND {_NOT_AHEAD} ORDER BY started DESC, id DESC LIMIT 1)
        ORDER BY portals.id"""  # noqa: S608 a constant
    return {row["portal"]: run_of(row) for row in db.execute(query)}


def bring(db: sqlite3.Connection, run: Run) -> tuple[int, bool]:
    """The number that a run of another archive has here, and whether anything of it was new."""
    query = "SELECT * FROM runs WHERE portal = ? AND started = ? ORDER BY id"
    known = [run_of(row) for row in db.execute(query, (run.portal, stamp(run.started)))]
    same = next((k.id for k in known if replace(k, id=run.id) == run), None)
    if same is None and known and run.finished is None:
        same = known[0].id
    if same is not None:
        return same, False
    number = next((k.id for k in known if k.finished is None), None) or start_run(db, run.portal, run.started)
    if run.finished is not None:
        finish_run(db, number, run.finished, run.counts, run.grade, run.message)
    return number, True


def run_of(row: sqlite3.Row | Mapping[str, Any]) -> Run:
    """One row of ``runs``."""
    started, finished = moment(row["started"]), maybe_moment(row["finished"])
    return Run(row["id"], row["portal"], started, finished, row["grade"], row["message"], json.loads(row["counts"]))


def add_fetch(db: sqlite3.Connection, portal: str, fetch: Fetch, run: int | None, article: str | None) -> int:
    """Note one answered request and where its page is kept; returns its number."""
    ensure_portal(db, portal)
    at = fetch.snapshot
    place = (at.file, at.offset, at.length, at.digest) if at else (None, None, None, None)
    done = db.execute(
        "INSERT INTO fetches (run, portal, article, url, fetched_at, status, outcome, file, offset, length, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (run, portal, article, fetch.url, stamp(fetch.fetched_at), fetch.status, fetch.outcome, *place),
    )
    return int(done.lastrowid or 0)


def keep_page(db: sqlite3.Connection, number: int, at: SnapshotRef) -> None:
    """Note where the page of a fetch is kept that was noted without it."""
    place = (at.file, at.offset, at.length, at.digest)
    db.execute("UPDATE fetches SET file = ?, offset = ?, length = ?, digest = ? WHERE id = ?", (*place, number))


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


def unread_pages(db: sqlite3.Connection, portal: str) -> int:
    """How many stored pages of the portal gave no article: better rules may read them."""
    query = """
        SELECT count(*) FROM fetches WHERE portal = ? AND article IS NULL AND file IS NOT NULL
        AND outcome IN ('not_an_article', 'failed')"""
    return int(db.execute(query, (portal,)).fetchone()[0])


def find_snapshot(db: sqlite3.Connection, digest: str) -> SnapshotRef | None:
    """Where a body with this digest was kept first."""
    query = "SELECT * FROM fetches WHERE digest = ? ORDER BY id LIMIT 1"
    row = db.execute(query, (digest,)).fetchone()
    return fetch_of(row).snapshot if row else None
