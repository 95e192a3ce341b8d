"""What newspapers put inside and behind their texts stays out of the article; what belongs to it stays in."""

from __future__ import annotations

import pytest

from crawler.extraction import extract
from crawler.items import Article

URL = "https://bao.example.com/doi-song/bai-4471.html"
TITLE = "Xưởng đóng ghe cuối cùng bên rạch Bần mở cửa đón học trò"
LINES = (
    "Mỗi sáng thứ bảy, hơn hai mươi em nhỏ theo cha mẹ tới xưởng để tập bào ván, trét chai và nghe kể chuyện ghe.",
    "Ông Tám Lành, chủ xưởng, bảo nghề này từng nuôi sống cả xóm, nay chỉ còn một mình ông giữ lửa lò rèn.",
    "Hạn đăng ký lớp hè kéo dài đến hết ngày 30/6, người học chỉ cần mang theo đôi dép và chiếc nón lá.",
    "Bà con quanh rạch góp gỗ vụn, góp gạo nấu cơm trưa, ai rảnh thì đứng trông mấy đứa nhỏ khỏi té xuống nước.",
    "Cuối năm nay, chiếc ghe đầu tiên do học trò đóng sẽ hạ thủy đúng vào phiên chợ nổi đông khách nhất.",
)
CARD = (
    "<div><a href='/k/1'><img src='/1.jpg'></a><h3><a href='/k/1'>Chợ nổi họp muộn vì con nước lớn bất thường</a></h3>"
    "<p>Nhiều ghe hàng phải neo lại chờ, khách du lịch được mời uống cà phê trên bờ.</p></div>"
)
OFFER = "<div><p>Đăng ký nhận bản tin</p><p>Mỗi sáng một câu chuyện hay gửi tới hộp thư của bạn, miễn phí.</p></div>"
ABOUT = (
    "<div><h4>Thu Bến</h4><p>Viết về sông nước và những nghề đang mất dần, sống ở một cù lao nhỏ ven sông.</p></div>"
)
PARTS = [f"<p>{line}</p>" for line in LINES]


def page(text: str, head: str = "<p>05/03/2025 07:30</p>", title: str = f"<h1>{TITLE}</h1>") -> str:
    return f"<html><head><title>{TITLE} - Báo</title></head><body><main>{title}{head}{text}</main></body></html>"


def read(html: str) -> Article:
    found = extract(html, URL, "generic")
    assert isinstance(found, Article)
    return found


def between(*extra: str) -> str:
    """The text in one element with something in its middle."""
    return f"<div class='text'>{''.join((*PARTS[:2], *extra, *PARTS[2:]))}</div>"


@pytest.mark.parametrize(
    "text",
    [
        between(CARD),
        between(OFFER),
        between("<div><h4>Mehr zum Thema</h4><ul><li><a href='/k/2'>Ghe ngo vào mùa tập luyện mới</a></li></ul></div>"),
        between() + ABOUT,
        between() + OFFER,
        "".join(f"<section><div>{part}</div></section>" for part in (*PARTS[:3], OFFER, *PARTS[3:])),
        "".join(f"<div class='col'><div class='in'>{part}</div><p>Advertisement</p></div>" for part in PARTS),
    ],
    ids=["card", "offer", "links", "about the writer", "offer behind", "sections", "columns"],
)
def test_boxes_inside_and_behind_the_text(text: str) -> None:
    assert read(page(text)).body.split("\n\n") == list(LINES)


def test_a_sub_heading_before_a_line_with_a_day_begins_no_other_article() -> None:
    heading = "<h1>Lớp học bên lò rèn</h1>"
    body = read(page(between(heading))).body
    assert body.split("\n\n") == [*LINES[:2], "Lớp học bên lò rèn", *LINES[2:]]


def test_links_to_documents_between_the_paragraphs() -> None:
    plan = "<p><a href='/f/lop-he.pdf'>Kế hoạch mở lớp hè dành cho học trò quanh rạch</a></p>"
    body = read(page(between(plan, "<p>- <a href='/f'>Phần 2</a></p>"))).body.split("\n\n")
    assert body[2:4] == ["Kế hoạch mở lớp hè dành cho học trò quanh rạch", "- Phần 2"]


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Publié le 18 octobre 2025 à 12h45", "2025-10-18T12:45"),
        ("3. März 2025, 05.58 Uhr", "2025-03-03T05:58"),
        ("<h2>Chủ nhật, 21 tháng 9, 2025</h2>", "2025-09-21T00:00"),
    ],
)
def test_dates(line: str, when: str) -> None:
    title = f"<h3>{TITLE}</h3>"
    html = (
        page(between(), title=line + title, head="") if line.startswith("<h2>") else page(between(), f"<p>{line}</p>")
    )
    found = read(html)
    assert found.published is not None
    assert found.published.isoformat()[:16] == when
    assert found.body.split("\n\n") == list(LINES)


def test_the_section_in_front_of_a_title() -> None:
    kicker = f"<h1><span>Đời sống</span><span>: </span><span>{TITLE}</span></h1>"
    assert read(page(between(), title=kicker)).title == TITLE
    two_parts = "<h1><span>Xưởng đóng ghe</span> <span>cuối cùng bên rạch Bần mở cửa đón học trò</span></h1>"
    assert read(page(between(), title=two_parts)).title == TITLE
