"""What content systems share that are told by the addresses of their articles and dressed in many themes.

A subclass gives the shape of an article's address and what is known of the markup; whatever a theme does not mark, the
generic path finds. So a wrong guess about markup costs nothing but its place in the order of readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar
from urllib.parse import urlunsplit

from crawler.extraction.maintext import page_blocks
from crawler.extraction.page import Element, Page, word_set
from crawler.extraction.platforms.base import Link, PageKind, first
from crawler.extraction.platforms.generic import Generic, no_list
from crawler.extraction.platforms.generic_readers import is_dated
from crawler.extraction.platforms.marked import Marked
from crawler.extraction.platforms.pager import address_number
from crawler.extraction.readers import collect_links, elements, having
from crawler.extraction.urls import canonical_url, is_document, split_path, split_url

_SEARCH = re.compile(r"(?i)(?:kết quả tìm kiếm|search results?)(?: (?:cho|với|theo|từ khóa) .*|\s*[:“\"].*)?$")
"""Headings of pages that show what a search found."""
_ANYWHERE = frozenset((None, "", "localhost", "127.0.0.1"))
"""Hosts of replayed pages, whose links may name the real one."""
_TITLE = 20
"""Characters from which the text of a link can be the title of an article."""
_HOME = re.compile(r"(?i)(?:/vi)?(?:/web/[^/]+)?(?:/(?:home|trang-chu|index)(?:\.html?|\.aspx|\.php)?)?/?")

FURNITURE = ".//*[{}]".format(
    " or ".join(
        [
            *map(
                having,
                sorted(
                    word_set(
                        "asset-more asset-flag asset-ratings asset-links asset-related-assets asset-metadata "
                        "asset-user-actions view-content-author related related-news other-news tin-lien-quan "
                        "tin-khac tags social share breadcrumb comments sapo news-sapo sapo-wrapper toolbar "
                        "taglib-social-bookmarks addthis_toolbox taglib-asset-tags-summary print-action text-to-speech"
                    )
                ),
            ),
            "self::nav",
            "self::form",
            "@data-role='sapo'",
            "@type='RelatedOneNews'",
            "@type='RelatedNews'",
        ]
    )
)
"""XPath: what may stand inside the container of an article and is no part of its text."""

_menu_links = elements(
    "//nav//a[@href] | //header//li/a[@href] | //ul[count(li/a)>2]/li/a[@href] | //*[contains(@class,'menu')]//a[@href]"
)
_all_links = elements("//body//a[@href]")
_body_links = elements("//body//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header)]")


def linked(tail: str) -> str:
    """Pattern of a link whose address goes on with ``tail``; group ``host``: the portal it leads to, if it says so."""
    return rf"""["'](?:(?:https?:)?//(?P<host>[\w.-]+))?[^"'<>\s]{{0,400}}?{tail}"""


def bears_own(page: Page, mark: re.Pattern[str], *words: str) -> bool:
    """`Page.bears` of a mark that is no link to another portal (group ``host``)."""
    if not page.bears(mark, *words):
        return False
    here = split_url(page.url).hostname
    hosts = (found.groupdict().get("host") for found in mark.finditer(page.html))
    return any(host is None or here in _ANYWHERE or _same_host(host.lower(), here) for host in hosts)


class Addressed(Marked):
    """See the module."""

    fingerprint: ClassVar[re.Pattern[str]]
    """What only pages of this system have in their markup."""
    words: ClassVar[tuple[str, ...]] = ("",)
    """One of these is in every match of the fingerprint, in lower case (`Page.bears`)."""
    telling: ClassVar[bool] = True
    """No other system has addresses of these shapes, so that an address alone tells the system."""

    def matches(self, page: Page) -> bool:
        """By the address; by the fingerprint, where it is no link to another portal (group ``host``)."""
        if self.telling and self.article_id(page.url) is not None:
            return True
        return bears_own(page, self.fingerprint, *self.words)

    def page_kind(self, page: Page) -> PageKind:
        """An article stands at an article's address, or shows what only articles have together with its date.

        Many vendors' portlets have addresses of their own: there the generic path decides, where the address looks
        like an article's or a date stands beside the title.
        """
        if self.is_trap(self.canonical(page.url)):
            return "other"
        if self.article_id(page.url) is not None or self._shows_article(page):
            return self._article_kind(page)
        telling = self.is_article_url(page.url) or is_dated(page)
        if telling and Generic.page_kind(self, page) == "article":
            return "other" if self._says_gone(page) else "article"
        certain = [link for link in self.article_links(page) if link.published or self.article_id(link.url)]
        return "list" if len(certain) >= 2 else "other"

    def is_article_url(self, url: str) -> bool:
        """One of this system's own; or like an article's, for portlets that are not known."""
        if self.article_id(url) is not None:
            return not self.is_trap(url)
        return address_number(url) is None and Generic.is_article_url(self, url)

    def article_links(self, page: Page) -> tuple[Link, ...]:
        """Articles of this system; on a page without any, what looks like articles."""
        if own := super().article_links(page):
            return own
        links = collect_links(page, _body_links(page), lambda url: Marked._identity(self, page, url))
        return tuple(link for link in links if len(link.title or "") >= _TITLE)

    def _article_kind(self, page: Page) -> PageKind:
        if self._says_gone(page) or any(_SEARCH.match(b.text) for b in page_blocks(page) if b.kind == "heading"):
            return "other"
        if first(self.fields.body[:-1], page)[0] or Generic.page_kind(self, page) == "article":
            return "article"
        return "list" if len(self.article_links(page)) >= 3 else "other"

    def _shows_article(self, page: Page) -> bool:
        """One article and its date, at an address that does not tell: a section's own page; no list, no home page."""
        if len(self.marks.article(page)) != 1 or len(self.marks.links(page)) >= 3 or is_home(page.url):
            return False
        return bool(first(self.fields.body[:-1], page)[0] and first(self.fields.published[:-1], page)[0])

    def _identity(self, page: Page, url: str) -> str | None:
        return super()._identity(page, self.canonical(url)) if self.article_id(url) is not None else None

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Pages of the menus; on a home page without menus, every page of the portal that is no article."""
        return self._lists(page, _menu_links(page)) or self._lists(page, _all_links(page))

    def _lists(self, page: Page, anchors: Iterable[Element]) -> tuple[str, ...]:
        home, host = canonical_url(page.url), split_url(page.base).hostname or ""
        urls = (page.link(a.get("href")) for a in anchors)
        found = dict.fromkeys(self.canonical(u) for u in urls if u and _same_host(split_url(u).hostname, host))
        return tuple(u for u in found if u != home and self._may_list(u))

    def _may_list(self, url: str) -> bool:
        bare = split_path(url)[0] != "/"
        return bare and not (no_list(url) or self.article_id(url) or self.is_trap(url) or is_document(url))

    def feed_links(self, page: Page) -> tuple[str, ...]:
        """Only feeds that a page announces."""
        sitemap = page.link("/sitemap.xml")
        return tuple(url for url in super().feed_links(page) if url != sitemap)

    def canonical(self, url: str) -> str:
        """An article without the parameters that do not name it."""
        url = canonical_url(url)
        if self.article_id(url) is None:
            return url
        parts = split_url(url)
        return urlunsplit((parts.scheme, parts.netloc, parts.path, self.naming_query(parts.query), ""))

    def naming_query(self, query: str) -> str:
        """What of an article's query names the article."""
        return ""

    def address(self, page: Page) -> str:
        """The address asked for: themes of these systems copy ``rel=canonical`` wrongly."""
        return self.canonical(page.url)


def is_home(url: str) -> bool:
    """Is this the address of a home page?"""
    return _HOME.fullmatch(split_path(url)[0]) is not None


def _same_host(one: str | None, other: str | None) -> bool:
    return (one or "").removeprefix("www.") == (other or "").removeprefix("www.")
