"""The content systems danvan knows, and how one is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Fields, FormPost, Link, Platform, Published
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.liferay_hanoi import LiferayHanoi
from crawler.extraction.platforms.nukeviet import NukeViet

__all__ = ["PLATFORMS", "Fields", "FormPost", "Link", "Platform", "Published", "detect"]

PLATFORMS: Mapping[str, Platform] = MappingProxyType({p.name: p for p in (NukeViet(), LiferayHanoi(), Generic())})
"""By name; in the order in which they are tried."""


def detect(page: Page) -> Platform:
    """The system whose marks the page bears; ``generic`` when it bears none."""
    return next(p for p in PLATFORMS.values() if p.matches(page))
