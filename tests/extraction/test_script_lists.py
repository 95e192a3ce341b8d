"""Lists that a script draws or goes on with, and pagers that are forms."""

from __future__ import annotations

import json

import pytest

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS
from crawler.extraction.platforms.base import FormPost
from crawler.extraction.platforms.postback import next_post
from crawler.extraction.platforms.script_lists import json_page

GENERIC = PLATFORMS["generic"]
ORIGIN = "https://xa-mau.test"
FIRST, SECOND = "Ra quân dọn vệ sinh đường thôn xóm", "Bàn giao nhà đại đoàn kết cho hộ nghèo"


def page(html: str, path: str = "/tin/") -> Page:
    return Page(html, ORIGIN + path)


def answered(data: object, path: str = "/api/tin?trang=2") -> Page:
    found = json_page(json.dumps(data).encode(), ORIGIN + path)
    assert found is not None
    return found


def offers(found: Page) -> tuple[list[tuple[str, str | None]], str | FormPost | None]:
    links = GENERIC.article_links(found)
    return [(link.url.removeprefix(ORIGIN), link.title) for link in links], GENERIC.next_page(found)


@pytest.mark.parametrize(
    "data",
    [
        [{"title": FIRST, "url": "/bai-viet/a-12.html"}, {"title": SECOND, "url": "/bai-viet/b-13.html"}],
        {"data": {"items": [{"TieuDe": FIRST, "DuongDan": "/bai-viet/a-12.html", "Anh": "/a.jpg"},
                            {"TieuDe": SECOND, "DuongDan": f"{ORIGIN}/bai-viet/b-13.html", "ngay": "05/03/2024"}]}},
        {"html": f'<div><a href="/bai-viet/a-12.html">{FIRST}</a></div><a href="/bai-viet/b-13.html">{SECOND}</a>'},
        f'<a href="/bai-viet/a-12.html">{FIRST}</a><a href="/bai-viet/b-13.html">{SECOND}</a>',
    ],
)  # fmt: skip
def test_entries_in_json(data: object) -> None:
    links, following = offers(answered(data))
    assert links == [("/bai-viet/a-12.html", FIRST), ("/bai-viet/b-13.html", SECOND)]
    assert following == f"{ORIGIN}/api/tin?trang=3"


def test_json_tells_dates_and_where_it_goes_on() -> None:
    found = answered({"rows": [{"name": FIRST, "link": "/bai-viet/a-12.html", "publishDate": "05/03/2024"}],
                      "next_page": "/api/tin?sau=88"})  # fmt: skip
    assert [link.published and link.published.day for link in GENERIC.article_links(found)] == [5]
    assert GENERIC.next_page(found) is None or str(GENERIC.next_page(found)).endswith("sau=88")


def test_json_that_ends() -> None:
    more = {"html": f'<a href="/bai-viet/a-12.html">{FIRST}</a>', "hasMore": True}
    assert offers(answered(more))[1] == f"{ORIGIN}/api/tin?trang=3"
    assert offers(answered(more | {"hasMore": False}))[1] is None
    assert offers(answered({"data": [{"title": FIRST, "url": "/bai-viet/a-12.html"}], "next": None}))[1] is None


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"khong phai", b'{"a": 1}', b'[{"title": "x", "url": "/a.jpg"}]'])
def test_json_without_entries(body: bytes) -> None:
    assert json_page(body, f"{ORIGIN}/api") is None


def test_a_list_that_only_structured_data_state() -> None:
    entries = [{"@type": "ListItem", "position": n, "url": f"/bai-viet/bai-{n}{n}.html", "name": FIRST} for n in (1, 2)]
    data = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": entries})
    html = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><div id="app"></div></body></html>'
    )
    assert offers(page(html))[0] == [("/bai-viet/bai-11.html", FIRST), ("/bai-viet/bai-22.html", FIRST)]


def test_a_list_in_the_state_of_a_page() -> None:
    entries = [{"id": n, "title": FIRST, "url": f"/bai-viet/bai-{n}{n}.html"} for n in (1, 2)]
    data = json.dumps({"props": {"menu": [{"name": "Tin", "url": "/tin"}], "posts": entries}})
    html = f'<html><body><div></div><script type="application/json">{data}</script></body></html>'
    assert offers(page(html))[0] == [("/bai-viet/bai-11.html", FIRST), ("/bai-viet/bai-22.html", FIRST)]


@pytest.mark.parametrize(
    ("control", "following"),
    [
        ('<a class="more" href="javascript:;" data-url="/nap/100/trang-2.htm">Xem thêm</a>', "/nap/100/trang-2.htm"),
        ('<button data-href="/api/tin?muc=4&amp;page=2">Tải thêm</button>', "/api/tin?muc=4&page=2"),
        ('<button data-url="/api/tin?muc=4&amp;offset=7">Xem thêm</button>', "/api/tin?muc=4&offset=7"),
        ('<button data-url="https://noi-khac.invalid/tin?page=2">Xem thêm</button>', None),
        ('<button data-url="/danh-gia?page=2">Gửi đánh giá</button>', None),
    ],
)
def test_buttons_that_ask_for_more(control: str, following: str | None) -> None:
    html = f'<html><body><a href="/bai-viet/a-12.html">{FIRST}</a>{control}</body></html>'
    assert GENERIC.next_page(page(html)) == (following and ORIGIN + following)


@pytest.mark.parametrize(
    ("path", "following"),
    [
        ("/nap/100/trang-2.htm", "/nap/100/trang-3.htm"),
        ("/api/tin?muc=4&page=9&kieu=1", "/api/tin?muc=4&page=10&kieu=1"),
        ("/nap/trang/2?muc=4", "/nap/trang/3?muc=4"),
        ("/api/tin?muc=4&offset=10", "/api/tin?muc=4&offset=11"),
        ("/nap/tat-ca", None),
    ],
)
def test_parts_of_a_list_go_on_by_number(path: str, following: str | None) -> None:
    part = f'<div><a href="/bai-viet/a-12.html">{FIRST}</a></div>'
    assert GENERIC.next_page(page(part, path)) == (following and ORIGIN + following)
    assert GENERIC.next_page(page(f"<html><body>{part}</body></html>", path)) is None


FORM = '<form method="POST" action="/muc/tin"><input type="hidden" name="page" value="{}"><button>{}</button></form>'


def test_a_form_without_entries_goes_on() -> None:
    found = next_post(
        page(f"<body>{FORM.format(1, 'Trang trước')}<b>Trang 2/5</b>{FORM.format(3, 'Trang sau')}</body>")
    )
    assert found is not None
    assert (found.url, found.fields) == (f"{ORIGIN}/muc/tin", (("page", "3"),))


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post"><input name="tu"><button>Xem thêm</button></form>',
        '<form><input type="hidden" name="page" value="2"><button>Trang sau</button></form>',
        '<form method="post"><input type="hidden" name="y" value="1"><button>Bình chọn</button></form>',
    ],
)
def test_other_forms_are_no_pagers(form: str) -> None:
    assert next_post(page(f"<body>{form}</body>")) is None
