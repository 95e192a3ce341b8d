"""A handful of articles is counted one by one; the result is what the arrays count."""

from __future__ import annotations

import random

import pytest

from indexer.engine import columns
from indexer.engine.columns import ColumnEngine
from indexer.query.tree import And, Not, Term


def test_both_ways_count_alike(plain: ColumnEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        key for fold in ("dan", "van", "xa", "hoi", "nghi", "kenh", "duong") for key, _ in plain.lexicon.spellings(fold)
    ]
    rng = random.Random(4)
    sizes = set()
    for _ in range(60):
        wanted, unwanted = (Term(key, key, True) for key in rng.choices(words, k=2))
        node = And((wanted, Not(unwanted)))
        monkeypatch.setattr(columns, "FEW", 10**9)
        one_by_one = plain.search(node)
        monkeypatch.setattr(columns, "FEW", -1)
        assert one_by_one == plain.search(node)
        sizes.add(one_by_one.total)
    assert len(sizes) > 3


def test_nothing_found_is_counted_too(plain: ColumnEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Term("khôngcóđâu", "khôngcóđâu", True)
    few = plain.search(nothing)
    monkeypatch.setattr(columns, "FEW", -1)
    assert few == plain.search(nothing)
    assert few.months == ()
