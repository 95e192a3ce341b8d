"""Systems of one portal each, of which addresses or names are known for certain and the rest is read generically."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from crawler.extraction.page import Page
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_title
from crawler.extraction.platforms.mark_readers import bodies, day_or_time, text_in
from crawler.extraction.platforms.marked import Marked, Marks
from crawler.extraction.readers import dated, elements, labelled, text

_DANANG = re.compile(r"(?i)/chi-tiet\?(?:id=\d+&(?:amp;)?_c=|_c=[\d,]+&(?:amp;)?id=\d)")


class DaNang(Marked):
    """danang.gov.vn until 2024: ``/vi/chi-tiet?id=41898&_c=3,9``; sections in front and categories behind vary."""

    name = "danang"
    addresses = (
        re.compile(r"(?i)/chi-tiet\?(?:.*&)?id=(?P<id>\d+)&(?:.*&)?_c=[\d,]+(?=&|$)"),
        re.compile(r"(?i)/chi-tiet\?(?:.*&)?_c=[\d,]+&(?:.*&)?id=(?P<id>\d+)(?=&|$)"),
    )
    fields = Generic.fields

    def matches(self, page: Page) -> bool:
        return self.article_id(page.url) is not None or page.bears(_DANANG, "/chi-tiet?")

    def article_id(self, url: str) -> str | None:
        """The number; an article in another language than Vietnamese is another article."""
        number = super().article_id(url)
        language = re.match(r"(?i)https?://[^/]+/(en|fr|ja|ko|zh)/", url)
        return f"{language[1].lower()}/{number}" if number and language else number


class Cema(Marked):
    """The committee for ethnic minorities: names of parts seen, addresses not known; lists go on with ``?p=N``."""

    name = "cema"
    own_addresses = False
    addresses = (re.compile(r"(?i)-(?P<id>\d{4,})\.html?(?=\?|$)"),)  # guess
    marks: ClassVar = Marks(
        article=elements("//*[contains(@id,'_newsContent') or @id='divNewsDetails']"),
    )
    fields = replace(
        Generic.fields,
        title=(text("//*[contains(@id,'_newsTitle')]"), generic_title),
        published=day_or_time(dated("//*[contains(@id,'lblDate')]")),
        body=bodies((), text_in("//*[contains(@id,'_newsContent')]"), text_in("id('divNewsDetails')")),
        source=(labelled("//*[contains(@id,'lblNguonThongTin')]", re.compile(r"(?i)^(?:nguồn\s*(?:tin)?\s*:)?\s*")),),
    )

    def matches(self, page: Page) -> bool:
        return "BodyContent_ctl00" in page.html or "divNewsDetails" in page.html
