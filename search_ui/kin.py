"""Articles that belong to an article: the same news elsewhere, and others about the same things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext

from crawler.errors import DanvanError
from indexer.corpus import Similar, Spread, similar, spread
from indexer.wording import mark
from search_ui.formats import number
from search_ui.site import site

SIMILAR = 6
KINDS = {
    "original": mark("đăng sớm nhất"),
    "exact": mark("nguyên văn"),
    "near": mark("gần như nguyên văn"),
    "part": mark("đăng một phần"),
}
"""How an article relates to the one that appeared first (`crawler.archive.clustering.Kind`)."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Both are None when there is no index to ask."""

    spread: Spread | None
    similar: tuple[Similar, ...]


def kin(article_id: str) -> Kin:
    """The kin of an article; the text is readable without an index, so a missing one only leaves this out."""
    try:
        searcher = site().searcher()
        searcher.engine.refresh()
        same = spread(searcher, article_id)
        elsewhere = {stop.article.id for stop in same.stops}
        like = [found for found in similar(searcher, article_id, limit=SIMILAR + 4) if found.id not in elsewhere]
    except DanvanError:
        return Kin(None, ())
    return Kin(same if len(same.stops) > 1 else None, tuple(like[:SIMILAR]))


def delayed(delay: timedelta | None) -> str:
    """``sau 3 ngày``; empty for the first article, on the same day, and where a date is missing."""
    days = delay.days if delay else 0
    return str(gettext("sau %(n)s ngày", n=number(days))) if days > 0 else ""
