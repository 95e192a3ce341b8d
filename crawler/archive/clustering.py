"""Puts texts together that are the same news: copies, near-duplicates, and texts that were cut short. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Literal

import numpy as np

from crawler.archive.signatures import alike, buckets, matrix, shared_sentences

Kind = Literal["original", "exact", "near", "part"]
"""``original`` appeared first; ``exact`` has its text, ``near`` a similar one, ``part`` shares its sentences."""

ALIKE = 0.5
"""Estimated Jaccard similarity of shingles from which two texts are near-duplicates."""
CONTAINED = 0.8
"""Share of the shorter text's sentences that stand in the longer one from which it is a part of it."""
_FEWEST_SENTENCES = 3
_WIDEST_SENTENCE = 50
"""A sentence that more texts share is a formula."""
_ALL_PAIRS = 12
"""Texts in a bucket up to which each is compared with each, beyond it with the first and with its neighbour."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as clustering needs it."""

    id: str
    portal: str
    fingerprint: str
    order: tuple[bool, str, str, str]
    """Sorts by appearance: undated last, then publication, first seen, id."""
    minhash: bytes
    sentences: bytes


Places = dict[str, tuple[str, Kind, float]]
"""By article: the original of its cluster, its kind and similarity."""


def clusters(texts: Iterable[Text]) -> Places:
    """The place of every article that shares its text with another."""
    copies: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        copies[text.fingerprint].append(text)
    different = list(copies.values())
    joined = _Joined(len(different))
    for one, other in _similar(different):
        joined.join(one, other)
    places: Places = {}
    for group in joined.groups():
        members = sorted((text for n in group for text in different[n]), key=lambda text: text.order)
        if len(members) > 1:
            places |= {text.id: _place(members[0], text) for text in members}
    return places


def _place(original: Text, text: Text) -> tuple[str, Kind, float]:
    if text is original:
        return original.id, "original", 1.0
    if text.fingerprint == original.fingerprint:
        return original.id, "exact", 1.0
    near = alike(matrix([original.minhash, text.minhash]), 0, 1)
    part = _containment(original.sentences, text.sentences)
    if part >= CONTAINED and near < ALIKE:
        return original.id, "part", round(part, 3)
    return original.id, "near", round(near, 3)


def _containment(one: bytes, other: bytes) -> float:
    """Share of the shorter text's sentences that the longer one has too."""
    first, second = np.frombuffer(one, "<u8"), np.frombuffer(other, "<u8")
    fewest = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / fewest if fewest else 0.0


def _similar(different: Sequence[list[Text]]) -> Iterator[tuple[int, int]]:
    """Pairs of different texts that are near-duplicates or part of one another, and stand on different portals."""
    long = [n for n, group in enumerate(different) if group[0].minhash]
    hashes = matrix(different[n][0].minhash for n in long)
    for bucket in buckets(hashes):
        for one, other in _pairs(bucket.tolist()):
            if alike(hashes, one, other) >= ALIKE and _elsewhere(different[long[one]], different[long[other]]):
                yield long[one], long[other]
    sentences = [np.frombuffer(different[n][0].sentences, "<u8") for n in long]
    shared: Counter[tuple[int, int]] = Counter()
    for group in shared_sentences(sentences, _WIDEST_SENTENCE):
        shared.update(combinations(group.tolist(), 2))
    for (one, other), count in shared.items():
        enough = max(_FEWEST_SENTENCES, CONTAINED * min(len(sentences[one]), len(sentences[other])))
        if count >= enough and _elsewhere(different[long[one]], different[long[other]]):
            yield long[one], long[other]


def _pairs(bucket: list[int]) -> Iterator[tuple[int, int]]:
    if len(bucket) <= _ALL_PAIRS:
        yield from combinations(bucket, 2)
        return
    for before, text in zip(bucket, islice(bucket, 1, None), strict=False):
        yield before, text
        yield bucket[0], text


def _elsewhere(one: list[Text], other: list[Text]) -> bool:
    return len({text.portal for text in (*one, *other)}) > 1


class _Joined:
    """Disjoint sets (union–find with path halving)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, other: int) -> None:
        """Put both into one set."""
        self._parent[self._root(one)] = self._root(other)

    def groups(self) -> list[list[int]]:
        """The sets."""
        found: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._parent)):
            found[self._root(n)].append(n)
        return list(found.values())
