"""Puts texts together that are the same news: copies, near-duplicates, and texts that were cut short. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Literal

import numpy as np

from crawler.archive import facts
from crawler.archive.signatures import alike, buckets, in_common, matrix, shared_sentences
from crawler.text import syllables

Kind = Literal["original", "exact", "near", "part"]
"""``original`` appeared first; ``exact`` has its text, ``near`` a similar one, ``part`` shares its sentences."""

ALIKE, MAYBE_ALIKE = 0.8, 0.15
"""Estimated Jaccard similarity of shingles from which two texts are near-duplicates, and from which they may be: then
their words are compared. A third is what exchanging one word in seven leaves; half is also what two articles have in
common that are mostly the formulas of their kind."""
SAME_ORDER = 0.8
"""Share of the shorter text's syllables that stand in the longer one in the same order, from which two texts that may
be alike are. One word in seven exchanged leaves 0.85; unrelated real news has 0.1 to 0.2, reports of one event 0.5."""
CONTAINED = 0.8
"""Share of the shorter text's sentences that stand in the longer one from which it is a part of it."""
WHOLE = 0.6
"""Length of the shorter text by that of the longer, under which it is a part of it and not another form of it."""
RULES = f"{ALIKE}/{MAYBE_ALIKE}/{SAME_ORDER}/{CONTAINED}/{WHOLE}/{facts.RULES}/noon"
"""Clusters made by other rules are made anew."""
_ENOUGH_SENTENCES = 3
"""Sentences that say enough; a text of fewer is compared word by word."""
_LONGEST = 3000
"""Syllables compared at most."""
_READ_AT_ONCE = 500
_WIDEST_SENTENCE = 50
"""A sentence that more texts share is a formula."""
_ALL_PAIRS = 12
"""Texts in a bucket up to which each is compared with each, beyond it with the first and with its neighbour."""


Appearance = tuple[str, int, str, str]
"""Sorts by appearance: when, how uncertain that is, first seen, id."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as clustering needs it."""

    id: str
    portal: str
    fingerprint: str
    order: Appearance
    minhash: bytes
    sentences: bytes


Places = dict[str, tuple[str, Kind, float]]
"""By article: the original of its cluster, its kind and similarity."""
Read = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the bodies of articles by id, for those that signatures leave in doubt."""


def clusters(texts: Iterable[Text], read: Read) -> Places:
    """The place of every article that shares its text with another."""
    copies: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        copies[text.fingerprint].append(text)
    different = list(copies.values())
    joined = _Joined(len(different))
    parts: dict[int, list[int]] = defaultdict(list)
    for shorter, longer, whole in _similar(different, read):
        if whole:
            joined.join(shorter, longer)
        else:
            parts[longer].append(shorter)
    for longer in sorted(parts, key=lambda n: len(different[n][0].sentences)):
        _join_parts(different, joined, longer, parts[longer])
    places: Places = {}
    for group in joined.groups():
        members = sorted((text for n in group for text in different[n]), key=lambda text: text.order)
        if len(members) > 1:
            places |= {text.id: _place(members[0], text) for text in members}
    return places


def _join_parts(different: Sequence[list[Text]], joined: _Joined, longer: int, parts: Sequence[int]) -> None:
    """Put a text together with its parts. One made of several earlier news, such as the week in review, is a reprint
    of none of them."""
    first = min(text.order for text in different[longer])
    earlier = [n for n in parts if min(text.order for text in different[n]) < first]
    several = len({joined.root(n) for n in earlier}) > 1
    for n in parts:
        if not (several and n in earlier):
            joined.join(n, longer)


def _place(original: Text, text: Text) -> tuple[str, Kind, float]:
    if text is original:
        return original.id, "original", 1.0
    if text.fingerprint == original.fingerprint:
        return original.id, "exact", 1.0
    near = float(alike(matrix([original.minhash, text.minhash]), np.array([[0, 1]], np.intp))[0])
    part = _containment(original.sentences, text.sentences)
    if part >= CONTAINED and near < ALIKE:
        return original.id, "part", round(part, 3)
    return original.id, "near", round(near, 3)


def _containment(one: bytes, other: bytes) -> float:
    """Share of the shorter text's sentences that the longer one has too."""
    first, second = np.frombuffer(one, "<u8"), np.frombuffer(other, "<u8")
    fewest = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / fewest if fewest else 0.0


def _similar(different: Sequence[list[Text]], read: Read) -> Iterator[tuple[int, int, bool]]:
    """Pairs of different texts that are near-duplicates or part of one another, and stand on different portals: the
    shorter, the longer, and whether the shorter is the whole of it."""
    long = [n for n, group in enumerate(different) if group[0].minhash]
    found = [*_near(different, long), *_parts(different, long)]
    yield from _verified(different, [p for p in found if _elsewhere(different[p[0]], different[p[1]])], read)


def _near(different: Sequence[list[Text]], long: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Pairs whose shingles agree, and whether that is enough by itself."""
    hashes = matrix(different[n][0].minhash for n in long)
    met = {pair for bucket in buckets(hashes) for pair in _pairs(bucket.tolist())}
    pairs = np.array(sorted(met), np.intp).reshape(-1, 2)
    for (one, other), share in zip(pairs.tolist(), alike(hashes, pairs).tolist(), strict=True):
        if share >= MAYBE_ALIKE:
            yield long[one], long[other], share >= ALIKE


def _parts(different: Sequence[list[Text]], long: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Pairs of which the longer has most sentences of the shorter, and whether they are enough by themselves."""
    sentences = [np.frombuffer(different[n][0].sentences, "<u8") for n in long]
    shared: Counter[tuple[int, int]] = Counter()
    for group in shared_sentences(sentences, _WIDEST_SENTENCE):
        shared.update(combinations(group.tolist(), 2))
    for (one, other), count in shared.items():
        if count >= CONTAINED * min(len(sentences[one]), len(sentences[other])):
            yield long[one], long[other], count >= _ENOUGH_SENTENCES


def _verified(
    different: Sequence[list[Text]], pairs: Sequence[tuple[int, int, bool]], read: Read
) -> Iterator[tuple[int, int, bool]]:
    """Those of the pairs that tell the same and, where they are not sure, have enough syllables in the same order."""
    for start in range(0, len(pairs), _READ_AT_ONCE):
        some = pairs[start : start + _READ_AT_ONCE]
        wanted = sorted({different[n][0].id for pair in some for n in pair[:2]})
        bodies = read(wanted)
        told = {name: facts.facts(body) for name, body in bodies.items()}
        texts = {name: syllables(body)[:_LONGEST] for name, body in bodies.items()}
        for *pair, sure in some:
            one, other = sorted(pair, key=lambda n: len(texts[different[n][0].id]))
            a, b = different[one][0].id, different[other][0].id
            short, long = texts[a], texts[b]
            if facts.agree(told[a], told[b]) and (sure or in_common(short, long) >= SAME_ORDER * len(short)):
                yield one, other, len(short) >= WHOLE * len(long)


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

    def root(self, n: int) -> int:
        """The number that stands for the set of ``n``."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, other: int) -> None:
        """Put both into one set."""
        self._parent[self.root(one)] = self.root(other)

    def groups(self) -> list[list[int]]:
        """The sets."""
        found: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._parent)):
            found[self.root(n)].append(n)
        return list(found.values())
