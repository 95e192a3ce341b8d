"""The date that a page states for machines: in structured data, in meta tags, in a ``time`` element of its article."""

from __future__ import annotations

from itertools import pairwise

from crawler.extraction.maintext import Text, page_blocks
from crawler.extraction.page import Element, Page, plain
from crawler.extraction.platforms.base import Published
from crawler.extraction.readers import dated_meta, elements, published
from crawler.extraction.structured import is_about, stated
from crawler.extraction.titles import Title

_meta_date = dated_meta(
    "article:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "date_published",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date",
    "og:published_time",
    "citation_publication_date",
    "sailthru.date",
    "parsely-pub-date",
)
_marked = elements("//meta[@itemprop='datePublished'][@content]")


def stated_date(page: Page, title: Title | None, text: Text) -> Published | None:
    """The first date that a page states of the article it prints; never that of an edit, or of another article."""
    said = stated(page)
    own = said.published if is_about(said, title.text if title else None) else None
    return (
        (published(own, "meta") if own else None) or _meta_date(page) or _item_date(page) or _timed(page, title, text)
    )


def _item_date(page: Page) -> Published | None:
    """The only moment that a meta tag of the microdata gives; several are those of a list."""
    said = {plain(e.get("content")) for e in _marked(page)}
    return published(said.pop(), "meta") if len(said) == 1 else None


_MOMENTS = "following::*[self::time[@datetime] or self::span[@title] or self::abbr[@title]][position()<3]"


def _timed(page: Page, title: Title | None, text: Text) -> Published | None:
    """The moment of the first ``time`` element after the title that stands before the end of the text, or that an
    element tells where one points at it."""
    if title is None or title.at is None or not text.blocks:
        return None
    last = text.blocks[-1].element
    for element in page_blocks(page)[title.at].element.xpath(_MOMENTS):
        if last in element.iterancestors() or _stands_after(element, last):
            return None
        found = published(plain(element.get("datetime") or element.get("title")), "meta")
        if found and not _is_linked(element):
            return found
    return None


def _is_linked(element: Element) -> bool:
    return any(e.tag in ("a", "li") for e in element.iterancestors())


def _stands_after(element: Element, other: Element) -> bool:
    """Does an element begin after another one, in the order of the page?"""
    return _place(element) > _place(other)


def _place(element: Element) -> tuple[int, ...]:
    """Where an element stands: its position among its siblings, from the root down."""
    steps = [element, *element.iterancestors()]
    return tuple(above.index(below) for below, above in reversed(list(pairwise(steps))))
