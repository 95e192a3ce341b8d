"""The text of an article without markup, taken apart: paragraphs, lead, captions, by-line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.authors import Byline, split_byline, split_dateline
from crawler.extraction.boilerplate import strip_lines
from crawler.extraction.bylines import bare_byline, is_cms_account, labelled_author
from crawler.extraction.captions import is_caption, split_doubled, take_captions
from crawler.extraction.dump_lines import DumpLine
from crawler.extraction.names import is_role

MOST_CREDITS = 4
"""Lines; a longer run of names and offices below a text is a menu."""

MOST_ABOVE = 3
"""Lines below its beginning where a text may begin anew, the first time having been its lead."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the lines of a text hold."""

    paragraphs: tuple[str, ...]
    """At least one where there was a line; without lead, captions, by-line and furniture."""
    lead: str | None
    dateline: str | None
    captions: tuple[str, ...]
    byline: Byline

    @classmethod
    def of(cls, lines: Sequence[DumpLine], title: str, *, dated: bool = False) -> Body:
        """The parts of ``lines``; ``dated`` says that the line in front of them is the date line."""
        text, tail = _split_tail(_once(_without_furniture(lines)))
        texts = [line.text for line in text]
        indexes, captions = take_captions(texts, title)
        byline = split_byline([texts[i] for i in indexes] + tail)
        paragraphs = _rejoined(byline.paragraphs)
        if paragraphs:
            paragraphs[-1], doubled = split_doubled(paragraphs[-1])
            captions += [doubled] if doubled else []
        lead = _lead(lines, text, indexes, title, dated) if len(paragraphs) > 1 else None
        dateline, _ = split_dateline(paragraphs[0]) if paragraphs else (None, "")
        text_below = paragraphs[1:] if lead else paragraphs
        lead = paragraphs[0] if lead else None
        return cls(tuple(text_below), lead, dateline, tuple(dict.fromkeys(captions)), byline)


def is_credit(line: DumpLine) -> bool:
    """Whether a line is a by-line for certain, or the account that saved the page."""
    text = line.text
    return bool(labelled_author(text) or is_cms_account(text) or bare_byline(text, sure=True)) and not line.prose


def _without_furniture(lines: Sequence[DumpLine]) -> list[DumpLine]:
    kept, _ = strip_lines([line.text for line in lines])
    left = iter(kept)
    wanted = next(left, None)
    result: list[DumpLine] = []
    for line in lines:
        if line.text == wanted:
            result.append(line)
            wanted = next(left, None)
    return result


def _once(lines: Sequence[DumpLine]) -> list[DumpLine]:
    """The lines, a paragraph that is printed as lead and again as the first of the text only once.

    The title or a caption may stand between the two.
    """
    return [line for i, line in enumerate(lines) if not (line.prose and _repeated(lines, i))]


def _repeated(lines: Sequence[DumpLine], i: int) -> bool:
    """Whether line ``i`` is the line above it again, or the first line of a text that has just begun."""
    return i > 0 and lines[i].text in (lines[i - 1].text, lines[0].text if i <= MOST_ABOVE else None)


def _split_tail(lines: list[DumpLine]) -> tuple[list[DumpLine], list[str]]:
    """The text, and the by-line block below its last paragraph; what follows the block is not the article's.

    Below a text without by-line, a run of three or more short lines is a menu or a row of banners.
    """
    last = max((i for i, line in enumerate(lines) if line.prose), default=-1)
    if last < 0:
        return lines, []
    tail = lines[last + 1 :]
    at = next((i for i, line in enumerate(tail) if _is_tail_credit(line) and not is_role(line.text)), len(tail))
    end = next((i for i in range(at, len(tail)) if not _is_tail_credit(tail[i])), len(tail))
    if 0 < end - at <= MOST_CREDITS:
        late = [line for line in tail[end:] if is_caption(line.text, after_caption=True)]
        return [*lines[: last + 1], *tail[:at], *late], [line.text for line in tail[at:end]]
    while tail and (rule := tail[-1].furniture) and not rule.told:
        tail = tail[:-1]
    run = len(tail)
    while run and len(tail[run - 1].text) <= 45 and not tail[run - 1].ended and not is_caption(tail[run - 1].text):
        run -= 1
    return lines[: last + 1] + (tail[:run] if len(tail) - run >= 3 else tail), []


def _is_tail_credit(line: DumpLine) -> bool:
    """Whether a line below the text goes on a by-line block: names, offices, roles, accounts."""
    return is_credit(line) or bool(bare_byline(line.text)) or is_role(line.text)


def _rejoined(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs with an end mark that stands alone put back behind the last sentence."""
    joined: list[str] = []
    for text in paragraphs:
        if joined and re.fullmatch(r"[./]{1,4}", text):
            joined[-1] += "" if joined[-1].endswith("./.") else text
        else:
            joined.append(text)
    return joined


def _lead(lines: Sequence[DumpLine], text: list[DumpLine], indexes: list[int], title: str, dated: bool) -> str | None:
    """The first paragraph when the layout sets it apart: the title again below it, flush above indented paragraphs, or
    right under the date line where other paragraphs have blank lines between them.
    """
    if len(indexes) < 2 or indexes[0] != 0 or not text[0].prose:
        return None
    first, others = text[0], [text[i] for i in indexes[1:] if text[i].prose]
    at = lines.index(first)
    title_below = at + 1 < len(lines) and lines[at + 1].text == title
    flush = bool(others) and not first.indented and sum(o.indented for o in others) >= 0.6 * len(others)
    glued = dated and at == 0 and not first.gap and bool(others) and all(o.gap for o in others)
    return first.text if title_below or flush or glued else None
