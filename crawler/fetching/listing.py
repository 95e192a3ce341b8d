"""Finds article addresses on a portal: feeds and sitemaps, then lists newest first, as far as each run needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from crawler.archive.frontier import Candidate, ListState, walked_lists
from crawler.archive.store import Archive
from crawler.archive.validators import Kind
from crawler.extraction.onward import frames
from crawler.extraction.page import Page
from crawler.extraction.platforms.base import FormPost, Link, Platform
from crawler.fetching.answers import Answer, Fetcher, serves
from crawler.fetching.conditional import Memory
from crawler.fetching.doubts import Doubts
from crawler.fetching.feeds import Feed, read_feed
from crawler.fetching.identity import Twins, identity
from crawler.fetching.manners import Failed, Refused
from crawler.fetching.options import CrawlOptions
from crawler.fetching.tally import Tally
from crawler.items import VIETNAM
from crawler.portals import Portal

WALK = "#walk"
"""Name under which the archive notes whether the last walk over all lists of a portal came to its end."""


Look = Callable[[Sequence[str]], Awaitable[bool]]
"""Asks for the pages of some frontier keys; False when none of them gives an article."""


@dataclass(slots=True)
class Discovery:
    """Addresses found in this run, put into the archive's frontier as soon as they are seen."""

    portal: Portal
    platform: Platform
    archive: Archive
    fetcher: Fetcher
    run: int
    tally: Tally
    twins: Twins
    known: set[str]
    """What the addresses known before this run share with their twins (`Twins.of_key`)."""
    walked_before: bool
    """Whether the last walk over all lists came to its end, so that this one may stop at known pages."""
    seen: set[str] = field(default_factory=set)
    """The same of addresses seen in this run."""
    latest: list[str] = field(default_factory=list)
    """Keys that the last links added were new under."""
    marked: bool = False
    dated: set[str] = field(default_factory=set)
    """Keys of addresses whose date a list of this run prints; it is kept for pages that print none."""

    def key(self, url: str) -> str:
        """Identity of the article at ``url``: the system's number, else the address without scheme, www. and case."""
        return identity(self.platform, url)

    def add(self, links: Iterable[Link]) -> list[str]:
        """Remember the article addresses among ``links``; returns all, known ones too, in order, each as what it
        shares with its twins."""
        found: dict[str, Candidate] = {}
        for link in links:
            url = self.platform.canonical(link.url)
            if self.fetcher.wanted(url) and self.platform.is_article_url(url):
                seen = Candidate(self.key(url), url, link.title, link.published, link.precision)
                known = found.setdefault(self.twins.of_url(url), seen)
                if known.precision is None and seen.precision is not None:
                    found[self.twins.of_url(url)] = seen
        self.latest = []
        new = [candidate for twins, candidate in found.items() if twins not in self.known and twins not in self.seen]
        if new:
            self._mark_unfinished()
            self.latest = self.archive.discover(self.portal.id, new, self.run)
            self.tally.counts["discovered"] += len(self.latest)
        dated = [seen for seen in found.values() if seen.published and seen.precision and seen.key not in self.dated]
        self.archive.note_dates(self.portal.id, dated)
        self.dated.update(seen.key for seen in dated)
        self.seen.update(found)
        return list(found)

    def _mark_unfinished(self) -> None:
        """From the first new address on, until all lists are done: if this run is killed, the next one must not stop at
        pages whose addresses are known only because of it."""
        if not self.marked:
            self.marked = True
            self.archive.set_list_state(self.portal.id, WALK, datetime.now(VIETNAM), complete=False)


@dataclass(slots=True)
class Listing:
    """Reads a portal's feeds and lists into its `Discovery`."""

    found: Discovery
    fetcher: Fetcher
    memory: Memory
    options: CrawlOptions
    enough: Callable[[], bool]
    """Whether as many addresses wait as this run can use."""
    look: Look
    doubts: Doubts
    lists_max: int
    feeds_max: int
    pages_max: int

    async def feeds(self, urls: Iterable[str]) -> None:
        """Read sitemaps, then RSS and Atom feeds; when a sitemap names articles, of these only the first."""
        waiting = sorted(self._each_once(urls), key=lambda url: "sitemap" not in url.lower())
        asked: set[str] = set()
        complete = False
        while waiting and len(asked) < self.feeds_max:
            url = waiting.pop(0)
            if url in asked or not serves(self.found.portal, url):
                continue
            asked.add(url)
            feed, articles = await self._feed(url)
            waiting = [*feed.sitemaps, *waiting]
            if articles and feed.kind == "sitemap":
                complete = True
            elif complete and feed.kind in ("rss", "atom"):
                waiting = [u for u in waiting if "sitemap" in u.lower()]

    async def _feed(self, url: str) -> tuple[Feed, int]:
        """The feed at ``url`` and how many articles it names; kind ``none`` when it cannot be had, no entries when
        they are known from an earlier run."""
        known = self.memory.of(url)
        if known is not None and known.kind == "missing" and url not in self.found.portal.feeds:
            self.memory.spare(url)
            return Feed("none"), 0
        try:
            answer = await self.fetcher.get(url, self.memory.conditions(url))
        except (Failed, Refused) as error:
            self.found.tally.notes.append(f"The feed {url} cannot be read: {error}")
            return Feed("none"), 0
        self.found.tally.counts["feeds"] += 1
        if answer.not_modified and known is not None:
            self.found.tally.counts["not_modified"] += 1
            self.memory.spare(url, answer)
            return Feed(known.kind), known.links
        feed = read_feed(answer.body, answer.url) if answer.ok else Feed("none")
        return feed, self._take(url, answer, feed)

    def _take(self, url: str, answer: Answer, feed: Feed) -> int:
        """Keep what a feed names, then what its server stated about it; the number of articles."""
        before = self.found.tally.counts["discovered"]
        articles = len(self._add_entries(feed))
        if feed.kind in ("rss", "atom", "sitemap"):
            fresh = self.found.tally.counts["discovered"] > before
            self.memory.learn(url, answer, cast("Kind", feed.kind), articles, fresh=fresh)
        elif feed.kind == "none" and (answer.ok or answer.gone) and url not in self.found.portal.feeds:
            self.memory.miss(url, answer)
        return articles

    def _add_entries(self, feed: Feed) -> list[str]:
        entries = sorted(feed.entries, key=lambda e: e.changed.timestamp() if e.changed else 0.0, reverse=True)
        return self.found.add(Link(e.url, e.title, e.changed) for e in entries)

    async def lists(self, urls: Iterable[str]) -> None:
        """Walk every list as far as needed, unless enough addresses wait already."""
        may_stop_early = self.found.walked_before and not self.options.full
        all_done = True
        with self.found.archive.reading() as db:
            stored = {self.found.twins.of_list(name): name for name in walked_lists(db, self.found.portal.id)}
        for url in self._each_once(urls)[: self.lists_max]:
            if self.enough():
                return
            self.found.tally.counts["walked_lists"] += 1
            name = stored.get(self.found.twins.of_list(url), url)
            all_done = await ListWalk(self, url, name, may_stop_early).walk() and all_done
        if all_done and (self.found.marked or not self.found.walked_before):
            self.found.archive.set_list_state(self.found.portal.id, WALK, datetime.now(VIETNAM), complete=True)

    def _each_once(self, urls: Iterable[str]) -> list[str]:
        """The addresses in order, of twins the first."""
        return list({self.found.twins.of_list(url): url for url in reversed(list(urls))}.values())[::-1]


class ListWalk:
    """One list, from its first page on."""

    def __init__(self, listing: Listing, url: str, name: str, may_stop_early: bool) -> None:
        self.listing = listing
        self.found = listing.found
        self.url = url
        self.name = name
        """The spelling of the address under which the archive knows the list."""
        self.state = self.found.archive.list_state(self.found.portal.id, name)
        self.may_stop_early = may_stop_early and self.state.complete
        self.resume = None if listing.options.full or self.state.complete else self.state.next_page
        self.seen: set[str] = set()
        self.pages = 0
        self.old_pages = 0
        self.next_look = listing.doubts.first_look
        self.unproved: list[str] = []
        """Keys of addresses new to us since the list was last found good."""

    async def walk(self) -> bool:
        """Walk until the end, or to the first page with nothing new once it was walked to its end; True when done."""
        url: str | FormPost | None = self.url
        visited: set[str | FormPost] = set()
        while url is not None and self.pages < self.listing.pages_max:
            try:
                answer, page = await self.listing.fetcher.page(url, self._conditions(url))
            except (Failed, Refused) as error:
                return self._broken(f"The list page {_name(url)} cannot be read: {error}")
            if answer.not_modified:
                self.found.tally.counts["not_modified"] += 1
                self.listing.memory.spare(self.name, answer)
                return True
            if page is None or not answer.ok:
                ended = self.pages > 0 and (answer.gone or answer.leads_to is not None)
                return (
                    self._done()
                    if ended
                    else self._broken(f"The list {_name(url)} answers with status {answer.status}")
                )
            if isinstance(url, FormPost):
                page.memo["page number"] = url.number
                visited.add(url)
            elif answer.url in visited:
                return self._done()
            else:
                visited.update((url, answer.url))
            self.pages += 1
            self.found.tally.counts["lists"] += 1
            before = self.found.tally.counts["discovered"]
            following = self._read(page)
            if self.pages == 1 and self.seen:
                fresh = self.found.tally.counts["discovered"] > before
                self.listing.memory.learn(self.name, answer, "list", len(self.seen), fresh=fresh)
            if following is None or following in visited or await self._never_ends():
                return self._done()
            if self._cut_short(following):
                return False
            url = following
        return self._done()

    def _conditions(self, url: str | FormPost) -> Mapping[str, str]:
        """Only the first page, and only where known articles on it would end the walk, may be "as it was"."""
        return self.listing.memory.conditions(self.name) if self.pages == 0 and self.may_stop_early else {}

    async def _never_ends(self) -> bool:
        """Look, when it is time, whether what the list showed last exists; see `crawler.fetching.doubts`."""
        latest = self.found.latest
        if not latest:
            # Addresses that are known: so far all was well.
            self.unproved.clear()
            return False
        self.unproved += latest
        if self.pages < self.next_look:
            return False
        self.next_look = 2 * self.pages
        if await self.listing.look(self.listing.doubts.sample(latest)):
            self.unproved.clear()
            return False
        self.listing.doubts.keys.update(self.unproved)
        self.found.tally.counts["endless_lists"] += 1
        self.found.tally.notes.append(f"The list {self.url} goes on and on with addresses that give no article")
        return True

    def _read(self, page: Page) -> str | FormPost | None:
        """Take over a page's links; the next page worth asking for, None when the walk is over."""
        links = self.found.platform.article_links(page)
        keys = self.found.add(links)
        fresh = [key for key in keys if key not in self.seen]
        self.seen.update(keys)
        self.found.tally.counts["links"] += len(fresh)
        if not fresh:
            if self.pages > 1:
                return None
            framed = next(filter(self.listing.fetcher.wanted, frames(page)), None)
            self.found.tally.counts["empty_lists"] += framed is None
            return framed
        following = self.found.platform.next_page(page)
        if following is not None and not self.listing.fetcher.wanted(_name(following)):
            following = None
        # What every page shows, such as a box of the newest, counts once.
        if all(key in self.found.known for key in fresh):
            if self.may_stop_early:
                return None
            if self.resume:
                # The pages up to here were walked by a run that did not come to its end.
                following, self.resume = self.resume, None
        self._count_old(links)
        return following

    def _count_old(self, links: Iterable[Link]) -> None:
        """Notice pages that hold only articles from before the wanted time span."""
        since = self.listing.options.since
        dates = [link.published.date() for link in links if link.published]
        old = since is not None and bool(dates) and max(dates) < since
        self.old_pages = self.old_pages + 1 if old else 0

    def _cut_short(self, following: str | FormPost) -> bool:
        """Leave the rest for another run? Not before two old pages in a row: some lists are not ordered by date.

        A form is good for one session only: a list that is read by forms is walked from its first page again.
        """
        done = self.old_pages >= 2 or self.listing.enough()
        if not self.may_stop_early:
            self._note(complete=False, next_page=following if isinstance(following, str) else None)
        return done

    def _done(self) -> bool:
        self._note(complete=True, next_page=None)
        return True

    def _broken(self, why: str) -> bool:
        self.found.tally.notes.append(why)
        self.found.tally.counts["broken_lists"] += 1
        return False

    def _note(self, *, complete: bool, next_page: str | None) -> None:
        if self.state != ListState(complete, next_page, self.pages, self.state.updated_at):
            self.found.archive.set_list_state(
                self.found.portal.id, self.name, datetime.now(VIETNAM),
                complete=complete, next_page=next_page, pages=self.pages,
            )  # fmt: skip


def _name(asked: str | FormPost) -> str:
    """Address of a list page, for people and for the guards."""
    return asked if isinstance(asked, str) else asked.url
