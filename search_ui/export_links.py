"""Where a search can be taken away: the same query string under the name of a format."""

from __future__ import annotations

from flask import current_app

from indexer.params import SearchParams
from search_ui import params as addresses

FORMATS = (
    ("csv", "CSV"),
    ("xlsx", "Excel"),
    ("jsonl", "JSON Lines"),
    ("ris", "RIS"),
    ("bib", "BibTeX"),
    ("zip", "TXT (zip)"),
    ("atom", "Atom"),
)
"""Suffix and name of each format, in the order they are offered."""


def export_links(params: SearchParams) -> list[tuple[str, str]]:
    """Name and address of every format that the application gives of ``params``: all hits, whatever the page."""
    paths = {rule.rule for rule in current_app.url_map.iter_rules()}
    whole = addresses.change(params, per_page=SearchParams().per_page)
    return [(name, addresses.url(whole, path)) for suffix, name in FORMATS if (path := f"/search.{suffix}") in paths]
