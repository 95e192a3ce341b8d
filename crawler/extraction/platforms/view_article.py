"""Quảng Trị and Quảng Bình (``/chi-tiet-tin/-/view-article/1/<section>/<article>``).

The vendor is not known ([guess] Liferay). The last number is the moment the article was made, in milliseconds: the date
when the page prints none. No markup was seen; every field is read the generic way, after [guess] Liferay's usual marks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.platforms.addressed import FURNITURE, linked
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.languages import Multilingual
from crawler.extraction.platforms.mark_readers import bodies, text_in
from crawler.extraction.platforms.signatures import UNSIGNED, signed
from crawler.extraction.readers import dated, having, lines, text

_LEADS = (lines(f"//*[{having('sapo')} or {having('news-sapo')} or {having('article-summary')}]"),)
_UNLINKED = "[not(.//a[@href]) and not(ancestor::a)]"


class ViewArticle(Multilingual):
    """See the module."""

    name = "view-article"
    addresses = (re.compile(r"/-/view-article/(?:\d+/)*(?P<id>\d{10,14})/?(?:\?|$)"),)
    fingerprint = re.compile(linked(r"/-/view-article/\d"))
    words = ("/-/view-article/",)
    fields = replace(
        Generic.fields,
        title=(text(f"//h1[{having('article-title')} or {having('title')}]{_UNLINKED}"), generic_title),
        published=(dated(f"//*[{having('article-date')} or {having('publish-date')}]"), generic_date),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(
                f"//*[{having('article-content')} or {having('journal-content-article')}][count(.//p)>1]", FURNITURE
            ),
        ),
        author=(signed, *UNSIGNED),
    )
