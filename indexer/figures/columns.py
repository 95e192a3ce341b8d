"""The columns of a table of figures in the making: what the table before has goes over as it is, what is new is added.

An update of a hundred articles must not look at the hundreds of thousands of strings that are there: they keep their
codes, and a new string is looked for among them by its checksum.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from indexer.engine.forward import pack_strings
from indexer.engine.packed import Array, Packed
from indexer.figures.table import NUMBERS, TEXTS, FigureTable, Texts

Row = tuple[int, tuple[float, ...], tuple[str, ...]]
"""Article id, the columns of `NUMBERS`, the columns of `TEXTS`."""


class _Strings:
    """The strings of one column in the making: those of the table before keep their code, others get the next one."""

    def __init__(self, known: FigureTable | None, name: str) -> None:
        self._known: Texts | None = known.strings[name] if known else None
        self._sums = known.packed[f"{name}_sum"] if known else np.zeros(0, np.uint32)
        self._first = len(self._sums)
        self._new: dict[bytes, int] = {} if known else {b"": 0}

    def codes(self, texts: Sequence[str]) -> Array:
        """The codes of ``texts``."""
        packed = [text.encode() for text in texts]
        known = self._among_known(set(packed) - self._new.keys())
        for text in packed:
            if text not in known and text not in self._new:
                self._new[text] = self._first + len(self._new)
        return np.array([self._new.get(text, known.get(text, 0)) for text in packed], np.uint32)

    def _among_known(self, texts: set[bytes]) -> dict[bytes, int]:
        """The codes of those that the table before has; only strings with the checksum of one of them are read."""
        if self._known is None or not texts:
            return {}
        sums = np.array([zlib.crc32(text) for text in texts], np.uint32)
        alike = {self._known.raw(code): code for code in np.flatnonzero(np.isin(self._sums, sums)).tolist()}
        return {text: alike[text] for text in texts & alike.keys()}

    def packed(self, codes: Array) -> tuple[Array, Array, Array, Array]:
        """All strings behind each other, where each starts, their checksums, and ``codes`` for them.

        Strings that no row has any more are left out when they are more than the others.
        """
        new = list(self._new)
        if self._known is not None:
            counts = np.bincount(codes, minlength=1)
            counts[0] += 1
            used = np.flatnonzero(counts)
            if 2 * len(used) < self._first + len(new):
                kept = [
                    self._known.raw(code) if code < self._first else new[code - self._first] for code in used.tolist()
                ]
                return *_with_sums(kept), np.searchsorted(used, codes).astype(np.uint32)
        blob, at, sums = _with_sums(new)
        if self._known is not None:
            before, before_at = self._known.packed()
            blob, at = np.concatenate([before, blob]), np.concatenate([before_at, before_at[-1] + at[1:]])
            sums = np.concatenate([self._sums, sums])
        return blob, at, sums, codes


def _with_sums(strings: Sequence[bytes]) -> tuple[Array, Array, Array]:
    return *pack_strings(strings), np.array([zlib.crc32(text) for text in strings], np.uint32)


class Columns:
    """The columns of a table in the making: what is read, and the rows of ``known`` whose articles have not changed."""

    def __init__(self, known: FigureTable | None, changed: set[int]) -> None:
        self._strings = {name: _Strings(known, name) for name in TEXTS}
        self._articles: list[Array] = []
        self._parts: dict[str, list[Array]] = {name: [] for name in (*NUMBERS, *TEXTS)}
        self._known = known
        self._changed = changed

    def _keep(self, known: FigureTable) -> None:
        gone = np.array(sorted(self._changed), np.uint64)
        places = np.flatnonzero(~np.isin(known.ids, gone))
        rows = known.rows_of(places)
        self._articles.append(np.repeat(known.ids.take(places), np.diff(known.at).take(places)))
        for name, parts in self._parts.items():
            parts.append(known[name].take(rows))

    def add(self, rows: Sequence[Row], ids: Iterable[int]) -> None:
        """Put ``rows``, all of the articles ``ids``, in the place of what was known of these."""
        self._changed.update(ids)
        if not rows:
            return
        self._articles.append(np.array([article for article, _, _ in rows], np.uint64))
        for n, (name, kind) in enumerate(NUMBERS.items()):
            self._parts[name].append(np.array([numbers[n] for _, numbers, _ in rows], kind))
        for n, (name, strings) in enumerate(self._strings.items()):
            self._parts[name].append(strings.codes([texts[n] for _, _, texts in rows]))

    def packed(self, meta: Mapping[str, object]) -> Packed:
        """The whole table, grouped by article; once."""
        if self._known is not None and len(self._known):
            self._keep(self._known)
        article = np.concatenate(self._articles) if self._articles else np.zeros(0, np.uint64)
        order = np.argsort(article, kind="stable")
        article = article.take(order)
        first = np.flatnonzero(np.append(True, article[1:] != article[:-1]))[: len(article)]
        arrays: dict[str, Array] = {"ids": article.take(first), "at": np.append(first, len(article)).astype(np.int64)}
        for name, parts in self._parts.items():
            kind = NUMBERS.get(name, np.uint32)
            arrays[name] = np.concatenate(parts).take(order) if parts else np.zeros(0, kind)
        for name, strings in self._strings.items():
            blob, at, sums, arrays[name] = strings.packed(arrays[name])
            arrays[f"{name}_text"], arrays[f"{name}_at"], arrays[f"{name}_sum"] = blob, at, sums
        return Packed(arrays, meta)
