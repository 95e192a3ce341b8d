"""Liferay with its own asset publisher (6.2 stock and 7.x themes), and the custom portlets of Liferay portals.

Seen addresses: ``/-/asset_publisher/<instance>/content/<slug>`` or ``…/content/id/<number>``, with a bare number as
query (Quảng Ngãi); display pages ``/w/<slug>`` (Đà Nẵng, 7.4); ``/-/details/<group>/<slug>-<number>`` (Bắc Ninh);
``/-/chi-tiet/<slug>-<number>-<n>.html`` (market surveillance, women's union); ``/chi-tiet?id=…&_c=…`` (Đà Nẵng until
2023). Markup seen: 6.2 stock, moh.gov.vn, Quảng Ngãi, the 7.x themes of Ba Đình and Vinh. Guessed, and so behind what
was seen: ``header-title`` of 6.2, ``metadata-publish-date`` and ``portlet-content`` of 7.x.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.page import Page, inner_text
from crawler.extraction.platforms.addressed import FURNITURE
from crawler.extraction.platforms.base import Published
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.languages import Multilingual
from crawler.extraction.platforms.liferay_hanoi import LiferayHanoi
from crawler.extraction.platforms.mark_readers import bodies, text_in
from crawler.extraction.platforms.marked import Marks
from crawler.extraction.platforms.signatures import UNSIGNED, signed
from crawler.extraction.readers import dated, elements, files, having, lines, published, text, texts

_NUMBER = r"(?:(?:article|news|tin|baiviet)_?id|id(?:tin|news|baiviet))"
"""[guess] Parameters by which the portlets of vendors are told an article."""
_PUBLISHER = r"(?i)/-/asset_publisher/\w*/(?:content|blog)/"
_FULL = f"//*[{having('asset-full-content')}]"
_UNLINKED = "[not(.//a[@href]) and not(ancestor::a)]"
_LEADS = (
    lines(f"{_FULL}//*[{having('sapo')}]"),
    lines(f"//*[{having('sapo-wrapper')} or {having('sapo')} or {having('news-sapo')}]"),
)
_MODEL = "//*[contains(@class,'portlet-asset-publisher')]"


_short_dates = elements(f"{_FULL}//*[contains(@class,'publish-date') or contains(@class,'date-info')]")
_SHORT_YEAR = re.compile(r"(\d{1,2}/\d{1,2}/)(\d\d)(?!\d)")


def _short_dated(page: Page) -> Published | None:
    """The date of the stock template, which prints two digits of the year: "04/10/22"."""
    lines = (_SHORT_YEAR.sub(r"\g<1>20\2", inner_text(element)) for element in _short_dates(page))
    return next(filter(None, map(published, lines)), None)


_TOLD = re.compile(rf"(?i)_101_INSTANCE_\w+_(?:urlTitle|assetEntryId)=|_\w+?_{_NUMBER}=\d{{3,}}$")


class LiferayAsset(Multilingual):
    """See the module."""

    name = "liferay-asset"
    addresses = (
        re.compile(_PUBLISHER + r"id/(?P<id>\d+)"),
        re.compile(_PUBLISHER + r"[^/?]+\?(?P<id>\d+)$"),
        re.compile(_PUBLISHER + r"(?P<id>[^/?]+)/?(?:\?|$)"),
        re.compile(r"_101_INSTANCE_\w+_urlTitle=(?P<id>[^&]+)"),
        re.compile(r"_101_INSTANCE_\w+_assetEntryId=(?P<id>\d+)"),
        re.compile(rf"(?i)[?&]_\w+?_{_NUMBER}=(?P<id>\d{{3,}})(?:&|$)"),
        re.compile(r"/w/(?P<id>[^/?]+-[^/?]+)/?(?:\?|$)"),
        re.compile(r"/-/details/(?:\d+/)*[^/?]*?-?(?P<id>\d{3,})/?(?:\?|$)"),
        re.compile(r"/-/chi-tiet/[^/?]*?-(?P<id>\d+(?:-\d+)?)\.html?(?:\?|$)"),
        re.compile(r"/chi-tiet\?(?:[^?]*&)?id=(?P<id>\d+)&_c=[\d,]*"),
        re.compile(r"/(?P<id>[^/]+/chi-tiet\?id=\d+)$"),
    )
    fingerprint = re.compile(r"Liferay\.|var Liferay|portlet-boundary|/combo/\?browserId=")
    words = ("liferay", "portlet-boundary", "/combo/?browserid=")
    traps = (("twin", re.compile(r"(?i)/(?:print|export)_|_print=|viewMode=print|p_p_mode=(?:edit|print)")),)
    marks = Marks(
        article=elements(_FULL),
        links=elements(
            f"//*[{having('asset-abstract')}]//*[{having('asset-title')}]//a[@href]"
            f" | //*[{having('asset-publisher-list-wrapper')}]//*[{having('news-title')}]//a[@href]"
            " | //*[contains(@class,'asset-publisher') or contains(@class,'portlet-body')]"
            f"//*[self::h2 or self::h3 or self::h4][{having('asset-title')} or contains(@class,'title')]//a[@href]"
        ),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//*[{having('asset-full-content-title')}]"),
            text(f"//*[{having('component-title')}]//*[{having('asset-title')}]{_UNLINKED}"),
            text(f"//*[{having('contentDetail')}]//*[self::h1 or self::h2 or self::h3]{_UNLINKED}"),
            text(f"{_FULL}//*[{having('asset-title')}]{_UNLINKED}"),
            text(f"{_MODEL}[.{_FULL}]//*[{having('header-title')}]"),
            generic_title,
        ),
        published=(
            dated(f"//*[{having('date-info')} or {having('assetPublishDate')} or {having('date_post')}]"),
            dated(f"{_FULL}//*[contains(@class,'publish-date') or contains(@class,'publishDate')]"),
            _short_dated,
            dated(f"//*[{having('contentDetail')}]//*[{having('time')} or {having('date')}]"),
            generic_date,
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(f"{_FULL}//*[{having('journal-content-article')}]", FURNITURE),
            text_in(f"{_FULL}//*[{having('asset-content')}]", FURNITURE),
            text_in(f"//*[{having('asset-content')}]//*[{having('journal-content-article')}]", FURNITURE),
            text_in(f"//*[{having('contentDetail')}]//*[{having('journal-content-article')}]", FURNITURE),
            text_in(_FULL, FURNITURE),
        ),
        author=(signed, *UNSIGNED),
        category=(text(f"//*[{having('dd_chuyenmuc')}]//*[{having('tintuc')}]"), *Generic.fields.category),
        tags=(texts(f"{_FULL}//*[{having('taglib-asset-tags-summary')} or {having('tags')}]//a"), *Generic.fields.tags),
        attachments=(files(f"{_FULL}//a[@href]"), *Generic.fields.attachments),
    )

    def matches(self, page: Page) -> bool:
        """Any Liferay page, but for those that only the city of Hanoi builds."""
        if not (page.bears(self.fingerprint, *self.words) or ("/-/" in page.url and self.article_id(page.url))):
            return False
        if "/-/view_content/" in page.url:
            return False
        return "/-/asset_publisher/" in page.html or not LiferayHanoi().matches(page)

    def naming_query(self, query: str) -> str:
        """The bare number of Quảng Ngãi, the id and section of Đà Nẵng, the parameters that a portlet is told by."""
        if query.isdigit():
            return query
        steps = query.split("&")
        if any(_TOLD.match(step) for step in steps):
            return query
        return "&".join(s for s in steps if re.match(r"(?:id|_c)=", s)) if query.startswith("id=") else ""
