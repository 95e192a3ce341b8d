"""Texts that another tool extracted: title, address and text, with by-lines, captions and datelines still inside."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.boilerplate import is_boilerplate
from crawler.extraction.dates import find_dates, parse_date
from crawler.extraction.dump_body import Body
from crawler.extraction.dump_lines import DumpLine, read_lines
from crawler.extraction.url_dates import date_from_url
from crawler.items import Article
from crawler.text import clean_line, fingerprint, syllables

_DOUBLED = re.compile(r"(?P<one>.{6,}?)\s+(?P=one)")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
"""How a search engine ends a title that it cut, perhaps inside a syllable."""
_GLUED_DATE = re.compile(r"(?P<title>.{10,}?)\s*\((?P<date>\d{1,2}/\d{1,2}/\d{4}(?: \d{1,2}:\d{2})?)\)")


def clean_plain(title: str, url: str, text: str) -> Article:
    """The article in a text with its title and address.

    A date glued to the title or kept in the address is the publication's; nothing else is. Raises `ValueError` when
    title or text hold nothing.
    """
    title = clean_line(title)
    lines = read_lines(text)
    if not title:
        raise ValueError("'title' is empty")
    if not lines:
        raise ValueError("'text' is empty")
    glued = _GLUED_DATE.fullmatch(title)
    found = parse_date(glued["date"]) if glued else None
    if glued and found:
        title = glued["title"]
    title, category, lines = _own_title(title, lines)
    body = Body.of(lines, title)
    paragraphs = body.paragraphs or tuple(line.text for line in lines)
    joined = "\n\n".join(paragraphs)
    article = Article(
        url=url,
        title=title,
        body=joined,
        lead=body.lead,
        author=body.byline.author,
        author_unit=body.byline.unit,
        source=body.byline.source,
        dateline=body.dateline,
        category=category,
        captions=body.captions,
        fingerprint=fingerprint(joined),
    )
    if found:
        return replace(article, published=found.when, published_precision=found.precision, published_from="text")
    named = date_from_url(url)
    if named:
        return replace(article, published=named.when, published_precision=named.precision, published_from=named.origin)
    return article


def _own_title(title: str, lines: list[DumpLine]) -> tuple[str, str | None, list[DumpLine]]:
    """The article's title, the section, and the text below: a doubled title is a section's; a cut one may stand whole
    as the first line.
    """
    doubled = _DOUBLED.fullmatch(title)
    cut = _CUT.search(title)
    stem = syllables(title[: cut.start()])[:-1] if cut else syllables(title)
    first = lines[0]
    heading = not first.ended and len(first.text) <= 300 and not is_boilerplate(first.text)
    heading = heading and any(line.prose for line in lines[1:])
    if heading and (list(first.keys[: len(stem)]) == stem and len(stem) >= 3):
        return first.text, None, lines[1:]
    if not doubled:
        return title, None, lines
    if heading and len(first.keys) >= 8 and not find_dates(first.text):
        return first.text, doubled["one"], lines[1:]
    return doubled["one"], doubled["one"], lines
