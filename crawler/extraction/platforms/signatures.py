"""Writer and source in elements whose class says so, outside the text: a [guess] that many themes make true.

Elements that name the account that posted an article (``view-content-author``, ``metadata-author``) are no signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from crawler.extraction.authors import split_byline
from crawler.extraction.blocks import Block, BodyText
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.bylines import Line, bare_byline, is_cms_account, labelled_author
from crawler.extraction.dates import find_dates
from crawler.extraction.head_lines import is_head_line
from crawler.extraction.maintext import page_blocks
from crawler.extraction.names import is_name, is_office
from crawler.extraction.page import Page, inner_text, text_of
from crawler.extraction.platforms.base import Reader
from crawler.extraction.platforms.generic_readers import page_text, page_title
from crawler.extraction.readers import elements
from crawler.extraction.urls import DOCUMENT

_LONGEST = 120
_FEW = 3
"""Lines of a signature: name, office, source."""
_LABEL_ALONE = re.compile(r"(?i)(?:tác giả(?: bài viết)?|người viết|nguồn(?: tin)?)\s*[:：]")
_PARTS_OF_HEAD = re.compile(r"\s*[|•·/()]\s*|\s[-–—]\s|[-–—]{2,}|,\s|\s{2,}")
_PARTS = re.compile(r"\n|\s[|/•·]\s|\s(?=(?:Tác giả|Nguồn(?: tin)?|Lượt xem) ?:)")
_BELOW = 8
"""How many blocks after the text may be pictures, captions and buttons in front of the writer's name."""
_ABOVE = 6
"""How many blocks after the title may name the writer."""
_NAMES = (
    *("author", "Author", "TacGia", "tac-gia", "tacgia", "tac_gia", "nguoi-viet"),
    *("source", "nguon", "byline", "but-danh", "butdanh"),
)
_POSTED = ("view-content-author", "metadata-author", "user-info", "author-avatar", "resource", "taglib")
_signatures = elements(
    "//*[self::p or self::div or self::span or self::strong or self::em or self::b or self::li or self::a]"
    f"[{' or '.join(f'contains(@class,{name!r})' for name in _NAMES)}]"
    f"[not({' or '.join(f'ancestor-or-self::*[contains(@class,{name!r})]' for name in _POSTED)})]"
    "[not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::li"
    " or ancestor::header[not(ancestor::article)])]"
)


def _lines(page: Page) -> Iterator[Line]:
    for element in _signatures(page):
        text = inner_text(element)
        if 0 < len(text) <= _LONGEST:
            line = labelled_author(text) or bare_byline(text)
            if line is not None:
                yield line


def signed(page: Page) -> str | None:
    """The writer in an element whose class says that it names the writer."""
    return next((line.author for line in _lines(page) if line.author), None)


def labelled_beside(page: Page) -> str | None:
    """A line "Tác giả: …" between title and text, in the text, or right after it."""
    return next((line.author for line in _labelled_lines(page) if line.author), None)


def source_beside(page: Page) -> str | None:
    """The publication that a line "Nguồn: …" in or right after the text, or above it, names."""
    return next((line.source for line in _labelled_lines(page) if line.source), None)


def _labelled_lines(page: Page) -> Iterator[Line]:
    text = page_text(page)
    blocks, after = page_blocks(page), text.end if text.blocks else 0
    title = page_title(page)
    above = blocks[title.at + 1 : title.at + 1 + _ABOVE] if title and title.at is not None else []
    following = (*blocks[after : after + 6], *above)
    for block, beside in zip_longest((*reversed(text.blocks), *following), (*text.blocks, *following)[1:]):
        if block.kind in ("image", "caption"):
            continue
        lines = block.text.split("\n") if block.kind == "table" else _PARTS.split(block.text)
        alone = _LABEL_ALONE.fullmatch(lines[-1]) and block in following
        if alone and beside is not None and not is_furniture(beside.text):
            lines[-1] += f" {beside.text}"
        for line in (part.replace(" | ", ": ", 1) for part in lines):
            if len(line) < _LONGEST and ":" in line and (found := labelled_author(line)):
                yield found


def named_above(page: Page) -> str | None:
    """The writer in the line of the date between title and text or beside it, where no other place names one."""
    title, text = page_title(page), page.memo.get("body")
    if title is None or title.at is None or not isinstance(text, BodyText) or split_byline(text.paragraphs).author:
        return None
    blocks = page_blocks(page)[title.at + 1 : title.at + 1 + _ABOVE]
    for n, block in enumerate(blocks):
        line = text_of(block.element) if len(block.element) else " ".join(block.text.split())
        if block.linked == 0 and is_head_line(line) and (spots := find_dates(line)):
            left = f"{line[: spots[0].start]}|{line[spots[0].end :]}"
            beside = (b.text for b in (*blocks[n + 1 : n + 2], *blocks[max(n - 1, 0) : n]) if b.linked == 0)
            names = (part.strip(" ,.:-–") for part in (*_PARTS_OF_HEAD.split(left), *beside))
            return next((name for name in names if is_name(name) and not is_cms_account(name)), None)
    return None


def signed_below(page: Page) -> str | None:
    """The writer in the line right below the text, as in "Thu Hằng", outside the element that holds the text."""
    found = page_text(page).blocks
    if not found or split_byline([b.text for b in found[-3:]]).author:
        return None
    blocks = page_blocks(page)
    after = blocks.index(found[-1]) + 1
    below = _first_line(blocks[after : after + _BELOW])
    if below is None or not _is_bare(below):
        return None
    said = (labelled_author(text) or bare_byline(text) for text in below.text.split("\n"))
    line = next((one for one in said if one and one.author), None)
    captioned = blocks[blocks.index(below) - 1].kind == "image"
    if line and line.unit is None and is_office(below.text) and (captioned or not _side_by_side(below, found[-1])):
        return None
    return line.author if line else None


def _side_by_side(one: Block, other: Block) -> bool:
    """Does a block stand right beside another one, or beside the element that holds it?"""
    parent = other.element.getparent()
    return parent is not None and one.element.getparent() in (parent, parent.getparent())


def _first_line(blocks: Sequence[Block]) -> Block | None:
    """The first block that is neither a picture, nor the caption of one, nor furniture."""
    pictured = False
    for block in blocks:
        caption = block.kind == "caption" or (pictured and (block.centred or block.italic or block.pictured))
        if block.kind != "image" and not (caption or _offers_file(block) or is_furniture(block.text)):
            return block
        pictured = block.kind == "image"
    return None


def _offers_file(block: Block) -> bool:
    hrefs = (a.get("href") or "" for a in block.element.iter("a"))
    return block.linked * 2 > len(block.text) and any(map(DOCUMENT.search, hrefs))


def _is_bare(block: Block) -> bool:
    return block.linked == 0 and block.text.count("\n") < _FEW and len(block.text) <= _LONGEST


def named(path: str) -> Reader[str]:
    """The first element of an XPath whose whole text is a name."""
    find = elements(path)

    def read(page: Page) -> str | None:
        lines = (bare_byline(inner_text(element), sure=True) for element in find(page))
        return next((line.author for line in lines if line and line.author), None)

    return read


def sourced(page: Page) -> str | None:
    """The publication that the article is taken from."""
    return next((line.source for line in _lines(page) if line.source), None)


UNSIGNED = (labelled_beside, signed_below)
"""Readers of the writer for systems whose author class names the account that posted the article."""
