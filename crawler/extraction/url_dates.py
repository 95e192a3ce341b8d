"""Dates that addresses carry: dated paths, and moments inside the ids that some content systems give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import unquote, urlsplit

from crawler.items import VIETNAM, Precision

_PATH_DAY = re.compile(
    r"/(?:(?P<y>(?:19|20)\d{2})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?:(?=/|$)|(?:(?<=-\d\d)|(?<=-\d))(?=[_-]))"
    r"|(?P<y2>20\d{2})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?=/)|(?P<d3>\d{1,2})-(?P<m3>\d{1,2})-(?P<y3>20\d{2})(?=/))"
)
"""Year first, in one piece, or day first; behind the day a slug may follow only where hyphens part the date: in
``/2023/12/14-tong-ket`` it is a number of the article."""
_EPOCH_MS = re.compile(r"/view-article/(?:\d+/)*(?P<ms>1\d{12})/?$")
_EPOCH_S = re.compile(r"/bai-viet/.*-[dt]?(?P<s>1\d{9})/?$")
_VCCORP = re.compile(r"-\d{2,4}(?P<stamp>\d{12})\d{3}\.htm$")


@dataclass(frozen=True, slots=True)
class UrlDate:
    """A date read from an address, aware, +07:00: ``url`` from a dated path, ``id`` from a moment in an id."""

    when: datetime
    precision: Precision
    origin: Literal["url", "id"]


def date_from_url(url: str, now: datetime | None = None) -> UrlDate | None:
    """The day in a dated path, or the moment inside the id of a VCCorp, "view-article" or "bai-viet" address.

    A path with year and month only (``/2023/12/``, ``/uploads/news/2023_05/``) gives None: it does not name a day.
    Given ``now``, a date more than a day ahead of it is None.
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    found = _from_id(path) or _from_path(path)
    if found is None or not 1995 <= found.when.year < 2100:
        return None
    return None if now is not None and found.when > now.astimezone(VIETNAM) + timedelta(days=1) else found


def _from_path(path: str) -> UrlDate | None:
    days = {
        (int(m["y"] or m["y2"] or m["y3"]), int(m["m"] or m["m2"] or m["m3"]), int(m["d"] or m["d2"] or m["d3"]))
        for m in _PATH_DAY.finditer(path)
    }
    if len(days) != 1:
        return None
    try:
        return UrlDate(datetime(*days.pop(), tzinfo=VIETNAM), "day", "url")
    except ValueError:
        return None


def _from_id(path: str) -> UrlDate | None:
    if match := _EPOCH_MS.search(path):
        return _moment(int(match["ms"]) / 1000)
    if match := _EPOCH_S.search(path):
        return _moment(int(match["s"]))
    if match := _VCCORP.search(path):
        try:
            when = datetime.strptime("20" + match["stamp"], "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
        except ValueError:
            return None
        return UrlDate(when.replace(second=0), "minute", "id")
    return None


def _moment(seconds: float) -> UrlDate:
    """A Unix moment as a minute of Vietnam's day."""
    when = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    return UrlDate(when.replace(second=0, microsecond=0), "minute", "id")
