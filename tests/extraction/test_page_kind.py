"""What is an article: short notices, captions, verses and tables under a title are; lists, messages and tables alone
are none."""

from __future__ import annotations

import json

import pytest

from crawler.extraction import extract
from crawler.items import Article, NotAnArticle

TITLE = "Bến đò Cây Gáo đổi giờ chạy chuyến sớm"
SLUG = "/tin/ben-do-cay-gao-doi-gio-chay-chuyen-som"
FIRST = "Từ ngày mai, chuyến đò đầu tiên rời bến lúc năm giờ sáng."
SECOND = "Bà con đi chợ huyện nhớ ra bến sớm."
OTHERS = ("Giỗ tổ nghề đan lưới ở vạn chài", "Đêm hát bội dưới gốc đa làng", "Lớp vỡ lòng của thầy giáo về hưu")
CARDS = "".join(
    f"<li><a href='/tin/{n}'>{title}</a><p>{title}, câu chuyện nhỏ làm ấm lòng người xem những ngày cuối năm.</p></li>"
    for n, title in enumerate(OTHERS)
)
MENU = "<ul><li><a href=/a>Trang chủ</a></li><li><a href=/b>Tin trong xã</a></li></ul>"
IMPRINT = "<div>Cơ quan chủ quản: Ủy ban nhân dân xã Tân Quới, số 8 đường bờ kè.<br>Điện thoại: 0270 000 111</div>"


def page(text: str, title: str = TITLE) -> str:
    return f"<title>{title}</title><body>{MENU}<div><div>{text}</div></div>{IMPRINT}"


def read(text: str, address: str = SLUG, title: str = TITLE) -> Article | NotAnArticle:
    return extract(page(text, title), f"https://tanquoi.example.vn{address}")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (f"<h1>{TITLE}</h1><p>{SECOND}</p>", [SECOND]),
        (f"<h1>{TITLE}</h1><p>Đò sang sông<br>Sóng vỗ mạn thuyền<br>Trăng theo bến cũ</p>", None),
        (f"<h1>{TITLE}</h1><table><tr><td>Chuyến 1</td><td>5:00</td></tr>"
         "<tr><td>Chuyến 2</td><td>7:00</td></tr></table>", None),
        (f"<table><tr><th colspan=2>{TITLE}</th></tr><tr><td>Số hiệu</td><td>12/TB-BĐ</td></tr>"
         "<tr><td>Trích yếu</td><td>Đổi giờ chuyến đò sớm</td></tr></table>", None),
        (f"<table><caption>{TITLE}</caption><tr><th>Số hiệu</th><td>12/TB-BĐ</td></tr>"
         "<tr><th>Trích yếu</th><td>Đổi giờ chuyến đò sớm trên bến Cây Gáo</td></tr></table>", None),
        (f"<h1>{TITLE}</h1><p>04/04/2024</p><p>{FIRST}</p><p>{SECOND}</p><ul>{CARDS}</ul>", [FIRST, SECOND]),
        (f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><h3>Bình luận (9)</h3>" + f"<p>Bạn đọc: {FIRST * 3}</p>" * 9,
         [FIRST, SECOND]),
        (f"<p>{FIRST * 2}</p><p>{SECOND * 2}</p>", None),
    ],
    ids=["notice", "verses", "table", "facts", "caption", "cards behind", "comments behind", "title in the head only"],
)  # fmt: skip
def test_an_article(text: str, body: list[str] | None) -> None:
    article = read(text)
    assert isinstance(article, Article)
    assert article.title == TITLE
    assert "Cơ quan chủ quản" not in article.body
    assert body is None or article.body.split("\n\n") == body


def test_pictures_with_captions_alone() -> None:
    pictures = "".join(
        f"<figure><img src=/{n}.jpg width=700><figcaption>{c}</figcaption></figure>" for n, c in enumerate(OTHERS)
    )
    article = read(f"<h1>{TITLE}</h1>{pictures}")
    assert isinstance(article, Article)
    assert article.captions == OTHERS


def test_a_short_text_that_only_a_script_has() -> None:
    state = json.dumps({"post": {"title": TITLE, "content": f"<p>{FIRST}</p><p>{SECOND}</p>"}})
    article = read(f"<div id=app></div><script type='application/json'>{state}</script>")
    assert isinstance(article, Article)
    assert article.body.split() == f"{FIRST} {SECOND}".split()


def test_the_last_sentence_is_no_office() -> None:
    last = "Tổ lái đò họp lại mỗi tháng một lần để rút kinh nghiệm."
    article = read(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{last}</p>")
    assert isinstance(article, Article)
    assert article.author is None
    assert article.body.endswith(last)


@pytest.mark.parametrize(
    ("text", "address", "title"),
    [
        (f"<h1>Tin trong xã</h1><p>{FIRST}</p><ul>{CARDS}</ul>", "/tin-trong-xa", "Tin trong xã"),
        ("<h1>Rất tiếc, không có ở đây</h1><p>Bài viết đã được gỡ khỏi trang hoặc chuyển sang chỗ khác.</p>",
         "/tin/x-12", "Lỗi"),
        ("<h2>Bảng kê văn bản đã gửi</h2><table><tr><th>Số</th><th>Tên</th></tr>"
         + "<tr><td>7</td><td>Kế hoạch năm</td></tr>" * 9
         + "</table>", "/bang", "Văn bản"),
        (f"<h1>Kết quả thăm dò</h1><p>{FIRST}</p>", "/thamdo.php?id=3", "Kết quả"),
    ],
    ids=["section with a description", "message", "table alone", "poll"],
)  # fmt: skip
def test_no_article(text: str, address: str, title: str) -> None:
    assert isinstance(read(text, address, title), NotAnArticle)
