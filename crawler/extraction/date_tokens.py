"""The lexer behind `dates`: cuts a line into dates, times, zones, weekdays, labels, counters, numbers and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.extraction.date_words import (
    COUNTER_LABELS,
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    OTHER_LABELS,
    OTHER_MONTHS,
    PLAIN_LABELS,
    PUBLISHED_LABELS,
    UPDATED_LABELS,
    VIETNAMESE_MONTHS,
    WEEKDAYS,
)

MAY_BE_DATE = re.compile(
    r"\d{1,2}\s*[/.–／-]\s*\d{1,2}\s*[/.–／-]\s*\d{4}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b(?![/.-]\d)"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?<![^\W\d])(?:tháng\s+\w|thg?\.?\s?\d).{0,14}\d{4}"
    r"|\b(?:jan|f[eé][bv]|m[aä]r|a[pv]r|ma[iy]|jui?[nl]|aug|ao[uû]|sep|o[ck]t|nov|d[eé][cz])[a-z]*\.?,?[ -]"
    r".{0,20}\d{4}",
    re.IGNORECASE,
)
"""Whether a line can hold a date at all: true for every form that is read."""
_YEAR = re.compile(r"\d{4}|[/.-]\d{2}")
"""What every date has; hardly any line of a page does, and looking for it is ten times cheaper."""


@lru_cache(maxsize=1 << 12)
def may_be_date(line: str) -> bool:
    """Can a line hold a date at all? Cheap, and true for every form that is read."""
    return _YEAR.search(line) is not None and MAY_BE_DATE.search(line) is not None


Kind = Literal["date", "time", "zone", "weekday", "label", "counter", "number", "word"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a date line. ``value``: weekday number, kind of label ("" for a plain one), else empty."""

    kind: Kind
    match: re.Match[str]
    value: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the line."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where it ends in the line."""
        return self.match.end()


def _phrases(words: tuple[str, ...] | dict[str, int]) -> str:
    """An alternation of phrases for a verbose pattern, the longest first."""
    return "|".join(r"\s+".join(map(re.escape, w.split())) for w in sorted(words, key=len, reverse=True))


_MONTH = _phrases(VIETNAMESE_MONTHS)
_NAMED = rf"(?:{'|'.join((*ENGLISH_MONTHS, *OTHER_MONTHS))})[a-z]{{0,6}}\.?"
_NUMBERED = r"(?:tháng\s+|thg?\.?\s?(?=\d))"
_DATE = rf"""(?P<DATE>(?:(?<![\w/.-])(?:(?<!\d[,:])|(?<=:\d\d,))|(?<=\d:[0-5]\d)(?=\d\d/))(?:
    (?P<Y1>\d{{4}})(?P<S1>[-/.])(?P<M1>\d{{1,2}})(?P=S1)(?P<D1>\d{{1,2}})(?!\d|[/.-]\d|/)
  | (?P<D2>\d{{1,2}})\s*(?P<S2>[/.\-–—])\s*(?P<M2>\d{{1,2}})\s*(?P=S2)\s*(?P<Y2>\d{{4}})(?!\d(?!\d?[:h]\d\d)|[/.-]\d|/)
  | (?P<D3>\d{{1,2}})\s+{_NUMBERED}(?P<M3>\d{{1,2}}|{_MONTH})\s*(?:,|-|/|năm)?\s*(?:năm\s+)?(?P<Y3>\d{{4}})(?!\d)
  | {_NUMBERED}(?P<M4>\d{{1,2}}|{_MONTH})\s+(?P<D4>\d{{1,2}})\s*,\s*(?P<Y4>\d{{4}})(?!\d)
  | (?P<D5>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?P<M5>{_NAMED})[\s,-]+(?P<Y5>\d{{4}})(?!\d)
  | (?P<M6>{_NAMED})\s+(?P<D6>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<Y6>\d{{4}})(?!\d)
))"""
_TIME = r"""(?P<TIME>(?:(?<=\d)T|(?<![\d:/.\w-])|(?<=[/.-]\d{4}))(?P<H>\d{1,2})
  (?:\s*(?:(?::|h|g|giờ|\.(?=\d\d\ Uhr))\s*(?P<MIN>\d{2})|(?:h|giờ)\s*(?P<MIN1>\d)(?!\s*[\d/.-]))
    (?:\s*(?:phút|Uhr|['’]))?
    (?::(?P<SEC>\d{2})(?:\.\d{1,9})?)?(?!:\d)|\s*(?:h|giờ)(?!\w|\s*\d))
  (?:\s*(?P<HALF>AM|PM|SA|CH|sáng|trưa|chiều|tối)\b)?)"""
_ZONE = r"""(?P<ZONE>(?P<ICT>\bICT\b)|\(?\s*\b(?:GMT|UTC)\b\s*(?P<GMT>[+-]\s?\d{1,2}(?::?\d{2})?)?(?!\d)\s*\)?
  | (?<=\d)Z\b | (?<=[\d\s])(?P<OFF>[+-]\d{2}:?\d{2})(?![\d:/]))"""
_WEEKDAY = rf"""(?P<WEEKDAY>\b(?:thứ\s*(?P<THU>{"|".join(WEEKDAYS)})|(?P<CN>chủ\s*nhật|cn)
  |t(?P<T>[2-7])|(?P<EN>{"|".join(ENGLISH_WEEKDAYS)})(?:[a-z]{{0,3}}day)?)\b)"""
_COUNTER = rf"""(?P<COUNTER>(?<![^\W\d])(?:{_phrases(COUNTER_LABELS)})\s*[:：]?\s*\(?\d[\d.,]*\)?(?![\d/:])
  |(?<![\d/:.-])\d[\d.,]*\s+(?:{_phrases(COUNTER_LABELS)})\b)"""
_LABEL = rf"""(?P<LABEL>(?<![^\W\d])(?:(?P<OTHER>{_phrases(OTHER_LABELS)})|(?P<UPDATED>{_phrases(UPDATED_LABELS)})
  |(?P<PUBLISHED>{_phrases(PUBLISHED_LABELS)})|{_phrases(PLAIN_LABELS)})\b)"""
_LEXER = re.compile(
    "|".join((_DATE, _TIME, _ZONE, _WEEKDAY, _COUNTER, _LABEL, r"(?P<NUMBER>\d[\d.,]*(?!\w))", r"(?P<WORD>\w+)")),
    re.IGNORECASE | re.VERBOSE,
)


def tokens(line: str) -> list[Token]:
    """The pieces of a cleaned line in order; punctuation is left out."""
    return [_token(m) for m in _LEXER.finditer(line)]


def _token(match: re.Match[str]) -> Token:
    if match["WORD"]:
        return Token("word", match)
    if match["WEEKDAY"]:
        return Token("weekday", match, str(_weekday(match)))
    if match["LABEL"]:
        return Token("label", match, next((k.lower() for k in ("OTHER", "UPDATED", "PUBLISHED") if match[k]), ""))
    return Token(next(kind for group, kind in _PLAIN if match[group]), match)


_PLAIN: tuple[tuple[str, Kind], ...] = (
    ("DATE", "date"),
    ("TIME", "time"),
    ("ZONE", "zone"),
    ("COUNTER", "counter"),
    ("NUMBER", "number"),
)


def _weekday(group: re.Match[str]) -> int:
    if group["CN"]:
        return 6
    if group["EN"]:
        return ENGLISH_WEEKDAYS[group["EN"].lower()[:3]]
    return WEEKDAYS[(group["THU"] or group["T"] or "").lower()]


def read_date(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month, day of a date token, unchecked."""
    n = next(n for n in range(1, 7) if match[f"Y{n}"])
    return int(match[f"Y{n}"]), _month(match[f"M{n}"].lower()), int(match[f"D{n}"])


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    named = VIETNAMESE_MONTHS.get(" ".join(text.split())) or ENGLISH_MONTHS.get(text[:3])
    return named or next(month for beginning, month in OTHER_MONTHS.items() if text.startswith(beginning))
