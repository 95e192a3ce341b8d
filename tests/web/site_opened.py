"""The application over some data, as the tests ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import site_corpus
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crawler.archive.datadir import DataDir
from search_ui import create_app


class Reader(FlaskClient):
    """Reads every answer to its end, so that no file stays open."""

    def open(self, *args: Any, **named: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **named})


@dataclass
class Served:
    """An application, and how to let go of its files."""

    app: Flask

    def close(self) -> None:
        self.app.extensions["danvan"].close()


def open_site(data: DataDir) -> Served:
    """The site over ``data`` at the time of the corpus, without limits of rate."""
    app = create_app(data)
    app.config["NOW"] = site_corpus.NOW
    app.extensions["danvan-limiter"].enabled = False
    app.test_client_class = Reader
    return Served(app)
