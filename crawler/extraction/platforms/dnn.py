"""DotNetNuke. Its pages are known by ids (``dnn_ctr507_…``) and file paths (``/Portals/0/…``); news modules differ.

Seen: ``Default.aspx?tabid=119``, ``/Home/moduleId/2239/itemId/49762/controller/BaiViet/action/ChiTiet``,
``/NewsID/<GUID>``.
Names of parts are guesses after widespread modules; the generic path reads what they do not find.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from crawler.extraction.page import Page
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import any_of, bodies, text_in
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.readers import dated, elements, having, lines, text

_OWN = re.compile(r"(?i)\bdnn_ctr\d|__dnnVariable|[\"'=/]DesktopModules/|content=[\"']DotNetNuke|\bid=[\"']dnn_")
_KEY = r"(?P<id>\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})"
_LEADS = (
    lines(f"//*[{any_of('edn_articleSummary ArticleSummary')}]"),
    lines("//*[contains(@id,'dnn_ctr')][contains(@id,'lblSummary') or contains(@id,'lblTrichDan')]"),
)


class Dnn(Marked):
    """See the module."""

    name = "dnn"
    own_addresses = False
    needs_date = True
    addresses = (
        re.compile(rf"(?i)/(?:article|item|news|post|tin|baiviet|entry)id/{_KEY}(?=[/?.]|$)"),
        re.compile(rf"(?i)[?&](?:article|item|news|post|tin|baiviet)id={_KEY}(?=&|$)"),
        re.compile(rf"(?i)/tabid/\d+/(?:[a-z]+/\w+/)*id/{_KEY}(?=[/?.]|$)"),
        re.compile(rf"(?i)[?&]tabid=\d+&(?:.*&)?id={_KEY}(?=&|$)"),
    )
    traps: ClassVar = (
        (
            "login",
            re.compile(
                r"(?i)[/?&]ctl[/=](?:log(?:in|off|out)|register|sendpassword|profile|terms|privacy|edit|module|tab|users?)"
                r"|[?&]returnurl=|/(?:login|register|dangnhap)\.aspx"
            ),
        ),
        ("twin", re.compile(r"(?i)[?&](?:skinsrc|containersrc|dnnprintmode|popup|print)=|/(?:print|mctl)/")),
        ("calendar", re.compile(r"(?i)/(?:month|date|monthdate|evntdate|selecteddate)/|[?&](?:month|date|ngay)=")),
        ("search", re.compile(r"(?i)/search-?results?(?=[/?.]|$)|/tim-kiem(?=[/?.]|$)|[?&]search=")),
        (
            "system",
            re.compile(
                r"(?i)/(?:desktopmodules|portals|linkclick\.aspx|rss\.aspx)(?=[/?]|$)|/privacy\.aspx|/terms\.aspx"
            ),
        ),
        ("language", re.compile(r"(?i)/language/(?!vi)|^/(?:en|en-us|fr-fr|zh-cn)(?=/|$)")),
    )
    marks: ClassVar = Marks(
        article=elements("//*[contains(@id,'dnn_ctr')][contains(@id,'lblContent') or contains(@id,'lblNoiDung')]"),
        links=elements(
            f"//*[{any_of('edn_articleTitle ArticleTitle news-title title-news')}]/descendant-or-self::a[@href]"
        ),
        following=elements("//a[contains(@class,'next') or @title='Trang sau' or contains(@class,'NextPage')][@href]"),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//h1[{having('edn_articleTitle')}] | //h1[{having('ArticleTitle')}]"),
            text("//*[contains(@id,'dnn_ctr')][contains(@id,'lblTieuDe') or contains(@id,'lblTitle')][not(.//a)]"),
            generic_title,
        ),
        published=(
            dated(f"//*[{any_of('edn_metaDetails ArticleDate PublishDate')}]"),
            *Generic.fields.published,
            dated("//*[contains(@id,'dnn_ctr')][contains(@id,'Date') or contains(@id,'Ngay')]"),
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(
                f"//*[{any_of('edn_articleContent ArticleContent edn_article')}]",
                f".//*[{any_of('edn_metaDetails edn_relatedArticlesBox edn_articleSummary')}]",
            ),
            text_in("//*[contains(@id,'dnn_ctr')][contains(@id,'lblContent') or contains(@id,'lblNoiDung')]"),
        ),
    )

    def matches(self, page: Page) -> bool:
        return page.bears(_OWN, "dnn", "desktopmodules", "dotnetnuke")
