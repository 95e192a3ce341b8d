"""The articles of a search as exports need them: read one after the other, each with its portal, place and address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from flask import request

from crawler.archive.record import PortalRecord, Stored
from crawler.archive.reprints import copies
from indexer.params import Listing
from indexer.places import gazetteer
from indexer.places.units import Unit
from indexer.places.within import unit_for
from indexer.search import Searcher

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One article of an export."""

    rank: int
    """Its number in the order of the search, from 1."""
    stored: Stored
    portal: PortalRecord
    place: str
    """The unit in whose name it appeared, as it was called then; empty when unknown."""
    place_today: str
    """Today's province around that unit."""
    page: str
    """Full address of its page on this site."""
    reprints: int
    """How many other articles are the same news."""


def found(searcher: Searcher, listing: Listing) -> Iterator[Found]:
    """Every article of ``listing``, in its order. One that has left the archive since the index was built is missing.

    Needs a request to be called, not to be read: addresses begin with the host under which the site is read.
    """
    return _read(searcher, listing, request.host_url.rstrip("/"))


def _read(searcher: Searcher, listing: Listing, host: str) -> Iterator[Found]:
    ranked = enumerate(listing.ids(), 1)
    while some := {number: rank for rank, number in islice(ranked, _AT_ONCE)}:
        same = copies(searcher.archive, tuple(some))
        for stored in searcher.read(some):
            number = stored.article.id
            yield one(searcher, stored, host, some[number], same.get(number, 0))


def one(searcher: Searcher, stored: Stored, host: str, rank: int = 1, reprints: int = 0) -> Found:
    """One article as it is exported."""
    article = stored.article
    record = searcher.engine.portals.get(article.portal) or PortalRecord(article.portal, article.portal)
    unit = unit_for(record.place, record.level, article.published.date() if article.published else None)
    then, today = _labels(unit) if unit else ("", "")
    return Found(rank, stored, record, then, today, f"{host}/article/{article.id}", reprints)


@lru_cache(maxsize=4096)
def _labels(unit: Unit) -> tuple[str, str]:
    places = gazetteer()
    return places.label(unit), places.label(places.province_now(unit))
