"""Every figure of the archive in one file of arrays beside the index, made by `indexer.figures.build`.

``figures.arrays`` is disposable like the index itself. Rows are grouped by article; what is long (the sentence) is not
kept but cut out of the archive's text by its span.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from crawler.text import SYLLABLE, fold
from indexer.engine.packed import Array, Packed, TornFileError, load
from indexer.engine.view import Strings
from indexer.figures.reading import Kind

FILE = "figures.arrays"
FORMAT = 2
Field = Literal["title", "lead", "body"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""Texts of an article that figures are read from, by their number in a row."""
KINDS: tuple[Kind, ...] = get_args(Kind)
TEXTS = ("unit", "head", "subject", "qualifier", "status", "scope")
"""Columns of strings; the first string of each is the empty one and stands for None. ``head``: the noun counted. With
each column come its strings (``…_text``, ``…_at``) and their checksums (``…_sum``: CRC-32), by which an update finds
strings that are there already."""
NUMBERS: Mapping[str, type[np.generic]] = {
    "field": np.uint8, "kind": np.uint8, "begin": np.uint32, "end": np.uint32, "digits": np.uint16,
    "sentence_begin": np.uint32, "sentence_end": np.uint32, "value": np.float64, "total": np.float64,
    "upper": np.float64, "year": np.uint16,
}  # fmt: skip
"""Columns of numbers: spans in the normalised text; ``digits``: characters of the number as written; 0 or NaN: none."""


class Texts:
    """The strings of a column by their code. Hundreds of thousands in a large archive: made when they are looked at."""

    def __init__(self, blob: Array, at: Array) -> None:
        self._blob, self._at = blob, at
        self._strings = Strings(blob, at)

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, code: int) -> str:
        return self._strings[code].decode()

    def raw(self, code: int) -> bytes:
        """The string of a code as it is kept."""
        return self._strings[code]

    def packed(self) -> tuple[Array, Array]:
        """All strings behind each other, and where each starts, the end included."""
        return self._blob, self._at

    def __iter__(self) -> Iterator[str]:
        return (self[code] for code in range(len(self)))


@dataclass(frozen=True)
class FigureTable:
    """All figures: ``ids`` are the articles that have any, rising, those of ``ids[n]`` the rows ``at[n]`` to
    ``at[n + 1]``."""

    packed: Packed

    @property
    def ids(self) -> Array:
        """Ids of articles as 64-bit numbers."""
        return self.packed["ids"]

    @property
    def at(self) -> Array:
        """Where the rows of each article begin, and where the last ones end."""
        return self.packed["at"]

    def __len__(self) -> int:
        return int(self.at[-1])

    def __getitem__(self, column: str) -> Array:
        return self.packed[column]

    @cached_property
    def strings(self) -> Mapping[str, Texts]:
        """The strings of each of `TEXTS`, by their code."""
        return {name: Texts(self.packed[f"{name}_text"], self.packed[f"{name}_at"]) for name in TEXTS}

    @cached_property
    def folded_units(self) -> tuple[str, ...]:
        """The units without marks and signs, a space around every syllable."""
        return tuple(f" {' '.join(SYLLABLE.findall(fold(text)))} " for text in self.strings["unit"])

    def rows_of(self, articles: Array) -> Array:
        """The rows of these articles (places in ``ids``), article by article in the order given."""
        first = self.at.take(articles)
        sizes = self.at.take(articles + 1) - first
        ends = sizes.cumsum()
        total = int(ends[-1]) if len(ends) else 0
        return np.repeat(first - ends + sizes, sizes) + np.arange(total)


def open_table(index: Path) -> FigureTable | None:
    """The table beside the index in ``index``; None when there is none that can be read."""
    try:
        packed = load(index / FILE)
    except TornFileError:
        return None
    return FigureTable(packed) if packed.meta.get("format") == FORMAT else None
