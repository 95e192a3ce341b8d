"""Texts other tools extracted: title, address and text."""

from __future__ import annotations

import unicodedata

import pytest
from dump_cases import TITLE, A, B, C, D

from crawler.extraction.plaintext import clean_plain

URL = "https://xa.example.gov.vn/tin-1.html"


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_byline_and_captions_are_taken_out() -> None:
    article = clean_plain(TITLE, URL, text(f"(CTT-Tân Lộc) - {A}", "Quang cảnh hội nghị", B, C, D, "Hoài An", "Admin"))
    assert article.body == text(f"(CTT-Tân Lộc) - {A}", B, C, D)
    assert (article.author, article.dateline, article.captions) == ("Hoài An", "CTT-Tân Lộc", ("Quang cảnh hội nghị",))
    assert article.fingerprint


def test_composed_letters() -> None:
    article = clean_plain(unicodedata.normalize("NFD", TITLE), URL, unicodedata.normalize("NFD", text(A, B)))
    assert (article.title, article.body) == (TITLE, text(A, B))


def test_date_glued_to_the_title() -> None:
    article = clean_plain(f"{TITLE}(25/12/2023)", URL, A)
    assert article.title == TITLE
    assert article.published is not None
    assert (article.published.date().isoformat(), article.published_precision) == ("2023-12-25", "day")
    assert article.published_from == "text"


def test_date_in_the_address() -> None:
    article = clean_plain(TITLE, "https://x.hanoi.gov.vn/tin-173231225175105132.htm", A)
    assert article.published is not None
    assert (article.published.isoformat(), article.published_from) == ("2023-12-25T17:51:00+07:00", "id")


def test_no_date_is_taken_from_the_text() -> None:
    assert clean_plain(TITLE, URL, text(A, B)).published is None


def test_doubled_title_is_the_section() -> None:
    article = clean_plain("TIN TỨC - SỰ KIỆN TIN TỨC - SỰ KIỆN", URL, text(TITLE, A, B))
    assert (article.title, article.category, article.body) == (TITLE, "TIN TỨC - SỰ KIỆN", text(A, B))
    article = clean_plain("TIN TỨC - SỰ KIỆN TIN TỨC - SỰ KIỆN", URL, text(A, B))
    assert (article.title, article.category) == ("TIN TỨC - SỰ KIỆN", "TIN TỨC - SỰ KIỆN")


def test_cut_title_is_completed_from_the_first_line() -> None:
    article = clean_plain(TITLE[:30] + " ...", URL, text(TITLE, A, B))
    assert (article.title, article.body) == (TITLE, text(A, B))


def test_a_text_of_short_lines_is_kept() -> None:
    lines = ["08:00 Bản tin sáng", "09:00 Ca nhạc", "10:00 Phim truyện", "11:00 Thời sự"]
    assert clean_plain("Lịch phát sóng", URL, "\n".join(lines)).body == text(*lines)


def test_end_mark_on_its_own_line_is_put_back() -> None:
    assert clean_plain(TITLE, URL, text(A, B.rstrip("."), "./.", "Hoài An")).body == text(A, B.rstrip(".") + "./.")
    assert clean_plain(TITLE, URL, text(A, B + "/.", "./.")).body == text(A, B + "/.")


@pytest.mark.parametrize(("title", "body", "missing"), [("", A, "title"), (" ", A, "title"), (TITLE, " \n", "text")])
def test_empty_fields_are_refused(title: str, body: str, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        clean_plain(title, URL, body)


@pytest.mark.shared
def test_real_articles(real: list[dict[str, str]]) -> None:
    articles = [clean_plain(entry["title"], entry["url"], entry["text"]) for entry in real]
    assert len(articles) == 60
    assert all(a.title and a.body and a.fingerprint for a in articles)
    assert sum(a.author is not None for a in articles) >= 35
    assert sum(a.dateline is not None for a in articles) >= 13
    assert not any(
        line.endswith(("Admin", "ad Sở Y Tế", "Admin Thường Tín")) for a in articles for line in (a.body, a.title)
    )
    assert all(unicodedata.is_normalized("NFC", a.body) for a in articles)
