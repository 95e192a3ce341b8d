"""Text in TCVN3 and VNI is read as what it says; text in Unicode, Vietnamese or not, is left alone."""

from __future__ import annotations

import unicodedata

import pytest

from crawler.extraction.legacy_text import _TCVN3, _VNI, _old_to_new, encoding_of, modern
from crawler.extraction.page import Page, decode

PLAIN = (
    "Sáng nay, Đảng ủy xã tổ chức hội nghị tổng kết công tác dân vận khéo; đồng chí Bí thư đề nghị các chi bộ "
    "tiếp tục vận động nhân dân hiến đất mở rộng đường, giữ gìn vệ sinh môi trường, xây dựng nếp sống mới."
)


def old(text: str, table: dict[str, str]) -> str:
    """Text as a writer with such a font left it."""
    back = {new: code for code, new in table.items()}
    return "".join(back.get(letter, letter) for letter in text)


TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
SMALL = tuple(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES)
LETTERS = (*SMALL, "đ", *map(str.upper, SMALL), "Đ")
"""Every letter that Vietnamese writes with or without a mark, small and capital."""
PUBLISHED = {
    "tcvn3": "a¸µ¶·¹ ¨¾»¼½Æ ©ÊÇÈÉË eÐÌÎÏÑ ªÕÒÓÔÖ iÝ×ØÜÞ oãßáâä «èåæçé ¬íêëìî uóïñòô \xadøõö÷ù yýúûüþ",
    "vni": "a aù aø aû aõ aï|aê aé aè aú aü aë|aâ aá aà aå aã aä|e eù eø eû eõ eï|eâ eá eà eå eã eä|i í ì æ ó ò|"
    "o où oø oû oõ oï|oâ oá oà oå oã oä|ô ôù ôø ôû ôõ ôï|u uù uø uû uõ uï|ö öù öø öû öõ öï|y yù yø yû yõ î",
}
"""How the fonts write the letters of ``SMALL``, in its order: the code tables of two free keyboard programs."""
TCVN3, VNI = old(PLAIN, _TCVN3), old(PLAIN, _VNI)


def test_the_old_spellings_are_what_people_know() -> None:
    assert "d©n vËn" in TCVN3
    assert "§¶ng" in TCVN3
    assert "daân vaän" in VNI
    assert "Ñaûng" in VNI


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(letter: str) -> None:
    assert _old_to_new(old(letter, _VNI), "vni") == letter
    capital_with_mark = letter.isupper() and letter not in _TCVN3.values() and letter not in "AEIOUY"
    written = letter.lower() if capital_with_mark else letter  # fonts of capitals have the codes of small letters
    assert _old_to_new(old(written, _TCVN3), "tcvn3") == written


def test_the_tables_are_the_published_ones() -> None:
    tcvn3 = [c for c in PUBLISHED["tcvn3"] if c != " "]
    assert [old(letter, _TCVN3) for letter in SMALL] == tcvn3
    vni = PUBLISHED["vni"].replace("|", " ").split()
    assert [old(letter, _VNI) for letter in SMALL] == vni
    assert [_VNI.get(code.upper(), code.upper()) for code in vni] == [letter.upper() for letter in SMALL]
    assert [old(letter, _TCVN3) for letter in "ĂÂĐÊÔƠƯ"] == list("¡¢§£¤¥¦")


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni"), (PLAIN, None), ("", None)])
def test_the_encoding_is_recognised(text: str, encoding: str | None) -> None:
    assert encoding_of(text) == encoding


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_text_is_read_as_what_it_says(text: str) -> None:
    page = '<html><p title="x">{}</p><p>{}</p>'
    assert modern(text) == PLAIN
    assert modern(page.format(text, text)) == page.format(PLAIN, PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        unicodedata.normalize("NFD", PLAIN),
        "© 2024 «Le café» à Besançon ¸ garçon, où l'âme naïve rêve; mañana el niño comió piña y ñandú. " * 9,
        "Hoà bình, toà án, xoá nợ, thuý, quý; Coâng ty" * 3,
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert modern(text) == text


def test_on_a_mixed_page_only_the_old_text_is_rewritten() -> None:
    page = f"<li>Trang chủ của Đảng bộ</li><p>{TCVN3}</p><p>R\xe9sum\xe9</p><p>{PLAIN}</p>"
    assert modern(page) == f"<li>Trang chủ của Đảng bộ</li><p>{PLAIN}</p><p>R\xe9sum\xe9</p><p>{PLAIN}</p>"


def test_entities_count_as_letters() -> None:
    page = "<p>" + "".join(f"&#{ord(c)};" if ord(c) > 160 else c for c in TCVN3) + "</p>"
    assert modern(page) == f"<p>{PLAIN}</p>"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1252", "iso-8859-1", "x-user-defined"])
@pytest.mark.parametrize("text", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_pages_in_old_bytes_are_read(text: str, declared: str | None) -> None:
    body = f"<html><body><p>{text}</p></body></html>".encode("latin-1")
    assert PLAIN in Page.of(body, "http://a.example/", declared).html


def test_pages_in_old_letters_are_read_from_utf8() -> None:
    assert PLAIN in Page.of(f"<p>{VNI}</p>".encode(), "http://a.example/").html
    assert PLAIN in Page.of(f"<p>{VNI}</p>", "http://a.example/").html


@pytest.mark.parametrize("declared", ["windows-1258", None])
def test_windows_1258_is_read(declared: str | None) -> None:
    """Its tones follow their letter as marks of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = "".join(
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        + "".join(c for c in parts if c in tones)
        for parts in (unicodedata.normalize("NFD", letter) for letter in PLAIN)
    )
    body = f"<html><head><meta charset='windows-1258'></head><p>{apart}</p></html>".encode("cp1258")
    assert PLAIN in decode(body, declared)
