"""The SQLite connection: how it is opened, what its transactions promise, and how its errors are told to people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import DanvanError

BUSY_SECONDS = 30.0
"""How long a writer waits for another one; the longest transaction (a batch or a migration) is far shorter."""

_SAFE = "What was stored before is safe."


class BadRowError(sqlite3.DatabaseError):
    """A row holds what danvan never writes: the file is damaged."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn every error of SQLite inside the block into a `DanvanError`; ``path`` is the archive.

    `sqlite3.ProgrammingError` stays what it is: it means that danvan itself misuses the library.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise DanvanError(explain(error, path)) from error


def explain(error: sqlite3.Error, path: Path) -> str:
    """What is wrong with the archive at ``path`` and what to do about it."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if isinstance(error, BadRowError) or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "UTF-8" in str(error):
        return (
            f"The archive {path} is damaged ({error}). Run `danvan verify --repair`: it puts the damaged file aside "
            "and rebuilds the articles from the snapshots."
        )
    if name.startswith("SQLITE_FULL"):
        return f"The disk is full: {path} cannot grow. Free some space and run the command again. {_SAFE}"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return (
            f"The archive {path} is locked by another program. Wait until it has finished (a crawl, an import, or a "
            f"database tool with an open change) and run the command again. {_SAFE}"
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return (
            f"The archive {path} cannot be opened or written ({error}). Check that its directory exists and that you "
            "may write there, or set DANVAN_DATA to another directory."
        )
    if name.startswith("SQLITE_IOERR"):
        return (
            f"The archive {path} could not be read or written ({error}). Check that the disk has free space and is "
            f"healthy, then run the command again. {_SAFE}"
        )
    return f"The archive {path} refused a command ({error}{f', {name}' if name else ''}). Run `danvan verify`."


def connect(path: Path, *, readonly: bool, timeout: float = BUSY_SECONDS) -> sqlite3.Connection:
    """An open connection in autocommit mode with named columns; raises `sqlite3.Error`.

    A writer uses WAL, so that readers never wait for it, and ``synchronous=FULL``: each commit is on the disk before
    the crawler goes on. At a polite crawl's pace that costs nothing, and bulk work groups its writes.
    A reader may be shared by threads.
    """
    uri = path.absolute().as_uri()
    if readonly:
        return _connect_reader(path, uri, timeout)
    db = _open(f"{uri}?mode=rwc", timeout, shared=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA journal_size_limit = 67108864")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _connect_reader(path: Path, uri: str, timeout: float) -> sqlite3.Connection:
    """Reading needs the shared-memory file of WAL; where none can be made the file is taken as immutable.

    That is right on a read-only file system, in a directory of somebody else and on a full disk, as long as nobody
    writes.
    """
    db = _open(f"{uri}?mode=ro", timeout, shared=True)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        db.close()
        code = error.sqlite_errorcode
        if not (code & 0xFF in _NO_SHARED_MEMORY or code in _NO_ROOM_FOR_IT) or _log_size(path):
            raise
        db = _open(f"{uri}?mode=ro&immutable=1", timeout, shared=True, kind=Frozen)
    return db


class Frozen(sqlite3.Connection):
    """A reader that takes the file as immutable: it must be opened anew once somebody writes after all."""


_NO_SHARED_MEMORY = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""Primary result codes, the low byte of an error's code."""
_NO_ROOM_FOR_IT = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP)


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def state_of(path: Path) -> tuple[int, int, int]:
    """Changes whenever somebody has written to the archive; raises `DanvanError` when it is gone."""
    try:
        main = path.stat()
        return main.st_mtime_ns, main.st_size, _log_size(path)
    except OSError as error:
        raise DanvanError(f"The archive {path} cannot be read any more ({error.strerror}). Was it moved?") from error


def make_directory(path: Path) -> None:
    """Make the directory of an archive; raises `DanvanError` when that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DanvanError(
            f"The directory {path} cannot be made ({error.strerror}). Set DANVAN_DATA to a directory you may write to."
        ) from error


def _open(
    uri: str, timeout: float, *, shared: bool, kind: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    db = sqlite3.connect(
        uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=not shared, factory=kind
    )
    db.row_factory = sqlite3.Row
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything inside the block or nothing of it; inside another transaction a savepoint of it."""
    nested = db.in_transaction
    db.execute("SAVEPOINT inner_write" if nested else "BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("RELEASE inner_write" if nested else "COMMIT")
    except BaseException:
        # A full disk makes SQLite roll the whole transaction back by itself.
        if db.in_transaction:
            if nested:
                db.execute("ROLLBACK TO inner_write")
                db.execute("RELEASE inner_write")
            else:
                db.execute("ROLLBACK")
        raise
