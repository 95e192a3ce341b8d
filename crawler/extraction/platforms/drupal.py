"""Drupal 7 to 10 in any theme. Templates of the software print node numbers, field names and machine-readable dates.

Portals are known to run it by their file paths only; which of the templates they use is a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlunsplit

from crawler.extraction.dates import find_dates
from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.base import PageKind, Published
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, attribute_date, bodies, precise, text_in, words_of_body
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.platforms.signatures import UNSIGNED
from crawler.extraction.readers import dated, dated_meta, elements, having, lines, text, texts
from crawler.extraction.urls import canonical_url, split_path, split_url

_OWN = re.compile(
    r"(?i)content=[\"']Drupal |Drupal\.settings|drupalSettings|/misc/drupal(?:\.init)?\.js|data-drupal-"
    r"|/sites/(?:all|default)/(?:themes|modules|files/(?:css|js)/)"
)
_NODE = re.compile(r"/node/(\d+)|^page-node-(\d+)$|^node-(\d+)$")
_with_number = elements("//article[@data-history-node-id]")
_NO_NEWS = frozenset(
    ("node-type-page", "page-node-type-page", "node-type-webform", "page-node-type-webform", "node-type-forum",
     "page-user", "path-user", "page-search", "path-search", "page-node-edit", "path-contact", "page-contact")
)  # fmt: skip
_MACHINE = attribute_date(
    "//*[@property='dc:date dc:created' or @property='schema:dateCreated' or @property='dc:date'"
    " or contains(@class,'date-display-single')]",
    "content",
)
_TIME = attribute_date(
    "//*[contains(@class,'submitted') or contains(@class,'created') or contains(@class,'post-date')]"
    "/descendant-or-self::time",
    "datetime",
)
_PRINTED = dated(
    "//*[contains(@class,'submitted') or contains(@class,'post-date') or contains(@class,'field--name-created')"
    " or contains(@class,'field-name-post-date') or contains(@class,'date-display-single')]"
)
_SUBMITTED = elements("//*[contains(@class,'submitted')] | //*[contains(@class,'node__meta')] | //article//footer")
_ENGLISH = re.compile(r"(?i)submitted|posted|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day)?,")


def _posted(page: Page) -> Published | None:
    """ "Đăng bởi quantri vào 09/04/2024 - 14:20": the one date of the line. English lines put the month first."""
    for element in _SUBMITTED(page):
        line = inner_text(element)
        spots = find_dates(line) if len(line) < 150 and not _ENGLISH.search(line) else []
        if len(spots) == 1:
            return Published(spots[0].found.when, spots[0].found.precision, "visible")
    return None


_META = dated_meta("article:published_time", "dcterms.date")
_FIELD = "//*[contains(@class,'field-name-{0}') or contains(@class,'field--name-{0}')]"
_ANY = "//*[contains(@class,'{0}')]"
"""A field of the portal's own, wherever the theme or a panel prints it."""
_LEADS = tuple(
    lines(_ANY.format(name))
    for name in ("field-summary", "field-tom-tat", "field-trich-dan", "field-sapo", "field-lead", "field-mo-ta")
)

_VALUE = "//*[not(*)][not(ancestor-or-self::*[contains(@class,'label')])]"
"""The value of a field, without the label that stands with it."""


class Drupal(Marked):
    """See the module."""

    name = "drupal"
    own_addresses = False
    addresses = (re.compile(r"^/(?:index\.php)?(?:\?(?:.*&)?q=)?(?:[a-z]{2}/)?node/(?P<id>\d+)/?(?=[?&]|$)"),)
    traps: ClassVar = (
        ("system", re.compile(r"(?i)/(?:node/(?:add|\d+/\w+)|comment/reply|filter/tips|user)(?=[/?]|$)|^/core/")),
        ("twin", re.compile(r"(?i)/(?:print|printpdf|printmail|printable|forward|pdf)/|[?&](?:destination|token)=")),
        ("search", re.compile(r"(?i)^/(?:[a-z]{2}/)?(?:search|tim-kiem)(?=[/?]|$)|[?&](?:keys|search_api_\w+)=")),
        ("calendar", re.compile(r"(?i)/(?:calendar|lich)(?:-\w+)*/\d{4}|[?&]mini=|/archive/\d{6}|[?&](?:order|sort)=")),
        ("feed", re.compile(r"(?i)/(?:taxonomy/term/\d+/(?:all/)?)?feed/?(?:\?|$)|/rss\.xml$")),
    )
    marks: ClassVar = Marks(
        article=elements(
            "//body[contains(@class,'page-node-')][not(contains(@class,'node-type-page'))]"
            "//*[contains(@class,'field-name-body') or contains(@class,'field--name-body')"
            f" or {having('node__content')}]"
        ),
        links=elements(
            f"//*[{any_of('views-row views-field-title node-teaser')}"
            " or contains(@class,'--view-mode-teaser')]//a[@href][ancestor::h2 or ancestor::h3 or ancestor::h4"
            " or ancestor::*[contains(@class,'title')]]"
            f" | //*[{having('view-content')}]//*[self::h2 or self::h3 or self::h4]/a[@href]"
        ),
        following=elements(f"//*[{any_of('pager-next pager__item--next pager-item-next')}]//a[@href]"),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//h1[@id='page-title' or {any_of('page-title page-header node__title')}]"),
            text("//h1[.//*[contains(@class,'field--name-title')]]"),
            generic_title,
        ),
        published=(
            precise(_PRINTED, _MACHINE, _TIME),
            precise(_posted, _MACHINE),
            _MACHINE,
            _TIME,
            _META,
            *Generic.fields.published,
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(_FIELD.format("body")),
            text_in(f"//*[{having('pane-node-body')}]"),
            text_in("//*[@property='content:encoded' or @property='schema:text']"),
            text_in(_FIELD.format("field-noi-dung")),
            text_in(
                f"//*[{having('node__content')}]",
                f".//*[{having('links')} or contains(@class,'field-name-field-') or {having('submitted')}]",
            ),
        ),
        author=(text(_ANY.format("field-tac-gia") + _VALUE), text(_ANY.format("field-author") + _VALUE), *UNSIGNED),
        source=(text(_ANY.format("field-nguon") + _VALUE), *Generic.fields.source),
        category=(
            text(_FIELD.format("field-chuyen-muc") + "//a"),
            text(_FIELD.format("field-category") + "//a"),
            *Generic.fields.category,
        ),
        tags=(texts(_FIELD.format("field-tags") + "//a"), *Generic.fields.tags),
    )

    def matches(self, page: Page) -> bool:
        return page.bears(_OWN, "drupal", "/sites/")

    def page_kind(self, page: Page) -> PageKind:
        """Nodes of a type for news are articles; plain pages, forms, users and searches are none; views are lists."""
        words = words_of_body(page)
        if self.is_trap(page.url) or words & _NO_NEWS:
            return "other"
        node = any(word.startswith(("page-node-", "node-type-")) or word == "path-node" for word in words)
        if words and not node and {"html", "front", "not-front", "path-frontpage"} & words:
            return "list" if len(self.article_links(page)) >= 2 else "other"
        return super().page_kind(page)

    def is_article_url(self, url: str) -> bool:
        """Path aliases are free: a name of some words counts."""
        path, query = split_path(url)
        named = path.rstrip("/").rpartition("/")[2].count("-") >= 3 and not query
        return super().is_article_url(url) or (named and not self.is_trap(url))

    def platform_id(self, page: Page, address: str) -> str | None:
        """The node's number, from the address, the class of ``body`` or the short link."""
        hrefs = (e.get("href") or "" for e in page.rel("shortlink"))
        numbers = (f"/node/{e.get('data-history-node-id')}" for e in _with_number(page))
        for spot in (address, *words_of_body(page), *hrefs, *numbers):
            if match := _NODE.search(spot):
                return str(next(filter(None, match.groups())))
        return None

    def canonical(self, url: str) -> str:
        """An article without parameters."""
        parts = split_url(canonical_url(url))
        steps = parts.query.split("&") if self.is_article_url(url) else []
        kept = "&".join(step for step in steps if step.startswith("q=")) if steps else parts.query
        return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))
