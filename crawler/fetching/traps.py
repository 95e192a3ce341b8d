"""Counts the traps that a portal's pages hold out: addresses that are never asked for, by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Platform

MOST = 2000
"""Addresses told apart in one run; a portal that holds out more is counted no further."""
HARMLESS = frozenset({"file"})
"""Reasons that are no trap: pictures and attachments."""
_HREFS = etree.XPath("//a/@href")


@dataclass(slots=True)
class TrapCounter:
    """The traps of one portal in one run; each address counts once."""

    counts: Counter[str]
    """Where they are added, as ``trap/REASON``."""
    seen: set[int] = field(default_factory=set)

    def look(self, page: Page, platform: Platform) -> None:
        """Count the traps among a page's links."""
        for href in cast("list[str]", _HREFS(page.root)):
            if len(self.seen) >= MOST:
                return
            mark = hash(href)
            if mark in self.seen:
                continue
            self.seen.add(mark)
            url = page.link(href)
            reason = platform.trap_reason(url) if url else None
            if reason and reason not in HARMLESS:
                self.counts[f"trap/{reason}"] += 1
