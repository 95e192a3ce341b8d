import shutil
from pathlib import Path

import pytest
from archive_samples import DAY, T0, article, page
from test_archive_faults import damage
from test_reextract import REGISTRY, P, RoadTopic, keep, url

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.record import Fetch
from crawler.archive.schema import MIGRATIONS
from crawler.archive.store import Archive
from crawler.archive.verify import Problem, verify
from crawler.errors import DanvanError
from crawler.reextract import reextract
from crawler.repair import repair


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    """Twenty crawled articles with their pages, one imported one with two versions."""
    data = DataDir(tmp_path / "data").create()
    for number in range(1, 21):
        keep(data.snapshots, number, page(number))
    with Archive.open(data.archive) as archive:
        reextract(archive, data.snapshots, REGISTRY, RoadTopic())
        archive.put(article(99, url="urn:danvan:text:1", portal="import"), seen_at=T0)
        archive.put(article(99, url="urn:danvan:text:1", portal="import", title="Tựa sửa"), seen_at=T0 + DAY)
    return data


def mend(data: DataDir) -> str:
    return "\n".join(repair(data, REGISTRY, RoadTopic()))


def change(data: DataDir, statement: str) -> None:
    with Archive.open(data.archive) as archive, archive.writing() as db:
        db.execute(statement)


def problems(data: DataDir) -> list[Problem]:
    return verify(data).problems


def test_a_sound_archive_has_no_problem(data: DataDir) -> None:
    seen: list[tuple[str, int]] = []
    report = verify(data, lambda what, done: seen.append((what, done)))
    assert report.ok
    assert (report.articles, report.versions, report.pages, report.unused_pages) == (21, 1, 20, 0)
    assert seen[20:22] == [("articles", 21), ("pages", 1)]
    assert mend(data) == ""


def test_an_empty_directory_is_told(tmp_path: Path) -> None:
    with pytest.raises(DanvanError, match=r"nothing to verify.*danvan crawl"):
        verify(DataDir(tmp_path))


def test_an_archive_without_pages_is_fine(path: Path, archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    assert verify(DataDir(path.parent)).ok


def test_an_archive_of_a_newer_danvan_is_told(data: DataDir) -> None:
    with Archive.open(data.archive) as archive, archive.reading() as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(DanvanError, match="newer danvan"):
        verify(data)
    with pytest.raises(DanvanError, match="newer danvan"):
        mend(data)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE articles SET url = 'urn:other', platform_id = NULL WHERE portal = 'import'", "id should be"),
        ("DELETE FROM versions", "of the older ones [] are kept"),
    ],
)
def test_wrong_rows_that_nobody_can_mend_are_found_and_left(data: DataDir, statement: str, what: str) -> None:
    change(data, statement)
    (problem,) = problems(data)
    assert (problem.kind, problem.mendable) == ("article", False)
    assert what in problem.what
    assert mend(data) == ""
    assert problems(data) == [problem]


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("UPDATE articles SET published = 'x' WHERE portal = 'import'", 20),
        ("UPDATE articles SET published = 'x' WHERE platform_id = '7'", 21),
        ("UPDATE versions SET content = '{}'", 21),
    ],
)
def test_rows_that_cannot_be_read_are_left_behind_with_the_old_file(data: DataDir, statement: str, left: int) -> None:
    change(data, statement)
    (problem,) = problems(data)
    assert (problem.kind, problem.mendable) == ("archive", True)
    assert "put aside" in mend(data)
    report = verify(data)
    assert (report.problems, report.articles) == ([], left)


def test_rows_that_refer_to_nothing_are_found(data: DataDir) -> None:
    with Archive.open(data.archive) as archive, archive.reading() as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM portals WHERE id = 'import'")
    assert {p.kind for p in problems(data)} == {"archive"}
    assert "put aside" in mend(data)


def test_fingerprints_and_sequence_numbers_are_mended(data: DataDir) -> None:
    change(data, "UPDATE articles SET fingerprint = 'x', seq = seq + 1000 WHERE portal = 'import'")
    assert "1 articles" in mend(data)
    assert verify(data).ok
    change(data, "UPDATE articles SET seq = seq + 1000 WHERE portal = 'import'")
    assert mend(data) == ""
    assert verify(data).ok


def test_pages_that_are_missing_changed_or_unused_are_found(data: DataDir) -> None:
    (file,) = data.snapshots.glob("*.warc.gz")
    change(data, "UPDATE fetches SET digest = 'sha1:X' WHERE id = 1")
    change(data, "UPDATE fetches SET offset = 7 WHERE id = 2")
    with Archive.open(data.archive) as archive:
        archive.add_fetch(P, Fetch(url(1), T0, 404, "gone"))
    report = verify(data)
    assert [(p.kind, p.where) for p in report.problems] == [("stored page", str(file))] * 2
    assert report.unused_pages == 1
    assert not any(p.mendable for p in report.problems)


def test_a_torn_file_is_found_and_mended(data: DataDir) -> None:
    change(data, "DELETE FROM fetches WHERE offset = (SELECT max(offset) FROM fetches)")
    (file,) = data.snapshots.glob("*.warc.gz")
    with file.open("rb+") as torn:
        torn.truncate(file.stat().st_size - 30)
    assert [(p.kind, p.mendable) for p in problems(data)] == [("torn file", True)]
    assert "half-written record" in mend(data)
    assert verify(data).ok


def test_a_damaged_file_is_found_and_left_alone(data: DataDir) -> None:
    (file,) = data.snapshots.glob("*.warc.gz")
    damage(file, 700, 100)
    before = file.read_bytes()
    assert {p.kind for p in problems(data)} == {"stored page"}
    mend(data)
    assert file.read_bytes() == before


def test_an_archive_that_is_garbage_is_put_aside_and_rebuilt(data: DataDir) -> None:
    data.archive.write_bytes(b"garbage" * 5000)
    assert [(p.kind, p.mendable) for p in problems(data)] == [("archive", True)]
    said = mend(data)
    assert "put aside" in said
    assert "20 articles were extracted again" in said
    (aside,) = data.root.glob("archive.sqlite3.damaged-*")
    assert aside.read_bytes() == b"garbage" * 5000
    report = verify(data)
    assert (report.ok, report.articles) == (True, 20)


@pytest.mark.parametrize("pages", [1, 3])
def test_what_can_be_read_in_a_torn_archive_is_kept(data: DataDir, pages: int) -> None:
    with Archive.open(data.archive) as archive:
        for number in range(200, 500):
            archive.put(article(number, portal="import", url=f"urn:x:{number}"), seen_at=T0)
        before = {s.article.id for s in archive.iter_articles()}
        identity = archive.identity()
    damage(data.archive, data.archive.stat().st_size // 4096 // 2 * 4096, 4096 * pages)
    assert problems(data)[0].kind == "archive"
    mend(data)
    assert verify(data).ok
    with Archive.open(data.archive, readonly=True) as archive:
        after = {s.article.id for s in archive.iter_articles()}
        assert archive.identity() != identity
        assert len(archive.changed_since(0)) == len(after)
    assert len(before - after) <= 8 * pages
    assert after <= before


def test_a_lost_archive_is_rebuilt_from_the_pages(data: DataDir) -> None:
    data.archive.unlink()
    assert [p.kind for p in problems(data)] == ["missing archive"]
    assert "put aside" not in mend(data)
    assert verify(data).articles == 20


def test_lost_pages_are_fetched_again(data: DataDir) -> None:
    shutil.rmtree(data.snapshots)
    with Archive.open(data.archive) as archive, archive.writing() as db:
        db.execute("UPDATE articles SET title = CAST(x'C3' AS TEXT) WHERE platform_id = '7'")
    said = mend(data)
    assert "1 pages are lost; the next `danvan crawl` fetches them again" in said
    with Archive.open(data.archive, readonly=True) as archive:
        assert [p.url for p in archive.pending(P)] == [url(7)]
        assert archive.count() == 20


def test_repair_waits_for_nobody(data: DataDir) -> None:
    with exclusive(data.crawl_lock, "crawl"), pytest.raises(DanvanError, match="Another crawl is running"):
        mend(data)
