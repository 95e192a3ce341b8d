"""Keys of syllables: what a text is compared by, whatever its spaces, punctuation and marks look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.date_tokens import MAY_BE_DATE, may_be_date
from crawler.extraction.page import Page
from crawler.text import SYLLABLE, key, normalize, same_syllables, syllables

LETTERS = st.text(st.sampled_from("aạăâđêôơưỷy  \n\t.,_-–12\u00a0\u200b\u0301\u0323\x0b"), max_size=80)


@given(LETTERS)
def test_keys_are_those_of_the_single_syllables(text: str) -> None:
    assert syllables(text) == [key(token) for token in SYLLABLE.findall(normalize(text))]


def test_a_syllable_without_end_is_keyed_like_any_other() -> None:
    assert syllables("Xã " + "a" * 500) == ["xa\u0303", "a" * 500]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Xã họp, bàn việc", "xã họp – bàn  việc!", True),
        ("Ủy ban xã", "Uỷ ban xã", True),
        ("Xã họp", "Xã họp bàn", False),
        ("Xã họp bàn", "Xã họp", False),
        ("Xã họp", "Thôn họp", False),
        ("", " – ", True),
    ],
)
def test_texts_with_the_same_syllables(one: str, other: str, same: bool) -> None:
    assert same_syllables(one, other) == same == (syllables(one) == syllables(other))


@given(st.text(st.sampled_from("0123456789/.- thángjan:"), max_size=24))
def test_no_line_with_a_date_is_passed_over(line: str) -> None:
    assert may_be_date(line) == (MAY_BE_DATE.search(line) is not None)


@pytest.mark.parametrize(
    ("html", "may"),
    [
        ("<p>Nguồn tin: báo xã</p>", True),
        ("<p>Ngu&#7891;n tin: báo xã</p>", True),
        ("<p>Tác giả: An</p>", False),
        ("<p>Tin &#40;mới&#41; &#x2F; &nbsp; &amp;</p>", False),
    ],
)
def test_a_text_may_say_what_its_source_has_or_spells_with_entities(html: str, may: bool) -> None:
    assert Page.of(html, "https://xa.example.vn/").may_say("Nguồn") == may


@pytest.mark.parametrize(
    ("html", "shown", "title"),
    [
        (
            "<html><head><title>Tin</title></head><body id=b><p>a</p><svg><title>x</title></svg></body></html>",
            "b",
            "Tin",
        ),
        ("<html><head></head><body id=b><p>a<title>Tin trong trang</title></p></body></html>", "b", "Tin trong trang"),
        ("<frameset id=f><frame src=a></frameset>", None, ""),
    ],
)
def test_title_and_body_of_a_page(html: str, shown: str | None, title: str) -> None:
    page = Page.of(html, "https://xa.example.vn/")
    assert page.title_tag == title
    assert page.body.get("id") == shown
