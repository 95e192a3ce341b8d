"""WordPress in any theme. What tells its pages apart is the class of ``body``, which nearly every theme prints.

Classes are those of the software and of widespread themes; which of them the portals use is a guess. The name beside
the date is the account that posted the article, not its writer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlunsplit

from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.base import PageKind, Published
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, attribute_date, bodies, precise, text_in, words_of_body
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.platforms.signatures import UNSIGNED
from crawler.extraction.readers import dated, dated_meta, elements, having, lines, published, text, texts
from crawler.extraction.urls import canonical_url, split_path, split_url

_OWN = re.compile(r"(?i)content=[\"']WordPress|/wp-includes/|/wp-content/(?:themes|plugins)/|api\.w\.org")
_ARCHIVE = re.compile(r"(?i)/(?:category|chuyen-muc|danh-muc|page)/")
_SHORTLINK = re.compile(r"[?&]p=(\d+)")
_PRINTED = dated(
    f"//*[{any_of('entry-date posted-on post-date entry-meta td-post-date post-meta meta-date')}]//*[not(*)]"
    f" | //*[{any_of('entry-date posted-on post-date td-post-date')}]"
)
_STATED = attribute_date("//time[contains(@class,'published') or contains(@class,'entry-date')]", "datetime")
_ANY_TIME = attribute_date("//article//time[@datetime][not(ancestor::li)] | //main//h1/following::time[1]", "datetime")
_META = dated_meta("article:published_time")
_info = elements("//*[contains(@class,'post-info__item--type-date') or contains(@class,'post-info__item--type-time')]")


def _post_info(page: Page) -> Published | None:
    """Elementor's day and time, which stand in elements of their own."""
    return published(" ".join(map(inner_text, _info(page))))


_LEADS = (
    lines(f"//*[{any_of('entry-summary post-excerpt entry-excerpt')}][not(.//a)]"),
    lines(f"//article//*[{any_of('sapo post-sapo')}]"),
)
_NO_TEXT = ".//*[{}]".format(
    any_of(
        "sharedaddy yarpp post-tags tags-links post-bottom-meta wp-block-file jp-relatedposts related-posts entry-meta"
        " post-views toc navigation ez-toc-container lwptoc addtoany_share_save_container wp-block-latest-posts"
    )
)


class WordPress(Marked):
    """See the module."""

    name = "wordpress"
    own_addresses = False
    addresses = (
        re.compile(r"^[^?]*/(?:index\.php)?\?(?:.*&)?p=(?P<id>\d+)(?=&|$)"),
        re.compile(r"^/(?:index\.php/)?archives/(?P<id>\d+)/?(?=\?|$)"),
    )
    traps: ClassVar = (
        ("system", re.compile(r"(?i)/(?:wp-json|wp-admin|wp-cron|xmlrpc\.php|wp-content|wp-includes)(?=[/?.]|$)")),
        ("archive", re.compile(r"^/(?:19|20)\d\d(?:/\d\d){0,2}/?(?:page/\d+/?)?(?:\?|$)|[?&](?:m|monthnum|cal)=\d")),
        (
            "twin",
            re.compile(
                r"(?i)/(?:trackback|embed|amp|attachment)/?(?=[?/]|$)|/comment-page-\d|[?&](?:share|attachment_id|cpage)="
            ),
        ),
        ("no-news", re.compile(r"(?i)^/(?:[^/?]+/)?(?:tag|author|the)/|[?&](?:s|author|tag|feed)=|/feed/?(?:\?|$)")),
    )
    marks: ClassVar = Marks(
        article=elements(f"//body[{having('single')}]"),
        links=elements(
            f"//*[{any_of('entry-title post-title td-module-title entry-header')}]//a[@href]"
            " | //*[self::h2 or self::h3]/a[@rel='bookmark'] | //article//*[self::h2 or self::h3]/a"
        ),
        following=elements(
            f"//a[{having('next')} and contains(@class,'page')]"
            f" | //*[{any_of('nav-previous nav-next')}]/a[contains(@href,'page')]"
            " | //a[contains(@class,'nextpostslink')] | //*[contains(@class,'pag')]//a[contains(@class,'next')]"
        ),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//article//h1[{having('entry-title')}]"),
            text(f"//h1[{any_of('entry-title post-title td-post-title')} or @itemprop='headline']"),
            generic_title,
        ),
        published=(
            precise(_PRINTED, _STATED, _META),
            _STATED,
            _META,
            _post_info,
            precise(generic_date, _ANY_TIME),
            _ANY_TIME,
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(
                f"//*[{any_of('entry-content td-post-content post-content the-content')}]",
                _NO_TEXT,
            ),
            text_in(f"//*[@itemprop='articleBody'] | //*[{any_of('single-content content-post')}]", _NO_TEXT),
        ),
        author=UNSIGNED,
        category=(
            text("//article//a[contains(@rel,'category')] | //*[contains(@class,'cat-links')]//a"),
            text("//a[contains(@rel,'category')]"),
            *Generic.fields.category,
        ),
        tags=(
            texts(f"//*[{any_of('tags-links post-tags td-post-source-tags')}]//a | //a[@rel='tag']"),
            *Generic.fields.tags,
        ),
    )

    def matches(self, page: Page) -> bool:
        return page.bears(_OWN, "wordpress", "/wp-", "api.w.org")

    def page_kind(self, page: Page) -> PageKind:
        """By the class of ``body``: posts of any type are ``single``; pages, searches and archives are none."""
        words = words_of_body(page)
        if self.is_trap(page.url) or words & {
            "error404",
            "search",
            "search-results",
            "attachment",
            "single-attachment",
            "single-product",
        }:
            return "other"
        archive = _ARCHIVE.search(split_path(page.url)[0]) or words & {"page", "page-template"}
        if words & {"archive", "blog", "category", "home"} or (archive and "single" not in words):
            return "list" if len(self.article_links(page)) >= 2 else "other"
        return super().page_kind(page)

    def is_article_url(self, url: str) -> bool:
        """Permalinks are free: any name of some words counts that is no category, archive or file."""
        path, query = split_path(url)
        slug = path.rstrip("/").rpartition("/")[2]
        named = not query and slug.count("-") >= 3 and not _ARCHIVE.search(path)
        return super().is_article_url(url) or (named and not self.is_trap(url))

    def feed_links(self, page: Page) -> tuple[str, ...]:
        """Without the feeds of comments."""
        return tuple(url for url in super().feed_links(page) if "comments" not in url)

    def platform_id(self, page: Page, address: str) -> str | None:
        """The number of the post, from the address, the class of ``body`` or the short link of the page."""
        from_class = next((w.removeprefix("postid-") for w in words_of_body(page) if w.startswith("postid-")), None)
        short = next((m[1] for e in page.rel("shortlink") if (m := _SHORTLINK.search(e.get("href") or ""))), None)
        return self.article_id(address) or from_class or short

    def canonical(self, url: str) -> str:
        """Without parameters, unless they name the article or the search."""
        parts = split_url(canonical_url(url))
        kept = parts.query if self.article_id(url) or not super().is_article_url(url) else ""
        return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))
