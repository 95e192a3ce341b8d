"""Which articles of a segment match a query, and where: every node of the tree as NumPy over the segment's arrays.

A node's answer is one truth value per document. Exact phrases are checked in the stream: from the rarest part's
occurrences one look at the neighbouring slots decides, however frequent the other parts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise

import numpy as np

from indexer.engine.effort import LOOKED_UP, OCCURRENCE, PLACED, POSTING, SEARCHED, Effort
from indexer.engine.lexicon import Lexicon
from indexer.engine.packed import Array
from indexer.engine.proximity import near_documents, sentence_documents
from indexer.engine.spans import Spans, greedy, in_one_field, near, same_sentence
from indexer.engine.values import Portals, published_within, with_value
from indexer.engine.view import FIELDS, View
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
)


class Matcher:
    """Answers about one segment for the length of one search; what was found once is remembered by node."""

    def __init__(self, view: View, lexicon: Lexicon, portals: Portals, effort: Effort) -> None:
        self.view = view
        self.effort = effort
        self._lexicon = lexicon
        self._portals = portals
        self._masks: dict[tuple[int, str | None], Array] = {}
        self._hits: dict[tuple[int, str | None, int], tuple[Array, Array]] = {}
        self._pairs: dict[tuple[Node, Node], Phrase] = {}
        self._kept: list[object] = []

    def mask(self, node: Node, field: str | None = None) -> Array:
        """For each document whether it matches ``node``, looked for in ``field`` (None: title, lead and body).

        Not to be changed by the caller.
        """
        known = self._masks.get((id(node), field))
        if known is None:
            known = self._masks[id(node), field] = self._mask(node, field)
            self._kept.append(node)  # so that its id stays its own
        return known

    def _mask(self, node: Node, field: str | None) -> Array:
        match node:
            case Term() | Wildcard():
                return self._any(self.documents(term, field) for term in self.terms(node, field))
            case Phrase():
                return self._any([self.phrase(node, field)[1]])
            case Near(left, right, distance, ordered):
                a, b = self._in_shared_documents(left, right, field)
                self.effort.spend(_neighbours(a, b))
                return self._any([near_documents(self.view, a, b, distance, ordered=ordered)])
            case Sentence(left, right):
                a, b = self._in_shared_documents(left, right, field)
                self.effort.spend(_neighbours(a, b))
                return self._any([sentence_documents(self.view, a, b)])
            case AtLeast(count, inner):
                spans = self.spans(inner, field)
                self.effort.spend(2 * PLACED * len(spans.first))
                if not isinstance(inner, Term | Wildcard):
                    self.effort.spend(2 * SEARCHED * len(spans.first))
                    spans = spans.distinct()
                documents = self.view.document_of(spans.first)
                return np.bincount(documents, minlength=self.view.count) >= count
            case And(parts):
                return self._all(parts, field)
            case Or(parts):
                return self._either(parts, field)
            case Expansion(base, added):
                return self._either((base, *(alternative.node for alternative in added)), field)
            case Not(inner):
                return ~self.mask(inner, field)
            case Field(name, inner):
                return self.mask(inner, name)
            case Filter(name, values):
                return with_value(self.view, self._portals, name, values)
            case Dates():
                return published_within(self.view, node)
            case Everything():
                return np.ones(self.view.count, bool)

    def _any(self, documents: Iterable[Array]) -> Array:
        mask = np.zeros(self.view.count, bool)
        for found in documents:
            mask[found] = True
        return mask

    def _all(self, parts: Sequence[Node], field: str | None) -> Array:
        mask = np.ones(self.view.count, bool)
        for part in parts:
            mask &= self.mask(part, field)
            if not mask.any():
                break
        return mask

    def _either(self, parts: Sequence[Node], field: str | None) -> Array:
        return reduce(np.logical_or, (self.mask(part, field) for part in parts), np.zeros(self.view.count, bool))

    # Syllables

    def single(self, node: Node) -> Array | None:
        """The documents of a syllable with one spelling, anywhere, rising; None when ``node`` is anything else."""
        if not isinstance(node, Term):
            return None
        terms = self.terms(node, None)
        if len(terms) > 1:
            return None
        return self.documents(terms[0], None).astype(np.int64) if terms else np.zeros(0, np.int64)

    def terms(self, node: Term | Wildcard, field: str | None) -> list[int]:
        """The segment's terms that ``node`` accepts."""
        keys = self._lexicon.keys(node, author=field == "author")
        self.effort.spend(LOOKED_UP * max(0, len(keys) - 1))
        found = (self.view.term(key) for key in keys)
        return [term for term in found if term >= 0]

    def documents(self, term: int, field: str | None) -> Array:
        """The documents where ``term`` stands in ``field``, rising."""
        view = self.view
        postings = view.postings(term)
        self.effort.spend(POSTING * (postings.stop - postings.start))
        if field in ("title", "lead"):
            return view.docs.take(view[f"{field}_post"][view.part(field, term)])
        documents = view.docs[postings]
        return documents.compress(view.code[postings] >= 256) if field == "body" else documents

    def has(self, key: bytes, field: str | None) -> Array:
        """For each document whether ``key`` stands in ``field``."""
        term = self.view.term(key)
        return self._any([self.documents(term, field)] if term >= 0 else [])

    # Phrases

    def pair(self, left: Term, right: Term) -> Phrase:
        """The phrase of two syllables, the same object each time, so that it is looked for once."""
        return self._pairs.setdefault((left, right), Phrase((left, right)))

    def phrase(self, node: Phrase, field: str | None, among: Array | None = None) -> tuple[Array, Array]:
        """Where the spans of ``node`` begin, and in which document; in no particular order.

        Whoever needs only those in the documents ``among`` (rising, the same object each time) may get no others.
        """
        key = id(node), field, id(among)
        known = self._hits.get((id(node), field, id(None))) or self._hits.get(key)
        if known is None:
            spans = self._sloppy(node, field) if node.slop else None
            slots = spans.first if spans else self._exact(node, field, among)
            self.effort.spend(PLACED * len(slots))
            known = self._hits[key] = slots, self.view.document_of(slots)
            self._kept.append((node, among))
        return known

    def _exact(self, node: Phrase, field: str | None, among: Array | None) -> Array:
        """The slots where an exact phrase begins."""
        view = self.view
        accepted = [self.terms(part, field) for part in node.parts]
        if not all(accepted):
            return np.zeros(0, np.uint32)
        sizes = [sum(len(view.occurrences(term)) for term in terms) for terms in accepted]
        rarest = sizes.index(min(sizes))
        slots, certain = self._pair_found(node, field, among) or (
            _joined([view.occurrences_among(term, among) for term in accepted[rarest]]),
            (rarest,),
        )
        scattered = 2 if len(accepted[certain[0]]) > 1 else 1  # not in the order of the stream
        self.effort.spend(scattered * OCCURRENCE * len(slots) * len(sizes))
        slots = self._beginning(slots, node.offsets[certain[0]], node.offsets[-1])
        for part in sorted(range(len(accepted)), key=sizes.__getitem__):
            if part not in certain:
                there = view.stream.take(slots + np.uint32(node.offsets[part]))
                slots = slots.compress(_among(there, accepted[part], len(view.keys)))
        for skipped in set(range(node.offsets[-1])) - set(node.offsets):
            slots = slots.compress(view.stream.take(slots + np.uint32(skipped)) == len(view.keys))
        if node.offsets != tuple(range(len(accepted))):
            slots = slots.compress(in_one_field(view, slots, slots + np.uint32(node.offsets[-1])))
        return self._in_field(slots, field)

    def _pair_found(self, node: Phrase, field: str | None, among: Array | None) -> tuple[Array, tuple[int, int]] | None:
        """Where the rarest of those pairs of ``node`` stands that were looked for before, and its two parts."""
        found = []
        for part, neighbours in enumerate(pairwise(node.parts)):
            pair = self._pairs.get(neighbours)
            hits = self._hits.get((id(pair), field, id(among))) if pair is not node else None
            if hits is not None and node.offsets[part + 1] == node.offsets[part] + 1:
                found.append((hits[0], (part, part + 1)))
        return min(found, key=lambda hits: len(hits[0]), default=None)

    def _beginning(self, slots: Array, offset: int, reach: int) -> Array:
        """The slots ``offset`` before ``slots`` from which there are ``reach`` more in the stream."""
        if len(slots) and int(slots.min()) < offset:
            slots = slots.compress(slots >= offset)
        slots = slots - np.uint32(offset)
        if len(slots) and int(slots.max()) + reach >= len(self.view.stream):
            slots = slots.compress(slots.astype(np.int64) + reach < len(self.view.stream))
        return slots

    def _in_field(self, slots: Array, field: str | None) -> Array:
        if field is None or field == "author":
            return slots
        self.effort.spend(PLACED * len(slots))
        here = self.view.field_of(slots, self.view.document_of(slots))
        return slots.compress(here == FIELDS.index(field))

    def _sloppy(self, node: Phrase, field: str | None) -> Spans:
        parts = [self._occurrences(part, field) for part in node.parts]
        return greedy(self.view, parts, node.offsets[-1] + node.slop, self.effort)

    def _occurrences(self, node: Term | Wildcard, field: str | None) -> Array:
        """The slots of a syllable in ``field``, rising."""
        found = [self.view.occurrences(term) for term in self.terms(node, field)]
        self.effort.spend(OCCURRENCE * min(len(found), 10) * sum(map(len, found)))
        slots = found[0] if len(found) == 1 else np.sort(_joined(found))
        return self._in_field(slots, field)

    # Spans

    def spans(self, node: Node, field: str | None) -> Spans:
        """The spans of a positional node in ``field``."""
        match node:
            case Term() | Wildcard():
                slots = self._occurrences(node, field)
                return Spans(slots, slots)
            case Phrase() if node.slop:
                return self._sloppy(node, field)
            case Phrase():
                slots = np.sort(self.phrase(node, field)[0])
                return Spans(slots, slots + np.uint32(node.offsets[-1]))
            case Near(left, right, distance, ordered):
                a, b = self._in_shared_documents(left, right, field)
                self.effort.spend(2 * SEARCHED * (len(a.first) + len(b.first)))
                return near(self.view, a, b, distance, self.effort, ordered=ordered)
            case Sentence(left, right):
                a, b = self._in_shared_documents(left, right, field)
                self.effort.spend(2 * SEARCHED * (len(a.first) + len(b.first)))
                return same_sentence(self.view, a, b, self.effort)
            case Or(parts):
                return self._together(parts, field)
            case Expansion(base, added):
                return self._together((base, *(a.node for a in added)), field)
            case _:
                raise TypeError(f"{type(node).__name__} has no spans")

    def _together(self, parts: Sequence[Node], field: str | None) -> Spans:
        spans = Spans.of([self.spans(part, field) for part in parts])
        self.effort.spend(SEARCHED * len(spans.first))  # whoever needs them in order sorts them
        return spans

    def _in_shared_documents(self, left: Node, right: Node, field: str | None) -> tuple[Spans, Spans]:
        """The spans of both nodes, where it is worth it only those in documents that match both."""
        masks = self.mask(left, field), self.mask(right, field)
        both = masks[0] & masks[1]
        shared = int(both.sum())
        if not shared:
            return Spans.none(), Spans.none()
        return self._spans_among(left, field, both, shared), self._spans_among(right, field, both, shared)

    def _spans_among(self, node: Node, field: str | None, documents: Array, count: int) -> Spans:
        spans = self.spans(node, field)
        self.effort.spend(PLACED * len(spans.first))
        if 2 * count > int(self.mask(node, field).sum()):
            return spans
        return spans.where(documents.take(self.view.document_of(spans.first)))


def _neighbours(left: Spans, right: Spans) -> int:
    """What it costs to find for each span of the rarer side its nearest on the other."""
    sizes = len(left.first), len(right.first)
    return SEARCHED * min(sizes) + OCCURRENCE * sum(sizes)


def _joined(parts: Sequence[Array]) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, np.uint32), *parts])


def _among(slots: Array, terms: Sequence[int], count: int) -> Array:
    """For each term number in ``slots`` whether it is one of ``terms``."""
    if len(terms) == 1:
        same: Array = slots == terms[0]
        return same
    table = np.zeros(count + 1, bool)
    table[list(terms)] = True
    return table.take(slots)
