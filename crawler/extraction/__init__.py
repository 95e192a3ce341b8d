"""From the bytes of a page to an article. Pure: no network, no clock, no disk."""

from __future__ import annotations

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, Platform, detect
from crawler.extraction.platforms.base import Trace
from crawler.items import Article, NotAnArticle

__all__ = ["extract", "extract_traced", "platform_of"]


def extract(html: bytes | str, url: str, platform: str | None = None) -> Article | NotAnArticle:
    """The article on a page, or why there is none.

    ``url`` is the address the page came from; ``platform`` a name of `crawler.extraction.platforms`, where it is known.
    A page that bears the marks of another system is read as that system's. Never raises, whatever the bytes are.
    """
    return extract_traced(html, url, platform)[0]


def extract_traced(
    html: bytes | str, url: str, platform: str | None = None, charset: str | None = None
) -> tuple[Article | NotAnArticle, Trace]:
    """Like `extract`, with the position of the reader that answered each field (-1: none), to be counted for drift, and
    how sure a reading by rules for any page is.

    ``charset`` is what the HTTP header declares.
    """
    page = Page.of(html, url, charset)
    return platform_of(page, platform).extract_traced(page)


def platform_of(page: Page, told: str | None = None) -> Platform:
    """The system to read a page with: the one told, unless the page bears the marks of another only."""
    known = PLATFORMS.get(told) if told else None
    if known is None or not known.matches(page):
        found = detect(page)
        return known if known is not None and found.name == "generic" else found
    return known
