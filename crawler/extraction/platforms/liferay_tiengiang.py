"""The "Chi tiết tin" portlet of the province of Tiền Giang (``/chi-tiet-tin?/<slug>/<id>``).

The query has no key, and tools rewrite it to ``?%2F<slug>%2F<id>=``; both spellings are about. The markup was never
seen, only the text of one page: the portlet's heading "Chi tiết tin", the title, the day, the text with captions, "Tác
giả: …", a counter that a script fills. So every field is read the generic way, after [guess] Liferay's usual marks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from crawler.extraction.page import Page
from crawler.extraction.platforms.addressed import FURNITURE, linked
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import unmarked_lead
from crawler.extraction.platforms.languages import Multilingual
from crawler.extraction.platforms.mark_readers import bodies, text_in
from crawler.extraction.platforms.signatures import UNSIGNED, signed
from crawler.extraction.readers import having, lines

_NAMED = re.compile(r"^/(?P<slug>[^/&]+)/(?P<id>\d+)")
_LEADS = (lines(f"//*[{having('sapo')} or {having('news-sapo')}]"),)


class LiferayTienGiang(Multilingual):
    """See the module."""

    name = "liferay-tiengiang"
    addresses = (re.compile(r"/chi-tiet-tin/?\?/[^/&]+/(?P<id>\d+)=?(?:&|$)"),)
    fingerprint = re.compile(linked(r"chi-tiet-tin/?\?(?:/|%2[Ff])"))
    words = ("chi-tiet-tin",)
    fields = replace(
        Generic.fields,
        lead=(*_LEADS, unmarked_lead),
        body=bodies(_LEADS, text_in(f"//*[{having('journal-content-article')}][count(.//p)>1]", FURNITURE)),
        author=(signed, *UNSIGNED),
    )

    def matches(self, page: Page) -> bool:
        return "/-/asset_publisher/" not in page.url and super().matches(page)

    def naming_query(self, query: str) -> str:
        """Slug and number, written as the portal's own links write them."""
        named = _NAMED.match(unquote(query))
        return f"/{named['slug']}/{named['id']}" if named else query
