"""Mends what `crawler.archive.verify` finds, as far as it can be mended; nothing is ever deleted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from crawler.archive.articles import next_seq
from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.queries import stored
from crawler.archive.salvage import salvage, want_lost_articles
from crawler.archive.snapshots import mend
from crawler.archive.store import Archive
from crawler.archive.verify import Report, verify
from crawler.errors import DanvanError
from crawler.items import VIETNAM
from crawler.portals import Registry
from crawler.reextract import FindsTopics, reextract
from crawler.text import fingerprint


def repair(data: DataDir, registry: Registry, topics: FindsTopics) -> list[str]:
    """Mend the data directory and return a sentence for each thing that was done; empty when nothing had to be.

    A damaged archive is put aside under another name; what can be read in it is copied, and the rest is extracted again
    from the stored pages. Raises `DanvanError` when another process is writing, or when even this is impossible.
    """
    with exclusive(data.crawl_lock, "crawl, import or repair"):
        report = verify(data)
        done = _mend_torn_files(report)
        kinds = {problem.kind for problem in report.problems if problem.mendable}
        if "archive" in kinds or "missing archive" in kinds:
            done += _rebuild(data, registry, topics)
        elif "article" in kinds:
            done += _mend_articles(data)
    return done


def _mend_torn_files(report: Report) -> list[str]:
    done = []
    for problem in report.problems:
        if problem.kind == "torn file" and mend(Path(problem.where)):
            done.append(f"A half-written record at the end of {problem.where} was cut off.")
    return done


def _rebuild(data: DataDir, registry: Registry, topics: FindsTopics) -> list[str]:
    """A new archive takes the place of the damaged one when it is complete; killed before, all is as it was."""
    done = []
    new = data.archive.with_name(data.archive.name + ".rebuilding")
    for part in _parts(new):
        part.unlink()
    with Archive.open(new) as archive:
        if data.archive.exists():
            saved = salvage(data.archive, archive)
            done.append(f"{saved.get('articles', 0):,} articles could be read in the damaged archive and were copied.")
        report = reextract(archive, data.snapshots, registry, topics)
        done.append(f"{report.new:,} articles were extracted again from {report.pages:,} stored pages.")
        wanted = want_lost_articles(archive)
        if wanted:
            done.append(f"{wanted:,} pages are lost; the next `danvan crawl` fetches them again.")
    try:
        done += _put_aside(data.archive)
        new.rename(data.archive)
    except OSError as error:
        raise DanvanError(
            f"The new archive {new} cannot take the place of {data.archive} ({error.strerror}). "
            "Check who may write in that directory and run `danvan verify --repair` again."
        ) from error
    return [*done, "The index belongs to the old archive: run `danvan index --rebuild`."]


def _parts(path: Path) -> list[Path]:
    """The file of an archive and its log files, as far as they exist. The log may hold the newest articles."""
    return [part for ending in ("", "-wal", "-shm") if (part := path.with_name(path.name + ending)).exists()]


def _put_aside(path: Path) -> list[str]:
    name = f"{path.name}.damaged-{datetime.now(VIETNAM):%Y%m%d-%H%M%S}"
    for part in _parts(path):
        part.rename(path.with_name(part.name.replace(path.name, name, 1)))
    return [f"The damaged archive was put aside as {path.with_name(name)}."] if path.with_name(name).exists() else []


def _mend_articles(data: DataDir) -> list[str]:
    """Fingerprints and sequence numbers can be worked out again."""
    mended = 0
    with Archive.open(data.archive) as archive, archive.writing() as db:
        newest = int(db.execute("SELECT max(seq) FROM articles").fetchone()[0] or 0)
        db.execute("UPDATE state SET value = max(CAST(value AS INTEGER), ?) WHERE name = 'seq'", (newest,))
        for row in db.execute("SELECT * FROM articles").fetchall():
            article = stored(row).article
            right = fingerprint(article.body)
            if article.body and article.fingerprint != right:
                values = (right, next_seq(db), row["id"])
                db.execute("UPDATE articles SET fingerprint = ?, seq = ? WHERE id = ?", values)
                mended += 1
    return [f"The fingerprints of {mended:,} articles were worked out again."] if mended else []
