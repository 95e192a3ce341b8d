"""A page: bytes decoded, parsed once, with the few look-ups that every platform needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, wraps
from html import unescape
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from charset_normalizer import from_bytes
from lxml import etree

from crawler.extraction.legacy_text import encoding_of, modern
from crawler.text import clean_line

Element = etree._Element
T = TypeVar("T")

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{3,40})""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARKS = tuple(mark for mark, _ in _BOMS)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LETTER = re.compile(r"&(?:#[xX]?0*[1-9a-fA-F][0-9a-fA-F]{2}|[a-zA-Z](?:acute|grave|circ|tilde))")
"""How a source begins that writes the letters of Vietnamese as entities, most of which have a number only."""
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_ANY_META = etree.XPath("//meta[@property or @name]")
_ANY_LINK = etree.XPath("//link[@rel]")
_IDS = etree.XPath("//*/@id", smart_strings=False)
_CLASSES = etree.XPath("//*/@class", smart_strings=False)
_BASE = etree.XPath("string(/html/head/base/@href)")
_LARGE, _MANY = 100_000, 2_000
_STUFFED = re.compile(rb"<([a-zA-Z][\w:-]{0,40})\s[^<>]{8000,}>")
MAX_CHARS = 8_000_000
"""Longer pages are cut: no article comes near it, and it bounds time and memory."""


def decode(body: bytes, declared: str | None = None) -> str:
    """Text of ``body`` in NFC.

    A byte order mark decides; then UTF-8 where it decodes; then ``declared`` (or the charset of a meta tag) where it
    decodes strictly; then UTF-8 with a few broken bytes replaced; at last what charset-normalizer takes it for. Never
    raises.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _composed(body.decode(name, "replace"))
    try:
        text = body.decode("utf-8")
        return _composed(text) if _may_have_marks(body) else text
    except UnicodeDecodeError:
        return _composed(_decode_other(body, declared))


def _composed(text: str) -> str:
    """The text in NFC; line by line, because only the lines with combining marks take long."""
    return "\n".join([unicodedata.normalize("NFC", line) for line in text.split("\n")])


def _clean(body: bytes) -> str | None:
    """The text of bytes that are UTF-8 and need nothing done to them; None for all others."""
    if body.startswith(_MARKS) or _may_have_marks(body):
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _may_have_marks(body: bytes) -> bool:
    """Can UTF-8 bytes hold combining marks (U+0300 to U+036F)? Without any, Vietnamese text is NFC already."""
    return b"\xcc" in body or b"\xcd" in body


def _decode_other(body: bytes, declared: str | None) -> str:
    """The text of bytes that are not clean UTF-8."""
    replaced = body.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    if broken <= 3 + (len(body) - len(replaced)) // 100:
        return replaced
    meta = _META_CHARSET.search(body[:4096])
    for name in (declared, meta[1].decode("ascii") if meta else None):
        try:
            if name and name.lower().replace("-", "") != "utf8":
                return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    western = body.decode("latin-1")
    if encoding_of(western):
        return western
    guess = from_bytes(body[:100_000]).best()
    return body.decode(guess.encoding, "replace") if guess else replaced


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for telling whether a name is among them."""
    return frozenset(words.split())


BLOCK = word_set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BORDER = "\x00"
"""Stands where a line ends, in texts that cannot hold it themselves."""


def is_block(tag: str) -> bool:
    """Does an element stand on lines of its own? Elements that a site made up count as such."""
    return tag in BLOCK or "-" in tag


def plain(text: str | None) -> str:
    """One clean line; entities that survived parsing (portals escape titles twice) are read once more."""
    if not text:
        return ""
    return clean_line(unescape(text)) if "&" in text and _ENTITY.search(text) else clean_line(text)


def text_of(element: Element | None) -> str:
    """All text inside ``element`` as one clean line; empty for None."""
    return plain(" ".join(element.itertext())) if element is not None else ""


def inner_text(element: Element | None) -> str:
    """Like `text_of`, but with a space only where a line ends, so that marked-up syllables stay whole."""
    return " ".join(inner_lines(element))


def inner_lines(element: Element | None) -> list[str]:
    """The lines of text inside ``element`` as a reader sees them, without empty ones."""
    if element is None:
        return []
    if not len(element):
        lines = [element.text or ""]
    elif any(e.tag == "br" or is_block(cast(str, e.tag)) for e in element.iterdescendants()):
        lines = "".join(_with_borders(element)).split(_BORDER)
    else:
        lines = ["".join(element.itertext())]
    return list(filter(None, map(plain, lines)))


def _with_borders(element: Element) -> Iterator[str]:
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag == "br" or is_block(cast(str, inner.tag)):
            yield _BORDER
        yield (inner.text if event == "start" else inner.tail if inner is not element else None) or ""


class Page:
    """One HTML page with the address it was fetched from."""

    def __init__(self, html: str, url: str, data: bytes | None = None) -> None:
        """``data`` is ``html`` in UTF-8, where the caller has it."""
        self.url = url
        self.fetched: datetime | None = None
        """When it was fetched (aware), where that is known: what "4 giờ trước" counts from."""
        self.html = html[:MAX_CHARS]
        whole = data if data is not None and len(data) <= MAX_CHARS else self.html.encode("utf-8", "replace")
        self._data = _unstuffed(whole.replace(b"\x00", b""))
        if len(self._data) < len(whole):
            self.html = self._data.decode("utf-8", "replace")
        self.root = _parse(self._data)
        self._joined: dict[str, str | None] = {}
        self.memo: dict[object, Any] = {}
        """What `remembered` readings found, and what readers tell each other."""
        self.searched: dict[str, list[Element]] = {}
        """What XPaths found in the whole page."""
        self.removed: dict[str, int] = {}
        """How many lines among those of the text were left out, by reason."""

    @classmethod
    def of(cls, html: bytes | str, url: str, declared: str | None = None) -> Page:
        """The page of fetched bytes (``declared`` is the charset of the HTTP header) or of text."""
        if isinstance(html, bytes) and (text := _clean(html)) is not None:
            return cls(text, url, html) if (new := modern(text)) is text else cls(new, url)
        text = decode(html, declared) if isinstance(html, bytes) else _composed(html)
        return cls(modern(text), url)

    def bears(self, mark: re.Pattern[str], *words: str) -> bool:
        """Does the source hold what ``mark`` describes? ``words``, in lower case and ASCII: every match holds one of
        them, which is looked for first because a pattern that ignores case takes a hundred times as long."""
        return any(word.encode() in self._lowered for word in words) and mark.search(self.html) is not None

    def may_say(self, word: str) -> bool:
        """Can the text hold a word? It can where the source does, and where that writes letters as entities."""
        return word in self.html or _LETTER.search(self.html) is not None

    def around(self, word: str, before: int, after: int) -> str:
        """So many bytes of the source before and after the beginning of an ASCII word; empty without the word."""
        at = self._data.find(word.encode())
        return self._data[max(at - before, 0) : at + after].decode("utf-8", "replace") if at >= 0 else ""

    @cached_property
    def _lowered(self) -> bytes:
        return self._data.lower()

    @cached_property
    def class_words(self) -> frozenset[str]:
        """Every word of every class attribute: whether an element of a class can be there at all."""
        return frozenset(self.all_classes.split())

    @cached_property
    def all_classes(self) -> str:
        """Every class attribute, in one text."""
        return " ".join(cast("list[str]", _CLASSES(self.root)))

    @cached_property
    def all_ids(self) -> str:
        """Every id, in one text."""
        return " ".join(cast("list[str]", _IDS(self.root)))

    @cached_property
    def body(self) -> Element:
        """The element that holds what a page shows; the root of a page that has none."""
        body = self.root.find("body")
        return body if body is not None else next(self.root.iter("body"), self.root)

    @cached_property
    def base(self) -> str:
        """Address that relative links count from: ``<base href>`` where the page has a usable one."""
        href = str(_BASE(self.root)).strip()
        return (_join(self.url, href) if href else None) or self.url

    @cached_property
    def _head(self) -> list[Element]:
        """What stands in the head, and beside it where a page forgot to write one."""
        found: list[Element] = []
        for child in self.root:
            found += child if child.tag == "head" else (child,)
        return found

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        """Contents of the meta tags as they stand, by lower-case property or name, in order."""
        found: dict[str, list[str]] = {}
        tags = [e for e in self._head if e.tag == "meta"] or cast("list[Element]", _ANY_META(self.root))
        for tag in tags:
            name = tag.get("property") or tag.get("name") or tag.get("http-equiv")
            if name:
                found.setdefault(name.lower(), []).append(tag.get("content") or "")
        return found

    def metas(self, *names: str) -> Iterator[str]:
        """The contents of the meta tags of these properties or names that have any, in order of the names."""
        return filter(None, (plain(content) for name in names for content in self._metas.get(name, ())))

    def first_meta(self, *names: str) -> str | None:
        """The first non-empty content among these meta names."""
        return next(self.metas(*names), None)

    def rel(self, name: str) -> Iterator[Element]:
        """``link`` elements with this ``rel``; those outside the head count where the head holds none at all."""
        for rel, link in self._links:
            if name in rel:
                yield link

    @cached_property
    def _links(self) -> list[tuple[list[str], Element]]:
        links = [e for e in self._head if e.tag == "link" and e.get("rel")]
        links = links or cast("list[Element]", _ANY_LINK(self.root))
        return [((e.get("rel") or "").lower().split(), e) for e in links]

    @cached_property
    def title_tag(self) -> str:
        """Text of ``<title>``; empty without one."""
        head = self.root.find("head")
        titles = (next(element.iter("title"), None) for element in (head, self.root) if element is not None)
        return text_of(next((title for title in titles if title is not None), None))

    def by_id(self, name: str) -> Element | None:
        """The element with this id (a look-up, not a search)."""
        return next(iter(cast("list[Element]", _BY_ID(self.root, name=name))), None)

    def link(self, href: str | None) -> str | None:
        """Absolute address of an href; None for script, mail, fragment and empty ones."""
        href = (href or "").strip()
        if href not in self._joined:
            dead = not href or href.startswith("#") or _OTHER_SCHEME.match(href)
            self._joined[href] = None if dead else _join(self.base, href)
        return self._joined[href]


def remembered(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """A reading of a page that is made once and kept in `Page.memo`."""

    @wraps(read)
    def once(page: Page) -> T:
        if read not in page.memo:
            page.memo[read] = read(page)
        found: T = page.memo[read]
        return found

    return once


_OTHER_SCHEME = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]*:")
_BY_ID = etree.XPath("id($name)")


def _join(base: str, href: str) -> str | None:
    try:
        urlsplit(url := urljoin(base, href))
    except ValueError:
        return None
    return url


def _unstuffed(data: bytes) -> bytes:
    """Large pages without the attributes of tags that have thousands: the parser compares each with all before it."""
    return data if len(data) < _LARGE else _STUFFED.sub(_emptied, data)


def _emptied(tag: re.Match[bytes]) -> bytes:
    return b"<%s>" % tag[1] if len(tag[0].split(None, _MANY)) > _MANY else tag[0]


def _parse(data: bytes) -> Element:
    try:
        root = etree.fromstring(data, _PARSER) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root if root is not None else etree.fromstring(b"<html></html>", _PARSER)
