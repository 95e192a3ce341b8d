"""The site over a small real archive and index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import site_corpus
from flask import Flask
from flask.testing import FlaskClient

from crawler.archive.datadir import DataDir
from search_ui import create_app


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return site_corpus.build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def app(site_data: DataDir) -> Flask:
    app = create_app(site_data)
    app.config["NOW"] = site_corpus.NOW
    return app


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture
def own_data(site_data: DataDir, tmp_path: Path) -> DataDir:
    """A copy that a test may damage."""
    shutil.copytree(site_data.root, tmp_path / "data")
    return DataDir(tmp_path / "data")
