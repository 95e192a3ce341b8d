"""Who wrote an article, when its markup says nothing: accounts, photographers and other articles' writers beside."""

from __future__ import annotations

import json

import pytest

from crawler.extraction import extract
from crawler.items import Article

TITLE = "Lớp đan lát của các bà ở thôn Gò Mít"
TEXT = (
    "<p>Chiều nào nhà văn hóa thôn cũng rộn tiếng cười của hai mươi bà ngồi chẻ nan, đan rổ và kể chuyện ngày xưa.</p>"
    "<p>Số tiền bán rổ được góp lại mua sách cho lũ trẻ, phần còn dư để dành thăm người ốm trong thôn.</p>"
)


def read(head: str = "", under: str = "", after: str = "") -> Article:
    html = (
        f"<html><head><title>{TITLE} - Xã Phú Cát</title>{head}</head><body><div><h1>{TITLE}</h1>"
        f"<div>14/05/2024 15:20</div>{under}<div>{TEXT}</div>{after}</div></body></html>"
    )
    found = extract(html, "https://xa.example.vn/tin/lop-dan-lat-cua-cac-ba-7.html")
    assert isinstance(found, Article)
    return found


def written(headline: str, author: object) -> str:
    node = {"@type": "NewsArticle", "headline": headline, "author": author}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (written(TITLE, {"name": "Phạm Quỳnh Anh"}), "Phạm Quỳnh Anh"),
        (written(TITLE, [{"name": "Lê Minh"}, {"name": "Hà Thu"}]), "Lê Minh, Hà Thu"),
        (written(TITLE, "phongvhtt"), None),
        (written(TITLE, {"name": "UBND xã Phú Cát"}), None),
        (written("Hội nghị gặp mặt doanh nghiệp", "Phạm Quỳnh Anh"), None),
        ('<meta name="author" content="Lâm Gia Bảo">', "Lâm Gia Bảo"),
        ('<meta name="author" content="Cổng thông tin điện tử huyện">', None),
        ('<meta name="author" content="admin">', None),
    ],
)
def test_a_writer_that_only_the_head_names(head: str, author: str | None) -> None:
    assert read(head).author == author


@pytest.mark.parametrize(
    ("under", "after", "author"),
    [
        ("<p>Vũ Hải Đăng</p>", "", "Vũ Hải Đăng"),
        ("<div>Tác giả: Vũ Hải Đăng</div>", "", "Vũ Hải Đăng"),
        ("<div>Đăng bởi: bbt</div>", "", None),
        ("", "<div>Người nhập: hoalt</div>", None),
        ("", "<div>Tác giả: phongvhtt.phucat</div>", None),
        ("", "<p>Tác giả: xaphucat@example.vn</p>", None),
    ],
)
def test_a_writer_outside_the_text(under: str, after: str, author: str | None) -> None:
    assert read(under=under, after=after).author == author
