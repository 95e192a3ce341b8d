"""Engines answer query trees. There is one, over arrays; another fits beside it behind the same small interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from crawler.archive.record import PortalRecord
from indexer.engine.columns import ColumnEngine
from indexer.engine.effort import Effort
from indexer.engine.lexicon import Lexicon
from indexer.engine.packed import Array
from indexer.engine.result import Result
from indexer.engine.view import View
from indexer.query.tree import Filters, Node, Sort

__all__ = ["Engine", "Result", "open_engine"]


class Engine(Protocol):
    """What the search core asks of an engine."""

    @property
    def version(self) -> str:
        """Changes whenever the same search may answer differently."""
        ...

    @property
    def total(self) -> int:
        """Articles in the index."""
        ...

    @property
    def portals(self) -> Mapping[str, PortalRecord]:
        """The portals as the archive knew them when the index was built."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """Spellings that are in the index, with how many articles have them."""
        ...

    def refresh(self) -> bool:
        """Notice a new index; whether there was one. Searches that are under way finish on the old one."""
        ...

    def search(
        self,
        node: Node,
        filters: Filters = ...,
        sort: Sort = ...,
        offset: int = ...,
        limit: int = ...,
        effort: Effort | None = ...,
    ) -> Result:
        """One page of the articles that match ``node`` and pass ``filters``, with exact total, facets and months.

        Raises `QueryError` when that would cost more than ``effort`` has left, or than one search may.
        """
        ...

    def ordered(
        self, node: Node, filters: Filters = ..., sort: Sort = ..., limit: int | None = ...
    ) -> tuple[Array, int]:
        """The first ``limit`` articles found, all without it, as numbers of 64 bits, and how many were found.

        Without facets, for reading many articles.
        """
        ...

    def effort(self) -> Effort:
        """What one search may spend, for several that are parts of one answer."""
        ...

    def chosen(self, node: Node, filters: Filters = ...) -> Iterator[tuple[View, Array]]:
        """Each segment with the numbers of its documents that match, for counting over texts."""
        ...

    def count(self, node: Node, filters: Filters = ..., effort: Effort | None = ...) -> int:
        """Only the total."""
        ...


def open_engine(index: Path) -> Engine:
    """The engine over the index in ``index`` (`DataDir.index`): cheap, everything is read when it is needed.

    Raises `indexer.engine.generations.IndexMissing`, ``IndexOld`` or ``IndexBroken``.
    """
    return ColumnEngine(index)
