"""What became of the addresses that were asked for and gave no article to keep, noted in the archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from crawler.archive.frontier import MAX_TRIES, Outcome, Pending
from crawler.archive.record import Fetch, SnapshotRef
from crawler.archive.runs import unread_pages
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.extraction.platforms.base import Platform
from crawler.fetching.answers import Answer
from crawler.fetching.conditional import Memory
from crawler.fetching.tally import Tally
from crawler.items import VIETNAM, NotAnArticle


@dataclass(slots=True)
class Settler:
    """Settles addresses of one portal in one run; each in one transaction with its fetch."""

    portal: str
    archive: Archive
    run: int
    tally: Tally
    memory: Memory
    snapshots: SnapshotWriter
    most_unread: int
    """Pages without an article that are kept of the portal, over all runs."""
    settled: set[str] = field(default_factory=set)
    """Keys of the addresses that this run is done with."""

    _unread: int | None = None

    def settle(
        self, address: Pending, outcome: Outcome, note: str, answer: Answer | None = None,
        page: SnapshotRef | None = None,
    ) -> None:  # fmt: skip
        """Note what became of an address that gave no article."""
        at = answer.fetched_at if answer else datetime.now(VIETNAM)
        self.tally.counts[outcome] += 1
        self.settled.add(address.key)
        with self.archive.transaction():
            self.archive.settle(self.portal, address.key, outcome, at, note)
            if answer is not None:
                fetch = Fetch(answer.url if page else address.url, at, answer.status, outcome, page)
                self.archive.add_fetch(self.portal, fetch, self.run)

    def unread(self, address: Pending, why: NotAnArticle, answer: Answer) -> None:
        """A page of the portal's system that should be an article and was not read as one: kept for better rules,
        unless it is a list."""
        page = self._keep(address, answer) if why.kind == "other" else None
        self.settle(address, "not_an_article", why.reason, answer, page)

    def strange(self, address: Pending, platform: Platform, why: NotAnArticle, answer: Answer) -> None:
        """Not even a page of the portal's system: maintenance, perhaps, and later runs ask again. The last of them
        keeps it, for the system may have become another one."""
        page = self._keep(address, answer) if address.tries + 1 >= MAX_TRIES else None
        self.settle(address, "failed", f"not a page of {platform.name}: {why.reason}", answer, page)

    def _keep(self, address: Pending, answer: Answer) -> SnapshotRef | None:
        """Store a page without an article; None when enough of them are kept."""
        if self._unread is None:
            with self.archive.reading() as db:
                self._unread = unread_pages(db, self.portal)
        if self._unread >= self.most_unread:
            return None
        self._unread += 1
        return self.snapshots.write(
            answer.url, answer.status, answer.headers, answer.body, answer.fetched_at,
            portal=self.portal, listed=address.listed, left_out="not_an_article",
        )  # fmt: skip

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
