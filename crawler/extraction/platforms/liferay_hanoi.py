"""Liferay 6.2 as the city of Hanoi builds it: departments, districts and communes
(``/-/view_content/<id>-<slug>.html``).

Markup as read on sotttt.hanoi.gov.vn. The interface language follows a session cookie, so no rule depends on one
language. The name in
``p.view-content-author`` is the account that posted the article ("admin admin", "Admin Thường Tín"), never the
writer, who stands in the last
line of the text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlunsplit

from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.base import Fields, Link, PageKind, Platform
from crawler.extraction.platforms.generic_readers import generic_body, generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.languages import foreign, without_language
from crawler.extraction.readers import body, collect_links, dated, elements, files, having, lines, text, texts
from crawler.extraction.urls import canonical_url, site, split_path, split_url, trap_reason

_ARTICLE = re.compile(r"(?:/-/view_content/(?P<id>\d+)(?:-[^/]*)?|^/(?:[^/]*/)*(?P<mirrored>\d{5,})-[^/]+\.html?)$")
_PARENT = re.compile(r"^(?P<page>/.*?)/-/view_content/")
_CURRENT = re.compile(r"""Liferay\.currentURL\s*=\s*["']([^"']{1,2000})["']""")
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_CUR = re.compile(r"_cur=(\d+)")
_NO_LIST = re.compile(
    r"(?i)/(?:trang-chu|home|index|gioi-thieu|about-us|lien-he|contact|so-do|sitemap|hoi-[d]?ap|q-a|dang-nhap|login|thu-tuc|co-cau"
    r"|chuc-nang|lanh-[d]?ao|phong-ban|[d]?on-vi-su-nghiep|duong-day-nong|hotlines?|danh-ba|video|thu-vien|lich-)[^/]*$"
)
_LISTED = 5
"""Links to articles from which a page with a pager is a list, where it lacks the build's own mark of one."""
_NEXT_WORDS = frozenset(("next", "tiếp", "tiếp theo", "sau", "trang sau", "kế tiếp"))

_FULL = f"//div[{having('asset-full-content')}]"
_TITLE = f"//*[{having('asset-full-content-title')}]"
_full_content = elements(f"{_FULL} | {_TITLE}")
_abstracts = elements(f"//*[{having('asset-abstract')}]")
_abstract_links = elements(f"//*[{having('asset-abstract')}]//*[{having('asset-title')}]//a[@href]")
_any_links = elements("//body//a[@href]")
_pager = elements(f"//ul[{having('lfr-pagination-buttons')}]/li")
_page_menu = elements("//a[contains(@href,'_cur=')]")
_menu_links = elements("//*[@id='navigation' or self::nav or contains(@class,'navi')]//a[@href]")
_entry = elements(f"//div[{having('asset-content')}][starts-with(@id,'_101_')]")


class LiferayHanoi(Platform):
    """See the module."""

    name = "liferay-hanoi"
    fields = Fields(
        title=(
            text(_TITLE),
            text(f"//*[{having('asset-publisher-title')} or {having('header-title')}]"),
            generic_title,
        ),
        published=(
            dated(f"//*[{having('assetPublishDate')}]"),
            dated(f"//*[{having('block_timer')} or {having('date-info')}]"),
            generic_date,
        ),
        lead=(
            lines(f"{_FULL}//*[{having('sapo')}]"),
            lines(f"//*[{having('sapo-wrapper')}]"),
            lambda page: None if "sapo" in page.all_classes else unmarked_lead(page),
        ),
        body=(
            body(
                f"{_FULL}//*[{having('journal-content-article')}]",
                without=f".//*[{having('view-content-author')} or {having('sapo-wrapper')}]",
            ),
            body(
                f"{_FULL}//*[{having('asset-content')}]",
                without=f".//*[{having('view-content-author')} or {having('sapo-wrapper')} or {having('asset-more')}]",
            ),
            generic_body,
        ),
        category=(
            text(f"//*[{having('dd_chuyenmuc')}]//*[{having('tintuc')}]"),
            text(
                f"//*[{having('portlet-asset-publisher')}][.//*[{having('asset-full-content')}]]//*[{having('portlet-title-text')}]"
            ),
        ),
        tags=(texts(f"{_FULL}//*[{having('taglib-asset-tags-summary')}]//a"),),
        attachments=(files(f"{_FULL}//a[@href]"),),
    )

    def matches(self, page: Page) -> bool:
        html = page.html
        if "Liferay" not in html and "portlet-boundary" not in html:
            return False
        return any(
            mark in html
            for mark in (
                "/-/view_content/",
                "assetPublishDate",
                "asset-bounddary",
                "view-content-author",
                "sapo-wrapper",
            )
        )

    def page_kind(self, page: Page) -> PageKind:
        """A language-recursion address shows a list, but is none; the page's own script tells the address where ours
        does not."""
        if any(trap_reason(url) in ("after-html", "repeated", "deep") for url in (page.url, _current(page)) if url):
            return "other"
        if _full_content(page):
            return "article"
        paged = bool(_pager(page) or _page_menu(page)) and len(self.article_links(page)) >= _LISTED
        return "list" if paged or _abstracts(page) else "other"

    def article_links(self, page: Page) -> tuple[Link, ...]:
        return collect_links(page, _abstract_links(page), _identity) or collect_links(page, _any_links(page), _identity)

    def next_page(self, page: Page) -> str | None:
        """The pager's third button, whatever language it speaks; else the link to the next number."""
        buttons = _pager(page)
        named = [li for li in buttons if inner_text(li).lower() in _NEXT_WORDS] or buttons[2:3]
        for item in named:
            if "disabled" not in (item.get("class") or ""):
                url = next((page.link(a.get("href")) for a in item.iter("a")), None)
                if url:
                    return url
        if buttons:
            return None
        here = _number(page.url) or 1
        hrefs = (page.link(a.get("href")) for a in _page_menu(page))
        return next((url for url in hrefs if url and _number(url) == here + 1), None)

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Pages under which the home page's articles stand, then the pages of the menu."""
        found: list[str] = []
        for link in self.article_links(page):
            parts = split_url(self.canonical(link.url))
            parent = _PARENT.match(parts.path)
            if parent:
                found.append(urlunsplit((parts.scheme, parts.netloc, parent["page"], "", "")))
        own = site(page.url)
        for anchor in _menu_links(page):
            url = page.link(anchor.get("href"))
            if url and site(url) == own and not _NO_LIST.search(split_path(url)[0]):
                found.append(canonical_url(url))
        home = canonical_url(page.url)
        return tuple(
            url for url in dict.fromkeys(found) if url != home and not self.is_trap(url) and not self.article_id(url)
        )

    def feed_links(self, page: Page) -> tuple[str, ...]:
        """Only feeds that a page announces: this build has none by itself."""
        urls = (
            page.link(e.get("href"))
            for e in page.rel("alternate")
            if (e.get("type") or "").endswith(("rss+xml", "atom+xml"))
        )
        return tuple(dict.fromkeys(url for url in urls if url))

    def article_id(self, url: str) -> str | None:
        """The number in the address: one counter for the whole data base, the same under every section, language and
        host alias."""
        return _identity(url)

    def trap_reason(self, url: str) -> str | None:
        return trap_reason(url) or ("language" if foreign(url) else None)

    def canonical(self, url: str) -> str:
        """Without the language prefix; an article without parameters."""
        url = without_language(canonical_url(url))
        return url.partition("?")[0] if _ARTICLE.search(unquote(split_path(url)[0])) else url

    def address(self, page: Page) -> str:
        """An article that stands on a section's own page keeps that page's address, without the parameters of its
        portlets."""
        return self.canonical(page.url).partition("?")[0]

    def platform_id(self, page: Page, address: str) -> str | None:
        """From the address; for an article shown on a section's page, the number in the markup."""
        found = self.article_id(page.url) or self.article_id(_current(page) or "")
        entry = next((e.get("id") or "" for e in _entry(page)), "").removeprefix("_101_")
        return found or (entry if entry.isdigit() else None)


def _identity(url: str) -> str | None:
    match = _ARTICLE.search(unquote(split_path(url)[0]))
    return (match["id"] or match["mirrored"]) if match else None


def _current(page: Page) -> str | None:
    """Address the page was made for, as its own script says."""
    match = _CURRENT.search(page.html)
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), match[1]) if match else None


def _number(url: str) -> int | None:
    match = _CUR.search(url)
    return int(match[1]) if match else None
