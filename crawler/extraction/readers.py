"""Small readers that platforms combine: XPath to text, meta tags, dates, labelled lines, links with the dates of
lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice, zip_longest
from typing import cast

from lxml import etree

from crawler.extraction.blocks import BodyText, body_text, read_blocks, split_captions
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import Found, find_dates, parse_date
from crawler.extraction.link_lines import without_others
from crawler.extraction.machine_dates import machine_moment
from crawler.extraction.page import Element, Page, inner_lines, inner_text, is_block, plain
from crawler.extraction.platforms.base import Link, Published, Reader
from crawler.extraction.selecting import having, may_match
from crawler.extraction.urls import DOCUMENT, is_document, split_path
from crawler.items import Attachment

__all__ = [
    "Scope", "body", "body_in", "collect_links", "dated", "dated_meta", "elements", "files", "having", "labelled",
    "lines", "meta", "metas", "published", "text", "texts", "whole",
]  # fmt: skip

Scope = Callable[[Page], Element | None]
"""The element inside which a platform looks for a field."""

_LIST_DATE = re.compile(r"\s*\(\d{1,2}/\d{1,2}/\d{4}\)$")
_LONGEST_DATE_LINE = 200
_CLIMB = 5
_CARD, _PIECES = 40, 400
"""Links and pieces of text in what a list says about one article, at most."""
_TEASER = 25
"""Characters of the shortest title of another article."""


def whole(page: Page) -> Element:
    """The scope that is the whole page."""
    return page.root


def elements(path: str, scope: Scope = whole) -> Callable[[Page], list[Element]]:
    """All elements of an XPath inside a scope; none when the scope is missing.

    A search of the whole page is made once, and spared when no element can have what the path asks for.
    """
    find, possible = etree.XPath(path), may_match(path) if scope is whole else None

    def search(page: Page) -> list[Element]:
        root = scope(page)
        if root is None or (possible is not None and not possible(page)):
            return []
        return cast("list[Element]", find(root))

    def once(page: Page) -> list[Element]:
        if path not in page.searched:
            page.searched[path] = search(page)
        return page.searched[path]

    return once if scope is whole else search


def text(path: str, scope: Scope = whole) -> Reader[str]:
    """Text of the first element of an XPath that has any."""
    find = elements(path, scope)
    return lambda page: next(filter(None, map(inner_text, find(page))), None)


def lines(path: str, scope: Scope = whole) -> Reader[str]:
    """Text of the first filled element of an XPath as one line, with spaces where blocks part it."""
    find = elements(path, scope)

    def read(page: Page) -> str | None:
        for element in find(page):
            found = inner_text(element) if not len(element) else " ".join(body_text(element).paragraphs)
            if found:
                return plain(found)
        return None

    return read


def texts(path: str, scope: Scope = whole) -> Reader[tuple[str, ...]]:
    """Texts of all elements of an XPath, each once."""
    find = elements(path, scope)
    return lambda page: tuple(dict.fromkeys(filter(None, map(inner_text, find(page)))))


def meta(*names: str) -> Reader[str]:
    """Content of the first of these meta tags."""
    return lambda page: page.first_meta(*names)


def metas(name: str) -> Reader[tuple[str, ...]]:
    """Contents of every meta tag of this name, each once."""
    return lambda page: tuple(dict.fromkeys(page.metas(name)))


def dated(path: str, scope: Scope = whole) -> Reader[Published]:
    """The first element of an XPath whose text is a date line."""
    find = elements(path, scope)

    def read(page: Page) -> Published | None:
        return next(filter(None, (published(inner_text(element)) for element in find(page))), None)

    return read


def dated_meta(*names: str) -> Reader[Published]:
    """The date in the first of these meta tags that holds one."""

    def read(page: Page) -> Published | None:
        return next(filter(None, (published(value, "meta") for value in page.metas(*names))), None)

    return read


def published(line: str, origin: str = "visible") -> Published | None:
    """The date of a line that states one and nothing else but labels and counters; a header's clock is none."""
    if origin == "meta":
        line = machine_moment(line)
    if not line or len(line) > _LONGEST_DATE_LINE or not may_be_date(line):
        return None
    found = parse_date(line)
    return of_found(found, origin) if found and found.label != "other" else None


def of_found(found: Found, origin: str) -> Published:
    """A date that was read, with its origin; ``contradicted`` where the weekday beside it is another."""
    return Published(found.when, found.precision, "contradicted" if found.contradicted else origin)


def body(path: str, scope: Scope = whole, without: str | None = None) -> Reader[BodyText]:
    """Paragraphs and captions of the first element of an XPath that holds any; elements of the XPath ``without`` are
    left out."""
    find, exclude = elements(path, scope), etree.XPath(without) if without else None
    return lambda page: next(filter(None, (body_in(page, element, exclude) for element in find(page))), None)


def body_in(page: Page, element: Element, exclude: etree.XPath | None = None) -> BodyText | None:
    """Paragraphs and captions of one element; what ``exclude`` finds in it is left out."""
    left_out = frozenset(cast("list[Element]", exclude(element))) if exclude is not None else frozenset()
    blocks = read_blocks(element, skip=left_out)
    found = split_captions(without_others(page, blocks) or blocks)
    return found if found.paragraphs or found.captions else None


def labelled(path: str, label: re.Pattern[str], scope: Scope = whole) -> Reader[str]:
    """What follows the label in the first element of an XPath with a line that starts with it."""
    find = elements(path, scope)

    def read(page: Page) -> str | None:
        return next(filter(None, (_after(label, inner_lines(element)) for element in find(page))), None)

    return read


def _after(label: re.Pattern[str], lines: list[str]) -> str | None:
    """The rest of the line that starts with the label; where nothing else stands in it, the next line."""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if match := label.match(line):
            return line[match.end() :].strip(" :.-–|") or following or None
    return None


def files(path: str, scope: Scope = whole, outside: frozenset[str] = frozenset()) -> Reader[tuple[Attachment, ...]]:
    """Attached files among the links of an XPath: those to documents, each address once; none inside elements of the
    tags ``outside``."""
    find = elements(path, scope)

    def read(page: Page) -> tuple[Attachment, ...]:
        found: dict[str, Attachment] = {}
        for anchor in find(page):
            href = anchor.get("href") or ""
            url = page.link(href) if DOCUMENT.search(href) or "download=" in href else None
            if url and is_document(url) and outside.isdisjoint(e.tag for e in anchor.iterancestors()):
                found.setdefault(url, Attachment(_file_name(anchor, url), url))
        return tuple(found.values())

    return read


def _file_name(anchor: Element, url: str) -> str:
    name = next(filter(None, map(inner_text, anchor.iter("strong", "b"))), "") or inner_text(anchor)
    name = re.sub(r"(?i)^(?:tập tin|tải về|file đính kèm|download)\s*\d*\s*[:.]?\s+(?=.*[^\W\d])", "", name)
    return name or plain(anchor.get("title")) or split_path(url)[0].rpartition("/")[2]


def collect_links(
    page: Page, anchors: Iterable[Element], identity: Callable[[str], str | None], *, dates: bool = True
) -> tuple[Link, ...]:
    """Article links, each identity once: the longest printed title and the date that stands with it on the list."""
    found: dict[str, Link] = {}
    identity = lru_cache(maxsize=None)(identity)
    for anchor in anchors:
        url = page.link(anchor.get("href"))
        key = identity(url) if url else None
        if not url or key is None:
            continue
        title = _LIST_DATE.sub("", _printed_title(anchor)) or plain(anchor.get("title")) or None
        link = found.get(key) or Link(url)
        if title and len(title) > len(link.title or ""):
            link = Link(link.url, title, link.published, link.precision)
        if dates and link.published is None and (date := _date_beside(page, anchor, key, identity)):
            link = Link(link.url, link.title, date.when, date.precision)
        found[key] = link
    return tuple(found.values())


def _printed_title(anchor: Element) -> str:
    """The title in a link; where the link holds a whole card, its heading, else its first line that is no date."""
    if not any(is_block(cast(str, e.tag)) for e in anchor.iterdescendants()):
        return inner_text(anchor)
    blocks = [b for b in read_blocks(anchor) if b.kind != "image" and not published(b.text)]
    heading = next((b.text for b in blocks if b.kind == "heading"), None)
    first = next((b.text for b in blocks if len(b.text) >= _TEASER), None)
    return heading or first or inner_text(anchor)


def _date_beside(page: Page, anchor: Element, key: str, identity: Callable[[str], str | None]) -> Published | None:
    """The date in the smallest element around a link that holds one and no link to another article."""
    element: Element | None = anchor
    for _ in range(_CLIMB):
        element = element.getparent() if element is not None else None
        if element is None or element.tag in ("body", "html", "main"):
            return None
        links = list(islice(element.iter("a"), _CARD + 1))
        hrefs = (page.link(other.get("href")) for other in links)
        if len(links) > _CARD or any(href and identity(href) not in (None, key) for href in hrefs):
            return None
        if date := next(_dates_in(element), None):
            return date
    return None


def _dates_in(element: Element) -> Iterator[Published]:
    for piece in islice(cast("Iterable[str]", element.itertext()), _PIECES):
        if len(piece) <= _LONGEST_DATE_LINE and may_be_date(piece):
            line = plain(piece)
            if date := published(line.strip("() ")):
                yield date
            else:
                for spot in find_dates(line)[:1]:
                    if spot.start == 0 or line[: spot.start].strip(" (") == "":
                        yield Published(spot.found.when, spot.found.precision, "list")
