"""What the user wants of a crawl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crawler.items import VIETNAM


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """Options of one crawl; the defaults collect what is new and about mobilisation work."""

    all_topics: bool = False
    """Keep every article, and ask again for those that earlier crawls left out as off topic."""
    since: date | None = None
    until: date | None = None
    """Only articles published on these days or between them, as far as a page tells; others stay pending."""
    full: bool = False
    """Walk every list to its end and ask for every known article again, to notice changed and vanished ones."""
    recheck: int | None = None
    """Ask again for articles published in the last so many days, to notice corrections; where the server allows it
    only if they have changed."""
    limit: int | None = None
    """At most this many new articles of each portal."""

    def in_span(self, published: datetime | None) -> bool:
        """Whether an article of this date is wanted; one without a date is."""
        if published is None:
            return True
        day = published.astimezone(VIETNAM).date()
        return not ((self.since and day < self.since) or (self.until and day > self.until))
