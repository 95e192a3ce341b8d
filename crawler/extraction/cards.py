"""Cards: boxes alike, side by side, each the title of another article with the beginning of its text.

Pages whose scripts open a card have no link in it, so that only its shape tells it from a section of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from crawler.extraction.block_weights import PROSE, SENTENCE, TEASER, is_teaser
from crawler.extraction.blocks import Block
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import parse_date
from crawler.extraction.page import Element, word_set

_BOXES = word_set("div article section li tr figure a td dl")
_LEAST = 3
"""So many boxes alike are cards."""
_MOST = 0.75
"""Share of the boxes in a row that are cards."""
_TEXT = 400
"""Characters of the beginning of a text on a card at most."""
_SECTION = re.compile(r"(?i)\W*(?:\d|[ivx]+[.)]|[a-zđ][.)]|(?:bước|điều|mục|phần|chương|câu|step|question|ngày)\s)")
"""How the heading of a section of one text begins: with a number, an hour, a step."""

_DATE_FIRST = re.compile(r"\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s")
UNWRITTEN = ("",)
"""Where a card leads that only a script opens."""


def with_cards(blocks: list[Block]) -> list[Block]:
    """The blocks of a page, those that open a card marked as links: they lead to another article."""
    openers = {id(block) for cards in _rows(blocks) for block in cards}
    if not openers:
        return blocks
    return [replace(b, linked=len(b.text), hrefs=b.hrefs or UNWRITTEN) if id(b) in openers else b for b in blocks]


def has_teasers(blocks: Sequence[Block]) -> bool:
    """Does every paragraph of a few blocks follow a linked title of its own, and is there more than one?"""
    above, pairs = False, 0
    for block in blocks:
        if block.linked * 2 <= len(block.text) and (len(block.text) >= PROSE or SENTENCE.search(block.text)):
            if not above:
                return False
            pairs, above = pairs + 1, False
        elif block.kind != "image" and not may_be_date(block.text):
            above = is_teaser(block)
    return pairs >= 2


def _rows(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The first blocks of the cards in each row of boxes alike."""
    boxes: dict[Element, list[Block]] = {}
    seen = _Seen()
    for block in blocks:
        if block.kind != "image" and (box := _box(block.element, seen)) is not None:
            boxes.setdefault(box, []).append(block)
    for _, row in groupby(boxes.items(), key=lambda item: (item[0].getparent(), _look(item[0]))):
        cards = [inside for _, inside in row]
        told = max(sum(map(_is_card, cards)), sum(map(_is_entry, cards)))
        if len(cards) >= _LEAST and told >= _MOST * len(cards):
            yield [inside[0] for inside in cards]


@dataclass(slots=True)
class _Seen:
    """What is known of a page's elements: the box around each, and how many of each look it holds."""

    boxes: dict[Element, Element | None] = field(default_factory=dict)
    looks: dict[Element, Counter[object]] = field(default_factory=dict)


def _box(element: Element, seen: _Seen) -> Element | None:
    """The outermost box around an element that stands beside others of its look."""
    path = list(takewhile(lambda e: e not in seen.boxes, (element, *element.iterancestors())))
    above = path[-1].getparent() if path else element
    found = seen.boxes[above] if above is not None else None
    for box in reversed(path):
        found = seen.boxes[box] = box if found is None and _stands_in_row(box, seen) else found
    return found


def _stands_in_row(box: Element, seen: _Seen) -> bool:
    around = box.getparent()
    if box.tag not in _BOXES or around is None:
        return False
    if around not in seen.looks:
        seen.looks[around] = Counter(map(_look, around))
    return seen.looks[around][_look(box)] >= _LEAST


def _look(box: Element) -> tuple[object, str | None]:
    return box.tag, box.get("class")


def _is_card(blocks: Sequence[Block]) -> bool:
    """Does a box hold a title and, but for dates and buttons, one paragraph?"""
    title, *more = [line for b in blocks for line in b.text.split("\n") if not is_furniture(line)] or [""]
    if len(title) < TEASER or len(title) > 2 * PROSE or SENTENCE.search(title) or _SECTION.match(title):
        return False
    told = [line for line in more if SENTENCE.search(line) or len(line) >= PROSE]
    return len(told) == 1 and PROSE / 2 <= len(told[0]) <= _TEXT and all(b.kind != "table" for b in blocks)


def _is_entry(blocks: Sequence[Block]) -> bool:
    """Has a box a date of its own: on a line by itself beside others, or in front of a line with a link?"""
    lines = [line for block in blocks for line in block.text.split("\n")]
    alone = len(lines) > 1 and any(len(line) <= 40 and may_be_date(line) and parse_date(line) for line in lines)
    return alone or any(block.linked and _DATE_FIRST.match(block.text) for block in blocks)
