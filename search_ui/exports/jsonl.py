"""JSON Lines: the origin of the file in the first line, then an article a line with the keys of ``danvan export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.archive.export import json_line, line_of
from search_ui.exports.found import Found
from search_ui.exports.source import Source

MIMETYPE = "application/x-ndjson"
HEADER = "danvan_export"
"""The key of the first line that no article has; its value is the number of this format."""
FORMAT = 1
ADDED = {
    "rank": "number of the article in the order of the search, from 1",
    "portal_name": "name of the portal",
    "level": "level of the portal",
    "place": "official code of the portal's unit",
    "place_name": "the unit as it was called on the day of publication",
    "place_today": "today's province around that unit",
    "reprints": "how many other articles are the same news",
    "page": "address of the article on this site",
}
"""Keys of a line beside those of ``danvan export``, and what they mean."""


def jsonl(articles: Iterable[Found], source: Source) -> Iterator[bytes]:
    """The lines of the file."""
    yield _encoded({HEADER: FORMAT, **source.values()})
    for found in articles:
        yield _encoded(article_line(found))


def article_line(found: Found) -> dict[str, Any]:
    """One article with its text."""
    added = {
        "rank": found.rank,
        "portal_name": found.portal.name,
        "level": found.portal.level,
        "place": found.portal.place,
        "place_name": found.place or None,
        "place_today": found.place_today or None,
        "reprints": found.reprints,
        "page": found.page,
    }
    return line_of(found.stored) | added


def _encoded(data: dict[str, Any]) -> bytes:
    return json_line(data).encode("utf-8", "replace")
