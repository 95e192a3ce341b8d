"""Pages that only say "wait" or "not here", whatever their status code says."""

from __future__ import annotations

import re

from crawler.extraction.maintext import page_blocks
from crawler.extraction.page import Page, text_of
from crawler.items import NotAnArticle

_LARGEST = 12_000
"""Block and error pages are small; a real page of this size in characters has other content too."""
_LINE, _PROSE = 100, 100
"""Characters of a paragraph, and of all paragraphs from which a page says more than that it is not to be had."""
_WAIT = re.compile(
    r"(?i)\b(?:đợi|chờ|(?:quay|thử|truy cập|tải|kết nối) lại|wait|retry|try again|come back)\b"
    r"(?:\s+(?:sau|trong|vòng|khoảng|thêm|ít nhất|in|after|for|about|another))*[\s:]{0,3}"
    r"(\d{1,5})\s*(?:(giây|seconds?|secs?|s)|(phút|minutes?|mins?|m))\b"
)
_ONLY = 300
"""Characters of a page that says little but how long to wait; an article may tell of waiting too."""
_BLOCKED = re.compile(
    r"(?i)hệ thống đang từ chối truy cập|hãy đợi\s*\.\.\.|từ chối truy cập của bạn"
    r"|too many requests|just a moment\.\.\.|attention required|checking your browser"
    r"|đang kiểm tra trình duyệt"
    r"|request rejected|access denied|you have been blocked|ddos protection|xác minh bạn không phải"
    r"|are you (?:a )?human|web application firewall"
    r"|truy cập của bạn (?:đã )?bị (?:chặn|từ chối)"
)
_MAYBE_BLOCKED = re.compile(r"(?i)quá nhiều (?:yêu cầu|truy cập)|truy cập (?:đã )?bị (?:chặn|từ chối)")
"""What a block page says, and an article may."""
_GONE = re.compile(
    r"(?i)\b(?:lỗi|error|http|status|mã)[\s:]*404\b|\A\W*404(?:\W*\Z|\s*[-–|:.]\s)"
    r"|\b404\s*[-–|:]?\s*(?:not found|error|lỗi|page|trang|không)|not found|không tìm thấy (?:trang|nội dung|bài viết)"
    r"|(?:trang|nội dung|bài viết)[^.]{0,60}(?:không tồn tại|đã bị (?:xóa|xoá|gỡ))|page (?:does not|doesn't) exist"
)

_NOT_HERE = re.compile(
    r"(?i)không (?:tìm thấy|tồn tại) (?:trang|nội dung|bài viết|tin)"
    r"|mục (?:này )?không tồn tại|item does not exist"
    r"|không có (?:nội dung|bài viết|dữ liệu)(?: nào)?(?: (?:để )?hiển thị)?\W*$"
    r"|(?:trang|nội dung|bài viết|tin tức)[^.]{0,60}(?:không tồn tại|không tìm thấy|đã (?:bị|được) (?:xóa|xoá|gỡ))"
    r"|^(?:hệ thống|website|trang web|(?:cổng|trang) thông tin)[^.]{0,40}(?:đang|tạm) "
    r"(?:được )?(?:bảo trì|nâng cấp|(?:ngừng|dừng) hoạt động)"
    r"|(?:requested resource|page|content|article) (?:could not be|was not|not) found"
)


def refusal(page: Page) -> NotAnArticle | None:
    """Why a small page is no content: ``blocked`` (with the seconds to wait) or ``gone``; None for other pages."""
    if len(page.html) > _LARGEST:
        return None
    text = text_of(page.root)
    wait = wait_of(text)
    said = says_wait(text) or "floodblocker" in page.html or _BLOCKED.search(text[:1500])
    if said or (_MAYBE_BLOCKED.search(text[:1500]) and not _has_prose(page, _MAYBE_BLOCKED)):
        return NotAnArticle("blocked", "the portal refuses requests for a while", wait)
    missing = _GONE.search(page.title_tag) or _GONE.search(text[:600])
    if missing and len(text) < 1500 and not _has_prose(page, _GONE):
        return NotAnArticle("gone", "the portal says that there is no such page")
    return None


def wait_of(text: str) -> float | None:
    """The seconds that a text asks to wait, as "Hãy đợi 30 giây" or "Thử lại sau 2 phút"; None when it does not."""
    asked = _WAIT.search(text)
    return float(asked[1]) * (60 if asked[3] else 1) if asked else None


def says_wait(text: str) -> bool:
    """Whether a page of this text is there to tell how long to wait."""
    return len(text) <= _ONLY and wait_of(text) is not None


def is_shell(page: Page) -> bool:
    """Is a page an empty frame that scripts fill in the browser, so that there is nothing to read in what was sent?"""
    scripts = [e for e in page.root.iter("script") if e.get("src")]
    hidden = {text for e in page.root.iter("script", "style", "noscript", "title") for text in e.itertext()}
    shown = sum(len(text.strip()) for text in page.root.itertext() if text not in hidden)
    return bool(scripts) and shown < _LINE and not any(page.link(a.get("href")) for a in page.root.iter("a"))


def _has_prose(page: Page, message: re.Pattern[str]) -> bool:
    """Does a page have text of its own beside the message: an article that only mentions what the message says?"""
    blocks = (b for b in page_blocks(page) if len(b.text) >= _LINE and b.linked * 2 < len(b.text))
    return sum(len(b.text) for b in blocks if not message.search(b.text[:_LINE])) >= _PROSE


def says_gone(line: str) -> bool:
    """Does a line of a page say that there is no such article?"""
    return _NOT_HERE.search(line) is not None
