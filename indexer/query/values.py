"""Values of filters as people type them: dates (day first), levels, document numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from crawler.text import SYLLABLE, fold
from indexer.documents import number_key
from indexer.query.tree import Dates
from indexer.wording import mark

LEVELS = {"tw": mark("trung ương"), "tinh": mark("tỉnh"), "huyen": mark("huyện"), "xa": mark("xã")}
"""Level of a portal → what people read."""

_LEVEL_WORDS = {
    **{level: level for level in LEVELS},
    **{fold(label): level for level, label in LEVELS.items()},
    "trunguong": "tw",
    "phuong": "xa",
    "quan": "huyen",
}
FIRST_YEAR, LAST_YEAR = 1900, 2100

_DATE_FORMS = (
    re.compile(r"(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?")


def period(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day: 2024, 2024-03, 03/2024, 2024-03-05, 05/03/2024."""
    for form in _DATE_FORMS:
        match = form.fullmatch(text.strip())
        if match:
            parts = {name: int(value) for name, value in match.groupdict().items()}
            return _period(parts["y"], parts.get("m"), parts.get("d"))
    return None


def _period(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None


def dates(text: str) -> Dates | None:
    """The days a ``date:`` value stands for, both ends included; None when it cannot be read.

    One period, ``A..B`` with either end open, or a comparison with ``>= > <= < =``. A reversed range stays reversed.
    """
    if ".." in text:
        first, _, last = text.partition("..")
        start, end = period(first), period(last)
        if (first.strip() and not start) or (last.strip() and not end) or not (start or end):
            return None
        return Dates(start[0] if start else None, end[1] if end else None)
    sign = re.match(r">=|<=|>|<|=|≥|≤|", text)
    found = period(text[sign.end() :]) if sign else None
    if sign is None or found is None:
        return None
    return _compared(sign[0], *found)


def _compared(sign: str, first: date, last: date) -> Dates:
    day = timedelta(days=1)
    match sign:
        case ">=" | "≥":
            return Dates(first, None)
        case ">":
            return Dates(last + day, None)
        case "<=" | "≤":
            return Dates(None, last)
        case "<":
            return Dates(None, first - day)
        case _:
            return Dates(first, last)


def mended_date(text: str) -> str | None:
    """A date near a wrong one: day and month exchanged (12/31/2025 → 31/12/2025), else only the month (31/02/2024 →
    02/2024) or the year; None when nothing in ``text`` looks like a date."""
    match = _DAY_FIRST.fullmatch(text.strip())
    if match:
        day, month, year = match.groups()
        return next((d for d in (f"{month}/{day}/{year}", f"{month}/{year}", year) if period(d)), None)
    match = _YEAR_FIRST.fullmatch(text.strip())
    if match is None:
        return None
    year, month = match[1], match[2]
    return next((d for d in (f"{year}-{month}", year) if period(d)), None)


def level(text: str) -> str | None:
    """The level that ``text`` names: tw, tinh, huyen, xa, also written out with marks."""
    return _LEVEL_WORDS.get(" ".join(fold(text).split()))


def document_number(text: str) -> str | None:
    """The key of the document number ``text`` (`indexer.documents.number_key`), ``05-CT/TU`` or the beginning of one:
    ``05-CT*``, ``05*``. None when there is no number and no sign behind it, or a ``*`` elsewhere."""
    stem = text.removesuffix("*").rstrip()
    parts = SYLLABLE.findall(stem)
    begun = stem != text
    if "*" in stem or "?" in stem or not parts or not parts[0][0].isdigit() or (len(parts) == 1 and not begun):
        return None
    key = number_key(stem)
    if not begun:
        return key
    # Behind a separator, and behind a number that is written out (05), a new part begins.
    return f"{key}-*" if not stem[-1].isalnum() or (len(parts) == 1 and stem[0] == "0") else f"{key}*"
