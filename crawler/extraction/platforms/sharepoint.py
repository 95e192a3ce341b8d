"""SharePoint: the build by Tân Dân (Điện Biên, Ninh Thuận, Nam Định, Hà Tĩnh …) and others (Đồng Nai, Bình Dương …).

All names of classes and ids here were seen on running sites or in public scrapers of them, unless a comment says guess.
Paths are the same in any letter case. Words may hold zero-width spaces; cleaning of text takes them out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import unquote, urlunsplit

from crawler.extraction.page import Page
from crawler.extraction.platforms.base import Published
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, bodies, day_or_time, text_in
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.readers import dated, elements, files, having, labelled, lines, text, texts
from crawler.extraction.urls import canonical_url, split_path, split_url

_PAGES = re.compile(r"(?i)/pages/")
_DATED = re.compile(r"(?i)/pages/(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})/(?P<id>[^/?]+?)\.aspx(?=\?|$)")
_DATED_LINK = re.compile(r"(?i)href=[\"'][^\"'<>]{0,80}/portal/pages/\d{4}-\d{1,2}-\d{1,2}/([^\"'?<>]+)\.aspx")
_ENOUGH = 3
"""Articles under dated paths that a home page leads to, from which on it is this build's, whatever its theme."""
_TANDAN = re.compile(r"class=[\"'][^\"']*\b(?:tandan-|TD-channel-)")
_STRONG = re.compile(
    r"(?i)_spPageContextInfo|/_layouts/|SPWebPartManager|MSOWebPartPage|content=[\"']Microsoft SharePoint"
)
_WEAK = re.compile(r"(?i)ms-rtestate-field|\bExternalClass[0-9A-F]{32}|ms-rteElement|/PublishingImages/|/_catalogs/")
_TRAPS = (
    ("twin", re.compile(r"(?i)[?&](?:isdlg|mobile|print|in)=1|/(?:print|inbaiviet|intin)[^/]*\.aspx")),
    ("system", re.compile(r"(?i)/_(?:layouts|catalogs|vti_bin|api)/|/(?:allitems|dispform|newform|editform)\.aspx")),
    ("calendar", re.compile(r"(?i)[?&](?:calendardate|calendarperiod|ngay|thang)=")),
    ("search", re.compile(r"(?i)/(?:tim-?kiem|search|results|kết-quả-tìm-kiếm)[^/]*\.aspx|[?&](?:k|query)=")),
    ("junk", re.compile(r"(?i)[?&]rootfolder=|[?&]p_id=")),
)
_SOURCE = "//*[contains(@id,'_pnNguontin')]"
_SOURCE_LABEL = re.compile(r"(?i)^(?:theo\s|(?:trích )?nguồn(?:\s+(?:tin|bài viết|bài))?\s*:)\s*")

_TANDAN_LEADS = (lines(f"//*[{having('tandan-p-article-news-summary')}]"),)
_NO_TEXT = ".//*[{}]".format(
    any_of(
        "tandan-div-article-other td-tags tandan-span-date-publish tandan-p-article-news-title "
        "tandan-p-article-news-summary"
    )
)


class TanDan(Marked):
    """The build of Tân Dân: articles at ``/portal/Pages/2024-4-25/<slug><key>.aspx``, whose folder is their day."""

    name = "sharepoint-tandan"
    addresses = (_DATED,)
    traps = _TRAPS
    marks: ClassVar = Marks(
        article=elements(
            f"//*[{any_of('tandan-p-article-news-title tandan-p-article-news-content tandan-p-article-main')}]"
        ),
        links=elements(f"//*[{any_of('TD-channel-main-td channel-news-folder')}]//a[@href]"),
        following=elements("//*[contains(@class,'pag')]//a[normalize-space()='Trang sau' or contains(@class,'next')]"),
    )
    fields = replace(
        Generic.fields,
        title=(text(f"//*[{having('tandan-p-article-news-title')}]"), generic_title),
        published=day_or_time(
            dated(f"//*[{having('tandan-span-date-publish')}]"),
            dated("//*[starts-with(@class,'tandan-') and contains(@class,'date')]"),
        ),
        lead=(*_TANDAN_LEADS, unmarked_lead),
        body=bodies(
            _TANDAN_LEADS,
            text_in(f"//*[{having('tandan-p-article-news-content')}]", _NO_TEXT),
            text_in(f"//*[{having('tandan-p-article-main')}]", _NO_TEXT),
            text_in(f"//*[{having('ms-rtestate-field')}]", _NO_TEXT),
        ),
        author=(text(f"//*[{having('tandan-p-article-author')}]"), *Generic.fields.author),  # guess
        tags=(texts(f"//*[{having('td-tags')}]//a"), *Generic.fields.tags),
        attachments=(
            files("//*[contains(@class,'tandan-') or contains(@class,'ms-rtestate-field')]//a[@href]"),
            *Generic.fields.attachments,
        ),
    )

    def matches(self, page: Page) -> bool:
        own = page.bears(_TANDAN, "tandan-", "td-channel-") or self.article_id(page.url) is not None
        return own or len(set(_DATED_LINK.findall(page.html))) >= _ENOUGH

    def article_id(self, url: str) -> str | None:
        """Day and name, the same in any letter case and with or without leading zeros."""
        match = _DATED.search(unquote(split_path(url)[0]))
        return f"{match['y']}-{int(match['m'])}-{int(match['d'])}/{match['id'].lower()}" if match else None

    def canonical(self, url: str) -> str:
        return _one_case(url)


def _clock_of_the_month(page: Page) -> Published | None:
    """Bình Dương prints the date in a label named after the clock: it counts where the address has the same month."""
    found = _LABEL(page)
    month = re.search(r"/(20\d\d)/(\d{1,2})/\d+-", page.url)
    same = found and month and (found.when.year, found.when.month) == (int(month[1]), int(month[2]))
    return found if same else None


_LABEL = dated("//span[contains(@id,'Label_DateTime')]")
_LEADS = (
    lines("id('news-des')"),
    lines("id('divArticleDescription1')"),
    lines(f"//*[{any_of('news-des sapo divTrichDan')}]"),  # guess
)


class SharePoint(Marked):
    """Other builds. Each names its addresses and parts in its own way; known ones first, then the generic path."""

    name = "sharepoint"
    own_addresses = False
    addresses = (
        re.compile(
            r"(?i)\.aspx\?(?:.*&)?(?:newsid|idnews|tintucid|itemid|articleid|idtin|tinid|idbaiviet)=(?P<id>\d+)(?=&|$)"
        ),
        re.compile(r"(?i)/pages/(?:[^/?]+/)*(?P<id>\d{3,})/[^/?]+\.(?:html?|aspx)(?=\?|$)"),
        re.compile(r"(?i)/tin-?tuc/(?P<id>\d{2,})/[^/?]+\.aspx(?=\?|$)"),
        re.compile(r"^(?:/[^/?]+)+/(?P<id>(?:19|20)\d\d/\d{1,2}/\d+)-[^/?]+"),
    )
    traps = _TRAPS
    marks: ClassVar = Marks(
        article=elements(
            f"id('news-detail') | id('divArticleDescription2') | //*[{having('divNoiDungTinBai')}]"
            f" | //*[{having('div-Tonghop-Title')}]"
        ),
        links=elements(f"//*[{any_of('lnew news1 item-title link-item')}]/descendant-or-self::a[@href]"),
    )
    fields = replace(
        Generic.fields,
        title=(
            text("id('news-title')"),
            text("id('divArticleDescription3')//h1 | id('divArticleDescription3')"),
            text(f"//*[{having('div-Tonghop-Title')}]"),
            generic_title,
        ),
        published=day_or_time(
            dated("//*[contains(@id,'_pnHide')]"),
            dated("//li[i[contains(@class,'fa-calendar')]]"),
            dated(f"//*[{having('item-infor')}]//span[2]"),
            _clock_of_the_month,
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in("id('news-detail')"),
            text_in("id('divArticleDescription2')"),
            text_in(f"//*[{having('divNoiDungTinBai')}]"),
            text_in(f"//*[{having('news-content')}]/*[{having('ms-rtestate-field')}]"),
            text_in(f"//*[{having('ms-rtestate-field')}] | //*[starts-with(@class,'ExternalClass')]"),
            text_in("id('divArticleDescription')"),
        ),
        source=(labelled(_SOURCE, _SOURCE_LABEL), text(_SOURCE)),
    )

    def matches(self, page: Page) -> bool:
        """The software's own paths and scripts; what editors may have pasted counts on its kind of page only."""
        if page.bears(
            _STRONG, "_sppagecontext", "/_layouts/", "spwebpartmanager", "msowebpart", "microsoft sharepoint"
        ):
            return True
        return ("__VIEWSTATE" in page.html or ".aspx" in page.url.lower()) and bool(_WEAK.search(page.html))

    def canonical(self, url: str) -> str:
        return _one_case(url) if self.article_id(url) else canonical_url(url)


def _one_case(url: str) -> str:
    """``/pages/`` as SharePoint itself writes it; a dated article without parameters."""
    parts = split_url(canonical_url(url))
    query = "" if _DATED.search(parts.path) else parts.query
    return urlunsplit((parts.scheme, parts.netloc, _PAGES.sub("/Pages/", parts.path), query, ""))
