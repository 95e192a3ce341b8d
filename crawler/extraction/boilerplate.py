"""Taking portal furniture out of text: whole lines only, each for a named reason, never a sentence of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.extraction.boilerplate_rules import RULES, Rule
from crawler.extraction.dates import parse_date
from crawler.text import clean_line, syllables

__all__ = ["Rule", "is_boilerplate", "is_furniture", "strip_lines", "strip_numbered_caption", "trim"]

LONGEST = 400
"""Characters; no piece of furniture is longer."""

_STAMP = Rule("date line", re.compile(""), "date and counters of a page, glued together")
_PARTS = re.compile("[|•·]")
_YEAR = re.compile(r"\d{4}")
_COUNTED = re.compile(r"\d{4}.*\d[:h]\d{2}\s+\d|(?:view|xem|đọc)\D{0,12}\d", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<text>.*?)\s*[-–—]\s*(?:ảnh|hình)\s*\d+\s*\.?", re.IGNORECASE)


def is_boilerplate(line: str) -> Rule | None:
    """The rule that says ``line`` is furniture wherever it stands; None for an article's text and doubtful lines."""
    return _rules(line)[0]


def is_furniture(line: str) -> Rule | None:
    """Like `is_boilerplate`, with the rules for what is furniture only beside other furniture ("100%", "Trang")."""
    return _rules(line)[1]


@lru_cache(maxsize=1 << 13)
def _rules(line: str) -> tuple[Rule | None, Rule | None]:
    """The rules that say ``line`` is furniture: wherever it stands, and beside other furniture."""
    line = clean_line(line)
    if not line or len(line) > LONGEST:
        return None, None
    sure, possible = _by_rule(line)
    stamp, weak_stamp = _stamp(line) if sure is None else (None, None)
    sure, possible = sure or stamp, possible or weak_stamp
    if sure is None and len(parts := [p for p in map(str.strip, _PARTS.split(line)) if p]) > 1:
        first, *others = [_by_rule(p)[1] or _stamp(p)[1] for p in parts]
        if first and all(others):
            sure = first
            possible = possible or first
    return sure, possible


def _by_rule(line: str) -> tuple[Rule | None, Rule | None]:
    """The first rule that is certain, and the first rule of any kind."""
    possible: Rule | None = None
    for rule in RULES:
        if (possible is None or not rule.weak) and rule.pattern.fullmatch(line):
            possible = possible or rule
            if not rule.weak:
                return rule, possible
    return None, possible


def _stamp(line: str) -> tuple[Rule | None, Rule | None]:
    """A date line: certainly the page's own when labelled or glued to counters, else only beside other furniture.

    "Thời gian: 8 giờ 00 ngày 24/7/2024" is what an invitation says, not furniture.
    """
    if not _YEAR.search(line) or not (found := parse_date(line)):
        return None, None
    if found.label or _COUNTED.search(line):
        return _STAMP, _STAMP
    return None, None if line.lower().startswith(("thời gian", "ngày giờ")) else _STAMP


def strip_lines(lines: Iterable[str]) -> tuple[list[str], Counter[str]]:
    """The lines without furniture, and how many each rule took; doubtful lines go only when they touch certain ones."""
    kept: list[str] = []
    removed: Counter[str] = Counter()
    block = list(lines)
    certain = [is_boilerplate(line) for line in block]
    possible = [is_furniture(line) for line in block]
    gone = _spread([bool(rule) for rule in certain], [bool(rule) for rule in possible])
    for line, sure, maybe, away in zip(block, certain, possible, gone, strict=True):
        rule = sure or maybe
        if away and rule:
            removed[rule.name] += 1
        else:
            kept.append(line)
    return kept, removed


def _spread(certain: Sequence[bool], possible: Sequence[bool]) -> list[bool]:
    """Certain lines, and every run of possible lines that touches one."""
    gone = list(certain)
    for order in (range(1, len(gone)), range(len(gone) - 2, -1, -1)):
        step = order.step
        for i in order:
            gone[i] = gone[i] or (possible[i] and gone[i - step])
    return gone


def strip_numbered_caption(text: str) -> str:
    """A caption without the "- Ảnh 1." that VCCorp portals append."""
    match = _NUMBERED.fullmatch(clean_line(text))
    return match["text"] if match else text


def trim(paragraphs: Sequence[str], title: str = "") -> list[str]:
    """Paragraphs of an extracted body without furniture, without the title repeated in front, without a trailing list
    of other articles under its heading.
    """
    kept = _cut_related(list(paragraphs))
    kept, _ = strip_lines(kept)
    while kept and title and _same(strip_numbered_caption(kept[0]), title):
        kept.pop(0)
    return [p for p in kept if not (title and _NUMBERED.fullmatch(p) and _same(strip_numbered_caption(p), title))]


def _cut_related(paragraphs: list[str]) -> list[str]:
    """Paragraphs up to a heading of other articles, when only titles and dates follow it to the end."""
    for i, text in enumerate(paragraphs):
        rule = is_boilerplate(text)
        if rule and rule.name == "related heading" and i and not any(_is_prose(p) for p in paragraphs[i + 1 :]):
            return paragraphs[:i]
    return paragraphs


def _is_prose(text: str) -> bool:
    return len(text) > 160 or bool(re.search(r"[.!?…][”\"’»)]?$|[;:]$", text.strip()))


def _same(one: str, other: str) -> bool:
    return syllables(one) == syllables(other)
