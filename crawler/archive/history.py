"""The texts a page has had, in order: what counts as another text, and how several readings make one history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


def same_text(before: Article, after: Article) -> Article | None:
    """What two readings of a page tell together when only its layout differs; None when its keepers changed something.

    Another layout shows the lead as the first paragraph, leaves out the writer, the hour or the captions, or files
    under another section: that alters every article of a portal at once, and corrects none.
    """
    if before.title != after.title or _words(before) != _words(after):
        return None
    kept: dict[str, object] = {"lead": before.lead, "body": before.body}
    for name in _ABOUT:
        one, other = getattr(before, name), getattr(after, name)
        if one and other and one != other and name not in _FILED:
            return None
        kept[name] = other or one
    if before.attachments != after.attachments or not _same_time(before, after):
        return None
    if after.published is None or (before.published is not None and before.published_precision == "minute"):
        kept |= {name: getattr(before, name) for name in ("published", "published_precision", "published_from")}
    return replace(after, **kept, fingerprint=before.fingerprint)  # type: ignore[arg-type]  # each of its field's type


_ABOUT = ("author", "author_unit", "source", "dateline", "captions", "url", "category", "tags")
_FILED = ("url", "category", "tags")
"""Where an article is found; another value is no correction."""


def _words(article: Article) -> str:
    return " ".join(f"{article.lead or ''} {article.body}".split())


def _same_time(before: Article, after: Article) -> bool:
    """Whether both readings can have been published then: at the same time, or on the same day as far as one tells."""
    one, other = before.published, after.published
    if one is None or other is None or one == other:
        return True
    return one.date() == other.date() and "day" in (before.published_precision, after.published_precision)


def merge(readings: Iterable[Reading]) -> list[Reading]:
    """Readings in the order they were last seen, those of the same text in a row joined; the last is current."""
    merged: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.last_seen, r.since)):
        same = same_text(merged[-1].article, reading.article) if merged else None
        if same is not None:
            last = merged.pop()
            reading = Reading(same, min(last.since, reading.since), reading.last_seen)
        merged.append(reading)
    return merged


def numbered(readings: list[Reading]) -> list[Version]:
    """Merged readings as versions 1, 2, …, each with the fields in which it differs from the one before."""
    return [
        Version(n, r.article, r.since, r.last_seen, differing(readings[n - 2].article, r.article) if n > 1 else ())
        for n, r in enumerate(readings, 1)
    ]
