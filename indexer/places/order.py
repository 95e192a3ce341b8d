"""Vietnamese order and addresses: sort keys for names, slugs for links."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crawler.text import SYLLABLE, TONES, fold, normalize

_ALPHABET = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONE_RANK = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng."""

_LONGEST_NUMBER = 1000
"""Digits; Python refuses to read numbers of more than 4,300."""

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...]]


@lru_cache(maxsize=1 << 14)
def sort_key(name: str) -> SortKey:
    """Key that sorts names as a Vietnamese dictionary does: … Cần Thơ, Đà Nẵng, Đắk Lắk …; numbers by value.

    Letters decide first (a ă â … d đ e ê …), tones only between equal letters; case and punctuation never.
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for word in re.findall(r"\d+|[^\W\d_]+", normalize(name).lower()):
        letters.append((0, 0))
        if word.isdecimal():
            letters.append((_LETTER_RANK["0"], int(word[:_LONGEST_NUMBER])))
            continue
        for letter in word:
            base, tone = _split_tone(letter)
            letters.append((_LETTER_RANK.get(base, len(_ALPHABET) + ord(base[0])), 0))
            tones.append(_TONE_RANK[tone])
    return tuple(letters), tuple(tones)


def _split_tone(letter: str) -> tuple[str, str]:
    """A letter without its tone mark, and the tone mark or an empty string."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter, tone


def slug(name: str) -> str:
    """A name for an address: ``Huyện Phú Xuyên`` as ``huyen-phu-xuyen``."""
    return "-".join(fold(syllable) for syllable in SYLLABLE.findall(normalize(name)))
