"""One portal, crawled from beginning to end: home page, feeds, lists, then the articles that wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from crawler.archive.frontier import Pending
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.extraction.blocked import is_shell
from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.base import Platform
from crawler.extraction.urls import canonical_url
from crawler.fetching.answers import Answer, Fetcher
from crawler.fetching.blocks import Block
from crawler.fetching.captures import Capture
from crawler.fetching.conditional import Memory
from crawler.fetching.doubts import Doubts
from crawler.fetching.identity import Twins, identity
from crawler.fetching.listing import WALK, Discovery, Listing
from crawler.fetching.manners import Blocked, Down, Failed, OutOfHours, Refused, Stopped
from crawler.fetching.noise import Noise
from crawler.fetching.options import CrawlOptions
from crawler.fetching.settling import Settler
from crawler.fetching.tally import Tally
from crawler.fetching.traps import TrapCounter
from crawler.items import VIETNAM, Article
from crawler.portals import Portal

OFF_TOPIC_MARGIN = 5
"""With a limit of N articles and a topic filter, at most this many times N pages are asked for to find them."""
REFUSALS_IN_A_ROW = 5
"""Article pages answered with 401 or 403 after which the portal is taken to turn us away."""


class Keeper(Protocol):
    """Where a walk hands its articles."""

    async def emit(self, capture: Capture) -> None:
        """Take an article; returns when it is kept."""

    def expect(self, articles: int) -> None:
        """Hear how many article pages are going to be asked for."""


class PortalWalk:
    """The crawl of one portal in one run. What is worth keeping is in the archive before the next request is sent."""

    def __init__(
        self, portal: Portal, archive: Archive, fetcher: Fetcher, options: CrawlOptions, run: int, tally: Tally,
        keeper: Keeper, memory: Memory, settler: Settler, guards: tuple[int, int, int],
    ) -> None:  # fmt: skip
        self.portal = portal
        self.archive = archive
        self.fetcher = fetcher
        self.options = options
        self.run = run
        self.tally = tally
        self.keeper = keeper
        self.memory = memory
        self.guards = guards
        self.settler = settler
        self.refusals, self.turned_away = 0, 0
        """Answers of 401 or 403 to article pages: in a row, and all."""
        self.rested = False
        """Whether it was left in peace after refusals."""
        self.doubts = Doubts()
        self.twins: Twins | None = None
        self.done: set[str] = set()
        """What the addresses of the articles seen in this run share with their twins."""

    async def walk(self) -> None:
        """Crawl; how it ended is in the tally. Raises only what is no fault of the portal."""
        try:
            platform = await self._platform_and_lists()
            if platform is not None:
                await self._articles(platform)
        except Stopped:
            self.tally.end = "stopped"
        except OutOfHours as error:
            self.tally.end = "stopped"
            self.tally.notes.insert(0, str(error))
        except Blocked as error:
            self.tally.end = "blocked"
            self.tally.notes.insert(0, f"{_sentence(error)}. What is left waits for the next crawl")
        except Down as error:
            self.tally.end = "down"
            self.tally.notes.insert(0, _sentence(error))

    # Finding

    async def _platform_and_lists(self) -> Platform | None:
        """Find what is new; the content system, or None when the portal is closed or cannot be read."""
        portal = self.portal
        self._remember(portal.platform)
        platform = PLATFORMS.get(portal.platform or "")
        home: Page | None = None
        if platform is None or not portal.lists:
            home = await self._home()
            if home is None:
                return None
        if platform is None:
            assert home is not None  # noqa: S101 just asked for
            platform = detect(home)
            if portal.platform:
                self.tally.notes.append(f"Its platform {portal.platform!r} is not known; read as {platform.name}")
        self.fetcher.platform = platform
        self.fetcher.traps = TrapCounter(self.tally.counts)
        if home is not None:
            self.fetcher.traps.look(home, platform)
        self._remember(platform.name)
        self._reopen()
        listing = self._listing(platform)
        if home is not None and not portal.lists:
            listing.found.add(platform.article_links(home))
        feeds = portal.feeds or (platform.feed_links(home) if home is not None else ())
        await listing.feeds((*feeds, *(() if portal.feeds else self.fetcher.sitemaps)))
        own = canonical_url(portal.home)
        found = platform.list_links(home) if home is not None else ()
        lists = portal.lists or tuple(url for url in found if canonical_url(url) != own)
        await listing.lists(filter(self.fetcher.wanted, lists))
        if home is None and self._nothing_answers() and await self._home() is None:
            return None
        if not listing.found.seen and not listing.found.known:
            shell = home is not None and is_shell(home)
            why = ": its pages are filled by scripts in the browser, which are not run" if shell else ""
            self.tally.notes.append(f"No article link was found on its home page, lists and feeds{why}")
            self.tally.counts["empty"] = 1
        return platform

    def _nothing_answers(self) -> bool:
        """Whether no list and no feed could be read: the home page then tells whether the portal has gone."""
        counts = self.tally.counts
        return counts["broken_lists"] > 0 and not (counts["lists"] or counts["feeds"] or counts["not_modified"])

    def _remember(self, platform: str | None) -> None:
        """Copy the registry's entry into the archive, so that even a portal that gives nothing is known as what it is
        (a closed one is never failing); a system detected earlier is kept."""
        if platform is None:
            known = (record.platform for record in self.archive.portals() if record.id == self.portal.id)
            platform = next(known, None)
        self.archive.put_portal(replace(PortalRecord.of(self.portal), platform=platform))

    async def _home(self) -> Page | None:
        """The home page; None when there is none, which the tally then tells."""
        try:
            answer, page = await self.fetcher.page(self.portal.home)
        except (Failed, Refused) as error:
            raise Down(str(error)) from error
        if answer.leads_to or answer.gone:
            where = f"leads to {answer.leads_to}" if answer.leads_to else f"is gone (status {answer.status})"
            self.tally.end = "closed"
            self.tally.notes.append(
                f"Its home page {where}; if the portal has moved or closed, note it in the registry"
            )
            return None
        if answer.status in (401, 403, 451):
            raise Blocked(f"the portal refuses its home page (status {answer.status})")
        if page is None or not answer.ok:
            raise Down(
                f"the home page answers with status {answer.status}, {answer.header('content-type') or 'no type'}"
            )
        return page

    def _reopen(self) -> None:
        if self.options.recheck is not None:
            recent = datetime.now(VIETNAM) - timedelta(days=self.options.recheck)
            self.archive.reopen_recent(self.portal.id, recent)
        if self.options.full:
            self.archive.reopen(self.portal.id)
        elif self.options.all_topics:
            self.archive.reopen(self.portal.id, outcome="off_topic")

    def _listing(self, platform: Platform) -> Listing:
        twins = self.twins = Twins.of(self.portal, platform, Noise(self.archive, self.portal.id))
        known = {twins.of_key(key) for key in self.archive.known_keys(self.portal.id)}
        walked = self.archive.list_state(self.portal.id, WALK).complete
        found = Discovery(self.portal, platform, self.archive, self.fetcher, self.run, self.tally, twins, known, walked)
        look = partial(self._look, platform)
        return Listing(found, self.fetcher, self.memory, self.options, self._enough, look, self.doubts, *self.guards)

    def _enough(self) -> bool:
        """Whether the addresses that wait suffice for a limited run."""
        return self.options.limit is not None and sum(1 for _ in self._waiting()) >= self._most_pages()

    def _most_pages(self) -> int:
        limit = self.options.limit or 0
        return limit if self.options.all_topics else limit * OFF_TOPIC_MARGIN

    # Articles

    def _waiting(self) -> Iterator[Pending]:
        """Pending addresses in the wanted time span, newest first; those that failed before come last."""
        pending = [p for p in self.archive.pending(self.portal.id) if self.options.in_span(p.published)]
        yield from sorted(pending, key=lambda p: (p.tries, -(p.published.timestamp() if p.published else 0.0)))

    async def _articles(self, platform: Platform) -> None:
        """Fetch what waits; what failed gets one more chance at the end, when the portal may have recovered."""
        again: list[Pending] = []
        waiting = list(self._waiting())
        self.keeper.expect(len(waiting) if self.options.limit is None else min(len(waiting), self.options.limit))
        for address in waiting:
            if self._limit_reached():
                return
            if address.key in self.settler.settled or self.doubts.leaves(address.key) or self._is_noise(address):
                continue
            try:
                article = await self._gives_article(platform, address)
            except Failed:
                again.append(address)
            else:
                self.doubts.told(address.key, article=article)
        for address in again:
            try:
                await self._article(platform, address)
            except Failed as error:
                self.settler.settle(address, "failed", str(error))
        if 1 < self.turned_away == self.tally.counts["fetched"]:
            raise Blocked("the portal refuses all of its article pages (status 401 or 403)")

    async def _look(self, platform: Platform, keys: Sequence[str]) -> bool:
        """Whether any of the addresses gives an article; with a limit nothing is asked for before its turn."""
        if self.options.limit is not None:
            return True
        waiting = {p.key: p for p in self.archive.pending(self.portal.id) if p.key in keys}
        bad = 0
        for address in waiting.values():
            try:
                if await self._gives_article(platform, address):
                    return True
                bad += 1
            except Failed:
                continue
        return bad == 0

    async def _gives_article(self, platform: Platform, address: Pending) -> bool:
        """Ask for a page and settle its address; whether it is an article, wanted or not. Raises `Failed`."""
        before = self._articles_seen()
        await self._article(platform, address)
        return self._articles_seen() > before

    def _articles_seen(self) -> int:
        return sum(self.tally.counts[name] for name in ("new", "changed", "unchanged", "off_topic", "out_of_range"))

    def _limit_reached(self) -> bool:
        limit = self.options.limit
        counts = self.tally.counts
        return limit is not None and (counts["new"] >= limit or counts["fetched"] >= self._most_pages())

    async def _article(self, platform: Platform, address: Pending) -> None:
        """Ask for one article page and settle its address; raises `Failed` when no whole answer came."""
        if not self.fetcher.wanted(address.url):
            self.settler.settle(address, "not_an_article", "an address that is never asked for")
            return
        try:
            answer, page = await self.fetcher.page(address.url, self.memory.conditions(address.url))
        except Refused as error:
            self.settler.settle(address, "failed", str(error))
            return
        self.tally.counts["fetched"] += 1
        if answer.leads_to:
            self.settler.settle(address, "redirected_away", answer.leads_to, answer)
        elif answer.not_modified:
            self.settler.same(address, answer)
        elif answer.gone:
            self.settler.gone(platform, address, f"status {answer.status}", answer)
        elif not answer.ok:
            await self._refused(address, answer)
        elif answer.is_blank:
            raise Failed("the answer is empty")
        elif page is None or not answer.is_html:
            kind = answer.header("content-type") or "no page"
            self.settler.settle(address, "not_an_article", f"the answer is {kind}", answer)
        else:
            await self._extract(platform, address, answer, page)

    async def _extract(self, platform: Platform, address: Pending, answer: Answer, page: Page) -> None:
        self.refusals = 0
        result, trace = platform.extract_traced(page)
        self.tally.trace(trace)
        if isinstance(result, Article):
            await self._keep(platform, address, answer, result)
        elif result.kind == "gone" or not self._is_own(address, answer.url):
            # A vanished article often redirects to its list or to the home page.
            self.settler.gone(platform, address, result.reason, answer)
        elif platform.matches(page):
            self.settler.unread(address, result, answer)
        else:
            self.settler.strange(address, platform, result, answer)

    def _is_own(self, address: Pending, url: str) -> bool:
        """Whether the page that answered is the one asked for, or a twin of it."""
        return self.twins is not None and self.twins.of_url(url) == self.twins.of_key(address.key)

    async def _keep(self, platform: Platform, address: Pending, answer: Answer, article: Article) -> None:
        own = article.platform_id or identity(platform, article.url)
        listed = address.listed
        if article.published is None and listed.published is not None:
            article = listed.complete(article)
            self.tally.counts["selector/published/none"] -= 1
            self.tally.counts["selector/published/list"] += 1
        keys = (address.key,) if own == address.key else (address.key, own)
        self.settler.settled.update(keys)
        if self.twins is not None and article.platform_id is None:
            if self.twins.noise.learn(address.key, article):
                self.done = set(map(self.twins.of_key, self.settler.settled))
            self.done.add(self.twins.of_key(address.key))
        found = article.of_portal(self.portal.id)
        capture = Capture(found, answer, address.url, self.run, keys, self.options, self.tally, self.memory, listed)
        await self.keeper.emit(capture)

    def _is_noise(self, address: Pending) -> bool:
        """Whether the page was seen in this run under an address that differs only in noise; then it is settled."""
        if self.twins is None or not self.twins.noise.names or self.twins.of_key(address.key) not in self.done:
            return False
        self.tally.counts["trap/noise"] += 1
        self.archive.settle(self.portal.id, address.key, "article", datetime.now(VIETNAM), "an article seen already")
        return True

    async def _refused(self, address: Pending, answer: Answer) -> None:
        """A portal that refuses one article after another is left in peace for a while, once; each of them gets another
        chance at the end."""
        if answer.status not in (401, 403):
            self.settler.settle(address, "failed", f"status {answer.status}", answer)
            return
        self.refusals += 1
        self.turned_away += 1
        if self.refusals >= REFUSALS_IN_A_ROW:
            refused = f"the portal refuses article pages (status {answer.status})"
            if self.rested:
                raise Blocked(refused)
            self.rested, self.refusals = True, 0
            await self.fetcher.manners.blocked(Block(refused))
        raise Failed(f"status {answer.status}")


def _sentence(error: Exception) -> str:
    text = str(error)
    return text if text.startswith("robots.txt") else text[:1].upper() + text[1:]
