"""Atom (RFC 4287): every hit of a search, or those that were collected last, for feed readers.

An entry's id is the article's, and it is ``updated`` when it was first seen: a later version of the text, or a new
index, makes no new entry.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import islice

from flask import request
from flask_babel import gettext

from crawler.archive.record import stamp
from indexer.params import Listing
from indexer.search import Searcher
from search_ui import language
from search_ui.exports.columns import original
from search_ui.exports.found import Found
from search_ui.exports.source import Source, software
from search_ui.plain import plain

MIMETYPE = "application/atom+xml"
NAMESPACES = {
    "": "http://www.w3.org/2005/Atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "danvan": "urn:danvan:export",
}
_NOT_XML = re.compile("[\ufffe\uffff]")


def atom(articles: Iterable[Found], source: Source) -> Iterator[bytes]:
    """The pieces of the feed. Its own date comes last: it is that of the newest entry."""
    title = gettext("Kho tin Dân vận: %(query)s", query=source.query or gettext("mọi bài"))
    return _pieces(articles, source, title, language.current(), request.url)


def _pieces(articles: Iterable[Found], source: Source, title: str, lang: str, own: str) -> Iterator[bytes]:
    names = "".join(f" xmlns{':' if name else ''}{name}={_attribute(uri)}" for name, uri in NAMESPACES.items())
    yield _encoded(
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed{names} xml:lang={_attribute(lang)}>\n'
        f"{_element('id', source.address)}{_element('title', title)}{_element('subtitle', source.explanation)}"
        f"{_link('self', own, MIMETYPE)}{_link('alternate', source.address, 'text/html')}"
        f"{_element('generator', software())}{''.join(_origin(source))}"
    )
    newest: datetime | None = None
    for found in articles:
        seen = found.stored.first_seen
        newest = seen if newest is None else max(newest, seen)
        yield _encoded(entry(found))
    yield _encoded(f"{_element('updated', stamp(newest or source.retrieved))}</feed>\n")


def _origin(source: Source) -> Iterator[str]:
    yield _element("opensearch:totalResults", str(source.total))
    yield f'<opensearch:Query role="request" searchTerms={_attribute(source.query)}/>\n'
    for name in ("address", "retrieved", "index_version", "corpus_total"):
        yield _element(f"danvan:{name}", str(source.values()[name]))


def entry(found: Found) -> str:
    """One article."""
    article, url = found.stored.article, original(found)
    parts = [
        _element("id", f"urn:danvan:article:{article.id}"),
        _element("title", article.title),
        _link("alternate", found.page, "text/html"),
        _link("via", url) if url else "",
        _element("published", stamp(article.published)) if article.published else "",
        _element("updated", stamp(found.stored.first_seen)),
        f"<author>{_element('name', article.author or found.portal.name).rstrip()}</author>\n",
        f"<source>{_element('id', found.portal.home or f'urn:danvan:portal:{found.portal.id}').rstrip()}"
        f"{_element('title', found.portal.name).rstrip()}{_element('updated', stamp(found.stored.first_seen)).rstrip()}"
        "</source>\n",
        *(f"<category term={_attribute(topic.name)}/>\n" for topic in article.topics),
        _element("summary", article.lead or _beginning(article.body)),
    ]
    return f"<entry>\n{''.join(parts)}</entry>\n"


def _beginning(body: str) -> str:
    """The first paragraph."""
    return body.partition("\n\n")[0]


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_xml(text), quote=False)}</{name}>\n"


def _link(relation: str, address: str, mimetype: str | None = None) -> str:
    kind = f" type={_attribute(mimetype)}" if mimetype else ""
    return f"<link rel={_attribute(relation)}{kind} href={_attribute(address)}/>\n"


def _attribute(text: str) -> str:
    return f'"{escape(_xml(text))}"'


def _xml(text: str) -> str:
    """Without the characters that XML does not allow."""
    return _NOT_XML.sub("", plain(text))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def latest(searcher: Searcher, listing: Listing, count: int) -> Listing:
    """The ``count`` articles of ``listing`` that were first seen last, the newest first."""
    wanted = set(listing.numbers)
    numbers = (int(name, 16) for name in searcher.archive.by_first_seen())
    return Listing(listing.page, array("Q", islice((n for n in numbers if n in wanted), count)))
