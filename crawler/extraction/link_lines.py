"""Lines that are links: which of them belong to a text, and which lead away from it to other articles.

A law, a form, a film, a source, a sentence that is linked as a whole are lines of the article; the titles of other
articles are not. Told apart by where a line leads, whether it ends like a sentence, what introduces it, and whether it
stands beside paragraphs of the text. What is doubtful and stands alone stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crawler.extraction.block_weights import OFFER, PROSE, RELATED, TEASER, is_linked
from crawler.extraction.blocks import SENTENCE, Block
from crawler.extraction.boilerplate import is_boilerplate, is_furniture
from crawler.extraction.bylines import bare_byline, labelled_author
from crawler.extraction.page import Element, Page
from crawler.extraction.urls import is_document, may_be_article, site, split_path

OTHER_ARTICLES = "links to other articles"
"""Reason for which lines are left out of a text."""
_THROUGH = frozenset(("a", "b", "strong", "i", "em", "u", "font", "span", "ul", "ol", "dl", "blockquote", "center"))
"""Elements between a line and the element that holds it beside others."""
_CLIMB = 6
"""Levels of such elements at most."""
_ENDED = re.compile(r"(?<!\.)\.[”\"’»)]*$|[;:]$")
"""How a sentence ends, and no title does."""
_FILE_NAME = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)\W*(?:\(?[\d.,]+ ?[kmg]?b\)?)?\W*$")
_NUMBERED = re.compile(
    r"\W*(?:(?i:toàn văn|dự thảo|xem|tải(?: về)?|file|bản) )*(?:Nghị quyết|Quyết định|Kế hoạch|Chỉ thị|Thông báo"
    r"|Công văn|Báo cáo|Hướng dẫn|Luật|Nghị định|Thông tư|Tờ trình|Đề án|Quy định|Quy chế|Kết luận|Chương trình"
    r"|Công điện|Pháp lệnh)(?: [^\W\d]+){0,6} số:? ?\d+[-/]"
)
"""How the title of a document begins: its kind and its number."""
_BULLET = re.compile(r"\W*+")
_DATED = re.compile(r"\W*(?:\d{1,2}[:h]\d{2}\W+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W*(?:\d{1,2}[:h]\d{2}\W*)?$")
_DATE = 40
"""Characters of a date behind a title at most."""
_OF_OTHERS = frozenset(("related heading", "card label", "pager"))
"""Rules of furniture for the labels over links to other articles."""
_OF_READING = re.compile(r"(?i)(?<!\w)(?:xem|đọc|mời|tin|bài|video|clip|liên quan|chuyên mục|loạt bài|more|read)(?!\w)")
"""Words of a line that introduces other articles."""
_INTRODUCTION, _LABEL, _LIST = 40, 40, 3
"""Characters of a sentence that may introduce other pages of the site, and of a label over other articles at most;
links in a row that are a list of its own when nothing introduces them."""

_TITLE = 3
"""Hyphens in the name of a page that spells a title."""

_Places = dict[Element, Counter[object]]
"""The elements that hold prose, each with the tags of its paragraphs."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds a row of linked lines."""

    above: Block | None
    below: Block | None
    """The lines before and after the row."""
    heading: Block | None
    """The heading of other articles that the row stands under."""
    entry: object
    """Tag of the first line under that heading."""
    size: int
    places: _Places | None
    """None: everything stands beside the paragraphs of the text."""

    def lists(self, block: Block) -> bool:
        """Does a linked line belong to the list under the heading: is it one like the first, in the heading's box?"""
        if self.heading is None or block.element.tag != self.entry:
            return False
        box = _place(self.heading.element)
        return block.element is box or box in block.element.iterancestors()

    @property
    def attached(self) -> bool:
        """Does it follow the end of the text: a by-line, or the heading of the attachments?"""
        if self.above is None or is_linked(self.above):
            return False
        rule = is_boilerplate(self.above.text)
        signed = bare_byline(self.above.text) or labelled_author(self.above.text)
        return signed is not None or (rule is not None and rule.name == "attachment heading")

    @property
    def introduced(self) -> bool:
        """Does the line above announce the row?"""
        return self.above is not None and self.above.text.endswith(":") and not is_furniture(self.above.text)

    @property
    def counted(self) -> bool:
        """Does a sentence of the text end with the row, whatever it leads to?"""
        text = self.above.text if self.above is not None else ""
        return self.introduced and len(text) >= _INTRODUCTION and not _OF_READING.search(text)


def with_own_links(page: Page, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page; links that are lines of a text count as text."""
    found = list(blocks)
    for i, own in _judged(page, blocks, _places(blocks)):
        if own:
            found[i] = replace(blocks[i], linked=0)
    return found


def without_others(page: Page, blocks: Sequence[Block]) -> list[Block]:
    """The blocks inside the element of an article's text without links to other articles and their label."""
    away = {i for i, own in _judged(page, blocks, None) if not own and _is_whole(blocks[i])}
    away |= {i - 1 for i in away if i and _heads_others(blocks[i - 1].text)}
    if away:
        page.removed[OTHER_ARTICLES] = len(away)
    return [block for i, block in enumerate(blocks) if i not in away]


def _judged(page: Page, blocks: Sequence[Block], places: _Places | None) -> Iterator[tuple[int, bool]]:
    """Positions of linked blocks, with whether they are lines of the text; those that cannot be told are left out."""
    above = heading = entry = None
    row: list[int] = []
    for i, block in enumerate(blocks):
        if block.kind == "image":
            continue
        linked = is_linked(block)
        if row and not (linked and _stand_together(block, blocks[row[-1]])):
            yield from _judged_row(page, blocks, row, _Context(above, block, heading, entry, len(row), places))
            above, row = blocks[row[-1]], []
        if linked:
            entry = entry or block.element.tag
            row.append(i)
            continue
        if _heads_others(block.text):
            heading, entry = block, None
        elif _is_prose(block):
            heading = None
        above = block
    yield from _judged_row(page, blocks, row, _Context(above, None, heading, entry, len(row), places))


def _stand_together(one: Block, other: Block) -> bool:
    return one.element.tag == other.element.tag and _place(one.element) is _place(other.element)


def _judged_row(
    page: Page, blocks: Sequence[Block], row: Sequence[int], context: _Context
) -> Iterator[tuple[int, bool]]:
    for i in row:
        own = _is_own(page, blocks[i], context)
        if own is not None:
            yield i, own


def _is_own(page: Page, block: Block, context: _Context) -> bool | None:
    """Is a linked line one of the text? False: it leads to another article; None: it cannot be told."""
    if context.lists(block):
        return False
    first = block.text.split("\n", 1)[0]
    offer, beside = OFFER.match(first), block.kind != "heading" and _stands_beside(block, context.places)
    if not (offer or beside):
        return None
    target = "file" if _NUMBERED.match(first) else _target(page, block)
    if offer and target != "file":
        return False
    if target == "button" or not beside:
        return None
    sentence = len(first) >= TEASER and _ENDED.search(first) is not None
    listed = target == "article" and context.size >= _LIST
    if context.counted or (sentence and not listed):
        return True
    if target == "article":
        return None if sentence else False
    if context.attached or not _looks_alike(block, context) or (target == "file" and _FILE_NAME.search(first)):
        return None
    if len(first) < TEASER and not context.introduced:
        return True if context.below is not None and _is_prose(context.below) and not is_furniture(first) else None
    if target == "file" or context.introduced or context.size < _LIST:
        return True
    return False if target == "page" else None


def _target(page: Page, block: Block) -> Literal["file", "article", "page", "elsewhere", "button"]:
    """What the links of a block lead to."""
    urls = [page.link(href) for href in block.hrefs if href not in ("", "#")]
    known = [url for url in urls if url]
    if not known or len(known) < len(block.hrefs):
        return "button"
    if all(map(is_document, known)):
        return "file"
    own = [url for url in known if site(url) == site(page.base)]
    if not own:
        return "elsewhere"
    return "article" if any(may_be_article(url) or _is_sibling(url, page.url) for url in own) else "page"


def _is_sibling(url: str, other: str) -> bool:
    """Do two addresses name pages of one folder; of the root, one with a title for a name?"""
    folder, _, name = split_path(url)[0].rpartition("/")
    return folder == split_path(other)[0].rpartition("/")[0] and (bool(folder) or name.count("-") >= _TITLE)


def _is_whole(block: Block) -> bool:
    """Is a block nothing but links, with bullets, dates or the label of an offer?"""
    label = OFFER.match(block.text) or _BULLET.match(block.text)
    date = _DATED.search(block.text[-_DATE:])
    size = len(block.text) - (label.end() if label else 0) - (len(date[0]) if date else 0)
    return block.linked * 10 >= 9 * size


def _heads_others(text: str) -> bool:
    rule = is_boilerplate(text)
    label = len(text) <= _LABEL and OFFER.match(text) is not None
    return label or RELATED.match(text) is not None or (rule is not None and rule.name in _OF_OTHERS)


def _is_prose(block: Block) -> bool:
    size = len(block.text)
    told = size >= PROSE or (size * 2 >= PROSE and SENTENCE.search(block.text) is not None)
    return told and block.kind in ("text", "item") and block.linked * 2 < size and not is_furniture(block.text)


def _places(blocks: Sequence[Block]) -> _Places:
    places: _Places = {}
    for block in filter(_is_prose, blocks):
        for element in (block.element, _place(block.element)):
            places.setdefault(element, Counter())[block.element.tag] += 1
    return places


def _place(element: Element) -> Element:
    """The element that holds a line beside others."""
    found = element
    for _ in range(_CLIMB):
        parent = found.getparent()
        if parent is None:
            break
        found = parent
        if found.tag not in _THROUGH:
            break
    return found


def _stands_beside(block: Block, places: _Places | None) -> bool:
    """Does a block stand beside prose?"""
    return places is None or block.element in places or _place(block.element) in places


def _looks_alike(block: Block, context: _Context) -> bool:
    """Is a block one of the paragraphs it stands beside, or an item of a list or a table below one?"""
    if context.places is None or block.kind == "table" or block.element.tag == "p":
        return True
    if own := context.places.get(block.element):
        return block.element.tag in own or own.total() > 1
    place = _place(block.element)
    if block.element.tag == "li":
        return context.above is not None and _place(context.above.element) is place
    return block.element.tag in context.places[place]
