"""The tables of the archive and how an older archive becomes a newer one."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.archive.database import transaction
from crawler.errors import DanvanError

Migration = Callable[[sqlite3.Connection], None]
"""Brings an archive from one format to the next inside one transaction; must not commit."""

APPLICATION_ID = 0x44564E31
"""Marks the file as a danvan archive (the bytes "DVN1"), for ``file`` and for `migrate`."""

# The long texts stand last in their rows, so that a scan over the short columns never reads them.
_VERSION_1 = (
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE portals (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT, place TEXT, platform TEXT, home TEXT, state TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, portal TEXT NOT NULL REFERENCES portals(id), started TEXT NOT NULL,
        finished TEXT, grade TEXT, message TEXT, counts TEXT NOT NULL DEFAULT '{}'
    ) STRICT""",
    "CREATE INDEX runs_by_portal ON runs (portal, id)",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, portal TEXT NOT NULL REFERENCES portals(id),
        version INTEGER NOT NULL, version_since TEXT NOT NULL, changed TEXT NOT NULL,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_since TEXT,
        fingerprint TEXT NOT NULL, url TEXT NOT NULL, platform_id TEXT, title TEXT NOT NULL,
        published TEXT, published_precision TEXT, published_from TEXT,
        author TEXT, author_unit TEXT, source TEXT, dateline TEXT, category TEXT,
        tags TEXT NOT NULL, captions TEXT NOT NULL, attachments TEXT NOT NULL, topics TEXT NOT NULL,
        lead TEXT, body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX articles_by_portal ON articles (portal, seq)",
    "CREATE INDEX articles_by_fingerprint ON articles (fingerprint)",
    "CREATE INDEX articles_by_url ON articles (url)",
    """CREATE TABLE versions (
        article TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE, number INTEGER NOT NULL,
        since TEXT NOT NULL, last_seen TEXT NOT NULL, changed TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT""",
    "CREATE TABLE removed (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT",
    """CREATE TABLE fetches (
        id INTEGER PRIMARY KEY, run INTEGER REFERENCES runs(id), portal TEXT NOT NULL REFERENCES portals(id),
        article TEXT REFERENCES articles(id) ON UPDATE CASCADE, url TEXT NOT NULL, fetched_at TEXT NOT NULL,
        status INTEGER, outcome TEXT NOT NULL, file TEXT, offset INTEGER, length INTEGER, digest TEXT
    ) STRICT""",
    "CREATE INDEX fetches_by_article ON fetches (article)",
    "CREATE INDEX fetches_by_snapshot ON fetches (file, offset)",
    "CREATE INDEX fetches_by_digest ON fetches (digest)",
    """CREATE TABLE addresses (
        portal TEXT NOT NULL REFERENCES portals(id), key TEXT NOT NULL, url TEXT NOT NULL, title TEXT, published TEXT,
        state TEXT NOT NULL DEFAULT 'pending', tries INTEGER NOT NULL DEFAULT 0, run INTEGER REFERENCES runs(id),
        settled_at TEXT, note TEXT, PRIMARY KEY (portal, key)
    ) STRICT""",
    "CREATE INDEX addresses_by_state ON addresses (portal, state)",
    """CREATE TABLE lists (
        portal TEXT NOT NULL REFERENCES portals(id), url TEXT NOT NULL, complete INTEGER NOT NULL,
        next_page TEXT, pages INTEGER NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (portal, url)
    ) STRICT""",
)


_VERSION_2 = (
    """CREATE TABLE signatures (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE, fingerprint TEXT NOT NULL,
        minhash BLOB NOT NULL, sentences BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE clusters (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE,
        original TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE,
        kind TEXT NOT NULL, similarity REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX clusters_by_original ON clusters (original)",
)

_VERSION_3 = (
    """CREATE TABLE validators (
        portal TEXT NOT NULL REFERENCES portals(id), url TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT, modified TEXT,
        links INTEGER NOT NULL, spared INTEGER NOT NULL, trusted INTEGER NOT NULL,
        article TEXT REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE, checked_at TEXT NOT NULL,
        PRIMARY KEY (portal, url)
    ) STRICT""",
    "CREATE INDEX validators_by_article ON validators (article)",
)

_VERSION_4 = (
    # Runs that came from another data directory are numbered later than they began.
    "DROP INDEX runs_by_portal",
    "CREATE INDEX runs_by_start ON runs (portal, started, id)",
)


def _create(db: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("INSERT INTO state VALUES ('seq', '0'), ('identity', ?)", (secrets.token_hex(8),))


def renew_identity(db: sqlite3.Connection) -> None:
    """Make the archive another one: what was derived from it no longer fits. The caller opens the transaction."""
    db.execute("UPDATE state SET value = ? WHERE name = 'identity'", (secrets.token_hex(8),))


def _add_clusters(db: sqlite3.Connection) -> None:
    for statement in _VERSION_2:
        db.execute(statement)


def _add_validators(db: sqlite3.Connection) -> None:
    for statement in _VERSION_3:
        db.execute(statement)


def _order_runs_by_time(db: sqlite3.Connection) -> None:
    for statement in _VERSION_4:
        db.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (_create, _add_clusters, _add_validators, _order_runs_by_time)
"""Entry n brings format n to format n + 1; format 0 is an empty file. Entries are only ever added."""


def version_of(db: sqlite3.Connection) -> int:
    """The archive's format number, 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_older(db: sqlite3.Connection, newest: int = len(MIGRATIONS)) -> bool:
    """Whether ``db`` is an archive that `migrate` would change; False for an empty file."""
    return 0 < version_of(db) < newest


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the archive to the newest format, one transaction a step: a failing step leaves the format before it.

    Raises `DanvanError` when the file is newer than this program or not an archive, `sqlite3.Error` when a step fails.
    """
    check(db, path, len(migrations))
    while version_of(db) < len(migrations):
        with transaction(db):
            # Another process may have taken this step while we waited for the write lock.
            version = version_of(db)
            if version >= len(migrations):
                break
            migrations[version](db)
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise sqlite3.IntegrityError(
                    f"format {version + 1}: table {broken[0]} refers to rows that are not there"
                )
            db.execute(f"PRAGMA user_version = {version + 1}")


def check(db: sqlite3.Connection, path: Path, newest: int = len(MIGRATIONS), *, reading: bool = False) -> None:
    """Raise `DanvanError` when this program must not touch the file or, with ``reading``, cannot read it as it is."""
    version = version_of(db)
    if version > newest:
        raise DanvanError(
            f"The archive {path} has format {version} of a newer danvan; this one knows formats up to {newest}. "
            "Get the newer danvan, or set DANVAN_DATA to another directory. Nothing was changed."
        )
    stranger = db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
    if stranger and (version or db.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise DanvanError(
            f"{path} is an SQLite file, but not a danvan archive. "
            "Set DANVAN_DATA to another directory. Nothing was changed."
        )
    if reading and version < newest:
        raise DanvanError(
            f"The archive {path} has the older format {version}; this danvan reads format {newest}. "
            "Run `danvan verify --repair` once as a user who may change it: that keeps everything."
        )
