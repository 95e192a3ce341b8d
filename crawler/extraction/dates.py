"""Reading the dates that portals print: strict, day first, +07:00. A date that is not certain is None.

`parse_date` reads a line that is a date line and nothing else, `find_dates` the dates inside a longer line. Dates in
addresses are read by `url_dates`, the days an article tells about by `event_hints`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

from crawler.extraction.date_tokens import Token, read_date, tokens
from crawler.extraction.event_hints import EventHint, event_hint, event_hints
from crawler.extraction.machine_dates import as_line
from crawler.extraction.url_dates import date_from_url
from crawler.items import VIETNAM, Precision

__all__ = [
    "EventHint",
    "Found",
    "Spot",
    "date_from_url",
    "event_hint",
    "event_hints",
    "find_dates",
    "labelled_date",
    "parse_date",
]

EARLIEST = 1995
"""Vietnam went online in 1997: an earlier year on a portal is a date of history or a mistake."""

LONGEST_LINE = 200
"""Characters; a date line is never longer."""

Label = Literal["published", "updated", "other"]


@dataclass(frozen=True, slots=True)
class Found:
    """A date that was read: aware, +07:00; at midnight when only the day is known."""

    when: datetime
    precision: Precision
    label: Label | None = None
    """What the line says the date is: ``published``, ``updated``, ``other`` (a clock, an edit) or nothing."""
    contradicted: bool = False
    """The line is labelled as that of the publication, but names another weekday than the date has."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A date inside a text and the characters it covers, its label, weekday and time included."""

    found: Found
    start: int
    end: int


@lru_cache(maxsize=1 << 12)
def parse_date(text: str, now: datetime | None = None) -> Found | None:
    """The date a date line states; labels, weekday, time, zone and counters may stand beside it.

    None when anything else is on the line, the weekday does not fit (unless a label says that it is the publication:
    then the date is marked as ``contradicted``), the date is impossible or (given ``now``) more
    than a day ahead of it, or when several dates stand there and none is labelled as the publication. With ``now``,
    "4 giờ trước" gives a day where that is certain.
    """
    line = as_line(text)
    if len(line) > LONGEST_LINE or not any(map(str.isdecimal, line)):
        return None
    if _SAYS_MORE.search(line) and not _YEAR.search(line):
        line = _SHORT_YEAR.sub(r"\g<1>20\g<year>", line)
    if now is not None and (ago := _AGO.match(line)):
        return _ago(int(ago[1]), _SECONDS[ago[2].lower().removesuffix("s")], now)
    if not _YEAR.search(line):
        return None
    found = tokens(line)
    dates = [i for i, t in enumerate(found) if t.kind == "date"]
    if not dates or any(t.kind == "word" for t in found):
        return None
    numbers = [i for i, t in enumerate(found) if t.kind == "number"]
    if len(numbers) > 2 or any(i < dates[-1] for i in numbers):
        return None
    spots = _spots(found, now)
    return _choose([s.found for s in spots if s]) if None not in spots else None


def find_dates(text: str, now: datetime | None = None) -> list[Spot]:
    """Every certain date inside ``text``, in order, with the label, weekday and time that stand directly beside it.

    Positions refer to `crawler.text.clean_line` of the text.
    """
    line = as_line(text)
    return [spot for spot in _spots(tokens(line), now) if spot] if _YEAR.search(line) else []


def labelled_date(text: str, now: datetime | None = None) -> Found | None:
    """The publication date a line names with a label ("Ngày đăng: …"), whatever else is on it; None without."""
    found = [s.found for s in find_dates(text, now) if s.found.label == "published"]
    return found[0] if len({f.when for f in found}) == 1 else None


def _choose(found: list[Found]) -> Found | None:
    """The publication among a line's dates: the labelled one, else the only one, else whatever the label says it is."""
    for wanted in ("published", None, "updated", "other"):
        dates = [f for f in found if f.label == wanted]
        if dates:
            return dates[0] if len({f.when for f in dates}) == 1 else None
    return None


def _spots(found: list[Token], now: datetime | None) -> list[Spot | None]:
    """One entry per date token: what it says together with its neighbours, or None when that cannot be."""
    spots: list[Spot | None] = []
    taken = 0
    for i, token in enumerate(found):
        if token.kind != "date":
            continue
        first, beside = _before(found, i, taken)
        last, after = _after(found, i, "time" in beside)
        taken = last + 1
        facts = {**after, **beside}
        moment = _moment(token, facts, now)
        spots.append(Spot(moment, found[first].start, found[last].end) if moment else None)
    return spots


def _before(found: list[Token], at: int, floor: int) -> tuple[int, dict[str, Token]]:
    """Time, zone, weekday and label directly in front of the date, up to its first label that says of what."""
    facts: dict[str, Token] = {}
    first = at
    for i in range(at - 1, floor - 1, -1):
        token = found[i]
        if token.kind not in ("time", "zone", "weekday", "label") or (token.kind == "time" and "time" in facts):
            break
        if token.kind == "label":
            if token.value:
                facts["label"] = token
        else:
            facts.setdefault(token.kind, token)
        first = i
        if "label" in facts:
            break
    return first, facts


def _after(found: list[Token], at: int, timed: bool) -> tuple[int, dict[str, Token]]:
    """Time, zone and weekday directly behind the date, before the label of the next one."""
    facts: dict[str, Token] = {}
    last = at
    for i in range(at + 1, len(found)):
        token = found[i]
        if token.kind == "label" and not token.value:
            continue
        if token.kind not in ("time", "zone", "weekday") or token.kind in facts or (token.kind == "time" and timed):
            break
        if _belongs_to_next(found, i):
            break
        facts[token.kind] = token
        last = i
    return last, facts


def _belongs_to_next(found: list[Token], at: int) -> bool:
    """Whether the token is a weekday in front of the next date."""
    following = found[at + 1].kind if at + 1 < len(found) else None
    return following == "date" and found[at].kind == "weekday"


def _moment(token: Token, facts: dict[str, Token], now: datetime | None) -> Found | None:
    """Date and neighbours as one moment; None when they are impossible, contradict each other or lie ahead."""
    weekday, label = facts.get("weekday"), _label(facts.get("label"))
    day = _day(token, weekday)
    if day is None:
        return None
    contradicted = weekday is not None and weekday.value != str(day.weekday())
    if not EARLIEST <= day.year < 2100 or (contradicted and label != "published"):
        return None
    when, precision = day, _DAY
    if "time" in facts:
        clock = _clock(facts["time"].match)
        if clock is None:
            return None
        if clock:
            when = (day.replace(tzinfo=_zone(facts.get("zone"))) + clock).astimezone(VIETNAM)
            # 17:00 in Greenwich is the midnight that importers fill in.
            precision = _MINUTE if when.hour or when.minute else _DAY
    if now is not None and when > now.astimezone(VIETNAM) + timedelta(days=1):
        return None
    return Found(when, precision, label, contradicted)


def _day(token: Token, weekday: Token | None) -> datetime | None:
    """The day of a date, day first; None when there is no such day. English themes print the month first: so it is read
    where only then the English weekday beside it is right."""
    year, month, day = read_date(token.match)
    orders = [(month, day)]
    if weekday is not None and weekday.match["EN"] and token.match["D2"]:
        orders.append((day, month))
    for m, d in orders:
        with suppress(ValueError):
            found = datetime(year, m, d, tzinfo=VIETNAM)
            if len(orders) == 1 or weekday is None or weekday.value == str(found.weekday()):
                return found
    return None


_DAY: Precision = "day"
_MINUTE: Precision = "minute"


_LABELS: dict[str, Label] = {"published": "published", "updated": "updated", "other": "other"}


def _label(token: Token | None) -> Label | None:
    return _LABELS.get(token.value) if token else None


def _clock(match: re.Match[str]) -> timedelta | None:
    """Time since midnight; zero when the portal had none (importers fill in midnight); None when impossible."""
    hour, minute = int(match["H"]), int(match["MIN"] or match["MIN1"] or 0)
    half = (match["HALF"] or "").upper()
    if hour > 23 or minute > 59 or int(match["SEC"] or 0) > 59:
        return None
    if half in ("AM", "SA", "SÁNG"):
        if hour > 12:
            return timedelta()
        hour %= 12
    elif half and hour < (10 if half == "TRƯA" else 12):
        hour += 12
    return timedelta(hours=hour, minutes=minute)


def _zone(token: Token | None) -> tzinfo:
    """The zone a line names; Vietnam's without one. "GMT" alone is Greenwich."""
    if token is None or token.match["ICT"]:
        return VIETNAM
    offset = token.match["GMT"] or token.match["OFF"]
    if not offset:
        return UTC
    hours, minutes = re.fullmatch(r"[+-](\d{1,2}):?(\d{2})?", offset).groups()  # type: ignore[union-attr]  # the lexer matched it
    delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(min(delta, timedelta(hours=14)) * (-1 if offset[0] == "-" else 1))


_SHORT_YEAR = re.compile(r"(?<![\w/.-])(\d{1,2}([/.-])\d{1,2}\2)(?P<year>[0-3]\d)(?![\w/.-])")
_SAYS_MORE = re.compile(r"\d[:h]\d\d|[^\W\d]")
"""A time or a word: without one, the last two digits of three numbers are no year for certain."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
"""Without a year there is no date, and no need to cut the line into tokens."""
_AGO = re.compile(
    r"[\W_]*(?:(?:đăng|cập nhật)(?: lúc)?:?\s+)?(\d{1,3})\s+(phút|giờ|ngày|minutes?|hours?|days?)\s+(?:trước|ago)"
    r"(?:\s*[^\w\s].{0,40})?$",
    re.IGNORECASE,
)
"""An age, with whatever a mark parts from it behind."""
_SECONDS = {"phút": 60, "minute": 60, "giờ": 3600, "hour": 3600, "ngày": 86400, "day": 86400}


def _ago(count: int, unit: int, now: datetime) -> Found | None:
    """The day "4 giờ trước" lies in: portals round down, so it is certain when the whole rounding span is one day."""
    latest = now.astimezone(VIETNAM) - timedelta(seconds=count * unit)
    earliest = latest - timedelta(seconds=unit - 1)
    if earliest.date() != latest.date():
        return None
    return Found(latest.replace(hour=0, minute=0, second=0, microsecond=0), "day")
