"""Bringing in what other workers, or a backup, hold in data directories of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive import merging
from crawler.archive.datadir import DataDir
from crawler.archive.frontier import Candidate
from crawler.archive.record import Fetch, PortalRecord
from crawler.archive.reprints import update_reprints
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.archive.validators import Validator, remember, remembered
from crawler.archive.verify import verify
from crawler.importing.files import ImportReport, import_files
from crawler.items import VIETNAM, Article
from crawler.portals import Registry
from crawler.reextract import reextract
from crawler.topics import Topics

T0 = datetime(2025, 3, 3, 6, 0, tzinfo=VIETNAM)
DAY = timedelta(days=1)
P, Q = "xa-ben-tre.example", "xa-bau-sen.example"


def address(portal: str, number: int) -> str:
    return f"https://{portal}/tin/chuyen-xom-{number}.html"


def an_article(portal: str, number: int, text: str = "") -> Article:
    body = text or f"Tổ {number} họp ở nhà văn hoá. Bà con bàn chuyện nạo kênh số {number} trước mùa mưa."
    return Article(
        url=address(portal, number), title=f"Chuyện xóm {number}", body=body, portal=portal, platform_id=str(number)
    )


class Worker:
    """A worker's data directory, filled as its crawls fill it."""

    def __init__(self, root: Path) -> None:
        self.data = DataDir(root).create()

    def crawl(
        self, portal: str, numbers: tuple[int, ...], at: datetime = T0, text: str = "", grade: str | None = "ok"
    ) -> None:
        with (
            Archive.open(self.data.archive) as archive,
            SnapshotWriter(self.data.snapshots, find=archive.find_snapshot) as pages,
        ):
            archive.put_portal(PortalRecord(portal, f"Cổng {portal}", "xa"))
            run = archive.start_run(portal, at)
            for n in numbers:
                article = an_article(portal, n, text)
                archive.discover(portal, [Candidate(str(n), article.url)], run, walking=f"https://{portal}/tin/")
                body = f"<html><title>{article.title}</title><p>{article.body}</p>".encode()
                kept = pages.write(article.url, 200, (("Content-Type", "text/html"),), body, at, portal=portal)
                archive.put(article, seen_at=at, run=run, fetch=Fetch(article.url, at, 200, "article", kept))
                archive.settle(portal, str(n), "article", at)
            archive.set_list_state(portal, f"https://{portal}/tin/", at, complete=grade is not None, pages=1)
            if grade:
                archive.finish_run(run, at + timedelta(minutes=5), {"new": len(numbers)}, grade)


Bring = Callable[..., ImportReport]


@pytest.fixture
def one(tmp_path: Path) -> Worker:
    return Worker(tmp_path / "one")


@pytest.fixture
def two(tmp_path: Path) -> Worker:
    return Worker(tmp_path / "two")


@pytest.fixture
def here(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "here").create()


@pytest.fixture
def bring(here: DataDir) -> Bring:
    def bring(*workers: Worker, pages: bool = True) -> ImportReport:
        with (
            Archive.open(here.archive) as archive,
            SnapshotWriter(here.snapshots, find=archive.find_snapshot) as snapshots,
        ):
            found = [worker.data.root for worker in workers]
            return import_files(found, archive, Registry(()), snapshots=snapshots if pages else None)

    return bring


def everything(data: DataDir) -> dict[str, list[tuple[object, ...]]]:
    """Every row of what lasts, without the numbers that only this archive gives."""
    queries = {
        "articles": "SELECT id, version, version_since, first_seen, last_seen, gone_since, title, body FROM articles",
        "versions": "SELECT article, number, since, last_seen, content FROM versions",
        "runs": "SELECT portal, started, finished, grade, counts FROM runs",
        "fetches": "SELECT portal, url, fetched_at, status, outcome, article, digest, file IS NULL FROM fetches",
        "addresses": "SELECT portal, key, url, state, settled_at FROM addresses",
        "lists": "SELECT * FROM lists",
        "validators": "SELECT * FROM validators",
        "portals": "SELECT * FROM portals",
    }
    with closing(sqlite3.connect(data.archive)) as db:
        return {name: sorted(db.execute(query), key=repr) for name, query in queries.items()}


def opened(data: DataDir) -> Archive:
    return Archive.open(data.archive, readonly=True)


def test_two_workers_become_one_and_again_changes_nothing(
    one: Worker, two: Worker, here: DataDir, bring: Bring
) -> None:
    one.crawl(P, (1, 2, 3))
    two.crawl(P, (3, 4), T0 + DAY, grade="slow")
    two.crawl(Q, (7,), T0 + DAY)
    report = bring(one, two)
    assert (report.new, report.changed, report.unchanged, report.pages, report.runs) == (5, 0, 1, 6, 3)
    assert report.problems == ()
    before = everything(here)
    assert [len(before[name]) for name in ("articles", "fetches", "runs", "addresses", "lists")] == [5, 6, 3, 5, 2]
    again = bring(two, one, two)
    assert (again.new, again.changed, again.pages, again.runs) == (0, 0, 0, 0)
    assert everything(here) == before
    with opened(here) as archive:
        assert [r.grade for r in archive.runs(P)] == ["slow", "ok"]
        assert archive.latest_runs()[P].grade == "slow"
        both = archive.get(an_article(P, 3).id)
        assert both is not None
        assert (both.first_seen, both.last_seen, both.version) == (T0, T0 + DAY, 1)
        assert len(archive.fetches(an_article(P, 3).id)) == 2
        assert [p.name for p in archive.portals()] == [f"Cổng {Q}", f"Cổng {P}"]
    checked = verify(here)
    assert (checked.ok, checked.pages, checked.unused_pages) == (True, 6, 0)


def test_a_worker_that_has_gone_on_brings_only_what_is_new(
    one: Worker, two: Worker, here: DataDir, bring: Bring
) -> None:
    one.crawl(P, (1, 2))
    two.crawl(P, (5,), T0 + 2 * DAY, grade=None)
    bring(one, two)
    one.crawl(P, (2,), T0 + DAY, text="Tổ hai sửa lại lời: kênh đã nạo xong.")
    with closing(sqlite3.connect(two.data.archive)) as db, db:
        db.execute("UPDATE runs SET finished = ?, grade = 'ok'", ((T0 + 3 * DAY).isoformat(),))
    report = bring(one, two)
    assert (report.new, report.changed, report.pages, report.runs) == (0, 1, 1, 2)
    with opened(here) as archive:
        assert [v.changed for v in archive.versions(an_article(P, 2).id)] == [(), ("body",)]
        assert [(r.started, r.grade) for r in archive.runs(P)] == [(T0 + 2 * DAY, "ok"), (T0 + DAY, "ok"), (T0, "ok")]
    before = everything(here)
    bring(one, two)
    assert everything(here) == before


def test_killed_between_page_and_archive_it_is_simply_run_again(
    one: Worker, here: DataDir, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.crawl(P, (1, 2, 3))
    monkeypatch.setattr(merging, "_AT_ONCE", 2)
    written: list[int] = []
    write = SnapshotWriter.write

    def killed(self: SnapshotWriter, *page: object, **known: object) -> object:
        kept = write(self, *page, **known)  # type: ignore[arg-type]  # passed on
        written.append(1)
        if len(written) == 2:
            raise KeyboardInterrupt
        return kept

    with monkeypatch.context() as patch:
        patch.setattr(SnapshotWriter, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            bring(one)
    assert bring(one).problems == ()
    whole = everything(here)
    assert len(whole["articles"]) == len(whole["fetches"]) == 3
    checked = verify(here)
    assert (checked.ok, checked.unused_pages) == (True, 1)
    with Archive.open(here.archive) as archive:
        reextract(archive, here.snapshots, Registry(()), Topics(()))
    assert len(everything(here)["fetches"]) == 3, "the page that was written twice counts once"


def test_the_order_does_not_matter_and_nothing_is_taken_back(
    one: Worker, two: Worker, here: DataDir, bring: Bring, tmp_path: Path
) -> None:
    one.crawl(P, (1, 2))
    two.crawl(P, (1,), T0 + DAY, text="Tin đã sửa: kênh số một nạo xong.")
    with Archive.open(two.data.archive) as archive:
        archive.mark_gone(an_article(P, 1).id, T0 + 2 * DAY)
        archive.add_fetch(P, Fetch(address(P, 8), T0, 404, "gone"))
    bring(two, one)
    forward = everything(here)
    other = DataDir(tmp_path / "other").create()
    with Archive.open(other.archive) as archive, SnapshotWriter(other.snapshots) as pages:
        import_files([one.data.root, two.data.root], archive, Registry(()), snapshots=pages)
    assert everything(other) == forward
    with opened(here) as archive:
        gone = archive.get(an_article(P, 1).id)
        assert gone is not None
        assert (gone.gone_since, gone.version, gone.article.body) == (
            T0 + 2 * DAY, 2, "Tin đã sửa: kênh số một nạo xong.")  # fmt: skip
    one.crawl(P, (1,), T0 + 5 * DAY, text="Tin đã sửa: kênh số một nạo xong.")
    bring(one)
    bring(two)
    with opened(here) as archive:
        back = archive.get(an_article(P, 1).id)
        assert back is not None
        assert back.gone_since is None


def test_an_identity_found_better_there_moves_the_article_here(one: Worker, here: DataDir, bring: Bring) -> None:
    one.crawl(P, (1,))
    bring(one)
    with closing(sqlite3.connect(one.data.archive)) as db, db:
        db.execute("PRAGMA foreign_keys = ON")
        new = replace(an_article(P, 1), platform_id="001")
        db.execute("UPDATE articles SET id = ?, platform_id = '001'", (new.id,))
        db.execute("INSERT INTO removed VALUES (?, 9)", (an_article(P, 1).id,))
        db.execute("INSERT INTO removed VALUES ('neverhere', 10)")
    bring(one)
    with opened(here) as archive:
        assert [s.article.id for s in archive.iter_articles()] == [new.id]
        assert len(archive.fetches(new.id)) == 1


def test_pages_that_cannot_be_read_are_told_and_come_later(one: Worker, here: DataDir, bring: Bring) -> None:
    one.crawl(P, (1, 2))
    pages = next(one.data.snapshots.glob("*.warc.gz"))
    whole = pages.read_bytes()
    pages.write_bytes(whole[:-40])
    report = bring(one)
    assert (report.new, report.pages, len(report.problems)) == (2, 1, 1)
    assert "cannot be read" in report.problems[0].reason
    pages.write_bytes(whole)
    assert (bring(one).pages, bring(one).pages) == (1, 0)
    assert verify(here).ok


def test_what_was_unread_or_off_topic_comes_as_it_is(one: Worker, here: DataDir, bring: Bring) -> None:
    one.crawl(P, (1,))
    with Archive.open(one.data.archive) as archive, SnapshotWriter(one.data.snapshots) as pages:
        kept = pages.write(address(P, 4), 200, (), b"<html>?", T0, portal=P, left_out="not_an_article")
        archive.discover(P, [Candidate("4", address(P, 4)), Candidate("5", address(P, 5))])
        archive.settle(P, "4", "not_an_article", T0, "no text was found")
        archive.add_fetch(P, Fetch(address(P, 4), T0, 200, "not_an_article", kept))
        remember(archive, P, address(P, 1), Validator("article", '"1"', article=an_article(P, 1).id), T0)
    bring(one)
    with opened(here) as archive:
        assert archive.outcomes(P) == {"article": 1, "not_an_article": 1, "pending": 1}
        assert remembered(archive, P, address(P, 1)) == Validator("article", '"1"', article=an_article(P, 1).id)
    with Archive.open(one.data.archive) as archive:
        archive.settle(P, "5", "failed", T0 + DAY, "status 500")
        archive.put(an_article(P, 4), seen_at=T0, fetch=None)
        with archive.writing() as db:
            update = "UPDATE fetches SET article = ?, outcome = 'article' WHERE article IS NULL"
            db.execute(update, (an_article(P, 4).id,))
    bring(one)
    with opened(here) as archive:
        assert archive.outcomes(P) == {"article": 1, "failed": 1, "not_an_article": 1}
        assert [f.outcome for f in archive.fetches(an_article(P, 4).id)] == ["article"]


@pytest.mark.parametrize(("grade", "complete"), [("ok", 1), (None, 0)])
def test_a_list_left_half_way_is_walked_again(
    one: Worker, two: Worker, here: DataDir, bring: Bring, grade: str | None, complete: int
) -> None:
    """Unless a later run walked it to its end."""
    two.crawl(P, (2,), T0, grade=None)
    one.crawl(P, (1,), T0 + DAY)
    one.crawl(P, (1,), T0 + 2 * DAY, grade=grade)
    bring(one, two)
    assert [row[2] for row in everything(here)["lists"]] == [complete]


def test_without_snapshots_of_its_own_it_brings_the_texts(one: Worker, here: DataDir, bring: Bring) -> None:
    one.crawl(P, (1,))
    assert (bring(one, pages=False).pages, bring(one).pages) == (0, 1)
    with Archive.open(here.archive) as archive:
        assert update_reprints(archive).compared == 1


def test_directories_that_cannot_be_brought_in(one: Worker, here: DataDir, bring: Bring, tmp_path: Path) -> None:
    one.crawl(P, (1,))
    one.data.archive.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    with Archive.open(here.archive) as archive:
        found = import_files([here.root, one.data.root, tmp_path], archive, Registry(())).problems
    says = ("is the data directory itself", "is damaged", "a directory without an archive")
    assert [what in problem.reason for what, problem in zip(says, found, strict=True)] == [True, True, True]


def test_merged_texts_of_three_workers_settle(one: Worker, two: Worker, bring: Bring, here: DataDir) -> None:
    """A page that goes back to its former text has three versions, whoever saw which."""
    for worker, at, text in ((one, T0, "A"), (two, T0 + DAY, "B"), (one, T0 + 2 * DAY, "A")):
        worker.crawl(P, (1,), at, text=f"Bản {text} của tin, đủ dài để đọc.")
    bring(one, two)
    bring(one, two)
    with opened(here) as archive:
        texts = [v.article.body[4] for v in archive.versions(an_article(P, 1).id)]
    assert texts in (["B", "A"], ["A", "B", "A"])


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk."""
    monkeypatch.setattr("os.fsync", lambda fd: None)
