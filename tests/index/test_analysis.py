"""How a text becomes syllables, sentences and words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import key, normalize
from indexer.analysis import keyed, tokens, word_keys, words


def sentences(text: str) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for token in tokens(text):
        found.setdefault(token.sentence, []).append(token.text)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp dân. Bàn việc", [["Họp", "dân"], ["Bàn", "việc"]]),
        (
            "Thu 1.798.702.098đ đạt 108,39% kế hoạch",
            [["Thu", "1", "798", "702", "098đ", "đạt", "108", "39", "kế", "hoạch"]],
        ),
        ("Chỉ thị 05-CT/TU và 44/48 hộ", [["Chỉ", "thị", "05", "CT", "TU", "và", "44", "48", "hộ"]]),
        ("Ông nói: “Làm ngay!” rồi đi", [["Ông", "nói"], ["Làm", "ngay"], ["rồi", "đi"]]),
        ("Một; hai… ba? bốn", [["Một"], ["hai"], ["ba"], ["bốn"]]),
        ("Dòng một\nDòng hai\n\nĐoạn hai", [["Dòng", "một"], ["Dòng", "hai"], ["Đoạn", "hai"]]),
        ("Ngày 05.12.2023 lúc 7:30", [["Ngày", "05", "12", "2023", "lúc", "7", "30"]]),
        ("Xã A | 12 hộ | đạt", [["Xã", "A", "12", "hộ", "đạt"]]),
        ("... Mở đầu", [["Mở", "đầu"]]),
        ("snake_case", [["snake", "case"]]),
        ("", []),
    ],
)
def test_sentences_end_where_they_should(text: str, expected: list[list[str]]) -> None:
    assert sentences(text) == expected


def test_one_position_is_free_at_a_sentence_end() -> None:
    assert [t.position for t in tokens("Họp dân. Bàn … ! việc")] == [0, 1, 3, 5]


def test_offsets_point_into_the_text() -> None:
    text = "Huyện uỷ Gò Công Tây: 05-CT/TU"
    assert [text[t.start : t.end] for t in tokens(text)] == ["Huyện", "uỷ", "Gò", "Công", "Tây", "05", "CT", "TU"]


@given(st.text())
def test_keyed_is_tokens_by_position(text: str) -> None:
    found = keyed(text)
    listed = tokens(normalize(text))
    assert [(i, k) for i, k in enumerate(found) if k is not None] == [(t.position, t.key) for t in listed]
    assert found.count(None) == (listed[-1].sentence if listed else 0)


def test_unicode_form_case_and_tone_place_do_not_matter() -> None:
    text = "Ủy ban hòa giải xã Thủy Đường"
    assert keyed(text) == keyed(unicodedata.normalize("NFD", text).upper()) == keyed("Uỷ ban hoà giải xã Thuỷ Ðường")


def test_words_are_joined_syllables() -> None:
    found = word_keys("Hội nghị tổng kết phong trào thi đua.\nHội nghị kết thúc")
    assert found.count("_".join(map(key, ("Hội", "nghị")))) == 2
    assert all("_" in word for word in found)


def test_long_runs_are_left_out() -> None:
    assert words("x" * 5000) == []
    assert "dân" in " ".join(words("dân vận " + "=" * 300))
