"""Pagers whose pages have addresses: which link leads to the next page, whatever the pager looks like."""

from __future__ import annotations

import pytest

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS
from crawler.extraction.platforms.pager import next_address

LIST = "http://www.example.vn/tin-tuc"


def following(pager: str, url: str = LIST) -> str | None:
    return next_address(Page(f"<html><body>{pager}</body></html>", url), lambda _: True)


def links(*labels: str, current: str = "<span>1</span>", shape: str = "?p={}") -> str:
    return f"<div>{current}" + "".join(f'<a href="/tin-tuc{shape.format(n)}">{n}</a>' for n in labels) + "</div>"


@pytest.mark.parametrize(
    ("pager", "url", "found"),
    [
        (links("2", "3"), LIST, "?p=2"),
        (links("2", "3", shape="/xem/{}"), LIST, "/xem/2"),
        (links("2", "3", shape="?start={}0"), LIST, "?start=20"),
        (links("1", "3", current="<b>2</b>"), f"{LIST}?p=2", "?p=3"),
        (links("1", "2", "3", current=""), LIST, "?p=2"),
        (links("1", "2", "3", current=""), f"{LIST}?p=2", "?p=3"),
        ("<p>Trang 2/5 <a href='/tin-tuc?p=1'>‹</a> <a href='/tin-tuc?p=3'>›</a></p>", f"{LIST}?p=2", "?p=3"),
        ("<ul><li>1</li><li><a href='/tin-tuc?p=2'>›</a></li><li><a href='/tin-tuc?p=9'>»</a></li></ul>", LIST, "?p=2"),
        ("<ul><li>1</li><li><a href='/tin-tuc?p=9'>»</a></li><li><a href='/tin-tuc?p=2'>›</a></li></ul>", LIST, "?p=2"),
        ("<div><a href='/tin-tuc?p=2'>Trang sau »</a></div>", LIST, "?p=2"),
        ("<div><a href='/tin-tuc/2'>Bài cũ hơn</a></div>", LIST, "/2"),
        ("<div><a href='/tin-tuc?p=2' title='Trang tiếp'><i class=fa></i></a></div>", LIST, "?p=2"),
        ("<div><a href='/tin-tuc?p=2'><img alt='Next' src=n.gif></a></div>", LIST, "?p=2"),
        ("<div><a rel=next href='/tin-tuc?p=2'>tất cả</a></div>", LIST, "?p=2"),
        ("<select><option value=/tin-tuc?p=1>1</option><option value=/tin-tuc?p=2>2</option></select>", LIST, "?p=2"),
        ("""<div>1 <span onclick="window.location.href='/tin-tuc?p=2'">2</span></div>""", LIST, "?p=2"),
        ("<div><a href='/tin-tuc?p=2'>tải thêm tin</a></div>", LIST, "?p=2"),
        ("<div><a href='/tin-tuc?start=8'>Xem thêm</a></div>", LIST, "?start=8"),
        ("<div>9 <a href='/tin-tuc?p=10'>...</a></div>", f"{LIST}?p=9", "?p=10"),
        ("<div>[1] <a href='/tin-tuc?trang=1'>[2]</a></div>", LIST, "?trang=1"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(pager: str, url: str, found: str) -> None:
    assert following(pager, url) == LIST + found


@pytest.mark.parametrize(
    ("pager", "url"),
    [
        ("", LIST),
        (links("1", "2", current="<span>3</span>"), f"{LIST}?p=3"),
        (links("1", "2", "3", current=""), f"{LIST}?p=3"),
        ("<table>" + "".join(f"<td><a href='/lich/2024-05-{n}'>{n}</a></td>" for n in range(1, 31)) + "</table>", LIST),
        ("<p><a href='/thong-bao'>Xem tiếp</a></p>", LIST),
        ("<p><a href='/nam/2021'>2021</a> <a href='/nam/2022'>2022</a></p>", LIST),
        ("<p><a href='/tin-tuc'>Xem thêm</a></p>", "http://www.example.vn/"),
        ("<div>1 <a href='#'>2</a> <a href='javascript:trang(2)'>2</a></div>", LIST),
        ("<div>1 <a href='http://www.example.com/tin-tuc?p=2'>2</a></div>", LIST),
        ("<select><option value='2'>2</option></select>", LIST),
    ],
)
def test_last_pages_calendars_and_other_links_lead_nowhere(pager: str, url: str) -> None:
    assert following(pager, url) is None


def test_links_that_a_system_does_not_allow_are_no_next_page() -> None:
    page = Page(f"<html><body>{links('2')}<a href='/dang-nhap'>Trang sau</a></body></html>", LIST)
    assert next_address(page, lambda url: "p=2" not in url) is None


@pytest.mark.parametrize("name", ["generic", "vccorp", "joomla", "nukeviet", "sharepoint-tandan"])
def test_every_system_follows_a_pager_of_bare_numbers(name: str) -> None:
    page = Page(f"<html><body>{links('2', '3', shape='/page-{}')}</body></html>", LIST)
    assert PLATFORMS[name].next_page(page) == f"{LIST}/page-2"
