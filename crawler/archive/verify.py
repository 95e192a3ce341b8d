"""Is everything that was kept still there and still right? Reads the whole archive and every stored page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from crawler.archive import queries
from crawler.archive.database import BadRowError
from crawler.archive.datadir import DataDir
from crawler.archive.snapshots import BrokenSnapshot, iter_snapshots
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.text import fingerprint

Kind = Literal["missing archive", "archive", "article", "stored page", "torn file"]
Progress = Callable[[str, int], None]
"""Told what is being read (``articles`` or ``pages``) and how many are done."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    kind: Kind
    where: str
    what: str
    mendable: bool
    """Whether `crawler.repair.repair` can do something about it."""


@dataclass(slots=True)
class Report:
    """What was looked at, and what is wrong with it."""

    articles: int = 0
    versions: int = 0
    """Older texts beside the current ones."""
    pages: int = 0
    """Stored pages that could be read."""
    unused_pages: int = 0
    """Stored pages that no fetch in the archive refers to, as after a killed crawl; nothing is wrong with them."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(data: DataDir, progress: Progress | None = None) -> Report:
    """Check the archive and the snapshots of a data directory; changes nothing.

    Raises `DanvanError` when there is nothing to check or the archive belongs to a newer danvan.
    """
    told = progress or (lambda what, done: None)
    report = Report()
    has_pages = any(data.snapshots.glob("*.warc.gz"))
    if not data.archive.exists():
        if not has_pages:
            raise DanvanError(
                f"There is nothing to verify in {data.root}. Run `danvan crawl` or `danvan import FILE` first."
            )
        report.problems.append(
            Problem("missing archive", str(data.archive), "is not there, but stored pages are", True)
        )
    references = _check_archive(data.archive, report, told) if data.archive.exists() else {}
    _check_pages(data.snapshots, references, report, told)
    return report


References = dict[tuple[str, int], str]
"""Digest that the archive expects of each stored page."""


def _check_archive(path: Path, report: Report, told: Progress) -> References:
    try:
        with Archive.open(path, readonly=True) as archive, archive.reading() as db:
            for what in _sqlite_problems(db):
                report.problems.append(Problem("archive", str(path), what, True))
            _check_articles(db, report, told)
            rows = db.execute("SELECT file, offset, digest FROM fetches WHERE file IS NOT NULL")
            return {(row["file"], row["offset"]): row["digest"] for row in rows}
    except DanvanError as error:
        if "newer danvan" in str(error) or "not a danvan archive" in str(error):
            raise
        report.problems.append(Problem("archive", str(path), str(error), True))
        return {}


def _sqlite_problems(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield f"SQLite finds: {row[0]}"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"row {row['rowid']} of {row['table']} refers to a row of {row['parent']} that is not there"


def _check_articles(db: sqlite3.Connection, report: Report, told: Progress) -> None:
    newest = int(db.execute("SELECT value FROM state WHERE name = 'seq'").fetchone()[0])
    for row in db.execute("SELECT * FROM articles ORDER BY rowid"):
        report.articles += 1
        told("articles", report.articles)
        report.problems += _article_problems(db, row, newest)
        report.versions += row["version"] - 1


def _article_problems(db: sqlite3.Connection, row: sqlite3.Row, newest: int) -> Iterator[Problem]:
    """What is wrong with one article."""
    name = row["id"]
    try:
        article = queries.stored(row).article
        older = [version.number for version in queries.versions(db, name)[:-1]]
    except BadRowError as error:
        yield Problem("archive", name, f"cannot be read ({error})", True)
        return
    if article.id != name:
        yield Problem("article", name, f"its id should be {article.id}", False)
    if article.body and article.fingerprint != fingerprint(article.body):
        yield Problem("article", name, "its fingerprint does not fit its text", True)
    if older != list(range(1, row["version"])):
        yield Problem("article", name, f"it has had {row['version']} texts; of the older ones {older} are kept", False)
    if row["seq"] > newest:
        yield Problem("article", name, f"its sequence number {row['seq']} is beyond the archive's {newest}", True)


def _check_pages(directory: Path, references: References, report: Report, told: Progress) -> None:
    missing = dict(references)
    for found in iter_snapshots(directory):
        if isinstance(found, BrokenSnapshot):
            kind: Kind = "torn file" if found.torn else "stored page"
            where = str(directory / found.file)
            report.problems.append(Problem(kind, where, f"a record cannot be read ({found.reason})", found.torn))
            continue
        report.pages += 1
        told("pages", report.pages)
        place = (found.ref.file, found.ref.offset)
        expected = missing.pop(place, None)
        if place not in references:
            report.unused_pages += 1
        elif expected is not None and expected != found.ref.digest:
            what = f"the page at byte {place[1]} of {found.url} is not the one that was fetched"
            report.problems.append(Problem("stored page", str(directory / place[0]), what, False))
    for file, offset in missing:
        what = f"the archive refers to a page at byte {offset} that is not there"
        report.problems.append(Problem("stored page", str(directory / file), what, False))
