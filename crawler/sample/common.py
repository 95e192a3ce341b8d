"""What stand-in portals share: the articles and their sections, robots.txt, pages of lists, page not found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from html import escape
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from crawler.sample.faults import Faults
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle, articles

SECTIONS = {
    "tin-tuc-su-kien": "Tin tức - Sự kiện",
    "dan-van": "Công tác dân vận",
    "mat-tran-doan-the": "Mặt trận - Đoàn thể",
    "cai-cach-hanh-chinh": "Cải cách hành chính",
}


class StandIn(ABC):
    """A stand-in portal; subclasses say how its addresses and pages look. ``origin`` is its address without a path."""

    title: ClassVar[str]
    per_page: ClassVar[int] = 8

    def __init__(self, origin: str, faults: Faults) -> None:
        self.origin = origin
        self.faults = faults
        self.articles = tuple(a for a in articles("hanoi") if a.number not in faults.unlisted)
        self.by_number = {a.number: a for a in self.articles}
        self.visits = 0

    def answer(self, path: str) -> Reply:
        """The reply to a path with its query."""
        self.visits += 1
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            lines = [f"Disallow: {p}\n" for p in self.faults.disallow]
            return Reply.text("User-agent: *\n" + ("".join(lines) or "Disallow:\n"), "text/plain")
        return self.route(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))) or self.missing()

    @abstractmethod
    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        """The reply to a path; None when there is no such page."""

    @abstractmethod
    def frame(self, title: str, main: str) -> str:
        """A whole page around its main part."""

    def missing(self) -> Reply:
        """What the portal says about a page that it does not have."""
        return Reply.html(self.frame("Không tìm thấy", "<p>Không tìm thấy trang yêu cầu.</p>"), 404)

    def article(self, number: int) -> SampleArticle | None:
        """The article of this number, while it is up."""
        return None if number in self.faults.gone else self.by_number.get(number)

    def of(self, section: str) -> tuple[SampleArticle, ...]:
        """Articles of a section, newest first."""
        return tuple(a for a in self.articles if a.category == section)

    def shown(self, section: str, page: int) -> tuple[SampleArticle, ...]:
        """What page ``page`` (from 1) of a section's list shows."""
        return self.of(section)[(page - 1) * self.per_page : page * self.per_page]

    def pages(self, section: str) -> int:
        """Pages of a section's list."""
        return max(1, -(-len(self.of(section)) // self.per_page))


def paragraphs(article: SampleArticle, *, style: str = "") -> str:
    """The text of an article as markup: pictures with captions after the first paragraph, the writer in the last
    line."""
    lines = [f"<p{style}>{escape(p)}</p>" for p in article.paragraphs]
    for n, caption in enumerate(article.captions):
        picture = f'<p style="text-align: center;"><img alt="" src="/anh/{article.number}-{n}.jpg"></p>'
        lines[1:1] = [picture, f'<p style="text-align: center;"><em>{escape(caption)}</em></p>']
    if article.author:
        unit = f" - {article.unit}" if article.unit else ""
        lines.append(f'<p style="text-align: right;"><strong>{escape(article.author + unit)}</strong></p>')
    return "".join(lines)
