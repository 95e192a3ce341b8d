"""The steps of a check that look at lists: is there one with articles, and does it go on?"""

from __future__ import annotations

from crawler.extraction.blocked import is_shell
from crawler.extraction.page import Page
from crawler.extraction.platforms.base import FormPost, Link, Platform
from crawler.probing.links import article_links, distinct, fed_links, shown_list
from crawler.probing.notes import Ended, Notes
from crawler.probing.topic_lists import subject_rank

LISTS = 4
"""Lists that are asked for at most to find one with a next page, where the entry names none."""
SCRIPTED = (
    "Look for a feed, a sitemap or an older version of the site that comes without scripts and put its address into "
    "`feeds`, `lists` or `home`; without one the portal cannot be collected: set its state to candidate."
)
"""What to do about pages that hold nothing until a browser has run their scripts."""
_SHORT = 5
"""Articles on a list up to which it needs no next page."""


async def look_at_lists(notes: Notes, platform: Platform, home: Page) -> list[Link]:
    """Look at every list that the entry names, else at those of the home page until one has a next page; the links of
    the one with the most."""
    notes.stage = "list"
    named = notes.portal.lists
    urls = named or tuple(sorted(filter(notes.fetcher.wanted, platform.list_links(home)), key=subject_rank)[:LISTS])
    best, longest = [] if named else article_links(notes.fetcher, platform, home), 0
    nexts: list[tuple[str | FormPost, list[Link]]] = []
    if not named and (following := platform.next_page(home)) is not None:
        nexts.append((following, best))
    for url in urls:
        links, following = await _list(notes, platform, url)
        if len(links) > longest:
            best, longest = links, len(links)
        if links and following is not None:
            nexts.append((following, links))
            if not named:
                break
    if not best:
        if named:
            raise Ended("no list of the entry shows an article")
        feeds = notes.portal.feeds or (*platform.feed_links(home), *notes.fetcher.sitemaps)
        url, best = await fed_links(notes.fetcher, platform, feeds)
        if best:
            notes.say("list", "note", f"no list shows an article; {url} names {len(best)}")
            return best
        if is_shell(home):
            raise notes.fail("list", "the home page is an empty frame that scripts fill; danvan runs none", SCRIPTED)
        mend = "Find a list in a browser and put its address into `lists`; save the pages (--save) as golden cases."
        raise notes.fail("list", f"no article link on the home page or its {len(urls)} lists", mend)
    notes.say("list", "ok", f"{len(best)} articles, the first: {best[0].title or best[0].url}")
    await _next(notes, platform, nexts[-1] if nexts else None, len(best))
    return best


async def _list(notes: Notes, platform: Platform, url: str) -> tuple[list[Link], str | FormPost | None]:
    answer, page = await notes.fetcher.page(url)
    links: list[Link] = []
    if page is not None and answer.ok:
        notes.keep(answer, page, "list")
        page = await shown_list(notes.fetcher, platform, page)
        links = article_links(notes.fetcher, platform, page)
    if notes.portal.lists and not links:
        mend = "Correct `lists` in its entry, or leave it out so that lists are found from the home page."
        what = f"leads to {answer.leads_to}" if answer.leads_to else f"answers with status {answer.status}"
        notes.say("list", "wrong", f"{url} shows no article link" if answer.ok else f"{url} {what}", mend)
    return links, platform.next_page(page) if links and page is not None else None


async def _next(
    notes: Notes, platform: Platform, following: tuple[str | FormPost, list[Link]] | None, longest: int
) -> None:
    notes.stage = "next page"
    mend = "Save the list (--save) as golden case; next pages are found by the platform's module."
    if following is None:
        if longest > _SHORT:
            notes.say("next page", "wrong", "no list offers one: only the newest articles can be found", mend)
        else:
            notes.say("next page", "note", "no list offers one, but they are short")
        return
    target, before = following
    answer, page = await notes.fetcher.page(target)
    links = article_links(notes.fetcher, platform, page) if page is not None and answer.ok else []
    fresh = distinct(platform, links).keys() - distinct(platform, before).keys()
    if fresh:
        notes.say("next page", "ok", f"{len(fresh)} more articles")
    else:
        notes.say("next page", "wrong", f"{answer.url} (status {answer.status}) shows no further article", mend)
