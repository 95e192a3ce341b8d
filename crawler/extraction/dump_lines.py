"""The lines of a page saved as text, with what their layout tells: blank lines, indents, hard wraps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, pairwise, takewhile
from statistics import median

from crawler.extraction.boilerplate import Rule, ends_sentence, is_boilerplate, is_furniture, is_prose
from crawler.extraction.boilerplate_rules import LISTS
from crawler.text import clean_line, normalize, syllables

_GLUED = re.compile(r"(?<=[a-zà-ỹđ.!?…)\]])(?=(?:Ý kiến bạn đọc|Tin liên quan|Tin cùng chuyên mục|Bình luận|Chia sẻ)$)")
"""Where a dump lost the line break before a heading."""
_CONTINUES = re.compile(r"[,;–—-]$|(?<!\w)(?:và|của|các|cho|với|trong|về|là|tại|do|ông|bà|đồng chí)$", re.IGNORECASE)


@dataclass(frozen=True)
class DumpLine:
    """One line that is not empty: its cleaned text, and how it was laid out."""

    text: str
    gap: bool
    """A blank line stands before it."""
    indented: bool
    """It begins three or more spaces from the margin."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its syllables, for comparing."""
        return tuple(syllables(self.text))

    @cached_property
    def furniture(self) -> Rule | None:
        """The rule that takes it for furniture, doubtful rules included."""
        return is_furniture(self.text)

    @cached_property
    def certain(self) -> Rule | None:
        """The rule that takes it for furniture for certain."""
        return is_boilerplate(self.text)

    @property
    def ended(self) -> bool:
        """It ends like a sentence."""
        return ends_sentence(self.text)

    @cached_property
    def prose(self) -> bool:
        """It is a paragraph: long, or a whole sentence of some length; never furniture."""
        return is_prose(self.text)


def read_lines(text: str) -> list[DumpLine]:
    """The lines of a dump; lines that a fixed width cut apart are joined again."""
    lines: list[DumpLine] = []
    gap = True
    for raw in re.split(r"\r\n?|\n|\u2028|\u2029|\x0c", normalize(text)):
        cleaned = clean_line(raw)
        if not cleaned:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip(" \xa0\t\u3000"))
        for piece in _GLUED.split(cleaned):
            lines.append(DumpLine(piece.strip(), gap, indent >= 3 or raw.startswith("\t")))
            gap = False
    return _unwrapped(lines)


_NEAR = 6
"""Lines below furniture within which an article that goes on shows it."""
_ITEM = re.compile(r"(?:[-+*•]|\w{1,2}[.)])\s")


def goes_on(lines: Sequence[DumpLine], i: int) -> bool:
    """Whether the article goes on below line ``i``, which mostly stands below one.

    Below a counter or the like it does where any sentence or a paragraph follows soon. Titles of other articles and
    names of readers are no sentences: below such a heading it does where a sentence stands right under it, or where
    there are more sentences than other lines.
    """
    headings = takewhile(lambda line: line.furniture, lines[i:])
    listing = any(line.certain and line.certain.name in LISTS for line in headings)
    others = [line for line in lines[i:] if not line.furniture or (line.certain and line.certain.name in LISTS)]
    text = list(dropwhile(lambda line: line.certain, others))
    below = list(takewhile(lambda line: not line.certain, text))[:_NEAR]
    if not below:
        return False
    told = [line.ended or bool(_ITEM.match(line.text)) for line in below]
    prose = [line.prose for line in below]
    if listing:
        whole = re.search(r"(?<!\.)\.[”\"’»)]*$", below[0].text)
        return bool(whole) or prose[0] or (any(prose) and sum(told) * 2 > len(told))
    return any(told)


def _unwrapped(lines: list[DumpLine]) -> list[DumpLine]:
    """Lines joined where the dump breaks inside sentences at a fixed width, or before a small letter."""
    if not _is_wrapped(lines):
        return lines
    widest = max(len(line.text) for line in lines)
    joined: list[DumpLine] = []
    last = 0
    for line in lines:
        runs_on = last >= 0.75 * widest or line.text[0].islower()
        if joined and not line.gap and runs_on and not joined[-1].ended and not line.furniture:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
        last = len(line.text)
    return joined


def _is_wrapped(lines: list[DumpLine]) -> bool:
    """Whether no line is long and most long ones run on into a next line that begins in the middle of a sentence."""
    if len(lines) < 6 or max(len(line.text) for line in lines) > 140:
        return False
    width = median(sorted(len(line.text) for line in lines)[len(lines) // 2 :])
    pairs = [(a, b) for a, b in pairwise(lines) if len(a.text) >= 0.75 * width and not b.gap]
    running = [a for a, b in pairs if not a.ended and (b.text[0].islower() or _CONTINUES.search(a.text))]
    return width >= 45 and len(running) >= 3 and len(running) * 4 >= len(pairs)
