"""A second copy of what lasts, made while danvan works, and back again.

A copy is a directory with ``archive.sqlite3`` and ``snapshots/``. The archive is copied first: a page lies in its file
before the archive knows of it, so that every page the copied archive names is in the files copied after it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.database import connect, told
from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.schema import check, renew_identity
from crawler.archive.store import Archive
from crawler.errors import DanvanError


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds now, and how much of it was copied this time."""

    articles: int
    files: int
    """Files of stored pages in the copy."""
    copied_files: int
    """Of them, those that were new or had grown."""
    copied_bytes: int
    """With the archive, which is copied whole every time."""


def back_up(data: DataDir, target: Path) -> Copied:
    """Bring the copy of ``data`` in the directory ``target`` up to date; crawls and searches go on meanwhile.

    A copy that stops halfway leaves the archive of the copy before it. Raises `DanvanError`.
    """
    if not data.archive.exists():
        raise DanvanError(f"There is no archive in {data.root} to back up. Set DANVAN_DATA to the data directory.")
    copy = DataDir(target)
    if copy.root.resolve() == data.root.resolve():
        raise DanvanError(f"{target} is the data directory itself. Name another directory, best on another disk.")
    with _writing(target):
        copy.snapshots.mkdir(parents=True, exist_ok=True)
        _copy_archive(data.archive, copy.archive)
        copied = _copy_pages(data.snapshots, copy.snapshots)
    return _counted(copy, copied)


def restore(source: Path, data: DataDir) -> Copied:
    """Put the copy in ``source`` into ``data``, which must hold no archive and no index, in today's format.

    The archive comes last, under a new identity, so that no index of its former life fits it.
    Raises `DanvanError`; nothing that was in ``data`` is touched.
    """
    copy = DataDir(source)
    if not copy.archive.exists():
        raise DanvanError(
            f"There is no copy in {source}: archive.sqlite3 is missing. Name a directory of `danvan backup`."
        )
    data.create()
    with exclusive(data.crawl_lock, "restore"):
        for path in (data.archive, data.index):
            if path.exists():
                raise DanvanError(
                    f"{path} is there already. Restore into an empty directory (set DANVAN_DATA), or move it away."
                )
        with _writing(data.root):
            data.snapshots.mkdir(exist_ok=True)
            copied = _copy_pages(copy.snapshots, data.snapshots)
            _copy_archive(copy.archive, data.archive)
        with Archive.open(data.archive) as archive, archive.writing() as db:
            renew_identity(db)
    return _counted(data, copied)


def _copy_archive(source: Path, target: Path) -> None:
    """One file, as the archive is at this moment; found sound before it takes the place of the one before."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    with told(source), closing(connect(source, readonly=True)) as db:
        check(db, source)
        with told(target), closing(sqlite3.connect(partial)) as out:
            db.backup(out)  # in one step: a step of its own would begin again whenever a crawl has written
            out.execute("PRAGMA journal_mode = DELETE")
            found = out.execute("PRAGMA quick_check(1)").fetchone()[0].splitlines()
    if found != ["ok"]:
        partial.unlink()
        raise DanvanError(
            f"The archive {source} is damaged ({found[-1]}). Run `danvan verify --repair`; nothing was copied."
        )
    _settle(partial, target)


def _copy_pages(source: Path, target: Path) -> list[int]:
    """Sizes of the files that were new, or had another size or time."""
    sizes = []
    for path in sorted(source.glob("*.warc.gz")):
        there, here = target / path.name, path.stat()
        if there.exists() and (there.stat().st_size, there.stat().st_mtime_ns) == (here.st_size, here.st_mtime_ns):
            continue
        partial = there.with_name(there.name + ".partial")
        shutil.copyfile(path, partial)
        os.utime(partial, ns=(here.st_atime_ns, here.st_mtime_ns))
        _settle(partial, there)
        sizes.append(here.st_size)
    return sizes


def _settle(partial: Path, target: Path) -> None:
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(target)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DanvanError(
            f"Copying to {target} failed ({error.strerror or error}). Free some space there or check who may write "
            "there, and run the command again; what was copied before stays."
        ) from error


def _counted(copy: DataDir, copied: list[int]) -> Copied:
    files = len(list(copy.snapshots.glob("*.warc.gz")))
    size = copy.archive.stat().st_size
    with told(copy.archive), closing(connect(copy.archive, readonly=True)) as db:
        articles = int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    return Copied(articles, files, len(copied), sum(copied) + size)
