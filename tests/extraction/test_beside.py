"""What stands beside a text without a mark: lead, section, key words, source; and texts that only a script draws."""

from __future__ import annotations

import json

import pytest

from crawler.extraction import extract
from crawler.items import Article

TITLE = "Tổ liên gia thôn Đồng Chùa giữ sạch con mương đầu làng"
LEAD = "Mỗi sáng thứ Bảy, ba mươi hộ của tổ liên gia lại cùng nhau vớt rác trên mương."
TEXT = (
    "Ông tổ trưởng kể rằng lúc đầu chỉ có bốn nhà ra làm, những nhà khác đứng xem.",
    "Đến tháng thứ hai, không nhà nào còn đổ rác xuống mương nữa và nước đã trong trở lại.",
    "Xã đang bàn với các thôn bên cạnh để làm theo cách này từ đầu năm tới.",
)


def read(inner: str, head: str = "") -> Article:
    html = f"<title>{TITLE}</title>{head}<body><h1>{TITLE}</h1><p>05/03/2024 09:05</p>{inner}</body>"
    found = extract(html, "https://xa.example.vn/tin/to-lien-gia-thon-dong-chua-12.html")
    assert isinstance(found, Article)
    return found


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "lead",
    [
        f"<p><strong>{LEAD}</strong></p>",
        f"<p style='font-weight:700'>{LEAD}</p>",
        f"<p><b>{LEAD[:20]}</b><b>{LEAD[20:]}</b></p>",
        f"<h2>{LEAD}</h2>",
        f"<blockquote><p>{LEAD}</p></blockquote>",
        f"<div class='tom-tat'>{LEAD}</div>",
        f"<p class='mo-dau'>{LEAD}</p>",
    ],
)
def test_a_lead_that_is_set_apart(lead: str) -> None:
    article = read(f"<div>{lead}{paragraphs(*TEXT)}</div>")
    assert article.lead == LEAD
    assert article.body.split("\n\n") == list(TEXT)


def test_a_lead_above_the_container_of_the_text() -> None:
    article = read(f"<div><div>{LEAD}</div><div>{paragraphs(*TEXT)}</div></div>")
    assert (article.lead, article.body) == (LEAD, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "first", [f"<p>{LEAD}</p>", "<p><b>Câu hỏi: Nhà tôi ở ven mương thì đổ rác ở đâu cho phải?</b></p>"]
)
def test_a_first_paragraph_that_is_none(first: str) -> None:
    article = read(f"<div>{first}{paragraphs(*TEXT)}</div>")
    assert article.lead is None
    assert len(article.body.split("\n\n")) == 4


def test_a_text_all_in_bold_has_no_lead() -> None:
    assert read("".join(f"<p><b>{text}</b></p>" for text in (LEAD, *TEXT))).lead is None


def test_what_an_invitation_says_of_its_time_stays() -> None:
    when = "Thời gian: 13 giờ 30 phút, ngày 05/12/2023 (Thứ Ba)."
    assert when in read(f"<div>{paragraphs(TEXT[0], when, *TEXT[1:])}</div>").body


@pytest.mark.parametrize(
    "trail",
    [
        "<div class='bread-crumb'><a href=/>Trang chủ</a> <a href=/m>Môi trường</a></div>",
        "<p><a href=/>Trang chủ</a> » <a href=/m>Môi trường</a></p>",
        "<ul><li><a href=/>Trang chủ</a></li><li><a href=/m>Môi trường</a></li></ul>",
        "<p>Chuyên mục: Môi trường</p>",
        "<div class='category-name'>Môi trường</div>",
    ],
)
def test_the_section(trail: str) -> None:
    html = f"<title>{TITLE}</title><body>{trail}<h1>{TITLE}</h1><p>05/03/2024</p><div>{paragraphs(*TEXT)}</div></body>"
    found = extract(html, "https://xa.example.vn/tin/to-lien-gia-thon-dong-chua-12.html")
    assert isinstance(found, Article)
    assert found.category == "Môi trường"


@pytest.mark.parametrize(
    "words",
    [
        "<p>Từ khóa: <a href=/t/1>vớt rác</a>, <a href=/t/2>tổ liên gia</a></p>",
        "<p>Tags: vớt rác, tổ liên gia</p>",
        "<div>Từ khóa</div><ul><li><a href=/t/1>vớt rác</a></li><li><a href=/t/2>tổ liên gia</a></li></ul>",
        "<div><a href=/tag/1>vớt rác</a> <a href=/tag/2>tổ liên gia</a></div>",
    ],
)
def test_key_words(words: str) -> None:
    assert read(f"<div>{paragraphs(*TEXT)}</div>{words}").tags == ("vớt rác", "tổ liên gia")


def test_writer_and_source_below() -> None:
    article = read(f"<div>{paragraphs(*TEXT)}</div><p>Trần Thị Mận<br>(Nguồn: Báo Thanh Hà)</p>")
    assert (article.author, article.source) == ("Trần Thị Mận", "Báo Thanh Hà")


@pytest.mark.parametrize("published", ["2024-03-05T02:05:00.000Z", 1709604300000])
def test_a_text_that_only_the_state_of_a_script_has(published: str | int) -> None:
    text = paragraphs(*TEXT, *TEXT)
    node = {
        "title": TITLE,
        "summary": LEAD,
        "content": text,
        "publishedAt": published,
        "author": {"name": "Trần Thị Mận"},
    }
    state = json.dumps({"props": {"list": [{"title": "Tin khác"}], "article": node}})
    html = f"<title>{TITLE}</title><div id=app></div><script type='application/json'>{state}</script>"
    article = extract(html, "https://xa.example.vn/tin/to-lien-gia-thon-dong-chua-12")
    assert isinstance(article, Article)
    assert (article.title, article.lead, article.author) == (TITLE, LEAD, "Trần Thị Mận")
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-05T09:05:00+07:00"
    assert article.body.split("\n\n") == [*TEXT, *TEXT]


def test_a_text_in_parts_around_a_box_of_links() -> None:
    box = "<div class=box><b>Tin liên quan</b><ul><li><a href=/a>Thôn bên cũng dọn mương</a></li></ul></div>"
    parts = "".join(f"<div class=part><p>{text}</p></div>" for text in (LEAD, *TEXT[:2]))
    article = read(f"<div class=post>{parts}{box}<div class=part><p>{TEXT[2]}</p></div></div>")
    assert article.body.endswith(TEXT[2])
