"""VNPT vnPortal (``/<section>/<slug>-<5 to 7 digits>``, links with the list's ``?pageindex=N``).

Seen: addresses, the file store ``quantritintuc``, pictures in ``figure.image`` with the alt text "Anh-tin-bai". The
page around them was not seen: the classes below are guesses behind which the generic path stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.platforms.addressed import FURNITURE, Addressed
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import bodies, text_in
from crawler.extraction.platforms.signatures import UNSIGNED, signed
from crawler.extraction.readers import dated, having, lines, text

_NEWS = "(self::div or self::article or self::section)"
_LEADS = (lines(f"//*[{having('article-summary')} or {having('news-summary')} or {having('sapo')}]"),)


class VnPortal(Addressed):
    """See the module."""

    name = "vnportal"
    addresses = (re.compile(r"^/(?:[a-z0-9-]+/)*[a-z0-9-]*[a-z0-9]-+(?P<id>\d{5,7})/?(?:\?|$)"),)
    telling = False
    fingerprint = re.compile(
        r"(?i)quantritintuc\d*/|storage-vnportal|vnportal\.vnpt|alt=[\"']anh-tin-bai|-\d{5,7}\?pageindex=\d"
    )
    words = ("quantritintuc", "vnportal", "anh-tin-bai", "?pageindex=")
    fields = replace(
        Generic.fields,
        title=(
            text(f"//h1[{having('article-title')} or {having('news-title')} or {having('title-detail')}]"),
            generic_title,
        ),
        published=(
            dated(f"//*[{having('article-date')} or {having('news-date')} or {having('post-date')}]"),
            generic_date,
        ),
        lead=(*_LEADS, unmarked_lead),
        body=bodies(
            _LEADS,
            text_in(f"//*[{_NEWS}][{having('ck-content')} or {having('article-content')}][count(.//p)>1]", FURNITURE),
        ),
        author=(signed, *UNSIGNED),
    )
