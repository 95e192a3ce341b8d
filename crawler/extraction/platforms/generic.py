"""Any site without a platform of its own: what its pages are, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import ClassVar

from crawler.extraction.block_weights import is_teaser
from crawler.extraction.blocked import says_gone
from crawler.extraction.bylines import is_cms_account
from crawler.extraction.maintext import Text, page_blocks
from crawler.extraction.names import is_full_name, is_name
from crawler.extraction.page import Element, Page, inner_text
from crawler.extraction.platforms.base import Fields, FormPost, Link, PageKind, Platform, Used, first
from crawler.extraction.platforms.generic_readers import (
    generic_date,
    generic_title,
    is_dated,
    page_text,
    prefers_stated,
    unmarked_lead,
)
from crawler.extraction.platforms.generic_sureness import (
    article_hints,
    how_sure,
    is_marked,
    is_named,
    is_rescued,
    own_body,
    second_body,
)
from crawler.extraction.platforms.pager import address_number, next_address
from crawler.extraction.platforms.postback import next_post
from crawler.extraction.platforms.script_lists import stated_links
from crawler.extraction.platforms.sections import SECTIONS, tags_beside
from crawler.extraction.platforms.signatures import (
    labelled_beside,
    named_above,
    signed,
    signed_below,
    source_beside,
    sourced,
)
from crawler.extraction.readers import collect_links, elements, files, metas
from crawler.extraction.structured import is_about, stated
from crawler.extraction.sureness import Sureness
from crawler.extraction.urls import (
    ARTICLE_QUERY,
    address_key,
    canonical_url,
    may_be_article,
    site,
    split_path,
    split_url,
    trap_reason,
)
from crawler.items import Article

NO_LIST = re.compile(
    r"(?i)/(?:trang-chu|gioi-thieu|about|lien-he|contact|so-do|site-?map|hoi-dap|q-a|dang-nhap|login"
    r"|thu-tuc|co-cau|chuc-nang|lanh-dao|phong-ban|duong-day-nong|danh-ba|video|thu-vien|lich-|tim-kiem|search"
    r"|van-ban|gop-y|y-kien|album|hinh-anh|rss)[^/]*/?$"
)
"""Menu entries that lead to no list of articles."""
_HOME_NAME = re.compile(r"(?i)/(?:home|index|default)[^/]*/?$")
"""The home page, unless parameters say what else is wanted: ``Default.aspx?…&catid=54392``."""
_HOMES = frozenset(("", "/index.html", "/index.php", "/default.aspx", "/vi", "/home", "/trang-chu", "/trang-chu.html"))
MENU_ENTRY = 40
"""Characters; names of sections are shorter, titles longer."""
_SHORTEST = 4
_NO_SECTION = re.compile(r"(?i)\W*(?:trang|xem|chi tiết|đọc|tiếp|tải|in|about|home|login|đăng|[\W\d]*$)(?!\w)")
"""How short links begin that lead to no section."""
_ENTRY = 4
"""Hyphens in the name of a menu entry at most."""
_ENOUGH = (140, 60, 25, 20)
"""Characters of prose below which a page is no article, by the number of hints that it is one; four times as many where
no title is printed."""
_FILES, _MOST_FILES = 5, 0.75
"""So many lines, and the share of them with a link, make a list of files of a page that nothing calls an article."""
_PROCEDURE = re.compile(
    r"(?i)\W*(?:\d+[.)] )?(?:trình tự thực hiện|cách thức thực hiện|thành phần(?:, số lượng)? hồ sơ"
    r"|thời hạn giải quyết|đối tượng thực hiện|(?:phí, )?lệ phí|căn cứ pháp lý|yêu cầu, điều kiện(?: thực hiện)?"
    r"|kết quả thực hiện)\W*(?:\||$)"
)
"""The parts that every description of an administrative procedure has (decree 63/2010/NĐ-CP, article 8)."""
_PARTS = 4
"""So many of them tell one."""
_OF_SECTION = re.compile(
    r"(?i)(?:chuyên (?:mục|trang)|mục này|trang này|nơi)(?: [^.]{0,60})? (?:giới thiệu|đăng(?: tải)?|cập nhật|tổng hợp"
    r"|cung cấp|phản ánh|thông tin|tập hợp)(?!\w)"
)
"""How the introduction of a section begins."""
_INTRODUCTION = 600
"""Characters of such an introduction at most."""
_LED = 70
"""Characters of prose between title and a list of others from which that prose is the article."""

_body_links = elements("//body//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header)]")
_all_links = elements("//body//a[@href]")
_menu_links = elements("//nav//a[@href] | //header//li/a[@href] | //ul[count(li/a)>3]/li/a[@href]")


def _drawn_lead(page: Page) -> str | None:
    """The lead of a text that only the page's script draws."""
    return stated(page).lead if prefers_stated(page) else None


def _stated_author(page: Page) -> str | None:
    """The writer that only the structured data or a meta tag name: a person, no account."""
    said = stated(page)
    author = said.author if is_about(said, generic_title(page)) else None
    if author and author.isupper() and " " in author:
        author = author.title()
    if author and not is_cms_account(author) and (prefers_stated(page) or all(map(is_name, author.split(", ")))):
        return author
    tagged = page.first_meta("author", "article:author", "dc.creator")
    return tagged if tagged and is_full_name(tagged) else None


def short_links(page: Page) -> Iterator[Element]:
    """Links with a few words, as menus have them that are tables or boxes without any mark of a menu."""
    for anchor in _all_links(page):
        words = inner_text(anchor)
        if _SHORTEST <= len(words) < MENU_ENTRY and not _NO_SECTION.match(words):
            yield anchor


def no_list(url: str) -> bool:
    """Does the address of a menu entry say that there are no articles behind it?"""
    path, query = split_path(url)
    return NO_LIST.search(path) is not None or (not query and _HOME_NAME.search(path) is not None)


def _is_short(url: str) -> bool:
    """Is the last step of an address the name of a menu entry rather than a title?"""
    return split_path(url)[0].rstrip("/").rpartition("/")[2].count("-") <= _ENTRY


def _is_listing(text: Text, hints: int, *, marked: bool) -> bool:
    """Do linked titles make up the page, rather than stand in an article's text or behind it?"""
    told = [b for b in text.blocks if b.kind == "text" and len(b.text) >= 60]
    paragraphs = len(told)
    if not hints and paragraphs >= _FILES and sum(bool(b.hrefs) for b in told) >= _MOST_FILES * paragraphs:
        return True
    if text.teasers * 3 < max(paragraphs, 1) or (marked and text.titled):
        return False
    few = text.teasers * 2 <= paragraphs and hints > 0
    return not (text.titled and (few or (text.led >= _LED and hints > 1)))


def _introduces_section(page: Page, text: Text) -> bool:
    """Does the text only say what a section is for, above or beside the titles of its articles?"""
    first = next((b for b in text.blocks if b.kind == "text" and len(b.text) >= _LED), None)
    if first is None or not _OF_SECTION.match(first.text) or text.led > _INTRODUCTION:
        return False
    return sum(map(is_teaser, page_blocks(page))) >= _PARTS


def _is_procedure(page: Page) -> bool:
    """Does a page describe an administrative procedure?"""
    lines = (line for block in page_blocks(page) for line in block.text.split("\n"))
    return sum(_PROCEDURE.match(line) is not None for line in lines) >= _PARTS and not is_dated(page)


def _prose(text: Text, hints: int) -> int:
    """Characters of the text; a table alone, on a page that nothing calls an article, is a list."""
    return text.prose - (0 if hints else sum(len(b.text) for b in text.blocks if b.kind == "table"))


class Generic(Platform):
    """See the module."""

    name = "generic"
    message: ClassVar[int] = 100
    """Characters of other text below which a message such as "not found" makes up the page."""
    fields = Fields(
        title=(generic_title,),
        body=(own_body, second_body),
        published=(generic_date,),
        author=(labelled_beside, signed, signed_below, named_above, _stated_author),
        source=(sourced, source_beside),
        lead=(_drawn_lead, unmarked_lead),
        category=(lambda page: stated(page).section, lambda page: page.first_meta("article:section"), *SECTIONS),
        tags=(metas("article:tag"), tags_beside, lambda page: stated(page).tags),
        attachments=(files("//body//a[@href]", outside=frozenset(("nav", "footer", "header", "aside"))),),
    )

    def matches(self, page: Page) -> bool:
        return True

    def page_kind(self, page: Page) -> PageKind:
        """An article has prose of its own; a list has headings that are links, with little text between them."""
        text, marked = page_text(page), self._is_marked(page)
        hints = article_hints(page, marked=marked, addressed=self.is_article_url(page.url))
        about = not marked and no_list(page.url) and _is_short(page.url) and not is_dated(page)
        home = not marked and self._is_home(page, text)
        other = about or home or _is_procedure(page) or _introduces_section(page, text)
        if generic_title(page) and not (other or _is_listing(text, hints, marked=marked)):
            enough = _ENOUGH[min(hints, 3)] * (1 if text.titled or marked else 4)
            if _prose(text, hints) >= enough or (hints and prefers_stated(page)) or self._is_rescued(page):
                return "other" if self._says_gone(page) else "article"
        teasers = max(text.teasers, self._dated_teasers(page))
        return "list" if teasers >= 3 else "other"

    def _is_home(self, page: Page, text: Text) -> bool:
        """The home page of a site, unless its parameters ask for an article that it shows."""
        path, query = split_path(page.url)
        shown = text.titled and (is_dated(page) or is_named(page)) and any(map(str.isdecimal, query))
        if split_url(page.url).fragment.startswith(("/", "!/")):
            return False
        return path.rstrip("/").lower() in _HOMES and not ARTICLE_QUERY.search(query) and not shown

    def _is_marked(self, page: Page) -> bool:
        return is_marked(page)

    def _says_gone(self, page: Page) -> bool:
        """A page of status 200 that has hardly any text but the message that there is nothing here."""
        found, _ = first(self.fields.body, page)
        sizes = accumulate(len(p) for p in (found.paragraphs if found else ()) if not says_gone(p))
        if any(size >= self.message for size in sizes):
            return False
        return any(len(b.text) < 200 and says_gone(b.text) for b in page_blocks(page))

    def _is_rescued(self, page: Page) -> bool:
        return second_body in self.fields.body and is_rescued(page)

    def sureness(self, page: Page, article: Article, used: Used) -> Sureness | None:
        return how_sure(page, article, rescued=used["body"] == 1)

    def _dated_teasers(self, page: Page) -> int:
        return sum(link.published is not None for link in self.article_links(page))

    def article_links(self, page: Page) -> tuple[Link, ...]:
        links = collect_links(page, _body_links(page), lambda url: self._identity(page, url))
        printed = tuple(link for link in links if len(link.title or "") >= 20)
        return printed or tuple(link for link in stated_links(page) if self._identity(page, link.url))

    def _identity(self, page: Page, url: str) -> str | None:
        return (
            address_key(url)
            if site(url) == site(page.base) and self.is_article_url(url) and address_key(url) != address_key(page.url)
            else None
        )

    def next_page(self, page: Page) -> str | FormPost | None:
        return next_address(page, self._may_go_on) or next_post(page)

    def _may_go_on(self, url: str) -> bool:
        """Can this be the address of a list's next page? Those of free systems look like articles now and then."""
        return not self.is_trap(url) and (address_number(url) is not None or not self.is_article_url(url))

    def list_links(self, page: Page) -> tuple[str, ...]:
        return self._lists(page, _menu_links(page)) or self._lists(page, short_links(page))

    def _lists(self, page: Page, anchors: Iterable[Element]) -> tuple[str, ...]:
        own, home = site(page.base), canonical_url(page.url)
        urls = (page.link(a.get("href")) for a in anchors)
        found = dict.fromkeys(canonical_url(u) for u in urls if u and site(u) == own and not trap_reason(u))
        return tuple(url for url in found if url != home and not no_list(url) and not self.is_article_url(url))

    def feed_links(self, page: Page) -> tuple[str, ...]:
        urls = (
            page.link(e.get("href"))
            for e in page.rel("alternate")
            if (e.get("type") or "").endswith(("rss+xml", "atom+xml"))
        )
        sitemap = page.link("/sitemap.xml")
        return tuple(dict.fromkeys(url for url in (sitemap, *urls) if url))

    def article_id(self, url: str) -> str | None:
        """None: an unknown system's numbers mean nothing; the canonical address is the identity."""
        return None

    def is_article_url(self, url: str) -> bool:
        """Does the address look like an article's: a long slug with a number, a dated path, an id among the
        parameters?"""
        return not self.is_trap(url) and may_be_article(url)

    def address(self, page: Page) -> str:
        """The address the page calls canonical, when only decoration of our own is missing from it."""
        own = canonical_url(page.url)
        for link in page.rel("canonical"):
            url = canonical_url(page.link(link.get("href")) or "")
            same = split_url(url).hostname == split_url(own).hostname and split_path(url)[0] == split_path(own)[0]
            kept = split_url(url).query or not ARTICLE_QUERY.search(split_url(own).query)
            if same and kept and not trap_reason(url):
                return url
        return own
