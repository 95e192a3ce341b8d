"""Reads feeds: RSS 2.0, RSS 1.0 and Atom, sitemaps and sitemap indexes."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from crawler.items import VIETNAM

FEED_MAX = 50_000_000
"""Bytes of an unpacked sitemap.xml.gz; the sitemap protocol's own limit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address a feed names."""

    url: str
    title: str | None = None
    changed: datetime | None = None
    """Aware. When the entry was published or last changed: good for ordering, no publication date, because NukeViet's
    pubDate carries the month in place of the minutes and other sitemaps give the time of the last edit."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed or sitemap holds; ``sitemaps`` are those that an index points to."""

    kind: str
    """``rss``, ``atom``, ``sitemap``, ``index``, or ``none`` when the text is no feed."""
    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


_KINDS = {"rss": "rss", "rdf": "rss", "feed": "atom", "urlset": "sitemap", "sitemapindex": "index"}
_ENTRIES = {"rss": "item", "atom": "entry", "sitemap": "url", "index": "sitemap"}


def read_feed(body: bytes, url: str) -> Feed:
    """The feed in ``body``, found at ``url``; damaged XML is read as far as it goes, other text gives kind ``none``."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_unpacked(body).lstrip(), parser)
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error, ValueError):
        root = None
    kind = _KINDS.get(_local(root), "none") if root is not None else "none"
    if root is None or kind == "none":
        return Feed("none")
    entries = tuple(
        entry
        for element in root.iter("{*}" + _ENTRIES[kind])
        if element.getparent() is not None and (entry := _entry(element, url)) is not None
    )
    if kind == "index":
        return Feed(kind, (), tuple(e.url for e in entries))
    return Feed(kind, entries)


def _unpacked(body: bytes) -> bytes:
    """A ``.xml.gz`` unpacked, at most `FEED_MAX` bytes of it."""
    if body[:2] != b"\x1f\x8b":
        return body
    return zlib.decompressobj(wbits=31).decompress(body, FEED_MAX)


def _local(element: etree._Element | None) -> str:
    """Tag name without name space, in lower case; empty for comments."""
    return etree.QName(element).localname.lower() if element is not None and isinstance(element.tag, str) else ""


def _entry(element: etree._Element, base: str) -> Entry | None:
    """One entry of a feed, or None when it names no address."""
    texts: dict[str, str] = {}
    for child in element:
        name, text = _local(child), (child.text or "").strip()
        if name == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            text = child.get("href") or ""
        if text:
            texts.setdefault(name, text)
    address = texts.get("loc") or texts.get("link") or (texts.get("guid") if "://" in texts.get("guid", "") else None)
    if not address:
        return None
    changed = next((moment for name in ("pubdate", "published", "updated", "date", "lastmod", "publication_date")
                    if (moment := read_moment(texts.get(name)))), None)  # fmt: skip
    return Entry(urljoin(base, address), texts.get("title"), changed)


def read_moment(text: str | None) -> datetime | None:
    """An RFC 822 or ISO 8601 time, aware (+07:00 where no zone is given); None when absent or unreadable."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text) if re.match(r"\d{4}-", text) else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
