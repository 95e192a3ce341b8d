"""The site in a real browser: it fits every screen, loads nothing from elsewhere, for everyone and without scripts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from browser_window import Open, Visit

pytestmark = pytest.mark.browser

RICH = "Hội thi dân vận khéo toàn huyện"
PAGES = {
    "home": "/",
    "results": "/search?q=dan+van+kheo",
    "narrowed": '/search?q="dân vận"&level=huyen&from=2024&sort=newest',
    "none": "/search?q=dân+vận&level=xa",
    "mistake": "/search?q=*van",
    "problem": "/search?page=abc",
    "article": "article",
    "status": "/status",
    "help": "/help",
    "missing": "/nothing",
}
WIDTHS = (320, 768, 1280)


def go(window: Visit, name: str) -> Any:
    """Open a page of the list; the article is the richest one, reached through a search."""
    page = window.page
    if name == "article":
        page.goto('/search?q="hội thi"&level=huyen')
        page.get_by_role("link", name=RICH).click()
    else:
        page.goto(PAGES[name])
    return page


def keep_picture(page: Any, name: str) -> None:
    """A screenshot in the directory ``DANVAN_SCREENSHOTS`` names, for people to look at."""
    wanted = os.environ.get("DANVAN_SCREENSHOTS")
    if wanted:
        page.screenshot(path=Path(wanted) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_load_nothing_from_elsewhere(visit: Open, width: int, scheme: str) -> None:
    window = visit(width, scheme)
    too_wide = []
    for name in PAGES:
        page = go(window, name)
        keep_picture(page, f"{name}-{width}-{scheme}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(name)
    assert too_wide == []
    assert window.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_accessibility_finding(visit: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="`make install` brings axe")
    window = visit(1280, scheme)
    serious = []
    for name in PAGES:
        page = go(window, name)
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        for found in axe.Axe().run(page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                serious.append((name, found["id"], [node["html"][:120] for node in found["nodes"]][:3]))
    assert serious == []


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
    page.locator("svg.chart > a", has=page.locator(".bar")).first.click()
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
    page.wait_for_url("**/help")
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
