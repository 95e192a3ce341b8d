"""The day on which, as its text says, what an article tells of took place: a hint beside the day of publication.

It never stands for the publication, and nothing is sorted or filtered by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crawler.archive.neighbours import neighbour_days
from crawler.archive.record import Stored
from crawler.archive.store import Archive
from crawler.extraction.dates import EARLIEST, EventHint, event_hints
from crawler.items import Article
from indexer.wording import mark
from search_ui.formats import beginning
from search_ui.said import cited

YearFrom = Literal["text", "published", "neighbours"]

YEARS_FROM: dict[YearFrom, str] = {
    "text": mark("năm ghi trong bài"),
    "published": mark("năm suy từ ngày đăng của bài"),
    "neighbours": mark("năm suy từ các bài lân cận của cổng"),
}
"""How the year of an event was found, said as a phrase."""

_READ = 1000
"""Characters of the body in which news tell when it was; further down stand deadlines and what was before."""
_HALF_A_YEAR = timedelta(days=183)
_A_YEAR = timedelta(days=366)
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class EventDate:
    """A day, how its year was found, and how the text names it."""

    day: date
    year_from: YearFrom
    words: str


def event_date(archive: Archive, stored: Stored) -> EventDate | None:
    """The event's day; neighbours are read from the archive only where the year hangs on them."""
    return resolved(stored.article, stored.first_seen.date(), lambda: neighbour_days(archive, stored))


def resolved(article: Article, seen: date, neighbours: Callable[[], Sequence[date]]) -> EventDate | None:
    """The first day named in title, lead or the beginning of the body that can be the event's; None without one.

    A year that the text leaves out comes from the article's own day of publication, else from the days on which its
    ``neighbours`` were published, where those lie together. ``seen`` is the day on which it was fetched first. Passed
    over are days of documents, and those more than half a year from the publication or after ``seen``: anniversaries.
    """
    published = article.published.date() if article.published else None
    around: Sequence[date] = ()
    if published:
        around = (published,)
    elif any(not hint.year_given for hint in _hints(article)):
        around = together(neighbours())
    documents = {document.issued for document in cited(article)}
    for hint in _hints(article, around):
        if _plausible(hint.day, published, seen) and not (hint.year_given and hint.day in documents):
            return EventDate(hint.day, _year_from(hint, published), hint.words)
    return None


def together(days: Sequence[date]) -> Sequence[date]:
    """``days``, or none when the middle half of them spans more than a year: then they tell no year."""
    ordered, quarter = sorted(days), len(days) // 4
    if ordered and ordered[-1 - quarter] - ordered[quarter] > _A_YEAR:
        return ()
    return ordered


def _hints(article: Article, around: Sequence[date] | None = None) -> Iterator[EventHint]:
    """Days named in reading order; without ``around`` those without a year are of some leap year."""
    for text in (article.title, article.lead or "", beginning(article.body, _READ)):
        yield from event_hints(text, _LEAP_YEAR if around is None else None, around or ())


def _plausible(day: date, published: date | None, seen: date) -> bool:
    if published:
        return abs(day - published) <= _HALF_A_YEAR
    return day.year >= EARLIEST and day <= seen + _HALF_A_YEAR


def _year_from(hint: EventHint, published: date | None) -> YearFrom:
    if hint.year_given:
        return "text"
    return "published" if published else "neighbours"
