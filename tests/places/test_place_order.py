"""Vietnamese order and slugs."""

from __future__ import annotations

import pytest

from indexer.places.order import slug, sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["An Giang", "Ấp Bắc", "Cao Bằng", "Cần Thơ", "Dầu", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Huế"],
        ["Phường 2", "Phường 10"],
        ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bàn", "Bán"],
        ["Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Ninh"],
    ],
)  # fmt: skip
def test_dictionary_order(names):
    jumbled = names[::-1]
    jumbled.sort(key=sort_key)
    assert jumbled == names


def test_case_and_punctuation_do_not_count():
    assert sort_key("BÀ RỊA-VŨNG TÀU") == sort_key("Bà Rịa – Vũng Tàu")


@pytest.mark.parametrize(
    ("name", "expected"), [("Huyện Phú Xuyên", "huyen-phu-xuyen"), ("Ea H'Leo", "ea-h-leo"), ("Đắk Lắk", "dak-lak")]
)
def test_slug(name, expected):
    assert slug(name) == expected
