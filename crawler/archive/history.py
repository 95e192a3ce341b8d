"""The texts a page has had, in order: what counts as another text, and how several readings make one history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.archive.record import DERIVED, LIST_FIELDS, TEXT_FIELDS, Version
from crawler.items import Article

CONTENT_FIELDS = tuple(name for name in (*TEXT_FIELDS, *LIST_FIELDS) if name not in DERIVED)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as a page showed it from ``since`` until ``last_seen``."""

    article: Article
    since: datetime
    last_seen: datetime


def differing(before: Article, after: Article) -> tuple[str, ...]:
    """Names of the fields that the page itself shows differently."""
    return tuple(name for name in CONTENT_FIELDS if getattr(before, name) != getattr(after, name))


def merge(readings: Iterable[Reading]) -> list[Reading]:
    """Readings in the order they were last seen, those of the same text in a row joined; the last is current."""
    merged: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.last_seen, r.since)):
        if merged and not differing(merged[-1].article, reading.article):
            last = merged.pop()
            reading = Reading(reading.article, min(last.since, reading.since), reading.last_seen)
        merged.append(reading)
    return merged


def numbered(readings: list[Reading]) -> list[Version]:
    """Merged readings as versions 1, 2, …, each with the fields in which it differs from the one before."""
    return [
        Version(n, r.article, r.since, r.last_seen, differing(readings[n - 2].article, r.article) if n > 1 else ())
        for n, r in enumerate(readings, 1)
    ]
