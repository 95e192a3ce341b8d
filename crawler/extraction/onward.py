"""Pages that hold nothing themselves: they send the browser on, or show other pages in frames."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extraction.page import Element, Page
from crawler.extraction.urls import canonical_url, site

_LITTLE = 300
"""Characters of text up to which a page that sends the browser on is nothing but that."""
_AT_ONCE = 5.0
"""Seconds up to which a refresh is a way on; what comes later reloads a page for those who stay on it."""
_REFRESH = re.compile(r"(?is)^\s*(\d{1,4}(?:\.\d+)?)\s*[;,]\s*(?:url\s*=\s*)?(['\"]?)(.+?)\2\s*$")
_SCRIPT = re.compile(
    r"(?:window|document|self|top|parent)?\.?\blocation(?:\.href)?\s*=\s*(['\"])([^'\"\s]+)\1"
    r"|\blocation\.(?:replace|assign)\(\s*(['\"])([^'\"\s]+)\3\s*\)"
)
_MAIN = re.compile(r"(?i)main|content|noi-?dung|body|giua|center|trang")
_UNSEEN = frozenset(("script", "style", "noscript", "title", "noframes"))


def onward(page: Page) -> str | None:
    """Where a page without content of its own sends the browser: by a refresh, by a script that does only that, or to
    the main frame of a frameset; None for all other pages."""
    if not _is_bare(page):
        return None
    targets = (*_refreshed(page), *_framed(page), *_scripted(page))
    here = canonical_url(page.url)
    return next((url for url in targets if canonical_url(url) != here), None)


def frames(page: Page) -> tuple[str, ...]:
    """Addresses of the portal's own pages that are shown inside this one."""
    found = (page.link(e.get("src")) for e in page.root.iter("iframe", "frame"))
    own = site(page.base)
    return tuple(dict.fromkeys(url for url in found if url and site(url) == own))


def _is_bare(page: Page) -> bool:
    return len(page.html) < 20_000 and sum(len(text.strip()) for text in _texts(page.root)) <= _LITTLE


def _texts(element: Element) -> Iterator[str]:
    """What a browser shows inside an element."""
    for inner in element.iter():
        if inner.tag not in _UNSEEN:
            yield inner.text or ""
        yield inner.tail or ""


def _refreshed(page: Page) -> Iterator[str]:
    for content in page.metas("refresh"):
        match = _REFRESH.match(content)
        if match and float(match[1]) <= _AT_ONCE and (url := page.link(match[3])):
            yield url


def _framed(page: Page) -> Iterator[str]:
    """The frame called main or content, else the last one: what comes before it is a banner or a menu."""
    shown = [e for e in page.root.iter("frame") if page.link(e.get("src"))]
    named = [e for e in shown if _MAIN.search(f"{e.get('name') or ''} {e.get('id') or ''}")]
    for element in (*named[:1], *shown[-1:]):
        if url := page.link(element.get("src")):
            yield url


def _scripted(page: Page) -> Iterator[str]:
    if any(e.get("href") for e in page.root.iter("a")):
        return
    for script in page.root.iter("script"):
        for match in _SCRIPT.finditer("".join(script.itertext())):
            if url := page.link(match[2] or match[4]):
                yield url
