"""Geometry of the charts: counts per month become bars and axis labels in percent, drawn by a template as SVG."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 96
"""Height in pixels of the tallest bar."""
SPARK = 56
"""The same in the small chart of the first page."""
MONTHLY = 132
"""Up to eleven years are drawn month by month, more by quarter, more than 44 by year."""
_LOW = 4
"""A bar of one article is never taller than a quarter of the chart, so that few articles look few."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: the ``x``-th from the left, counted from 0; ``top`` and ``height`` in pixels."""

    period: str
    """``2024-03``, ``2024-Q1`` or ``2024``."""
    start: date
    end: date
    count: int
    x: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the axis and the period it stands for; ``minor`` ones are hidden where there is no room."""

    label: str
    start: date
    end: date
    x: float
    minor: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A row of the table: twelve months, each with its first and last day and count."""

    year: int
    months: tuple[tuple[date, date, int], ...]
    total: int

    @property
    def start(self) -> date:
        """1 January."""
        return self.months[0][0]

    @property
    def end(self) -> date:
        """31 December."""
        return self.months[-1][1]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first to the last month, gaps included, and the same numbers as a table of years by months."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    table: tuple[Year, ...]
    """Newest first."""
    peak: int
    unit: str
    """``tháng``, ``quý`` or ``năm``: what a bar stands for."""
    total: int


def histogram(months: Sequence[tuple[str, int]]) -> Histogram | None:
    """The chart of ``(YYYY-MM, count)`` pairs; None when there is nothing to draw."""
    counts = {_index(month): count for month, count in months if count}
    if not counts:
        return None
    span = max(counts) - min(counts) + 1
    step, unit = (1, "tháng") if span <= MONTHLY else (3, "quý") if span <= 4 * MONTHLY else (12, "năm")
    first, last = min(counts) // step, max(counts) // step
    if step == 1 and span < 12:
        first -= (12 - span) // 2
        last = first + 11
    sums = [sum(counts.get(slot * step + i, 0) for i in range(step)) for slot in range(first, last + 1)]
    peak = max(*sums, _LOW)
    width = 100 / len(sums)
    bars = tuple(_bar(first + i, step, count, peak, i) for i, count in enumerate(sums))
    return Histogram(bars, _ticks(first, last, step, width), _table(counts), max(sums), unit, sum(sums))


def sparkline(months: Sequence[tuple[str, int]], today: date, length: int = 12) -> tuple[tuple[Bar, ...], bool]:
    """Bars of ``length`` months, empty ones included, and whether they end with the month of ``today``.

    Where those are all empty, they end with the last month that has articles instead.
    """
    counts = {_index(month): count for month, count in months if count}
    first = today.year * 12 + today.month - length
    recent = not counts or any(first <= index < first + length for index in counts)
    if not recent:
        first = max(counts) - length + 1
    values = [counts.get(first + i, 0) for i in range(length)]
    peak = max(*values, 1)
    return tuple(_bar(first + i, 1, count, peak, i, SPARK) for i, count in enumerate(values)), recent


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _bar(slot: int, step: int, count: int, peak: int, x: int, tallest: int = HEIGHT) -> Bar:
    first = slot * step
    year, month = divmod(first, 12)
    period = f"{year:04}-{month + 1:02}" if step == 1 else f"{year:04}-Q{month // 3 + 1}" if step == 3 else f"{year:04}"
    height = max(2.0, round(tallest * count / peak, 1)) if count else 0.0
    return Bar(
        period=period,
        start=_month_start(first),
        end=_month_end(first + step - 1),
        count=count,
        x=x,
        top=round(tallest - height, 1),
        height=height,
    )


def _month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _month_end(index: int) -> date:
    year, month = index // 12, index % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _ticks(first: int, last: int, step: int, width: float) -> tuple[Tick, ...]:
    """Months where the chart shows at most two and a half years, else years: up to 16, of which 6 remain on a phone."""
    bars = last - first + 1
    every = 1 if step == 1 and bars <= 30 else 12 // step
    slots = [slot for slot in range(first, last + 1) if slot % every == 0]
    dense = -(-len(slots) // 16)
    sparse = -(-len(slots) // (6 * dense))
    ticks = []
    for n, slot in enumerate(slots[::dense]):
        start = slot * step
        year, month = divmod(start, 12)
        label = f"{month + 1:02}/{year}" if every == 1 and step == 1 else f"{year}"
        end = _month_end(start if "/" in label else start + 11)
        ticks.append(Tick(label, _month_start(start), end, round((slot - first) * width, 3), n % sparse != 0))
    return tuple(ticks)


def _table(counts: dict[int, int]) -> tuple[Year, ...]:
    return tuple(_year(year, counts) for year in sorted({index // 12 for index in counts}, reverse=True))


def _year(year: int, counts: dict[int, int]) -> Year:
    months = tuple((_month_start(i), _month_end(i), counts.get(i, 0)) for i in range(year * 12, year * 12 + 12))
    return Year(year, months, sum(count for _, _, count in months))
