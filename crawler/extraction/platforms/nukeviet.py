"""NukeViet 4.x, 5 and eGovernment (core 4.4): desktop and mobile themes, imported skins, any module name and prefix.

Markup as observed on running sites. Every page says in a script which module and function made it; articles keep their
Schema.org and OpenGraph marks in any skin. The printed date is right; the ``datePublished`` of the microdata is the
time of the last edit and is never used.
"""

from __future__ import annotations

import re

from crawler.extraction.page import Element, Page, remembered
from crawler.extraction.platforms.base import Fields, PageKind, Used
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, nearest_date
from crawler.extraction.platforms.mark_readers import after_lead, text_in, unless
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.platforms.nukeviet_skins import (
    AUTHOR,
    SOURCE,
    body_without_lead,
    breadcrumb,
    category_from_menu,
    largest_part,
    lead_from_description,
    no_wrapper,
    unmarked_by_theme,
    wrapper,
)
from crawler.extraction.platforms.nukeviet_urls import (
    LISTS_BY_FUNCTION,
    OTHER_MODULES,
    article_key,
    canonical_article,
    list_of_feed,
    page_number,
    trap,
)
from crawler.extraction.platforms.pager import next_address
from crawler.extraction.platforms.sections import SECTIONS, tags_beside
from crawler.extraction.platforms.signatures import named_above, signed, signed_below
from crawler.extraction.readers import (
    Scope,
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
from crawler.extraction.urls import canonical_url, site, trap_reason

_FUNCTION = re.compile(r"""nv_func_name\s*=\s*["']([\w-]*)["']""")
_MODULE = re.compile(r"""nv_module_name\s*=\s*["']([\w-]*)["']""")
_LABELLED = (
    "//text()[starts-with(normalize-space(.),'{}')]/ancestor::*[self::p or self::div or self::li or self::td][1]"
)


_LEADS = (
    lines(f".//div[{having('hometext')}]", wrapper),
    lines(".//*[@id='hometext']//*[@itemprop='description']", wrapper),
    lines(".//*[@id='hometext']", wrapper),
    lines(".//*[@itemprop='description'][normalize-space()]", wrapper),
    lines(f"//*[{having('sapo')} or {having('hometext')}]", no_wrapper),
)


def _saying(word: str) -> Scope:
    """The whole page, where its text can hold a word: a look into the source takes a fifth of the search."""
    return lambda page: page.root if page.may_say(word) else None


def _has_wrapper(page: Page) -> bool:
    return wrapper(page) is not None


def _offering_files(page: Page) -> Element | None:
    """The whole page, where its source has the address of a download at all."""
    return page.root if "download=1" in page.html else None


class NukeViet(Marked):
    """See the module."""

    name = "nukeviet"
    marks = Marks(
        links=elements(
            f"//*[{having('news_column')} or {having('listpage')} or {having('list-group')} or {having('viewgrid')}]"
            "//a[@href]"
        ),
    )
    fields = Fields(
        title=(
            text(".//h1[@itemprop='headline']", wrapper),
            text("//h1[@itemprop='headline']"),
            text(".//*[@itemprop='headline']", wrapper),
            text("//*[@id='news_detail']/h1"),
            meta("og:title"),
            text(".//h1", wrapper),
            generic_title,
        ),
        published=(
            dated(f".//span[{having('h5')}]", wrapper),
            dated(f".//em[{having('time')}] | .//span[{having('time')}]", wrapper),
            dated_meta("article:published_time"),
            nearest_date(wrapper),
            generic_date,
        ),
        lead=(*_LEADS, lead_from_description, unmarked_by_theme),
        body=(
            text_in("id('news-bodyhtml')"),
            text_in(f".//*[{having('bodytext')}]", scope=wrapper),
            text_in("//*[@itemprop='articleBody']"),
            largest_part,
            after_lead(body_without_lead, *_LEADS),
        ),
        author=(
            labelled(f".//p[{having('text-right')}]", AUTHOR, wrapper),
            labelled("." + _LABELLED.format("Tác giả"), AUTHOR, wrapper),
            labelled(_LABELLED.format("Tác giả"), AUTHOR, _saying("Tác")),
            *unless(_has_wrapper, (signed, signed_below, named_above)),
        ),
        source=(
            labelled(f".//p[{having('text-right')}]", SOURCE, wrapper),
            labelled("." + _LABELLED.format("Nguồn"), SOURCE, wrapper),
            labelled(_LABELLED.format("Nguồn tin"), SOURCE, _saying("Nguồn")),
            labelled(_LABELLED.format("Nguồn"), SOURCE, no_wrapper),
        ),
        category=(
            meta("article:section"),
            breadcrumb(f"//*[{having('temp-breadcrumbs')}]//*[@itemprop='name']"),
            breadcrumb("//*[contains(@itemtype,'BreadcrumbList')]//*[@itemprop='name']"),
            category_from_menu,
            *SECTIONS,
        ),
        tags=(
            metas("article:tag"),
            texts("//a[contains(@href,'/tag/')]/em"),
            tags_beside,
        ),
        captions=(
            texts(f".//figure[{having('article')}]//figcaption | .//p[{having('imgalt')}]//em", wrapper),
            texts(".//*[@id='imghome']//em", wrapper),
        ),
        attachments=(
            files(f".//*[{having('news-download-file')}]//a", wrapper),
            files("id('news-bodyhtml')//a"),
            files(".//a[@href]", wrapper),
            files("//a[contains(@href,'download=1')]", _offering_files),
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
            if not self._is_article(page):
                return "other" if function else super().page_kind(page)
            return "other" if not _has_wrapper(page) and self._says_gone(page) else "article"
        if function == "main":
            return "other" if 'itemprop="headline"' in page.html else self._list_kind(page)
        return "list" if function in LISTS_BY_FUNCTION else "other"

    def _is_article(self, page: Page) -> bool:
        if page.first_meta("og:type") == "article" or "schema.org/NewsArticle" in page.html:
            return True
        function = _named(_FUNCTION, page)
        made_by_detail = function == "detail" or page.by_id("news-bodyhtml") is not None
        made_by_detail = made_by_detail or (not function and bool(_DETAIL_34(page)))
        return made_by_detail and self.is_article_url(page.url)

    def _list_kind(self, page: Page) -> PageKind:
        return "list" if len(self.article_links(page)) >= 3 else "other"

    def byline_in_text(self, used: Used) -> bool:
        """The system has a field for the writer; in skins that hide its marks, a line of the text may be that field."""
        return used["body"] == len(self.fields.body) - 1

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
        numbered = (page.link(a.get("href")) for a in _PAGE_LINKS(page))
        found = next((url for url in numbered if url and page_number(url) == here + 1 and not trap_reason(url)), None)
        return found or next_address(page, lambda url: page_number(url) == here + 1 and not self.is_trap(url))

    def list_links(self, page: Page) -> tuple[str, ...]:
        """Categories: every page announces the feed of each, and the feed's address is the list's with ``rss/``
        inside."""
        home = canonical_url(page.url)
        found = dict.fromkeys(filter(None, map(list_of_feed, self._feeds(page))))
        mine = (url for url in found if canonical_url(url) != home and site(url) == site(page.base))
        return tuple(url for url in mine if not self.is_trap(url)) or super().list_links(page)

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
        said = [e.get("href") for e in page.rel("canonical")] + [*page.metas("og:url")]
        for href in said:
            url = page.link(href)
            if url and article_key(url) and (article_key(own) is None or _number(url) == _number(own)):
                return self.canonical(url)
        return own


_DETAIL_34 = elements(f"//*[@id='news_detail' or @id='hometext' or {having('bodytext')}]")
"""What only an article has in 3.4, whose pages do not say by which function they were made."""
_NEXT_LINKS = elements(
    "//*[contains(@class,'pagination') or contains(@class,'paging') or contains(@class,'generate_page')]"
    "//a[@rel='next' or normalize-space()='»' or normalize-space()='›' or contains(@class,'next')]"
    " | //li[contains(concat(' ',@class,' '),' active ')]/following-sibling::li[1]/a"
)
_PAGE_LINKS = elements("//*[contains(@class,'pagination') or contains(@class,'generate_page')]//a[@href]")


def _named(pattern: re.Pattern[str], page: Page) -> str:
    """A name that the page's own script gives; the whole source is searched where the script is not as usual."""
    match = pattern.search(_made_by(page))
    return match[1] if match else ""


@remembered
def _made_by(page: Page) -> str:
    return page.around("nv_module_name", 200, 400) or page.html


def _number(url: str) -> str:
    return (article_key(url) or "").rpartition("/")[2]
