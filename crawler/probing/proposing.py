"""What an entry for an unknown portal would say: everything read from its home page, lists and a few articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from crawler.errors import DanvanError
from crawler.extraction.blocked import is_shell
from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.addressed import is_home
from crawler.extraction.platforms.base import Link, Platform
from crawler.fetching.answers import Fetcher
from crawler.fetching.feeds import read_feed
from crawler.fetching.manners import Blocked, Down, Failed, OutOfHours, Refused
from crawler.importing.hosts import host_of
from crawler.items import VIETNAM, Article
from crawler.portals import Portal, Tls
from crawler.probing.links import article_links, distinct, fed_links, shown_list
from crawler.probing.quality import Read, dates_step, furniture_step, letters_step, with_list_date
from crawler.probing.topic_lists import sections
from crawler.probing.visiting import visit

ARTICLES, SECTIONS, FEEDS, LISTS = 5, 3, 2, 3
"""Articles shown, and sections on the subject, feeds and (where there are no such sections) other lists asked for."""
_SITE_WORDS = re.compile(
    r"(?i)\b(?:cổng|trang|website|web|hệ thống)\s+(?:thông tin|giao tiếp)(?:\s+điện tử)?(?:\s+(?:của|thành phần))?\b"
    r"|\b(?:trang chủ|trang nhất|trang tin|trang thông tin điện tử|website|cổng ttđt|home|homepage)\b"
)
Sureness = str
"""``certain``, ``likely``, ``guess`` or ``unknown``; ``wrong`` for what was read and cannot be right."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found out about a portal, how sure it is, and why."""

    field: str
    value: str
    sure: Sureness
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft of an entry, what speaks for it, and the articles it would begin with."""

    portal: Portal
    """``level`` and ``place`` are not looked at here; the level is a stopgap."""
    findings: tuple[Finding, ...]
    articles: tuple[Article, ...]


def propose(
    url: str, delay: float | None = None, tick: Callable[[str], None] = lambda text: None, tls: Tls = "verify"
) -> Proposal:
    """Visit the portal at ``url`` and draft its entry; ``tick`` hears what is being asked for.

    Without a scheme, ``https`` is tried and then ``http``. About a dozen requests at the crawl's pace, or ``delay``
    seconds apart. ``tls`` is ``unverified`` for a portal whose certificate chain is known to be broken. Raises
    `DanvanError` when the portal cannot be reached, does not want to be asked, is no portal of articles, or leads
    elsewhere.
    """
    if "://" in url:
        return _propose(url, delay, tick, tls)
    try:
        return _propose(f"https://{url}", delay, tick, tls)
    except DanvanError as error:
        if not isinstance(error.__cause__, Down | Failed):
            raise
        return _propose(f"http://{url}", delay, tick, tls)


def _propose(address: str, delay: float | None, tick: Callable[[str], None], tls: Tls) -> Proposal:
    host = host_of(address)
    if host is None:
        raise DanvanError(f"{address!r} is no address of a portal. Give it as in https://travinh.gov.vn/.")
    parts = urlsplit(address)
    draft = Portal(
        id=_id(host), name=host, level="xa", home=f"{parts.scheme}://{parts.netloc}/",
        hosts=(parts.netloc.lower(),), delay=delay, tls=tls,
    )  # fmt: skip
    try:
        return visit(draft, lambda fetcher: _Look(draft, fetcher, tick).run(address))
    except Refused as error:
        raise DanvanError(f"{error}. Danvan obeys it: ask the portal's keepers for leave.") from error
    except OutOfHours as error:
        raise DanvanError(f"{str(error).partition(';')[0]}. Add it then, or change DANVAN_WINDOW.") from error
    except Blocked as error:
        raise DanvanError(f"{address} turns us away: {error}. Try again later.") from error
    except (Down, Failed) as error:
        mend = "Open it in a browser and compare the address."
        if "TLS certificate" in str(error):
            mend = "Look at the certificate in a browser; if the portal is known for this, add --tls unverified."
        raise DanvanError(f"{address} cannot be read: {error}. {mend}") from error


def _answering(draft: Portal, url: str) -> Portal:
    """The draft with the home page as it answered in the end: https for http, ``www.`` in front or not."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    return replace(draft, home=f"{parts.scheme}://{host}/", hosts=tuple(dict.fromkeys((host, *draft.hosts))))


def _id(host: str) -> str:
    bare = re.sub(r"\.(?:gov\.)?vn$", "", host.replace(":", "-"))
    return re.sub(r"[^a-z0-9.-]", "-", bare).strip(".-")


@dataclass(slots=True)
class _Look:
    """One visit for one proposal."""

    draft: Portal
    fetcher: Fetcher
    tick: Callable[[str], None]

    async def run(self, address: str) -> Proposal:
        """Home page, sections on the subject, feeds, articles."""
        home = await self._page(self.draft.home)
        self.draft = _answering(self.draft, home.url)
        platform = self.fetcher.platform = detect(home)
        named = _name(home)
        findings = [named]
        lists, links, seen = await self._lists(platform, home, address)
        findings += seen
        feeds, seen = await self._feeds(platform, home)
        findings += seen
        if not links:
            _, links = await fed_links(self.fetcher, platform, feeds)
        articles, platform = await self._articles(platform, links)
        if not articles and is_shell(home):
            raise DanvanError(
                f"{self.draft.home} is an empty frame that scripts fill in the browser; danvan runs none. Give the "
                "address of a list or a site that comes without scripts, if there is one."
            )
        if not articles:
            raise DanvanError(
                f"{self.draft.home}: no article was found. Give the address of a list of articles instead of the home "
                "page; if articles look right in a browser, the portal needs rules of its own (docs/portals.md)."
            )
        findings.insert(0, _platform_finding(platform, home))
        dated = sum(article.published is not None for article in articles)
        sure = "certain" if len(articles) > 1 and dated == len(articles) else "likely"
        text = f"{len(articles)} read, {dated} dated"
        findings.append(Finding("articles", text, sure, f"by the rules of {platform.name}"))
        findings += _doubts(articles)
        entry = replace(
            self.draft, name=named.value, platform=None if platform.name == "generic" else platform.name,
            lists=lists, feeds=feeds,
            evidence=f"seen: home page and {len(articles)} articles on {datetime.now(VIETNAM).date()}.",
        )  # fmt: skip
        return Proposal(entry, tuple(findings), articles)

    async def _page(self, url: str) -> Page:
        self.tick(url)
        answer, page = await self.fetcher.page(url)
        if answer.leads_to:
            raise DanvanError(f"{url} leads to {answer.leads_to}. Add that portal instead, if it is the one you mean.")
        if answer.status in (401, 403, 451):
            raise DanvanError(
                f"{url} refuses us (status {answer.status}). If a browser is let in, set DANVAN_CONTACT, so that the "
                "portal's keepers see who asks, and write to them."
            )
        if not answer.ok:
            raise DanvanError(f"{url} answers with status {answer.status}. Open it in a browser and compare.")
        if page is None:
            kind = answer.header("content-type") or "an answer without a type"
            raise DanvanError(f"{url} is no web page ({kind}). Give the address of the portal's home page.")
        return page

    async def _lists(
        self, platform: Platform, home: Page, address: str
    ) -> tuple[tuple[str, ...], list[Link], list[Finding]]:
        """Lists for the entry, the links of their first pages, and what was found."""
        chosen: dict[str, list[Link]] = {}
        findings = []
        if not is_home(address):
            links, finding = await self._given(platform, address)
            findings.append(finding)
            if links:
                chosen[address] = links
        found = [s for s in sections(home) if self.fetcher.wanted(s.url)]
        for section in sorted(found, key=lambda s: platform.is_article_url(s.url))[:SECTIONS]:
            url, links = await self._section(platform, section.url)
            if links and url not in chosen:
                chosen[url] = links
                sure = "certain" if section.subject.startswith(("dan van", "tuyen giao")) else "likely"
                what = f"{section.label or url} ({len(links)} articles): {url}"
                findings.append(Finding("list", what, sure, f"its name or address says {section.subject!r}"))
        if chosen:
            return tuple(chosen), [link for links in chosen.values() for link in links], findings
        links = article_links(self.fetcher, platform, home)
        for url in [u for u in platform.list_links(home) if self.fetcher.wanted(u)][:LISTS]:
            links += await self._list(platform, url)
        none = "no section on mobilisation work; every list of the home page is walked"
        return (), links, [Finding("list", none, "likely", "no link of the home page names one")]

    async def _given(self, platform: Platform, address: str) -> tuple[list[Link], Finding]:
        """The links of the list that was given; none when it is an article, whose portal is meant then."""
        page = await self._page(address)
        if isinstance(detect(page).extract(page), Article):
            return [], Finding("list", "none given", "certain", "the address you gave is an article's")
        page = await shown_list(self.fetcher, platform, page)
        if not (links := article_links(self.fetcher, platform, page)):
            raise DanvanError(f"{address}: no article link was found there. Give a list of articles, or the home page.")
        return links, Finding("list", f"{address} ({len(links)} articles)", "certain", "the address you gave")

    async def _section(self, platform: Platform, url: str) -> tuple[str, list[Link]]:
        """The address of a section, without what belongs to this visit alone where it answers so too, and its links."""
        plain = platform.canonical(url)
        if plain != url and (links := await self._list(platform, plain)):
            return plain, links
        return url, await self._list(platform, url)

    async def _list(self, platform: Platform, url: str) -> list[Link]:
        self.tick(url)
        try:
            answer, page = await self.fetcher.page(url)
            if page is None or not answer.ok:
                return []
            if platform.is_article_url(url) and isinstance(platform.extract(page), Article):
                return []
            return article_links(self.fetcher, platform, await shown_list(self.fetcher, platform, page))
        except (Failed, Refused):
            return []

    async def _feeds(self, platform: Platform, home: Page) -> tuple[tuple[str, ...], list[Finding]]:
        """Feeds and sitemaps that really are some."""
        found, findings = [], []
        for url in list(dict.fromkeys((*self.fetcher.sitemaps, *platform.feed_links(home))))[:FEEDS]:
            self.tick(url)
            try:
                answer = await self.fetcher.get(url)
            except (Failed, Refused):
                continue
            feed = read_feed(answer.body, url)
            if answer.ok and feed.kind != "none" and (feed.entries or feed.sitemaps):
                found.append(url)
                size = f"{len(feed.sitemaps)} sitemaps" if feed.sitemaps else f"{len(feed.entries)} addresses"
                findings.append(Finding("feed", f"{url} ({feed.kind}, {size})", "certain", "it was read"))
        return tuple(found), findings or [Finding("feed", "none", "likely", "none is announced that can be read")]

    async def _articles(self, platform: Platform, links: list[Link]) -> tuple[tuple[Article, ...], Platform]:
        """The first articles, each once, and the system that they tell where the home page bears no marks."""
        found: dict[str, tuple[Page, Link]] = {}
        for key, link in list(distinct(platform, links).items())[:ARTICLES]:
            url = platform.canonical(link.url)
            self.tick(url)
            try:
                answer, page = await self.fetcher.page(url)
            except (Failed, Refused):
                continue
            if page is not None and answer.ok:
                found[key] = (page, link)
        told = {detect(page).name for page, _ in found.values()}
        if platform.name == "generic" and len(told) == 1:
            platform = PLATFORMS[told.pop()]
        read = ((platform.extract(page), link) for page, link in found.values())
        return tuple(with_list_date(one, link) for one, link in read if isinstance(one, Article)), platform


def _platform_finding(platform: Platform, home: Page) -> Finding:
    if platform.name == "generic":
        return Finding("platform", "not recognised", "unknown", "its pages bear no marks; general rules are used")
    if not platform.matches(home):
        return Finding("platform", platform.name, "likely", "its articles bear its marks, the home page does not")
    return Finding("platform", platform.name, "certain", "the home page bears its marks")


def _doubts(articles: Sequence[Article]) -> list[Finding]:
    """What a check would call wrong with the articles."""
    read = [Read(article, None, None) for article in articles]
    steps = (dates_step(read, datetime.now(VIETNAM)), letters_step(read), furniture_step(read))
    return [Finding(s.name, s.found, "wrong", "compare in a browser") for s in steps if s.verdict == "wrong"]


def _name(home: Page) -> Finding:
    """The portal's name for readers, from what the site calls itself."""
    site = home.first_meta("og:site_name")
    parts = re.split(r"\s+[-–—|>»›·]+\s+", site or home.title_tag)
    cleaned = [_SITE_WORDS.sub(" ", part) for part in parts]
    names = [" ".join(part.split()).strip(" -–|:,.") for part in cleaned]
    name = max(names, key=len, default="")
    if not name:
        return Finding("name", urlsplit(home.url).netloc, "guess", "the page does not name itself; the host instead")
    name = name[0].upper() + name[1:]
    return Finding("name", name, "certain" if site else "likely", "og:site_name" if site else "the page's title")
