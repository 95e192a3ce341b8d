"""A text folded at C speed: one byte for each character, so that offsets stay, and syllables can be found as bytes."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crawler.text import fold

if TYPE_CHECKING:
    from _codecs import _EncodingMap

SPACE = b" "
"""Stands for every character that belongs to no syllable."""
_LETTER = 0x01
"""Stands for a letter or digit that no ASCII letter or digit is the fold of."""
_BASES = {"a": "ăâ", "e": "ê", "i": "", "o": "ôơ", "u": "ư", "y": ""}
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = "–—…“”‘’«»„·•°§\xa0"
_ERRORS = "danvan.folding"


@lru_cache(maxsize=6_144)
def folded(text: str) -> tuple[bytes, bool]:
    """``text`` folded between two spaces, and whether it holds only letters of Vietnamese, ASCII and common signs.

    Letters and digits become the lower-case ASCII letters of `crawler.text.fold`, those without one become ``\\x01``,
    everything else a space. Text of which the second is true is NFC and without invisible characters.
    """
    table, fold_table = _tables()
    try:
        return b" %b " % codecs.charmap_encode(text, "strict", table)[0].translate(fold_table), "\0" not in text
    except UnicodeEncodeError:
        return b" %b " % codecs.charmap_encode(text, _ERRORS, table)[0].translate(fold_table), False


def _letters() -> list[str]:
    """The marked letters of Vietnamese, precomposed."""
    lower = {
        unicodedata.normalize("NFC", base + tone)
        for plain, marked in _BASES.items()
        for base in plain + marked
        for tone in _TONES
    }
    lower = {letter for letter in lower if not letter.isascii()} | {"đ"}
    return sorted(lower | {letter.upper() for letter in lower})


@cache
def _tables() -> tuple[dict[int, int] | _EncodingMap, bytes]:
    """The table of `codecs.charmap_encode`, and what makes its bytes folds.

    Bytes 0 and 1 stand for what the handler puts in: a sign and a letter. ASCII comes next, other letters behind it.
    Byte 0 must be the character 0, or Python makes a slow table.
    """
    ascii_ = [chr(n) for n in (9, 10, 13, *range(32, 127))]
    known = [*ascii_, *_letters(), *_SIGNS]
    decoding = "".join(["\0\ufffe", *known]).ljust(256, "\ufffe")
    fold_table = bytearray(SPACE * 256)
    fold_table[_LETTER] = _LETTER
    for byte, character in enumerate(known, 2):
        if character.isalnum():
            fold_table[byte] = ord(fold(character))
    codecs.register_error(_ERRORS, _beyond)
    return codecs.charmap_build(decoding), bytes(fold_table)


def _beyond(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes for characters that the table does not have."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - codecs calls a handler of encoding with no other
    found = bytearray()
    for character in error.object[error.start : error.end]:
        plain = fold(character) if character.isalnum() else ""
        byte = _byte_of(plain) if len(plain) == 1 and plain.isascii() and plain.isalnum() else None
        found.append((0 if not character.isalnum() else _LETTER) if byte is None else byte)
    return bytes(found), error.end


def _byte_of(character: str) -> int:
    table, _ = _tables()
    return codecs.charmap_encode(character, "strict", table)[0][0]
