"""The web application: what every page has in common, and nothing of any single page."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, url_for
from markupsafe import Markup

from crawler.archive.datadir import DataDir
from indexer.facets import LEVEL_LABELS
from search_ui import delivery, formats, limits, params, views, wording
from search_ui.errors import register_errors
from search_ui.export_links import export_links, feed_link, file_links
from search_ui.frame import frame
from search_ui.plain import plain
from search_ui.reading import joined
from search_ui.site import Site, site

STATIC_MAX_AGE = 31_536_000
"""Seconds a browser keeps a static file: a year, for its address changes with its content."""


def create_app(data: DataDir | None = None) -> Flask:
    """The site over ``data``, default the directory ``DANVAN_DATA`` names. Opens nothing until the first request."""
    app = Flask("search_ui")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_MAX_AGE
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it, the base class does not
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # as above
    app.extensions["danvan"] = Site(data or DataDir.from_environment())
    _set_up_templates(app)
    wording.set_up(app)
    for page in pages():
        app.register_blueprint(page)
    limits.set_up(app)
    register_errors(app)
    delivery.set_up(app)
    app.teardown_appcontext(lambda _error: site().close_archive())
    return app


def pages() -> Iterator[Blueprint]:
    """The ``blueprint`` of every module in `search_ui.views`: adding a page is adding a file."""
    for found in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        blueprint = getattr(importlib.import_module(found.name), "blueprint", None)
        if isinstance(blueprint, Blueprint):
            yield blueprint


def _set_up_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "finalize": _finalize, "autoescape": True}
    app.jinja_env.filters.update(
        number=formats.number,
        sentence=formats.sentence,
        joined=joined,
        percent=formats.percent,
        decimal=formats.decimal,
        typed_day=formats.typed_day,
        day=formats.day,
        moment=formats.moment,
        month=formats.month,
        host=formats.host,
        ending=formats.ending,
        beginning=formats.beginning,
        web_address=formats.web_address,
    )
    fingerprints = {p.name: hashlib.blake2b(p.read_bytes(), digest_size=4).hexdigest() for p in _static_files(app)}
    app.jinja_env.globals.update(
        search_url=params.url,
        change=params.change,
        export_links=export_links,
        feed_link=feed_link,
        file_links=file_links,
        levels=LEVEL_LABELS,
        static=lambda name: url_for("static", filename=name, v=fingerprints[name]),
    )
    app.context_processor(frame)


def _static_files(app: Flask) -> list[Path]:
    return sorted(p for p in Path(app.static_folder or "").iterdir() if p.is_file())


def _finalize(value: Any) -> Any:
    """Text from outside loses control and direction-changing characters before it is escaped; our own markup stays."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
