"""Article links of a page that are worth asking for, each article once."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extraction.onward import frames
from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Link, Platform
from crawler.fetching.answers import Fetcher
from crawler.fetching.feeds import Feed, read_feed
from crawler.fetching.identity import identity
from crawler.fetching.manners import Failed, Refused

FEEDS = 5
"""Feeds and sitemaps asked for at most, where lists show no articles."""


def article_links(fetcher: Fetcher, platform: Platform, page: Page) -> list[Link]:
    """Links to articles that a crawl would follow from ``page``, as they stand there."""
    wanted = (
        link
        for link in platform.article_links(page)
        if platform.is_article_url(link.url) and fetcher.wanted(platform.canonical(link.url))
    )
    return list(distinct(platform, wanted).values())


async def shown_list(fetcher: Fetcher, platform: Platform, page: Page) -> Page:
    """The page itself, or the frame in it that shows the list; raises what the fetcher raises."""
    framed = next(filter(fetcher.wanted, frames(page)), None)
    if framed is None or article_links(fetcher, platform, page):
        return page
    answer, inner = await fetcher.page(framed)
    return inner if inner is not None and answer.ok else page


async def fed_links(fetcher: Fetcher, platform: Platform, urls: Iterable[str]) -> tuple[str, list[Link]]:
    """The first of these feeds and sitemaps, or of those that one of them names, with articles; these, newest first.

    Empty when there is none. Raises what the fetcher raises but `Failed` and `Refused`.
    """
    waiting = list(urls)
    for _ in range(FEEDS):
        if not waiting:
            break
        url = waiting.pop(0)
        try:
            answer = await fetcher.get(url)
        except (Failed, Refused):
            continue
        feed = read_feed(answer.body, answer.url) if answer.ok else Feed("none")
        waiting = [*reversed(feed.sitemaps), *waiting]
        newest = sorted(feed.entries, key=lambda e: e.changed.timestamp() if e.changed else 0.0, reverse=True)
        links = [Link(e.url, e.title) for e in newest if platform.is_article_url(e.url) and fetcher.wanted(e.url)]
        if links:
            return url, links
    return "", []


def distinct(platform: Platform, links: Iterable[Link]) -> dict[str, Link]:
    """By identity, the first link to each article, or the first that says its date."""
    found: dict[str, Link] = {}
    for link in links:
        key = identity(platform, platform.canonical(link.url))
        if key not in found or (found[key].published is None and link.published is not None):
            found[key] = link
    return found
