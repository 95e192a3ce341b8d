"""What a researcher does on the site, from the first click to what is taken away."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser_window import Open
from lxml import etree

pytestmark = pytest.mark.browser


def total(page: Any) -> int:
    """The number of articles that a page of results says it found."""
    return int(page.locator(".bar-line strong").first.inner_text().replace(".", ""))


def asked(page: Any) -> dict[str, list[str]]:
    """What the address of the page asks."""
    return parse_qs(urlsplit(page.url).query)


def ask(page: Any, query: str) -> None:
    """Type a query into the box and send it."""
    page.get_by_role("searchbox").first.fill(query)
    page.get_by_role("searchbox").first.press("Enter")


def file_of(page: Any, link: Any) -> str:
    """The text of what a click on ``link`` brings to the disk."""
    with page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_text("utf-8-sig")


def test_find_by_a_locality_with_its_old_name(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto("/")
    ask(page, 'dân vận place:"Hà Giang (cũ)"')
    assert total(page) == 16
    assert "Hà Giang (cũ)" in page.locator(".explain").inner_text()
    places = page.locator(".hit .meta").all_inner_texts()
    assert all("Tuyên Quang" in text and "Hà Giang (cũ)" in text for text in places)
    page.goto("/places")
    page.get_by_role("link", name="Tuyên Quang").first.click()
    assert page.locator("h1").inner_text() == "Tỉnh Tuyên Quang"
    page.locator("main").get_by_role("link", name="Hà Giang").first.click()
    assert "Hà Giang" in page.locator("h1").inner_text()
    assert window.faults == []


def test_find_by_a_term_without_marks_and_refine_by_facets(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto("/")
    ask(page, "dan van kheo")
    everything = total(page)
    assert everything == 51
    page.locator(".facet").get_by_role("link", name="Huyện, quận").click()
    assert asked(page)["level"] == ["huyen"]
    districts = total(page)
    assert 0 < districts < everything
    page.locator(".facet").get_by_role("link", name="2024").click()
    assert 0 < total(page) < districts
    page.locator(".chips").get_by_role("link", name="Năm 2024").click()
    assert total(page) == districts
    page.get_by_label("Từ", exact=True).fill("1/1/2025")
    page.get_by_role("button", name="Lọc theo ngày").click()
    assert "from" in asked(page)
    assert 0 < total(page) < districts
    page.locator(".chips").get_by_role("link", name="Bỏ hết điều kiện").click()
    assert total(page) == everything
    assert window.faults == []


def test_read_and_cite(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto('/search?q="hội thi"&level=huyen')
    page.locator(".hit h2 a").first.click()
    assert {text.lower() for text in page.locator(".text mark").all_inner_texts()} == {"hội thi"}
    page.get_by_role("link", name="đến chỗ đầu tiên").click()
    assert page.locator(":target").inner_text().lower() == "hội thi"
    citation = page.locator("p.cite").first.inner_text()
    assert all(part in citation for part in ("Lê Văn Thử", "Hội thi dân vận khéo toàn huyện", "Kho tin Dân vận"))
    ris = file_of(page, page.get_by_role("link", name="RIS"))
    assert "TI  - Hội thi dân vận khéo toàn huyện" in ris
    bib = file_of(page, page.get_by_role("link", name="BibTeX"))
    assert "Hội thi dân vận khéo toàn huyện" in bib
    page.get_by_role("link", name="Về kết quả tìm").click()
    assert asked(page)["level"] == ["huyen"]
    assert window.faults == []


def test_export_what_is_on_the_page(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto('/search?q="dân vận khéo"&level=huyen')
    found = total(page)
    rows = list(csv.reader(file_of(page, page.locator(".formats").get_by_role("link", name="CSV")).splitlines()))
    assert any('"dân vận khéo"' in cell for row in rows[:12] for cell in row)
    titles = [cell for row in rows for cell in row if cell.startswith(("Tổ dân vận thôn", "Hội thi dân vận"))]
    assert len(titles) == found - 1  # the hostile title begins otherwise
    shown = page.locator(".hit h2").all_inner_texts()
    assert {text for text in shown if text.startswith("Tổ")} <= set(titles)
    assert window.faults == []


def test_compare_two_terms_over_time(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Xu hướng").click()
    boxes = page.locator("main input[name=q]")
    boxes.nth(0).fill('"dân vận khéo"')
    if boxes.count() < 2:
        boxes.nth(0).press("Enter")
        boxes = page.locator("main input[name=q]")
    boxes.nth(1).fill('"hòa giải"')
    page.get_by_role("button", name="So sánh").click()
    assert asked(page)["q"] == ['"dân vận khéo"', '"hòa giải"']
    legend = page.locator(".legend").first.inner_text()
    assert "51/51" in legend
    assert "10/51" in legend
    page.locator("main").get_by_role("link", name="theo năm").click()
    page.locator("details summary", has_text="Bảng số liệu").first.click()
    cell = page.locator("main table a").first
    assert cell.is_visible()
    cell.click()
    assert urlsplit(page.url).path == "/search"
    assert total(page) > 0
    assert window.faults == []


def test_subscribe_to_a_feed(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto('/search?q="hội thi"')
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert page.get_by_role("link", name="Theo dõi bài mới").first.get_attribute("href") == feed
    answer = page.request.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    names = {"a": "http://www.w3.org/2005/Atom"}
    atom = etree.fromstring(answer.body())
    assert len(atom.findall("a:entry", names)) == 2
    entry = atom.find("a:entry", names)
    assert entry is not None
    address = entry.find("a:link", names).get("href")  # type: ignore[union-attr] # an entry without a link fails here
    page.goto(address)
    assert page.locator("h1").inner_text() == entry.findtext("a:title", namespaces=names)
    again = page.request.get(feed, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    assert window.faults == []


def test_follow_a_figure_to_its_sentence(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Số liệu").click()
    page.locator("main input[name=q]").fill('"hội thi"')
    page.get_by_role("button", name="Xem số liệu").click()
    row = page.locator("tbody tr", has_text="mô hình dự thi").first
    row.get_by_role("link", name="88 mô hình dự thi").click()
    assert page.locator(":target").inner_text() == "Có 88 mô hình dự thi."
    assert window.faults == []


def test_read_line_by_line_and_go_to_the_place(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto('/search?q="dân vận khéo"')
    page.get_by_role("link", name="Ngữ cảnh (KWIC)").click()
    assert asked(page)["view"] == ["kwic"]
    page.get_by_role("link", name="Trước 1").click()
    before = [text.split()[-1].lower() for text in page.locator("table.kwic .left").all_inner_texts() if text.split()]
    assert len(before) > 40
    node = page.locator("table.kwic .node a").nth(3)
    node.click()
    assert urlsplit(page.url).path.startswith("/article/")
    assert page.locator(".text mark, h1 mark").count() > 0
    assert window.faults == []


def test_read_in_english(visit: Open) -> None:
    window = visit()
    page = window.page
    page.goto('/search?q="dân vận khéo"&level=huyen')
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert asked(page)["level"] == ["huyen"]
    page.locator(".hit h2 a").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"
    assert window.faults == []
