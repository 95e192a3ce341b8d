"""What several verbs share: the data directory, JSON output, progress bars, options."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click
from tqdm import tqdm

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.errors import DanvanError


class Progress(Protocol):
    """What long work calls as it goes: units done so far, and in all when it is known."""

    def __call__(self, done: int, total: int | None = None) -> None: ...


def data_dir() -> DataDir:
    """The data directory of this run."""
    return DataDir.from_environment()


def open_archive(data: DataDir) -> Archive:
    """The archive, read-only; raises `DanvanError` when there is none yet."""
    if not data.archive.exists():
        raise DanvanError(
            f"There is no archive in {data.root} yet. Run `danvan crawl` or `danvan import` first, or set DANVAN_DATA."
        )
    return Archive.open(data.archive, readonly=True)


def link_reprints(data: DataDir) -> None:
    """Find out which articles are the same news as others; quick when little is new."""
    from crawler.archive.locks import exclusive
    from crawler.archive.reprints import update_reprints

    with exclusive(data.crawl_lock, "crawl, import or search for reprints"), Archive.open(data.archive) as archive:
        update_reprints(archive)


def print_json(value: Any) -> None:
    """One JSON document on standard output, Vietnamese letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress_bar(label: str, unit: str) -> Iterator[Progress]:
    """A bar on standard error, shown only to a person (a terminal); yields the function to report to."""
    with tqdm(desc=label, unit=" " + unit, disable=not sys.stderr.isatty(), leave=False, file=sys.stderr) as bar:

        def report(done: int, total: int | None = None) -> None:
            if total is not None:
                bar.total = total
            bar.update(done - bar.n)

        yield report


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``2,310 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
