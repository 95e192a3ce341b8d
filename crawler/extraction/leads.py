"""The lead that a page sets apart from its text without a mark that its system is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from crawler.extraction.blocks import Block, BodyText
from crawler.extraction.page import Element, inner_text

_SHORTEST, _LONGEST, _PROSE = 40, 1000, 80
"""Characters of a lead; from so many on, a paragraph is prose though no full stop ends it."""
_SENTENCE = re.compile(r"(?:[.!?…:;]|\./)[”\"’»)]*$")
_NAMED = re.compile(
    r"(?i)sapo|tom[-_]?tat|mo[-_]?ta|trich[-_]?(?:dan|yeu)|dan[-_]?nhap|gioi[-_]?thieu|home[-_]?text|summary|abstract|"
    r"excerpt|brief|descript|standfirst|chapeau|(?:^|[\s_-])(?:lead|lede|intro|dek|desc)(?:[\s_-]|$)"
)
"""Names that themes give the element of the lead: a [guess] that counts only where the text stands elsewhere."""
_STRONG_STYLE = re.compile(
    r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic|(?:^|;)\s*font\s*:[^;]*\bbold"
)
_STRONG_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:fw-(?:semi)?bold|font-weight-bold|font-(?:semi)?bold|bold|f?st-italic|italic)(?:\s|$)"
)
_QUESTION = re.compile(r"(?i)(?:câu )?hỏi\s*:|.*\?\W*$|kính (?:thưa|gửi)")
_STRONG = ("b", "strong", "i", "em")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))


def lead_of(text: BodyText, blocks: Sequence[Block]) -> str | None:
    """The first line of a text, where it is set apart from the others: by a name, by bold or italic letters, by a
    container of its own; ``blocks`` are those of the page from the title on. None where nothing sets it apart."""
    lines = [line for paragraph in text.paragraphs for line in paragraph.split("\n")]
    first, others = (lines[0], lines[1:]) if lines else ("", [])
    if not _is_prose(first) or _QUESTION.match(first) or not any(map(_is_prose, others)):
        return None
    own = _at(blocks, first)
    rest = [b for line in filter(_is_prose, others) if (b := _at(blocks, line))]
    if own is None or not rest or own.linked:
        return None
    apart = rest[0] is not own
    if apart and (_is_named(own, rest[0]) or _stands_apart(own, rest) or _has_own_class(own, rest)):
        return first
    return first if _is_strong(own, first) and not _is_strong(rest[0], next(filter(_is_prose, others))) else None


def _is_prose(line: str) -> bool:
    ended = _SENTENCE.search(line) is not None
    return _SHORTEST <= len(line) <= _LONGEST and (ended or len(line) >= _PROSE)


def _at(blocks: Sequence[Block], line: str) -> Block | None:
    return next((b for b in blocks if line in b.text and line in b.text.split("\n")), None)


def _apart(one: Element, other: Element) -> list[Element]:
    """An element and those around it that do not hold another one."""
    around = {other, *other.iterancestors()}
    return list(takewhile(lambda e: e not in around, (one, *one.iterancestors())))


def _is_named(own: Block, next_one: Block) -> bool:
    def named(elements: list[Element]) -> bool:
        return any(_NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in elements)

    return named(_apart(own.element, next_one.element)) and not named(_apart(next_one.element, own.element))


def _stands_apart(own: Block, rest: Sequence[Block]) -> bool:
    """Does one container hold all the others, and not the first?"""
    theirs, mine = _apart(rest[0].element, own.element), _apart(own.element, rest[0].element)
    if not theirs or not mine:
        return False
    outer = theirs[-1]
    if any(outer not in (b.element, *b.element.iterancestors()) for b in rest):
        return False
    whole = len({b.element for b in rest}) > 1 or "\n" in rest[0].text
    return whole or (outer is not rest[0].element and outer.tag != mine[-1].tag)


def _has_own_class(own: Block, rest: Sequence[Block]) -> bool:
    """Has a paragraph a class that none of the others has, which are all alike? Classes of Word mean nothing."""
    name = own.element.get("class") or ""
    others = {b.element.get("class") or "" for b in rest}
    plain = "mso" not in f"{name} {others}".lower()
    return bool(name) and plain and len(rest) >= 2 and len(others) == 1 and name not in others


def _is_strong(block: Block, line: str) -> bool:
    """Is a whole line of a block in bold or italic letters, a heading or a quotation?"""
    element = block.element
    if any(e.tag in _HEADINGS or e.tag in _STRONG or _is_styled(e) for e in (element, *_inline_around(element))):
        return True
    parts = (inner_text(e) for e in element.iter() if e is not element and (e.tag in _STRONG or _is_styled(e)))
    return _covers(line, parts)


def _inline_around(element: Element) -> Iterator[Element]:
    """Elements around one that hold nothing else."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1 and not (parent.text or "").strip():
        yield parent
        parent = parent.getparent()


def _is_styled(element: Element) -> bool:
    style, names = element.get("style"), element.get("class")
    return bool((style and _STRONG_STYLE.search(style)) or (names and _STRONG_CLASS.search(names)))


def _covers(line: str, parts: Iterator[str]) -> bool:
    """Do the parts make up a line, but for a few characters between them?"""
    left = line
    for part in parts:
        if line in part:
            return True
        if len(part) > 1:
            left = left.replace(part, "", 1)
    return len(left.strip()) * 20 <= len(line)
