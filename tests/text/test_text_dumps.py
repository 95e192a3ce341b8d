"""Pages saved as text come out as articles, whatever portal they were saved from."""

from __future__ import annotations

import unicodedata

import pytest
from dump_cases import CASES, TITLE, A, B, C, Case, D

from crawler.extraction.boilerplate import counting
from crawler.extraction.textdump import dump_url, extract_dump
from crawler.items import Article, NotAnArticle


def article_of(case: Case) -> Article:
    found = extract_dump(case.text, case.name)
    assert isinstance(found, Article), found
    return found


def when(article: Article) -> str | None:
    if article.published is None:
        return None
    day = article.published_precision == "day"
    return article.published.date().isoformat() if day else article.published.isoformat()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
class TestShapes:
    def test_title(self, case: Case) -> None:
        assert article_of(case).title == case.title

    def test_published(self, case: Case) -> None:
        assert when(article_of(case)) == case.published

    @pytest.mark.parametrize("field", ["author", "unit", "source", "dateline", "category"])
    def test_origin(self, case: Case, field: str) -> None:
        assert getattr(article_of(case), "author_unit" if field == "unit" else field) == getattr(case, field)

    def test_lead_and_body(self, case: Case) -> None:
        article = article_of(case)
        assert article.lead is None or article.lead == case.lead or case.lead is None
        if case.lead:
            assert article.lead == case.lead
        assert article.body.startswith(case.starts) or (article.lead or "").startswith(case.starts)
        assert article.body.endswith(case.ends)

    def test_captions_and_tags(self, case: Case) -> None:
        article = article_of(case)
        assert article.captions == case.captions
        assert article.tags == case.tags

    def test_no_furniture(self, case: Case) -> None:
        article = article_of(case)
        whole = "\n".join([article.title, article.lead or "", article.body])
        assert [line for line in case.gone if line in whole] == []


def test_every_paragraph_is_kept() -> None:
    for case in CASES:
        article = article_of(case)
        whole = f"{article.lead or ''}\n{article.body}"
        missing = [p[:40] for p in (A, B, C, D) if p in case.text and p not in whole]
        assert not missing, case.name


def test_subheadings_are_paragraphs() -> None:
    case = next(c for c in CASES if c.name == "subheadings-stay")
    for heading in ("Kết quả bước đầu", "1. Mô hình nổi bật", "Nhiệm vụ thời gian tới"):
        assert heading in article_of(case).body.split("\n\n")


def test_lines_taken_out_are_counted_by_rule() -> None:
    with counting() as taken:
        article_of(CASES[0])
    assert taken["rating"] == 2
    assert {"login", "breadcrumb", "related heading", "share and print"} <= set(taken)


def test_spelling_of_the_file_does_not_matter() -> None:
    case = CASES[0]
    other = "\ufeff" + unicodedata.normalize("NFD", case.text).replace("\n", "\r\n").replace(" - ", "\xa0- ")
    found = extract_dump(other, "nfd")
    assert isinstance(found, Article)
    assert (found.title, found.body, found.author) == (
        article_of(case).title,
        article_of(case).body,
        article_of(case).author,
    )


def test_fixed_width_lines_are_joined() -> None:
    def wrapped(text: str, width: int = 78) -> str:
        lines, line = [], ""
        for word in text.split():
            if len(line) + len(word) + 1 > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    text = "\n\n".join(
        ["Xã Tân Lộc Đông sơ kết công tác dân vận", "15/03/2024", *map(wrapped, (A, B, C, D)), "Hoài An"]
    )
    found = extract_dump(text, "wrapped")
    assert isinstance(found, Article)
    assert found.body.split("\n\n")[-1] == D
    assert B in f"{found.lead}\n{found.body}"
    assert found.author == "Hoài An"


def test_an_address_in_the_first_line_is_the_articles() -> None:
    found = extract_dump(f"https://xa.example.gov.vn/tin/1.html\n{TITLE}\n15/03/2024\n\n{A}\n\n{B}", "with address")
    assert isinstance(found, Article)
    assert found.url == "https://xa.example.gov.vn/tin/1.html"


def test_without_address_the_bytes_name_the_dump() -> None:
    assert dump_url(b"abc") == dump_url(b"abc") != dump_url(b"abd")
    assert dump_url(b"").startswith("urn:danvan:text:")
    assert len(dump_url(b"").rpartition(":")[2]) == 16


@pytest.mark.parametrize("text", ["", "\n \n", "Đăng nhập\nTrang chủ\nLiên hệ", "một dòng", "-\n-\n-", A])
def test_what_is_no_article_is_said(text: str) -> None:
    found = extract_dump(text, "x.txt")
    assert isinstance(found, NotAnArticle)
    assert "x.txt" in found.reason


def test_a_title_broken_in_two_lines_is_joined() -> None:
    found = extract_dump(
        f"Xã Tân Lộc Đông sơ kết công tác dân vận\nquý I và bàn việc mùa khô\n15/03/2024\n\n{A}\n\n{B}", "x"
    )
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_title_that_is_a_whole_sentence() -> None:
    title = "Xã Tân Lộc Đông vừa ra mắt trang thông tin mới để bà con dễ tra cứu."
    found = extract_dump(f"{title}\nNgày đăng 15/03/2024 | 4:12 PM | View count: 3\n{A}\n{B}", "x")
    assert isinstance(found, Article)
    assert (found.title, found.body) == (title, f"{A}\n\n{B}")


@pytest.mark.parametrize("noise", ["Tin ảnh", "Video", "Danh mục"])
def test_without_a_date_the_first_likely_line_is_the_title(noise: str) -> None:
    found = extract_dump(f"{noise}\n\n{TITLE}\n\nBà con ấp Bờ Tre tham gia nạo vét kênh\n\n{A}\n\n{B}", "x")
    assert isinstance(found, Article)
    assert (found.title, found.published) == (TITLE, None)
    assert found.captions == ("Bà con ấp Bờ Tre tham gia nạo vét kênh",)
