"""The site over a small real archive and index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import site_corpus
from flask import Flask
from flask.testing import FlaskClient
from site_opened import open_site

from crawler.archive.datadir import DataDir


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return site_corpus.build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def app(site_data: DataDir) -> Iterator[Flask]:
    with closing(open_site(site_data)) as site:
        yield site.app


@pytest.fixture
def client_of() -> Iterator[Callable[[DataDir], FlaskClient]]:
    """A client of the site over some data."""
    with ExitStack() as stack:
        yield lambda data: stack.enter_context(closing(open_site(data))).app.test_client()


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def own_data(site_data: DataDir, tmp_path: Path) -> DataDir:
    """A copy that a test may damage."""
    shutil.copytree(site_data.root, tmp_path / "data")
    return DataDir(tmp_path / "data")
