"""Names of units as people write them: type words, abbreviations, spellings, and the key that makes them equal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.text import SYLLABLE, fold, key, normalize

TYPE_WORDS: dict[str, frozenset[str]] = {
    word: frozenset(kinds)
    for words, kinds in (
        (("tỉnh",), ("Tỉnh",)),
        (("thành phố", "tp", "t.p"), ("Thành phố",)),
        (("quận", "q"), ("Quận",)),
        (("huyện", "h"), ("Huyện",)),
        (("thị xã", "tx", "t.x"), ("Thị xã",)),
        (("phường", "p"), ("Phường",)),
        (("xã", "x"), ("Xã",)),
        (("thị trấn", "tt"), ("Thị trấn",)),
        (("đặc khu",), ("Đặc khu",)),
    )
    for word in words
}
"""Words in front of a name, lower case without dots at the end, with the types of units they stand for."""

ALIASES: dict[str, str] = {
    "hcm": "Hồ Chí Minh",
    "tphcm": "Hồ Chí Minh",
    "tp hcm": "Hồ Chí Minh",
    "br vt": "Bà Rịa - Vũng Tàu",
    "brvt": "Bà Rịa - Vũng Tàu",
    "tt huế": "Thừa Thiên Huế",
    "bắc cạn": "Bắc Kạn",
    "đắc lắc": "Đắk Lắk",
    "đắc nông": "Đắk Nông",
    "đăk lăk": "Đắk Lắk",
    "đak lak": "Đắk Lắk",
    "kontum": "Kon Tum",
    "pleiku": "Pleiku",
    "plei ku": "Pleiku",
    "buôn mê thuột": "Buôn Ma Thuột",
    "ban mê thuột": "Buôn Ma Thuột",
    "phan rang": "Phan Rang - Tháp Chàm",
}
"""Names in use that are not the official ones, by their lower-case syllables."""

_SHORT_I = re.compile(r"(?<=[hklmstv])y(?=[^a-zăâđêôơư]|$)|(?<=qu)y(?=[^a-zăâđêôơư]|$)")
_DAK = {"đăk", "đak", "dak", "đăc"}
_HAS_DOT_WORD = re.compile(r"(?i)^(t\.?p|t\.?x|tt|[qhpx])\s*\.\s*|^(t\.?p|t\.?x|tt)\s+|^([qp])\s*(?=\d)")
_WORD = re.compile(r"(?i)^(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu)\s+")
_UNMARKED_WORD = re.compile(r"(?i)^(tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu)\s+")
_UNMARKED = {fold_word: word for word in TYPE_WORDS if (fold_word := " ".join(map(fold, word.split()))) != word}
_OLD = re.compile(r"(?i)\s*\(\s*(?:cũ|cu|trước đây)\s*\)\s*$|\s+cũ\s*$")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One name taken apart."""

    kinds: frozenset[str] | None
    """Types that its type word allows; None when there is none."""
    key: str
    """`name_key` of the rest."""
    fold: str
    """The rest without marks, syllables separated by a space."""
    syllables: tuple[str, ...]
    """The syllables of the rest, lower case, as written."""
    marked: bool
    """Whether the rest carries any mark, so that only that spelling is meant."""
    old: bool
    """Whether it says "(cũ)"."""


def name_key(name: str) -> str:
    """Key of an NFC name: syllable keys, no punctuation; Mỹ and Mĩ, Quý and Quí, Đắk and Đăk, 05 and 5 are equal."""
    return " ".join(map(_syllable, SYLLABLE.findall(name)))


_LONGEST_NUMBER = 100
"""Digits; Python refuses to read numbers of more than 4,300."""


@lru_cache(maxsize=1 << 14)
def _syllable(text: str) -> str:
    if text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        return str(int(text))
    made = _SHORT_I.sub("i", key(text))
    return "đak" if re.sub(r"[̀-ͯ]", "", made) in _DAK else made


def name_fold(name: str) -> str:
    """An NFC name without marks, syllables separated by a space."""
    return " ".join(map(fold, SYLLABLE.findall(name)))


def parse_name(text: str) -> ParsedName:
    """A name with or without a type word: ``TX. Gò Công``, ``xã Bình Phú``, ``Hà Giang (cũ)``, ``P.5``."""
    text = " ".join(normalize(text).split())
    rest = _OLD.sub("", text)
    old = rest != text
    word, bare = split_type_word(rest) if _plain(rest) not in ALIASES else (None, rest)
    bare = ALIASES.get(_plain(bare), bare)
    syllables = tuple(_plain(bare).split())
    marked = name_fold(bare) != " ".join(syllables)
    return ParsedName(TYPE_WORDS[word] if word else None, name_key(bare), name_fold(bare), syllables, marked, old)


def _plain(name: str) -> str:
    return " ".join(SYLLABLE.findall(name.lower()))


def split_type_word(text: str) -> tuple[str | None, str]:
    """The type word in front of a name, as in `TYPE_WORDS`, and the rest; None and the text when there is none."""
    for pattern in (_WORD, _HAS_DOT_WORD, _UNMARKED_WORD):
        match = pattern.match(text)
        if match and text[match.end() :].strip():
            word = next(g for g in match.groups() if g).lower()
            word = _UNMARKED.get(word, word)
            if word in TYPE_WORDS:
                return word, text[match.end() :].strip()
    return None, text
