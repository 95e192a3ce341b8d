"""Any other site, and the last resort of every platform (first version: the main column by text density)."""

from __future__ import annotations

from crawler.extraction.blocks import BodyText
from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Published, Reader


def generic_body(page: Page) -> BodyText | None:
    return None


def generic_date(page: Page) -> Published | None:
    return None


def nearest_date(scope: object) -> Reader[Published]:
    return lambda page: None


def generic_title(page: Page) -> str | None:
    return None
