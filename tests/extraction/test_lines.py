"""Lines of text inside an element, and what a label on one of them names."""

from __future__ import annotations

import re

import pytest

from crawler.extraction.page import Page, inner_lines, inner_text
from crawler.extraction.readers import labelled

LINES = [
    ("Xã Tân An<br>ra quân", ["Xã Tân An", "ra quân"]),
    ("D<b>â</b>n v<i>ậ</i>n", ["Dân vận"]),
    ("<div>Một<div>Hai</div>Ba</div>Bốn", ["Một", "Hai", "Ba", "Bốn"]),
    ("<p>12/5/2021</p>\n<p>14:05</p>", ["12/5/2021", "14:05"]),
    ("chỉ\n  chữ", ["chỉ chữ"]),
    ("<br><p> </p>", []),
]


@pytest.mark.parametrize(("html", "lines"), LINES)
def test_lines_end_where_a_reader_sees_them_end(html, lines):
    element = Page(f"<body><section>{html}</section>", "https://x.vn/").root.find(".//section")
    assert inner_lines(element) == lines
    assert inner_text(element) == " ".join(lines)


def test_nothing_has_no_lines():
    assert inner_lines(None) == []
    assert inner_text(None) == ""


LABELLED = [
    ("<b>Tác giả:</b> Lê Na<br><b>Nguồn tin:</b> Đài huyện", "Lê Na"),
    ("Đăng lúc 9:00<br>Tác giả: Lê Na", "Lê Na"),
    ("<div>Tác giả:</div><div>Lê Na</div>", "Lê Na"),
    ("Tác giả:", None),
    ("Nguồn tin: Đài huyện", None),
]


@pytest.mark.parametrize(("html", "name"), LABELLED)
def test_a_label_names_what_stands_on_its_line_or_the_next(html, name):
    read = labelled("//section", re.compile("Tác giả:"))
    assert read(Page(f"<body><section>{html}</section>", "https://x.vn/")) == name
