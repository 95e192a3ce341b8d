"""An index of the synthetic corpus, built once: a full build and an update, so that there are several segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from indexer.build import update_index
from indexer.engine.columns import ColumnEngine
from indexer.engine.scoring import PLAIN
from tests.index.corpus import PORTALS, articles

SEEN = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
Put = Callable[[DataDir, Sequence[Article]], None]


def put_all(data: DataDir, listed: Sequence[Article]) -> None:
    """Store articles, and the portals of the corpus."""
    with Archive.open(data.archive) as archive, archive.batch():
        for number, portal in enumerate(PORTALS):
            level = ("xa", "huyen", "tinh")[number % 3]
            archive.put_portal(PortalRecord(portal, portal.title(), level, f"place-{number % 4}"))
        for article in listed:
            archive.put(article, seen_at=SEEN)


@pytest.fixture(scope="session")
def listed() -> list[Article]:
    """The corpus as it stands in the index: 260 articles, the first five with a second text."""
    old = articles(260)
    return [*articles(5, seed=99), *old[5:]]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory, listed: list[Article]) -> DataDir:
    """A data directory whose index has several segments and deleted documents."""
    data = DataDir(tmp_path_factory.mktemp("indexed")).create()
    put_all(data, articles(260)[:230])
    update_index(data, processes=1, words=False)
    put_all(data, listed)
    update_index(data, processes=1, words=False)
    return data


@pytest.fixture(scope="session")
def plain(indexed: DataDir) -> ColumnEngine:
    """The engine without anything that Whoosh does not score."""
    return ColumnEngine(indexed.index, PLAIN)


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    """An empty data directory."""
    return DataDir(tmp_path / "data").create()
