"""The records that travel through the house: what an article is, and why a page is not one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Literal

VIETNAM = timezone(timedelta(hours=7), "+07:00")
"""Vietnam has kept UTC+7 without daylight saving since 1975, so a fixed offset is exact for every portal page."""

Precision = Literal["minute", "day"]
Level = Literal["tw", "tinh", "huyen", "xa"]
"""Level of government of a portal: central, province, district (until 30 June 2025), commune."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file offered with an article: its name as printed and its absolute address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of mobilisation work that an article is about, and the rule and words that say so."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one portal, cleaned.

    Text is NFC. ``None`` or an empty tuple means that the page does not say, or that it could not be read for certain.
    """

    url: str
    """Canonical address."""
    title: str
    body: str
    """Plain text without title and lead; a blank line between paragraphs, a table row is cells joined by " | "."""
    portal: str = ""
    """Registry id; empty until the crawler or importer knows it."""
    platform_id: str | None = None
    """The content system's own number or key for the article."""
    lead: str | None = None
    published: datetime | None = None
    """Aware, +07:00. Midnight when ``published_precision`` is ``day``."""
    published_precision: Precision | None = None
    published_from: str | None = None
    """Where the date was found: ``visible``, ``contradicted`` (labelled, but beside another weekday), ``meta``,
    ``url``, ``id``, ``list``, ``feed``, ``text`` or ``import``."""
    author: str | None = None
    author_unit: str | None = None
    """The office a by-line names after the writer, such as "Trung tâm VHTT&TT huyện"."""
    source: str | None = None
    """The publication an article is reprinted from."""
    dateline: str | None = None
    """The agency mark in front of the text, such as "CTT-Đồng Nai"."""
    category: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    topics: tuple[Topic, ...] = ()
    fingerprint: str = ""
    """Hash of the keyed body (`crawler.text.fingerprint`): equal on another portal means a reprint."""

    @property
    def id(self) -> str:
        """Stable identity: hash of portal and platform id, or of portal and canonical address where there is no id."""
        return article_id(self.portal, self.platform_id, self.url)

    def of_portal(self, portal: str) -> Article:
        """The same article, attributed to ``portal``."""
        return replace(self, portal=portal)


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """Why a page gave no article.

    ``kind`` is ``list``, ``blocked``, ``gone``, ``other``; ``reason`` is a sentence for logs and reports.
    """

    kind: Literal["list", "blocked", "gone", "other"]
    reason: str
    retry_after: float | None = None
    """Seconds a blocked page asks to wait, where it says so."""


def article_id(portal: str, platform_id: str | None, url: str) -> str:
    """16 hexadecimal digits that name an article for good."""
    key = f"{portal}\n{'#' + platform_id if platform_id else url}"
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
