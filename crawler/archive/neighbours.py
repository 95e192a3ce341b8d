"""When the articles around another one were published: what dates an article that has no date of its own, roughly."""

from __future__ import annotations

from datetime import date

from crawler.archive.record import Stored, stamp
from crawler.archive.store import Archive

MOST = 7
"""Neighbours read, at most: where a portal writes once in two months, more would be years apart."""
_LONGEST_NUMBER = 18
"""Digits of a number that SQLite counts with exactly."""

_BY_NUMBER = """
    SELECT substr(published, 1, 10) FROM articles WHERE portal = ?1 AND id <> ?2 AND published IS NOT NULL
    AND platform_id <> '' AND platform_id NOT GLOB '*[^0-9]*' AND length(platform_id) <= ?5
    ORDER BY abs(CAST(platform_id AS INTEGER) - ?3), seq LIMIT ?4"""
_BY_FIRST_FETCH = """
    SELECT substr(published, 1, 10) FROM articles WHERE portal = ?1 AND id <> ?2 AND published IS NOT NULL
    ORDER BY abs(julianday(first_seen) - julianday(?3)), abs(seq - ?5) LIMIT ?4"""


def neighbour_days(archive: Archive, stored: Stored, most: int = MOST) -> list[date]:
    """Days on which up to ``most`` articles of the same portal were published, the nearest neighbours first.

    Near by the portal's own numbers where the article has one and others do too, else by when they were first fetched.
    """
    item = stored.article
    with archive.reading() as db:
        rows = []
        if (number := _number(item.platform_id)) is not None:
            rows = db.execute(_BY_NUMBER, (item.portal, item.id, number, most, _LONGEST_NUMBER)).fetchall()
        if not rows:
            values = (item.portal, item.id, stamp(stored.first_seen), most, stored.seq)
            rows = db.execute(_BY_FIRST_FETCH, values).fetchall()
    return [date.fromisoformat(row[0]) for row in rows]


def _number(platform_id: str | None) -> int | None:
    if platform_id and len(platform_id) <= _LONGEST_NUMBER and platform_id.isascii() and platform_id.isdigit():
        return int(platform_id)
    return None
