"""Joomla 2.5 to 5, with the widespread extension K2. Aliases drop accented letters (``/index.php/tin-t-c/tin-s-ki-n``).

Portals are known to run it by their addresses only; the classes are those of the software's own templates, a guess for
any one portal. "Viết bởi" names an account.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlunsplit

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import PageKind
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, attribute_date, bodies, precise, text_in
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.platforms.signatures import UNSIGNED
from crawler.extraction.readers import dated, elements, files, having, lines, text, texts
from crawler.extraction.urls import canonical_url, split_url

_OWN = re.compile(
    r"(?i)content=[\"']Joomla|option=com_content|/media/(?:jui|system/js)/|joomla-script-options"
    r"|class=[\"'][^\"']*\b(?:item-page|com-content-)|/components/com_"
)
_ID = re.compile(r"(?i)[?&]view=(?:article|item)(?=&|$)")
_DATE_PARTS = f"//*[{any_of('published create createdate itemDateCreated')}]"
_TIME = attribute_date(
    f"//time[@itemprop='datePublished'] | //time[@itemprop='dateCreated'] | {_DATE_PARTS}//time", "datetime"
)
_LEADS = (lines(f"//*[{having('itemIntroText')}]"),)


class Joomla(Marked):
    """See the module."""

    name = "joomla"
    own_addresses = False
    needs_date = True
    addresses = (
        re.compile(r"(?i)[?&](?=.*view=(?:article|item))(?:.*&)?id=(?P<id>\d+)"),
        re.compile(r"(?i)/item/(?P<id>\d+)(?:-[^/?]*)?(?:\.html)?(?=\?|$)"),
        re.compile(r"/\d+-[^/?]+/(?P<id>\d+)-[^/?]+?(?:\.html)?(?=\?|$)"),
        re.compile(r"/(?P<id>\d+)(?:-[^/?.-]+){4,}(?:\.html)?(?=\?|$)"),
        re.compile(r"^/index\.php/(?:[^/?]+/)+(?P<id>\d{2,})-[^/?]+?(?:\.html)?(?=\?|$)"),
    )
    traps: ClassVar = (
        ("twin", re.compile(r"(?i)[?&](?:tmpl|layout=print|showall|print|format)=?|/print(?:/|$)")),
        (
            "system",
            re.compile(
                r"(?i)/component/(?!content|k2)|[?&]option=com_(?!content|k2)|[?&]task=|[?&]view=(?:login|form|registration|remind|reset)"
            ),
        ),
        ("calendar", re.compile(r"(?i)/(?:month|week|year|day)?calendar|/icalrepeat|/eventsby|[?&](?:month|day)=\d")),
        ("search", re.compile(r"(?i)[?&](?:searchword|filter\[|filter_|keyword)|/(?:tim-kiem|search)(?=[/?]|$)")),
        ("no-news", re.compile(r"(?i)/(?:tag|itemlist/(?:user|tag|date))/")),
    )
    marks: ClassVar = Marks(
        article=elements(f"//*[{any_of('item-page com-content-article itemFullText itemView')}]"),
        links=elements(
            f"//*[{any_of('blog blog-featured category-list itemList itemListView category-module')} or "
            f"{any_of('com-content-category com-content-category-blog')}]//*[self::h2 or self::h3 or self::h4 or "
            f"{any_of('list-title catItemTitle page-header')}]//a[@href]"
        ),
        following=elements(
            "//*[contains(@class,'pagination')]//a[contains(@class,'next') or @title='Tiếp' or @title='Tiếp theo'"
            " or @title='Next' or @title='Kế tiếp' or contains(@aria-label,'tiếp') or contains(@aria-label,'next')]"
            " | //*[contains(@class,'pagination-next')]//a[@href]"
        ),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//*[{any_of('item-page com-content-article')}]//*[self::h1 or self::h2][@itemprop='headline']"),
            text(f"//*[{having('itemTitle')}]"),
            text(f"//*[{having('item-page')}]//*[{having('page-header')}]//*[self::h1 or self::h2]"),
            generic_title,
        ),
        published=(precise(dated(_DATE_PARTS), _TIME), _TIME, *Generic.fields.published),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in("//*[@itemprop='articleBody']"),
            text_in(f"//*[{having('itemFullText')}]"),
            text_in(f"//*[{having('com-content-article__body')}]"),
            text_in(
                f"//*[{having('item-page')}]",
                f".//*[{any_of('article-info pager pagenav icons tags page-header actions content_rating')}]",
            ),
        ),
        author=UNSIGNED,
        category=(
            text(f"//*[{having('category-name')}]//a | //*[{having('itemCategory')}]//a"),
            *Generic.fields.category,
        ),
        tags=(texts(f"//*[{any_of('tags itemTags')}]//a"), *Generic.fields.tags),
        attachments=(
            files(f"//*[{any_of('attachmentsList itemAttachments')}]//a"),
            *Generic.fields.attachments,
        ),
    )

    def matches(self, page: Page) -> bool:
        return page.bears(_OWN, "joomla", "com_", "/media/", "item-page", "com-content-")

    def page_kind(self, page: Page) -> PageKind:
        """Blogs and tables of titles are lists."""
        listed = not self.marks.article(page) and len(self.marks.links(page)) >= 2
        return "list" if listed and not self.is_trap(page.url) else super().page_kind(page)

    def canonical(self, url: str) -> str:
        """An article without the position in a list and the menu entry it was reached by."""
        parts = split_url(canonical_url(url))
        if not parts.query or not self.article_id(url):
            return canonical_url(url)
        kept = [(n, v) for n, v in parse_qsl(parts.query) if n in ("option", "view", "id")]
        query = urlencode(kept, safe=":") if _ID.search(f"?{parts.query}") else ""
        return canonical_url(urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")))
