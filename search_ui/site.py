"""What the pages stand on: one searcher for the process, one archive connection for each request."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import cast

from flask import current_app, g

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.items import VIETNAM
from indexer.search import Searcher, SearchPage, SearchParams
from search_ui.coverage import Tally

PATIENCE = 5.0
"""Seconds a page waits for an archive that another program has locked."""
SAMPLE_PREFIX = "sample-"
"""Ids of the stand-in portals begin with this; pages that show their articles say so."""


class Site:
    """The data directory as the pages see it. Safe to use from several threads."""

    def __init__(self, data: DataDir) -> None:
        self.data = data
        self._searcher: Searcher | None = None
        self._tally: tuple[tuple[str, int], Tally] | None = None
        self._lock = threading.Lock()

    def searcher(self) -> Searcher:
        """The one searcher, opened at its first use; raises `DanvanError` when there is no index that can be used."""
        with self._lock:
            if self._searcher is None:
                self._searcher = Searcher(self.data)
            return self._searcher

    def search(self, params: SearchParams) -> SearchPage:
        """The page of results; raises `DanvanError` without a usable index, `QueryError` for a query it cannot read."""
        return self.searcher().search(params)

    def forget_searcher(self) -> None:
        """Open the index anew at the next search, after it could not be used."""
        with self._lock:
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

    def tally(self) -> Tally:
        """What the archive holds by portal; read again only after the archive has changed."""
        archive = self.archive()
        if archive is None:
            return Tally()
        state = (archive.identity(), archive.last_seq())
        known = self._tally
        if known is None or known[0] != state:
            known = self._tally = (state, Tally.of(archive))
        return known[1]

    def is_empty(self) -> bool:
        """Whether nothing has been collected yet."""
        archive = self.archive()
        return archive is None or archive.count() == 0

    def has_sample(self) -> bool:
        """Whether some of what is shown comes from the stand-in portals."""
        archive = self.archive()
        return archive is not None and any(p.id.startswith(SAMPLE_PREFIX) for p in archive.portals())


def site() -> Site:
    """The site that the current application serves."""
    return cast(Site, current_app.extensions["danvan"])


def now() -> datetime:
    """The time in Vietnam, or the one that the application is configured with as ``NOW``."""
    fixed: datetime | None = current_app.config.get("NOW")
    return fixed or datetime.now(VIETNAM)
