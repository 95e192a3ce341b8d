"""The pages and the command line of danvan."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from crawler.archive.datadir import DataDir


def create_app(data: DataDir | None = None) -> Flask:
    """The web application over ``data``, default the directory ``DANVAN_DATA`` names.

    ``flask --app search_ui run`` and WSGI servers find it here. Imported only when called, so that the command line
    starts without Flask.
    """
    from search_ui.app import create_app as build

    return build(data)
