"""Which articles of a segment a filter lets through: by portal and what it says of itself, by topics, by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.documents import numbers_like
from indexer.engine.forward import UNDATED, docs_of, seconds
from indexer.engine.packed import Array
from indexer.engine.placing import keys_of
from indexer.engine.view import View
from indexer.query.tree import Dates, FilterName
from indexer.schema import FLAGS

Portals = Mapping[str, PortalRecord]

_SEVERAL = {"topic": "topics", "mentions": "mentions", "number": "numbers"}
"""Filter name → column of several values per document."""


def with_value(view: View, portals: Portals, name: FilterName, values: Sequence[str]) -> Array:
    """For each document whether its value of ``name`` is one of ``values``."""
    wanted = set(values)
    if name in _SEVERAL:
        return _holding(view, _SEVERAL[name], wanted)
    if name == "flag":
        return _flagged(view, wanted)
    known = (*view.meta["portal"], "")
    if name == "place":
        table = [[key in wanted for key in keys_of(portals.get(portal))] for portal in known]
        return np.array(table, bool)[view["portal"], view.eras]
    chosen = np.array([_value(portals, portal, name) in wanted for portal in known], bool)
    return chosen.take(view["portal"])


def _holding(view: View, column: str, wanted: set[str]) -> Array:
    """Whether a document holds one of ``wanted``, for numbers of documents: one like it."""
    values = view.meta[column]
    chosen = np.zeros(len(values) + 1, bool)
    if column == "numbers":
        chosen[[n for pattern in wanted for n in numbers_like(values, pattern)]] = True
    else:
        chosen[[n for n, value in enumerate(values) if value in wanted]] = True
    mask = np.zeros(view.count, bool)
    mask[view[docs_of(column)].compress(chosen.take(view[column]))] = True
    return mask


def _flagged(view: View, wanted: set[str]) -> Array:
    """Whether a document has one of the flags ``wanted``; ``original`` stands for those without ``reprint``."""
    flags = view["flags"]
    mask: Array = (flags & sum(1 << bit for bit, flag in enumerate(FLAGS) if flag in wanted)) != 0
    return mask | (flags & 1 << FLAGS.index("reprint") == 0) if "original" in wanted else mask


def _value(portals: Portals, portal: str, name: str) -> str | None:
    if name == "portal":
        return portal
    record = portals.get(portal)
    return record.level if record else None


def published_within(view: View, dates: Dates) -> Array:
    """For each document whether it was published within ``dates``; an undated one never was."""
    moments = view["published"]
    mask: Array = moments != UNDATED
    if dates.start is not None:
        mask &= moments >= _midnight(dates.start)
    if dates.end is not None:
        mask &= moments < _midnight(dates.end) + 86_400
    return mask


def _midnight(day: date) -> int:
    return seconds(datetime.combine(day, time()))
