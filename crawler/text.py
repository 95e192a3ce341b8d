"""Vietnamese text: how it is cleaned for storing, and keyed and folded for comparing.

Cleaned text is what people read. The key is what matching uses: it forgets case, Unicode form and the place of the tone
mark. The fold forgets the marks altogether.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, zip_longest

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng."""

SYLLABLE = re.compile(r"[^\W_]+")
"""A token of an NFC text: a run of letters and digits."""

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")
)
_CONTROL = dict.fromkeys(c for c in (*range(32), *range(127, 160)) if c not in (9, 10, 13, 0x85))
_D_LIKE = str.maketrans({"Ɖ": "Đ", "Ð": "Đ", "ɖ": "đ", "ð": "đ"})
_TONE = re.compile(f"[{TONES}]")
_OLD_TONE = re.compile(r"(?:o[àáãảạèéẽẻẹ]|(?<!q)u[ỳýỹỷỵ])(?![^\W\d_])", re.IGNORECASE)
_ODD = re.compile("[" + re.escape("".join(map(chr, (*_INVISIBLE, *_CONTROL, *_D_LIKE)))) + "]")
"""The characters `normalize` changes by itself: rare, and looking for them is 20 times cheaper than translating."""


def normalize(text: str) -> str:
    """NFC text without invisible and control characters; Ð and Ɖ become Đ; spaces and lines stay as they are."""
    if _ODD.search(text):
        text = text.translate(_INVISIBLE).translate(_CONTROL).translate(_D_LIKE)
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """``normalize`` with every run of white space, NBSP included, as one space; stripped."""
    return " ".join(normalize(text).split())


def modern_tones(text: str) -> str:
    """NFC text with every tone mark where the newer spelling has it: hoà becomes hòa, uỷ becomes ủy; quý stays."""
    return _OLD_TONE.sub(_moved, text)


def _moved(match: re.Match[str]) -> str:
    marked = unicodedata.normalize("NFD", match[0])
    return unicodedata.normalize("NFC", marked[0] + marked[2]) + marked[1]


def key(syllable: str) -> str:
    """Match key of one syllable: lower case, the tone mark taken out and appended (hoà equals hòa, uỷ equals ủy).

    No two words of a 9,065-syllable dictionary share a key.
    """
    return _known_key(syllable) if len(syllable) <= _REMEMBERED else _key(syllable)


def _key(syllable: str) -> str:
    bare = unicodedata.normalize("NFD", normalize(syllable).lower())
    tones = "".join(_TONE.findall(bare))
    return unicodedata.normalize("NFC", _TONE.sub("", bare)) + tones


def fold(syllable: str) -> str:
    """A syllable without any mark, lower case, đ as d: how it is typed on a keyboard without Vietnamese letters."""
    return _known_fold(syllable) if len(syllable) <= _REMEMBERED else _fold(syllable)


def _fold(syllable: str) -> str:
    bare = unicodedata.normalize("NFD", normalize(syllable).lower())
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")


_REMEMBERED = 64
"""Characters of the longest text whose key and fold are remembered: what strangers type must not fill the memory."""
_known_key, _known_fold = lru_cache(maxsize=1 << 16)(_key), lru_cache(maxsize=1 << 16)(_fold)


def syllables(text: str) -> list[str]:
    """Keys of the syllables of ``text``, in order."""
    return list(_each_key(text))


def same_syllables(one: str, other: str) -> bool:
    """Have two texts the same syllables in the same order? Told by the first that differs."""
    return all(a == b for a, b in zip_longest(_each_key(one), _each_key(other)))


def _each_key(text: str) -> Iterator[str]:
    words = normalize(text).split()
    short = max(map(len, words), default=0) <= _REMEMBERED
    return chain.from_iterable(map(_known_keys if short else _keys, words))


def _keys(word: str) -> tuple[str, ...]:
    """Keys of the syllables between two spaces: mostly one."""
    return tuple(key(token) for token in SYLLABLE.findall(word))


_known_keys = lru_cache(maxsize=1 << 16)(_keys)


def fingerprint(body: str) -> str:
    """32 hexadecimal digits over the keys: equal for texts that differ in case, place of marks, spaces, punctuation."""
    return hashlib.blake2b(" ".join(syllables(body)).encode(), digest_size=16).hexdigest()
