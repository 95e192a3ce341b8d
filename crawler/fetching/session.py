"""What the parts of one crawl share: archive, snapshots, topics, options, and the wish to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from scrapy.crawler import Crawler

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.fetching.tally import PortalReport
from crawler.topics import Topics


class Progress(Protocol):
    """What a crawl calls as it goes: articles dealt with so far, and how many are known to wait in all."""

    def __call__(self, done: int, total: int | None = None) -> None: ...


@dataclass(slots=True)
class Session:
    """One crawl. Made by `crawl_session`, which holds the lock and closes the files."""

    archive: Archive
    snapshots: SnapshotWriter
    topics: Topics
    options: CrawlOptions
    progress: Progress | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the crawl is to end: no further request is sent."""
    reports: list[PortalReport] = field(default_factory=list)
    error: Exception | None = None
    """What made going on impossible, such as a full disk."""
    done: int = 0
    total: int = 0
    """Articles dealt with and known to wait, over all portals, for the progress."""

    def fail(self, error: Exception) -> None:
        """End the crawl because of something that concerns all portals."""
        self.error = self.error or error
        self.stop.set()

    def step(self, done: int = 0, found: int = 0) -> None:
        """Tell the progress that articles were dealt with or found."""
        self.done += done
        self.total += found
        if self.progress is not None:
            self.progress(self.done, max(self.total, self.done))


@contextmanager
def crawl_session(data: DataDir, options: CrawlOptions, progress: Progress | None = None) -> Iterator[Session]:
    """Hold the crawl lock of ``data`` and keep its files open; raises `DanvanError` when that cannot be."""
    data.create()
    with (
        exclusive(data.crawl_lock, "crawl"),
        Archive.open(data.archive) as archive,
        SnapshotWriter(data.snapshots, find=archive.find_snapshot) as snapshots,
    ):
        yield Session(archive, snapshots, Topics.load(None), options, progress)


def session_of(crawler: Crawler) -> Session:
    """The session of the crawl that ``crawler`` runs."""
    session = getattr(crawler.spider, "session", None)
    if not isinstance(session, Session):
        raise TypeError("These pipelines belong to the spider `portal`.")
    return session
