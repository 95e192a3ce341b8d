"""How much each block of a page speaks for being text of its article."""

from __future__ import annotations

import re

from crawler.extraction.blocks import SENTENCE, Block
from crawler.extraction.boilerplate import is_boilerplate, is_furniture
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.head_lines import is_head_line

RELATED = re.compile(
    r"(?i)^\W*+(?:(?:(?:mời )?(?:bạn (?:đọc )?|quý vị )?(?:xem|đọc) (?:thêm )?)?(?:các |những )?"
    r"(?:tin|bài|video|clip|ảnh|album|văn bản|thông báo)(?: viết| tức)?"
    r" (?:khác|liên quan(?: trên [^.:;]{2,30})?|cùng (?:chuyên mục|chủ đề|loại)"
    r"|mới(?: hơn| nhất)?|cũ hơn|đã đưa|đọc nhiều|nổi bật|xem nhiều|chính)|tin mới|xem thêm|đọc thêm"
    r"|có thể bạn quan tâm|chủ đề liên quan|về tác giả|thăm dò ý kiến|sự kiện sắp (?:tới|diễn ra)|bài đăng gần đây"
    r"|other news|related (?:news|posts|articles|topics)|top stories|read next|most (?:read|viewed|popular)"
    r"|since you(?:.re| are) here|about the author|thống kê truy cập"
    r"|liên kết (?:website|web)|chuyên mục|danh mục)\W*(?:\(\d+\))?$"
)
OFFER = re.compile(
    r"(?i)^\s*+(?:(?:>>+|»+)\s*+)?(?:[^\w>»]*+(?:(?:xem|đọc) (?:thêm|tiếp|ngay)"
    r"|mời (?:(?:bạn|quý vị|quý bạn đọc|bạn đọc|độc giả) )?(?:xem|đọc)(?: thêm| tiếp)?"
    r"|(?:xem )?(?:tin|bài)(?: viết)? (?:liên quan|đọc thêm)|read (?:more|also|next)|see also|related|"
    r"lire aussi|lesen sie auch)(?!\w)\s*:?|(?<=[>»])|(?<=[>»]\s))"
)
"""How a line begins that offers another article in the middle of a text."""
_POINTER = re.compile(r"(?i)^\W*+xem (?:tại|chi tiết)(?!\w)")
PROSE = 80
"""Characters from which unlinked text counts as a paragraph of prose."""
_LINK_SHARE = 0.6
OTHERS, _COMMENTS = -250.0, -1000.0
"""Weight of a heading over lists of other articles or counters, and of one over comments: no text comes after it."""
_COMMENT = re.compile(
    r"(?i)^\W*+(?:(?:ý kiến (?:bạn đọc|của bạn)|bình luận|gửi bình luận|comments?)\W*(?:\(\d+\))?|ý kiến \(\d+\)"
    r"|\d+ (?:bình luận|ý kiến|nhận xét|comments?))\W*$"
)
_HEAD_LINE = 100
"""Characters of a line with the date and the writer at most."""
TEASER = 25
"""Characters of the shortest linked title."""


def weight(block: Block) -> float:
    """How much a block speaks for being text of the article (negative: against), in characters."""
    if block.kind == "image":
        return 0.0
    size = len(block.text)
    if _COMMENT.match(block.text):
        return _COMMENTS
    if RELATED.match(block.text.partition("\n")[0] if block.kind == "table" else block.text):
        return OTHERS
    if all(map(is_boilerplate, block.text.split("\n"))):
        return -80.0
    if is_linked(block):
        return -20.0 - size
    own = size - 2.0 * block.linked
    if block.kind == "table":
        return own * 0.7
    if block.kind == "caption":
        return 5.0
    if SENTENCE.search(block.text):
        return size - 1.0 * block.linked
    if size >= PROSE:
        return own
    if size <= _HEAD_LINE and may_be_date(block.text) and is_head_line(block.text):
        return -1.0
    return own * 0.3 - 12.0


def is_linked(block: Block) -> bool:
    """Is a block hardly anything but links? The label of an offer does not count."""
    if not block.linked:
        return False
    label = OFFER.match(block.text)
    return block.linked > _LINK_SHARE * (len(block.text) - (label.end() if label else 0))


def is_teaser(block: Block) -> bool:
    """A linked title, alone or as the first line over the beginning of its text."""
    if not block.linked or len(block.text) < TEASER:
        return False
    first, *more = block.text.split("\n", 1)
    return (
        len(first) >= TEASER
        and not is_furniture(first)
        and not OFFER.match(first)
        and not _POINTER.match(first)
        and (is_linked(block) or (bool(more) and block.linked >= len(first)))
    )
