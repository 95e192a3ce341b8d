"""What an engine answers: plain data that outlives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One page of a search over the whole index."""

    ids: tuple[str, ...]
    """Article ids of this page, in order."""
    scores: tuple[float, ...]
    total: int
    """Exact number of articles that match and pass the filters."""
    corpus_total: int
    facets: Mapping[str, Mapping[str, int]]
    """For ``place``, ``level``, ``portal``, ``year``, ``topic``: value → articles. A facet ignores its own filter
    only."""
    months: tuple[tuple[str, int], ...]
    """("YYYY-MM", articles) without holes; with ``undated`` the total."""
    undated: int
    clipped: tuple[str, ...] = ()
    """Wildcards that stand for more spellings than are looked for; the rarest were left out."""
