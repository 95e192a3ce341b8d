"""Geometry of line charts: shares or counts over time become paths, markers, bands and axis labels for a template.

Across, everything is in percent of the chart's width, so that a chart fits any screen and its letters keep their size;
down, in pixels. Paths alone are drawn in a box of `BOX` units that the browser stretches.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from indexer.corpus.trends import Point, Series
from search_ui.timeline import Event, period_days

Unit = Literal["pct", "count"]
HEIGHT = 240
"""Pixels between the top and the base line."""
SMALL = 64
"""The same in a small multiple."""
BOX = 1000
"""Width of the box that paths are drawn in."""
LINES = 6
"""Lines of one chart that can be told apart, by colour, dash and marker."""
_TICKS_ACROSS = 16
_TICKS_NARROW = 6
Link = Callable[[date, date], str]


@dataclass(frozen=True, slots=True)
class Dot:
    """One period of one line; ``y`` from the top."""

    point: Point
    x: float
    y: float
    start: date
    end: date
    alone: bool
    """Whether there is nothing to compare with before and after, so that no line leads here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series. ``path`` is broken where there is nothing to compare with; ``number`` counts from 1."""

    number: int
    label: str
    path: str
    dots: tuple[Dot, ...]
    """Of the periods that have articles at all."""
    series: Series


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time in which nothing was collected (``none``), or fewer than 30 articles (``few``)."""

    kind: Literal["none", "few"]
    x: float
    width: float
    first: str
    last: str
    """Labels of the first and the last period."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event line and its number in the list below."""

    number: int
    x: float
    event: Event


@dataclass(frozen=True, slots=True)
class Rule:
    """A value of the vertical axis."""

    value: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the chart; ``minor`` ones give way on a phone."""

    label: str
    x: float
    minor: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything a template needs to draw series over the same periods."""

    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    rules: tuple[Rule, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[str, ...]
    height: int
    top: float
    """Value at the upper edge."""


def value_of(point: Point, unit: Unit) -> float | None:
    """What is drawn of a point: per cent or articles; None where there are no articles at all."""
    if point.share is None:
        return None
    return 100 * point.share if unit == "pct" else float(point.n)


def scale(series: Sequence[Series], unit: Unit, *, sure: bool = False) -> float:
    """A round number at or above every value; ``sure``: of periods with enough articles, where there are any."""
    points = [point for one in series for point in one.points]
    enough = [point for point in points if not point.few] if sure else []
    values = [value for point in enough or points if (value := value_of(point, unit)) is not None]
    return _round_up(max(values, default=0.0), whole=unit == "count", most=100.0 if unit == "pct" else math.inf)


def _round_up(value: float, *, whole: bool, most: float) -> float:
    """``whole``: a quarter of it, which the axis names, is a whole number too."""
    if value <= 0:
        return 4.0 if whole else 1.0
    power = 10.0 ** math.floor(math.log10(value))
    tops = (step * power for step in ((1, 1.2, 2, 4, 6, 8, 10, 12) if whole else (1, 2, 4, 5, 8, 10)))
    return min(next(top for top in tops if top >= value - 1e-9 and (not whole or top % 4 == 0)), most)


def line_chart(
    series: Sequence[tuple[str, Series]],
    unit: Unit,
    *,
    events: Sequence[Event] = (),
    top: float | None = None,
    height: int = HEIGHT,
    amounts: bool = False,
) -> LineChart | None:
    """The chart of labelled series over the same periods; None when there are no periods.

    ``amounts``: all articles are counted, not a share of them, so that a period with few is as sure as any other.
    """
    periods = tuple(point.label for point in series[0][1].points) if series else ()
    if not periods:
        return None
    top = top or scale([one for _, one in series], unit)
    lines = tuple(_line(n, label, one, unit, top, height) for n, (label, one) in enumerate(series, 1))
    rules = tuple(Rule(top * part / 4, round(height - height * part / 4, 1)) for part in (0, 1, 2, 3, 4))
    grey = tuple(band for band in bands(series[0][1].points) if not amounts or band.kind == "none")
    return LineChart(lines, grey, _marks(events, periods), rules, ticks(periods), periods, height, top)


def _line(number: int, label: str, series: Series, unit: Unit, top: float, height: int) -> Line:
    width = 100 / len(series.points)
    values = [value_of(point, unit) for point in series.points]
    dots: list[Dot] = []
    path: list[str] = []
    for n, (point, value) in enumerate(zip(series.points, values, strict=True)):
        if value is None:
            continue
        x, y = (n + 0.5) * width, round(height - height * min(value, top) / top, 1)
        begins = n == 0 or values[n - 1] is None
        ends = n + 1 == len(values) or values[n + 1] is None
        path.append(f"{'M' if begins else 'L'}{x * BOX / 100:.0f} {y:g}")
        dots.append(Dot(point, round(x, 2), y, *period_days(point.label), begins and ends))
    return Line(number, label, "".join(path), tuple(dots), series)


def bands(points: Sequence[Point]) -> tuple[Band, ...]:
    """Neighbouring periods without articles, or with few, taken together."""
    width = 100 / len(points)

    def kind(numbered: tuple[int, Point]) -> Literal["none", "few"] | None:
        point = numbered[1]
        return "none" if not point.base else "few" if point.few else None

    found = []
    for which, group in groupby(enumerate(points), key=kind):
        if which:
            part = list(group)
            x = round(part[0][0] * width, 2)
            found.append(Band(which, x, round(len(part) * width, 2), part[0][1].label, part[-1][1].label))
    return tuple(found)


def _marks(events: Sequence[Event], periods: Sequence[str]) -> tuple[Mark, ...]:
    width = 100 / len(periods)
    spans = [period_days(period) for period in periods]
    found: list[Mark] = []
    for event in events:
        for n, (first, last) in enumerate(spans):
            if first <= event.day <= last:
                part = (event.day - first).days / ((last - first).days + 1)
                found.append(Mark(len(found) + 1, round((n + part) * width, 2), event))
    return tuple(found)


def ticks(periods: Sequence[str]) -> tuple[Tick, ...]:
    """Every period where they are few, else every January: up to 16 labels, of which 6 remain on a phone."""
    return tuple(_thinned(list(_labelled(periods)), 100 / len(periods)))


def _labelled(periods: Sequence[str]) -> Iterator[tuple[int, str]]:
    for n, period in enumerate(periods):
        if len(periods) <= 12 or "-" not in period:
            yield n, period
        elif period.endswith(("-01", "-Q1")):
            yield n, period[:4]


def _thinned(found: Sequence[tuple[int, str]], width: float) -> Iterator[Tick]:
    dense = -(-len(found) // _TICKS_ACROSS)
    sparse = -(-len(found) // (_TICKS_NARROW * dense)) if found else 1
    for n, (slot, label) in enumerate(found[::dense]):
        at = slot if len(label) == 4 and width < 8 else slot + 0.5
        yield Tick(label, round(at * width, 2), n % sparse != 0)
