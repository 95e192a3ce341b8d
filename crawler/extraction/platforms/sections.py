"""Section and key words of an article by what is printed around it, for pages without marks of their own for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extraction.blocks import Block
from crawler.extraction.maintext import page_blocks
from crawler.extraction.page import Element, Page, inner_text
from crawler.extraction.platforms.generic_readers import generic_title, page_text, page_title
from crawler.extraction.readers import elements, having
from crawler.text import syllables

_BEFORE, _AFTER = 8, 12
"""How many blocks before the title may name the section, and after the text its key words."""
_LONGEST = 80
_HOME = r"trang chủ|trang nhất|trang đầu|home(?:page)?|main"
_NO_SECTION = re.compile(
    rf"(?i)^\W*(?:{_HOME}|chi tiết(?: tin| tin tức| bài viết)?|bạn đang (?:ở|xem).*|nội dung|(?:xem|đọc) tin"
    r"|tin chi tiết)?\W*$"
)
_AT_HOME = re.compile(rf"(?i)^\W*(?:bạn đang (?:ở|xem)\s*(?:đây)?\s*:?\s*)?(?:{_HOME})\W*$")
_MENU = re.compile(r"(?i)^\W*(?:liên hệ|giới thiệu|góp ý|hỏi đáp|đăng nhập|sơ đồ .*|contact|about.*|login)\W*$")
"""Entries that a menu has and no trail."""
_ARROW = re.compile(r"\s*(?:[»›>→▸►❯/\\]+|::|\s[-–]\s)\s*")
_LABELLED = re.compile(
    r"(?i)^\W*(?:thuộc\s+)?(?:chuyên mục|danh mục|thể loại|đăng trong|category)\s*[:：]"
    r"\s*(?P<name>[^|•\n]{3,60}?)\s*(?:[|•]|$)"
)
_TAGS = re.compile(r"(?i)^\W*(?:các\s+)?(?:từ khó?[óa]a?|từ khoá|tags?|thẻ|keywords?|nhãn)\s*(?:[:：]\s*|$|(?=\n))")
_TAG_ADDRESS = re.compile(r"(?i)[/?&](?:tags?|tu-?khoa|the|keywords?|topic-tag)(?:[/=]|\.\w+\?)")
_crumbs = elements(
    "//*[contains(@class,'crumb') or contains(@id,'crumb') or contains(@class,'duong-dan')"
    " or contains(@class,'pathway')]"
    "//*[self::a or self::li or self::span][normalize-space()][not(.//a)]"
)
_named = elements(
    "//*[contains(@class,'category') or contains(@class,'cate-') or contains(@class,'cat-') or contains(@class,'-cat')"
    " or contains(@class,'chuyen-muc') or contains(@class,'chuyenmuc') or contains(@class,'section-name')"
    f" or {having('cat')} or {having('cate')}]"
    "[self::a or self::span or self::div or self::p or self::strong]"
    "[not(ancestor::nav or ancestor::aside or ancestor::footer)]"
)


def crumb(page: Page) -> str | None:
    """The section in a trail of breadcrumbs: its last step that is neither the page's own title nor the home page."""
    return _last_step(page, map(inner_text, _crumbs(page)))


def _last_step(page: Page, lines: Iterator[str]) -> str | None:
    title = syllables(generic_title(page) or "")
    steps = (line.strip(" /»›>|:-") for line in lines)
    named = [step for step in steps if _is_section(step) and syllables(step) != title]
    return named[-1] if named else None


def _is_section(step: str) -> bool:
    return 2 < len(step) < _LONGEST and not _NO_SECTION.match(step) and any(map(str.isalpha, step))


def section_beside(page: Page) -> str | None:
    """The section that a trail without a name, an element with one, or a label above the text says."""
    title, text = page_title(page), page_text(page)
    if title is None or title.at is None:
        return None
    blocks = page_blocks(page)
    above = blocks[max(title.at - _BEFORE, 0) : title.at]
    near = [*above, *blocks[title.at + 1 : text.end + _BEFORE]]
    labelled = (_LABELLED.match(line) for b in near if len(b.text) <= 2 * _LONGEST for line in b.text.split("\n"))
    said = next((m["name"] for m in labelled if m), None)
    beside = [b.element for b in (*above, *blocks[title.at : title.at + 4])]
    return _trail(page, above) or _from_name(page, beside) or said


def _trail(page: Page, above: Sequence[Block]) -> str | None:
    """ "Trang chủ » Tin tức » …" in one line, or as a short list that begins with the home page."""
    for n, block in enumerate(above):
        steps = _ARROW.split(" ".join(block.text.split()))
        if 2 <= len(steps) <= 6 and _AT_HOME.match(steps[0]) and not any(map(_MENU.match, steps)):
            return _last_step(page, iter(steps))
        if len(steps) == 1 and _AT_HOME.match(block.text) and len(rest := above[n + 1 :]) <= 4:
            parent = block.element.getparent()
            beside = [b.text for b in rest if b.element.getparent() is parent]
            if beside and parent is not None and len(parent) <= 5 and not any(map(_MENU.match, beside)):
                return _last_step(page, iter(beside))
    return None


def _from_name(page: Page, near: Sequence[Element]) -> str | None:
    around = {e for element in near for e in (element, *element.iterdescendants())}
    names = (inner_text(e) for e in _named(page) if e in around and len(e) <= 1)
    title = generic_title(page)
    return next((n for n in names if len(n) <= _LONGEST // 2 and _is_section(n) and n != title), None)


SECTIONS = (crumb, section_beside)
"""Readers of the section for systems that do not mark it."""


def tags_beside(page: Page) -> tuple[str, ...]:
    """The key words in or below the text: links behind "Từ khóa:", or to pages of a key word."""
    text, blocks = page_text(page), page_blocks(page)
    if not text.blocks:
        return ()
    below = blocks[max(text.end - 3, 0) : text.end + _AFTER]
    for n, block in enumerate(below):
        if match := _TAGS.match(block.text):
            return _behind(block, block.text[match.end() :], below[n + 1 :])
    links = (a for b in below for a in b.element.iter("a") if _TAG_ADDRESS.search(a.get("href") or ""))
    return _unique(inner_text(a) for a in links)


def _behind(block: Block, rest: str, below: Sequence[Block]) -> tuple[str, ...]:
    """What stands behind the label: its links, the words in its line, or the links of the blocks below."""
    if linked := _unique(inner_text(a) for a in block.element.iter("a")):
        return linked
    if rest.strip():
        return _unique(re.split(r"[,;|•\n]", rest))
    found: list[str] = []
    for other in below:
        if other.linked * 10 < 8 * len(other.text) or len(other.text) > _LONGEST:
            break
        found += [inner_text(a) for a in other.element.iter("a")]
    return _unique(found)


def _unique(names: Iterator[str] | Sequence[str] | map[str]) -> tuple[str, ...]:
    clean = (name.strip(" ,;#.\n") for name in names)
    return tuple(dict.fromkeys(name for name in clean if 1 < len(name) <= _LONGEST and not _TAGS.match(name)))
