"""Refusals are recognised for what they are, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.http import Headers

from crawler.fetching.blocks import block_of, retry_after

NOW = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("61", 61.0),
        (b" 0 ", 0.0),
        ("Sat, 01 Mar 2025 12:02:00 GMT", 120.0),
        ("Sat, 01 Mar 2025 12:02:00 -0000", 120.0),
        ("Sat, 01 Mar 2025 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | bytes | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "body", "seconds"),
    [
        (429, {"Retry-After": "61"}, "", 61.0),
        (429, {}, "Too many requests", None),
        (503, {"Retry-After": "7"}, "", 7.0),
        (200, {}, "<title>Hãy đợi...</title><div class=floodblocker>Hãy đợi 45 giây...</div>", 45.0),
        (200, {}, "<p>Hệ thống đang từ chối truy cập của bạn.</p>", None),
        (200, {}, "<p>Ha\u0303y đợi 9 giây</p>", 9.0),
        (200, {}, "<p>Bạn hãy đợi <b id=dem>30</b>&nbsp;giây</p><script>tick(5)</script>", 30.0),
        (200, {}, "<p>Bạn truy cập quá nhanh, xin chờ khoảng 10 giây rồi thử lại.</p>", 10.0),
        (200, {}, "<p>Vui lòng quay lại sau 2 phút</p>", 120.0),
        (200, {}, "<h1>Please wait for 15s</h1>", 15.0),
    ],
)
def test_a_refusal_says_how_long(status: int, headers: dict[str, str], body: str, seconds: float | None) -> None:
    block = block_of(status, Headers(headers), body.encode(), NOW)
    assert block is not None
    assert not block.hopeless
    assert block.seconds == seconds


@pytest.mark.parametrize(
    "body",
    [
        '<html><script>document.cookie="D1N=81b0"+"; path=/";window.location.reload(true);</script></html>',
        "<html><head><title>Just a moment...</title></head></html>",
    ],
)
def test_a_page_for_browsers_only_is_not_waited_for(body: str) -> None:
    block = block_of(200, Headers(), body.encode())
    assert block is not None
    assert block.hopeless


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, "Service unavailable"),
        (200, "<h1>Hội nghị</h1>"),
        (200, "<p>Ông Sáu cười: “Hãy đợi 30 giây”</p>" + "x" * 30_000),
        (200, "<p>Ông Sáu cười: “Hãy đợi 30 giây”.</p><p>" + "Bà con ấp Gáo họp bàn làm đường. " * 20),
        (200, "<p>Chờ 3 năm nay, cầu đã xong. Lớp học mở lúc 7 giờ 30 phút.</p>"),
    ],
)
def test_other_answers_are_no_refusals(status: int, body: str) -> None:
    assert block_of(status, Headers(), body.encode()) is None
