"""The steps of a check that look at lists: is there one with articles, and does it go on?"""

from __future__ import annotations

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import FormPost, Link, Platform
from crawler.fetching.listing import identity
from crawler.probing.notes import Notes
from crawler.probing.topic_lists import subject_rank

LISTS = 4
"""Lists that are asked for at most to find one with a next page."""
_SHORT = 5
"""Articles on a list up to which it needs no next page."""


async def look_at_lists(notes: Notes, platform: Platform, home: Page) -> list[Link]:
    """Look at lists until one has a next page; the links of the one with the most."""
    notes.stage = "list"
    urls = notes.portal.lists or tuple(sorted(platform.list_links(home), key=subject_rank))
    best, longest = _links(notes, platform, home), 0
    nexts: list[tuple[str | FormPost, list[Link]]] = []
    if not notes.portal.lists and (following := platform.next_page(home)) is not None:
        nexts.append((following, best))
    for url in [u for u in urls if notes.fetcher.wanted(u)][:LISTS]:
        links, following = await _list(notes, platform, url)
        if len(links) > longest:
            best, longest = links, len(links)
        if links and following is not None:
            nexts.append((following, links))
            break
    if not best:
        mend = "Find a list in a browser and put its address into `lists`; save the pages (--save) as golden cases."
        raise notes.fail("list", f"no article link on the home page or {len(urls[:LISTS])} lists", mend)
    notes.say("list", "ok", f"{len(best)} articles, the first: {best[0].title or best[0].url}")
    await _next(notes, platform, nexts[-1] if nexts else None, len(best))
    return best


async def _list(notes: Notes, platform: Platform, url: str) -> tuple[list[Link], str | FormPost | None]:
    answer, page = await notes.fetcher.page(url)
    if page is None or not answer.ok:
        if notes.portal.lists:
            mend = "Correct `lists` in its entry, or leave it out so that lists are found from the home page."
            notes.say("list", "wrong", f"{url} answers with status {answer.status}", mend)
        return [], None
    notes.keep(answer, page, "list")
    return _links(notes, platform, page), platform.next_page(page)


def _links(notes: Notes, platform: Platform, page: Page) -> list[Link]:
    """Article links worth asking for, each article once."""
    found: dict[str, Link] = {}
    for link in platform.article_links(page):
        url = platform.canonical(link.url)
        if notes.fetcher.wanted(url) and platform.is_article_url(url):
            found.setdefault(identity(platform, url), link)
    return list(found.values())


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
    links = _links(notes, platform, page) if page is not None and answer.ok else []
    known = {identity(platform, link.url) for link in before}
    fresh = [link for link in links if identity(platform, link.url) not in known]
    if fresh:
        notes.say("next page", "ok", f"{len(fresh)} more articles")
    else:
        notes.say("next page", "wrong", f"{answer.url} (status {answer.status}) shows no further article", mend)
