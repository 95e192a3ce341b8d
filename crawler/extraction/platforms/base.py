"""What every content system must answer, and how a field is read: an ordered tuple of ways, the first that answers is
counted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal, TypeVar

from crawler.extraction.authors import split_byline, split_dateline
from crawler.extraction.blocked import refusal
from crawler.extraction.blocks import BodyText
from crawler.extraction.boilerplate import is_prose
from crawler.extraction.names import is_office
from crawler.extraction.page import Page
from crawler.extraction.sureness import Sureness
from crawler.extraction.urls import canonical_url, trap_reason
from crawler.items import Article, Attachment, NotAnArticle, Precision
from crawler.text import fingerprint

PageKind = Literal["article", "list", "blocked", "other"]
T = TypeVar("T")
LEAD_IN_TEXT = "lead in text"
"""Name in `Page.memo` of a lead that is the first line of the text that was read; without a mark of its own."""
Reader = Callable[[Page], T | None]
"""One way to read a field; None (or anything empty) when this page does not have it there."""
Used = dict[str, int]
"""Which reader of a field answered, by position; -1 when none did."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a page was read."""

    used: Used = field(default_factory=dict)
    """Empty for a page that was not taken for an article."""
    sureness: Sureness | None = None
    """Of an article that was read by rules for any page; None where the marks of a system were read, or nothing."""
    removed: dict[str, int] = field(default_factory=dict)
    """How many lines among those of the text were left out, by reason."""


@dataclass(frozen=True, slots=True)
class Link:
    """An article seen on a list, with what the list says about it."""

    url: str
    title: str | None = None
    published: datetime | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class FormPost:
    """The next page of a list that has no address: the page's own form, sent as its pager's script would send it."""

    url: str
    fields: tuple[tuple[str, str], ...]
    """Every field of the form, hidden ones included, with the pager's own."""
    number: int
    """Number of the page that it asks for; `Page.memo` of the answer says it under ``"page number"``."""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, and where that was found (`Article.published_from`)."""

    when: datetime
    precision: Precision
    origin: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Ordered readers of every field of an article. A new layout goes in front, so that saved pages still parse."""

    title: tuple[Reader[str], ...]
    body: tuple[Reader[BodyText], ...]
    published: tuple[Reader[Published], ...] = ()
    lead: tuple[Reader[str], ...] = ()
    author: tuple[Reader[str], ...] = ()
    source: tuple[Reader[str], ...] = ()
    category: tuple[Reader[str], ...] = ()
    tags: tuple[Reader[tuple[str, ...]], ...] = ()
    captions: tuple[Reader[tuple[str, ...]], ...] = ()
    attachments: tuple[Reader[tuple[Attachment, ...]], ...] = ()


class Platform(ABC):
    """A content system. Subclasses say how its pages and addresses look; they hold no state."""

    name: ClassVar[str]
    fields: ClassVar[Fields]

    @abstractmethod
    def matches(self, page: Page) -> bool:
        """Does the page bear the marks of this system?"""

    @abstractmethod
    def page_kind(self, page: Page) -> PageKind:
        """What the page is; decided before any field is read."""

    @abstractmethod
    def article_links(self, page: Page) -> tuple[Link, ...]:
        """Articles a list offers, each once, in the order of the page."""

    @abstractmethod
    def next_page(self, page: Page) -> str | FormPost | None:
        """Address of the following page of a list, or the form that asks for it; None on the last."""

    @abstractmethod
    def list_links(self, page: Page) -> tuple[str, ...]:
        """Article lists that a home page leads to."""

    @abstractmethod
    def feed_links(self, page: Page) -> tuple[str, ...]:
        """Feeds and sitemaps that a home page announces or that this system has by convention."""

    @abstractmethod
    def article_id(self, url: str) -> str | None:
        """Identity of an article from its address alone; None when it is not an article's or does not tell."""

    def is_article_url(self, url: str) -> bool:
        """Can this address be an article's? The page has the last word."""
        return self.article_id(url) is not None and not self.is_trap(url)

    def trap_reason(self, url: str) -> str | None:
        """Why the address must never be requested, in one word; None when it may."""
        return trap_reason(url)

    def is_trap(self, url: str) -> bool:
        """Must the address never be requested?"""
        return self.trap_reason(url) is not None

    def canonical(self, url: str) -> str:
        """The one address of the page behind ``url``, as far as the address alone tells."""
        return canonical_url(url)

    def address(self, page: Page) -> str:
        """Canonical address of an article page; it may use what the page says about itself."""
        return self.canonical(page.url)

    def platform_id(self, page: Page, address: str) -> str | None:
        """The system's own key of an article page."""
        return self.article_id(address) or self.article_id(page.url)

    def byline_in_text(self, used: Used) -> bool:
        """Is the writer named in the last lines of the text, rather than in a field of the page?"""
        return True

    def extract(self, page: Page) -> Article | NotAnArticle:
        """The article on the page, or why there is none."""
        return self.extract_traced(page)[0]

    def sureness(self, page: Page, article: Article, used: Used) -> Sureness | None:
        """How sure it is that the article was read right; None where the system's own marks told its text."""
        return None

    def extract_traced(self, page: Page) -> tuple[Article | NotAnArticle, Trace]:
        """Like `extract`, with the position of the reader that answered each field, and how sure the reading is."""
        refused = refusal(page)
        if refused:
            return refused, Trace()
        kind = self.page_kind(page)
        if kind == "blocked":
            return NotAnArticle("blocked", "the portal refuses requests for a while"), Trace()
        if kind != "article":
            why = "a list of articles" if kind == "list" else "no article of this system"
            return NotAnArticle(kind, why), Trace()
        result, used = _assemble(self, page)
        sure = self.sureness(page, result, used) if isinstance(result, Article) else None
        return result, Trace(used, sure, dict(page.removed))


def first(readers: tuple[Reader[T], ...], page: Page) -> tuple[T | None, int]:
    """What the first answering reader says, and its position; (None, -1) when none answers."""
    for position, reader in enumerate(readers):
        value = reader(page)
        if value:
            return value, position
    return None, -1


def _assemble(platform: Platform, page: Page) -> tuple[Article | NotAnArticle, Used]:
    used: Used = {}
    fields = platform.fields

    def read(name: str, readers: tuple[Reader[T], ...]) -> T | None:
        value, used[name] = first(readers, page)
        return value

    title = read("title", fields.title)
    if not title:
        return NotAnArticle("other", "no title was found"), used
    page.memo["title"] = title
    text = read("body", fields.body) or BodyText(())
    page.memo["body"] = text
    lead = read("lead", fields.lead)
    text = _said_once(_without_lead(text, page.memo.get(LEAD_IN_TEXT)), lead)
    published = read("published", fields.published)
    captions = (*(read("captions", fields.captions) or ()), *text.captions)
    if not text.paragraphs and not lead and not captions:
        return NotAnArticle("other", "no text was found"), used
    address = platform.address(page)
    article = Article(
        url=address,
        title=title,
        body="\n\n".join(text.paragraphs),
        platform_id=platform.platform_id(page, address),
        lead=lead,
        published=published.when if published else None,
        published_precision=published.precision if published else None,
        published_from=published.origin if published else None,
        author=read("author", fields.author),
        source=read("source", fields.source),
        category=read("category", fields.category),
        tags=read("tags", fields.tags) or (),
        captions=tuple(dict.fromkeys(captions)),
        attachments=read("attachments", fields.attachments) or (),
    )
    return _finished(article, text.paragraphs, signed=platform.byline_in_text(used)), used


def _without_lead(text: BodyText, lead: object) -> BodyText:
    """The text without its own first line, where that was taken for the lead."""
    first, *others = text.paragraphs or ("",)
    if not isinstance(lead, str) or not first.startswith(lead) or (first == lead and not others):
        return text
    rest = first[len(lead) :]
    if rest and not rest.startswith("\n"):
        return text
    return BodyText((*filter(None, [rest.strip()]), *others), text.captions)


def _said_once(text: BodyText, lead: str | None) -> BodyText:
    """The text without a last paragraph that prints the lead, or the first paragraph, once more."""
    first, *others = text.paragraphs or ("",)
    again = bool(others) and is_prose(others[-1]) and others[-1] in (lead, first)
    return BodyText((first, *others[:-1]), text.captions) if again else text


def _finished(article: Article, paragraphs: tuple[str, ...], *, signed: bool) -> Article:
    """By-line taken from the text where it stands there (``signed``); dateline (which stays in the text) and
    fingerprint filled."""
    if signed:
        byline = split_byline(paragraphs)
        paragraphs = byline.paragraphs
        article = replace(
            article,
            author=(byline.author if is_office(article.author or "") else None) or article.author or byline.author,
            author_unit=byline.unit,
            source=article.source or byline.source,
        )
    body = "\n\n".join(paragraphs)
    dateline, _ = split_dateline(article.lead or next(iter(paragraphs), ""))
    return replace(
        article, body=body, dateline=dateline, fingerprint=fingerprint(body or article.lead or article.title)
    )
