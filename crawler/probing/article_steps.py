"""The steps of a check that look at articles: can they be read, and is what was read as it should be?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.extraction.platforms.base import Link, Platform
from crawler.items import Article
from crawler.probing.notes import Notes
from crawler.probing.quality import (
    Read,
    dates_step,
    furniture_step,
    letters_step,
    sureness_step,
    texts_step,
    titles_step,
    with_list_date,
)
from crawler.probing.steps import KEPT_OUT

ARTICLES = 3
"""Articles that are read."""
AWAY = 3
"""Articles of other sites, which a list shows among its own, that are passed over at most."""


@dataclass(slots=True)
class _Found:
    """What became of the articles that were asked for."""

    read: list[Read] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Addresses that gave no article, and why."""
    away: list[str] = field(default_factory=list)
    """The same of those that lead to another site."""
    kept_out: int = 0
    """How many of the wrong ones a page of status 401, 403 or 451 answered."""


async def look_at_articles(notes: Notes, platform: Platform, links: Sequence[Link], now: datetime) -> None:
    """Read the first articles of a list and judge them."""
    notes.stage = "articles"
    found = _Found()
    for link in links[: ARTICLES + AWAY]:
        if len(found.read) + len(found.wrong) == ARTICLES:
            break
        await _look(notes, platform, link, found)
    read, wrong = found.read, found.wrong if found.read else [*found.wrong, *found.away]
    if wrong:
        mend = "Open them in a browser; if articles look right there, save the pages (--save) as golden cases."
        what = f"{len(wrong)} of {len(read) + len(wrong)} gave none: {wrong[0]}"
        notes.say("articles", "wrong", what, KEPT_OUT if found.kept_out == len(wrong) else mend)
    else:
        notes.say("articles", "ok", "; ".join(r.article.title for r in read))
    if read:
        judged = (titles_step(read), texts_step(read), dates_step(read, now), letters_step(read), furniture_step(read))
        notes.steps += filter(None, (*judged, sureness_step(read)))


async def _look(notes: Notes, platform: Platform, link: Link, found: _Found) -> None:
    answer, page = await notes.fetcher.page(platform.canonical(link.url))
    if answer.leads_to:
        found.away.append(f"{answer.url}: it leads to {answer.leads_to}")
        return
    if page is None or not answer.ok:
        found.kept_out += answer.status in (401, 403, 451)
        found.wrong.append(f"{answer.url}: status {answer.status}")
        return
    result, trace = platform.extract_traced(page)
    notes.keep(answer, page, "article" if isinstance(result, Article) else result.kind)
    if isinstance(result, Article):
        article = with_list_date(result, link)
        found.read.append(Read(article, answer, link.published, trace.sureness, link.title))
    else:
        found.wrong.append(f"{answer.url}: {result.reason}")
