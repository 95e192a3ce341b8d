"""The site over a small real archive and index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import site_corpus
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crawler.archive.datadir import DataDir
from search_ui import create_app


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return site_corpus.build(tmp_path_factory.mktemp("site"))


class Reader(FlaskClient):
    """Reads every answer to its end, so that no file stays open."""

    def open(self, *args: Any, **named: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **named})


@pytest.fixture(scope="session")
def app(site_data: DataDir) -> Iterator[Flask]:
    with closing(open_site(site_data)) as site:
        yield site.app


@pytest.fixture
def client_of() -> Iterator[Callable[[DataDir], FlaskClient]]:
    """A client of the site over some data."""
    with ExitStack() as stack:
        yield lambda data: stack.enter_context(closing(open_site(data))).app.test_client()


@dataclass
class Served:
    """An application, and how to let go of its files."""

    app: Flask

    def close(self) -> None:
        self.app.extensions["danvan"].close()


def open_site(data: DataDir) -> Served:
    app = create_app(data)
    app.config["NOW"] = site_corpus.NOW
    app.extensions["danvan-limiter"].enabled = False
    app.test_client_class = Reader
    return Served(app)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def own_data(site_data: DataDir, tmp_path: Path) -> DataDir:
    """A copy that a test may damage."""
    shutil.copytree(site_data.root, tmp_path / "data")
    return DataDir(tmp_path / "data")
