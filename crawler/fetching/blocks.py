"""Which answers mean "go away for a while": 429 and 503 with Retry-After, and pages that say so with status 200."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from unicodedata import normalize

from crawler.extraction.blocked import says_wait, wait_of

BLOCK_PAGE_MAX = 20_000
"""Bytes: block pages are small (NukeViet's has 1.8 KB), article pages of the same systems start at 30 KB."""

_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SIGNS = ("floodblocker", "hệ thống đang từ chối truy cập của bạn", "<title>hãy đợi")
_CHALLENGES = (
    # Cloudflare's and similar waiting rooms; a cookie set by script and a reload, as Vietnamese DDoS filters do.
    re.compile(r"<title>(?:just a moment|attention required!|ddos-guard)", re.IGNORECASE),
    re.compile(r"document\.cookie\s*=.{0,400}?location\.(?:reload|replace|href)", re.IGNORECASE | re.DOTALL),
)
_CHALLENGE_MAX = 6_000
"""Bytes: a page that only sets a cookie; a real page may do both things somewhere."""


@dataclass(frozen=True, slots=True)
class Block:
    """A refusal: why, for how many seconds (None: not said), and whether waiting would help at all."""

    reason: str
    seconds: float | None = None
    hopeless: bool = False


def block_of(status: int, headers: Mapping[Any, Any], body: bytes, now: datetime | None = None) -> Block | None:
    """The block that an answer is, or None when it is none.

    ``headers`` is a case-insensitive mapping; ``now`` (aware, default: the clock) counts for a Retry-After with a date.
    """
    wait = retry_after(headers.get("Retry-After"), now)
    if status == 429:
        return Block("the portal says that it gets too many requests (429)", wait)
    if status == 503 and wait is not None:
        return Block("the portal is closed for a while (503 with Retry-After)", wait)
    if len(body) > BLOCK_PAGE_MAX:
        return None
    return _page_block(normalize("NFC", body.decode("utf-8", "replace")))


def _page_block(text: str) -> Block | None:
    shown = " ".join(unescape(_MARKUP.sub(" ", text)).split())
    if says_wait(shown) or any(sign in text.lower() for sign in _SIGNS):
        return Block("the portal turns us away with a page that asks to wait", wait_of(shown))
    if len(text) <= _CHALLENGE_MAX and any(sign.search(text) for sign in _CHALLENGES):
        return Block("the portal lets only browsers in (a page that runs a script first)", hopeless=True)
    return None


def retry_after(value: bytes | str | None, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3); None when unreadable."""
    if value is None:
        return None
    text = (value.decode("latin-1") if isinstance(value, bytes) else value).strip()
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
