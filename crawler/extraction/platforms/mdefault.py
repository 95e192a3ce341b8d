"""The ASP.NET portals of Trà Vinh and Sóc Trăng (``mDefault.aspx``, ``Default.aspx?sname=``, rewritten number paths).

Addresses and the date line are facts, seen in public scrapers and address lists. The markup around title and text is
not known beyond ``div.DateCreate`` and the pager's ``ButtonPage``; the names tried here are guesses, after which the
generic path reads the page. An article's number is the same under every host and site name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urlunsplit

from crawler.extraction.page import Page
from crawler.extraction.platforms.addressed import bears_own
from crawler.extraction.platforms.base import FormPost, PageKind
from crawler.extraction.platforms.generic import Generic, no_list
from crawler.extraction.platforms.generic_readers import generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, bodies, day_or_time, text_in
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.platforms.postback import next_post
from crawler.extraction.readers import dated, elements, having, lines, text
from crawler.extraction.urls import canonical_url, split_path, split_url

_ARTICLE = re.compile(r"(?i)/m?Default\.aspx\?(?=(?:.*&)?(?:sid|pageid|catid|sname)=)(?:.*&)?id=(?P<id>\d+)(?=&|$)")
_REWRITTEN = re.compile(
    r"^/(?:[A-Za-z][A-Za-z0-9_-]*/)?\d+/\d+/\d+/(?P<id>[1-9]\d*)/[^/?]+/[^/?]+?(?:\.aspx)?/?(?:\?|$)"
)
_LIST = re.compile(
    r"(?i)/m?Default\.aspx\?(?:.*&)?(?:catid|pageid|sid)=\d+|^/(?:[A-Za-z][\w-]*/)?\d+/\d+/\d+(?:/0)?/[^/?]+"
)
_MARK = re.compile(
    r"(?i)(?:href|action)=[\"'](?:(?:https?:)?//(?P<host>[\w.-]+)[^/\"'<>]*)?(?:\.{0,2}/)*(?:[a-z][\w-]*/)?"
    r"(?:m?Default\.aspx\?(?:[^\"'<>]*&(?:amp;)?)?(?:sid|sname|pageid)="
    r"|\d+/\d{2,}/\d{2,}/\d{3,}/[^/\"'<>]+/[^/\"'<>]+\.aspx)"
)
"""Links of its own; other portals link to these too."""
_DATE_MARK = re.compile(r"class=[\"'][^\"']*\bDateCreate\b")
_WORDS = (".aspx",)
_TELLING = re.compile(r"(?i)/m?Default\.aspx\?(?=.*\bcatid=\d)(?=.*\bpageid=\d)(?=.*\bsid=\d)")
"""No other system has all of these parameters."""
_KEPT = ("sname", "sid", "pageid", "catid", "id", "catname", "title")

_LEADS = (lines(f"//*[{any_of('Sapo NewsSapo Summary TomTat')}]"),)


class MDefault(Marked):
    """See the module."""

    name = "mdefault"
    addresses = (_ARTICLE, _REWRITTEN)
    traps: ClassVar = (
        ("session", re.compile(r"/\([A-Z]\([a-z0-9]+\)\)/")),
        ("twin", re.compile(r"(?i)[?&](?:print|in|view)=(?:1|true|print)|/(?:print|inbaiviet)\w*\.aspx")),
        ("calendar", re.compile(r"(?i)[?&](?:date|ngay|month|thang)=")),
        ("language", re.compile(r"(?i)[?&](?:lang|language|langid)=(?!vi)")),
    )
    marks: ClassVar = Marks(
        article=elements(f"//*[{having('DateCreate')}]"),
        links=elements(f"//*[{any_of('ListNews NewsList DanhSachTin')}]//a[@href]"),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//*[{any_of('TitleNews NewsTitle TieuDe')}][not(.//a)]"),
            generic_title,
        ),
        published=day_or_time(dated(f"//*[{having('DateCreate')}]")),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(_LEADS, text_in(f"//*[{any_of('NewsContent ContentNews NoiDung')}]")),
    )

    def matches(self, page: Page) -> bool:
        if _TELLING.search(page.url):
            return True
        if "__VIEWSTATE" in page.html and (self.article_id(page.url) or _DATE_MARK.search(page.html)):
            return True
        return bears_own(page, _MARK, *_WORDS)

    def page_kind(self, page: Page) -> PageKind:
        """An article has its number in the address, whatever else shows the date's mark; a page that has the number but
        no text is a list of others."""
        if self.is_trap(page.url):
            return "other"
        known = self.article_id(page.url) is not None
        if not known and len(self.article_links(page)) >= 3:
            return "list"
        if not known and not self.marks.article(page):
            return "other"
        return Generic.page_kind(self, page)

    def next_page(self, page: Page) -> str | FormPost | None:
        return next_post(page) or super().next_page(page)

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Menu entries that name a category."""
        found = super().list_links(page)
        own = tuple(url for url in found if _LIST.search(_target(url)))
        return own or tuple(url for url in found if not no_list(url))

    def canonical(self, url: str) -> str:
        """An article's address without parameters that only carry a session or a position."""
        url = canonical_url(url)
        parts = split_url(url)
        if not parts.query or not self.article_id(url):
            return url
        if _REWRITTEN.search(unquote(parts.path)):
            return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        kept = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() in _KEPT]
        return canonical_url(urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), "")))


def _target(url: str) -> str:
    path, query = split_path(url)
    return f"{path}?{query}" if query else path
