"""Sentences of a plain text, as spans; the same for everything that quotes the sentence around a find."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[\"”’)]*(?=[ \u00a0]+[\"“(+–-]*[A-ZĐÀ-Ỹ])")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence of an NFC text; a line break ends one, and a full stop before a capital."""
    for paragraph in _PARAGRAPH.finditer(text):
        first, last = paragraph.span()
        for found in _END.finditer(text, first + 1, last):
            yield from _stripped(text, first, found.end())
            first = found.end()
        yield from _stripped(text, first, last)


def _stripped(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end and text[begin].isspace():
        begin += 1
    if begin < end:
        yield begin, end
