"""The content systems danvan knows, and how one is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Fields, FormPost, Link, Platform, Published
from crawler.extraction.platforms.dnn import Dnn
from crawler.extraction.platforms.drupal import Drupal
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.joomla import Joomla
from crawler.extraction.platforms.liferay_asset import LiferayAsset
from crawler.extraction.platforms.liferay_hanoi import LiferayHanoi
from crawler.extraction.platforms.liferay_tiengiang import LiferayTienGiang
from crawler.extraction.platforms.mdefault import MDefault
from crawler.extraction.platforms.nukeviet import NukeViet
from crawler.extraction.platforms.oneoffs import Cema, DaNang
from crawler.extraction.platforms.sharepoint import SharePoint, TanDan
from crawler.extraction.platforms.vccorp import VCCorp
from crawler.extraction.platforms.view_article import ViewArticle
from crawler.extraction.platforms.vnportal import VnPortal
from crawler.extraction.platforms.webcenter import WebCenter
from crawler.extraction.platforms.wordpress import WordPress

__all__ = ["PLATFORMS", "Fields", "FormPost", "Link", "Platform", "Published", "detect"]

_ORDER: tuple[Platform, ...] = (
    NukeViet(),
    LiferayTienGiang(),
    ViewArticle(),
    LiferayAsset(),
    LiferayHanoi(),
    VCCorp(),
    MDefault(),
    TanDan(),
    SharePoint(),
    Dnn(),
    WordPress(),
    Drupal(),
    Joomla(),
    DaNang(),
    Cema(),
    VnPortal(),
    WebCenter(),
    Generic(),
)
PLATFORMS: Mapping[str, Platform] = MappingProxyType({platform.name: platform for platform in _ORDER})
"""By name; in the order in which they are tried."""


def detect(page: Page) -> Platform:
    """The system whose marks the page bears; ``generic`` when it bears none."""
    return next(p for p in PLATFORMS.values() if p.matches(page))
