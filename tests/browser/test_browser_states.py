"""What tells of something missing or wrong looks as good as what works; and every page does without scripts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from browser_window import Visit
from looking import WIDTHS, look

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))

import site_routes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", site_routes.TROUBLES)
def test_a_page_of_trouble_fits_and_can_be_used_by_everyone(shared_visit: Visit, name: str) -> None:
    address, status = site_routes.TROUBLES[name]
    look(shared_visit, name, address, status)


@pytest.mark.parametrize("name", site_routes.STATES)
def test_a_site_without_articles_or_index(shared_visit: Visit, states: dict[str, str], name: str) -> None:
    address, status = site_routes.STATES[name]
    state = "first-run" if name.startswith("first-run") else "outage"
    look(shared_visit, name, states[state] + address, status)


@pytest.mark.parametrize("name", site_routes.PAGES)
def test_a_page_is_complete_without_scripts(plain_visit: Visit, name: str) -> None:
    """Headings and main text are there and fit; nothing waits for a script to show it."""
    page = plain_visit.page
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    assert plain_visit.open(site_routes.PAGES[name]).status == 200
    assert page.locator("h1").first.is_visible()
    assert page.locator("main").inner_text().strip()
    assert page.locator("main [hidden], [aria-busy=true], noscript").count() == 0
    assert plain_visit.faults == []
