"""Pages that bear fewer marks than those of a running system's own theme."""

from __future__ import annotations

import pytest

from crawler.extraction import extract
from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.generic import no_list
from crawler.items import Article

HOST = "http://www.example.vn"
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "Sáng nay tổ hòa giải ấp Bàu Sen gặp từng gia đình còn vướng mắc về ranh đất để nghe và bàn cách gỡ.",
        "Sau hai giờ trò chuyện, các hộ cùng ký biên bản, hẹn nhau đầu tháng tới góp công đắp lại bờ kênh chung.",
    )
)


def nukeviet_34(module: str = "news", detail: str = "") -> Page:
    script = f'<script>var nv_siteroot="/";var nv_fc_variable="op";var nv_module_name="{module}";</script>'
    head = f'<head><meta name="generator" content="NukeViet v3.4">{script}</head>'
    url = f"{HOST}/vi/news/Dan-van/To-hoa-giai-ap-Bau-Sen-41/"
    return Page(f"<html>{head}<body>{detail}</body></html>", url)


def test_nukeviet_34_does_not_say_which_function_made_a_page() -> None:
    detail = (
        '<div id="news_detail"><h1>Tổ hòa giải ấp Bàu Sen</h1><span class="time">Thứ ba - 05/03/2013 08:10</span>'
        f'<div id="hometext">Nghe dân trước.</div><div class="bodytext">{TEXT}</div></div>'
    )
    page = nukeviet_34(detail=detail)
    assert PLATFORMS["nukeviet"].page_kind(page) == "article"
    assert PLATFORMS["nukeviet"].page_kind(nukeviet_34("about", detail)) == "other"
    assert PLATFORMS["nukeviet"].page_kind(nukeviet_34(detail="<p>Bảo trì</p>")) == "other"


def test_a_lead_that_an_imported_skin_calls_sapo() -> None:
    script = '<script>var nv_base_siteurl="/",nv_module_name="news",nv_func_name="detail";</script>'
    html = (
        f"<html><head>{script}</head><body><article><h1>Tổ hòa giải ấp Bàu Sen</h1><div>Thứ ba - 05/03/2024 08:10</div>"
        f'<div class="sapo"><b>Nghe dân trước, bàn cách gỡ sau.</b></div><div class="x">{TEXT}</div></article></body>'
    )
    article = extract(html, f"{HOST}/vi/news/dan-van/to-hoa-giai-41.html", "nukeviet")
    assert isinstance(article, Article)
    assert article.lead == "Nghe dân trước, bàn cách gỡ sau."
    assert "Nghe dân" not in article.body


def test_paragraphs_inside_a_caption_are_caption() -> None:
    figure = "<figure><img src=a.jpg><figcaption><p>Đắp bờ kênh - Ảnh 1.</p></figcaption></figure>"
    html = (
        '<html><body><h1 data-role="title">Tổ hòa giải</h1><div data-role="publishdate">08:10 05/03/2024</div>'
        f'<div data-role="content">{TEXT}{figure}</div></body></html>'
    )
    article = extract(html, f"{HOST}/to-hoa-giai-173240305081000123.htm", "vccorp")
    assert isinstance(article, Article)
    assert article.captions == ("Đắp bờ kênh",)
    assert "Ảnh" not in article.body


def test_dated_paths_on_a_bare_home_page_tell_the_build() -> None:
    links = "".join(f'<a href="/portal/Pages/2024-5-1{n}/Bau-Sen{n}a7k2x9.aspx">Tin {n}</a>' for n in range(3))
    marks = '<link href="/_layouts/15/core.css">'
    assert detect(Page(f"<html>{marks}<body>{links}</body></html>", f"{HOST}/")).name == "sharepoint-tandan"
    assert detect(Page(f"<html>{marks}<body></body></html>", f"{HOST}/")).name == "sharepoint"


@pytest.mark.parametrize(
    ("path", "none"),
    [
        ("/Default.aspx", True),
        ("/index.php", True),
        ("/Default.aspx?sname=huyenuy&catid=54", False),
        ("/gioi-thieu?id=2", True),
        ("/tin-tuc", False),
    ],
)
def test_menu_entries_that_lead_to_no_list(path: str, none: bool) -> None:
    assert no_list(HOST + path) is none


@pytest.mark.parametrize("name", ["generic", "mdefault", "sharepoint", "dnn", "drupal", "nukeviet", "vnportal"])
def test_menus_that_nothing_marks_as_such(name: str) -> None:
    cat = "/Default.aspx?sname=x&sid=4&pageid=9&catid={}" if name == "mdefault" else "/chuyen-muc-{}/"
    cells = "".join(f"<td><a href='{cat.format(n)}'>Chuyên mục {n}</a></td>" for n in "abc")
    others = "<a href='/'>Trang chủ</a><a href='/gioi-thieu/'>Giới thiệu</a><a href='/dang-nhap'>Đăng nhập</a>"
    page = Page(f"<html><body><table><tr>{cells}<td>{others}</td></tr></table></body></html>", f"{HOST}/")
    found = PLATFORMS[name].list_links(page)
    assert [url for url in found if "gioi-thieu" not in url] == [HOST + cat.format(n) for n in "abc"]
