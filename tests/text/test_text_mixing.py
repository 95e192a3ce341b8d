"""Furniture mixed into articles, in lines, in pages saved as text and in HTML: the articles come back whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from html import escape

import pytest
from dump_cases import A, B, C, D
from mixing_lines import FURNITURE, SENTENCES, SHORT_LINES

from crawler.extraction import extract
from crawler.extraction.boilerplate import is_boilerplate, is_furniture, strip_lines
from crawler.extraction.boilerplate_rules import LISTS
from crawler.extraction.plaintext import clean_plain
from crawler.extraction.textdump import extract_dump
from crawler.items import Article, NotAnArticle

TITLE = "Xã Tân Lộc Đông sơ kết công tác dân vận quý I và bàn việc mùa khô"
PROSE = (
    A,
    B,
    C,
    D,
    "Tại buổi gặp gỡ, nhiều hộ dân mong xã sớm nâng cấp trạm bơm, bố trí điểm thu gom vỏ chai thuốc và mở thêm lớp dạy "
    "nghề ngắn hạn cho thanh niên vào buổi tối.",
    "Sau phần trao đổi, đoàn đến thăm ba gia đình có công, trao quà của Mặt trận huyện và hỏi thăm việc sửa nhà trước "
    "mùa mưa, việc học của các cháu.",
)
BEHIND = (*LISTS, "copyright", "imprint", "page foot", "pager")
"""Rules for headings of other texts and for what ends a page: such lines stand only behind an article."""
EVERYWHERE = tuple(
    line
    for lines in FURNITURE.values()
    for line in lines
    if (rule := is_boilerplate(line)) is not None and rule.name not in BEHIND
)
ANYWHERE = tuple(line for lines in FURNITURE.values() for line in lines if is_boilerplate(line))
AROUND = "<div>{}</div>"
PARAGRAPHS = {
    "p": ("<p>{}</p>", "<{0}>{{}}</{0}>", AROUND),
    "span in p": ("<p><span>{}</span></p>", "<{0}>{{}}</{0}>", AROUND),
    "div": ("<div>{}</div>", "<{0}>{{}}</{0}>", AROUND),
    "div in div": ("<div><div>{}</div></div>", "<{0}>{{}}</{0}>", AROUND),
    "line breaks": ("{}<br><br>", "<{0}>{{}}</{0}>", AROUND),
    "line break": ("{}<br>", "<{0}>{{}}</{0}>", AROUND),
    "row": ("<tr><td><span>{}</span></td></tr>", "<tr><td><{0}>{{}}</{0}></td></tr>", "<table>{}</table>"),
    "marked": ("<div>{}</div>", "<{0}>{{}}</{0}>", "<article><div class='entry-content'>{}</div></article>"),
}
"""How a line of the article, and furniture in an element of its own, is written, and the element around all."""
TAILS = tuple(FURNITURE[kind] for kind in ("related", "comment", "counter", "share", "copyright", "rating", "login"))


class Mixed:
    """An article, and the same with furniture in the middle and at its ends."""

    def __init__(self, seed: int, furniture: tuple[str, ...] = EVERYWHERE) -> None:
        rng = random.Random(seed)
        self.rng = rng
        body = [rng.choice(PROSE)]
        for _ in range(rng.randrange(1, 5)):
            body += rng.sample(SENTENCES, rng.randrange(3)) + rng.sample(SHORT_LINES, rng.randrange(2))
            body.append(rng.choice(PROSE))
        self.body = list(dict.fromkeys([*body, rng.choice(SENTENCES)]))
        self.lines = list(self._filled(furniture))
        self.furniture = [line for line in self.lines if line not in self.body]
        self.tail = list(rng.choice(TAILS))

    def _filled(self, furniture: tuple[str, ...]) -> Iterator[str]:
        for n, line in enumerate(self.body):
            yield line
            if n < len(self.body) - 1 and self.rng.random() < 0.3:
                yield from self.rng.sample(furniture, self.rng.randrange(1, 4))

    def in_lines(self) -> list[str]:
        return strip_lines(self.lines)[0]

    def in_a_dump(self) -> Article | NotAnArticle:
        head = self.rng.sample(FURNITURE["menu"], 4)
        gap = self.rng.choice(["\n", "\n\n"])
        date = self.rng.choice(["15/03/2024 08:20", "Thứ sáu - 15/03/2024 08:20 681 0"])
        lines = [*head, "", TITLE, date, "", gap.join(self.lines), "", *self.tail]
        return extract_dump("\n".join(lines), "mixed")

    def in_a_text(self) -> Article | NotAnArticle:
        return clean_plain(TITLE, "https://xa.example.gov.vn/tin", "\n".join([*self.lines, *self.tail]))

    def in_html(
        self, own: str = "<p>{}</p>", foreign: str = "<p>{}</p>", around: str = AROUND
    ) -> Article | NotAnArticle:
        written = ((own if line in self.body else foreign).format(escape(line)) for line in self.lines)
        inner = around.format("".join(written))
        tail = "".join(f"<div>{escape(line)}</div>" for line in self.tail)
        head = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>15/03/2024 08:20</div>"
        page = f"{head}{inner}<section>{tail}</section>"
        return extract(f"<html><body>{page}</body></html>", "https://xa.example.gov.vn/tin/so-ket-12.html")


def told(article: Article | NotAnArticle) -> list[str]:
    """Lead, paragraphs and captions."""
    assert isinstance(article, Article)
    return [*filter(None, [article.lead]), *article.body.split("\n\n"), *article.captions]


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_articles_come_back_from_lines(start: int) -> None:
    for seed in range(start, start + 100):
        mixed = Mixed(seed)
        assert mixed.in_lines() == mixed.body, seed


@pytest.mark.parametrize("read", [Mixed.in_a_dump, Mixed.in_a_text, Mixed.in_html])
@pytest.mark.parametrize("seed", range(25))
def test_articles_come_back_from_pages(read: Callable[[Mixed], Article | NotAnArticle], seed: int) -> None:
    mixed = Mixed(seed)
    found = told(read(mixed))
    assert [line for line in mixed.body if line not in found] == []
    assert [line for line in mixed.furniture if line in found] == []


@pytest.mark.parametrize("paragraphs", PARAGRAPHS)
@pytest.mark.parametrize("foreign", ["p", "div", "li"])
def test_articles_come_back_from_any_markup(paragraphs: str, foreign: str) -> None:
    """With headings of other articles, page feet and imprints in the middle of the text as well."""
    own, other, around = PARAGRAPHS[paragraphs]
    for seed in range(15):
        mixed = Mixed(seed, ANYWHERE)
        found = "\n".join(told(mixed.in_html(own, other.format(foreign), around))).split("\n")
        assert [line for line in mixed.body if line not in found] == [], seed
        assert [line for line in mixed.furniture if line in found] == [], seed


@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_is_certain(kind: str) -> None:
    assert [line for line in FURNITURE[kind] if is_boilerplate(line) is None] == []


def test_lines_of_articles_are_no_furniture() -> None:
    assert [line for line in (*SENTENCES, *SHORT_LINES) if is_furniture(line)] == []


def test_a_line_beside_furniture_in_one_paragraph_stays() -> None:
    label, person, counter = "Thẻ: dân vận, đối thoại", "1. Ông Trần Văn Bình - 0912.345.678", "Đang xem: 8 khách"
    assert is_boilerplate(f"{label}\n{counter}")
    assert is_furniture(f"{label}\n{person}\n{counter}") is None
