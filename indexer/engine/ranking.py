"""The first articles of an order without sorting all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indexer.engine.packed import Array

Key = Callable[[Array], Array]
"""Values of the entries with these numbers. Later keys of an order are asked only about entries that tie."""


def top(keys: Sequence[Key], size: int, count: int) -> Array:
    """Numbers of the ``count`` highest of ``size`` entries by ``keys`` (later ones break ties), highest first."""
    chosen = np.arange(size)
    if count < size:
        chosen = _chosen(keys, chosen, count)
    order = np.lexsort([key(chosen) for key in reversed(keys)])[::-1]
    return chosen.take(order)


def _chosen(keys: Sequence[Key], among: Array, count: int) -> Array:
    """The ``count`` highest of ``among``, in no order."""
    if not keys or count <= 0:
        return among[: max(0, count)]
    key = keys[0](among)
    threshold = np.partition(key, len(key) - count)[len(key) - count]
    above = among.compress(key > threshold)
    level = among.compress(key == threshold)
    rest = count - len(above)
    return np.concatenate([above, level if rest == len(level) else _chosen(keys[1:], level, rest)])
