"""Cards: boxes alike, side by side, each the title of another article with the beginning of its text.

Pages whose scripts open a card have no link in it, so that only its shape tells it from a section of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from crawler.extraction.block_weights import PROSE, TEASER, is_teaser
from crawler.extraction.blocks import SENTENCE, Block
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import parse_date
from crawler.extraction.page import Element, word_set

_BOXES = word_set("div article section li tr figure a td dl")
_CLIMB = 10
"""So many elements around a line are looked at: a card is never deeper."""
_LEAST = 3
"""So many boxes alike are cards."""
_MOST = 0.75
"""Share of the boxes in a row that are cards."""
_TEXT = 400
"""Characters of the beginning of a text on a card at most."""
_SECTION = re.compile(r"(?i)\W*(?:\d|[ivx]+[.)]|[a-zđ][.)]|(?:bước|điều|mục|phần|chương|câu|step|question|ngày)\s)")
"""How the heading of a section of one text begins: with a number, an hour, a step."""

_REPLY = re.compile(r"(?i)\W*(?:(?:trả lời|phản hồi|trích dẫn|thích|reply|like|quote|báo cáo)\W*(?:\(?\d+\)?\W*)?)+$")
_DATE_FIRST = re.compile(r"\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s")
UNWRITTEN = ("",)
"""Where a card leads that only a script opens."""


def with_cards(blocks: list[Block]) -> list[Block]:
    """The blocks of a page; those that open a card are marked as links, because they lead to another article, and so
    is all that readers wrote."""
    away = {id(block) for blocks_away in _rows(blocks) for block in blocks_away}
    if not away:
        return blocks
    return [replace(b, linked=len(b.text), hrefs=b.hrefs or UNWRITTEN) if id(b) in away else b for b in blocks]


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
    """The first blocks of the cards in each row of boxes alike, and all blocks in a row of comments."""
    rows: dict[object, dict[Element, list[Block]]] = {}
    alike: dict[Element, Counter[object]] = {}
    for block in blocks:
        for box in _boxes(block, alike):
            rows.setdefault((box.getparent(), _look(box)), {}).setdefault(box, []).append(block)
    for row in rows.values():
        boxes = list(row.values())
        least = max(_LEAST, _MOST * len(boxes))
        if sum(map(_is_reply, boxes)) >= least:
            yield [block for inside in boxes for block in inside]
        elif sum(map(_is_card, boxes)) >= least or sum(map(_is_entry, boxes)) >= least:
            yield [inside[0] for inside in boxes]


def _boxes(block: Block, alike: dict[Element, Counter[object]]) -> Iterator[Element]:
    """The boxes close around a block that stand beside others of their look; ``alike`` remembers how many of each look
    an element holds."""
    path = (block.element, *islice(block.element.iterancestors(), _CLIMB)) if block.kind != "image" else ()
    for box in path:
        around = box.getparent()
        if box.tag in _BOXES and around is not None:
            if around not in alike:
                alike[around] = Counter(map(_look, around))
            if alike[around][_look(box)] >= _LEAST:
                yield box


def _look(box: Element) -> tuple[object, str | None]:
    return box.tag, box.get("class")


def _is_card(blocks: Sequence[Block]) -> bool:
    """Does a box hold a title and, but for dates and buttons, one paragraph?"""
    title, *more = [line for b in blocks for line in b.text.split("\n") if not is_furniture(line)] or [""]
    if len(title) < TEASER or len(title) > 2 * PROSE or SENTENCE.search(title) or _SECTION.match(title):
        return False
    told = [line for line in more if SENTENCE.search(line) or len(line) >= PROSE]
    return len(told) == 1 and PROSE / 2 <= len(told[0]) <= _TEXT and all(b.kind != "table" for b in blocks)


def _is_reply(blocks: Sequence[Block]) -> bool:
    """Does a box end with the buttons of a comment?"""
    return len(blocks) > 1 and _REPLY.match(blocks[-1].text) is not None


def _is_entry(blocks: Sequence[Block]) -> bool:
    """Has a box a date of its own: on a line by itself beside others, or in front of a line with a link?"""
    lines = [line for block in blocks for line in block.text.split("\n")]
    alone = len(lines) > 1 and any(len(line) <= 40 and may_be_date(line) and parse_date(line) for line in lines)
    return alone or any(block.linked and _DATE_FIRST.match(block.text) for block in blocks)
