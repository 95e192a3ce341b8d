"""The portals as the archive remembers them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from crawler.archive.record import PortalRecord


def put_portal(db: sqlite3.Connection, record: PortalRecord) -> None:
    """Remember what the registry says about a portal now."""
    db.execute(
        "INSERT OR IGNORE INTO portals (id, name, state) VALUES (?, ?, ?)", (record.id, record.name, record.state)
    )
    db.execute(
        "UPDATE portals SET name = ?, level = ?, place = ?, platform = ?, home = ?, state = ? WHERE id = ?",
        (record.name, record.level, record.place, record.platform, record.home, record.state, record.id),
    )


def renew(db: sqlite3.Connection, records: Iterable[PortalRecord]) -> None:
    """Copy what the registry says now about portals that are known; a content system that was detected is kept."""
    db.executemany(
        "UPDATE portals SET name = ?, level = ?, place = ?, platform = coalesce(?, platform), home = ?, state = ? "
        "WHERE id = ?",
        [(r.name, r.level, r.place, r.platform, r.home, r.state, r.id) for r in records],
    )


def bring(db: sqlite3.Connection, records: Iterable[PortalRecord]) -> None:
    """Take over what another archive says about portals that are not known here, or only by name."""
    known = {p.id: p.state for p in portals(db)}
    for record in records:
        if known.get(record.id, "unregistered") == "unregistered":
            put_portal(db, record)


def ensure_portal(db: sqlite3.Connection, portal: str) -> None:
    """Make sure that rows may refer to ``portal``; raises `ValueError` for the empty id."""
    if not portal:
        raise ValueError("an article or address without a portal cannot be stored")
    db.execute("INSERT OR IGNORE INTO portals (id, name, state) VALUES (?, ?, 'unregistered')", (portal, portal))


def portals(db: sqlite3.Connection) -> list[PortalRecord]:
    """All portals, by id."""
    query = "SELECT id, name, level, place, platform, home, state FROM portals ORDER BY id"
    return [PortalRecord(*row) for row in db.execute(query)]


def has_portal(db: sqlite3.Connection, prefix: str) -> bool:
    """Whether there is a portal whose id begins with ``prefix``."""
    query = "SELECT EXISTS (SELECT 1 FROM portals WHERE substr(id, 1, length(?1)) = ?1)"
    return bool(db.execute(query, (prefix,)).fetchone()[0])
