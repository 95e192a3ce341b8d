"""What was wrong with a failing run, in a Vietnamese clause, as far as its counts tell."""

from __future__ import annotations

from collections.abc import Mapping

from crawler import grading
from indexer.wording import mark, say
from search_ui.formats import percent

_MISSING = {
    "title": mark("%(share)s trang bài không có tiêu đề"),
    "body": mark("%(share)s trang bài không có nội dung"),
    "published": mark("%(share)s trang bài không có ngày đăng"),
}


def fault_of(counts: Mapping[str, int]) -> str:
    """The most important fault; the run's own message (English) has the numbers of all."""
    lists, fetched = counts.get("lists", 0), counts.get("fetched", 0)
    if counts.get("empty") or counts.get("empty_lists"):
        return say("trang danh sách không có liên kết bài")
    if not lists and not fetched:
        return say("không đọc được cổng")
    if counts.get("broken_lists", 0) > lists + counts.get("not_modified", 0):
        return say("không đọc được các trang danh sách")
    for field, words in _MISSING.items():
        share = grading.coverage(field, counts)
        if share is not None and share < grading.LEAST_COVERAGE:
            return say(words, share=percent(1 - share, 1, 0))
    if counts.get("not_an_article") or counts.get("failed"):
        return say("nhiều địa chỉ không cho ra bài")
    return say("lần chạy cuối lấy được ít hơn hẳn thường lệ")
