"""Whatever the bytes are, extract answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import extract
from crawler.extraction.page import Page, decode
from crawler.extraction.platforms import PLATFORMS
from crawler.items import Article, NotAnArticle

MARKS = (
    '<script>nv_func_name="detail",nv_module_name="news"</script><div itemtype="http://schema.org/NewsArticle">',
    '<script>var Liferay={};</script><div class="asset-full-content"><div class="assetPublishDate">',
    "<div>",
)
URL = "http://example.vn/a/b-1.html"
PIECES = (
    "<p> </p> <div> </div> <table> <tr> <td> </table> <br> <h1> </h1> </a> <em> </em> <ul><li> </ul> <!-- -->"
    " <![CDATA[ <figure><figcaption> <script> </script> &#0; &#x110000; <noscript> \x00"
)
ODD = ("<img src=x>", "<a href='/b/c-2.html'>", "<a href='http://[x/'>", "<base href='::'>")
TAGS = st.sampled_from([*PIECES.split(), *ODD, '<div class="journal-content-article">', '<div id="news-bodyhtml">'])


def answers(html: bytes | str, url: str = URL) -> None:
    for platform in (None, *PLATFORMS):
        assert isinstance(extract(html, url, platform), Article | NotAnArticle)


@given(st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=40), st.sampled_from(MARKS))
@settings(deadline=None)
def test_tag_soup(pieces: list[str], mark: str) -> None:
    answers(mark + "".join(pieces))


@given(st.binary(max_size=300), st.text(max_size=40))
@settings(deadline=None)
def test_binary(body: bytes, url: str) -> None:
    answers(body, url)


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"   ",
        b"\x00" * 1000,
        b"%PDF-1.7 \xff\xfe\xfd",
        "<div>" * 8_000,
        "<b>" * 6_000 + "x",
        "<p>" + "x" * 200_000,
        f"<div class='{'y' * 100_000}'>z</div>",
        "<table>" * 1_000 + "<tr><td>x",
        "<a href='/tin/mot-bai-viet-12.html'>một bài" * 800,
        "<div>" + "<a href='/tin/mot-bai-viet-12.html'>Một bài viết về dân vận khéo</a> " * 800,
        f"<div {' '.join(f'a{n}=1' for n in range(20_000))}>x",
        f"<title>{'a | ' * 20_000}</title><p>x",
        """<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>"""
        % ("<b " * 50_000),
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>x</p></body></html>',
        '<script type="application/ld+json">' + "[" * 20_000 + "</script>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": {}, "datePublished": 7}</script>',
    ],
    ids=lambda html: f"{html[:20]!r}",
)
def test_monsters(html: bytes | str) -> None:
    answers(html)
    for mark in MARKS:
        answers(mark + (html if isinstance(html, str) else html.decode("latin-1")))


@pytest.mark.parametrize("mark", MARKS)
def test_other_questions_do_not_raise_either(mark: str) -> None:
    page = Page.of(
        mark + "<a href='http://[x/'>a</a><a href='/b/c-2.html'>Một bài dài hơn hai mươi chữ</a>", "not an address"
    )
    for platform in PLATFORMS.values():
        platform.article_links(page)
        platform.next_page(page)
        platform.list_links(page)
        platform.feed_links(page)
        assert platform.page_kind(page) in ("article", "list", "blocked", "other")


TEXT = "Hội nghị dân vận khéo ở xã Tân Lộc đã bàn việc làm đường, giữ kênh rạch sạch đẹp."


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (f'<meta charset="windows-1258">{TEXT}'.encode(), None),
    ],
)
def test_encodings(body: bytes, declared: str | None) -> None:
    assert TEXT in decode(body, declared)


def test_windows_1258_is_decoded_where_it_is_declared() -> None:
    import unicodedata

    decomposed = (
        unicodedata.normalize("NFD", "tổ dân phố")
        .replace("o\u0302\u0309", "ô\u0309")
        .replace("a\u0302", "â")
        .replace("o\u0302\u0301", "ô\u0301")
    )
    assert decode(decomposed.encode("cp1258"), "windows-1258") == "tổ dân phố"
    assert decode(b'<meta charset="windows-1258">' + decomposed.encode("cp1258")).endswith("tổ dân phố")


def test_a_broken_byte_does_not_spoil_a_page() -> None:
    assert decode(TEXT.encode() * 20 + b"\xa9 Copyright").count(TEXT) == 20


def test_an_undeclared_charset_is_guessed_and_an_unknown_one_passed_over() -> None:
    assert decode(("Пример текста на другом языке. " * 20).encode("cp1251"), "no-such-charset")
    assert decode(bytes(range(128, 256)) * 4) != ""


def test_an_article_may_mention_what_block_pages_say() -> None:
    text = "Ông Ba cho biết có ngày quá nhiều yêu cầu gửi đến bộ phận một cửa, bài viết sai sự thật trên mạng đã bị gỡ."
    more = "Sau khi bố trí thêm hai cán bộ, mọi hồ sơ được trả đúng hẹn và bà con hài lòng với cách làm việc mới."
    page = "<title>Một cửa gần dân</title><h1>Một cửa gần dân ở xã vùng ven</h1><p>05/03/2024</p><p>{}</p><p>{}</p>"
    found = extract(page.format(text, more).encode(), "https://xa.example.vn/tin/mot-cua-gan-dan-o-xa-12.html")
    assert isinstance(found, Article)
    short = "<title>Thông báo</title><p>Bạn gửi quá nhiều yêu cầu. Vui lòng đợi 30 giây.</p>"
    refused = extract(short.encode(), "https://xa.example.vn/tin/mot-cua-gan-dan-o-xa-12.html")
    assert isinstance(refused, NotAnArticle)
    assert (refused.kind, refused.retry_after) == ("blocked", 30.0)


@pytest.mark.parametrize(
    ("title", "gone"),
    [
        ("404", True),
        ("404 - Không tìm thấy trang", True),
        ("Lỗi 404", True),
        ("Trang không tồn tại", True),
        ("404 hộ dân hiến đất mở đường", False),
        ("Quyết định số 404/QĐ-UBND về việc khen thưởng", False),
    ],
)
def test_a_number_in_a_title_is_no_missing_page(title: str, gone: bool) -> None:
    text = "Sáng nay, 404 hộ dân đã ký giấy hiến đất; không có nội dung nào bà con chưa thông, ông Ba nói."
    body = "" if gone else f"<p>{text}</p><p>{text}</p>"
    html = f"<title>{title}</title><h1>{title}</h1><p>05/03/2024 09:10</p>{body}"
    found = extract(html.encode(), "https://xa.example.vn/tin/mot-tin-dan-van-o-xa-12.html")
    assert (isinstance(found, NotAnArticle) and found.kind == "gone") is gone
