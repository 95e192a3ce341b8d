"""How well each article found fits: BM25 of the syllables, and what neighbours, words and exact spellings add.

Scores add up over what an article matches: all parts of an AND, those parts of an OR that it matches. `PLAIN` is
exactly Whoosh's BM25F over title, lead and body; `RANKED` adds

- weights for title and lead,
- for every two syllables typed next to each other, what they earn where they stand next to each other,
- for syllables that underthesea joined to a word, what that word earns,
- for an unmarked syllable one score for all its spellings (the best), and so much for its own spelling that it comes
  first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.analysis import WORD_JOINT
from indexer.engine.forward import AUTHOR
from indexer.engine.lexicon import Lexicon
from indexer.engine.matching import Matcher
from indexer.engine.packed import Array
from indexer.engine.statistics import HIGHEST, K1, Statistics, saturation
from indexer.engine.view import FIELDS
from indexer.query.tree import (
    And,
    AtLeast,
    Expansion,
    Field,
    Near,
    Node,
    Or,
    Phrase,
    Sentence,
    Term,
    Wildcard,
    children,
)

_BODY = FIELDS.index("body")
_LONGEST_WORD = 4
_SMALL = 24
"""When a document is asked for among so many postings, looking it up is faster than spreading them all out."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much."""

    title: float = 1.0
    lead: float = 1.0
    adjacency: float = 0.0
    """Per pair of neighbours, times the mean idf of the two."""
    words: float = 0.0
    grouped: bool = False
    """Whether the spellings of an unmarked syllable count as one."""

    def of(self, field: int) -> float:
        """Weight of a field by its number in `FIELDS`."""
        return (self.title, self.lead, 1.0, 1.0)[field]


PLAIN = Weights()
RANKED = Weights(title=1.8, lead=1.2, adjacency=0.8, words=0.3, grouped=True)


class Scorer:
    """Scores documents of one segment for the length of one search."""

    def __init__(self, matcher: Matcher, lexicon: Lexicon, statistics: Statistics, weights: Weights) -> None:
        self._matcher = matcher
        self._view = matcher.view
        self._lexicon = lexicon
        self._statistics = statistics
        self._weights = weights

    def score(self, node: Node, documents: Array, field: str | None = None) -> Array:
        """The score of each of ``documents``, which all match ``node``; rising, no document twice."""
        match node:
            case Term() | Wildcard():
                return self._term(node, documents, field)
            case Phrase():
                return self._phrase(node, documents, field)
            case And(parts):
                scores = self._sum(parts, documents, field)
                if self._weights.adjacency or self._weights.words:
                    scores += self._neighbours(parts, documents, field)
                return scores
            case Near(left, right) | Sentence(left, right):
                return self._sum((left, right), documents, field)
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

    def _sum(self, parts: Sequence[Node], documents: Array, field: str | None) -> Array:
        scores = np.zeros(len(documents), np.float32)
        for part in parts:
            scores += self.score(part, documents, field)
        return scores

    def _either(self, parts: Sequence[Node], documents: Array, field: str | None) -> Array:
        scores = np.zeros(len(documents), np.float32)
        for part in parts:
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

    def _term(self, node: Term | Wildcard, documents: Array, field: str | None) -> Array:
        keys = self._keys(node, field)
        here = [key for key in keys if self._view.term(key) >= 0]
        if len(keys) > 1 and self._weights.grouped:
            return self._group(node, keys, here, documents, field)
        scores = np.zeros(len(documents), np.float32)
        for key in here:
            scores += self._key(key, documents, field, self._statistics.idf_of((key,)))
        return scores

    def _group(
        self, node: Term | Wildcard, keys: Sequence[bytes], here: Sequence[bytes], documents: Array, field: str | None
    ) -> Array:
        """The spellings ``keys``, of which the segment has ``here``, as one syllable: their frequencies add up."""
        view, statistics = self._view, self._statistics
        idf = statistics.idf_of(tuple(keys))
        scores = np.zeros(len(documents), np.float32)
        terms = [view.term(key) for key in here]
        for number, name in enumerate(FIELDS):
            if not terms or not (name == field or (field is None and name != "author")):
                continue
            found, code = _joined([view.coded(term, name) for term in terms])
            if len(found):
                times = np.bincount(found, weights=code >> 8, minlength=view.count).take(documents).astype(np.float32)
                norm = statistics.norms[number].take(view["length_bytes"][:, number].take(documents))
                scores += times * np.float32(idf[number] * self._weights.of(number) * HIGHEST) / (times + norm)
        if isinstance(node, Term) and keys[0].decode().removeprefix(AUTHOR) == node.key:
            own = self._matcher.has(keys[0], field).take(documents)
            scores += own * np.float32(self._most(keys))
        return scores

    def _key(self, key: bytes, documents: Array, field: str | None, idf: Sequence[float]) -> Array:
        """BM25 of one key of the segment; 0 for documents that do not have it."""
        view = self._view
        term = view.term(key)
        scores = np.zeros(len(documents), np.float32)
        for number, name in enumerate(FIELDS):
            if name == field or (field is None and name != "author"):
                here, code = view.coded(term, name)
                if len(here):
                    scores += self._worth(number, self._aligned(here, code, documents), idf)
                    if number >= _BODY:
                        self._add_beyond_byte(view.postings(term), number, idf, documents, scores)
        return scores

    def _worth(self, field: int, code: Array, idf: Sequence[float]) -> Array:
        worth: Array = self._statistics.tables[field].take(code)
        worth *= np.float32(idf[field] * self._weights.of(field))
        return worth

    def _aligned(self, here: Array, code: Array, documents: Array) -> Array:
        """The code that each of ``documents`` has among the postings ``here``, 0 for none; both rise."""
        if len(documents) == len(here) and np.array_equal(here, documents):
            return code
        if len(documents) * _SMALL < len(here):
            at = np.minimum(np.searchsorted(here, documents), len(here) - 1)
            return code.take(at) * (here.take(at) == documents)
        spread = np.zeros(self._view.count, np.uint16)
        spread[here] = code
        return spread.take(documents)

    def _add_beyond_byte(
        self, postings: slice, field: int, idf: Sequence[float], documents: Array, scores: Array
    ) -> None:
        """A posting's code ends at a frequency of 255: add what higher ones are worth beyond that."""
        view, statistics = self._view, self._statistics
        if not len(view["over_post"]):
            return
        first, last = np.searchsorted(view["over_post"], (postings.start, postings.stop))
        for n in range(int(first), int(last)):
            posting = int(view["over_post"][n])
            at = int(np.searchsorted(documents, view.docs[posting]))
            if at < len(documents) and documents[at] == view.docs[posting]:
                length = view["byte_lengths"][view.code[posting] & 255]
                full = saturation(view["over_tf"][n], length, statistics.averages[field])
                rest = full - statistics.tables[field][view.code[posting]]
                scores[at] += rest * idf[field] * self._weights.of(field)

    # Neighbours

    def _phrase(self, node: Phrase, documents: Array, field: str | None) -> Array:
        """The parts' scores in those fields where the phrase stands, as Whoosh counts it."""
        view = self._view
        slots, found = self._matcher.phrase(node, field)
        scores = np.zeros(len(documents), np.float32)
        numbers = view.field_of(slots, found)
        for number, name in enumerate(FIELDS):
            chosen = numbers == number
            if chosen.any():
                there = np.zeros(view.count, bool)
                there[found.compress(chosen)] = True
                inside = there.take(documents)
                scores[inside] += self._sum(node.parts, documents.compress(inside), name)
        if self._weights.adjacency:
            scores += self._together(node, documents, field)
        return scores

    def _together(self, node: Phrase, documents: Array, field: str | None) -> Array:
        """What the parts of ``node`` earn by standing together, more when they do so often."""
        _, found = self._matcher.phrase(node, field)
        times = np.bincount(found, minlength=self._view.count).take(documents)
        idf = [self._statistics.idf_of(keys)[_BODY] for part in node.parts if (keys := self._keys(part, field))]
        weight = self._weights.adjacency * (len(idf) - 1) * sum(idf) / max(1, len(idf))
        return (times * (weight * (K1 + 1)) / (times + K1)).astype(np.float32)

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
            if field is None:
                scores += self._words(run, documents)
            run = []
        return scores

    def _words(self, run: Sequence[Term], documents: Array) -> Array:
        scores = np.zeros(len(documents), np.float32)
        view, statistics = self._view, self._statistics
        keys = [term.key if term.exact else None for term in run]
        for size in range(2, _LONGEST_WORD + 1):
            for start in range(len(run) - size + 1):
                syllables = keys[start : start + size]
                key = WORD_JOINT.join(s for s in syllables if s).encode()
                number = view.word(key) if None not in syllables else -1
                if number >= 0:
                    first, last = view["word_post"][number : number + 2].tolist()
                    code = self._aligned(view["word_docs"][first:last], view["word_code"][first:last], documents)
                    idf = statistics.idf(statistics.word_frequency(key))
                    scores += statistics.word_table.take(code) * np.float32(self._weights.words * idf)
        return scores


def _joined(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    return np.concatenate([docs for docs, _ in parts]), np.concatenate([code for _, code in parts])
