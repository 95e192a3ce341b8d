"""A copy made while danvan works holds everything, and comes back whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archive_samples import DAY, T0, article

from crawler.archive import backup
from crawler.archive.backup import back_up, restore
from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.record import Fetch
from crawler.archive.snapshots import SnapshotWriter, read
from crawler.archive.store import Archive
from crawler.archive.verify import verify
from crawler.errors import DanvanError


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def copy(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "copy")


def keep(data: DataDir, *numbers: int) -> None:
    """Archive articles with their pages, as a crawl does."""
    with Archive.open(data.archive) as archive, SnapshotWriter(data.snapshots) as pages:
        for number in numbers:
            item = article(number)
            kept = pages.write(item.url, 200, {}, os.urandom(300), T0, portal=item.portal)
            archive.put(item, seen_at=T0, fetch=Fetch(item.url, T0, 200, snapshot=kept))


def ids(data: DataDir) -> set[str]:
    with Archive.open(data.archive, readonly=True) as archive:
        return {stored.article.id for stored in archive.iter_articles()}


def test_a_copy_comes_back_whole(data: DataDir, copy: DataDir, tmp_path: Path) -> None:
    keep(data, 1, 2, 3)
    done = back_up(data, copy.root)
    assert (done.articles, done.files, done.copied_files) == (3, 1, 1)
    assert sorted(path.name for path in copy.root.rglob("*") if path.is_file()) == [
        "2024-07-0001.warc.gz",
        "archive.sqlite3",
    ]
    again = DataDir(tmp_path / "again")
    assert restore(copy.root, again).articles == 3
    assert ids(again) == ids(data)
    report = verify(again)
    assert (report.ok, report.pages) == (True, 3)
    with Archive.open(again.archive, readonly=True) as archive:
        fetch = archive.fetches(article(2).id)[0]
        assert fetch.snapshot
        assert read(again.snapshots, fetch.snapshot).body == read(data.snapshots, fetch.snapshot).body


def test_only_what_grew_is_copied_again(data: DataDir, copy: DataDir) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    assert back_up(data, copy.root).copied_files == 0
    keep(data, 2)
    done = back_up(data, copy.root)
    assert (done.articles, done.files, done.copied_files) == (2, 1, 1)
    assert verify(copy).ok


def test_a_copy_is_made_while_somebody_writes(data: DataDir, copy: DataDir) -> None:
    keep(data, 1)
    with Archive.open(data.archive) as writer, exclusive(data.crawl_lock, "crawl"), writer.transaction():
        writer.put(article(2), seen_at=T0)
        assert back_up(data, copy.root).articles == 1
    assert back_up(data, copy.root).articles == 2


def test_an_archive_without_pages_is_copied_too(data: DataDir, copy: DataDir, tmp_path: Path) -> None:
    with Archive.open(data.archive) as archive:
        archive.put(article(1), seen_at=T0)
    back_up(data, copy.root)
    assert restore(copy.root, DataDir(tmp_path / "again")).files == 0


def test_a_former_index_does_not_fit_what_was_restored(data: DataDir, copy: DataDir, tmp_path: Path) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    again = DataDir(tmp_path / "again")
    restore(copy.root, again)
    with Archive.open(data.archive) as one, Archive.open(again.archive) as other:
        assert one.identity() != other.identity()


@pytest.mark.parametrize("what", ["archive", "index"])
def test_nothing_is_restored_over_what_is_there(data: DataDir, copy: DataDir, tmp_path: Path, what: str) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    there = DataDir(tmp_path / "there")
    if what == "archive":
        keep(there, 7)
    else:
        there.index.mkdir(parents=True)
    with pytest.raises(DanvanError, match=r"is there already.*empty directory"):
        restore(copy.root, there)
    assert not there.archive.exists() or ids(there) == {article(7).id}


def test_a_damaged_archive_does_not_take_the_place_of_a_sound_copy(data: DataDir, copy: DataDir) -> None:
    with Archive.open(data.archive) as archive, archive.batch():
        for number in range(200):
            archive.put(article(number, body=f"{number} " * 500, fingerprint=""), seen_at=T0)
    back_up(data, copy.root)
    with data.archive.open("rb+") as file:
        file.seek(data.archive.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 4096 * 20)
    with pytest.raises(DanvanError, match=r"damaged.*danvan verify --repair"):
        back_up(data, copy.root)
    assert len(ids(copy)) == 200
    assert not list(copy.root.glob("*.partial"))


def test_a_full_disk_leaves_the_copy_before(data: DataDir, copy: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    keep(data, 2)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DanvanError, match=r"No space left.*Free some space"):
        back_up(data, copy.root)
    monkeypatch.undo()
    assert back_up(data, copy.root).articles == 2
    assert verify(copy).ok


SMALL_FILES = """
import resource, signal, sys
from pathlib import Path
from crawler.archive.backup import back_up
from crawler.archive.datadir import DataDir
from crawler.errors import DanvanError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    back_up(DataDir(Path(sys.argv[1])), Path(sys.argv[2]))
except DanvanError as error:
    sys.exit(f"told: {error}")
"""


def test_a_file_system_that_takes_no_more_is_told(data: DataDir, copy: DataDir) -> None:
    keep(data, 1)
    command = [sys.executable, "-c", SMALL_FILES, str(data.root), str(copy.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"told: The archive {copy.archive} could not be read or written"), done.stderr
    assert "free space" in done.stderr
    assert not copy.archive.exists()


def test_what_cannot_be_copied_is_said(data: DataDir, copy: DataDir) -> None:
    with pytest.raises(DanvanError, match="no archive in"):
        back_up(data, copy.root)
    with pytest.raises(DanvanError, match="no copy in"):
        restore(copy.root, data)
    keep(data, 1)
    with pytest.raises(DanvanError, match="data directory itself"):
        back_up(data, data.root)
    copy.root.write_text("a file")
    with pytest.raises(DanvanError, match="Copying to"):
        back_up(data, copy.root)


def test_nobody_crawls_into_a_directory_that_is_being_restored(data: DataDir, copy: DataDir, tmp_path: Path) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    there = DataDir(tmp_path / "there").create()
    with exclusive(there.crawl_lock, "crawl"), pytest.raises(DanvanError, match="Another crawl is running"):
        restore(copy.root, there)


def test_a_restored_archive_goes_on_growing(data: DataDir, copy: DataDir, tmp_path: Path) -> None:
    keep(data, 1)
    back_up(data, copy.root)
    again = DataDir(tmp_path / "again")
    restore(copy.root, again)
    keep(again, 2)
    with Archive.open(again.archive) as archive:
        archive.put(article(1, title="Khác"), seen_at=T0 + DAY)
    assert len(ids(again)) == 2
    assert backup.back_up(again, tmp_path / "copy-2").articles == 2
