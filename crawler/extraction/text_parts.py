"""The parts a text is made of: the elements that hold it, boxes that interrupt it, and what stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from crawler.extraction.block_weights import OTHERS, PROSE, is_linked, is_teaser
from crawler.extraction.blocks import SENTENCE, Block
from crawler.extraction.boilerplate import ends_sentence, is_boilerplate, is_prose
from crawler.extraction.boilerplate_rules import LISTS
from crawler.extraction.cards import has_teasers
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.head_lines import is_head_line
from crawler.extraction.link_lines import OTHER_ARTICLES
from crawler.extraction.page import Element, word_set

_PIECES = word_set("p li h2 h3 h4 h5 h6 blockquote dd dt figcaption")
_NEARLY_ALL = 0.7
"""Share of the prose from which one element holds the text."""
_CARD = 250
"""Characters beside the linked titles in a card of other articles at most."""
_NEXT = 12
"""So many blocks under a heading are looked at."""
_PARTS = 2
"""So many elements of one look that hold prose are the parts of one text."""
_Seat = tuple[Element | None, object, str | None]
_SHORT = 4
"""So many lines of a text are looked at for a sentence: short ones may stand in front of it."""
_WRAPPED = 2
"""Elements with nothing else in them around a paragraph at most."""


def hosts_of(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> dict[Element, float]:
    """The elements that hold a third of the prose or more, each with its share; shorter lines count where there are no
    longer ones."""
    sizes: Counter[Element] = Counter()
    least = PROSE if max(weights[begin:end], default=0.0) >= PROSE else PROSE / 2
    for i in range(begin, end):
        if weights[i] >= least:
            sizes[host_of(blocks[i])] += len(blocks[i].text)
    total = sizes.total()
    return {host: size / total for host, size in sizes.items() if size * 3 >= total}


def within(blocks: Sequence[Block], weights: Sequence[float], hosts: dict[Element, float], begin: int, end: int) -> int:
    """End of a run, moved back to where the element that holds nearly all prose ends, when a heading or label opens
    another box there: about the writer, a newsletter, an offer."""
    host = next((host for host, share in hosts.items() if share >= _NEARLY_ALL), None)
    if host is None:
        return end
    inside, column = set(host.iter()), _column_look(host) or host
    seats = {seat(b) for b in blocks[begin:end] if b.element is host}
    own = (
        i
        for i in range(begin, end)
        if blocks[i].element in inside
        or _column_look(host_of(blocks[i])) == column
        or (weights[i] > 0 and seat(blocks[i]) in seats)
    )
    last = max(own, default=end)
    others = (i for i in range(last + 1, end) if blocks[i].kind == "heading" or weights[i] < 0)
    return next(others, end)


def cards_in(blocks: Sequence[Block], hosts: Iterable[Element]) -> set[Element]:
    """The elements of cards that stand inside the text: boxes with a linked title, or with the label of an offer, and
    hardly any other text."""
    openers = [b for b in blocks if _opens_card(b)]
    if not openers:
        return set()
    sizes: Counter[Element] = Counter()
    for block in blocks:
        sizes.update(dict.fromkeys(with_ancestors(block.element), len(block.text) - block.linked))
    most = min(_CARD, max(sizes.values()) // 4)
    around = {e for host in hosts for e in with_ancestors(host)}
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
    return offer or (is_teaser(block) and not SENTENCE.search(block.text))


def resumed(blocks: Sequence[Block], weights: Sequence[float], hosts: set[Element], begin: int, end: int) -> int:
    """End of a run, moved over boxes of links that interrupt the text: it goes on where prose stands in the very
    element that holds most of the prose, or in one that looks like those it is spread over, or as its paragraphs."""
    parts = {host_of(blocks[i]) for i in range(begin, end) if weights[i] > 0 and SENTENCE.search(blocks[i].text)}
    looks = Counter(map(_look, parts))
    alike = {look for look, count in looks.items() if count >= _PARTS and count * 2 > looks.total()}
    columns = {_column_look(host) for host in hosts} - {None}
    seats = {seat(blocks[i]) for i in range(begin, end) if weights[i] > 0 and is_prose(blocks[i].text)}
    for i in range(end, len(blocks)):
        host = host_of(blocks[i])
        beside = host in hosts or seat(blocks[i]) in seats
        if beside or _look(host) in alike or _column_look(host) in columns:
            if _lists(blocks[i]) or (weights[i] <= OTHERS and not is_boilerplate(blocks[i].text)):
                if not _is_box(blocks, weights, hosts, i) and not _is_stray(blocks, weights, seats, i):
                    break
                continue
            told = weights[i] >= PROSE or (weights[i] * 2 >= PROSE and SENTENCE.search(blocks[i].text))
            told = told or (beside and weights[i] > 0 and ends_sentence(blocks[i].text))
            end = i + 1 if told or (weights[i] > 0 and end == i) else end
    return end


def _is_box(blocks: Sequence[Block], weights: Sequence[float], hosts: set[Element], at: int) -> bool:
    """Is a heading of other articles followed by a list in an element of its own, and that by the text?"""
    behind = next((i for i in range(at + 1, len(blocks)) if not is_linked(blocks[i])), len(blocks))
    if behind == len(blocks) or any(host_of(b) in hosts for b in blocks[at + 1 : behind]):
        return False
    told = weights[behind] * 2 >= PROSE and SENTENCE.search(blocks[behind].text) is not None
    return behind > at + 1 and told and host_of(blocks[behind]) in hosts


def _is_stray(blocks: Sequence[Block], weights: Sequence[float], seats: set[_Seat], at: int) -> bool:
    """Has a line like the heading of other articles no list under it, because the text goes on beside its paragraphs?
    What is marked up as a heading opens a part of its own."""
    if blocks[at].kind == "heading":
        return False
    behind = (i for i in range(at + 1, len(blocks)) if blocks[i].text and not is_boilerplate(blocks[i].text))
    for i in islice(behind, _SHORT):
        if blocks[i].linked or seat(blocks[i]) not in seats:
            return False
        if weights[i] > 0 and ends_sentence(blocks[i].text):
            return True
    return False


def _look(element: Element) -> tuple[Element | None, object, str | None]:
    """What the parts of a text that is spread over several elements have in common."""
    return element.getparent(), element.tag, element.get("class")


def _column_look(element: Element) -> tuple[object, ...] | None:
    """What the columns of a text that advertisements cut have in common; None without class names."""
    parent = element.getparent()
    if parent is None or not parent.get("class"):
        return None
    return *_look(parent), element.tag, element.get("class")


def ends(block: Block) -> bool:
    rule = is_boilerplate(block.text)
    return rule is not None and rule.ends


def _lists(block: Block) -> bool:
    rule = is_boilerplate(block.text)
    return rule is not None and rule.name in LISTS


def host_of(block: Block) -> Element:
    """The element whose paragraphs stand side by side with this block."""
    element = block.element
    parent = element.getparent()
    return parent if parent is not None and element.tag in _PIECES else element


def seat(block: Block) -> _Seat:
    """Where a paragraph stands: the element that holds it beside others, its own tag and class. Rows of a layout table
    and boxes in boxes with one paragraph each stand where their wrappers do; a cell beside others is a column."""
    element = block.element
    for _ in range(_WRAPPED):
        parent = element.getparent()
        if parent is None or len(parent) != 1 or (parent.text or "").strip() or parent.tag in ("body", "html"):
            break
        element = parent
    return element if element.tag == "td" else element.getparent(), element.tag, element.get("class")


def with_ancestors(element: Element) -> set[Element]:
    return {element, *element.iterancestors()}


def behind_box(blocks: Sequence[Block], weights: Sequence[float], title: Element, begin: int, end: int) -> int:
    """End of a run, moved over a box of other articles that cuts the text in two parts without a mark: elements alike,
    side by side in one that does not hold the title."""
    last = next((i for i in range(end - 1, begin - 1, -1) if weights[i] >= PROSE / 2), None)
    after = next((i for i in range(end, len(blocks)) if not _is_of_box(blocks[i], weights[i])), None)
    if last is None or after is None or after == end or weights[after] < PROSE / 2:
        return end
    around, above = with_ancestors(title), list(_path(blocks[last].element))
    whole = next((e for e in _path(blocks[after].element) if e in above), None)
    if whole is None or whole in around:
        return end
    one, other = (
        next((e for e in path if e.getparent() is whole), whole) for path in (above, _path(blocks[after].element))
    )
    if one is other or _look(one) != _look(other):
        return end
    inside = set(other.iter())
    part = [i for i in range(after, len(blocks)) if blocks[i].element in inside]
    told = [i for i in part if weights[i] >= PROSE / 2 and SENTENCE.search(blocks[i].text)]
    return told[-1] + 1 if len(told) >= _PARTS and all(weights[i] > -20 for i in part) else end


def _is_of_box(block: Block, own: float) -> bool:
    """Is a block a heading of other articles, a link or a picture?"""
    return block.kind == "image" or own <= OTHERS or is_linked(block)


def _path(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def list_behind(blocks: Sequence[Block], weights: Sequence[float], start: int | None) -> int:
    """Position of the heading of other articles behind some prose, where each paragraph under it follows a linked
    title of its own and none stands beside the prose: no box inside the text looks so."""
    prose, beside = 0.0, set[Element | None]()
    for i in range(len(blocks) if start is None else start + 1, len(blocks)):
        own = weights[i]
        if own <= OTHERS and prose >= 2 * PROSE:
            behind = range(i + 1, min(i + 1 + _NEXT, len(blocks)))
            apart = all(weights[n] < PROSE or blocks[n].element.getparent() not in beside for n in behind)
            if apart and has_teasers(blocks[i + 1 : i + 1 + _NEXT]):
                return i
        if own >= PROSE:
            beside.add(blocks[i].element.getparent())
        prose += max(own, 0.0)
    return len(blocks)


def next_article(blocks: Sequence[Block], start: int | None) -> int:
    """Position of the title of a second article that follows in full, as on pages that scroll without end."""
    if start is None or blocks[start].kind != "heading":
        return len(blocks)
    title, prose = blocks[start].element, 0
    around = next(title.iterancestors("article"), None)
    for i in range(start + 1, len(blocks)):
        block = blocks[i]
        if block.element.tag == title.tag and block.kind == "heading" and prose >= 2 * PROSE:
            own = next(block.element.iterancestors("article"), None)
            below = [b.text for b in blocks[i + 1 : i + 4] if is_date_line(b.text)]
            dated = below and (is_linked(block) or title.tag == "h1" or any(map(is_head_line, below)))
            if (own is not None and own is not around) or dated:
                return i
        prose += len(block.text) if block.linked * 2 < len(block.text) else 0
    return len(blocks)


def is_date_line(line: str) -> bool:
    return len(line) <= 100 and may_be_date(line) and not SENTENCE.search(line)


def left_out(blocks: Sequence[Block], kept: Iterable[Block], end: int) -> Counter[str]:
    """How many blocks between the first and the end of a text are none of it, by the rule that says so."""
    own = set(map(id, kept))
    first = next((i for i in range(end) if id(blocks[i]) in own), end)
    lines = (b.text for b in blocks[first:end] if b.text and id(b) not in own)
    return Counter(rule.name if (rule := is_boilerplate(line)) else OTHER_ARTICLES for line in lines)
