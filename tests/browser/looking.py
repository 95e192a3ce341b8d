"""What every page is looked at for: width, accessibility, faults, weight, pictures for people."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from browser_window import Visit

WIDTHS = (1280, 768, 320)
SCHEMES = ("light", "dark")
MAX_BYTES = 100_000
"""Of a page without images, as sent."""
_TOO_WIDE = """width => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && getComputedStyle(e).position !== 'absolute')
    .slice(0, 4).map(e => e.outerHTML.slice(0, 90))"""


_SERIOUS = """async options => (await axe.run(document, options)).violations
    .filter(found => ['serious', 'critical'].includes(found.impact))
    .map(found => found.id + ': ' + found.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""


def look(window: Visit, name: str, address: str, status: int = 200) -> None:
    """Open the page in both themes at every width: it fits, it can be used by everyone, and nothing goes wrong."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="`make install` brings axe").Axe()
    page = window.page
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme=SCHEMES[0])
    answer = window.open(address)
    assert answer.status == status
    assert "set-cookie" not in answer.all_headers()
    assert window.weight() <= MAX_BYTES
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.dataset.was = e.open })")
    page.evaluate(axe.axe_script)
    wide, serious = [], []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        _fold(page, "true")
        rules = {} if scheme == SCHEMES[0] else {"runOnly": ["color-contrast"]}
        serious += [f"{scheme}: {found}" for found in findings(page, rules)]
        _fold(page, "e.dataset.was === 'true'")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            keep_picture(page, f"{name}-{width}-{scheme}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((width, scheme, page.evaluate(_TOO_WIDE, width)))
    assert serious == []
    assert wide == []
    assert window.faults == []


def _fold(page: Any, wanted: str) -> None:
    page.evaluate(f"document.querySelectorAll('details').forEach(e => {{ e.open = {wanted} }})")


def findings(page: Any, options: dict[str, Any]) -> list[str]:
    """Serious and critical findings of axe, which the page must hold: the rule, and where."""
    found: list[str] = page.evaluate(_SERIOUS, {"resultTypes": ["violations"], **options})
    return found


def keep_picture(page: Any, name: str) -> None:
    """A screenshot in the directory ``DANVAN_SCREENSHOTS`` names, for people to look at."""
    wanted = os.environ.get("DANVAN_SCREENSHOTS")
    if wanted:
        Path(wanted).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(wanted) / f"{name}.png", full_page=True)
