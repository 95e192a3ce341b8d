"""The place of a document: its portal's place in the era of its day, as `indexer.places.within` keys it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.forward import UNDATED, Several, coded, seconds
from indexer.engine.packed import Array
from indexer.places import REFORM
from indexer.places.within import Mode, place_key, places_around

_EVE = REFORM - timedelta(days=1)
_REFORM = seconds(datetime.combine(REFORM, time()))

REFORM_MONTH = REFORM.year * 12 + REFORM.month - 1
"""Months since year 0; the reform came into force on the first day of a month."""

ERAS = 3
"""Undated, before the reform of 1 July 2025, since."""


@lru_cache(maxsize=65536)
def place_keys(place: str | None, level: str | None) -> tuple[str | None, ...]:
    """The key of an undated document of a portal, of one before the reform, of one since.

    A place that the gazetteer does not know, or not at this level, stands for itself.
    """
    days = (None, _EVE, REFORM)
    return tuple(place_key(place, level, day) or place for day in days)


def keys_of(record: PortalRecord | None) -> tuple[str | None, ...]:
    """`place_keys` of a portal; none where it is unknown."""
    return place_keys(record.place, record.level) if record else (None,) * ERAS


def eras(published: Array) -> Array:
    """For each time in seconds since 1970 (Vietnamese time) the number of its era."""
    return np.where(published == UNDATED, 0, 1 + (published >= _REFORM)).astype(np.int64)


def around(mentions: Several, mode: Mode) -> Several:
    """Documents and the places that their mentions count for, each place once a document.

    So a facet counts articles, not mentions: an article that names three communes of a district is one of its articles.
    """
    places = [places_around(key, mode) for key in mentions.values]
    values = coded(place for found in places for place in found)
    sizes = np.array([len(found) for found in places], np.int64)
    starts = np.cumsum(sizes) - sizes
    codes = mentions.codes.astype(np.int64)
    total = sizes.take(codes)
    ends = np.cumsum(total)
    slots = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - total, total)
    place = values.codes.take(np.repeat(starts.take(codes), total) + slots).astype(np.uint64)
    pairs = np.unique(np.repeat(mentions.docs, total).astype(np.uint64) << np.uint64(32) | place)
    return Several(
        values.values,
        (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        (pairs >> np.uint64(32)).astype(np.uint32),
    )
