"""Systems that are known by a few marks of their own: what the marks do not answer, the generic path does.

Such a system says how its articles' addresses look, which elements only an article's page has, where its lists keep
their links, and what must not be asked for. Themes rename the rest, so every field ends with the generic reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from crawler.extraction.page import Element, Page, inner_text
from crawler.extraction.platforms.base import FormPost, Link, PageKind, Used, first
from crawler.extraction.platforms.generic import MENU_ENTRY, Generic, no_list
from crawler.extraction.platforms.generic_sureness import how_sure
from crawler.extraction.readers import collect_links, elements
from crawler.extraction.sureness import Sureness
from crawler.extraction.urls import address_key, canonical_url, site, split_path
from crawler.items import Article

Find = Callable[[Page], list[Element]]

_body_links = elements("//body//a[@href]")
_menu_links = elements("//nav//a[@href] | //header//li/a[@href] | //ul[contains(@class,'menu')]//a[@href]")


def nothing(page: Page) -> list[Element]:
    """No element at all: the system has no such mark."""
    return []


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a system's own templates keep things."""

    article: Find = nothing
    """Elements that only the page of an article has."""
    links: Find = nothing
    """Links to the articles of a list."""
    following: Find = nothing
    """Links to the next page of a list."""


class Marked(Generic):
    """See the module."""

    addresses: ClassVar[tuple[re.Pattern[str], ...]] = ()
    """Shapes of article addresses (path, "?" and query), with the system's key as group ``id``."""
    message = 400
    own_addresses: ClassVar[bool] = True
    """Every article has an address of these shapes; else addresses that look like an article's count too."""
    needs_date: ClassVar[bool] = False
    """A text without a date, at an address without the system's key, is a page of the menu and no article."""
    traps: ClassVar[tuple[tuple[str, re.Pattern[str]], ...]] = ()
    """The system's own addresses that are never asked for, with the reason."""
    marks: ClassVar[Marks] = Marks()

    def page_kind(self, page: Page) -> PageKind:
        if self.is_trap(page.url):
            return "other"
        numbered = self.article_id(page.url) is not None
        if self.marks.article(page) and (numbered or not self.own_addresses):
            kind: PageKind = "other" if self._says_gone(page) else "article"
        else:
            kind = super().page_kind(page)
        if kind != "article" or numbered:
            return kind
        if self.own_addresses or (self.needs_date and first(self.fields.published, page)[0] is None):
            return "list" if len(self.article_links(page)) >= 3 else "other"
        return "article"

    def sureness(self, page: Page, article: Article, used: Used) -> Sureness | None:
        """Only of a text that the last reader found, the generic one: those before it go by the system's marks."""
        return how_sure(page, article) if used["body"] == len(self.fields.body) - 1 else None

    def _is_marked(self, page: Page) -> bool:
        return super()._is_marked(page) or (self.own_addresses and self.article_id(page.url) is not None)

    def article_links(self, page: Page) -> tuple[Link, ...]:
        """Links where the system's lists keep them; those of the whole page where a theme does not mark its lists."""

        def identity(url: str) -> str | None:
            return self._identity(page, url)

        links = collect_links(page, self.marks.links(page), identity)
        if len(links) >= 3:
            return links
        others = collect_links(page, _body_links(page), identity) if self.own_addresses else super().article_links(page)
        return others if len(others) > len(links) else links

    def _identity(self, page: Page, url: str) -> str | None:
        if site(url) != site(page.base) or not self.is_article_url(url):
            return None
        key = self.article_id(url) or address_key(url)
        return None if key == (self.article_id(page.url) or address_key(page.url)) else key

    def next_page(self, page: Page) -> str | FormPost | None:
        """By the system's own pager, else by what pagers generally say."""
        here = canonical_url(page.url)
        for anchor in self.marks.following(page):
            url = page.link(anchor.get("href"))
            if url and site(url) == site(page.base) and canonical_url(url) != here and not self.is_trap(url):
                return url
        return super().next_page(page)

    def _may_go_on(self, url: str) -> bool:
        return super()._may_go_on(url) and self.article_id(url) is None

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Menu entries; a short one counts though its address looks like an article's, where addresses are free."""
        found = dict.fromkeys(super().list_links(page))
        if not self.own_addresses:
            found |= dict.fromkeys(self._short_entries(page))
        home = canonical_url(page.url)
        return tuple(url for url in found if url != home and not self.is_trap(url) and not no_list(url))

    def _short_entries(self, page: Page) -> Iterator[str]:
        for anchor in _menu_links(page):
            url = page.link(anchor.get("href"))
            if url and site(url) == site(page.base) and len(inner_text(anchor)) < MENU_ENTRY:
                yield canonical_url(url)

    def article_id(self, url: str) -> str | None:
        path, query = split_path(url)
        target = unquote(path) + (f"?{unquote(query)}" if query else "")
        found = next(filter(None, (pattern.search(target) for pattern in self.addresses)), None)
        return found["id"].lower() if found else None

    def is_article_url(self, url: str) -> bool:
        if self.is_trap(url):
            return False
        return self.article_id(url) is not None or (not self.own_addresses and super().is_article_url(url))

    def address(self, page: Page) -> str:
        """Canonical address, as the system itself would write it."""
        return self.canonical(super().address(page))

    def trap_reason(self, url: str) -> str | None:
        path, query = split_path(url)
        target = f"{path}?{query}" if query else path
        return super().trap_reason(url) or next((name for name, p in self.traps if p.search(target)), None)
