"""Time on charts: periods with their first and last day, and the events that a chart marks."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from crawler.errors import DanvanError
from indexer.places import gazetteer
from search_ui import language

_FILE = "events.toml"
_KEYS = {"day", "name", "name_en", "source", "scope"}
COUNTRY = "vn"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a line in a chart stands for."""

    day: date
    name: str
    name_en: str
    source: str
    """The act or meeting that says so, in Vietnamese."""
    scope: str = COUNTRY
    """``vn``, or the code of the only province that it concerns."""

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if language.current() == "en" else self.name


def period_days(label: str) -> tuple[date, date]:
    """First and last day of ``2024-03``, ``2024-Q1`` or ``2024``."""
    year, _, rest = label.partition("-")
    first, last = (
        (1, 12) if not rest else (3 * int(rest[1:]) - 2, 3 * int(rest[1:])) if rest[0] == "Q" else (int(rest),) * 2
    )
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])


@cache
def events() -> tuple[Event, ...]:
    """Every event of ``events.toml``, the oldest first; raises `DanvanError` for a file that is not as it says."""
    try:
        rows = tomllib.loads(resources.files("search_ui").joinpath(_FILE).read_text("utf-8"))["event"]
        found = [_event(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DanvanError(f"The events in search_ui/{_FILE} cannot be read ({error}). Mend that file.") from error
    return tuple(sorted(found, key=lambda event: event.day))


def _event(row: dict[str, Any]) -> Event:
    if unknown := row.keys() - _KEYS:
        raise KeyError(f"unknown key {', '.join(sorted(unknown))}")
    if type(row["day"]) is not date:
        raise TypeError(f"day of {row['name']!r} is no date")
    return Event(**row)


def events_between(first: date, last: date, place: str | None = None) -> Sequence[Event]:
    """Events from ``first`` to ``last``: those of the whole country, and those of the province around ``place``."""
    unit = gazetteer().unit(place) if place else None
    province = gazetteer().province_now(unit).code if unit else None
    return [e for e in events() if first <= e.day <= last and e.scope in (COUNTRY, province)]
