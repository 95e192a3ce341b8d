"""Where NukeViet keeps an article, in its own themes and in skins that renamed or dropped the marks."""

from __future__ import annotations

import re
from typing import cast

from crawler.extraction.blocks import BodyText, read_blocks, split_captions
from crawler.extraction.link_lines import without_others
from crawler.extraction.page import Element, Page, inner_text, plain, remembered
from crawler.extraction.platforms.base import Reader
from crawler.extraction.platforms.generic_readers import generic_body, unmarked_lead
from crawler.extraction.readers import elements, having, texts

AUTHOR = re.compile(r"(?i)^tác giả(?:\s+bài viết)?\s*:\s*")
SOURCE = re.compile(r"(?i)^nguồn(?:\s+(?:tin|bài viết|bài))?\s*:\s*")
_SHORTEST_TEXT = 80
"""Characters a part must hold to be taken for the text."""
_NEWS_ARTICLE = elements("//*[contains(@itemtype,'NewsArticle')]")


@remembered
def wrapper(page: Page) -> Element | None:
    """The element that holds one article and nothing of the side columns; None in skins that have no such mark."""
    inner = page.by_id("news-bodyhtml")
    if inner is None:
        inner = next(
            (e for e in page.root.iter("div", "article", "section") if "bodytext" in (e.get("class") or "").split()),
            None,
        )
    if inner is None:
        return next(iter(_NEWS_ARTICLE(page)), None)
    around = [e for e in inner.iterancestors() if e.tag in ("div", "article", "section", "main")]
    for element in around:
        if "NewsArticle" in (element.get("itemtype") or "") or "news_column" in (element.get("class") or "").split():
            return element
    return around[0] if around else None


_LEAD_MARKS = elements(f"//*[{having('hometext')} or @id='hometext']", wrapper)
"""Where a theme prints the lead, even when there is none."""


def no_wrapper(page: Page) -> Element | None:
    """The whole page, in skins where `wrapper` finds nothing."""
    return page.root if wrapper(page) is None else None


def breadcrumb(path: str) -> Reader[str]:
    """The last step of a breadcrumb that is neither the home page nor the article itself."""
    read = texts(path)

    def last(page: Page) -> str | None:
        title = plain(page.first_meta("og:title"))
        steps = [
            step
            for step in read(page) or ()
            if step.lower() not in ("trang nhất", "trang chủ", "home", "main") and step != title
        ]
        return steps[-1] if steps else None

    return last


def category_from_menu(page: Page) -> str | None:
    """The text of a link to the category in whose path the article stands."""
    folder = page.url.split("?")[0].rpartition("/")[0] + "/"
    names = (
        inner_text(a)
        for a in page.root.iter("a")
        if (a.get("href") or "").endswith("/") and page.link(a.get("href")) == folder
    )
    return next(filter(None, names), None)


def lead_from_description(page: Page) -> str | None:
    """In skins that hide the lead's mark: the paragraph that the shortened ``og:description`` is the beginning of."""
    if _LEAD_MARKS(page):
        return None
    start = (page.first_meta("og:description", "description") or "").removesuffix("...").removesuffix("…").strip()
    if len(start) < 40:
        return None
    found, read = generic_body(page), cast("BodyText | None", page.memo.get("body"))
    lead = next((p for p in (found.paragraphs[:3] if found else ()) if plain(p).startswith(start)), None)
    if found and read and lead in read.paragraphs[:3] and found.paragraphs.count(lead) == 1:
        return None  # it is the text's own beginning, and nothing marks it there
    return lead


def unmarked_by_theme(page: Page) -> str | None:
    """The lead by its place and letters, in skins that have no element for it."""
    return None if _LEAD_MARKS(page) else unmarked_lead(page)


def body_without_lead(page: Page) -> BodyText | None:
    """The main text by density, without the paragraph that is the lead and without the lines that are fields."""
    found = generic_body(page)
    if found is None:
        return None
    paragraphs = [p for p in found.paragraphs if not (len(p) < 150 and (AUTHOR.match(p) or SOURCE.match(p)))]
    lead = lead_from_description(page)
    if lead in paragraphs:
        paragraphs.remove(lead)
    return BodyText(tuple(paragraphs), found.captions)


def largest_part(page: Page) -> BodyText | None:
    """In skins that keep the mark of the article but not that of its text: the largest part beside its headline."""
    marked = _NEWS_ARTICLE(page)[:1]
    taken = [e for e in marked for e in e.iter() if e.get("itemprop") in ("headline", "description")]
    if not marked or not taken:
        return None
    around = {e for mark in taken for e in (mark, *mark.iterancestors())}
    parts = [e for e in marked[0].iter("div", "section", "article", "td") if e not in around]
    sizes = {part: len(inner_text(part)) for part in parts if part.getparent() in around}
    largest = max(sizes, key=sizes.__getitem__, default=None)
    if largest is None or sizes[largest] < _SHORTEST_TEXT:
        return None
    return split_captions(without_others(page, read_blocks(largest)))
