"""What became of the addresses that were asked for and gave no article to keep, noted in the archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from crawler.archive.frontier import Outcome, Pending
from crawler.archive.record import Fetch
from crawler.archive.store import Archive
from crawler.extraction.platforms.base import Platform
from crawler.fetching.answers import Answer
from crawler.fetching.conditional import Memory
from crawler.fetching.tally import Tally
from crawler.items import VIETNAM


@dataclass(slots=True)
class Settler:
    """Settles addresses of one portal in one run; each in one transaction with its fetch."""

    portal: str
    archive: Archive
    run: int
    tally: Tally
    memory: Memory
    settled: set[str] = field(default_factory=set)
    """Keys of the addresses that this run is done with."""

    def settle(self, address: Pending, outcome: Outcome, note: str, answer: Answer | None = None) -> None:
        """Note what became of an address that gave no article."""
        at = answer.fetched_at if answer else datetime.now(VIETNAM)
        self.tally.counts[outcome] += 1
        self.settled.add(address.key)
        with self.archive.transaction():
            self.archive.settle(self.portal, address.key, outcome, at, note)
            if answer is not None:
                fetch = Fetch(address.url, at, answer.status, outcome)
                self.archive.add_fetch(self.portal, fetch, self.run)

    def gone(self, platform: Platform, address: Pending, why: str, answer: Answer) -> None:
        """The page is not there any more: its article stays, marked."""
        with self.archive.transaction():
            self.settle(address, "gone", why, answer)
            self.archive.mark_gone(platform.canonical(address.url), answer.fetched_at)

    def same(self, address: Pending, answer: Answer) -> None:
        """The page is as it was when its article was kept."""
        known = self.memory.of(address.url)
        self.tally.counts["unchanged"] += 1
        self.tally.counts["not_modified"] += 1
        self.settled.add(address.key)
        with self.archive.transaction():
            self.archive.settle(self.portal, address.key, "article", answer.fetched_at)
            if known is not None and known.article is not None:
                self.archive.see_again(known.article, answer.fetched_at)
                fetch = Fetch(address.url, answer.fetched_at, answer.status, "article")
                self.archive.add_fetch(self.portal, fetch, self.run, known.article)
            self.memory.spare(address.url, answer)
