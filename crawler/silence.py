"""Is it quiet on a portal? Nothing new today is fine; nothing new for three times the usual interval is not. Pure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

SILENCE = 3
"""Usual intervals without anything new from which on a portal is not well."""
RECENT_DAYS = 40
"""The usual interval is the median gap between the last so many days with articles."""
ENOUGH_DAYS = 4
"""Days with articles below which there is no usual interval."""
SEASON = 45
"""Days around the same day of earlier years in which a silence is what the season brings: Tết moves by a month."""
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing new for too long."""

    newest: date
    """Day of the newest article."""
    interval: float
    """Usual days between days with articles."""
    days: int
    """Days since the newest article."""
    unheard: bool
    """It has not been as quiet before, weekends and holidays included: worth an alarm."""

    def __str__(self) -> str:
        every = "day" if round(self.interval) == 1 else f"{self.interval:g} days"
        return f"Nothing new since {self.newest:%d/%m/%Y}, where an article every {every} is usual"


def usual_interval(days: Iterable[date]) -> float | None:
    """Median gap in days between the latest days with articles, at least one; None for fewer than four days."""
    gaps = _gaps(days)
    return max(1.0, statistics.median(gaps)) if len(gaps) >= ENOUGH_DAYS - 1 else None


def _gaps(days: Iterable[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(sorted(set(days))[-RECENT_DAYS:])]


def silence(
    days: Iterable[date], today: date, found: Mapping[date, int] | None = None, earlier: Iterable[date] = ()
) -> Silence | None:
    """What there is to say of a portal whose articles were published on ``days``; None when all is well.

    ``found`` says on which days how many addresses were found that were new, of whatever subject: a portal that goes on
    with other subjects is silent, but no alarm. Nor is one that was as silent in this season of ``earlier`` years; they
    are only looked at before an alarm. What is dated later than ``today`` is a mistake and says nothing.
    """
    published = {day for day in days if day <= today}
    interval = usual_interval(published)
    if interval is None:
        return None
    newest = max(published)
    limit = timedelta(days=SILENCE * interval)
    if today - newest <= limit:
        return None
    quiet = (today - newest).days
    alive = any(number and today - day <= limit for day, number in (found or {}).items())
    unheard = not alive and quiet > max(_gaps(published)) and quiet > _seasonal(earlier, newest)
    return Silence(newest, interval, quiet, unheard)


def _seasonal(days: Iterable[date], newest: date) -> int:
    """The longest gap that began around the day of ``newest`` in one of the years before; 0 without any."""
    gaps = ((before, (after - before).days) for before, after in pairwise(sorted(set(days))))
    years = [newest - timedelta(days=round(365.25 * year)) for year in range(1, _YEARS + 1)]
    return max((gap for begin, gap in gaps if any(abs((begin - day).days) <= SEASON for day in years)), default=0)


def found_by_day(runs: Iterable[tuple[date, Mapping[str, int]]]) -> dict[date, int]:
    """How many addresses that were new the runs found on each day, or took in after a run that was killed, from their
    days and counts."""
    found: Counter[date] = Counter()
    for day, counts in runs:
        found[day] += max(counts.get("discovered", 0), counts.get("new", 0))
    return dict(found)
