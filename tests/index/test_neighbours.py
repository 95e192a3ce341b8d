"""What neighbours earn is the same whichever occurrences are looked at for it."""

from __future__ import annotations

import random

import pytest

from crawler.archive.datadir import DataDir
from indexer.engine import view
from indexer.engine.columns import ColumnEngine
from indexer.engine.matching import Matcher
from indexer.query.tree import And, Phrase, Term


def test_occurrences_of_the_documents_found_are_enough(indexed: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ColumnEngine(indexed.index)
    words = [(key, fold) for fold in ("dan", "van", "xa", "hoi", "nghi") for key, _ in engine.lexicon.spellings(fold)]
    rng = random.Random(8)
    found = 0
    for _ in range(60):
        drawn = rng.choices(words, k=rng.randint(2, 4))
        terms = [Term(fold, fold, False) if rng.random() < 0.3 else Term(key, key, True) for key, fold in drawn]
        for node in (And(tuple(terms)), And((Phrase(tuple(terms[:2])), *terms[1:]))):
            monkeypatch.setattr(view, "_SPARSE", 0)
            sparse = engine.search(node)
            monkeypatch.setattr(view, "_SPARSE", 10**9)
            with monkeypatch.context() as without:
                without.setattr(Matcher, "_pair_found", lambda *_: None)
                assert sparse == engine.search(node)
            found += sparse.total > 1
    assert found > 20
