"""Whatever happens to the file: a sentence that says what is wrong and what to do, and nothing lost."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from archive_samples import DAY, T0, article

from crawler.archive import database
from crawler.archive.locks import exclusive
from crawler.archive.store import Archive
from crawler.errors import DanvanError

AsNobody = Callable[[], AbstractContextManager[None]]
LONG = "Bà con góp công làm đường liên ấp. " * 400


def whole(path: Path) -> list[str]:
    """Ids in the archive, after SQLite found nothing wrong with it."""
    with Archive.open(path) as archive, archive.reading() as db:
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
        return [s.article.id for s in archive.iter_articles()]


def test_a_full_disk_is_told_and_loses_nothing(archive: Archive, path: Path) -> None:
    archive.put(article(0), seen_at=T0)
    with archive.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 20}")

    def fill() -> None:
        for n in range(1, 100):
            archive.put(article(n, body=LONG + str(n), fingerprint=""), seen_at=T0)

    with pytest.raises(DanvanError, match=r"disk is full.*Free some space"):
        fill()
    kept = archive.count()
    assert kept >= 1
    with archive.reading() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    archive.put(article(100), seen_at=T0)
    archive.close()
    assert len(whole(path)) == kept + 1


def test_a_full_disk_inside_a_batch_or_transaction(archive: Archive, path: Path) -> None:
    archive.put(article(0), seen_at=T0)
    with archive.reading() as db:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 5}")

    def fill() -> None:
        for n in range(1, 100):
            archive.put(article(n, body=LONG + str(n), fingerprint=""), seen_at=T0)

    with pytest.raises(DanvanError, match="disk is full"), archive.batch():
        fill()
    with pytest.raises(DanvanError, match="disk is full"), archive.transaction():
        fill()
    archive.close()
    assert article(0).id in whole(path)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from archive_samples import T0, article
from crawler.archive.store import Archive
from crawler.archive.snapshots import SnapshotWriter
from crawler.errors import DanvanError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
root = Path(sys.argv[1])
try:
    if sys.argv[2] == "archive":
        with Archive.open(root / "archive.sqlite3") as archive:
            for n in range(1000):
                archive.put(article(n, body="x" * 9000 + str(n), fingerprint=""), seen_at=T0)
                print(article(n).id, flush=True)
    else:
        import os
        with SnapshotWriter(root / "snapshots") as writer:
            for n in range(1000):
                writer.write(f"https://thon.example/{n}", 200, {}, os.urandom(9000), T0)
                print(n, flush=True)
except DanvanError as error:
    sys.exit(f"told: {error}")
"""


def run_with_small_files(root: Path, what: str) -> tuple[list[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FULL_DISK), str(root), what],
        capture_output=True, text=True, check=False, cwd=Path.cwd(),
        env=os.environ | {"PYTHONPATH": f"{Path.cwd()}:{Path(__file__).parent}"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return done.stdout.split(), done.stderr


def test_a_file_system_that_takes_no_more_is_told(tmp_path: Path) -> None:
    written, message = run_with_small_files(tmp_path, "archive")
    assert message.startswith("told: The archive")
    assert "free space" in message
    assert set(written) <= set(whole(tmp_path / "archive.sqlite3"))
    assert written


def test_a_locked_archive_is_told(archive: Archive, path: Path) -> None:
    with archive.transaction():
        archive.put(article(1), seen_at=T0)
        with Archive.open(path, timeout=0.05) as other, pytest.raises(DanvanError, match=r"locked.*Wait"):
            other.put(article(2), seen_at=T0)
    assert whole(path) == [article(1).id]


def test_readers_never_wait_for_a_writer(archive: Archive, path: Path) -> None:
    archive.put(article(1), seen_at=T0)
    with archive.transaction():
        archive.put(article(2), seen_at=T0)
        with Archive.open(path, readonly=True, timeout=0) as reader:
            assert reader.count() == 1
    with Archive.open(path, readonly=True) as reader:
        assert reader.count() == 2


def damage(path: Path, offset: int, length: int) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(b"\xa5" * length)


@pytest.mark.parametrize("readonly", [False, True])
def test_garbage_instead_of_an_archive_is_told(path: Path, readonly: bool) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(DanvanError, match=r"damaged.*danvan verify --repair"):
        Archive.open(path, readonly=readonly)
    assert path.read_bytes() == b"not a database at all" * 1000


def test_a_torn_page_in_the_middle_is_told(path: Path) -> None:
    with Archive.open(path) as archive, archive.batch():
        for n in range(300):
            archive.put(article(n, body=LONG[:3000] + str(n), fingerprint=""), seen_at=T0)
    damage(path, path.stat().st_size // 2 // 4096 * 4096, 4096 * 40)

    def read() -> None:
        with Archive.open(path, readonly=True) as archive:
            for _ in archive.iter_articles():
                pass

    with pytest.raises(DanvanError, match=r"damaged.*danvan verify --repair"):
        read()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("articles", "published = 'hôm qua'"),
        ("articles", "tags = '{'"),
        ("articles", "title = CAST(x'C3' AS TEXT)"),
        ("articles", "topics = '[1]'"),
    ],
)
def test_a_row_that_danvan_never_wrote_is_told(archive: Archive, table: str, change: str) -> None:
    archive.put(article(), seen_at=T0)
    with archive.writing() as db:
        db.execute(f"UPDATE {table} SET {change}")
    with pytest.raises(DanvanError, match="damaged"):
        archive.get(article().id)


def test_an_old_version_that_danvan_never_wrote_is_told(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    archive.put(article(title="Khác"), seen_at=T0 + DAY)
    with archive.writing() as db:
        db.execute("UPDATE versions SET content = '{'")
    with pytest.raises(DanvanError, match="damaged"):
        archive.versions(article().id)


def test_a_missing_archive_is_told_to_readers(path: Path) -> None:
    with pytest.raises(DanvanError, match=r"no archive at .*danvan crawl"):
        Archive.open(path, readonly=True)
    assert not path.parent.exists()


def test_a_directory_in_place_of_the_archive_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DanvanError, match="cannot be opened or written"):
        Archive.open(path)


def test_a_file_in_place_of_the_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(DanvanError, match=r"cannot be made.*DANVAN_DATA"):
        Archive.open(tmp_path / "data" / "archive.sqlite3")


def test_an_unwritable_directory_is_told(shown: Path, as_nobody: AsNobody) -> None:
    shown.chmod(0o555)
    with as_nobody(), pytest.raises(DanvanError, match=r"cannot be opened or written.*DANVAN_DATA"):
        Archive.open(shown / "archive.sqlite3")


def test_a_read_only_archive_refuses_writes_with_a_sentence(shown: Path, as_nobody: AsNobody) -> None:
    path = shown / "archive.sqlite3"
    with Archive.open(path) as archive:
        archive.put(article(), seen_at=T0)
    path.chmod(0o444)
    shown.chmod(0o555)
    with as_nobody(), pytest.raises(DanvanError, match=r"cannot be opened or written"):
        Archive.open(path)
    with as_nobody(), Archive.open(path, readonly=True) as reader:
        assert reader.get(article().id) is not None
        assert len(list(reader.iter_articles())) == 1


def test_a_copy_on_a_read_only_disk_opens_with_what_a_reader_left_behind(shown: Path, as_nobody: AsNobody) -> None:
    path = shown / "archive.sqlite3"
    with Archive.open(path) as archive:
        archive.put(article(), seen_at=T0)
    with Archive.open(path, readonly=True) as reader:
        reader.count()
    assert path.with_name("archive.sqlite3-shm").exists()
    for file in shown.iterdir():
        file.chmod(0o444)
    shown.chmod(0o555)
    with as_nobody(), Archive.open(path, readonly=True) as reader:
        assert reader.count() == 1


def test_a_reader_without_rights_notices_a_writer_who_comes_later(shown: Path, as_nobody: AsNobody) -> None:
    path = shown / "archive.sqlite3"
    with Archive.open(path) as archive:
        archive.put(article(1), seen_at=T0)
    shown.chmod(0o555)
    with as_nobody():
        reader = Archive.open(path, readonly=True)
        assert reader.count() == 1
    shown.chmod(0o755)
    with Archive.open(path) as archive:
        archive.put(article(2), seen_at=T0)
        with as_nobody():
            assert reader.count() == 2
            assert reader.count() == 2
    shown.chmod(0o555)
    with as_nobody():
        assert reader.count() == 2
        reader.close()


def test_a_frozen_reader_says_when_the_archive_is_taken_away(shown: Path, as_nobody: AsNobody) -> None:
    path = shown / "archive.sqlite3"
    Archive.open(path).close()
    shown.chmod(0o555)
    with as_nobody(), Archive.open(path, readonly=True) as reader:
        os.seteuid(os.getuid())
        shown.chmod(0o755)
        path.rename(path.with_name("elsewhere"))
        with pytest.raises(DanvanError, match="cannot be read any more"):
            reader.count()


def test_a_log_that_cannot_be_read_is_not_passed_over(shown: Path, as_nobody: AsNobody) -> None:
    path = shown / "archive.sqlite3"
    with Archive.open(path):
        pass
    path.with_name(path.name + "-wal").write_bytes(b"\0" * 100)
    shown.chmod(0o555)
    with as_nobody(), pytest.raises(DanvanError, match="cannot be opened or written"):
        Archive.open(path, readonly=True)


def test_a_reader_can_be_shared_by_threads(archive: Archive, path: Path) -> None:
    archive.put(article(), seen_at=T0)
    with Archive.open(path, readonly=True) as reader, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda n: reader.count(), range(40))) == [1] * 40


def test_two_crawls_at_once_are_told_who_is_first(tmp_path: Path) -> None:
    lock = tmp_path / "crawl.lock"
    with exclusive(lock, "crawl"):
        with pytest.raises(DanvanError, match=rf"Another crawl is running \(pid {os.getpid()}, since 20"):
            exclusive(lock, "import").__enter__()
        lock.with_name("crawl.lock.json").write_text("half a no")
        with pytest.raises(DanvanError, match="Another process holds"):
            exclusive(lock, "import").__enter__()
    with exclusive(lock, "crawl"):
        pass


def test_a_lock_that_cannot_be_written_is_told(shown: Path, as_nobody: AsNobody, tmp_path: Path) -> None:
    shown.chmod(0o555)
    with as_nobody(), pytest.raises(DanvanError, match=r"lock file .* cannot be written"):
        exclusive(shown / "crawl.lock", "crawl").__enter__()
    lock = tmp_path / "crawl.lock"
    lock.with_name("crawl.lock.json").mkdir()
    with pytest.raises(DanvanError, match="cannot be written"):
        exclusive(lock, "crawl").__enter__()


def error_with(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_BUSY_SNAPSHOT", "locked"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_READONLY_DBMOVED", "cannot be opened or written"),
        ("SQLITE_IOERR_WRITE", "free space"),
        ("SQLITE_NOMEM", "refused a command"),
    ],
)
def test_every_error_of_sqlite_has_its_sentence(name: str, sentence: str) -> None:
    with pytest.raises(DanvanError, match=sentence), database.told(Path("a")):
        raise error_with(name)


def test_misuse_of_the_library_stays_a_bug(archive: Archive) -> None:
    archive.close()
    with pytest.raises(sqlite3.ProgrammingError):
        archive.count()
