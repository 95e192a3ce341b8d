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


_MORE_ALIKE = "tr:nth-child(n+5), li:nth-child(n+7), p:nth-of-type(n+7), svg a:nth-of-type(n+7)"
"""Elements after the first ones of their kind, which are coloured like those."""
_SERIOUS = """async ([options, leaving]) => {
    const details = [...document.querySelectorAll('details')];
    details.forEach(e => { e.open = true });
    const found = (await axe.run(leaving ? {exclude: [leaving]} : document, options)).violations;
    details.forEach(e => { e.open = e.dataset.was === 'true' });
    return found.filter(rule => ['serious', 'critical'].includes(rule.impact))
        .map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '));
}"""


def look(window: Visit, name: str, address: str, status: int = 200) -> None:
    """Open the page once and look at it in both themes at every width: it fits, it can be used by everyone, and nothing
    goes wrong.

    Everything is looked for on the wide light page with all details open. In the dark only contrast can differ: it is
    looked at on a phone, and not in every one of many rows alike. Themes are colours alone
    (`test_themes_are_colours_alone`), so that what fits in one fits in both.
    """
    page = window.page
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme=SCHEMES[0])
    answer = window.open(address)
    assert answer.status == status
    assert "set-cookie" not in answer.all_headers()
    assert window.weight() <= MAX_BYTES
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.dataset.was = e.open })")
    assert findings(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(page, f"{name}-{width}-{SCHEMES[0]}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            pytest.fail(f"{width} px: {page.evaluate(_TOO_WIDE, width)}")
    page.emulate_media(color_scheme=SCHEMES[1])
    assert findings(page, {"runOnly": ["color-contrast"]}, leaving=_MORE_ALIKE) == []
    if pictures_wanted():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            keep_picture(page, f"{name}-{width}-{SCHEMES[1]}")
    assert window.faults == []


def findings(page: Any, options: dict[str, Any] | None = None, leaving: str = "") -> list[str]:
    """Serious and critical findings of axe, which the page must hold, with all details open: the rule, and where."""
    options = {"resultTypes": ["violations"], **(options or {})}
    found: list[str] = page.evaluate(_SERIOUS, [options, leaving])
    return found


def pictures_wanted() -> str | None:
    """The directory for screenshots, if somebody wants them."""
    return os.environ.get("DANVAN_SCREENSHOTS")


def keep_picture(page: Any, name: str) -> None:
    """A screenshot in the directory ``DANVAN_SCREENSHOTS`` names, for people to look at."""
    wanted = pictures_wanted()
    if wanted:
        Path(wanted).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(wanted) / f"{name}.png", full_page=True)
