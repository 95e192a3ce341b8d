"""Text into syllables that decide matching, and into underthesea's words that only help ranking.

A syllable is a run of letters and digits of the NFC text. Its position counts syllables from 0 inside one text; where a
sentence ends one position is left free, so that a phrase, which needs neighbouring positions, never crosses it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from crawler.text import SYLLABLE, key, normalize

_CLOSING = "\\s\"'”’»"
PIECE = re.compile(rf"([^\W_]+)|[.;:!?…](?=[{_CLOSING}]|\Z)|[\n\r\x85\u2028\u2029]")
"""A syllable (group 1), or what ends a sentence."""
_LONG_RUN = re.compile(r"\S{201,}")
"""underthesea's tokenizer takes quadratic time on runs without white space."""

WORD_JOINT = "_"
"""Stands between the syllable keys of a word; no syllable contains it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One syllable where it stands: ``start`` and ``end`` are offsets in the text given, ``sentence`` counts from 0."""

    text: str
    key: str
    start: int
    end: int
    position: int
    sentence: int


def tokens(text: str) -> list[Token]:
    """The syllables of an NFC text (`crawler.text.normalize` it first when it may be otherwise).

    A sentence ends at ``. ; : ! ? …`` followed by white space, a closing quote or the end of the text, and at every
    line end: ``1.798.702.098đ``, ``05-CT/TU`` and ``108,39%`` stay in one sentence.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    position, sentence, ended = 0, 0, False
    for piece in PIECE.finditer(text):
        word = piece[1]
        if word is None:
            ended = position > 0
            continue
        if ended:
            position, sentence, ended = position + 1, sentence + 1, False
        yield Token(word, key(word), piece.start(), piece.end(), position, sentence)
        position += 1


def keyed(text: str) -> list[str | None]:
    """The keys of ``tokens(normalize(text))`` at their positions; None where a sentence ends. What the index stores."""
    found: list[str | None] = []
    ended = False
    for word in PIECE.findall(normalize(text)):
        if not word:
            ended = bool(found)
            continue
        if ended:
            found.append(None)
            ended = False
        found.append(key(word))
    return found


_warm_up = threading.Lock()


@cache
def _segmenter() -> Any:
    """underthesea's segmenter after one call: its lazy loading is not safe when the first calls come together."""
    from underthesea import word_tokenize

    word_tokenize("dân vận khéo", use_token_normalize=False)
    return word_tokenize


def words(text: str) -> list[str]:
    """underthesea's words of ``text``, line by line, syllables of a word separated by a space; punctuation included.

    They never decide what matches. Runs of more than 200 characters without white space are left out. Holds the GIL,
    about 27 long articles a second and core: use processes, not threads.
    """
    with _warm_up:
        segment = _segmenter()
    found: list[str] = []
    for line in normalize(text).splitlines():
        plain = _LONG_RUN.sub(" ", line).strip()
        if plain:
            found.extend(segment(plain, use_token_normalize=False))
    return found


def word_keys(text: str) -> list[str]:
    """Match keys of the words of two or more syllables in ``text``: syllable keys joined by ``_``, repeated as they
    occur."""
    parts = ([key(s) for s in SYLLABLE.findall(word)] for word in words(text) if " " in word)
    return [WORD_JOINT.join(syllables) for syllables in parts if len(syllables) > 1]
