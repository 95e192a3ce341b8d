"""A table that is exported: names of columns, rows that come one by one, and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from search_ui.exports.source import Source

Value = str | int | float | bool | None
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its stable English name, what it means (docs/exports.md says the same), and its value in a row."""

    name: str
    meaning: str
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """What the CSV and XLSX writers take."""

    title: str
    """Name of the XLSX sheet."""
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
    source: Source
    meanings: Mapping[str, str] | None = None
    """What each column means, for the sheet that says where the table comes from."""


def table(title: str, columns: Sequence[Column[Row]], things: Iterable[Row], source: Source) -> Table:
    """The table that has a row for each of ``things``."""
    rows = ([column.value(thing) for column in columns] for thing in things)
    return Table(title, [c.name for c in columns], rows, source, {c.name: c.meaning for c in columns})
