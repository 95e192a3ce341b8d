"""The main text of any page by rules of our own: no class names, only what a reader sees.

The page is read as blocks in order. The title is found first; from there on every block weighs for or against: prose
for, links, labels and portal furniture against. The text ends where the sum of weights is highest (body text extraction
by maximum subsequence, Finn et al. 2001, with the title as its fixed start), and stays within the column of its longest
paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from crawler.extraction.blocks import Block, read_blocks
from crawler.extraction.boilerplate import is_boilerplate, is_furniture
from crawler.extraction.date_tokens import MAY_BE_DATE
from crawler.extraction.dates import parse_date
from crawler.extraction.page import Element, Page, word_set
from crawler.extraction.urls import DOCUMENT

_CHROME = frozenset(("nav", "footer", "aside", "menu", "dialog", "marquee"))
_RELATED = re.compile(
    r"(?i)^\W*(?:(?:các |những )?(?:tin|bài)(?: viết| tức)? (?:khác|liên quan|cùng (?:chuyên mục|chủ đề|loại)"
    r"|mới(?: hơn| nhất)?|cũ hơn|đã đưa|đọc nhiều|nổi bật|xem nhiều)|tin mới|xem thêm|đọc thêm|có thể bạn quan tâm"
    r"|ý kiến (?:bạn đọc|của bạn)|bình luận|gửi bình luận|other news|related (?:news|posts|articles)|thống kê truy cập"
    r"|liên kết (?:website|web)|chuyên mục|danh mục)\W*(?:\(\d+\))?$"
)
_ASIDE = re.compile(r"(?i)^\W*(?:>>|»|xem thêm|đọc thêm|xem (?:tại|chi tiết)|tin liên quan|bài liên quan)\b|^\s*>>")
"""How a line begins that leads away from the middle of a text."""
_PIECES = word_set("p li h2 h3 h4 h5 h6 blockquote dd dt figcaption")
_SENTENCE = re.compile(r"[.!?…;:][”\"’»)]*$|/\.$")
_PROSE = 80
"""Characters from which unlinked text counts as a paragraph of prose."""
_LINK_SHARE = 0.6
_OTHERS = -250.0
"""Weight of a heading over lists of other articles, comments or counters."""
_TEASER = 25
"""Characters of the shortest linked title."""
_BEFORE = -60.0
"""What dates, counters and buttons between title and text can weigh at most."""
_NEARLY_ALL = 0.7
"""Share of the prose from which one element holds the text."""
_CARD = 250
"""Characters beside the linked titles in a card of other articles at most."""
_PARTS = 2
"""So many elements of one look that hold prose are the parts of one text."""
_FORM = 400
"""Characters; a form with more text holds more than its fields."""


@dataclass(frozen=True, slots=True)
class Text:
    """The main text: its blocks, where it ends on the page, its prose in characters."""

    blocks: tuple[Block, ...]
    end: int
    """Position after the last block of the text."""
    prose: int
    teasers: int
    """Linked headings between the paragraphs: many mean that the page is a list."""
    titled: bool
    """The text follows the title."""


def page_blocks(page: Page) -> list[Block]:
    """All visible blocks of a page, without navigation and footers."""
    if "blocks" not in page.memo:
        root = next(page.root.iter("body"), page.root)
        chrome = frozenset(e for e in root.iter(*_CHROME, "form") if e.tag != "form" or _is_small(e))
        page.memo["blocks"] = read_blocks(root, skip=chrome)
    return cast("list[Block]", page.memo["blocks"])


def _is_small(form: Element) -> bool:
    """Is a form a box of the page (login, poll, comment), not one that holds the whole page as ASP.NET's do?"""
    size = 0
    for text in form.itertext():
        size += 0 if text.isspace() else len(text)
        if size > _FORM:
            return False
    return True


def main_text(page: Page, at: int | None) -> Text:
    """The main text of a page whose title is block ``at`` (None: it is not printed)."""
    if "main text" not in page.memo:
        blocks = page_blocks(page)
        page.memo["main text"] = _main_text(blocks[: _next_article(blocks, at)], at)
    return cast(Text, page.memo["main text"])


def _next_article(blocks: Sequence[Block], start: int | None) -> int:
    """Position of the title of a second article that follows in full, as on pages that scroll without end."""
    if start is None or blocks[start].kind != "heading":
        return len(blocks)
    title, prose = blocks[start].element, 0
    around = next(title.iterancestors("article"), None)
    for i in range(start + 1, len(blocks)):
        block = blocks[i]
        if block.element.tag == title.tag and block.kind == "heading" and prose >= 2 * _PROSE:
            own = next(block.element.iterancestors("article"), None)
            dated = any(_is_dated(b.text) for b in blocks[i + 1 : i + 4])
            if (own is not None and own is not around) or (dated and (_is_linked(block) or title.tag == "h1")):
                return i
        prose += len(block.text) if block.linked * 2 < len(block.text) else 0
    return len(blocks)


def _is_dated(line: str) -> bool:
    return len(line) <= 100 and MAY_BE_DATE.search(line) is not None and not _SENTENCE.search(line)


def _main_text(blocks: Sequence[Block], start: int | None) -> Text:
    weights = [weight(block) for block in blocks]
    best = _span(blocks, weights, start)
    if start is not None and not best[2]:
        start, best = None, _span(blocks, weights, None)
    begin, end, prose = best
    hosts = _hosts(blocks, weights, begin, end)
    end = _within(blocks, weights, hosts, begin, _resumed(blocks, weights, set(hosts), begin, end))
    end = _with_last_lines(blocks, weights, begin, end)
    first = _first_prose(blocks, weights, begin, end)
    cards = _cards(blocks[first:end], hosts)
    chosen = [
        blocks[i]
        for i in range(first, end)
        if blocks[i].kind == "image"
        or (weights[i] > -20 and blocks[i].element not in cards)
        or _leads_to_part(blocks[i], hosts)
    ]
    before = begin if start is not None else max(begin - 2, 0)
    teasers = _teasers(blocks[before:end], weights[before:end])
    return Text(tuple(chosen), end, prose, teasers, start is not None)


def _teasers(blocks: Sequence[Block], weights: Sequence[float]) -> int:
    """How many linked titles stand between the paragraphs, without those under a heading of other articles."""
    count, others = 0, False
    for block, own in zip(blocks, weights, strict=True):
        others = own <= _OTHERS or (others and own < _PROSE)
        count += not others and _is_teaser(block)
    return count


def _leads_to_part(block: Block, hosts: Container[Element]) -> bool:
    """Is a block a link beside the paragraphs that belongs to them: to a document, or too short to be a title?"""
    if not _is_linked(block) or _host(block) not in hosts or block.element.tag != "p" or is_furniture(block.text):
        return False
    hrefs = [a.get("href") or "" for a in block.element.iter("a")]
    return len(block.text) < _TEASER or all(map(DOCUMENT.search, hrefs))


def _hosts(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> dict[Element, float]:
    """The elements that hold a third of the prose or more, each with its share."""
    sizes: Counter[Element] = Counter()
    for i in range(begin, end):
        if weights[i] >= _PROSE:
            sizes[_host(blocks[i])] += len(blocks[i].text)
    return {host: size / sizes.total() for host, size in sizes.items() if size * 3 >= sizes.total()}


def _within(
    blocks: Sequence[Block], weights: Sequence[float], hosts: dict[Element, float], begin: int, end: int
) -> int:
    """End of a run, moved back to where the element that holds nearly all prose ends, when a heading or label opens
    another box there: about the writer, a newsletter, an offer."""
    host = next((host for host, share in hosts.items() if share >= _NEARLY_ALL), None)
    if host is None:
        return end
    inside, column = set(host.iter()), _column_look(host) or host
    last = max(
        (i for i in range(begin, end) if blocks[i].element in inside or _column_look(_host(blocks[i])) == column),
        default=end,
    )
    others = (i for i in range(last + 1, end) if blocks[i].kind == "heading" or weights[i] < 0)
    return next(others, end)


def _cards(blocks: Sequence[Block], hosts: Iterable[Element]) -> set[Element]:
    """The elements of cards that stand inside the text: boxes with a linked title, or with the label of an offer, and
    hardly any other text."""
    openers = [b for b in blocks if _opens_card(b)]
    if not openers:
        return set()
    sizes: Counter[Element] = Counter()
    for block in blocks:
        sizes.update(dict.fromkeys(_around(block.element), len(block.text) - block.linked))
    most = min(_CARD, max(sizes.values()) // 4)
    around = {e for host in hosts for e in _around(host)}
    boxes: set[Element] = set()
    for block in openers:
        path = (block.element, *block.element.iterancestors())
        inside = list(takewhile(lambda e: e not in around and sizes[e] <= most, path))
        boxes.update(box for box in inside[-1:] if box.tag not in _PIECES)
    return {e for box in boxes for e in box.iter()}


def _opens_card(block: Block) -> bool:
    if block.kind == "table" or not block.text:
        return False
    rule = is_boilerplate(block.text)
    offer = rule is not None and rule.name in ("newsletter", "card label", "related heading")
    return offer or (_is_teaser(block) and not _SENTENCE.search(block.text))


def _resumed(blocks: Sequence[Block], weights: Sequence[float], hosts: set[Element], begin: int, end: int) -> int:
    """End of a run, moved over boxes of links that interrupt the text: it goes on where prose stands in the very
    element that holds most of the prose, or in one that looks like those it is spread over."""
    parts = {_host(blocks[i]) for i in range(begin, end) if weights[i] > 0 and _SENTENCE.search(blocks[i].text)}
    looks = Counter(map(_look, parts))
    alike = {look for look, count in looks.items() if count >= _PARTS and count * 2 > looks.total()}
    columns = {_column_look(host) for host in hosts} - {None}
    for i in range(end, len(blocks)):
        if (host := _host(blocks[i])) in hosts or _look(host) in alike or _column_look(host) in columns:
            if weights[i] <= _OTHERS or _ends(blocks[i]):
                break
            end = i + 1 if weights[i] >= _PROSE or (weights[i] > 0 and end == i) else end
    return end


def _look(element: Element) -> tuple[Element | None, object, str | None]:
    """What the parts of a text that is spread over several elements have in common."""
    return element.getparent(), element.tag, element.get("class")


def _column_look(element: Element) -> tuple[object, ...] | None:
    """What the columns of a text that advertisements cut have in common; None without class names."""
    parent = element.getparent()
    if parent is None or not parent.get("class"):
        return None
    return *_look(parent), element.tag, element.get("class")


def _ends(block: Block) -> bool:
    rule = is_boilerplate(block.text)
    return rule is not None and rule.ends


def _host(block: Block) -> Element:
    """The element whose paragraphs stand side by side with this block."""
    element = block.element
    parent = element.getparent()
    return parent if parent is not None and element.tag in _PIECES else element


def _with_last_lines(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> int:
    """End of a run, moved over the short lines and pictures that stand beside its last block: by-lines and captions."""
    last = next((i for i in range(end - 1, begin - 1, -1) if weights[i] > 0), None)
    beside = blocks[last].element.getparent() if last is not None else None
    while beside is not None and end < len(blocks) and blocks[end].element.getparent() is beside:
        if weights[end] < -20:
            break
        end += 1
    return end


def _first_prose(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> int:
    """Where prose, a picture or a heading begins; before it stand the page's own names, counters and buttons."""
    for i in range(begin, end):
        block = blocks[i]
        if block.kind in ("image", "table", "heading", "caption") and not is_furniture(block.text):
            return i
        if weights[i] > 0 and (len(block.text) >= _PROSE or _SENTENCE.search(block.text)):
            return i
    return begin


def weight(block: Block) -> float:
    """How much a block speaks for being text of the article (negative: against), in characters."""
    if block.kind == "image":
        return 0.0
    size = len(block.text)
    if _RELATED.match(block.text):
        return _OTHERS
    if all(map(is_boilerplate, block.text.split("\n"))):
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
    if size <= 60 and MAY_BE_DATE.search(block.text) and parse_date(block.text):
        return -1.0
    return own * 0.3 - 12.0


def _is_linked(block: Block) -> bool:
    return block.linked > _LINK_SHARE * len(block.text)


def _is_teaser(block: Block) -> bool:
    """A linked title, alone or as the first line over the beginning of its text."""
    first, *more = block.text.split("\n", 1)
    return (
        len(first) >= _TEASER
        and not is_furniture(first)
        and not _ASIDE.match(first)
        and (_is_linked(block) or (bool(more) and block.linked >= len(first)))
    )


def _span(blocks: Sequence[Block], weights: Sequence[float], start: int | None) -> tuple[int, int, int]:
    """Begin, end and prose of the heaviest run of blocks; it begins right after ``start`` where that is given."""
    first = 0 if start is None else start + 1
    reach = _reach(weights, start) if start is not None else len(blocks)
    heaviest = max(range(first, reach), key=weights.__getitem__, default=None)
    if heaviest is None or weights[heaviest] <= 0:
        return first, first, 0
    others = [blocks[start].element] if start is not None else []
    nearest = sorted(
        (i for i in range(first, reach) if i != heaviest and weights[i] >= _PROSE), key=lambda i: abs(i - heaviest)
    )
    others += [blocks[i].element for i in nearest[:1]]
    column = set(_column(blocks[heaviest].element, others).iter())
    weights = [w if b.element in column else min(w * 0.25, w) - 60 for b, w in zip(blocks, weights, strict=True)]
    begin, end = _heaviest(weights, start)
    prose = sum(len(b.text) for b, w in zip(blocks[begin:end], weights[begin:end], strict=True) if w > 0)
    return begin, end, prose


def _reach(weights: Sequence[float], start: int) -> int:
    """Position of the first heading of other articles behind some prose: the article's own column begins before it."""
    prose = 0.0
    for i in range(start + 1, len(weights)):
        if weights[i] <= _OTHERS and prose >= _PROSE:
            return i
        prose += max(weights[i], 0.0)
    return len(weights)


def _heaviest(weights: Sequence[float], start: int | None) -> tuple[int, int]:
    """Run with the highest sum: any (Kadane), or the best prefix of what follows ``start``."""
    if start is not None:
        total, best, end = 0.0, 0.0, start + 1
        for i in range(start + 1, len(weights)):
            total = weights[i] + (total if best else max(total, _BEFORE))
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


def _column(element: Element, others: Sequence[Element]) -> Element:
    """The column that a weighty paragraph stands in: two levels around it, or so many that one of ``others`` (the
    title, another paragraph) stands in it too."""
    above = [a for a in element.iterancestors() if a.tag not in ("body", "html")]
    levels = [next((n for n, a in enumerate(above) if a in around), len(above)) for around in map(_around, others)]
    wanted = max(2, min((n + 1 for n in levels), default=0)) - 1
    return above[min(wanted, len(above) - 1)] if above else element


def _around(element: Element) -> set[Element]:
    return {element, *element.iterancestors()}
