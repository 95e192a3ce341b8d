"""The site in a real browser: by keys, on paper, on a phone, without scripts; and nothing of a portal runs in it."""

from __future__ import annotations

from typing import Any

import pytest
from browser_window import Open, Visit

pytestmark = pytest.mark.browser

RICH = "Hội thi dân vận khéo toàn huyện"
PAGES = {
    "home": "/",
    "results": "/search?q=dan+van+kheo",
    "article": "article",
    "help": "/help",
}


def go(window: Visit, name: str) -> Any:
    """Open a page of the list; the article is the richest one, reached through a search."""
    page = window.page
    if name == "article":
        page.goto('/search?q="hội thi"&level=huyen')
        page.get_by_role("link", name=RICH).click()
        page.wait_for_url("**/article/**", wait_until="load")
    else:
        page.goto(PAGES[name])
    return page


@pytest.mark.parametrize("name", ["home", "results", "article", "help"])
def test_lines_are_tall_enough_for_stacked_marks(visit: Open, name: str) -> None:
    page = go(visit(768), name)
    tight = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dd, td, summary)')]
            .map(e => [e, getComputedStyle(e)])
            .filter(([e, s]) => e.textContent.trim() && parseFloat(s.lineHeight) / parseFloat(s.fontSize) < 1.595)
            .map(([e]) => e.outerHTML.slice(0, 80))"""
    )
    assert tight == []


def test_the_whole_way_without_scripts(visit: Open) -> None:
    window = visit(scripts=False)
    page = window.page
    page.goto("/")
    page.get_by_role("searchbox").fill("hoi thi dan van")
    page.get_by_role("searchbox").press("Enter")
    assert "q=hoi+thi+dan+van" in page.url
    everything = page.locator(".hit").count()
    page.locator("#loc-level + ul a", has_text="huyện").click()
    assert "level=huyen" in page.url
    assert 0 < page.locator(".hit").count() <= everything
    page.locator("svg.bars > a").first.click()
    assert "from=" in page.url
    page.locator(".hit h2 a").first.click()
    assert page.locator("article mark").count() > 0
    original = page.locator("a.button")
    assert original.get_attribute("href").startswith("https://phuxuyen.example/")
    assert "noreferrer" in original.get_attribute("rel")
    page.get_by_role("link", name="Về kết quả tìm").click()
    assert "level=huyen" in page.url
    assert window.faults == []


def test_filters_fold_away_on_a_phone_and_stand_open_on_a_desk(visit: Open) -> None:
    phone = go(visit(320), "results")
    assert not phone.locator("#loc-level").is_visible()
    phone.get_by_text("Lọc kết quả").first.click()
    assert phone.locator("#loc-level").is_visible()
    assert go(visit(1280), "results").locator("#loc-level").is_visible()


def test_keys_reach_the_box_and_walk_through_the_hits(visit: Open) -> None:
    window = visit()
    page = go(window, "results")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement === document.querySelectorAll('[data-step]')[0]")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("/?")
    assert page.get_by_role("searchbox").input_value() == "/?"
    page.locator("main").focus()
    page.keyboard.press("?")
    page.wait_for_url("**/help/keyboard")
    assert window.faults == []


def test_keys_walk_through_the_marks_of_an_article(visit: Open) -> None:
    page = go(visit(), "article")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.querySelectorAll('article mark')[1]")


def test_the_first_tab_leads_past_the_frame(visit: Open) -> None:
    page = go(visit(), "results")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_paper_gets_the_text_without_the_frame(visit: Open) -> None:
    page = go(visit(), "article")
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert not page.locator("header form").is_visible()
    assert not page.locator("header nav").is_visible()


def test_a_crawled_script_never_runs(visit: Open) -> None:
    window = visit()
    page = window.page
    page.on("dialog", lambda dialog: window.faults.append(dialog.message))
    page.goto('/search?q="dân vận khéo"&from=2025-05-05&to=2025-05-05')
    page.locator(".hit h2 a").first.click()
    assert page.locator(".text").inner_text().count("<script>") == 1
    assert "hỏng" not in page.title()
    assert window.faults == []


def test_a_stored_page_is_shown_and_nothing_in_it_runs_or_loads(visit: Open) -> None:
    page = go(visit(), "article")
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))  # what the policy stops is never answered
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(page.url.partition("?")[0] + "/snapshot")
    page.locator("p").click()
    assert page.locator("p").inner_text() == "Hội thi dân vận khéo toàn huyện."
    assert page.title() == "Hội thi"
    assert [address for address in asked if "elsewhere" in address or address == "5"] == []


def test_the_second_tab_leads_past_the_filters_to_the_hits(visit: Open) -> None:
    page = go(visit(), "results")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến danh sách kết quả"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#ket-qua').contains(document.activeElement)")
