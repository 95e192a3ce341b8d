"""Where a search can be taken away: the same query string under the name of a format."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from indexer.params import SearchParams
from search_ui import params as addresses
from search_ui.view import LIST, View

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


TABLES = ("csv", "xlsx")
"""Formats that show what the view of the page shows: the articles, or the lines of its concordance."""
FOLLOWED = 100
"""Articles that a feed to be followed holds: those that came last."""


def export_links(params: SearchParams, seen: View = LIST) -> list[tuple[str, str]]:
    """Name and address of every format of ``params``: all hits, whatever the page."""
    whole = addresses.change(params, per_page=SearchParams().per_page)
    return [
        (name, addresses.url(whole, f"/search.{suffix}", seen if suffix in TABLES else LIST))
        for suffix, name in FORMATS
    ]


def feed_link(params: SearchParams) -> str:
    """The address that feed readers ask again and again: what came last of ``params``."""
    path = addresses.url(addresses.change(params, per_page=SearchParams().per_page, sort="relevance"), "/search.atom")
    return f"{path}{'&' if '?' in path else '?'}latest={FOLLOWED}"


def file_links() -> list[tuple[str, str]]:
    """Name and address of the page that is answered now as a table: its own query string, all of its pages."""
    query = urlencode([pair for pair in request.args.items(multi=True) if pair[0] != "page"], errors="replace")
    return [
        (name, f"{request.path}.{suffix}{'?' if query else ''}{query}") for suffix, name in FORMATS if suffix in TABLES
    ]
