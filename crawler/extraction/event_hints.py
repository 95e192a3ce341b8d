"""The day an article tells about ("Chiều 4/2", "Sáng 27.4.2022"): a hint for readers, never its publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.extraction.date_words import PARTS_OF_DAY
from crawler.text import clean_line

_PARTS = "|".join(r"\s+".join(p.split()) for p in sorted(PARTS_OF_DAY, key=len, reverse=True))
_HINT = re.compile(
    rf"(?<!\w)(?P<part>{_PARTS})(?:\s+(?:nay|hôm\s+nay|qua))?\s*(?:\(|,)?\s*(?:ngày\s+)?(?P<d>\d{{1,2}})"
    r"(?:\s*(?P<s>[/.\-–—])\s*(?P<m>\d{1,2})(?:\s*(?P=s)\s*(?P<y>\d{4}))?"
    r"|\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:,|năm)?\s*(?:năm\s+)?(?P<y2>\d{4}))?)(?![\d/]|[.-]\d)(?!\s*%)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EventHint:
    """A day named in a text."""

    day: date
    words: str
    """How the text names it."""
    year_given: bool
    """False when the year was taken from the neighbourhood, not from the text."""


def event_hint(text: str, year: int | None = None) -> EventHint | None:
    """The first day ``text`` names with a part of the day; one without a year takes ``year`` or is skipped."""
    return next(_hints(clean_line(text), year), None)


def _hints(text: str, year: int | None) -> Iterator[EventHint]:
    for match in _HINT.finditer(text):
        given = match["y"] or match["y2"]
        chosen = int(given) if given else year
        if chosen is None:
            continue
        try:
            day = date(chosen, int(match["m"] or match["m2"]), int(match["d"]))
        except ValueError:
            continue
        yield EventHint(day, match[0], bool(given))
