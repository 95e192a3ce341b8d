"""What changed between two versions of a text: paragraph by paragraph, and word by word inside a changed paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|\S+")
_LONG = 4000
"""Words and spaces of a paragraph beyond which it is shown as replaced whole: matching words takes quadratic time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions have, or only the newer or the older one."""

    kind: Literal["same", "added", "removed"]
    text: str


def changed_paragraphs(before: str, after: str) -> list[tuple[Piece, ...]]:
    """The paragraphs that differ, each as pieces in reading order; empty when the texts are equal."""
    old, new = before.split("\n\n") if before else [], after.split("\n\n") if after else []
    found: list[tuple[Piece, ...]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found.extend(_replaced(old[a:b], new[c:d]))
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    for n in range(max(len(old), len(new))):
        if n >= len(new):
            yield (Piece("removed", old[n]),)
        elif n >= len(old):
            yield (Piece("added", new[n]),)
        else:
            yield tuple(_words(old[n], new[n]))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _LONG:
        yield Piece("removed", before)
        yield Piece("added", after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if b > a:
            yield Piece("removed", "".join(old[a:b]))
        if d > c:
            yield Piece("added", "".join(new[c:d]))
