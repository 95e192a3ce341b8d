"""Addresses: one spelling, one identity, traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.platforms import PLATFORMS
from crawler.extraction.urls import address_key, canonical_url, is_document, trap_reason

NUKEVIET, HANOI, GENERIC = PLATFORMS["nukeviet"], PLATFORMS["liferay-hanoi"], PLATFORMS["generic"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.VN:80/a/", "http://example.vn/a/"),
        ("https://example.vn:443/a", "https://example.vn/a"),
        ("http://example.vn:8091/a#muc-2", "http://example.vn:8091/a"),
        ("http://example.vn", "http://example.vn/"),
        ("http://user:pass@example.vn/a", "http://example.vn/a"),
        ("http://example.vn//tin-tuc/2023/12/976-tong-ket", "http://example.vn/tin-tuc/2023/12/976-tong-ket"),
        ("http://example.vn/-/asset_publisher//Content/x?2202", "http://example.vn/-/asset_publisher//Content/x?2202"),
        ("http://example.vn/a/../b/./c", "http://example.vn/b/c"),
        ("http://example.vn/b/..", "http://example.vn/"),
        ("http://example.vn/a?utm_source=zalo&id=3&fbclid=x", "http://example.vn/a?id=3"),
        ("http://example.vn/a;jsessionid=0A1B.node1?x=1", "http://example.vn/a?x=1"),
        ("http://example.vn/tag/dân-vận", "http://example.vn/tag/d%C3%A2n-v%E1%BA%ADn"),
        ("http://example.vn/%c3%a2", "http://example.vn/%C3%A2"),
        ("http://example.vn/chi-tiet-tin?/ten-bai/123", "http://example.vn/chi-tiet-tin?/ten-bai/123"),
        (" http://example.vn/a ", "http://example.vn/a"),
        ("http://[broken/a", "http://[broken/a"),
        ("mailto:a@example.vn#x", "mailto:a@example.vn"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(st.text(max_size=80))
def test_canonical_is_stable_and_never_raises(text: str) -> None:
    once = canonical_url("http://example.vn/" + text)
    assert canonical_url(once) == once
    trap_reason(text)
    for platform in PLATFORMS.values():
        platform.article_id(text)
        platform.canonical(text)


def test_twins_share_a_key() -> None:
    assert address_key("https://www.Example.vn/Tin/A/") == address_key("http://example.vn:80/tin/a")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.vn/a/-/view_content/1-b.html/en/vi", "after-html"),
        ("http://example.vn/a/vi/vi/b", "repeated"),
        ("http://example.vn/tin/vi/bai/en/ko", "repeated"),
        ("http://example.vn/2023/11/11/hop-dan/", None),
        ("http://example.vn/tin/tabid/66/id/42/hop-dan.aspx", None),
        ("http://example.vn/?q=node/88", None),
        ("http://example.vn/?q=vi/node/88", None),
        ("http://example.vn/tin/bai/tin/bai", "repeated"),
        ("http://example.vn/tin/a1/tin/b1/tin", "repeated"),
        ("http://example.vn/" + "/".join(f"muc{i}" for i in range(13)), "deep"),
        ("http://example.vn/" + "a" * 2000, "long"),
        ("http://example.vn/tin/'%20+%20$(this).data('img')%20+%20'", "script"),
        ("http://example.vn/dang-nhap", "login"),
        ("http://example.vn/users/login/", "login"),
        ("http://example.vn/a?p_p_id=58&p_p_lifecycle=0", "login"),
        ("http://example.vn/a?p_p_state=pop_up", "pop-up"),
        ("http://example.vn/a?p_p_id=59_INSTANCE_x&y=1", "poll"),
        ("http://example.vn/a?p_p_lifecycle=1", "action"),
        ("http://example.vn/print/a/b-1.html", "twin"),
        ("http://example.vn/savefile/a/b-1.html", "twin"),
        ("http://example.vn/a/b-1.html?download=1&id=0", "twin"),
        ("http://example.vn/?nvvithemever=m&nv_redirect=abc", "theme"),
        ("http://example.vn/index.php?second=cronjobs&p=x", "theme"),
        ("http://example.vn/banners/click/?id=1&s=0a", "click"),
        ("http://example.vn/tim-kiem?q=dan+van", "search"),
        ("http://example.vn/list.aspx?l=" + "+" * 86, "junk"),
        ("http://example.vn/admin/", "admin"),
        ("http://example.vn/uploads/a.JPG", "file"),
        ("http://example.vn/dan-van/hoi-nghi-12.html", None),
        ("http://example.vn/vi/tin-tuc/tin-tuc/bai-12.html", None),
        ("http://example.vn/pctn?p_p_id=101&p_p_lifecycle=0&p_p_state=normal&_101_keywords=&_101_cur=2", None),
    ],
)
def test_trap(url: str, reason: str | None) -> None:
    assert trap_reason(url) == reason


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/uploads/ke-hoach.pdf", True),
        ("/documents/1/2/ke-hoach.docx/77aa?t=1", True),
        ("/a/b-1.html?download=1&id=0", True),
        ("/a/b-1.html", False),
        ("/anh.jpg", False),
    ],
)
def test_document(href: str, expected: bool) -> None:
    assert is_document(href) is expected


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("http://h.vn/dan-van/bai-a-12.html", "12"),
        ("http://h.vn/news/dan-van/bai-a-12.html", "12"),
        ("http://h.vn/vi/news/dan-van/bai-khac-ten-12.html", "12"),
        ("http://h.vn/index.php/vi/news/dan-van/bai-a-12.html", "12"),
        ("http://h.vn/index.php?language=vi&nv=news&op=dan-van/bai-a-12.html", "12"),
        ("http://h.vn/index.php/tin-tuc/bai-3189.html", "3189"),
        ("http://h.vn/vi/su-kien/dan-van/bai-a-12.html", "su-kien/12"),
        ("http://h.vn/index.php?language=vi&nv=su-kien&op=dan-van/bai-a-12.html", "su-kien/12"),
        ("http://h.vn/en/news/politics/item-12.html", "en/12"),
        ("http://h.vn/vi/news/Tin-tuc/Dai-hoi-Dang-597/", "597"),
        ("http://h.vn/about/Yeu-cau-4.html", None),
        ("http://h.vn/vi/about/Yeu-cau-4.html", None),
        ("http://h.vn/tag/dan-van", None),
        ("http://h.vn/vi/news/topic/nong-thon-2020/", None),
        ("http://h.vn/dan-van/page-2/", None),
        ("http://h.vn/vi/news/tin-tuc-421/", None),
        ("http://h.vn/", None),
    ],
)
def test_nukeviet_identity(url: str, identity: str | None) -> None:
    assert NUKEVIET.article_id(url) == identity
    assert NUKEVIET.is_article_url(url) is (identity is not None)


@pytest.mark.parametrize(
    "path", ["print/a/b-1.html", "savefile/a/b-1.html", "tag/x", "author/quantri/", "about/", "contact/"]
)
def test_nukeviet_trap(path: str) -> None:
    assert NUKEVIET.is_trap(f"http://h.vn/{path}")
    assert not NUKEVIET.is_article_url(f"http://h.vn/{path}")


def test_nukeviet_twin_is_written_as_a_path() -> None:
    twin = "http://h.vn/index.php?language=vi&nv=news&op=dan-van/bai-a-12.html"
    assert NUKEVIET.canonical(twin) == "http://h.vn/vi/news/dan-van/bai-a-12.html"
    assert NUKEVIET.canonical("http://h.vn/dan-van/bai-a-12.html?x=1") == "http://h.vn/dan-van/bai-a-12.html"


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("http://t.hanoi.gov.vn/tin-noi-bat/-/view_content/8292003-ten-bai.html", "8292003"),
        ("http://t.hanoi.gov.vn/fa/van-hoa/-/view_content/8294089-ten.html", "8294089"),
        ("http://t.hanoi.gov.vn/pctn/-/view_content/2606828--ten-1.html", "2606828"),
        ("http://t.hanoi.gov.vn/web/so/tin/-/view_content/77777", "77777"),
        ("2625972-hanoi-department.html", "2625972"),
        ("pctn/-/view_content/1662601-chuong-trinh.html", "1662601"),
        ("http://t.hanoi.gov.vn/pctn", None),
        ("http://t.hanoi.gov.vn/a/-/view_content/1234567-b.html/en/vi", None),
    ],
)
def test_hanoi_identity(url: str, identity: str | None) -> None:
    assert HANOI.article_id(url) == identity


def test_hanoi_language_twins_are_not_followed() -> None:
    assert HANOI.trap_reason("http://t.hanoi.gov.vn/cs/tin/-/view_content/8294089-a.html") == "language"
    assert HANOI.trap_reason("http://t.hanoi.gov.vn/vi/tin/-/view_content/8294089-a.html") is None
    assert HANOI.canonical("http://t.hanoi.gov.vn/vi/tin/-/view_content/8294089-a.html?redirect=/x").endswith(
        "vn/tin/-/view_content/8294089-a.html"
    )


@pytest.mark.parametrize(
    ("url", "is_article"),
    [
        ("https://h.vn/tin-tuc/thi-tran-ra-quan-don-rac-ven-song-101.html", True),
        ("https://h.vn/portal/Pages/2024-5-17/ten-baiCAhvbq96.aspx", True),
        ("https://h.vn/Pages/newsdetail.aspx?NewsId=40258&CatId=112", True),
        ("https://h.vn/chi-tiet-tin?/ten-bai/123", True),
        ("https://h.vn/mot-dia-chi-dai-nhung-khong-co-so-nao", True),
        ("https://h.vn/?gd=16&cn=87&tc=369", True),
        ("https://h.vn/?p=47394", True),
        ("https://h.vn/amp.aspx?newid=111635", True),
        ("https://h.vn/index.php?com=tintuc_ct&id_news=1331", True),
        ("https://h.vn/70461", True),
        ("https://h.vn/tags/x/xa-tan-an-ra-quan-don-rac-ven-song.html", True),
        ("https://h.vn/?gd=16&cn=87", False),
        ("https://h.vn/chinh-tri/xay-dung-dang?p=2", False),
        ("https://h.vn/tin/trang-397.html", False),
        ("https://h.vn/vi/chuyen-muc/dan-van-kheo/405534-193312", False),
        ("https://h.vn/tag/xay-dung-khoi-doan-ket-toan-dan-72240", False),
        ("https://h.vn/hop-mat-cuu-giao-chuc-tag16370.html", False),
        ("https://h.vn/gioi-thieu", False),
        ("https://h.vn/", False),
    ],
)
def test_generic_article_address(url: str, is_article: bool) -> None:
    assert GENERIC.is_article_url(url) is is_article
    assert GENERIC.article_id(url) is None
