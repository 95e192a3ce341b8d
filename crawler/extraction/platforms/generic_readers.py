"""How an article is read from any page: the last resort of every platform, for what its marks do not answer.

Nothing here looks at class names. Order of trust: what is printed beside the title, what the page states in structured
form (where it agrees with what is printed), what the address says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from crawler.extraction.blocks import Block, BodyText, split_captions
from crawler.extraction.boilerplate import is_boilerplate, is_furniture, trim
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import Found, parse_date
from crawler.extraction.head_lines import INVITES, is_head_line, without_head_lines
from crawler.extraction.leads import lead_of
from crawler.extraction.maintext import Text, main_text, page_blocks
from crawler.extraction.near_dates import date_beside
from crawler.extraction.page import Element, Page, inner_text, remembered
from crawler.extraction.platforms.base import LEAD_IN_TEXT, Published, Reader
from crawler.extraction.readers import Scope, of_found, published
from crawler.extraction.stated_dates import stated_date
from crawler.extraction.structured import stated
from crawler.extraction.titles import Title, find_title
from crawler.extraction.url_dates import date_from_url
from crawler.text import clean_line


@remembered
def page_title(page: Page) -> Title | None:
    """The title and where it is printed."""
    return find_title(page, page_blocks(page), stated(page).headline)


def generic_title(page: Page) -> str | None:
    """The title by what the page calls itself, its heading, its address, and the date and prose beside it."""
    title = page_title(page)
    return title.text if title else None


@remembered
def page_text(page: Page) -> Text:
    """The main text of the page."""
    title = page_title(page)
    return main_text(page, title.at if title else None)


@remembered
def generic_body(page: Page) -> BodyText | None:
    """The main text without portal furniture, with its pictures' captions apart."""
    found = clean_body(page, page_text(page).blocks) or BodyText(())
    paragraphs = _unseen(page, list(found.paragraphs))
    return BodyText(tuple(paragraphs), found.captions) if paragraphs or found.captions else None


def clean_body(page: Page, blocks: Iterable[Block]) -> BodyText | None:
    """Blocks as text without portal furniture, captions apart; captions alone are a text without paragraphs."""
    found = split_captions(b for b in blocks if b.kind in ("image", "table", "caption") or not is_boilerplate(b.text))
    paragraphs = _without_date_lines(trim(found.paragraphs, generic_title(page) or ""))
    paragraphs = without_head_lines(paragraphs) if paragraphs else []
    return BodyText(tuple(paragraphs), found.captions) if paragraphs or found.captions else None


def unmarked_lead(page: Page) -> str | None:
    """The paragraph between title and text, where the text was read from an element that does not hold it; else the
    text's own first line, where the page sets it apart."""
    text = cast("BodyText | None", page.memo.get("body"))
    if text is None or not text.paragraphs:
        return None
    title, blocks = page_title(page), page_blocks(page)
    at = title.at + 1 if title and title.at is not None else 0
    if at and (above := _lead_above(blocks[at : at + _NEAR], text)):
        return above
    page.memo[LEAD_IN_TEXT] = found = lead_of(text, blocks[at:])
    return found


def _lead_above(blocks: Sequence[Block], text: BodyText) -> str | None:
    own = text.paragraphs[0].split("\n")[0]
    found: str | None = None
    for block in blocks:
        if block.text.startswith(own) or own.startswith(block.text or own):
            return found
        if found is None and _may_be_lead(block):
            found = " ".join(block.text.split("\n"))
    return None


def _may_be_lead(block: Block) -> bool:
    enough = len(block.text) >= 80 or (len(block.text) >= 40 and _SENTENCE.search(block.text) is not None)
    plain_text = block.linked == 0 and block.kind in ("text", "heading")
    return enough and plain_text and not is_head_line(block.text) and not is_furniture(block.text)


def _unseen(page: Page, printed: list[str]) -> list[str]:
    """The text that a page states in structured form, where it prints hardly any of it (a script does); the printed
    paragraphs otherwise."""
    told = stated(page).body
    if not told or len(told) < _worth(sum(map(len, printed))):
        return printed
    lines = [line for line in map(clean_line, told.split("\n")) if line]
    whole = " ".join(" ".join(lines).split())
    return [p for p in printed if p not in whole] + lines


def prefers_stated(page: Page) -> bool:
    """Does a page state a text of which it prints hardly any?"""
    return len(stated(page).body or "") >= _worth(page_text(page).prose)


def _worth(printed: int) -> int:
    """Characters from which a stated text is worth more than so many printed ones."""
    return max(_MUCH, 2 * printed) if printed else _TELLING


_NEAR = 14
"""How many blocks after the title the text begins at the latest."""
_SENTENCE = re.compile(r"[.!?…][”\"’»)]*$")
_TELLING = 60
"""Characters from which a sentence is one of the text."""
_MUCH = 400
"""Characters of a stated text from which it is worth more than a few printed lines."""
_MACHINE_LINE = re.compile(r"(?:(?:https?://\S+|\d{4}-\d\d-\d\dT[\d:.+Z-]+)\s*)+")


def _without_date_lines(paragraphs: list[str]) -> list[str]:
    """Without the lines of dates above and below the text; those inside it tell when things took place."""
    prose = [n for n, p in enumerate(paragraphs) if len(p) >= _TELLING and _SENTENCE.search(p) and not _is_date_line(p)]
    first, last = (prose[0], prose[-1]) if prose else (len(paragraphs), -1)
    return [p for n, p in enumerate(paragraphs) if first < n < last or not _is_date_line(p)]


def _is_date_line(line: str) -> bool:
    if _MACHINE_LINE.fullmatch(line):
        return True
    if INVITES.match(line):
        return False
    return len(line) < 120 and may_be_date(line) and parse_date(line) is not None


def nearest_date(scope: Scope) -> Reader[Published]:
    """The first date line inside an article's element, in skins that do not mark it."""

    def read(page: Page) -> Published | None:
        root = scope(page)
        if root is None:
            return None
        short = (
            e for e in root.iter("span", "p", "div", "em", "time", "li", "small", "i", "td", "strong") if len(e) <= 3
        )
        return next(filter(None, (published(inner_text(e)) for e in short if _may_be_date(e))), None)

    return read


def _may_be_date(element: Element) -> bool:
    """Printed and short; the dates of the microdata are hidden, and in NukeViet those of the last edit."""
    if (element.get("itemprop") or "").startswith("date"):
        return False
    line = inner_text(element)
    return len(line) < 120 and may_be_date(line)


def generic_date(page: Page) -> Published | None:
    """The date printed beside title or text; then the structured one; then the address's.

    A structured moment of the day that is printed is the more exact answer; a bare date above the title, which may be
    a clock, and the printed day of a later change yield to it.
    """
    printed, structured = _printed_date(page), stated_date(page, page_title(page), page_text(page))
    if printed is None:
        return structured or _url_date(page)
    found, certain = printed
    if structured is None:
        return of_found(found, "visible")
    finer = (
        found.precision == "day" and structured.precision == "minute" and structured.when.date() == found.when.date()
    )
    edited = found.label == "updated" and structured.when < found.when
    return structured if finer or edited or not certain else of_found(found, "visible")


@remembered
def _printed_date(page: Page) -> tuple[Found, bool] | None:
    title = page_title(page)
    if title is None or title.at is None:
        return None
    blocks, text = page_blocks(page), page_text(page)
    return date_beside(blocks, title.at, text.end if text.titled else title.at + 1, page.fetched)


def is_dated(page: Page) -> bool:
    """Is a date printed between title and text, or labelled as that of the publication?"""
    found = _printed_date(page)
    return found is not None and found[1]


def _url_date(page: Page) -> Published | None:
    found = date_from_url(page.url)
    return Published(found.when, found.precision, found.origin) if found else None
