"""The CMS of VCCorp (``/<slug>-<17 to 19 digits>.htm``), which newer portals of Hà Nội and of the government use.

Twelve digits of the id are the moment the article was made. Seen: addresses, lists ``box-stream-item`` and
``box-category-…``, ``data-role=publishdate``, captions ending in "- Ảnh 1.". The other values of ``data-role`` and the
``detail-…`` classes are guessed from the news sites of the same company.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.blocks import BodyText
from crawler.extraction.boilerplate import strip_numbered_caption
from crawler.extraction.page import Page
from crawler.extraction.platforms.addressed import FURNITURE, Addressed, linked
from crawler.extraction.platforms.base import Reader
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import generic_date, generic_title, unmarked_lead
from crawler.extraction.platforms.mark_readers import bodies, text_in
from crawler.extraction.platforms.marked import Marks
from crawler.extraction.platforms.signatures import UNSIGNED, named, named_above, signed
from crawler.extraction.readers import dated, elements, files, having, labelled, lines, meta, text, texts

_CONTENT = f"//*[@data-role='content' or {having('detail-content')} or {having('detail-content-body')}]"
_LEADS = (lines(f"//*[@data-role='sapo' or {having('detail-sapo')}]"),)


def _unnumbered(reader: Reader[BodyText]) -> Reader[BodyText]:
    """Captions without the "- Ảnh 1." that the system appends; one that only repeats the title is none."""

    def read(page: Page) -> BodyText | None:
        text = reader(page)
        if text is None:
            return None
        captions = map(strip_numbered_caption, text.captions)
        return BodyText(text.paragraphs, tuple(c for c in captions if c != generic_title(page)))

    return read


_named = named(f"//*[@data-role='author' or {having('detail-author')}]")


class VCCorp(Addressed):
    """See the module."""

    name = "vccorp"
    addresses = (re.compile(r"/[^/?]+-(?P<id>\d{17,19})\.html?(?:\?|$)"),)
    fingerprint = re.compile(
        r"box-stream-item|box-category-link-title|data-role=[\"']publishdate|" + linked(r"-\d{17,19}\.htm[\"'?]")
    )
    words = ("box-stream-item", "box-category-link-title", "publishdate", '.htm"', ".htm'", ".htm?")
    traps = (("twin", re.compile(r"(?i)/(?:print|amp)/|\.amp$")),)
    marks = Marks(
        article=elements("//*[@data-role='publishdate']"),
        links=elements(
            f"//*[{having('box-stream-item')} or {having('box-category-item')}]//a[@href]"
            f" | //a[{having('box-stream-link-title')} or {having('box-category-link-title')}]"
        ),
    )
    fields = replace(
        Generic.fields,
        title=(
            text(f"//*[@data-role='title' or {having('detail-title')}][not(.//a[@href])]"),
            generic_title,
        ),
        published=(dated("//*[@data-role='publishdate']"), dated(f"//*[{having('detail-time')}]"), generic_date),
        lead=(*_LEADS, unmarked_lead),
        body=tuple(
            map(
                _unnumbered,
                bodies(_LEADS, text_in(_CONTENT, FURNITURE), text_in("//*[@itemprop='articleBody']", FURNITURE)),
            )
        ),
        author=(
            labelled(
                f"//*[@data-role='author' or {having('detail-author')}]", re.compile(r"(?i)(?:tác giả|theo)\s*:?")
            ),
            signed,
            *UNSIGNED,
            _named,
            named_above,
        ),
        category=(
            text(f"//*[@data-role='cate-name' or {having('detail-cate')}]"),
            meta("article:section"),
            *Generic.fields.category,
        ),
        tags=(texts(f"//*[{having('detail-tag')} or {having('detail-tag-list')}]//a"), *Generic.fields.tags),
        attachments=(files(f"{_CONTENT}//a[@href]"), *Generic.fields.attachments),
    )
