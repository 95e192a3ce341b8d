"""How sure the generic reading of a page is, and what a second opinion says where it is not sure.

Five signs of our own add up to 1: prose (0.35: how much of what stands in the text's column is prose rather than links,
and how much text there is), title (0.25: printed, and what the page calls itself or spells in its address), date (0.2:
labelled or beside the title, or stated in structured form; 0.08 when only the address or a bare line has it; -0.1
when there is none and the page does not call itself an article), mark
(0.1: the page calls itself an article), container (0.1: the text stands in one marked element, or the structured data
state the same text). Below `DOUBT` readability is asked: the same text raises the sum, another one lowers it, less so
where there are only a few lines, which it often misses.

What it means, by `benchmarks.sureness` on pages of unknown systems and of newspapers and on pages without an article:
of the readings below 0.5 a fifth are right in text, title and day, and most of the others are of pages without an
article; from 0.5 to 0.8 nine in ten are right, above 0.8 nineteen in twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from crawler.extraction.blocks import BodyText
from crawler.extraction.maintext import page_blocks
from crawler.extraction.page import Element, Page, inner_text, remembered
from crawler.extraction.platforms.generic_readers import (
    clean_body,
    generic_body,
    is_dated,
    page_text,
    page_title,
    prefers_stated,
)
from crawler.extraction.readers import elements
from crawler.extraction.second_opinion import agreement, second_opinion
from crawler.extraction.structured import stated
from crawler.extraction.sureness import Sureness
from crawler.extraction.titles import spelled
from crawler.items import Article
from crawler.text import syllables

DOUBT = 0.65
"""Sureness below which the second opinion is asked; surer pages lose no time."""
MOST_OF_RESCUED = 0.4
"""Sureness of a text that only the second opinion found, at most."""
FEW = 70
"""Characters of prose below which our own rules have found no main text."""
_PLENTY = 400
"""Characters of prose from which more of it makes no surer."""
_SAME, _OTHER = 0.8, 0.4
"""Agreement from which the second opinion is the same text, and below which it is another one."""
_NAMED, _SECTION = 5, 8
"""Syllables of the shortest title that says something, and from which none is the name of a section."""
_MOST_MARKED = 20
"""Marked elements that are looked into; a list may mark every teaser."""
_WORDS, _SENTENCES = 60, 2
"""Syllables and paragraphs of prose that make an article's text of what only the second opinion found."""

_roles = elements("//@role[.='main' or .='article']/.. | //@itemprop[.='articleBody']/..")
_itemtypes = elements("//@itemtype[contains(.,'Article')]/..")
_furniture = elements("//body//footer | //body//nav")

_Sign = tuple[float, str]
"""A sign's part of the sum, and its reason: one that speaks against the reading where the part is small."""


def is_marked(page: Page) -> bool:
    """Does the page call itself an article?"""
    return page.first_meta("og:type") == "article" or stated(page).headline is not None or _has_itemtype(page)


def is_named(page: Page) -> bool:
    """Is the title the page's own name, and not that of a section in the menu?"""
    title = page_title(page)
    if title is None:
        return False
    own = syllables(title.text)
    if len(own) < _NAMED or (title.at is None and not spelled(page.url, title.text)):
        return False
    if len(own) < _SECTION and any(b.linked * 2 > len(b.text) and syllables(b.text) == own for b in page_blocks(page)):
        return False
    return _is_called(page, own) or spelled(page.url, title.text)


def article_hints(page: Page, *, marked: bool, addressed: bool) -> int:
    """How many things beside the text say that a page is an article: its marks count twice, the date beside the title,
    its name, its address."""
    title = page_title(page)
    telling = title is not None and len(syllables(title.text)) >= _NAMED
    return 2 * marked + is_dated(page) + is_named(page) + (addressed and telling)


def _has_itemtype(page: Page) -> bool:
    return "itemtype" in page.html and bool(_itemtypes(page))


def _marked(page: Page) -> Iterator[Element]:
    """The first elements that a page marks as its main part or the text of an article."""
    roles = _roles(page) if any(mark in page.html for mark in ("role=", "articleBody")) else []
    return islice(chain(page.root.iter("article", "main"), roles), _MOST_MARKED)


def how_sure(page: Page, article: Article, *, rescued: bool = False) -> Sureness:
    """How sure the reading of ``article`` from ``page`` is; see the module. ``rescued``: its text is that of
    `second_body`."""
    if rescued:
        signs = [_title(page), _date(page, article), (0.0, "the text was found by the second opinion only")]
        value = min(sum(part for part, _ in signs), MOST_OF_RESCUED)
        return Sureness(round(value, 2), tuple(reason for _, reason in signs))
    signs = [_prose(page, article), _title(page), _date(page, article), _mark(page), _container(page, article)]
    value = sum(part for part, _ in signs)
    if value < DOUBT:
        signs.append(_second(page, article))
        value += signs[-1][0]
    said = tuple(reason for _, reason in signs if reason)
    return Sureness(round(min(max(value, 0.0), 1.0), 2), said)


def _prose(page: Page, article: Article) -> _Sign:
    if prefers_stated(page):
        return 0.35, "the text is stated in structured form"
    share, length = _share_of_prose(page), len(article.body)
    part = 0.35 * share * min(length, _PLENTY) / _PLENTY
    if share < 0.7:
        return part, "the text stands among links"
    return part, "the text is prose" if length >= _PLENTY else f"only {length} characters of text"


def _share_of_prose(page: Page) -> float:
    """How much of the text around the main text is prose, rather than links: 0 to 1."""
    blocks = page_text(page).blocks
    parent = blocks[0].element.getparent() if blocks else None
    if parent is None:
        return 0.0
    column = {*parent.iter(), *(b.element for b in blocks)}
    around = [b for b in page_blocks(page) if b.element in column]
    size = sum(len(b.text) for b in around)
    linked = sum(b.linked or (len(b.text) if b.hrefs else 0) for b in around)
    return max(1 - linked / size, 0.0) if size else 0.0


def _title(page: Page) -> _Sign:
    title = page_title(page)
    if title is None or title.at is None:
        return 0.05, "the title is not printed"
    if _is_called(page, syllables(title.text)) or spelled(page.url, title.text):
        return 0.25, "the printed title is what the page calls itself"
    return 0.12, "the page calls itself something else than its title"


def _is_called(page: Page, own: list[str]) -> bool:
    calls = (stated(page).headline, page.first_meta("og:title", "twitter:title"), page.title_tag)
    return any(_holds(syllables(call), own) for call in calls if call)


def _holds(line: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(line)} "


def _date(page: Page, article: Article) -> _Sign:
    if article.published is None:
        return (0.0 if is_marked(page) else -0.1), "no date"
    if article.published_from == "meta" or (article.published_from == "visible" and is_dated(page)):
        return 0.2, "the date is labelled or stands with the title"
    return 0.08, "the date is a guess"


def _mark(page: Page) -> _Sign:
    return (0.1, "the page calls itself an article") if is_marked(page) else (0.0, "")


def _container(page: Page, article: Article) -> _Sign:
    if (told := stated(page).body) and agreement(told, article.body) >= _SAME:
        return 0.1, "the structured data state the same text"
    inside = {b.element for b in page_text(page).blocks if b.text}
    if inside and any(inside.issubset(element.iter()) for element in _marked(page)):
        return 0.1, "the text stands in a marked element"
    return 0.0, ""


def _second(page: Page, article: Article) -> _Sign:
    said = clean_body(page, second_opinion(page))
    if said is None or not said.paragraphs:
        return 0.0, "the second opinion found no text"
    own = "\n".join(filter(None, (article.lead, article.body)))
    same = agreement(own, "\n".join(said.paragraphs))
    if same >= _SAME:
        return 0.15, f"the second opinion is the same text ({same:.0%})"
    if same < _OTHER:
        return -0.2 * min(len(own), _PLENTY) / _PLENTY, f"the second opinion is another text ({same:.0%} the same)"
    return 0.0, f"the second opinion is partly the same text ({same:.0%})"


def own_body(page: Page) -> BodyText | None:
    """The text by our own rules; None where they found hardly any and the second opinion has it."""
    return None if is_rescued(page) else generic_body(page)


@remembered
def second_body(page: Page) -> BodyText | None:
    """The text of the second opinion through our own cleaning, where it can be an article's: words enough, in
    sentences, hardly linked, and not the portal's own furniture."""
    furniture = " ".join(map(inner_text, _furniture(page)))
    blocks = [b for b in second_opinion(page) if not b.text or " ".join(b.text.split()) not in furniture]
    size = sum(len(b.text) for b in blocks)
    found = clean_body(page, blocks) if sum(b.linked for b in blocks) * 5 <= size else None
    if found is None:
        return None
    prose = [p for p in found.paragraphs if len(p) >= FEW and p[-1] in '.!?…”"']
    enough = len(prose) >= _SENTENCES and sum(len(syllables(p)) for p in prose) >= _WORDS
    return found if enough else None


def is_rescued(page: Page) -> bool:
    """Did our own rules find no main text on a page that is an article's by its marks or its date, and does the
    second opinion have one?"""
    few = page_text(page).prose < FEW and not prefers_stated(page)
    return few and (is_marked(page) or is_dated(page)) and second_body(page) is not None
