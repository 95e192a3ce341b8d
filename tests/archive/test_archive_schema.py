import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_samples import T0, article

from crawler.archive import schema
from crawler.archive.database import connect
from crawler.archive.schema import MIGRATIONS, Migration, check, migrate, version_of
from crawler.archive.store import Archive
from crawler.errors import DanvanError


def add_ward(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE portals ADD COLUMN ward TEXT")


def fill_ward(db: sqlite3.Connection) -> None:
    db.execute("UPDATE portals SET ward = upper(id)")


def fail_halfway(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE half (id INTEGER)")
    db.execute("INSERT INTO nowhere VALUES (1)")


def leave_an_orphan(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO runs (portal, started) VALUES ('nobody', '2024-07-24')")


def refuse(db: sqlite3.Connection) -> None:
    raise AssertionError("a step that was taken already is never taken again")


@pytest.fixture
def older(path: Path) -> Iterator[sqlite3.Connection]:
    """An archive of today's format, which the migrations of these tests make newer."""
    with Archive.open(path) as archive:
        archive.put(article(), seen_at=T0)
    db = connect(path, readonly=False)
    yield db
    db.close()


def tables(db: sqlite3.Connection) -> set[str]:
    return {row["name"] for row in db.execute("SELECT name FROM sqlite_master")}


def test_an_older_archive_is_brought_up_step_by_step(older: sqlite3.Connection, path: Path) -> None:
    done: tuple[Migration, ...] = (refuse,) * len(MIGRATIONS)
    migrate(older, path, (*done, add_ward, fill_ward))
    assert version_of(older) == len(MIGRATIONS) + 2
    assert older.execute("SELECT ward FROM portals").fetchone()["ward"] == "THON.EXAMPLE"
    assert older.execute("SELECT count(*) FROM articles").fetchone()[0] == 1


@pytest.mark.parametrize("bad", [fail_halfway, leave_an_orphan])
def test_a_failing_step_leaves_the_format_before_it(older: sqlite3.Connection, path: Path, bad: Migration) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        migrate(older, path, (*MIGRATIONS, add_ward, bad, fill_ward))
    assert version_of(older) == len(MIGRATIONS) + 1
    assert "half" not in tables(older)
    assert older.execute("SELECT ward FROM portals").fetchone()["ward"] is None
    assert older.execute("SELECT count(*) FROM runs").fetchone()[0] == 0
    migrate(older, path, (*MIGRATIONS, add_ward, fill_ward))
    assert older.execute("SELECT ward FROM portals").fetchone()["ward"] == "THON.EXAMPLE"


def test_two_processes_may_open_an_old_archive_at_once(older: sqlite3.Connection, path: Path) -> None:
    other = connect(path, readonly=False)

    def somebody_was_faster(db: sqlite3.Connection) -> None:
        raise AssertionError("the other process took this step")

    check_first = version_of(older)
    migrate(other, path, (*MIGRATIONS, add_ward))
    other.close()
    assert check_first == len(MIGRATIONS)
    migrate(older, path, (*MIGRATIONS, somebody_was_faster))
    assert version_of(older) == len(MIGRATIONS) + 1


def test_a_step_taken_while_waiting_for_the_lock_is_not_taken_twice(
    older: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([len(MIGRATIONS), len(MIGRATIONS), len(MIGRATIONS) + 1])
    monkeypatch.setattr(schema, "version_of", lambda db: next(answers))
    migrate(older, path, (*MIGRATIONS, refuse))


def test_a_newer_archive_is_left_alone(older: sqlite3.Connection, path: Path) -> None:
    older.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(DanvanError, match="newer danvan"):
            Archive.open(path, readonly=readonly)
    assert path.read_bytes() == before


def test_a_reader_does_not_migrate(older: sqlite3.Connection, path: Path) -> None:
    with pytest.raises(DanvanError, match="older format"):
        check(older, path, len(MIGRATIONS) + 1, reading=True)


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    with pytest.raises(DanvanError, match="not a danvan archive"):
        Archive.open(path)
    db = sqlite3.connect(path)
    assert [row[0] for row in db.execute("SELECT name FROM sqlite_master")] == ["recipes"]
    db.close()


def test_the_file_says_what_it_is(archive: Archive, path: Path) -> None:
    archive.close()
    assert path.read_bytes()[68:72] == b"DVN1"
