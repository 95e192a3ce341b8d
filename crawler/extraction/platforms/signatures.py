"""Writer and source in elements whose class says so, outside the text: a [guess] that many themes make true.

Elements that name the account that posted an article (``view-content-author``, ``metadata-author``) are no signatures.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.extraction.blocks import Block
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.bylines import Line, bare_byline, labelled_author
from crawler.extraction.maintext import page_blocks
from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.generic import page_text
from crawler.extraction.readers import elements

_LONGEST = 120
_NAMES = ("author", "tac-gia", "tacgia", "tac_gia", "nguoi-viet", "source", "nguon", "byline", "but-danh", "butdanh")
_POSTED = ("view-content-author", "metadata-author", "user-info", "author-avatar", "resource", "taglib")
_signatures = elements(
    "//*[self::p or self::div or self::span or self::strong or self::em or self::b or self::li or self::a]"
    f"[{' or '.join(f'contains(@class,{name!r})' for name in _NAMES)}]"
    f"[not({' or '.join(f'ancestor-or-self::*[contains(@class,{name!r})]' for name in _POSTED)})]"
    "[not(ancestor::nav or ancestor::footer or ancestor::header or ancestor::aside or ancestor::li)]"
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


def signed_below(page: Page) -> str | None:
    """The writer in the line right below the text, as in "Thu Hằng", outside the element that holds the text."""
    found = page_text(page).blocks
    if not found:
        return None
    blocks = page_blocks(page)
    after = blocks.index(found[-1]) + 1
    below = next((b for b in blocks[after : after + 3] if b.kind != "image" and not is_furniture(b.text)), None)
    line = bare_byline(below.text) if below is not None and _is_bare(below) else None
    return line.author if line else None


def _is_bare(block: Block) -> bool:
    return block.kind == "text" and block.linked == 0 and "\n" not in block.text and len(block.text) <= _LONGEST


def sourced(page: Page) -> str | None:
    """The publication that the article is taken from."""
    return next((line.source for line in _lines(page) if line.source), None)
