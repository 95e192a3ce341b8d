"""The title of an article on a page whose markup is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extraction.blocks import Block
from crawler.extraction.page import Page
from crawler.text import syllables

_SEPARATOR = re.compile(r"\s+[-–—|»:]+\s+|\s*\|\s*")
_NO_TITLE = re.compile(
    r"(?i)^(?:chi tiết(?: tin| bài viết)?|tin tức(?: sự kiện)?|trang chủ|home|index|bài viết|nội dung|thông tin|news"
    r"|untitled|đăng nhập|cổng thông tin điện tử.*|trang thông tin điện tử.*|website .*|no title.*)$"
)
_SHORTEST = 12


def printed_title(page: Page, blocks: Sequence[Block], headline: str | None) -> str | None:
    """The title as printed, chosen by agreement with what the page calls itself; None when nothing fits.

    A candidate of the head (structured headline, ``og:title``, ``<title>``) counts as the title when a block prints
    it, whole or as the beginning of
    ``<title>``. Else the first heading with prose after it; else the candidate itself without the site's name.
    """
    calls = [
        c
        for c in (headline, page.first_meta("og:title", "twitter:title"), page.title_tag)
        if c and not _NO_TITLE.match(c)
    ]
    printed = [(b, syllables(b.text)) for b in blocks if _SHORTEST <= len(b.text) <= 400 and b.linked * 2 < len(b.text)]
    for call in calls:
        for wanted, headed in _shortenings(call):
            same = [b for b, keys in printed if keys == wanted and (b.kind == "heading" or not headed)]
            if same:
                return _one_line(next((b for b in same if b.kind == "heading"), same[0]))
    best = _longest_part(printed, calls)
    if best is not None:
        return _one_line(best)
    heading = _heading_before_prose(blocks)
    if heading is not None:
        return _one_line(heading)
    return next((_without_site(c) for c in calls if len(_without_site(c)) >= _SHORTEST), None)


def _shortenings(call: str) -> Iterator[tuple[list[str], bool]]:
    """Keys of the whole name, then without the parts that may be the site's or the section's, from the end and from
    the front.

    What is left after cutting from the front may be the site's slogan: then only a heading counts, which the second
    value says.
    """
    yield syllables(call), False
    parts = list(_SEPARATOR.finditer(call))
    for match in reversed(parts):
        yield syllables(call[: match.start()]), False
    for match in parts:
        yield syllables(call[match.end() :]), True


def _longest_part(printed: Sequence[tuple[Block, list[str]]], calls: Sequence[str]) -> Block | None:
    """The longest printed block that one of the names begins with (names are cut with "…" at times, so the other way
    round too)."""
    best: tuple[int, Block] | None = None
    for call in calls:
        wanted = syllables(call.rstrip(" .…"))
        for block, keys in printed:
            size = min(len(keys), len(wanted))
            if size >= 4 and keys[:size] == wanted[:size] and (best is None or size > best[0]):
                best = (size, block)
    return best[1] if best else None


def _heading_before_prose(blocks: Sequence[Block]) -> Block | None:
    for i, block in enumerate(blocks):
        if (
            block.kind != "heading"
            or block.linked * 2 >= len(block.text)
            or not _SHORTEST <= len(block.text) <= 400
            or _NO_TITLE.match(block.text)
        ):
            continue
        if any(len(b.text) >= 120 and b.linked * 2 < len(b.text) for b in blocks[i + 1 : i + 12]):
            return block
    return None


def _without_site(call: str) -> str:
    parts = _SEPARATOR.split(call)
    return call if len(parts) < 2 else max(parts, key=len).strip()


def _one_line(block: Block) -> str:
    return " ".join(block.text.split())
