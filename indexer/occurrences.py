"""Where the single syllables of a query stand in a text: read once, by the index's own rules, as fast as Python can."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crawler.text import SYLLABLE, fold, key, normalize
from indexer.analysis import PIECE
from indexer.query.tree import Term, Wildcard

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84]"
)


_WORDS = bytes(ord(" ") if n == ord(" ") else ord("w") for n in range(256))
"""Makes every byte of a folded text that belongs to a syllable the same."""


class Mark(NamedTuple):
    """Characters from ``start`` to ``end`` of a text that match; ``leaf`` numbers the word or phrase of the query."""

    start: int
    end: int
    leaf: int


class Span(NamedTuple):
    """From one position of a text to another, both included, with the characters to mark."""

    first: int
    last: int
    sentence: int
    end_sentence: int
    marks: tuple[Mark, ...]


class Occurrences:
    """Finds ``leaves``, the syllables of one query, in texts; remembers every spelling it has judged.

    ``reach``: how many positions apart two hits may be and still belong together; 0 when positions do not matter, None
    when every sentence does. Two hits that are further apart only keep a distance greater than that.
    """

    def __init__(self, leaves: Sequence[Term | Wildcard], reach: int | None = None) -> None:
        self._accepting = _Accepting(leaves)
        self._reach = reach
        self._needles = _needles(leaves)

    def marks(self, text: str, plain: bytes) -> list[Mark]:
        """Every syllable that some leaf accepts, in order, with the first such leaf.

        ``text`` is NFC, ``plain`` is it folded (`indexer.folding`).
        """
        return [Mark(start, end, leaves[0]) for start, end, leaves in self._hits(text, plain)]

    def spans(self, text: str, plain: bytes) -> dict[int, list[Span]]:
        """The spans of every leaf, by its number; the texts as in `marks`."""
        found: dict[int, list[Span]] = defaultdict(list)
        hits = self._hits(text, plain)
        for (start, end, leaves), (position, sentence) in zip(hits, self._places(text, plain, hits), strict=True):
            for leaf in leaves:
                found[leaf].append(Span(position, position, sentence, sentence, (Mark(start, end, leaf),)))
        return found

    def _hits(self, text: str, plain: bytes) -> list[tuple[int, int, tuple[int, ...]]]:
        """Start, end and leaves of the syllables that some leaf accepts, in order."""
        accepting = self._accepting
        candidates = self._candidates(plain, text)
        return [(start, end, leaves) for start, end in candidates if (leaves := accepting[text[start:end]])]

    def _candidates(self, plain: bytes, text: str) -> list[tuple[int, int]]:
        """Start and end of the syllables that may be hits, in order."""
        if self._needles is None:
            return [match.span() for match in SYLLABLE.finditer(text)]
        found: list[tuple[int, int]] = []
        for needle, size in self._needles:
            at = plain.find(needle)
            while at >= 0:
                found.append((at, at + size if size else plain.find(b" ", at + 1) - 1))
                at = plain.find(needle, at + 1)
        return sorted(set(found)) if len(self._needles) > 1 else found

    def _places(self, text: str, plain: bytes, hits: Sequence[tuple[int, int, object]]) -> Iterator[tuple[int, int]]:
        """Position and sentence of each hit, counted from the first one."""
        position = sentence = last = 0
        starts = plain.translate(_WORDS)[1:]
        for n, (start, end, _) in enumerate(hits):
            if n:
                between = starts.count(b" w", last, start + 1) - 1
                ends = 0
                if self._reach is None or between <= self._reach:
                    ends = _sentence_ends(text, last, start)
                position += between + 1 + ends
                sentence += ends
            yield position, sentence
            last = end


def _needles(leaves: Sequence[Term | Wildcard]) -> list[tuple[bytes, int]] | None:
    """What stands in a folded text where a leaf may, and the letters of the syllable, 0 when they vary.

    None when only looking at every syllable finds a leaf.
    """
    found: dict[bytes, int] = {}
    for leaf in leaves:
        plain = leaf.stem if isinstance(leaf, Wildcard) else fold(leaf.key)
        if not (plain.isascii() and plain.isalnum()):
            return None
        found[f" {plain}".encode() if isinstance(leaf, Wildcard) else f" {plain} ".encode()] = (
            0 if isinstance(leaf, Wildcard) else len(plain)
        )
    return list(found.items())


def _sentence_ends(text: str, after: int, before: int) -> int:
    """Sentences that end between the syllable that ends at ``after`` and the one that starts at ``before``."""
    found, inside = 0, True
    for word in PIECE.findall(text, after, before + 1)[:-1]:
        found += inside and not word
        inside = bool(word)
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
