"""Where everything that lasts is kept: the paths inside the data directory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import DanvanError


@dataclass(frozen=True, slots=True)
class DataDir:
    """The data directory (``DANVAN_DATA``, default ``data/``) and what stands where inside it."""

    root: Path

    @classmethod
    def from_environment(cls) -> DataDir:
        """The directory that ``DANVAN_DATA`` names, or ``data`` in the working directory."""
        return cls(Path(os.environ.get("DANVAN_DATA") or "data"))

    def create(self) -> DataDir:
        """Make the directory if it is not there; raises `DanvanError` when it cannot be written."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DanvanError(
                f"The data directory {self.root} cannot be created ({error.strerror}). "
                "Set DANVAN_DATA to a directory you may write to."
            ) from error
        return self

    @property
    def archive(self) -> Path:
        """The record: one SQLite file."""
        return self.root / "archive.sqlite3"

    @property
    def snapshots(self) -> Path:
        """WARC files of every fetched article page."""
        return self.root / "snapshots"

    @property
    def index(self) -> Path:
        """The Whoosh index and its arrays; disposable, rebuilt from the archive."""
        return self.root / "index"

    @property
    def crawl_lock(self) -> Path:
        """Held while a crawl, import or re-extraction writes to the archive."""
        return self.root / "crawl.lock"

    @property
    def index_lock(self) -> Path:
        """Held while an index is being built."""
        return self.root / "index.lock"

    @property
    def update_lock(self) -> Path:
        """Held by ``danvan update`` from its crawl to the end of its indexing."""
        return self.root / "update.lock"
