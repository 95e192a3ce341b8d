"""What the pages stand on: one searcher for the process, one archive connection for each request."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from weakref import WeakSet

from flask import current_app, g

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.items import VIETNAM
from indexer.figures.table import FILE, FigureTable, open_table
from indexer.search import Searcher, SearchPage, SearchParams
from search_ui.coverage import Tally

PATIENCE = 5.0
"""Seconds a page waits for an archive that another program has locked."""
SPARING = 20.0
"""A count of the archive serves for so many times the time it took: counting takes a twentieth of the time at most."""
SAMPLE_PREFIX = "sample-"
"""Ids of the stand-in portals begin with this; pages that show their articles say so."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A tally, the state of the archive it was taken at, and until when it serves although the archive has changed."""

    state: tuple[str, int]
    good_until: float
    tally: Tally


class Site:
    """The data directory as the pages see it. Safe to use from several threads."""

    def __init__(self, data: DataDir) -> None:
        self.data = data
        self._searcher: Searcher | None = None
        self._searched: tuple[int, int] | None = None
        self._tally: _Counted | None = None
        self._figures: tuple[tuple[int, int] | None, FigureTable | None] = None, None
        self._lock = threading.Lock()
        self._inherited: list[Searcher] = []
        _sites.add(self)

    def searcher(self) -> Searcher:
        """The one searcher, opened at its first use; raises `DanvanError` when there is no index that can be used.

        It notices a new index by itself; an archive that was put in the place of another one needs a new searcher.
        """
        archive = _file(self.data.archive)
        with self._lock:
            if self._searcher is None or self._searched != archive:
                self._searcher, self._searched = Searcher(self.data), archive
            return self._searcher

    def start_anew(self) -> None:
        """In a forked process: leave what was opened before to the process that opened it.

        SQLite forbids to use or close a connection on the other side of a fork; and another thread may have held the
        lock in that moment.
        """
        if self._searcher is not None:
            self._inherited.append(self._searcher)
        self._searcher, self._lock = None, threading.Lock()

    def search(self, params: SearchParams) -> SearchPage:
        """The page of results; raises `DanvanError` without a usable index, `QueryError` for a query it cannot read."""
        return self.searcher().search(params)

    def figures(self) -> FigureTable | None:
        """The figures of all articles; None until `danvan index` has read them. Notices a new table by itself."""
        file = _file(self.data.index / FILE)
        if file is None or self._figures[0] != file:
            self._figures = file, open_table(self.data.index)
        return self._figures[1]

    def close(self) -> None:
        """Close what the process holds open; the next search opens it again."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = None

    def archive(self) -> Archive | None:
        """This request's connection, only reading; None when nothing has been collected yet. Raises `DanvanError`."""
        if "archive" not in g:
            g.archive = (
                Archive.open(self.data.archive, readonly=True, timeout=PATIENCE) if self.data.archive.exists() else None
            )
        return cast("Archive | None", g.archive)

    def close_archive(self) -> None:
        """End this request's connection, if it had one."""
        archive = g.pop("archive", None)
        if archive is not None:
            archive.close()

    def tally(self, archive: Archive) -> Tally:
        """What ``archive`` holds by portal; read again only after it has changed.

        While a crawl writes, a large archive changes faster than it can be counted; an older count serves then.
        """
        state = (archive.identity(), archive.last_seq())
        known = self._tally
        if known and (known.state == state or time.monotonic() < known.good_until):
            return known.tally
        began = time.monotonic()
        tally = Tally.of(archive)
        took = time.monotonic() - began
        self._tally = _Counted(state, began + took * (1 + SPARING), tally)
        return tally

    def is_empty(self) -> bool:
        """Whether nothing has been collected yet."""
        archive = self.archive()
        return archive is None or archive.last_seq() == 0

    def has_sample(self) -> bool:
        """Whether some of what is shown comes from the stand-in portals."""
        archive = self.archive()
        return archive is not None and archive.has_portal(SAMPLE_PREFIX)


_sites: WeakSet[Site] = WeakSet()


def _forked() -> None:
    for each in list(_sites):
        each.start_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)  # a server may load the application before it makes its workers


def _file(path: Path) -> tuple[int, int] | None:
    """Which file stands at ``path``: its device and number; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def site() -> Site:
    """The site that the current application serves."""
    return cast(Site, current_app.extensions["danvan"])


def now() -> datetime:
    """The time in Vietnam, or the one that the application is configured with as ``NOW``."""
    fixed: datetime | None = current_app.config.get("NOW")
    return fixed or datetime.now(VIETNAM)
