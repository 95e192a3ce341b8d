"""Walks a portal of the registry step by step, as far as it goes, and says what is wrong and how to mend it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from crawler.extraction import platform_of
from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.base import FormPost, Link, Platform
from crawler.feeds import read_feed
from crawler.fetching import Answer, Fetcher
from crawler.items import VIETNAM, Article
from crawler.listing import identity
from crawler.manners import Blocked, Down, Failed, Refused
from crawler.portals import Portal
from crawler.probing.quality import Read, dates_step, furniture_step, letters_step
from crawler.probing.steps import Seen, Step, Verdict, trouble
from crawler.probing.topic_lists import subject_rank
from crawler.probing.visiting import visit

LISTS, ARTICLES = 4, 3
"""Lists that are asked for at most to find one with a next page, and articles that are read."""
_SHORT = 5
"""Articles on a list up to which it needs no next page."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a portal stands."""

    portal: Portal
    steps: tuple[Step, ...]
    pages: tuple[Seen, ...]

    @property
    def ok(self) -> bool:
        """Whether it can be collected as its entry says."""
        return all(step.verdict != "wrong" for step in self.steps)


class Ended(Exception):
    """A step failed on which all further ones depend."""


def check(portal: Portal, now: datetime | None = None) -> Checked:
    """Ask for the portal's home page, lists and three articles, and say of each step how it stands.

    About ten requests, at the crawl's pace. ``now`` (aware, default: the clock) tells dates in the future.
    """
    walk: list[_Walk] = []

    async def work(fetcher: Fetcher) -> None:
        walk.append(_Walk(portal, fetcher, now or datetime.now(VIETNAM)))
        await walk[0].run()

    visit(portal, work)
    return Checked(portal, tuple(walk[0].steps), tuple(walk[0].pages))


@dataclass(slots=True)
class _Walk:
    """One check under way."""

    portal: Portal
    fetcher: Fetcher
    now: datetime
    steps: list[Step] = field(default_factory=list)
    pages: list[Seen] = field(default_factory=list)
    stage: str = "home"

    def say(self, name: str, verdict: Verdict, found: str, mend: str = "") -> None:
        self.steps.append(Step(name, verdict, found, mend))

    def fail(self, name: str, found: str, mend: str) -> Ended:
        self.say(name, "wrong", found, mend)
        return Ended(found)

    async def run(self) -> None:
        """All steps, to the first one that the others depend on."""
        try:
            await self._name()
            home = await self._home()
            platform = self._platform(home)
            links = await self._lists(platform, home)
            await self._feeds()
            await self._articles(platform, links)
            self.say("let in", "ok", "no page turned us away")
        except Ended:
            return
        except Blocked as error:
            mend = "Wait an hour and check again; if it stays, give the entry a longer `delay` or write to the portal."
            self.say("let in", "wrong", str(error), mend)
        except Refused as error:
            mend = "Danvan obeys it. Ask the portal's keepers for leave, or set the entry's state to closed."
            self.say("robots", "wrong", str(error), mend)
        except (Down, Failed) as error:
            self.steps.append(trouble(error, self.stage))

    async def _name(self) -> None:
        parts = urlsplit(self.portal.home)
        host = parts.hostname or ""
        if parts.scheme in getproxies() and not proxy_bypass(host):
            self.say("name", "note", f"{host} is left to the proxy to look up")
            return
        try:
            await asyncio.get_running_loop().getaddrinfo(host, None)
        except OSError as error:
            mend = "Check the spelling and this machine's connection. If the portal is gone, set its state to closed."
            raise self.fail("name", f"{host} is not known to DNS ({error.strerror})", mend) from error
        self.say("name", "ok", f"{host} is known")

    async def _home(self) -> Page:
        answer, page = await self.fetcher.page(self.portal.home)
        if urlsplit(answer.url).scheme == "https":
            checked = self.portal.tls == "verify"
            self.say("tls", "ok" if checked else "note", "valid" if checked else "not checked, as the entry says")
        else:
            self.say("tls", "note", "the portal answers without encryption (http)")
        pace, maps = self.fetcher.manners.delay, len(self.fetcher.sitemaps)
        self.say("robots", "ok", f"lets us in; one request every {pace:g} s; names {maps} sitemaps")
        if answer.leads_to:
            mend = "If it moved for good, change hosts and home, or set state to moved and add an entry for the new."
            raise self.fail("home", f"it leads to {answer.leads_to}", mend)
        if page is None or not answer.ok:
            kind = answer.header("content-type") or "no type"
            mend = "Open it in a browser; correct `home`, or set state to closed."
            raise self.fail("home", f"it answers with status {answer.status}, {kind}", mend)
        self.say("home", "ok", f"{answer.url}, {len(answer.body):,} bytes, {page.title_tag[:80] or 'no title'}")
        self._keep(answer, page)
        return page

    def _keep(self, answer: Answer, page: Page, kind: str | None = None) -> None:
        platform = platform_of(page, self.portal.platform)
        self.pages.append(Seen(kind or platform.page_kind(page), platform.name, answer))

    def _platform(self, home: Page) -> Platform:
        found, told = detect(home), PLATFORMS.get(self.portal.platform or "")
        name = self.portal.platform
        if told is None:
            verdict: Verdict = "wrong" if name else "ok"
            text = f"{name!r} is not a platform danvan knows; " if name else ""
            self.say("platform", verdict, f"{text}recognised as {found.name}", "Correct `platform`." if name else "")
        elif told.matches(home):
            self.say("platform", "ok", f"{told.name}, as the entry says")
        elif found.name == "generic":
            self.say("platform", "note", f"the home page bears no mark of {told.name}; the articles will tell")
            found = told
        else:
            mend = f'Set platform = "{found.name}" in its entry, and look whether its lists and feeds moved.'
            self.say("platform", "wrong", f"the entry says {told.name}, the home page is {found.name}", mend)
        self.fetcher.platform = found if told is None or not told.matches(home) else told
        return self.fetcher.platform

    async def _lists(self, platform: Platform, home: Page) -> list[Link]:
        """Look at lists until one has a next page; the links of the one with the most."""
        self.stage = "list"
        urls = self.portal.lists or tuple(sorted(platform.list_links(home), key=subject_rank))
        best, longest, tried = self._links(platform, home), 0, 0
        nexts: list[tuple[str | FormPost, list[Link]]] = []
        if not self.portal.lists and (following := platform.next_page(home)) is not None:
            nexts.append((following, best))
        for url in [u for u in urls if self.fetcher.wanted(u)][:LISTS]:
            links, following = await self._list(platform, url)
            tried += bool(links)
            if len(links) > longest:
                best, longest = links, len(links)
            if links and following is not None:
                nexts.append((following, links))
                break
        if not best:
            mend = "Find a list in a browser and put its address into `lists`; save the pages (--save) as golden cases."
            raise self.fail("list", f"no article link on the home page or {len(urls[:LISTS])} lists", mend)
        self.say("list", "ok", f"{len(best)} articles, the first: {best[0].title or best[0].url}")
        await self._next(platform, nexts[-1] if nexts else None, len(best))
        return best

    async def _list(self, platform: Platform, url: str) -> tuple[list[Link], str | FormPost | None]:
        answer, page = await self.fetcher.page(url)
        if page is None or not answer.ok:
            if self.portal.lists:
                mend = "Correct `lists` in its entry, or leave it out so that lists are found from the home page."
                self.say("list", "wrong", f"{url} answers with status {answer.status}", mend)
            return [], None
        self._keep(answer, page, "list")
        return self._links(platform, page), platform.next_page(page)

    def _links(self, platform: Platform, page: Page) -> list[Link]:
        """Article links worth asking for, each article once."""
        found: dict[str, Link] = {}
        for link in platform.article_links(page):
            url = platform.canonical(link.url)
            if self.fetcher.wanted(url) and platform.is_article_url(url):
                found.setdefault(identity(platform, url), link)
        return list(found.values())

    async def _next(
        self, platform: Platform, following: tuple[str | FormPost, list[Link]] | None, longest: int
    ) -> None:
        self.stage = "next page"
        mend = "Save the list (--save) as golden case; next pages are found by the platform's module."
        if following is None:
            if longest > _SHORT:
                self.say("next page", "wrong", "no list offers one: only the newest articles can be found", mend)
            else:
                self.say("next page", "note", "no list offers one, but they are short")
            return
        target, before = following
        answer, page = await self.fetcher.page(target)
        links = self._links(platform, page) if page is not None and answer.ok else []
        known = {identity(platform, link.url) for link in before}
        fresh = [link for link in links if identity(platform, link.url) not in known]
        if fresh:
            self.say("next page", "ok", f"{len(fresh)} more articles")
        else:
            self.say("next page", "wrong", f"{answer.url} (status {answer.status}) shows no further article", mend)

    async def _feeds(self) -> None:
        self.stage = "feeds"
        for url in self.portal.feeds:
            answer = await self.fetcher.get(url)
            if not answer.ok or read_feed(answer.body, url).kind == "none":
                self.say(
                    "feeds", "wrong", f"{url} is no feed (status {answer.status})", "Correct `feeds` in its entry."
                )

    async def _articles(self, platform: Platform, links: list[Link]) -> None:
        self.stage = "articles"
        read: list[Read] = []
        wrong: list[str] = []
        for link in links[:ARTICLES]:
            answer, page = await self.fetcher.page(platform.canonical(link.url))
            if page is None or not answer.ok:
                why = f"it leads to {answer.leads_to}" if answer.leads_to else f"status {answer.status}"
                wrong.append(f"{answer.url}: {why}")
                continue
            result = platform.extract(page)
            self._keep(answer, page, "article" if isinstance(result, Article) else result.kind)
            if isinstance(result, Article):
                read.append(Read(result, answer, link.published))
            else:
                wrong.append(f"{answer.url}: {result.reason}")
        if wrong:
            mend = "Open them in a browser; if articles look right there, save the pages (--save) as golden cases."
            self.say("articles", "wrong", f"{len(wrong)} of {len(links[:ARTICLES])} gave none: {wrong[0]}", mend)
        else:
            self.say("articles", "ok", "; ".join(r.article.title for r in read))
        if read:
            self.steps += [dates_step(read, self.now), letters_step(read), furniture_step(read)]
