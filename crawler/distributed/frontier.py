"""A portal's frontier in Redis: addresses, lists and validators as the last worker that crawled it left them, and its
runs, so that every worker grades a run against all that went before.

The archive of the worker that holds the lease is ahead; every few seconds it hands over what has changed since. A
worker that dies takes at most that with it: those addresses are still wanted in Redis, and are asked for once more.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from crawler.archive import articles, runs
from crawler.archive.portals import ensure_portal
from crawler.archive.record import moment
from crawler.archive.store import Archive
from crawler.distributed.leases import Lease, Server

_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "addresses": ("key", ("url", "title", "published", "state", "tries", "settled_at", "note")),
    "lists": ("url", ("complete", "next_page", "pages", "updated_at")),
    "validators": ("url", ("kind", "etag", "modified", "links", "spared", "trusted", "article", "checked_at")),
    "runs": ("started", ("finished", "grade", "message", "counts")),
}
"""What makes up a frontier: table, the column that names a row beside the portal, the others."""
_AT_ONCE = 1000
"""Rows in one command to Redis."""


class LostError(Exception):
    """The portal is another worker's by now; nothing was handed over."""


def watch(archive: Archive) -> None:
    """From now on note which rows of the frontier change, in a table of this connection's own."""
    with archive.writing() as db:
        db.execute(
            "CREATE TEMP TABLE IF NOT EXISTS touched "
            "(portal TEXT, name TEXT, key TEXT, PRIMARY KEY (portal, name, key))"
        )
        for table, (key, _) in _TABLES.items():
            for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
                note = f"INSERT OR IGNORE INTO touched VALUES ({row}.portal, '{table}', {row}.{key})"  # noqa: S608 above
                name = f"touched_{table}_{event}"
                db.execute(f"CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {event} ON main.{table} BEGIN {note}; END")


@dataclass(slots=True)
class SharedFrontier:
    """One portal's frontier, between this worker's archive and Redis; the archive must be watched (`watch`)."""

    server: Server
    name: str
    """What the keys of this crawl begin with."""
    archive: Archive
    portal: str
    lease: Lease

    @property
    def _key(self) -> str:
        return f"{self.name}:frontier:{self.portal}"

    async def pull(self) -> None:
        """Take over what other workers know; what only this archive knows is handed over with the next `push`."""
        found = await asyncio.to_thread(lambda: dict(self.server.hgetall(self._key)))
        remote = {_text(name): json.loads(value) for name, value in found.items()}
        with self.archive.writing() as db:
            ensure_portal(db, self.portal)
            own = set(self._names(db))
            for name, (_, *values) in sorted(remote.items(), key=lambda item: int(item[1][0])):
                table, _, key = name.partition(" ")
                self._take_over(db, table, key, values)
            db.execute("DELETE FROM touched WHERE portal = ?", (self.portal,))
            self._touch(db, own - remote.keys())

    def _names(self, db: sqlite3.Connection) -> Iterator[str]:
        for table, (key, _) in _TABLES.items():
            query = f"SELECT {key} FROM {table} WHERE portal = ?"  # noqa: S608 from _TABLES
            yield from (f"{table} {row[0]}" for row in db.execute(query, (self.portal,)))

    def _take_over(self, db: sqlite3.Connection, table: str, key: str, values: Sequence[Any]) -> None:
        if table not in _TABLES or len(values) != len(_TABLES[table][1]):
            return
        name, columns = _TABLES[table]
        row = dict(zip(columns, values, strict=True))
        if table == "runs":
            runs.bring(db, runs.run_of({"id": 0, "portal": self.portal, name: key, **row}))
            return
        if row.get("article") and not db.execute("SELECT 1 FROM articles WHERE id = ?", (row["article"],)).fetchone():
            row["article"] = None
        if row.get("state") == "gone":
            articles.mark_gone(db, row["url"], moment(row["settled_at"]))
        marks = ", ".join("?" * (len(columns) + 2))
        updates = ", ".join(f"{c} = excluded.{c}" for c in columns)
        db.execute(
            f"INSERT INTO {table} (portal, {name}, {', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 from _TABLES
            f"ON CONFLICT (portal, {name}) DO UPDATE SET {updates}",
            (self.portal, key, *row.values()),
        )

    def _touch(self, db: sqlite3.Connection, names: Iterable[str]) -> None:
        rows = [(self.portal, *name.split(" ", 1)) for name in names]
        db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", rows)

    async def push(self) -> None:
        """Hand over what has changed, all of it or nothing; raises `LostError`, and `redis.RedisError` when Redis
        cannot be reached (it then goes with the next push)."""
        with self.archive.writing() as db:
            names = [f"{r['name']} {r['key']}" for r in
                     db.execute("SELECT name, key FROM touched WHERE portal = ?", (self.portal,))]  # fmt: skip
            rows = {name: self._row(db, name) for name in names}
            db.execute("DELETE FROM touched WHERE portal = ?", (self.portal,))
        if not rows:
            return
        try:
            await asyncio.to_thread(self._send, rows)
        except BaseException:
            with self.archive.writing() as db:
                self._touch(db, names)
            raise

    def _row(self, db: sqlite3.Connection, name: str) -> str | None:
        """The row as JSON, its number first, so that the order in which addresses were found is kept; None: deleted."""
        table, _, key = name.partition(" ")
        named, columns = _TABLES[table]
        query = f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE portal = ? AND {named} = ?"  # noqa: S608
        row = db.execute(query, (self.portal, key)).fetchone()
        return json.dumps(list(row), ensure_ascii=False) if row else None

    def _send(self, rows: Mapping[str, str | None]) -> None:
        gone = [name for name, value in rows.items() if value is None]
        kept = [(name, value) for name, value in rows.items() if value is not None]
        with cast("Any", self.server.pipeline(transaction=True)) as pipe:
            pipe.watch(self.lease.key)
            if _text(pipe.get(self.lease.key)) != self.lease.token:
                raise LostError(self.portal)
            pipe.multi()
            for n in range(0, len(kept), _AT_ONCE):
                pipe.hset(self._key, mapping=dict(kept[n : n + _AT_ONCE]))
            if gone:
                pipe.hdel(self._key, *gone)
            pipe.execute()


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
