"""How right an extracted article is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.extractors import Read
from benchmarks.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Score:
    """One page: shares between 0 and 1; ``minute`` is None where the page does not print it."""

    tokens: float
    shingles: float
    title: bool
    day: bool
    """The right day, or none where the page prints none."""
    minute: bool | None
    left: tuple[str, ...]
    """Lines that belong to no article."""
    lines: int
    lost: tuple[str, ...]
    """Lines of the article that are missing."""


def words(text: str) -> list[str]:
    """Tokens of NFC text in lower case."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text.replace("\u200b", "")).lower())


def score(read: Read, page: Labelled) -> Score:
    """Compare what was read with the label; lines that may or may not be there (captions, title) are left out first."""
    optional = {tuple(words(line)) for line in (*page.optional, page.title)}
    said = [line for line in read.lines if tuple(words(line)) not in optional]
    have, want = words("\n".join(said)), words("\n".join(page.lines))
    whole = f" {' '.join([*want, '|', *words(' | '.join(page.optional))])} "
    known = set(_shingles(words(whole)))
    found = f" {' '.join(have)} "
    minute = page.published is not None and len(page.published) > 10
    return Score(
        _f1(Counter(have), Counter(want)), _f1(Counter(_shingles(have)), Counter(_shingles(want))),
        words(read.title) == words(page.title),
        (read.published or "")[:10] == (page.published or "")[:10],
        read.published == page.published if minute else None,
        tuple(line for line in said if _foreign(words(line), whole, known)), len(said),
        tuple(line for line in page.lines if f" {' '.join(words(line))} " not in found),
    )  # fmt: skip


def _foreign(line: list[str], whole: str, known: set[tuple[str, ...]]) -> bool:
    """Is less than half of a line the article's?"""
    if not line or f" {' '.join(line)} " in whole:
        return False
    parts = _shingles(line)
    return sum(part in known for part in parts) * 2 < len(parts) or len(line) < 4


def _shingles(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[i : i + 4]) for i in range(max(len(tokens) - 3, 1))]


def _f1(have: Counter[object] | Counter[str], want: Counter[object] | Counter[str]) -> float:
    common = sum((have & want).values())  # type: ignore[operator]  # both count the same kind
    return 2 * common / (have.total() + want.total()) if have.total() + want.total() else 1.0
