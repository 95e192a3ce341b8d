"""Where the single syllables of a query stand in a text: read once, by the index's own rules, as fast as Python can."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.text import fold, key, normalize
from indexer.analysis import PIECE
from indexer.query.tree import Term, Wildcard

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters from ``start`` to ``end`` of a text that match; ``leaf`` numbers the word or phrase of the query."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True, slots=True)
class Span:
    """From one position of a text to another, both included, with the characters to mark."""

    first: int
    last: int
    sentence: int
    end_sentence: int
    marks: tuple[Mark, ...]


class Occurrences:
    """Finds ``leaves``, the syllables of one query, in texts; remembers every spelling it has judged."""

    def __init__(self, leaves: Sequence[Term | Wildcard]) -> None:
        self._accepting = _Accepting(leaves)
        self._initials = frozenset().union(*(_spelled_like(_first_letter(leaf)) for leaf in leaves))

    def find(self, text: str) -> dict[int, list[Span]]:
        """The spans of every leaf, by its number; ``text`` is NFC."""
        pieces = PIECE.findall(text)
        initials, accepting = self._initials, self._accepting
        likely = [n for n, word in enumerate(pieces) if word[:1] in initials]
        hits = [(n, leaves) for n in likely if (leaves := accepting[pieces[n]])]
        found: dict[int, list[Span]] = defaultdict(list)
        if not hits:
            return found
        blanks = [n for n, word in enumerate(pieces) if not word]
        ends = [n for n in blanks if n and pieces[n - 1]]
        places = _places(text, (pieces[n] for n, _ in hits))
        for (n, leaves), (start, end) in zip(hits, places, strict=True):
            sentence = bisect_left(ends, n)
            position = n - bisect_left(blanks, n) + sentence
            for leaf in leaves:
                found[leaf].append(Span(position, position, sentence, sentence, (Mark(start, end, leaf),)))
        return found


class _Accepting(dict[str, tuple[int, ...]]):
    """Syllable as written → numbers of the leaves that accept it, worked out once for each spelling."""

    def __init__(self, leaves: Sequence[Term | Wildcard]) -> None:
        super().__init__()
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._folded: dict[str, list[int]] = defaultdict(list)
        self._wild: list[tuple[int, Wildcard]] = []
        for number, leaf in enumerate(leaves):
            if isinstance(leaf, Wildcard):
                self._wild.append((number, leaf))
            elif leaf.exact:
                self._exact[leaf.key].append(number)
            else:
                self._folded[fold(leaf.key)].append(number)

    def __missing__(self, word: str) -> tuple[int, ...]:
        keyed = key(word)
        found = [*self._exact.get(keyed, ()), *self._folded.get(fold(word), ())]
        found += [number for number, wildcard in self._wild if wildcard.matches(keyed)]
        self[word] = tuple(found)
        return self[word]


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each of ``words``, which are syllables of ``text`` in order, with no equal one left out."""
    end = 0
    for word in words:
        start = text.find(word, end)
        while text[start - 1 : start].isalnum() or text[start + len(word) : start + len(word) + 1].isalnum():
            start = text.find(word, start + 1)
        end = start + len(word)
        yield start, end


def _first_letter(leaf: Term | Wildcard) -> str:
    return (leaf.stem if isinstance(leaf, Wildcard) else fold(leaf.key))[:1]


@lru_cache(maxsize=256)
def _spelled_like(letter: str) -> frozenset[str]:
    """Every letter that folds to ``letter``, or begins what does."""
    return frozenset((letter, letter.upper(), *_variants().get(letter, ())))


@cache
def _variants() -> dict[str, list[str]]:
    """Folded letter → the precomposed Latin letters it stands for."""
    found: dict[str, list[str]] = defaultdict(list)
    for letter in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))):
        found[fold(letter)[:1]].append(letter)
    return found


def is_composed(text: str) -> bool:
    """Whether ``text`` is as it is stored: NFC, without invisible characters."""
    return unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text)


def aligned(text: str) -> tuple[str, list[int]]:
    """``text`` normalised, and for each of its characters (and its end) the offset in ``text`` where it comes from."""
    composed: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _INVISIBLE.match(text[end])):
            end += 1
        piece = normalize(text[start:end])
        composed.append(piece)
        offsets += [start] * len(piece)
        start = end
    return "".join(composed), [*offsets, len(text)]
