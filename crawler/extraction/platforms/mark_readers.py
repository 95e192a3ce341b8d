"""Readers for systems known by a few marks: the richest element, dates in attributes, texts without their lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from lxml import etree

from crawler.extraction.blocks import BodyText
from crawler.extraction.boilerplate import is_prose, trim
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.page import Page, inner_text, plain
from crawler.extraction.platforms.base import Published, Reader, T
from crawler.extraction.platforms.generic_readers import generic_body, generic_date, generic_title
from crawler.extraction.readers import Scope, body_in, elements, having, published, whole
from crawler.text import same_syllables

_CLOCK = re.compile(r"(?i)\d{1,2}\s*[:hg]\s*\d{2}")
_SHORTEST_BODY = 40
"""Characters below which an element that bears the mark of a text is not taken for it."""


def text_in(path: str, without: str | None = None, scope: Scope = whole) -> Reader[BodyText]:
    """The text in the element of an XPath that holds most of it, without the repeated title, dates and furniture."""
    find, exclude = elements(path, scope), etree.XPath(without) if without else None

    def read(page: Page) -> BodyText | None:
        found = find(page)
        largest = max(found, key=lambda e: len(inner_text(e))) if len(found) > 1 else next(iter(found), None)
        text = body_in(page, largest, exclude) if largest is not None else None
        if text is None:
            return None
        title = page.memo.get("title") or generic_title(page)
        kept = trim(without_head(text.paragraphs, title), title or "")
        return BodyText(tuple(kept), text.captions) if sum(map(len, kept)) >= _SHORTEST_BODY else None

    return read


def without_head(paragraphs: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """Paragraphs without the title and the date lines that a template prints above the text; below its first paragraph
    only a line that is nothing but a date is the template's."""
    at, above = 0, list(takewhile(lambda p: (title and same_syllables(p, title)) or not is_prose(p), paragraphs[:5]))
    for n, line in enumerate(above):
        dated = len(line) < 90 and may_be_date(line) and (bool(_CLOCK.search(line)) or len(line) < 40)
        if dated or (title and same_syllables(line, title)):
            at = n + 1
    return tuple(p for n, p in enumerate(paragraphs) if n >= at and (n >= 5 or not published(p)))


def after_lead(reader: Reader[BodyText], *leads: Reader[str]) -> Reader[BodyText]:
    """The text without the paragraph that is the lead already."""

    def read(page: Page) -> BodyText | None:
        text = reader(page)
        lead = next(filter(None, (find(page) for find in leads)), None)
        if text is None or not lead or not text.paragraphs:
            return text
        kept = [p for n, p in enumerate(text.paragraphs) if n > 2 or not same_syllables(p, lead)]
        return BodyText(tuple(kept), text.captions)

    return read


def any_of(names: str) -> str:
    """XPath condition: the class attribute holds one of these words (parted by blanks)."""
    return "(" + " or ".join(map(having, names.split())) + ")"


def words_of_body(page: Page) -> frozenset[str]:
    """The classes of ``body``, in which some systems say what a page is."""
    return frozenset(word for e in page.root.iter("body") for word in (e.get("class") or "").split())


def attribute_date(path: str, attribute: str) -> Reader[Published]:
    """The machine-readable moment in an attribute of the first element of an XPath that has one."""
    find = elements(path)

    def read(page: Page) -> Published | None:
        values = (plain(element.get(attribute)) for element in find(page))
        return next(filter(None, (published(value, "meta") for value in values)), None)

    return read


def precise(printed: Reader[Published], *stated: Reader[Published]) -> Reader[Published]:
    """The printed date; the time of day, where only the page's machine-readable date of the same day has it."""

    def read(page: Page) -> Published | None:
        shown = printed(page)
        if shown is None or shown.precision != "day":
            return shown
        said = (reader(page) for reader in stated)
        same = (s for s in said if s and s.precision != "day" and s.when.date() == shown.when.date())
        return next(same, shown)

    return read


def day_or_time(*readers: Reader[Published]) -> tuple[Reader[Published], ...]:
    """Ordered readers of the date, the generic ones last."""
    return (*readers, generic_date)


def bodies(leads: tuple[Reader[str], ...], *readers: Reader[BodyText]) -> tuple[Reader[BodyText], ...]:
    """Ordered readers of the text, the generic one last, each without the lead."""
    return tuple(after_lead(reader, *leads) for reader in (*readers, generic_body))


def unless(marked: Callable[[Page], object], readers: tuple[Reader[T], ...]) -> tuple[Reader[T], ...]:
    """Readers for pages without the system's own marks only: those of the general path weigh the whole page."""

    def spared(reader: Reader[T]) -> Reader[T]:
        return lambda page: None if marked(page) else reader(page)

    return tuple(map(spared, readers))
