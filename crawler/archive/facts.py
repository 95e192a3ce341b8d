"""What a text tells of, as far as two texts in nearly the same words are told apart by it: numbers and names. Pure."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.text import SYLLABLE, key, normalize

FEWEST = 2
"""Different numbers that both texts must have to be told apart by them; names that each must have for itself."""
RULES = f"{FEWEST}/grounds/names"

_GROUNDS = re.compile(r"^\W*(?:Căn cứ|(?:Xét|Theo) đề nghị)\b.*$", re.M | re.I)
"""The grounds of a decision, one a line as Nghị định 30/2020/NĐ-CP wants them: the same in every decision of a kind."""
_ARTICLE = re.compile(r"\b(?:Điều|Khoản|Chương|Mục) \d+", re.I)
_NAME = re.compile(r"[^\W\d_]\w*(?:[ \u00a0]\w+)+")


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers and names of a text, as keys."""

    numbers: frozenset[str]
    names: frozenset[str]


def facts(body: str) -> Facts:
    """The numbers of a text, and its names: two to five syllables in a row that begin with a capital.

    The grounds of a decision and the numbers of its articles are left out; a text in capitals has no names.
    """
    text = _ARTICLE.sub(" ", _GROUNDS.sub("\n", normalize(body)))
    tokens = SYLLABLE.findall(text)
    return Facts(frozenset(t for t in tokens if t.isdecimal()), frozenset(_names(text)))


def _names(text: str) -> list[str]:
    found: list[str] = []
    for run in _NAME.findall(text):
        found += _capitalised(run.split())
    return found


def _capitalised(words: list[str]) -> list[str]:
    found, name = [], []
    for word in [*words, ""]:
        if word.istitle():
            name.append(key(word))
            continue
        if 2 <= len(name) <= 5:
            found.append(" ".join(name))
        name = []
    return found


def agree(one: Facts, other: Facts) -> bool:
    """Whether two texts can tell the same: two thirds of the numbers, and of the names, of the text with fewer stand
    in the other. Texts with hardly any numbers agree in them; one name exchanged is no other story as long as the
    numbers stay, as when a ministry's note names another province on every portal."""
    numbers = _own(one.numbers, other.numbers)
    if numbers and min(len(one.numbers), len(other.numbers)) >= FEWEST and not _shared(one.numbers, other.numbers):
        return False
    enough = 1 if numbers else FEWEST
    return _own(one.names, other.names) < enough or _shared(one.names, other.names)


def _own(one: AbstractSet[str], other: AbstractSet[str]) -> int:
    """How many each has at least that the other has not."""
    return min(len(one - other), len(other - one))


def _shared(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    return 3 * len(one & other) >= 2 * min(len(one), len(other))
