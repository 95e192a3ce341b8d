"""Article links of a page that are worth asking for, each article once."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Link, Platform
from crawler.fetching.answers import Fetcher
from crawler.fetching.identity import identity


def article_links(fetcher: Fetcher, platform: Platform, page: Page) -> list[Link]:
    """Links to articles that a crawl would follow from ``page``, as they stand there."""
    wanted = (
        link
        for link in platform.article_links(page)
        if platform.is_article_url(link.url) and fetcher.wanted(platform.canonical(link.url))
    )
    return list(distinct(platform, wanted).values())


def distinct(platform: Platform, links: Iterable[Link]) -> dict[str, Link]:
    """By identity, the first link to each article, or the first that says its date."""
    found: dict[str, Link] = {}
    for link in links:
        key = identity(platform, platform.canonical(link.url))
        if key not in found or (found[key].published is None and link.published is not None):
            found[key] = link
    return found
