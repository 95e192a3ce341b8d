"""The imprint at the foot of a page: whose site it is, who answers for it, where the office stands, who may reprint.

Many portals print it as plain paragraphs, long as an article's, in boxes without any mark of a footer. A line of it is
told by what the law makes every site say (decree 72/2013/NĐ-CP, article 23: owner, licence, who is responsible,
address), and by standing where the page ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.extraction.blocks import Block
from crawler.extraction.boilerplate import ends_sentence, is_boilerplate, is_prose
from crawler.extraction.text_parts import seat

_OWNER = re.compile(
    r"(?i)^\W*(?:(?:cơ quan|đơn vị) (?:chủ quản|quản lý|vận hành)|chịu trách nhiệm (?:nội dung|chính|xuất bản)"
    r"|người chịu trách nhiệm|trưởng ban biên tập|tổng biên tập|giấy phép|bản quyền|copyright|©|ghi rõ nguồn"
    r"|(?:vui lòng |yêu cầu |đề nghị )?ghi rõ|all rights reserved)(?!\w)"
    r"|^\W*(?:trang|cổng) (?:thông tin|ttđt)[^.:]{0,80}(?:vận hành|thử nghiệm|giấy phép)"
    r"|(?:giấy phép|gpxb|gp)\s*(?:số|:)[^.]{0,40}\d+\s*/\s*gp|©|all rights reserved"
    r"|khi (?:phát hành lại|trích dẫn|sử dụng lại|đăng lại)[^.]{0,40}(?:thông tin|nội dung|từ)"
)
_CONTACT = re.compile(
    r"(?i)(?<!\w)(?:địa chỉ|trụ sở(?: chính)?|tòa soạn|điện thoại|đt|tel|phone|fax|hotline|đường dây nóng|e-?mail"
    r"|website)\s*[:：.]|\d{1,3}\s*/\s*gp-"
)
_LETTERS = 80
"""Characters from which unlinked text is prose."""
_LAST = 3
"""So many blocks end a page."""
_BEHIND = 300
"""Characters of other prose after an imprint at most: it ends the page."""


def without_imprint(blocks: list[Block]) -> list[Block]:
    """The blocks of a page up to its imprint."""
    first = _first(blocks)
    return blocks[:first] if first is not None else blocks


def _first(blocks: Sequence[Block]) -> int | None:
    """Position where the imprint begins, and the page's text with it ends; None without one.

    No line is of the imprint that a sentence of the text follows. A line among the paragraphs of a text is the text's,
    unless two lines name owner, licence or rights. An address alone may be what a notice tells: it counts beside an
    owner, and where it is the last thing on the page.
    """
    told = [i for i in _foot(blocks) if _is_imprint(blocks[i].text)]
    told = told[_resumed(blocks, told) :]
    prose = {b.element.getparent() for b in blocks[: told[-1]] if _is_prose(b)} if told else set()
    owners = [i for i in told if _names_owner(blocks[i].text)]
    if len(owners) < 2:
        told = [i for i in told if blocks[i].element.getparent() not in prose]
        owners = [i for i in owners if i in told]
    if not owners:
        return next((i for i in told if i >= len(blocks) - _LAST), None)
    first = owners[0]
    while first - 1 in told and blocks[first - 1].element.getparent() is blocks[first].element.getparent():
        first -= 1
    return first


def _resumed(blocks: Sequence[Block], told: Sequence[int]) -> int:
    """How many of the lines that may be an imprint stand in front of a sentence that goes on with the text: one beside
    its paragraphs, in an element that looks like theirs."""
    if not told:
        return 0
    looks = {seat(b) for b in blocks[: told[0]] if _is_prose(b)}
    behind = (i for i in range(len(blocks) - 1, told[0], -1) if _goes_on(blocks[i]) and seat(blocks[i]) in looks)
    return sum(i < last for i in told) if (last := next(behind, None)) is not None else 0


def _goes_on(block: Block) -> bool:
    text = block.text
    return not block.linked and ends_sentence(text) and not (_is_imprint(text) or is_boilerplate(text))


def _foot(blocks: Sequence[Block]) -> range:
    """Positions at the end of a page, behind all but a little of its prose."""
    behind = 0
    for i in range(len(blocks) - 1, -1, -1):
        behind += len(blocks[i].text) if _is_prose(blocks[i]) else 0
        if behind > _BEHIND:
            return range(i + 1, len(blocks))
    return range(len(blocks))


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _LETTERS and block.linked * 2 < len(block.text) and not _is_imprint(block.text)


@lru_cache(maxsize=1 << 12)
def _is_imprint(text: str) -> bool:
    return not _holds_text(text) and (_names_owner(text) or len(_CONTACT.findall(text)) >= 2)


def _holds_text(text: str) -> bool:
    """Is there a paragraph of a text among the lines of a block?"""
    lines = text.split("\n")
    return len(lines) > 1 and any(is_prose(line) and not _is_imprint(line) for line in lines)


def _names_owner(text: str) -> bool:
    """Whether a line names owner, licence or rights; a sentence without a label does so only in a set form."""
    sentence = ends_sentence(text) and ":" not in text
    return _OWNER.search(text) is not None and not (sentence and is_boilerplate(text) is None)
