"""One segment as a search sees it: terms found by key or fold, slots mapped to documents and fields."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np

from indexer.engine.packed import Array, Packed
from indexer.engine.placing import eras

FIELDS = ("title", "lead", "body", "author")
BLOCK_BITS = 6
_SPARSE = 12
"""When there are so many occurrences for each document of interest, its own are looked up."""


class Strings:
    """Sorted byte strings in one blob; only those that a lookup touches are made."""

    def __init__(self, blob: Array, at: Array) -> None:
        self._blob = memoryview(blob)  # type: ignore[arg-type]  # an array is a buffer
        self._at = at

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[self._at[number] : self._at[number + 1]])

    def left(self, wanted: bytes, low: int = 0) -> int:
        """Number of the first string that is not below ``wanted``."""
        return bisect_left(range(len(self)), wanted, low, key=self.__getitem__)

    def find(self, wanted: bytes) -> int:
        """Number of the string, -1 when it is not there."""
        number = self.left(wanted)
        return number if number < len(self) and self[number] == wanted else -1


class View:
    """The arrays of a segment with the lookups that every part of a search needs. Read-only, shared by threads."""

    def __init__(self, packed: Packed, alive: Array) -> None:
        self.count = len(packed["ids"])
        self.packed = packed
        self.arrays = packed.arrays
        self.meta = packed.meta
        self.alive = alive
        self.all_alive = bool(alive.all())
        self.keys = Strings(packed["keys"], packed["key_at"])
        self.folds = Strings(packed["folds"], packed["fold_at"])
        self.word_keys = Strings(packed["word_keys"], packed["word_key_at"])
        self.docs = packed["docs"]
        self.code = packed["code"]
        self.positions = packed["positions"]
        self.stream = packed["stream"]
        self.start = packed["start"][:-1]
        self.end = packed["start"][1:]
        self.gaps = packed["gaps"]
        self.term = lru_cache(maxsize=1 << 14)(self.keys.find)
        self.word = lru_cache(maxsize=1024)(self.word_keys.find)

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def postings(self, term: int) -> slice:
        """Where the postings of ``term`` are in ``docs`` and ``code``."""
        at = self.arrays["term_post"]
        return slice(int(at[term]), int(at[term + 1]))

    def part(self, field: str, term: int) -> slice:
        """Where ``title_…`` or ``lead_…`` entries of ``term`` are."""
        at = self.arrays[f"{field}_at"]
        return slice(int(at[term]), int(at[term + 1]))

    def coded(self, term: int, field: str) -> tuple[Array, Array]:
        """The documents with ``term`` in ``field`` and their codes. Bodies and authors: those with frequency 0 too."""
        if field in ("title", "lead"):
            part = self.part(field, term)
            return self.docs.take(self.arrays[f"{field}_post"][part]), self.arrays[f"{field}_code"][part]
        postings = self.postings(term)
        return self.docs[postings], self.code[postings]

    def occurrences(self, term: int) -> Array:
        """The slots where ``term`` stands, rising."""
        at = self.arrays["term_pos"]
        return self.positions[int(at[term]) : int(at[term + 1])]

    def occurrences_among(self, term: int, documents: Array | None) -> Array:
        """The slots where ``term`` stands, rising; those outside ``documents`` (rising) are left out if that is
        sooner done than looking at all."""
        slots = self.occurrences(term)
        if documents is None or len(documents) * _SPARSE > len(slots):
            return slots
        first = np.searchsorted(slots, self.start.take(documents))
        times = np.searchsorted(slots, self.end.take(documents)) - first
        before = np.cumsum(times) - times
        return slots.take(np.repeat(first - before, times) + np.arange(times.sum()))

    def with_fold(self, wanted: bytes) -> list[int]:
        """The terms whose fold is ``wanted``."""
        first = self.folds.left(wanted)
        last = self.folds.left(wanted + b"\0", first)
        return sorted(self["fold_term"][first:last].tolist())

    def with_stem(self, stem: bytes) -> Iterator[tuple[int, str]]:
        """The terms whose fold starts with ``stem``, and their keys."""
        number = self.folds.left(stem)
        while number < len(self.folds) and self.folds[number].startswith(stem):
            term = int(self["fold_term"][number])
            yield term, self.keys[term].decode()
            number += 1

    def document_of(self, slots: Array) -> Array:
        """The document of each slot."""
        found: Array = self["block_doc"].take(slots >> BLOCK_BITS)
        for _ in range(self._most_ends):
            found = found + (self.end.take(found) <= slots)
        return found

    @cached_property
    def _most_ends(self) -> int:
        """How many documents end in one block at most."""
        return int(np.diff(self["block_doc"], append=max(0, self.count - 1)).max(initial=0))

    @cached_property
    def eras(self) -> Array:
        """For each document the number of its era, see `indexer.engine.placing`."""
        return eras(self["published"])

    def length_bytes(self, field: int) -> Array:
        """The length byte of every document's field, by its number in `FIELDS`."""
        column: Array = self._length_columns[field]
        return column

    @cached_property
    def _length_columns(self) -> Array:
        columns: Array = np.ascontiguousarray(self["length_bytes"].T)
        return columns

    @cached_property
    def field_ends(self) -> Array:
        """(documents × fields): first slot behind each field."""
        return np.cumsum(self["sizes"].ravel(), dtype=np.uint32).reshape(self.count, len(FIELDS))

    def field_of(self, slots: Array, documents: Array) -> Array:
        """Number in `FIELDS` of each slot's field."""
        ends = self.field_ends
        found = np.zeros(len(slots), np.uint8)
        for field in range(len(FIELDS) - 1):
            found += slots >= ends[:, field].take(documents)
        return found

    def sentence_of(self, slots: Array) -> Array:
        """A number for the sentence each slot is in; no two sentences of the segment share one."""
        return np.searchsorted(self.gaps, slots)
