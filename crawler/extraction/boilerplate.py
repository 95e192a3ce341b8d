"""Taking portal furniture out of text: whole lines only, each for a named reason, never a sentence of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache

from crawler.extraction.boilerplate_boxes import BOXES
from crawler.extraction.boilerplate_controls import CONTROLS
from crawler.extraction.boilerplate_rules import Rule
from crawler.extraction.dates import parse_date
from crawler.text import clean_line, modern_tones, same_syllables

__all__ = [
    "RULES",
    "Rule",
    "count",
    "counting",
    "ends_sentence",
    "is_boilerplate",
    "is_furniture",
    "is_prose",
    "strip_lines",
    "strip_numbered_caption",
    "trim",
]

RULES = (*BOXES, *CONTROLS)
LONGEST = 400
"""Characters; no piece of furniture is longer."""
_MENU = 3
"""So many weak phrases side by side on a line are certain: nobody writes "Giới thiệu Tin tức Liên hệ"."""

_ANY_PHRASE = re.compile("|".join(rule.phrases.pattern for rule in RULES if rule.phrases))
_ANY_LINE = re.compile("|".join(f"(?:{rule.line.pattern})" for rule in RULES if rule.line), re.IGNORECASE)
"""Hardly any line of a text is furniture: all rules at once say so in two thirds of the time."""
_taken: ContextVar[Counter[str] | None] = ContextVar("taken", default=None)
_STAMP = Rule("date line", "date and counters of a page, glued together")
_DATE = replace(_STAMP, weak=True)
_PARTS = re.compile("[|•·]")
_YEAR = re.compile(r"\d{4}")
_WORDS = re.compile(r"(?:[\W_]*+[^\W_]++){9}")
"""So many syllables as a sentence has."""
_BARE_DAY = re.compile(r"(?i)\W*ngày\W*\d")
_COUNTED = re.compile(r"\d{4}.*\d[:h]\d{2}\s+\d|(?:view|xem|đọc)\D{0,12}\d", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<text>.*?)\s*[-–—]\s*(?:ảnh|hình)\s*\d+\s*\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:[.!?…]|/\.)[”\"’»)\]]*$")
_BETWEEN = re.compile(r"[ |•·●▪■►«»‹›<>*+,;:：/.()\[\]&–—-]*")
"""What may stand before, between and behind phrases of furniture."""


def is_boilerplate(line: str) -> Rule | None:
    """The rule that says ``line`` is furniture wherever it stands; None for an article's text and doubtful lines."""
    rule = is_furniture(line)
    return rule if rule and not rule.weak else None


@lru_cache(maxsize=1 << 13)
def is_furniture(line: str) -> Rule | None:
    """Like `is_boilerplate`, with the rules for what is furniture only beside other furniture ("12", "Giới thiệu").

    Of lines that line breaks part in one paragraph each has to be furniture.
    """
    if "\n" in line:
        return _of_lines(line.split("\n"))
    line = modern_tones(clean_line(line))
    if not line or len(line) > LONGEST:
        return None
    found = _by_rule(line)
    if found is None or found.weak:
        found = _stamp(line) or found
    parts = [p for p in map(str.strip, _PARTS.split(line)) if p]
    if len(parts) > 1 and (found is None or found.weak):
        rules = [_by_rule(p) or _stamp(p) for p in parts]
        if rules[0] and all(rules):
            return replace(rules[0], weak=False)
    return found


def _of_lines(lines: Sequence[str]) -> Rule | None:
    rules = [rule for rule in map(is_furniture, lines) if rule]
    return min(rules, key=lambda rule: rule.weak) if len(rules) == len(lines) else None


def _by_rule(line: str) -> Rule | None:
    """The rule whose phrases, or whose pattern, make up the whole line; certain ones first."""
    found = _chained(line)
    if found and not found.weak:
        return found
    told = _ANY_LINE.fullmatch(line) is not None
    whole = [rule for rule in RULES if told and rule.line and rule.line.fullmatch(line)]
    return min([*whole, *([found] if found else [])], key=lambda rule: rule.weak, default=None)


def _chained(line: str) -> Rule | None:
    """The rule of the phrases that stand side by side on a line and leave nothing of it, the first certain one."""
    small = line.lower()
    rules = _phrases(small, _end(_BETWEEN.match(small)), set())
    if not rules:
        return None
    first = min(rules, key=lambda rule: rule.weak)
    return replace(first, weak=False) if sum(not rule.told for rule in rules) >= _MENU else first


def _phrases(line: str, at: int, dead: set[int]) -> list[Rule] | None:
    """The rules of the phrases from ``at`` to the end of the line; None where they leave something of it.

    ``dead``: places from which the end cannot be reached.
    """
    if at == len(line):
        return []
    if at not in dead and _ANY_PHRASE.match(line, at):
        dead.add(at)
        found = [(phrase.end(), rule) for rule in RULES if rule.phrases and (phrase := rule.phrases.match(line, at))]
        for end, rule in sorted(found, key=lambda x: (-x[0], x[1].weak)):
            others = _phrases(line, _end(_BETWEEN.match(line, end)), dead)
            if others is not None:
                return [rule, *others]
    return None


def _stamp(line: str) -> Rule | None:
    """A date line: certainly the page's own when labelled or glued to counters, else only beside other furniture.

    "Thời gian: 8 giờ 00 ngày 24/7/2024" is what an invitation says, not furniture.
    """
    if not _YEAR.search(line) or not (found := parse_date(line)):
        return None
    labelled = found.label and not _BARE_DAY.match(line)
    if labelled or _COUNTED.search(line):
        return _STAMP
    return None if line.lower().startswith(("thời gian", "ngày giờ")) else _DATE


def is_prose(text: str) -> bool:
    """Whether a line is a paragraph of running text: long, or a whole sentence of some length."""
    told = len(text) >= 200 or (len(text) >= 55 and ends_sentence(text))
    return told and _WORDS.match(text) is not None and not (text.isupper() or is_boilerplate(text))


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts the lines that are taken out of texts meanwhile, by the names of the rules that take them."""
    taken: Counter[str] = Counter()
    token = _taken.set(taken)
    try:
        yield taken
    finally:
        _taken.reset(token)


def count(lines: Iterable[str]) -> None:
    """Count those of ``lines``, left out of a text, that are furniture for certain."""
    if (taken := _taken.get()) is not None:
        taken.update(rule.name for line in lines if (rule := is_boilerplate(line)))


def strip_lines(lines: Iterable[str]) -> tuple[list[str], Counter[str]]:
    """The lines without furniture, and how many each rule took.

    Doubtful lines go only in the company of certain ones: beside them above the first paragraph and behind the last
    one, and between the two only with certain ones on both sides. Many in a row are as good as certain.
    """
    block = list(lines)
    rules = [is_furniture(line) for line in block]
    prose = [i for i, line in enumerate(block) if rules[i] is None and is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(block), -1)
    sure = [rule is not None and not rule.weak for rule in rules]
    above, below = _touching(rules, sure), _touching(rules[::-1], sure[::-1])[::-1]
    for i in range(len(block)):
        sure[i] = sure[i] or (_in_menu(rules, i) and (not first < i < last or above[i] or below[i]))
    above, below = _touching(rules, sure), _touching(rules[::-1], sure[::-1])[::-1]
    kept: list[str] = []
    removed: Counter[str] = Counter()
    for i, (line, rule) in enumerate(zip(block, rules, strict=True)):
        inside = first < i < last or (rule is not None and rule.told and i > last)
        company = above[i] and (below[i] or i > last) if inside else above[i] or below[i]
        if rule and (sure[i] or company):
            removed[rule.name] += 1
        else:
            kept.append(line)
    if (taken := _taken.get()) is not None:
        taken.update(removed)
    return kept, removed


def _in_menu(rules: Sequence[Rule | None], at: int) -> bool:
    """Whether a line is one of so many weak ones in a row that they are a menu, a form or a row of buttons."""
    around = rules[max(0, at - _MENU + 1) : at + _MENU]
    return any(all(rule and not rule.told for rule in around[i : i + _MENU]) for i in range(len(around) - _MENU + 1))


def _touching(rules: Sequence[Rule | None], sure: Sequence[bool]) -> list[bool]:
    """For each line whether certain furniture stands before it, with nothing but furniture between."""
    seen = False
    touching = []
    for rule, certain in zip(rules, sure, strict=True):
        touching.append(seen)
        seen = rule is not None and (seen or certain)
    return touching


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
    while kept and title and same_syllables(strip_numbered_caption(kept[0]), title):
        kept.pop(0)
    captions = (p for p in kept if title and _NUMBERED.fullmatch(p))
    repeated = {p for p in captions if same_syllables(strip_numbered_caption(p), title)}
    return [p for p in kept if p not in repeated]


def _cut_related(paragraphs: list[str]) -> list[str]:
    """Paragraphs up to a heading of other articles, when only titles and dates follow it to the end."""
    for i, text in enumerate(paragraphs):
        rule = is_boilerplate(text)
        if rule and rule.name == "related heading" and i and not any(_is_told(p) for p in paragraphs[i + 1 :]):
            return paragraphs[:i]
    return paragraphs


def _is_told(text: str) -> bool:
    """Whether a line below a heading of furniture is an article's: a sentence, an opening of a list, an item of one."""
    return len(text) > 160 or ends_sentence(text) or bool(re.search(r"[;:]$|^(?:[-+*•]|\w{1,2}[.)])\s", text))


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
