"""Percent-encoding for addresses that stand on a page hundreds of times: letters beyond ASCII stay as they are.

A Vietnamese letter takes up to nine characters when encoded, three bytes when not; the browser encodes those that it
follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, unquote

_BEYOND_ASCII = re.compile(r"(?:%[89A-F][0-9A-F])+")
"""A run of percent-encoded characters that are not ASCII."""


@lru_cache(maxsize=4096)
def in_query(value: str) -> str:
    """``value`` for a query string; kept, because the links of one page repeat the same values hundreds of times."""
    return readable(quote_plus(value, errors="replace"))


def in_fragment(text: str) -> str:
    """``text`` for a text fragment (``#:~:text=…``), in which commas and hyphens have a meaning."""
    return readable(quote(text, safe="", errors="replace")).replace("-", "%2D")


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """``name=value&…``."""
    return "&".join(f"{name}={in_query(value)}" for name, value in pairs)


def readable(address: str) -> str:
    """An encoded address as people read it."""
    return _BEYOND_ASCII.sub(_as_is, address)


def _as_is(encoded: re.Match[str]) -> str:
    text = unquote(encoded[0], errors="replace")
    return text if text.isalpha() else encoded[0]
