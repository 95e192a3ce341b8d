"""Names to units, in context."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.places import gazetteer
from indexer.places.names import name_key, parse_name, split_type_word
from indexer.places.resolve import resolve, search_names


@pytest.mark.parametrize(
    ("name", "within", "on", "key"),
    [
        ("Bình Phú", "823", None, "28657@old"),
        ("xã Bình Phú", "820", None, "28657@old"),
        ("thị trấn Bình Phú", "820", None, "28471@old"),
        ("Thị trấn Bình Phú", None, None, "28471@old"),
        ("xã Bình Phú, huyện Gò Công Tây, tỉnh Tiền Giang", None, None, "28657@old"),
        ("xa binh phu, go cong tay", None, None, "28657@old"),
        ("xã Bình Phú, Đồng Tháp", None, date(2025, 9, 1), "28471@new"),
        ("Gò Công Tây", "823", None, "823@old"),
        ("TP.HCM", None, None, "79@new"),
        ("TP. Hồ Chí Minh", None, date(2024, 1, 1), "79@old"),
        ("Bà Rịa-Vũng Tàu", None, None, "77@old"),
        ("Bà Rịa – Vũng Tàu", None, None, "77@old"),
        ("tỉnh Thừa Thiên - Huế", None, date(2024, 1, 1), "46@older"),
        ("thành phố Huế", None, date(2024, 1, 1), "474@older"),
        ("TX. Gò Công", None, None, "816@old"),
        ("H. Phú Xuyên", None, None, "280@old"),
        ("P.5, quận 3", None, None, "27151@old"),
        ("Phường 05, Q.3", None, None, "27151@old"),
        ("thị xã Hoà Thành", None, None, "709@old"),
        ("Đắc Lắc", None, None, "66@new"),
        ("Hà Giang (cũ)", None, None, "02@old"),
        ("tỉnh Tuyên Quang", None, date(2024, 5, 1), "08@old"),
        ("tỉnh Tuyên Quang", None, None, "08@new"),
        ("huyện Việt Yên", None, date(2023, 5, 1), "222@old"),
        ("Phường Nguyễn Trung Trực, quận Ba Đình", None, None, "00010@older"),
        ("Xã Mĩ Lương, huyện Chương Mĩ", None, None, "10087@old"),
    ],
)
def test_resolved(name, within, on, key):
    answer = resolve(name, gazetteer().unit(within) if within else None, on)
    assert answer.unit is not None, answer
    assert answer.unit.key == key
    assert answer.reason


@pytest.mark.parametrize("name", ["Tân An", "Bình Phú", "Hòa Bình", "xã Tân An", "Hà Giang"])
def test_a_bare_ambiguous_name_offers_its_candidates(name):
    answer = resolve(name)
    assert answer.unit is None
    assert len(answer.candidates) > 1
    assert len({gazetteer().label(u) for u in answer.candidates}) == len(answer.candidates)


def test_many_communes_are_called_tan_an():
    communes = [u for u in resolve("Tân An").candidates if u.level == "xa"]
    assert len(communes) >= 10


def test_the_province_of_the_portal_comes_before_the_country():
    assert resolve("Thanh Bình", gazetteer().unit("823")).unit == gazetteer().unit("28615@old")


def test_a_new_commune_looks_around_itself_first():
    answer = resolve("xã Bình Phú", gazetteer().unit("28663@new"), date(2025, 9, 1))
    assert answer.unit == gazetteer().unit("28471@new")


@pytest.mark.parametrize("name", ["", " , ", "Không Có Nơi Này", "huyện", "xã Hà Nội"])
def test_unknown_names_stay_unresolved(name):
    answer = resolve(name)
    assert answer.unit is None
    assert answer.candidates == ()


def test_a_name_that_does_not_lie_where_it_says_is_not_found():
    assert resolve("xã Bình Phú, huyện Phú Xuyên").reason == "No unit fits."


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("go cong", "Thành phố Gò Công, Tiền Giang (cũ)"),
        ("Đà N", "Đà Nẵng"),
        ("hcm", "TP. Hồ Chí Minh"),
        ("tuyen quang", "Tuyên Quang"),
        ("huyện phú x", "Huyện Phú Xuyên, Hà Nội (cũ)"),
        ("xã phú thà", "Xã Phú Thành, Đồng Tháp"),
    ],
)
def test_suggestions_while_typing(typed, first):
    assert gazetteer().label(search_names(typed)[0]) == first


def test_marks_count_when_typed():
    assert all("Gò" in u.name for u in search_names("gò"))
    assert search_names("") == ()
    assert len(search_names("binh", limit=3)) == 3


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("Thị trấn Vĩnh Bình", "thị trấn", "Vĩnh Bình"),
        ("TX.Cai Lậy", "tx", "Cai Lậy"),
        ("thanh pho My Tho", "thành phố", "My Tho"),
        ("Q3", "q", "3"),
        ("Xã", None, "Xã"),
        ("Thị Hoa", None, "Thị Hoa"),
    ],
)
def test_type_words(text, word, rest):
    assert split_type_word(text) == (word, rest)


@pytest.mark.parametrize(
    ("one", "other"), [("Mỹ Tho", "Mĩ Tho"), ("Hoà An", "Hòa An"), ("Đắk Hà", "Đăk Hà"), ("05", "5")]
)
def test_spellings_of_one_name(one, other):
    assert name_key(one) == name_key(other)


def test_tones_are_not_forgotten():
    assert name_key("Thanh An") != name_key("Thạnh An")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text):
    resolve(text)
    parse_name(text)
    search_names(text)
