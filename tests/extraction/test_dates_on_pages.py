"""Which of a page's dates is the publication, when its markup says nothing: several of them compete."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from crawler.extraction import extract, platform_of
from crawler.extraction.page import Page
from crawler.items import VIETNAM, Article

TITLE = "Xóm Cầu Đá trồng hàng cau dọc lối vào nhà văn hóa"
URL = "https://xa.example.vn/tin/xom-cau-da-trong-hang-cau-31.html"
MENU = "<ul><li><a href=/>Trang chủ</a><li><a href=/tin>Tin tức</a><li><a href=/lien-he>Liên hệ</a></ul>"
TEXT = (
    "<p>Hơn năm mươi gốc cau giống do các gia đình trong xóm góp lại đã được trồng xong chỉ trong một buổi sáng.</p>"
    "<p>Mỗi nhà nhận chăm ba gốc trước cổng, ai đi xa thì nhờ hàng xóm tưới giúp cho đến khi cây bén rễ.</p>"
)


def written(headline: str, **facts: object) -> str:
    node = {"@type": "NewsArticle", "headline": headline, **facts}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def html(head: str = "", top: str = "", under: str = "", after: str = "") -> str:
    return (
        f"<html><head><title>{TITLE} - Xã Phú Cát</title>{head}</head><body>{MENU}{top}"
        f"<div><h1>{TITLE}</h1>{under}<div>{TEXT}</div>{after}</div><p>UBND xã Phú Cát</p></body></html>"
    )


def dated(page: str, url: str = URL) -> str | None:
    article = extract(page, url)
    assert isinstance(article, Article)
    if article.published is None:
        return None
    return article.published.isoformat()[: 16 if article.published_precision == "minute" else 10]


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        ("<div>Thứ Ba, 14/05/24</div>", "2024-05-14"),
        ("<div>14/05/24</div>", "2024-05-14"),
        ("<div><span>Thứ ba - 14/05/2024 10:00</span><span>681</span><span>0</span></div>", "2024-05-14T10:00"),
        ("<div><span>14</span><span>Tháng 5</span><span>2024</span></div>", "2024-05-14"),
        ("<div><b>14</b><br>Th5, 2024</div>", "2024-05-14"),
        ("<div>2024-05-14T03:20:00Z</div>", "2024-05-14T10:20"),
        ("<div>Nguồn: Báo Hòa Bình - 14/05/2024</div>", "2024-05-14"),
        ("<div>Sửa lần cuối: 14/05/2024 10:00</div>", None),
        ("<div>Giờ hiện tại: 10:00:05 14/05/2024</div>", None),
        ("<div>Ngày ban hành: 14/05/2024</div>", None),
        ("<div>Hạn nộp hồ sơ: 16:00 ngày 14/05/2024</div>", None),
        ("<div>Thời gian tổ chức: 08:00 ngày 14/05/2024</div>", None),
        ("<div>Lễ hội ngày 14/05/2024 âm lịch</div>", None),
        ("<div>Ngày mở thầu: 14/05/2024 10:20</div>", None),
        ("<div>Phản hồi của Lê Lan lúc 14/05/2024 10:20</div>", None),
        ("<div>Hòa Bình, 14/05/2024 10:20</div>", "2024-05-14T10:20"),
        ("<div>Ngày viết: 12/05/2024</div><div>Ngày đăng: 14/05/2024</div>", "2024-05-14"),
        ("<div>14/05/2024 10:20 - Tin hoạt động</div>", "2024-05-14T10:20"),
    ],
)
def test_a_line_under_the_title(under: str, expected: str | None) -> None:
    assert dated(html(under=under)) == expected


@pytest.mark.parametrize("name", ["pubdate", "publish_date", "citation_publication_date", "parsely-pub-date"])
@pytest.mark.parametrize("value", ["2024-05-14T03:20:00.000Z", "1715656800", "1715656800000", "20240514", "2024/05/14"])
def test_a_date_for_machines(name: str, value: str) -> None:
    assert dated(html(f"<meta name={name!r} content={value!r}>")) in ("2024-05-14T10:20", "2024-05-14")


OTHER = "Hội nghị gặp mặt doanh nghiệp"
CHANGED = "<div>Cập nhật: 20/05/2024 10:00</div>"


@pytest.mark.parametrize(
    ("head", "under", "expected"),
    [
        (written(TITLE, datePublished=1715656800000), "", "2024-05-14T10:20"),
        (written(OTHER, datePublished="2024-06-02T08:00:00+07:00"), "", None),
        (written(OTHER, datePublished="2024-06-02") + written(TITLE, datePublished="2024-05-14"), "", "2024-05-14"),
        (written(TITLE, datePublished="2024-05-14T08:30:00+07:00"), CHANGED, "2024-05-14T08:30"),
        (written(TITLE, datePublished="2026-05-14T08:30:00+07:00"), CHANGED, "2024-05-20T10:00"),
        (written(TITLE, dateModified="2024-05-14T08:30:00+07:00"), "", None),
    ],
)
def test_what_a_page_states(head: str, under: str, expected: str | None) -> None:
    assert dated(html(head, under=under)) == expected


@pytest.mark.parametrize("clock", ["Chủ nhật, 22/11/2026", "Chủ nhật, 22/11/2026 08:15:30"])
def test_a_clock_under_the_menu_is_no_date(clock: str) -> None:
    assert dated(html(top=f"<div>{clock}</div>")) is None
    assert dated(html(top="<div>14/05/2024 15:20</div>")) == "2024-05-14T15:20"


def test_a_date_under_the_trail_of_sections_is_no_clock() -> None:
    trail = "<div><a href=/>Trang chủ</a> / <a href=/tin>Tin tức</a></div><div>Thứ Ba, 14/05/2024</div>"
    assert dated(html(top=trail)) == "2024-05-14"


@pytest.mark.parametrize(
    "under",
    [
        "<div>15:20</div><div>14/05/2024</div>",
        "<ul><li>14/05/2024</li><li>15h20</li><li>204 lượt xem</li></ul>",
        '<meta itemprop="datePublished" content="2024-05-14T15:20:00+07:00"><i>14 tháng 5, 2024</i>',
    ],
)
def test_day_and_time_in_elements_of_their_own(under: str) -> None:
    assert dated(html(under=under)) == "2024-05-14T15:20"


def test_a_footer_in_front_of_the_text_of_its_article() -> None:
    line = "<footer>Đăng bởi <span>bientap</span> vào 14/05/2024 - 15:20</footer>"
    page = html().replace("<div><h1>", "<main><h1>").replace("</h1>", f"</h1><article>{line}", 1)
    assert dated(page) == "2024-05-14T15:20"
    assert dated(page.replace(line, "")) is None


def test_readers_comments_carry_their_own_dates() -> None:
    comments = "<div>Ý kiến bạn đọc (1)</div><div><b>Lê Lan</b> 16/05/2024 10:02<p>Rất đẹp.</p></div>"
    assert dated(html(after=comments)) is None
    assert dated(html(after="<div>14/05/2024 15:20 | Lượt xem: 12</div>")) == "2024-05-14T15:20"


@pytest.mark.parametrize(
    ("age", "expected"),
    [("4 giờ trước", "2024-05-14"), ("Đăng 14 giờ trước | 45 lượt xem", "2024-05-13"), ("9 ngày trước", None)],
)
def test_an_age_counts_from_the_moment_the_page_was_fetched(age: str, expected: str | None) -> None:
    page = Page.of(html(under=f"<div>{age}</div>"), URL)
    page.fetched = datetime(2024, 5, 14, 10, tzinfo=VIETNAM)
    article = platform_of(page).extract(page)
    assert isinstance(article, Article)
    assert (article.published.date().isoformat() if article.published else None) == expected
    assert dated(html(under=f"<div>{age}</div>")) is None
