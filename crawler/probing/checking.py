"""Walks a portal of the registry step by step, as far as it goes, and says what is wrong and how to mend it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.base import Platform
from crawler.fetching.answers import Fetcher
from crawler.fetching.feeds import read_feed
from crawler.fetching.manners import Blocked, Down, Failed, OutOfHours, Refused
from crawler.grading import SLOW_ANSWER
from crawler.items import VIETNAM
from crawler.portals import Portal, bare_host
from crawler.probing.article_steps import look_at_articles
from crawler.probing.list_steps import look_at_lists
from crawler.probing.notes import Ended, Notes
from crawler.probing.steps import KEPT_OUT, Seen, Step, Verdict, trouble
from crawler.probing.visiting import visiting


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


def check(portal: Portal, now: datetime | None = None) -> Checked:
    """Ask for the portal's home page, lists and three articles, and say of each step how it stands.

    About ten requests, at the crawl's pace. ``now`` (aware, default: the clock) tells dates in the future.
    """
    return check_all([portal], now=now)[0]


def check_all(
    portals: Sequence[Portal],
    jobs: int = 1,
    done: Callable[[Checked], None] = lambda checked: None,
    now: datetime | None = None,
) -> list[Checked]:
    """`check` of each portal, ``jobs`` of them at once, two of one host never; the results in the order of ``portals``.

    ``done`` hears each as it is ready.
    """
    at = now or datetime.now(VIETNAM)

    async def work() -> list[Checked]:
        places = asyncio.Semaphore(jobs)
        hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

        async def one(portal: Portal) -> Checked:
            async with hosts[bare_host(portal.home)], places:
                checked = await _check(portal, at)
            done(checked)
            return checked

        return await asyncio.gather(*map(one, portals))

    return asyncio.run(work())


async def _check(portal: Portal, now: datetime) -> Checked:
    async def work(fetcher: Fetcher) -> Notes:
        notes = Notes(portal, fetcher)
        await _Walk(now, notes).run()
        return notes

    notes = await visiting(portal, work)
    return Checked(portal, tuple(notes.steps), tuple(notes.pages))


@dataclass(slots=True)
class _Walk:
    """One check under way."""

    now: datetime
    notes: Notes

    async def run(self) -> None:
        """All steps, to the first one that the others depend on."""
        try:
            await self._name()
            home = await self._home()
            platform = self._platform(home)
            links = await look_at_lists(self.notes, platform, home)
            await self._feeds()
            await look_at_articles(self.notes, platform, links, self.now)
            self._speed()
            self.notes.say("let in", "ok", "no page turned us away")
        except Ended:
            return
        except Blocked as error:
            mend = "Wait an hour and check again; if it stays, give the entry a longer `delay` or write to the portal."
            self.notes.say("let in", "wrong", str(error), mend)
        except Refused as error:
            mend = "Danvan obeys it. Ask the portal's keepers for leave, or set the entry's state to closed."
            self.notes.say("robots", "wrong", str(error), mend)
        except OutOfHours as error:
            self.notes.say("hours", "note", f"{str(error).partition(';')[0]}: check it then")
        except (Down, Failed) as error:
            self.notes.steps.append(trouble(error, self.notes.stage))

    async def _name(self) -> None:
        parts = urlsplit(self.notes.portal.home)
        host = parts.hostname or ""
        if parts.scheme in getproxies() and not proxy_bypass(host):
            self.notes.say("name", "note", f"{host} is left to the proxy to look up")
            return
        try:
            await asyncio.get_running_loop().getaddrinfo(host, None)
        except OSError as error:
            mend = "Check the spelling and this machine's connection. If the portal is gone, set its state to closed."
            raise self.notes.fail("name", f"{host} is not known to DNS ({error.strerror})", mend) from error
        self.notes.say("name", "ok", f"{host} is known")

    async def _home(self) -> Page:
        answer, page = await self.notes.fetcher.page(self.notes.portal.home)
        if urlsplit(answer.url).scheme == "https":
            checked = self.notes.portal.tls == "verify"
            self.notes.say("tls", "ok" if checked else "note", "valid" if checked else "not checked, as the entry says")
        else:
            self.notes.say("tls", "note", "the portal answers without encryption (http)")
        pace, maps = self.notes.fetcher.manners.delay, len(self.notes.fetcher.sitemaps)
        self.notes.say("robots", "ok", f"lets us in; one request every {pace:g} s; names {maps} sitemaps")
        if answer.leads_to:
            mend = "If it moved for good, change hosts and home, or set state to moved and add an entry for the new."
            raise self.notes.fail("home", f"it leads to {answer.leads_to}", mend)
        if page is None or not answer.ok:
            kind = answer.header("content-type") or "no type"
            mend = "Open it in a browser; correct `home`, or set state to closed."
            if answer.status in (401, 403, 451):
                mend = KEPT_OUT
            raise self.notes.fail("home", f"it answers with status {answer.status}, {kind}", mend)
        self.notes.say("home", "ok", f"{answer.url}, {len(answer.body):,} bytes, {page.title_tag[:80] or 'no title'}")
        self.notes.keep(answer, page)
        return page

    def _platform(self, home: Page) -> Platform:
        found, told = detect(home), PLATFORMS.get(self.notes.portal.platform or "")
        name = self.notes.portal.platform
        if told is None:
            verdict: Verdict = "wrong" if name else "ok"
            text = f"{name!r} is not a platform danvan knows; " if name else ""
            self.notes.say(
                "platform", verdict, f"{text}recognised as {found.name}", "Correct `platform`." if name else ""
            )
        elif told.matches(home):
            self.notes.say("platform", "ok", f"{told.name}, as the entry says")
        elif found.name == "generic":
            self.notes.say("platform", "note", f"the home page bears no mark of {told.name}; the articles will tell")
            found = told
        else:
            mend = f'Set platform = "{found.name}" in its entry, and look whether its lists and feeds moved.'
            self.notes.say("platform", "wrong", f"the entry says {told.name}, the home page is {found.name}", mend)
        self.notes.fetcher.platform = found if told is None or not told.matches(home) else told
        return self.notes.fetcher.platform

    def _speed(self) -> None:
        manners = self.notes.fetcher.manners
        mean = manners.busy / max(1, manners.requests)
        if mean > SLOW_ANSWER:
            what = f"an answer takes {mean:.0f} s on average"
            self.notes.say(
                "speed", "note", what, "Give the entry a `window` at night, and let its first crawl run long."
            )

    async def _feeds(self) -> None:
        self.notes.stage = "feeds"
        for url in self.notes.portal.feeds:
            answer = await self.notes.fetcher.get(url)
            if not answer.ok or read_feed(answer.body, url).kind == "none":
                self.notes.say(
                    "feeds", "wrong", f"{url} is no feed (status {answer.status})", "Correct `feeds` in its entry."
                )
