"""The engine against reading every article, over random trees of every kind of node."""

from __future__ import annotations

import random

import pytest

from crawler.archive.datadir import DataDir
from crawler.items import Article
from indexer.engine import open_engine
from indexer.query.tree import And, AtLeast, Field, Near, Node, Not, Or, Phrase, Sentence, Term, Wildcard
from tests.index.brute import Brute, term
from tests.index.corpus import SYLLABLES
from tests.query.shape import shape

WORDS = [word for word in SYLLABLES if word.isalnum()][:30]


class Trees:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def leaf(self) -> Term | Phrase | Wildcard:
        kind = self.rng.random()
        if kind < 0.6:
            return term(self.rng.choice(WORDS))
        if kind < 0.85:
            parts = tuple(term(self.rng.choice(WORDS)) for _ in range(self.rng.randint(2, 3)))
            return Phrase(parts, self.rng.choice([0, 0, 1, 3]))
        return Wildcard(self.rng.choice(["v?n", "va*", "hò*"]))

    def spans(self, depth: int) -> Node:
        kind = self.rng.random() if depth else 0
        if kind < 0.3:
            return self.leaf()
        left, right = self.spans(depth - 1), self.spans(depth - 1)
        if kind < 0.6:
            return Near(left, right, self.rng.randint(1, 8), self.rng.random() < 0.4)  # type: ignore[arg-type]
        return Sentence(left, right) if kind < 0.8 else Or((left, right))  # type: ignore[arg-type]

    def any(self, depth: int) -> Node:
        kind = self.rng.random() if depth else 0
        if kind < 0.4:
            return self.spans(2)
        if kind < 0.75:
            parts = (self.any(depth - 1), self.any(depth - 1))
            return And(parts) if kind < 0.6 else Or(parts)
        if kind < 0.85:
            return Not(self.any(depth - 1))
        if kind < 0.95:
            return Field(self.rng.choice(["title", "lead", "body"]), self.spans(2))  # type: ignore[arg-type]
        return AtLeast(self.rng.randint(1, 4), self.leaf())


@pytest.mark.parametrize("seed", range(5))
def test_engine_finds_what_reading_finds(seed: int, searched: DataDir, listed: list[Article]) -> None:
    engine, read, trees = open_engine(searched.index), [Brute(article) for article in listed], Trees(seed)
    for _ in range(60):
        tree = trees.any(2)
        wanted = {b.article.id for b in read if b.matches(tree)}
        assert set(engine.search(tree, limit=1000).ids) == wanted, shape(tree)
