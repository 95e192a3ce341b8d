"""Any site without a platform of its own, and the last resort of every platform when its marks are gone.

Nothing here looks at class names. Order of trust: what is printed beside the title, what the page states in
structured form (where it agrees with
what is printed), what the address says.
"""

from __future__ import annotations

import re
from typing import cast

from crawler.extraction.blocks import BodyText, split_captions
from crawler.extraction.boilerplate import is_boilerplate, trim
from crawler.extraction.bylines import labelled_author
from crawler.extraction.dates import Found, parse_date
from crawler.extraction.maintext import Text, main_text, page_blocks
from crawler.extraction.near_dates import date_beside
from crawler.extraction.page import Element, Page, inner_text
from crawler.extraction.platforms.base import Fields, FormPost, Link, PageKind, Platform, Published, Reader
from crawler.extraction.readers import DIGIT_DATE, Scope, collect_links, dated_meta, elements, files, metas, published
from crawler.extraction.structured import stated
from crawler.extraction.titles import Title, find_title
from crawler.extraction.url_dates import date_from_url
from crawler.extraction.urls import address_key, canonical_url, split_path, split_url, trap_reason

_ARTICLE_ADDRESS = re.compile(
    r"(?i)/[^/]*[^/]-[a-z]?\d{2,}(?:\.(?:html?|aspx|htm|php))?$|/(?:19|20)\d{2}[/-]\d{1,2}(?:[/-]\d{1,2})?/.*[^/]{12}|-/(?:asset_publisher"
    r"|view_content|view-article|details|chi-tiet)/|/(?:chi-tiet|detail|bai-viet|post|article|news|itemid)/[^/]*\d|(?:/[^/]+){2,}/[^/]*\d{3,}[^/]*$"
)
_ARTICLE_QUERY = re.compile(
    r"(?i)(?:^|&|\?)(?:(?:item|news|article|tin|tintuc|bai|baiviet|post|content|n|a)?id|id(?:news|tin|bai)|ddocname|p)=[\w-]+|^/[^/]+/\d+$"
)
_NEXT = frozenset(
    (
        "»",
        "›",
        ">",
        ">>",
        "next",
        "next »",
        "next ›",
        "tiếp",
        "tiếp »",
        "tiếp theo",
        "trang sau",
        "trang tiếp",
        "trang kế",
        "kế tiếp",
        "sau",
    )
)
_HOMES = frozenset(("", "/index.html", "/index.php", "/default.aspx", "/vi", "/home", "/trang-chu", "/trang-chu.html"))
_ENOUGH = 140
"""Characters of prose below which a page without any mark of an article is none."""

_body_links = elements("//body//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header)]")
_all_links = elements("//body//a[@href]")
_menu_links = elements("//nav//a[@href] | //header//li/a[@href] | //ul[count(li/a)>3]/li/a[@href]")
_itemtypes = elements("//*[contains(@itemtype,'Article')]")


def page_title(page: Page) -> Title | None:
    """The title and where it is printed."""
    if "title" not in page.memo:
        page.memo["title"] = find_title(page, page_blocks(page), stated(page).headline)
    return cast("Title | None", page.memo["title"])


def generic_title(page: Page) -> str | None:
    """The title by what the page calls itself, its heading, its address, and the date and prose beside it."""
    title = page_title(page)
    return title.text if title else None


def page_text(page: Page) -> Text:
    """The main text of the page."""
    title = page_title(page)
    return main_text(page, title.at if title else None)


def generic_body(page: Page) -> BodyText | None:
    """The main text without portal furniture, with its pictures' captions apart."""
    text = page_text(page)
    found = split_captions(
        b for b in text.blocks if b.kind in ("image", "table", "caption") or not is_boilerplate(b.text)
    )
    paragraphs = tuple(p for p in trim(found.paragraphs, generic_title(page) or "") if not _is_date_line(p))
    return BodyText(paragraphs, found.captions) if paragraphs else None


_MACHINE_LINE = re.compile(r"(?:(?:https?://\S+|\d{4}-\d\d-\d\dT[\d:.+Z-]+)\s*)+")


def _is_date_line(line: str) -> bool:
    if _MACHINE_LINE.fullmatch(line):
        return True
    return len(line) < 120 and bool(DIGIT_DATE.search(line)) and parse_date(line) is not None


def nearest_date(scope: Scope) -> Reader[Published]:
    """The first date line inside an article's element, in skins that do not mark it."""

    def read(page: Page) -> Published | None:
        root = scope(page)
        if root is None:
            return None
        short = (
            e for e in root.iter("span", "p", "div", "em", "time", "li", "small", "i", "td", "strong") if len(e) <= 3
        )
        return next(filter(None, (published(inner_text(e)) for e in short if _may_be_date(e))), None)

    return read


def _may_be_date(element: Element) -> bool:
    """Printed and short; the dates of the microdata are hidden, and in NukeViet those of the last edit."""
    if (element.get("itemprop") or "").startswith("date"):
        return False
    line = inner_text(element)
    return len(line) < 120 and DIGIT_DATE.search(line) is not None


def generic_date(page: Page) -> Published | None:
    """The date printed beside title or text; then the structured one; then the address's.

    A structured moment of the day that is printed is the more exact answer; a bare date above the title, which may be
    a clock, yields to it.
    """
    printed, structured = _printed_date(page), _structured_date(page)
    if printed is None:
        return structured or _url_date(page)
    found, certain = printed
    if structured and (not certain or (found.precision == "day" and structured.precision == "minute")):
        same = structured.when.date() == found.when.date()
        if same or not certain:
            return structured
    return Published(found.when, found.precision, "visible")


def _printed_date(page: Page) -> tuple[Found, bool] | None:
    title = page_title(page)
    if title is None or title.at is None:
        return None
    blocks, text = page_blocks(page), page_text(page)
    return date_beside(blocks, title.at, text.end if text.titled else title.at + 1)


def _structured_date(page: Page) -> Published | None:
    line = stated(page).published
    return (published(line, "meta") if line else None) or dated_meta(
        "article:published_time", "datepublished", "pubdate", "dc.date.issued", "dc.date", "date", "og:published_time"
    )(page)


def _url_date(page: Page) -> Published | None:
    found = date_from_url(page.url)
    return Published(found.when, found.precision, found.origin) if found else None


def _labelled_author(page: Page) -> str | None:
    """A line "Tác giả: …" in or right after the text; else the structured author when it reads like a person's name."""
    text = page_text(page)
    after = text.end if text.blocks else 0
    for block in (*reversed(text.blocks), *page_blocks(page)[after : after + 6]):
        line = labelled_author(block.text) if len(block.text) < 120 and ":" in block.text else None
        if line and line.author:
            return line.author
    return None


class Generic(Platform):
    """See the module."""

    name = "generic"
    fields = Fields(
        title=(generic_title,),
        body=(generic_body,),
        published=(generic_date,),
        author=(_labelled_author,),
        category=(lambda page: stated(page).section, lambda page: page.first_meta("article:section")),
        tags=(metas("article:tag"),),
        attachments=(
            files("//body//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header or ancestor::aside)]"),
        ),
    )

    def matches(self, page: Page) -> bool:
        return True

    def page_kind(self, page: Page) -> PageKind:
        """An article has prose of its own; a list has headings that are links, with little text between them."""
        text = page_text(page)
        marked = self._is_marked(page)
        paragraphs = sum(b.kind == "text" and len(b.text) >= 60 for b in text.blocks)
        home = split_path(page.url)[0].rstrip("/").lower() in _HOMES
        listing = text.teasers * 3 >= max(paragraphs, 1) and not (marked and text.titled)
        if generic_title(page) and not listing and (marked or not home):
            enough = _ENOUGH // 2 if marked else _ENOUGH if text.titled else 4 * _ENOUGH
            if text.prose >= enough:
                return "article"
        teasers = max(text.teasers, self._dated_teasers(page))
        return "list" if teasers >= 3 else "other"

    def _is_marked(self, page: Page) -> bool:
        return page.first_meta("og:type") == "article" or stated(page).headline is not None or bool(_itemtypes(page))

    def _dated_teasers(self, page: Page) -> int:
        return sum(link.published is not None for link in self.article_links(page))

    def article_links(self, page: Page) -> tuple[Link, ...]:
        links = collect_links(page, _body_links(page), lambda url: self._identity(page, url))
        return tuple(link for link in links if len(link.title or "") >= 20)

    def _identity(self, page: Page, url: str) -> str | None:
        same = split_url(url).netloc == split_url(page.base).netloc
        return (
            address_key(url)
            if same and self.is_article_url(url) and address_key(url) != address_key(page.url)
            else None
        )

    def next_page(self, page: Page) -> str | FormPost | None:
        here = canonical_url(page.url)
        for link in page.rel("next"):
            if url := page.link(link.get("href")):
                return url
        for anchor in _all_links(page):
            words = inner_text(anchor).lower()
            if words in _NEXT or (anchor.get("rel") or "").lower() == "next":
                url = page.link(anchor.get("href"))
                if url and canonical_url(url) != here and split_url(url).netloc == split_url(page.base).netloc:
                    return url
        return None

    def list_links(self, page: Page) -> tuple[str, ...]:
        host, home = split_url(page.base).netloc, canonical_url(page.url)
        urls = (page.link(a.get("href")) for a in _menu_links(page))
        found = dict.fromkeys(
            canonical_url(u) for u in urls if u and split_url(u).netloc == host and not trap_reason(u)
        )
        return tuple(url for url in found if url != home and not self.is_article_url(url))

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
        path, query = split_path(url)
        if self.is_trap(url):
            return False
        slug = path.rstrip("/").rpartition("/")[2]
        return bool(
            _ARTICLE_ADDRESS.search(path) or _ARTICLE_QUERY.search(query) or (slug.count("-") >= 5 and len(slug) > 25)
        )

    def address(self, page: Page) -> str:
        """The address the page calls canonical, when only decoration of our own is missing from it."""
        own = canonical_url(page.url)
        for link in page.rel("canonical"):
            url = canonical_url(page.link(link.get("href")) or "")
            same = split_url(url).hostname == split_url(own).hostname and split_path(url)[0] == split_path(own)[0]
            kept = split_url(url).query or not _ARTICLE_QUERY.search(split_url(own).query)
            if same and kept and not trap_reason(url):
                return url
        return own
