"""NukeViet 4.x, 5 and eGovernment (core 4.4): desktop and mobile themes, imported skins, any module name and prefix.

Markup as observed on running sites. Every page says in a script which module and function made it; articles keep their
Schema.org and OpenGraph marks in any skin. The printed date is right; the ``datePublished`` of the microdata is the
time of the last
edit and is never used.
"""

from __future__ import annotations

import re

from crawler.extraction.page import Element, Page, plain
from crawler.extraction.platforms.base import Fields, Link, PageKind, Platform, Reader
from crawler.extraction.platforms.generic import generic_body, generic_date, nearest_date
from crawler.extraction.platforms.nukeviet_urls import (
    LISTS_BY_FUNCTION,
    OTHER_MODULES,
    article_key,
    canonical_article,
    list_of_feed,
    page_number,
    trap,
)
from crawler.extraction.readers import (
    body,
    collect_links,
    dated,
    dated_meta,
    elements,
    files,
    having,
    labelled,
    lines,
    meta,
    metas,
    text,
    texts,
)
from crawler.extraction.urls import canonical_url, trap_reason

_FUNCTION = re.compile(r"""nv_func_name\s*=\s*["']([\w-]*)["']""")
_MODULE = re.compile(r"""nv_module_name\s*=\s*["']([\w-]*)["']""")
_AUTHOR = re.compile(r"(?i)^tác giả(?:\s+bài viết)?\s*:\s*")
_SOURCE = re.compile(r"(?i)^nguồn(?:\s+(?:tin|bài viết|bài))?\s*:\s*")
_LABELLED = (
    "//text()[starts-with(normalize-space(.),'{}')]/ancestor::*[self::p or self::div or self::li or self::td][1]"
)


def _wrapper(page: Page) -> Element | None:
    """The element that holds one article and nothing of the side columns; None in skins that have no such mark."""
    if "wrapper" not in page.memo:
        page.memo["wrapper"] = _find_wrapper(page)
    return page.memo["wrapper"]  # type: ignore[return-value]


def _no_wrapper(page: Page) -> Element | None:
    """The whole page, in skins where `_wrapper` finds nothing."""
    return page.root if _wrapper(page) is None else None


def _find_wrapper(page: Page) -> Element | None:
    inner = page.by_id("news-bodyhtml")
    if inner is None:
        inner = next(
            (e for e in page.root.iter("div", "article", "section") if "bodytext" in (e.get("class") or "").split()),
            None,
        )
    if inner is None:
        return next(iter(_NEWS_ARTICLE(page)), None)
    around = [e for e in inner.iterancestors() if e.tag in ("div", "article", "section", "main")]
    for element in around:
        if "NewsArticle" in (element.get("itemtype") or "") or "news_column" in (element.get("class") or "").split():
            return element
    return around[0] if around else None


_NEWS_ARTICLE = elements("//*[contains(@itemtype,'NewsArticle')]")


def _breadcrumb(path: str) -> Reader[str]:
    """The last step of a breadcrumb that is neither the home page nor the article itself."""
    read = texts(path)

    def last(page: Page) -> str | None:
        title = plain(page.first_meta("og:title"))
        steps = [
            step
            for step in read(page) or ()
            if step.lower() not in ("trang nhất", "trang chủ", "home", "main") and step != title
        ]
        return steps[-1] if steps else None

    return last


def _lead_from_description(page: Page) -> str | None:
    """In skins that hide the lead's mark: the paragraph that the shortened ``og:description`` is the beginning of."""
    start = (page.first_meta("og:description", "description") or "").removesuffix("...").removesuffix("…").strip()
    if len(start) < 40:
        return None
    found = generic_body(page)
    return next((p for p in (found.paragraphs[:3] if found else ()) if plain(p).startswith(start)), None)


class NukeViet(Platform):
    """See the module."""

    name = "nukeviet"
    byline_in_text = False
    fields = Fields(
        title=(
            text(".//h1[@itemprop='headline']", _wrapper),
            text("//h1[@itemprop='headline']"),
            text(".//*[@itemprop='headline']", _wrapper),
            text("//*[@id='news_detail']/h1"),
            meta("og:title"),
            text(".//h1", _wrapper),
        ),
        published=(
            dated(f".//span[{having('h5')}]", _wrapper),
            dated(f".//em[{having('time')}] | .//span[{having('time')}]", _wrapper),
            nearest_date(_wrapper),
            dated_meta("article:published_time"),
            generic_date,
        ),
        lead=(
            lines(f".//div[{having('hometext')}]", _wrapper),
            lines(".//*[@id='hometext']//*[@itemprop='description']", _wrapper),
            lines(".//*[@id='hometext']", _wrapper),
            lines(".//*[@itemprop='description'][normalize-space()]", _wrapper),
            _lead_from_description,
        ),
        body=(
            body("id('news-bodyhtml')"),
            body(f".//*[{having('bodytext')}]", _wrapper),
            body(".//*[@itemprop='articleBody']"),
            generic_body,
        ),
        author=(
            labelled(f".//p[{having('text-right')}]", _AUTHOR, _wrapper),
            labelled("." + _LABELLED.format("Tác giả"), _AUTHOR, _wrapper),
            labelled(_LABELLED.format("Tác giả"), _AUTHOR, _no_wrapper),
        ),
        source=(
            labelled(f".//p[{having('text-right')}]", _SOURCE, _wrapper),
            labelled("." + _LABELLED.format("Nguồn"), _SOURCE, _wrapper),
            labelled(_LABELLED.format("Nguồn"), _SOURCE, _no_wrapper),
        ),
        category=(
            meta("article:section"),
            _breadcrumb(f"//*[{having('temp-breadcrumbs')}]//*[@itemprop='name']"),
            _breadcrumb("//*[contains(@itemtype,'BreadcrumbList')]//*[@itemprop='name']"),
        ),
        tags=(
            metas("article:tag"),
            texts("//a[contains(@href,'/tag/')]/em"),
        ),
        captions=(texts(f".//figure[{having('article')}]//figcaption | .//p[{having('imgalt')}]//em", _wrapper),),
        attachments=(
            files(f".//*[{having('news-download-file')}]//a", _wrapper),
            files("id('news-bodyhtml')//a"),
            files(f".//*[{having('bodytext')}]//a", _wrapper),
        ),
    )

    def matches(self, page: Page) -> bool:
        generator = page.first_meta("generator") or ""
        return (
            generator.lower().startswith("nukeviet")
            or "nv_base_siteurl" in page.html
            or 'id="timeoutsess"' in page.html
        )

    def page_kind(self, page: Page) -> PageKind:
        function, module = _named(_FUNCTION, page), _named(_MODULE, page)
        if module in OTHER_MODULES or function in ("print", "savefile", "sendmail"):
            return "other"
        if function == "detail" or not function:
            return "article" if self._is_article(page) else "other" if function else self._list_kind(page)
        if function == "main":
            return "other" if 'itemprop="headline"' in page.html else self._list_kind(page)
        return "list" if function in LISTS_BY_FUNCTION else "other"

    def _is_article(self, page: Page) -> bool:
        if page.first_meta("og:type") == "article" or "schema.org/NewsArticle" in page.html:
            return True
        return page.by_id("news-bodyhtml") is not None and self.is_article_url(page.url)

    def _list_kind(self, page: Page) -> PageKind:
        return "list" if len(self.article_links(page)) >= 3 else "other"

    def article_links(self, page: Page) -> tuple[Link, ...]:
        """Links of the content column; those of the whole page where a skin does not mark that column."""
        for path in (_COLUMN_LINKS, _BODY_LINKS):
            links = collect_links(page, path(page), self._identity)
            if links:
                return links
        return ()

    def _identity(self, url: str) -> str | None:
        return self.article_id(url) if self.is_article_url(url) else None

    def next_page(self, page: Page) -> str | None:
        here = page_number(page.url)
        for link in (*page.rel("next"), *_NEXT_LINKS(page)):
            url = page.link(link.get("href"))
            if (
                url
                and canonical_url(url) != canonical_url(page.url)
                and page_number(url) > here
                and not trap_reason(url)
            ):
                return url
        return None

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Categories: every page announces the feed of each, and the feed's address is the list's with ``rss/``
        inside."""
        found = [list_of_feed(url) for url in self._feeds(page)]
        if not any(found):
            found = [page.link(a.get("href")) for a in _MENU_LINKS(page)]
        return tuple(
            dict.fromkeys(url for url in found if url and not self.is_trap(url) and not self.is_article_url(url))
        )

    def _feeds(self, page: Page) -> list[str]:
        hrefs = (page.link(e.get("href")) for e in page.rel("alternate") if "rss" in (e.get("type") or ""))
        return [url for url in hrefs if url]

    def feed_links(self, page: Page) -> tuple[str, ...]:
        """The sitemap (every article with its time of publication), then the feed of the whole module."""
        general = [url for url in self._feeds(page) if list_of_feed(url) is None]
        sitemap = page.link("/sitemap.xml")
        return tuple(dict.fromkeys(url for url in (sitemap, *general) if url))

    def article_id(self, url: str) -> str | None:
        return article_key(url)

    def trap_reason(self, url: str) -> str | None:
        return trap_reason(url) or trap(url)

    def canonical(self, url: str) -> str:
        return canonical_article(url)

    def address(self, page: Page) -> str:
        """The page's own canonical address where it names the same article; a twin address otherwise stays as it is."""
        own = self.canonical(page.url)
        said = [e.get("href") for e in page.rel("canonical")] + list(page.meta.get("og:url", ()))
        for href in said:
            url = page.link(href)
            if url and article_key(url) and (article_key(own) is None or _number(url) == _number(own)):
                return self.canonical(url)
        return own


_COLUMN_LINKS = elements(
    f"//*[{having('news_column')} or {having('listpage')} or {having('list-group')} or {having('viewgrid')}]//a[@href]"
)
_BODY_LINKS = elements("//body//a[@href][not(ancestor::footer)]")
_NEXT_LINKS = elements(
    "//*[contains(@class,'pagination') or contains(@class,'paging') or contains(@class,'generate_page')]"
    "//a[@rel='next' or normalize-space()='»' or normalize-space()='›' or contains(@class,'next')]"
    " | //li[contains(concat(' ',@class,' '),' active ')]/following-sibling::li[1]/a"
)
_MENU_LINKS = elements("//nav//a[@href] | //*[contains(@id,'menu') or contains(@class,'menu')]//li/a[@href]")


def _named(pattern: re.Pattern[str], page: Page) -> str:
    match = pattern.search(page.html)
    return match[1] if match else ""


def _number(url: str) -> str:
    return (article_key(url) or "").rpartition("/")[2]
