"""Sentences of a plain text, as spans; the same for everything that quotes the sentence around a find."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’)]*(?=[ \u00a0]+[\"“(+–-]*[A-ZĐÀ-Ỹ])|$)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence of an NFC text; a line break ends one, and a full stop before a capital."""
    for paragraph in _PARAGRAPH.finditer(text):
        for found in _SENTENCE.finditer(paragraph.group()):
            begin, end = paragraph.start() + found.start(), paragraph.start() + found.end()
            while begin < end and text[begin].isspace():
                begin += 1
            if begin < end:
                yield begin, end
