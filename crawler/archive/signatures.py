"""What makes two texts comparable at a glance: a MinHash of 4-syllable shingles, and hashes of the sentences."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from crawler.text import syllables

PERMUTATIONS = 64
BANDS = 32
"""Bands of 2: texts whose shingles agree to a third (one word in seven changed) meet in at least one band with
probability 0.98, to a fifth with 0.73 (1 - (1 - s^2)^32; Leskovec, Mining of Massive Datasets, 3.4)."""
SHINGLE = 4
SHORTEST = 40
"""Syllables; shorter texts are formulas that many portals write alike without copying."""
SHORTEST_SENTENCE = 8
"""Syllables; shorter ones stand in many unrelated texts."""
METHOD = f"rensa-{RMinHash.ALGORITHM_VERSION}/{PERMUTATIONS}/{SHINGLE}/{SHORTEST}/{SHORTEST_SENTENCE}"
"""Signatures of another method cannot be compared with these."""

_AT_ONCE = 1 << 16
_SENTENCE_END = re.compile(r"[.!?…;:]+(?=[\s”\"’)]|$)|\n+")

Hashes = npt.NDArray[np.uint32]
Sentences = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Signature:
    """The comparable form of one text; both parts are empty for a text that is too short."""

    minhash: bytes
    """64 little-endian 32-bit numbers."""
    sentences: bytes
    """One little-endian 64-bit number for each different sentence."""


def signatures(bodies: Sequence[str]) -> list[Signature]:
    """The signature of each text."""
    shingled = [_shingles(body) for body in bodies]
    digests = RMinHash.digests_from_token_sets([s or [""] for s in shingled], num_perm=PERMUTATIONS, seed=42)
    return [
        Signature(
            np.asarray(digest, "<u4").tobytes() if shingles else b"",
            np.fromiter(sorted(set(_sentences(body))), "<u8").tobytes() if shingles else b"",
        )
        for body, shingles, digest in zip(bodies, shingled, digests, strict=True)
    ]


def _shingles(body: str) -> list[str]:
    found = syllables(body)
    if len(found) < SHORTEST:
        return []
    return [" ".join(found[n : n + SHINGLE]) for n in range(len(found) - SHINGLE + 1)]


def _sentences(body: str) -> Iterator[int]:
    for sentence in _SENTENCE_END.split(body):
        found = syllables(sentence)
        if len(found) >= SHORTEST_SENTENCE:
            yield int.from_bytes(hashlib.blake2b(" ".join(found).encode(), digest_size=8).digest(), "little")


def matrix(signatures: Iterable[bytes]) -> Hashes:
    """MinHashes as rows."""
    return np.frombuffer(b"".join(signatures), "<u4").reshape(-1, PERMUTATIONS)


def alike(hashes: Hashes, pairs: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Estimated Jaccard similarity of the shingles of each pair of rows; standard error at most 1/16."""
    some = (pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE))
    found = [np.mean(hashes[p[:, 0]] == hashes[p[:, 1]], axis=1) for p in some]
    return np.concatenate(found) if found else np.empty(0)


def in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence: how many syllables both have in the same order.

    Bit-parallel (Hyyrö, A note on bit-parallel alignment computation, 2004).
    """
    places: dict[str, int] = {}
    for n, syllable in enumerate(one):
        places[syllable] = places.get(syllable, 0) | 1 << n
    every = free = (1 << len(one)) - 1
    for syllable in other:
        here = free & places.get(syllable, 0)
        free = (free + here | free - here) & every
    return len(one) - free.bit_count()


def buckets(hashes: Hashes) -> Iterator[npt.NDArray[np.intp]]:
    """Groups of rows that agree in a whole band; a pair may come more than once."""
    width = PERMUTATIONS // BANDS
    factors = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], "<u8")
    for start in range(0, PERMUTATIONS, width):
        # One number for the band; that two bands share it by chance does no harm, pairs are compared anyway.
        yield from _groups((hashes[:, start : start + width].astype("<u8") * factors).sum(axis=1, dtype="<u8"))


def shared_sentences(sentences: Sequence[Sentences], widest: int) -> Iterator[npt.NDArray[np.intp]]:
    """Groups of texts that share a sentence; sentences of more than ``widest`` texts are formulas and left out."""
    if not sentences:
        return
    owners = np.repeat(np.arange(len(sentences)), [len(s) for s in sentences])
    for group in _groups(np.concatenate(sentences)):
        if len(group) <= widest:
            yield owners[group]


def _groups(values: npt.NDArray[np.generic]) -> Iterator[npt.NDArray[np.intp]]:
    """Positions of equal values, for values that occur more than once."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    edges = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
    for group in np.flatnonzero(np.diff(edges) > 1):
        yield np.sort(order[edges[group] : edges[group + 1]])
