"""What a page says about itself in structured form: JSON-LD and microdata, each fact checked for plausibility before
use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, cast

from lxml import etree

from crawler.extraction.page import Element, Page, inner_text, plain, remembered
from crawler.extraction.script_state import drawn_article
from crawler.text import clean_line, syllables

_ITEMS = etree.XPath("//@itemtype[contains(.,'schema.org/') and contains(.,'Article')]/..")
_PROPERTIES = etree.XPath(".//*[@itemprop]")
_NAME = etree.XPath(".//*[@itemprop='name']")
_ARTICLE_TYPE = re.compile(r"(?:News|Report|Blog|Tech)?(?:Article|Posting)$|^ReportageNewsArticle$")
_ARTICLE_MARK = re.compile(r"schema\.org/\w*Article")
_MOST_NODES, _MOST_ITEMS, _MOST_NAMES = 400, 50, 6


@dataclass(frozen=True, slots=True)
class Stated:
    """Facts of one article as a page states them; None where it does not."""

    headline: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    body: str | None = None
    tags: tuple[str, ...] = ()
    lead: str | None = None
    """Only of a text that a script draws."""


@remembered
def stated(page: Page) -> Stated:
    """The article node of the page's JSON-LD, else of its microdata, else of the state its script draws it from; empty
    without one."""
    json_found = _from_json(page) if "ld+json" in page.html else None
    marked = json_found is None and _ARTICLE_MARK.search(page.html) is not None
    found = json_found or (_from_microdata(page) if marked else None)
    return found or _from_state(page) or Stated()


def is_about(said: Stated, title: str | None) -> bool:
    """Whether the facts may be those of the article that is printed under ``title``: pages state the headline of
    another one now and then. True where nothing tells."""
    if not said.headline or not title:
        return True
    one, other = frozenset(syllables(said.headline)), frozenset(syllables(title))
    return len(one & other) * 2 >= min(len(one), len(other))


def _from_state(page: Page) -> Stated | None:
    drawn = drawn_article(page)
    if not drawn:
        return None
    said = {name: value or None for name, value in drawn.items()}
    return Stated(
        headline=said["headline"], published=said["published"], author=said["author"], section=said["section"],
        body=_whole(said["body"]), lead=said["lead"],
    )  # fmt: skip


def _from_json(page: Page) -> Stated | None:
    """The article that the page calls itself, where it states several; else the first."""
    found = list(_articles(page))
    own = [said for said in found if said.headline and is_about(said, page.first_meta("og:title") or page.title_tag)]
    return next(iter(own or found), None)


def _articles(page: Page) -> Iterator[Stated]:
    for script in page.root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads("".join(script.itertext()).strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = list(_nodes(data))
        for node in nodes:
            kinds = node.get("@type")
            if any(_ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield _of_node(node, nodes)


def _of_node(node: dict[str, Any], nodes: Sequence[dict[str, Any]]) -> Stated:
    return Stated(
        _text(node.get("headline") or node.get("name")),
        _text(node.get("datePublished")),
        _people(node.get("author")),
        _text(node.get("articleSection")) or _trail_end(nodes, _text(node.get("headline"))),
        _whole(node.get("articleBody")),
        _words(node.get("keywords")),
    )


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Objects inside a JSON value, outer first; a bounded number of them."""
    queue, seen = [data], 0
    while queue and seen < _MOST_NODES:
        value, seen = queue.pop(0), seen + 1
        if isinstance(value, dict):
            yield value
            queue.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            queue.extend(value[:_MOST_NODES])


def _trail_end(nodes: Sequence[dict[str, Any]], title: str | None) -> str | None:
    """The section that a list of breadcrumbs ends with, but for the home page and the article itself."""
    trail = next((n.get("itemListElement") for n in nodes if n.get("@type") == "BreadcrumbList"), None)
    steps = [s for s in trail if isinstance(s, dict)] if isinstance(trail, list) else []
    names = [_text(step.get("name")) or _text(step.get("item")) for step in steps]
    inner = [name for name in names[1:] if name and name != title]
    return inner[-1] if inner else None


def _words(value: Any) -> tuple[str, ...]:
    """Key words of a list, or of a line with commas."""
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(dict.fromkeys(filter(None, (plain(word) for word in words if isinstance(word, str)))))


def _people(value: Any) -> str | None:
    """Names of one person or several."""
    names = map(_text, value[:_MOST_NAMES] if isinstance(value, list) else [value])
    return ", ".join(filter(None, names)) or None


def _text(value: Any) -> str | None:
    """A string, a number as one, the name of an object, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, int):
        value = str(value)
    return plain(value) or None if isinstance(value, str) else None


def _whole(value: Any) -> str | None:
    """A long text with its lines; markup inside it becomes lines."""
    if not isinstance(value, str):
        return None
    text = unescape(_BREAK.sub("\n", value)) if "<" in value else unescape(value)
    lines = (clean_line(_TAG.sub("", line)) for line in text.splitlines())
    return "\n".join(filter(None, lines)) or None


_BREAK = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|blockquote)>")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")


def _from_microdata(page: Page) -> Stated | None:
    for item in cast("list[Element]", _ITEMS(page.root))[:_MOST_ITEMS]:
        marked = cast("list[Element]", _PROPERTIES(item))
        headline, published, author, section = (
            _property(marked, name) for name in ("headline", "datePublished", "author", "articleSection")
        )
        found = Stated(headline, published, author, section)
        if found.headline:
            return found
    return None


def _property(marked: list[Element], name: str) -> str | None:
    for element in marked:
        if element.get("itemprop") != name:
            continue
        named = cast("list[Element]", _NAME(element)) if name == "author" else []
        inner = next(iter(named), element)
        value = plain(inner.get("content") or inner.get("datetime")) or inner_text(inner)
        if value:
            return value
    return None
