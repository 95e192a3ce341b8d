"""Liferay 6.2 as the city of Hanoi builds it: departments, districts, communes (``/-/view_content/<id>-<slug>.html``).

Markup as read on sotttt.hanoi.gov.vn. The interface language follows a session cookie, so no rule depends on one
language. The name in ``p.view-content-author`` is the account that posted the article ("admin admin", "Admin Thường
Tín"), never the writer, who stands in the last line of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlunsplit

from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.addressed import is_home
from crawler.extraction.platforms.base import FormPost, PageKind
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.languages import Multilingual, without_language
from crawler.extraction.platforms.mark_readers import bodies, text_in, unless
from crawler.extraction.platforms.marked import Marks
from crawler.extraction.platforms.signatures import labelled_beside
from crawler.extraction.readers import dated, elements, files, having, lines, text, texts
from crawler.extraction.urls import split_path, split_url, trap_reason

_OWN = "/-/view_content/"
_PARENT = re.compile(rf"^(?P<page>/.*?){_OWN}")
_CURRENT = re.compile(r"""Liferay\.currentURL\s*=\s*["']([^"']{1,2000})["']""")
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_CUR = re.compile(r"_cur=(\d+)")
_NO_LIST = re.compile(r"(?i)/(?:hoi-ap|lanh-ao|on-vi-su-nghiep|hotlines?)[^/]*$")
"""Menu entries that lead to no list of articles, in addresses that drop the letter đ."""
_NEXT_WORDS = frozenset(("next", "tiếp", "tiếp theo", "sau", "trang sau", "kế tiếp"))

_FULL = f"//div[{having('asset-full-content')}]"
_TITLE = f"//*[{having('asset-full-content-title')}]"
_ACCOUNT = f".//*[{having('view-content-author')} or {having('sapo-wrapper')} or {having('asset-more')}]"
_LEADS = (lines(f"{_FULL}//*[{having('sapo')}]"), lines(f"//*[{having('sapo-wrapper')}]"))
_pager = elements(f"//ul[{having('lfr-pagination-buttons')}]/li")
_page_menu = elements("//a[contains(@href,'_cur=')]")
_entry = elements(f"//div[{having('asset-content')}][starts-with(@id,'_101_')]")


_own = elements(f"{_FULL} | {_TITLE}[not(ancestor::*[{having('asset-full-content')}])]")


class LiferayHanoi(Multilingual):
    """See the module."""

    name = "liferay-hanoi"
    addresses = (
        re.compile(rf"{_OWN}(?P<id>\d+)(?:-[^/?]*)?(?:\?|$)"),
        re.compile(r"^/(?:[^/?]*/)*(?P<id>\d{5,})-[^/?]+\.html?(?:\?|$)"),
    )
    fingerprint = re.compile(rf"{_OWN}|assetPublishDate|asset-bounddary|view-content-author|sapo-wrapper")
    telling = False
    marks = Marks(
        article=_own,
        links=elements(f"//*[{having('asset-abstract')}]//*[{having('asset-title')}]//a[@href]"),
    )
    fields = replace(
        Generic.fields,
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
            *_LEADS,
            lambda page: None if "sapo" in page.all_classes else unmarked_lead(page),
        ),
        body=bodies(
            _LEADS,
            text_in(f"{_FULL}//*[{having('journal-content-article')}]", _ACCOUNT),
            text_in(f"{_FULL}//*[{having('asset-content')}]", _ACCOUNT),
        ),
        category=(
            text(f"//*[{having('dd_chuyenmuc')}]//*[{having('tintuc')}]"),
            text(
                f"//*[{having('portlet-asset-publisher')}][.//*[{having('asset-full-content')}]]//*[{having('portlet-title-text')}]"
            ),
            *unless(_own, Generic.fields.category),
        ),
        tags=(texts(f"{_FULL}//*[{having('taglib-asset-tags-summary')}]//a"), *unless(_own, Generic.fields.tags)),
        author=unless(_own, (labelled_beside,)),
        source=unless(_own, Generic.fields.source),
        attachments=(files(f"{_FULL}//a[@href]"), *Generic.fields.attachments),
    )

    def matches(self, page: Page) -> bool:
        """By the address, or by what this city's templates alone have on a page of Liferay."""
        liferay = "Liferay" in page.html or "portlet-boundary" in page.html
        return _OWN in page.url or (liferay and self.fingerprint.search(page.html) is not None)

    def page_kind(self, page: Page) -> PageKind:
        """A language-recursion address shows a list, but is none; the page's own script tells the address where ours
        does not."""
        if any(trap_reason(url) in ("after-html", "repeated", "deep") for url in (page.url, _current(page)) if url):
            return "other"
        if self.marks.article(page):
            return "article"
        kind = super().page_kind(page)
        home = is_home(page.url) and is_home(_current(page) or page.url)
        return "other" if kind == "list" and home else kind

    def next_page(self, page: Page) -> str | FormPost | None:
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
        return next((url for url in hrefs if url and _number(url) == here + 1), None) or super().next_page(page)

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Pages under which the home page's articles stand, then the pages of the menu."""
        found: list[str] = []
        for link in self.article_links(page):
            parts = split_url(self.canonical(link.url))
            if parent := _PARENT.match(parts.path):
                found.append(urlunsplit((parts.scheme, parts.netloc, parent["page"], "", "")))
        menu = (url for url in super().list_links(page) if not _NO_LIST.search(split_path(url)[0]))
        return tuple(dict.fromkeys(url for url in (*found, *menu) if url != self.canonical(page.url)))

    def canonical(self, url: str) -> str:
        """Without the language prefix; an article without parameters."""
        return super().canonical(without_language(url))

    def address(self, page: Page) -> str:
        """An article that stands on a section's own page keeps that page's address, without the parameters of its
        portlets."""
        return super().address(page).partition("?")[0]

    def platform_id(self, page: Page, address: str) -> str | None:
        """From the address; for an article shown on a section's page, the number in the markup."""
        found = self.article_id(page.url) or self.article_id(_current(page) or "")
        entry = next((e.get("id") or "" for e in _entry(page)), "").removeprefix("_101_")
        return found or (entry if entry.isdigit() else None)


def _current(page: Page) -> str | None:
    """Address the page was made for, as its own script says."""
    match = _CURRENT.search(page.html)
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), match[1]) if match else None


def _number(url: str) -> int | None:
    match = _CUR.search(url)
    return int(match[1]) if match else None
