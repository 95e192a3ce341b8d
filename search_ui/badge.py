"""Badges: two words on a small SVG, for READMEs and dashboards."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

COLOURS: Mapping[str, str] = {"good": "#2e7d32", "slow": "#8a5a00", "bad": "#b3261e", "off": "#5f6368"}
"""Background of a tone; white text on each has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
_NAME_COLOUR = "#3c4043"
_EM, _PAD = 7.0, 8.0
"""Pixels an average letter of 11 px Verdana takes, and pixels beside a word."""


def badge(name: str, text: str, tone: str) -> str:
    """An SVG with ``name`` on the left and ``text`` on the right, on the colour of ``tone``."""
    left, right = (len(word) * _EM + 2 * _PAD for word in (name, text))
    label = escape(f"{name}: {text}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right:.0f}" height="20" role="img" '
        f'aria-label="{label}"><title>{label}</title>'
        f'<rect width="{left:.0f}" height="20" fill="{_NAME_COLOUR}"/>'
        f'<rect x="{left:.0f}" width="{right:.0f}" height="20" fill="{COLOURS[tone]}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:.0f}" y="14">{escape(name)}</text>'
        f'<text x="{left + right / 2:.0f}" y="14">{escape(text)}</text></g></svg>\n'
    )
