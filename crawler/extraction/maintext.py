"""The main text of any page by rules of our own: no class names, only what a reader sees.

The page is read as blocks in order. The title is found first; from there on every block weighs for or against: prose
for, links, labels and portal furniture against. The text ends where the sum of weights is highest (body text extraction
by maximum subsequence, Finn et al. 2001, with the title as its fixed start), and stays within the column of its longest
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from crawler.extraction.blocks import Block, read_blocks
from crawler.extraction.boilerplate import is_boilerplate
from crawler.extraction.dates import parse_date
from crawler.extraction.page import Element, Page
from crawler.text import syllables

_CHROME = frozenset(("nav", "footer", "aside", "menu", "dialog"))
_RELATED = re.compile(
    r"(?i)^\W*(?:(?:các |những )?(?:tin|bài)(?: viết| tức)? (?:khác|liên quan|cùng (?:chuyên mục|chủ đề|loại)"
    r"|mới(?: hơn| nhất)?|cũ hơn|đã đưa|đọc nhiều|nổi bật|xem nhiều)|tin mới|xem thêm|đọc thêm|có thể bạn quan tâm"
    r"|ý kiến (?:bạn đọc|của bạn)|bình luận|gửi bình luận|other news|related (?:news|posts|articles)|thống kê truy cập"
    r"|liên kết (?:website|web)|chuyên mục|danh mục)\W*(?:\(\d+\))?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[.!?…;:][”\"’»)]*$|/\.$")
_PROSE = 80
"""Characters from which unlinked text counts as a paragraph of prose."""
_LINK_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Text:
    """The main text: its blocks, the title's block (None when it is not printed), its prose in characters."""

    blocks: tuple[Block, ...]
    title: Block | None
    prose: int
    teasers: int
    """Linked headings between the paragraphs: many mean that the page is a list."""


def page_blocks(page: Page) -> list[Block]:
    """All visible blocks of a page, without navigation and footers."""
    if "blocks" not in page.memo:
        root = next(page.root.iter("body"), page.root)
        chrome = frozenset(e for e in root.iter(*_CHROME))
        page.memo["blocks"] = read_blocks(root, skip=chrome)
    return cast("list[Block]", page.memo["blocks"])


def main_text(page: Page, title: str | None) -> Text:
    """The main text of a page whose title is known (None: the title is no help)."""
    key = f"main text of {title}"
    if key not in page.memo:
        page.memo[key] = _main_text(page_blocks(page), title)
    return cast(Text, page.memo[key])


def _main_text(blocks: Sequence[Block], title: str | None) -> Text:
    start = title_position(blocks, title)
    weights = [weight(block) for block in blocks]
    best = _span(blocks, weights, start)
    if start is not None and not best[2]:
        start, best = None, _span(blocks, weights, None)
    begin, end, prose = best
    end = _with_last_lines(blocks, begin, end)
    chosen = [b for b in blocks[_first_prose(blocks, begin, end) : end] if b.kind == "image" or weight(b) > -20]
    teasers = sum(_is_linked(b) and len(b.text) >= 25 for b in blocks[max(begin - 2, 0) : end])
    return Text(tuple(chosen), blocks[start] if start is not None else None, prose, teasers)


def _with_last_lines(blocks: Sequence[Block], begin: int, end: int) -> int:
    """End of a run, moved over the short lines and pictures that stand beside its last block: by-lines and captions."""
    last = next((b for b in reversed(blocks[begin:end]) if weight(b) > 0), None)
    beside = last.element.getparent() if last is not None else None
    while beside is not None and end < len(blocks) and blocks[end].element.getparent() is beside:
        if weight(blocks[end]) < -20:
            break
        end += 1
    return end


def _first_prose(blocks: Sequence[Block], begin: int, end: int) -> int:
    """Where prose, a picture or a heading begins; before it stand the page's own names, counters and buttons."""
    for i in range(begin, end):
        block = blocks[i]
        if block.kind != "text" or (weight(block) > 0 and (len(block.text) >= _PROSE or _SENTENCE.search(block.text))):
            return i
    return begin


def title_position(blocks: Sequence[Block], title: str | None) -> int | None:
    """Index of the block that prints the title, a heading before any other; None when no block does."""
    if not title:
        return None
    wanted = syllables(title)
    same = [
        i
        for i, b in enumerate(blocks)
        if abs(len(b.text) - len(title)) < 40 and syllables(b.text) == wanted and not _is_linked(b)
    ]
    headed = [i for i in same if blocks[i].kind == "heading"]
    return next(iter(headed or same), None)


def weight(block: Block) -> float:
    """How much a block speaks for being text of the article (negative: against), in characters."""
    if block.kind == "image":
        return 0.0
    size = len(block.text)
    if _RELATED.match(block.text):
        return -250.0
    if is_boilerplate(block.text):
        return -80.0
    if _is_linked(block):
        return -20.0 - size
    own = size - 2.0 * block.linked
    if block.kind == "table":
        return own * 0.7
    if block.kind == "caption":
        return 5.0
    if _SENTENCE.search(block.text) or size >= _PROSE:
        return own
    if size <= 60 and _YEAR.search(block.text) and parse_date(block.text):
        return -1.0
    return own * 0.3 - 12.0


def _is_linked(block: Block) -> bool:
    return block.linked > _LINK_SHARE * len(block.text)


def _span(blocks: Sequence[Block], weights: Sequence[float], start: int | None) -> tuple[int, int, int]:
    """Begin, end and prose of the heaviest run of blocks; it begins right after ``start`` where that is given."""
    first = 0 if start is None else start + 1
    heaviest = max(range(first, len(blocks)), key=weights.__getitem__, default=None)
    if heaviest is None or weights[heaviest] <= 0:
        return first, first, 0
    column = set(_column(blocks[heaviest].element).iter())
    weights = [w if b.element in column else min(w * 0.25, w) - 60 for b, w in zip(blocks, weights, strict=True)]
    begin, end = _heaviest(weights, start)
    prose = sum(len(b.text) for b, w in zip(blocks[begin:end], weights[begin:end], strict=True) if w > 0)
    return begin, end, prose


def _heaviest(weights: Sequence[float], start: int | None) -> tuple[int, int]:
    """Run with the highest sum: any (Kadane), or the best prefix of what follows ``start``."""
    if start is not None:
        total, best, end = 0.0, 0.0, start + 1
        for i in range(start + 1, len(weights)):
            total += weights[i]
            if total > best:
                best, end = total, i + 1
            elif total < best - 600:
                break
        return start + 1, end
    total, best, begin, run = 0.0, 0.0, 0, (0, 0)
    for i, value in enumerate(weights):
        if total <= 0:
            total, begin = 0.0, i
        total += value
        if total > best:
            best, run = total, (begin, i + 1)
    return run


def _column(element: Element) -> Element:
    """The column that a weighty paragraph stands in: two levels around it."""
    for _ in range(2):
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        element = parent
    return element
