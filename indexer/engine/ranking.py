"""The first articles of an order without sorting all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engine.packed import Array


def top(keys: Sequence[Array], count: int) -> Array:
    """Places of the ``count`` highest entries by ``keys`` (later keys break ties), highest first."""
    size = len(keys[0])
    if count <= 0 or not size:
        return np.zeros(0, np.int64)
    chosen = _chosen(keys, np.arange(size), min(count, size)) if count < size else np.arange(size)
    order = np.lexsort([key.take(chosen) for key in reversed(keys)])[::-1]
    return chosen.take(order)


def _chosen(keys: Sequence[Array], among: Array, count: int) -> Array:
    """The ``count`` highest of ``among``, in no order."""
    if not keys or count == len(among):
        return among[:count]
    key = keys[0].take(among)
    threshold = np.partition(key, len(key) - count)[len(key) - count]
    above = among.compress(key > threshold)
    level = among.compress(key == threshold)
    rest = count - len(above)
    return np.concatenate([above, level if rest == len(level) else _chosen(keys[1:], level, rest)])
