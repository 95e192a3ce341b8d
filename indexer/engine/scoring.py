"""How well each article found fits: BM25 of the syllables, and what neighbours, words and exact spellings add.

Scores add up over what an article matches: all parts of an AND, those parts of an OR that it matches. `PLAIN` is
exactly Whoosh's BM25F over title, lead and body; `RANKED` adds

- weights for title and lead,
- for every two syllables typed next to each other, what they earn where they stand next to each other, and as much
  again where all stand together as typed,
- for syllables that underthesea joined to a word, what that word earns,
- for an unmarked syllable one score for all its spellings, whose frequencies add up; typed alone, so much for its own
  spelling that it comes first; typed with others, so much where all stand together exactly as typed, and a little for
  each own spelling elsewhere: in *hoa giai* the flower is no better than *hòa giải*.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from indexer.analysis import WORD_JOINT
from indexer.engine.bm25 import Bm25
from indexer.engine.effort import PLACED, POSTING, SCORED
from indexer.engine.forward import AUTHOR
from indexer.engine.lexicon import Lexicon
from indexer.engine.matching import Matcher
from indexer.engine.packed import Array
from indexer.engine.statistics import HIGHEST, K1, Statistics
from indexer.engine.view import FIELDS
from indexer.engine.weights import PLAIN, RANKED, Weights
from indexer.query.tree import (
    And,
    AtLeast,
    Dates,
    Everything,
    Expansion,
    Field,
    Filter,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Sentence,
    Term,
    Wildcard,
    children,
)

_BODY = FIELDS.index("body")
_LONGEST_WORD = 4
"""Syllables of the longest words that are looked for."""
_OWN = 0.1
"""Share of its score that an unmarked syllable typed with others earns in addition by its own spelling."""
_SILENT = (Not, Filter, Dates, Everything)
"""Nodes without a score."""

__all__ = ["PLAIN", "RANKED", "Scorer", "Weights"]


class Scorer:
    """Scores documents of one segment for the length of one search."""

    def __init__(self, matcher: Matcher, lexicon: Lexicon, statistics: Statistics, weights: Weights) -> None:
        self._matcher = matcher
        self._view = matcher.view
        self._lexicon = lexicon
        self._statistics = statistics
        self._weights = weights
        self._bm25 = Bm25(matcher.view, statistics, weights)

    def score(self, node: Node, documents: Array, field: str | None = None) -> Array:
        """The score of each of ``documents``, which all match ``node``; rising, no document twice."""
        if not len(documents):
            return np.zeros(0, np.float32)
        match node:
            case Term() | Wildcard():
                return self._term(node, documents, field)
            case Phrase():
                return self._phrase(node, documents, field)
            case And(parts) if sum(not isinstance(part, _SILENT) for part in parts) > 1:
                scores = self._sum(parts, documents, field, alone=False)
                if self._weights.adjacency or self._weights.words:
                    scores += self._neighbours(parts, documents, field)
                return scores
            case And(parts):
                return self._sum(parts, documents, field)
            case Near(left, right) | Sentence(left, right):
                return self._sum((left, right), documents, field, alone=False)
            case Or(parts):
                return self._either(parts, documents, field)
            case Expansion(base, added):
                return self._expansion(base, [alternative.node for alternative in added], documents, field)
            case AtLeast(_, inner):
                return self.score(inner, documents, field)
            case Field(name, inner):
                return self.score(inner, documents, name)
            case _:
                return np.zeros(len(documents), np.float32)

    def _sum(self, parts: Sequence[Node], documents: Array, field: str | None, *, alone: bool = True) -> Array:
        """The scores of all ``parts`` added; ``alone`` says that none is typed beside another."""
        scores = np.zeros(len(documents), np.float32)
        for part in parts:
            if isinstance(part, Term):
                scores += self._term(part, documents, field, alone=alone)
            else:
                scores += self.score(part, documents, field)
        return scores

    def _either(self, parts: Sequence[Node], documents: Array, field: str | None) -> Array:
        scores = np.zeros(len(documents), np.float32)
        for part in parts:
            self._matcher.effort.spend(PLACED * len(documents))
            matching = self._matcher.mask(part, field).take(documents)
            scores[matching] += self.score(part, documents.compress(matching), field)
        return scores

    def _expansion(self, base: Node, added: Sequence[Node], documents: Array, field: str | None) -> Array:
        """As OR, but articles with what was typed come before those that only have an added reading."""
        scores = self._either((base, *added), documents, field)
        first = self._matcher.mask(base, field).take(documents)
        return scores + first * np.float32(sum(self._highest(node, field) for node in added))

    def _highest(self, node: Node, field: str | None) -> float:
        """What no document can earn by ``node``."""
        match node:
            case Term() | Wildcard():
                return 2 * self._most(self._keys(node, field))
            case Phrase(parts) | And(parts):
                neighbours = self._weights.adjacency + _LONGEST_WORD * self._weights.words
                return (1 + neighbours) * sum(self._highest(part, field) for part in parts)
            case _:
                return sum(self._highest(child, field) for child in children(node))

    def _most(self, keys: Sequence[bytes]) -> float:
        """What no document can earn by the best of ``keys``."""
        weight = HIGHEST * (self._weights.title + self._weights.lead + 1)
        found = [weight * max(map(self._statistics.idf, self._statistics.frequencies(key))) for key in keys]
        return max(found, default=0.0)

    # Syllables

    def _term(self, node: Term | Wildcard, documents: Array, field: str | None, *, alone: bool = True) -> Array:
        keys = self._keys(node, field)
        self._matcher.effort.spend(SCORED * len(documents) + POSTING * min(len(keys), 2) * self._postings(keys))
        if len(keys) > 1 and self._weights.grouped:
            scores = self._bm25.group(keys, documents, field)
            if isinstance(node, Term) and keys[0].decode().removeprefix(AUTHOR) == node.key:
                own = self._matcher.has(keys[0], field).take(documents)
                scores += own * np.float32(self._most(keys)) if alone else own * scores * np.float32(_OWN)
            return scores
        found = [self._bm25.key(key, documents, field) for key in keys if self._view.term(key) >= 0]
        if len(found) == 1:
            return found[0]
        return sum(found, np.zeros(len(documents), np.float32))

    def _postings(self, keys: Sequence[bytes]) -> int:
        """How many postings ``keys`` have in this segment."""
        view = self._view
        spans = [view.postings(term) for key in keys if (term := view.term(key)) >= 0]
        return sum(span.stop - span.start for span in spans)

    # Neighbours

    def _phrase(self, node: Phrase, documents: Array, field: str | None) -> Array:
        """The parts' scores in those fields where the phrase stands, as Whoosh counts it."""
        view = self._view
        slots, found = self._matcher.phrase(node, field)
        self._matcher.effort.spend(2 * PLACED * len(slots))
        scores = np.zeros(len(documents), np.float32)
        numbers = view.field_of(slots, found)
        for number, name in enumerate(FIELDS):
            chosen = numbers == number
            if chosen.any():
                there = np.zeros(view.count, bool)
                there[found.compress(chosen)] = True
                inside = there.take(documents)
                alone = len(node.parts) == 1
                scores[inside] += self._sum(node.parts, documents.compress(inside), name, alone=alone)
        if self._weights.adjacency:
            scores += self._together(node, documents, field)
        if self._weights.grouped and not node.slop:
            scores += self._as_typed([p for p in node.parts if isinstance(p, Term)], documents, field)
        return scores

    def _together(self, node: Phrase, documents: Array, field: str | None) -> Array:
        """What the parts of ``node`` earn by standing together: more when they do so often, less in a long article,
        which names much that it is not about."""
        _, found = self._matcher.phrase(node, field, documents)
        times = np.bincount(found, minlength=self._view.count).take(documents)
        idf = [self._statistics.idf_of(keys)[_BODY] for part in node.parts if (keys := self._keys(part, field))]
        weight = self._weights.adjacency * (len(idf) - 1) * sum(idf) / max(1, len(idf))
        norm = self._statistics.neighbour_norm.take(self._view.length_bytes(_BODY).take(documents))
        return (times * (weight * (K1 + 1)) / (times + norm)).astype(np.float32)

    def _keys(self, node: Term | Wildcard, field: str | None) -> tuple[bytes, ...]:
        return self._lexicon.keys(node, author=field == "author")

    def _neighbours(self, parts: Sequence[Node], documents: Array, field: str | None) -> Array:
        """What syllables typed side by side earn where they stand side by side, and where they are one word."""
        scores = np.zeros(len(documents), np.float32)
        run: list[Term] = []
        for part in (*parts, None):
            if isinstance(part, Term):
                run.append(part)
                continue
            for pair in pairwise(run):
                scores += self._together(self._matcher.pair(*pair), documents, field)
            if len(run) > 1 and self._weights.adjacency:
                whole = self._matcher.pair(*run) if len(run) == 2 else Phrase(tuple(run))
                scores += self._together(whole, documents, field)
            if self._weights.grouped:
                scores += self._as_typed(run, documents, field)
            if field is None:
                scores += self._words(run, documents)
            run = []
        return scores

    def _as_typed(self, run: Sequence[Term], documents: Array, field: str | None) -> Array:
        """What articles earn where ``run`` stands exactly as typed, though some of it was typed without marks."""
        earned = np.zeros(len(documents), np.float32)
        loose = [keys for term in run if not term.exact and len(keys := self._keys(term, field)) > 1]
        if len(run) > 1 and loose:
            literal = Phrase(tuple(Term(term.text, term.key, True) for term in run))
            there = np.zeros(self._view.count, bool)
            there[self._matcher.phrase(literal, field, documents)[1]] = True
            earned += there.take(documents) * np.float32(sum(self._most(keys) for keys in loose))
        return earned

    def _words(self, run: Sequence[Term], documents: Array) -> Array:
        scores = np.zeros(len(documents), np.float32)
        keys = [term.key if term.exact else None for term in run]
        for size in range(2, _LONGEST_WORD + 1):
            for start in range(len(run) - size + 1):
                syllables = keys[start : start + size]
                key = WORD_JOINT.join(s for s in syllables if s).encode()
                number = self._view.word(key) if None not in syllables else -1
                if number >= 0:
                    scores += self._bm25.word(number, key, documents) * np.float32(self._weights.words)
        return scores
