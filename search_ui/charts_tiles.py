"""The tile grid: 34 provinces as equal tiles, each about where it lies, so that small ones are seen as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from indexer.corpus.trends import FEW, Series
from indexer.localities import place_label

LAYOUT = """
12 15 08 04 .. ..
11 14 25 19 20 ..
.. .. 01 24 22 ..
.. .. 37 33 31 ..
.. .. 38 .. .. ..
.. .. 40 .. .. ..
.. .. 42 44 .. ..
.. .. .. 46 48 ..
.. .. .. .. 51 ..
.. .. .. .. 52 ..
.. .. .. .. 66 56
.. 80 79 75 68 ..
91 82 86 .. .. ..
.. 92 .. .. .. ..
.. 96 .. .. .. ..
"""
"""Official codes of the provinces since 1 July 2025; north is up."""
ROWS = tuple(tuple(line.split()) for line in LAYOUT.strip().splitlines())
COLUMNS = len(ROWS[0])
HEIGHT = 62
"""Pixels from one row to the next."""
SHADES = 5
_LEAST_RANGE = 0.25


@dataclass(frozen=True, slots=True)
class Tile:
    """One province: ``x`` and ``width`` in percent, ``y`` in pixels; articles without a date count like the others."""

    code: str
    name: str
    lines: tuple[str, ...]
    """The name as it stands in the tile."""
    x: float
    y: int
    n: int
    base: int
    kind: Literal["none", "few", "enough"]
    shade: int
    """1 to `SHADES` from the smallest to the largest share; 0 where nothing matches or too few articles say so."""

    @property
    def width(self) -> float:
        """Of a tile without its gap."""
        return round(96 / COLUMNS, 2)

    @property
    def middle(self) -> float:
        """Where its words stand, in percent."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class TileGrid:
    """The tiles from north to south, and what the shades stand for."""

    tiles: tuple[Tile, ...]
    height: int
    steps: tuple[tuple[int, float, float], ...]
    """Shade, and the shares it reaches from and to; none where nothing matches."""


def tile_grid(series: Mapping[str, Series]) -> TileGrid:
    """The grid of ``series`` by province code; a province without a series has no articles.

    Shades divide the range between the smallest and the largest share of provinces with enough articles and a match; it
    is at least a quarter of the largest share wide, so that small differences look small.
    """
    shares = [n / base for n, base in map(totals, series.values()) if n and base >= FEW]
    high = max(shares, default=0.0)
    low = min(min(shares, default=0.0), (1 - _LEAST_RANGE) * high)
    tiles = tuple(
        _tile(code, series.get(code), low, high, row, column)
        for row, codes in enumerate(ROWS)
        for column, code in enumerate(codes)
        if code != ".."
    )
    return TileGrid(tiles, len(ROWS) * HEIGHT, tuple(_steps(low, high, len(set(shares)) == 1)))


def totals(series: Series) -> tuple[int, int]:
    """n and N of all articles of ``series``, with and without a date: what a search in that place finds."""
    return series.n + series.undated, series.base + series.undated_base


def _steps(low: float, high: float, alike: bool) -> Iterator[tuple[int, float, float]]:
    if not high:
        return
    if alike:
        yield SHADES, high, high
        return
    part = (high - low) / SHADES
    yield from ((n, low + part * (n - 1), low + part * n) for n in range(1, SHADES + 1))


def _tile(code: str, series: Series | None, low: float, high: float, row: int, column: int) -> Tile:
    n, base = totals(series) if series else (0, 0)
    kind: Literal["none", "few", "enough"] = "none" if not base else "few" if base < FEW else "enough"
    shade = _shade(n / base, low, high) if n and kind == "enough" else 0
    name = place_label(code)
    return Tile(code, name, _lines(name), round(column * 100 / COLUMNS, 2), row * HEIGHT, n, base, kind, shade)


def _shade(share: float, low: float, high: float) -> int:
    return min(SHADES, 1 + int(SHADES * (share - low) / (high - low)))


def _lines(name: str) -> tuple[str, ...]:
    """``Thái Nguyên`` in two lines; ``TP. Hồ Chí Minh`` as people write it when there is little room."""
    words = ["TP.", "HCM"] if "Hồ Chí Minh" in name else name.split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name,)
