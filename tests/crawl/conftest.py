"""Crawls in tests: real HTTP servers on loopback, and settings that wait little."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import store
from crawler.archive.database import connect
from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.fetching.tally import CrawlReport
from crawler.items import Article
from crawler.portals import Portal
from crawler.running import crawl
from crawler.sample import Samples, serve

QUICK = {"PORTAL_DELAY": 0.0, "FAULT_PAUSE": 0.01, "BLOCK_PAUSE_DEFAULT": 0.05, "DOWNLOAD_TIMEOUT": 5}

Crawl = Callable[..., CrawlReport]


@pytest.fixture(autouse=True, scope="session")
def quick_disk() -> Iterator[None]:
    """No waiting for the disk: what survives a kill is tested in processes of their own."""

    def connect_quickly(path: Path, **options: Any) -> sqlite3.Connection:
        db = connect(path, **options)
        db.execute("PRAGMA synchronous = OFF")
        return db

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda fd: None)
        patch.setattr(store, "connect", connect_quickly)
        yield


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def samples() -> Iterator[Samples]:
    with serve() as portals:
        yield portals


@pytest.fixture
def run(data: DataDir) -> Crawl:
    """Crawl portals into the test's data directory; ``settings`` and options as keywords."""

    def run(portals: Sequence[Portal], settings: dict[str, Any] | None = None, **options: Any) -> CrawlReport:
        options.setdefault("all_topics", True)
        return crawl(portals, data, CrawlOptions(**options), settings=QUICK | (settings or {}))

    return run


@pytest.fixture
def archived(data: DataDir) -> Callable[[], list[Article]]:
    """The articles in the archive."""

    def archived() -> list[Article]:
        with Archive.open(data.archive, readonly=True) as archive:
            return [stored.article for stored in archive.iter_articles()]

    return archived
