"""How one piece of news went from portal to portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from crawler.archive.clustering import Kind
from crawler.archive.record import PortalRecord
from crawler.archive.reprints import Member, cluster_of
from crawler.errors import DanvanError
from crawler.items import Article
from indexer.localities import place_label, place_value
from indexer.places import gazetteer
from indexer.search import Searcher


@dataclass(frozen=True, slots=True)
class Stop:
    """One article of the cluster."""

    article: Article
    portal: str
    """Its name."""
    place: str
    """Of the portal, as readers see it; empty when unknown."""
    kind: Kind
    similarity: float
    delay: timedelta | None
    """After the first article; None where either has no date."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The articles of a cluster, the one that appeared first at the head, and how far they reach."""

    stops: tuple[Stop, ...]
    portals: int
    provinces: tuple[str, ...]
    """Today's provinces of the portals, by name, in order of first appearance."""
    lasted: timedelta | None
    """From the first to the last date; None with fewer than two dates."""


def spread(searcher: Searcher, article_id: str) -> Spread:
    """Where and when the news of ``article_id`` stood: its cluster of copies, near-duplicates and truncated reposts
    (`crawler.archive.reprints`; MinHash over shingles, Broder 1997), in the order of appearance.

    An article that shares its text with no other is a cluster of one. Raises `DanvanError` for an unknown id.
    """
    cluster = cluster_of(searcher.archive, article_id)
    members = cluster.members if cluster else ()
    if not members:
        alone = searcher.archive.get(article_id)
        if alone is None:
            raise DanvanError(f"The archive has no article {article_id}. Check the id.")
        members = (Member(alone, "original", 1.0),)
    dates = [m.stored.article.published for m in members]
    known = [date for date in dates if date is not None]
    first = dates[0]
    records = [searcher.engine.portals.get(m.stored.article.portal) for m in members]
    stops = tuple(
        Stop(
            member.stored.article,
            record.name if record else member.stored.article.portal,
            place_label(record.place) if record and record.place else "",
            member.kind,
            member.similarity,
            date - first if first is not None and date is not None else None,
        )
        for member, record, date in zip(members, records, dates, strict=True)
    )
    provinces = dict.fromkeys(_province(record) for record in records if record and record.place)
    return Spread(
        stops,
        len({stop.article.portal for stop in stops}),
        tuple(filter(None, provinces)),
        max(known) - min(known) if len(known) > 1 else None,
    )


def _province(record: PortalRecord) -> str:
    """Today's province around a portal's place; empty when the place is not in the gazetteer."""
    unit = gazetteer().unit(record.place or "")
    return place_label(place_value(gazetteer().province_now(unit))) if unit else ""
