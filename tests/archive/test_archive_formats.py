"""An archive that an older danvan wrote is opened by today's: everything that was in it is still there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive.backup import back_up, restore
from crawler.archive.datadir import DataDir
from crawler.archive.reprints import update_reprints
from crawler.archive.schema import MIGRATIONS
from crawler.archive.store import Archive
from crawler.archive.verify import verify
from crawler.errors import DanvanError
from indexer.build import update_index
from indexer.search import Searcher, SearchParams

FORMATS = Path(__file__).parent / "formats"
OLDER = sorted(FORMATS.glob("*.sql"))

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> DataDir:
    """A data directory with an archive of an older format."""
    data = DataDir(tmp_path / "data").create()
    with closing(sqlite3.connect(data.archive)) as db:
        db.executescript(request.param.read_text("utf-8"))
    return data


def rows(path: Path) -> Rows:
    """Everything in the file, by table."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY rowid")]
            for table in tables
            if not table.startswith("sqlite_")
        }


def assert_kept(before: Rows, after: Rows) -> None:
    """Each row of ``before`` is in ``after`` with the same values; newer columns may stand beside them."""
    for table, listed in before.items():
        if table == "state":
            continue  # counts the changes, and a restored archive has another identity
        assert len(after[table]) == len(listed), table
        for old, new in zip(listed, after[table], strict=True):
            assert new | old == new, table


def test_every_former_format_is_tried() -> None:
    numbers = {int(path.stem) for path in OLDER}
    assert numbers >= set(range(1, len(MIGRATIONS))), "dump one of the format that was into tests/archive/formats"


def test_a_reader_brings_an_older_archive_up_to_date(older: DataDir) -> None:
    before = rows(older.archive)
    with Archive.open(older.archive, readonly=True) as archive:
        assert archive.readonly
    assert_kept(before, rows(older.archive))


def test_an_older_archive_that_must_not_be_changed_says_what_to_do(
    older: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with closing(sqlite3.connect(older.archive)) as db:
        current = db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    if current:
        Archive.open(older.archive, readonly=True).close()
    else:
        with pytest.raises(DanvanError, match="older format"):
            Archive.open(older.archive, readonly=True)


def test_opening_keeps_everything(older: DataDir) -> None:
    before = rows(older.archive)
    with Archive.open(older.archive) as archive:
        first = next(s for s in archive.iter_articles() if s.article.title == "Ấp 1 làm xong đường")
        texts = archive.versions(first.article.id)
        assert [version.article.title for version in texts] == ["Ấp 1 làm đường", "Ấp 1 làm xong đường"]
        assert [pending.key for pending in archive.pending("thon.example")] == ["9"]
    assert_kept(before, rows(older.archive))
    assert verify(older).ok


def test_an_upgraded_archive_can_be_indexed_and_searched(older: DataDir) -> None:
    with Archive.open(older.archive) as archive:
        update_reprints(archive)
    update_index(older, processes=1, words=False)
    with closing(Searcher(older)) as searcher:
        assert searcher.search(SearchParams('"làm xong đường"')).total == 1
        assert searcher.search(SearchParams("is:reprint")).total == 1


def test_an_older_copy_is_restored_in_todays_format(older: DataDir, tmp_path: Path) -> None:
    before = rows(older.archive)
    back_up(older, tmp_path / "copy")
    data = DataDir(tmp_path / "new")
    assert restore(tmp_path / "copy", data).articles == 3
    assert_kept(before, rows(data.archive))
    with Archive.open(data.archive, readonly=True) as archive:
        assert archive.identity() != "0011223344556677"
