"""The day an article tells about ("Chiều 4/2", "Sáng 27.4.2022"): a hint for readers, never its publication.

A day without a year takes the year in which it lies nearest to the articles that were published around it: those with
neighbouring numbers, or on the same list. It is marked as taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from crawler.extraction.date_words import PARTS_OF_DAY
from crawler.text import clean_line

_PARTS = "|".join(r"\s+".join(p.split()) for p in sorted(PARTS_OF_DAY, key=len, reverse=True))
_HINT = re.compile(
    rf"(?<!\w)(?P<part>{_PARTS})(?:\s+(?:nay|hôm\s+nay|qua))?(?:\s+(?:thứ\s+\w+|chủ\s+nhật))?\s*(?:\(|,)?\s*"
    r"(?:ngày\s+)?(?P<d>\d{1,2})(?:\s*(?:,|và|đến|[-–])\s*(?:ngày\s+)?\d{1,2}){0,3}?"
    r"(?:\s*(?P<s>[/.\-–—])\s*(?P<m>\d{1,2})(?:\s*(?P=s)\s*(?P<y>\d{4}))?"
    r"|\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:,|năm)?\s*(?:năm\s+)?(?P<y2>\d{4}))?)(?![\d/]|[.-]\d)"
    r"(?!\s*%|\s*\(?âm\s+lịch)",
    re.IGNORECASE,
)
"""A day with its month; of several ("Ngày 3 và 4/6", "từ ngày 3 đến 5/6") the first; none of the lunar calendar."""

_HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class EventHint:
    """A day named in a text."""

    day: date
    words: str
    """How the text names it."""
    year_given: bool
    """False when the year was taken from the neighbourhood, not from the text."""


def event_hint(text: str, year: int | None = None, neighbours: Iterable[date] = ()) -> EventHint | None:
    """The first day ``text`` names with a part of the day.

    One without a year takes ``year``, else the year that brings it nearest to ``neighbours`` (days on which articles
    around it were published; see `nearest_day`), else it is skipped.
    """
    return next(event_hints(text, year, neighbours), None)


def event_hints(text: str, year: int | None = None, neighbours: Iterable[date] = ()) -> Iterator[EventHint]:
    """All that `event_hint` would take, in the order of the text."""
    return _hints(clean_line(text), year, sorted(neighbours))


def nearest_day(day: int, month: int, neighbours: Sequence[date]) -> date | None:
    """The day of that month that lies nearest to the middle one of ``neighbours`` (sorted), at most half a year away;
    None without neighbours, and when the day does not exist."""
    if not neighbours:
        return None
    middle = neighbours[len(neighbours) // 2]
    found: list[date] = []
    for year in (middle.year - 1, middle.year, middle.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, day))
    nearest = min(found, key=lambda d: abs(d - middle), default=None)
    return nearest if nearest and abs((nearest - middle).days) <= _HALF_A_YEAR else None


def _hints(text: str, year: int | None, neighbours: Sequence[date]) -> Iterator[EventHint]:
    for match in _HINT.finditer(text):
        given = match["y"] or match["y2"]
        number, month = int(match["d"]), int(match["m"] or match["m2"])
        chosen: date | None = None
        if given or year:
            with suppress(ValueError):
                chosen = date(int(given) if given else year or 0, month, number)
        else:
            chosen = nearest_day(number, month, neighbours)
        if chosen is not None:
            yield EventHint(chosen, match[0], bool(given))
