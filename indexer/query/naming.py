"""Abbreviations and changed names found among the words of a query, added to its tree where the data says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crawler.text import syllables
from indexer.query.lexer import Lexeme
from indexer.query.names import Reading, longest_name, readings
from indexer.query.tree import Alternative, And, Expansion, Node, Phrase, Term
from indexer.query.words import literal


@dataclass(frozen=True, slots=True)
class Meaning:
    """A reading that is only offered: ``other`` could stand in the query from ``start`` to ``end``."""

    start: int
    end: int
    name: str
    other: str


@cache
def _alternative(name: str, other: str) -> Alternative:
    """What a reading of the data files adds to a tree."""
    node = literal(other, exact=True)
    if node is None:
        raise ValueError(f"the reading {name} has no syllables")
    return Alternative(name, other, node)


@dataclass(slots=True)
class Naming:
    """Adds readings to words. ``keep``: ids that are switched off. ``meanings`` collects what is only offered."""

    keep: frozenset[str]
    meanings: list[Meaning]

    def word(self, node: Term | Phrase, lexeme: Lexeme) -> Node:
        """One word as typed, such as ``QCDC`` or ``LĐ-TB&XH``, with what it stands for."""
        terms = node.parts if isinstance(node, Phrase) else (node,)
        return self._expanded(node, [r for r in readings(terms) if r.short], lexeme.start, lexeme.end)

    def run(self, parts: Sequence[Node], bare: Mapping[int, Lexeme]) -> list[Node]:
        """The parts of an AND, every run of plain words that spells a name replaced by the run with its readings.

        ``bare``: identity of each plain word → its lexeme. The longest name counts, from the left.
        """
        found: list[Node] = []
        at = 0
        while at < len(parts):
            size = self._length(parts, at, bare)
            terms = tuple(p for p in parts[at : at + size] if isinstance(p, Term))
            if len(terms) < max(size, 2):
                found.append(parts[at])
                at += 1
                continue
            start, end = bare[id(terms[0])].start, bare[id(terms[-1])].end
            expanded = self._expanded(And(terms), readings(terms), start, end)
            found += [expanded] if isinstance(expanded, Expansion) else terms
            at += size
        return found

    def _length(self, parts: Sequence[Node], at: int, bare: Mapping[int, Lexeme]) -> int:
        """How many parts from ``at`` spell a name; 0 when none do."""
        first = parts[at]
        longest = longest_name(first) if isinstance(first, Term) else 0
        run: list[Term] = []
        for part in parts[at : at + longest]:
            if not isinstance(part, Term) or id(part) not in bare:
                break
            run.append(part)
        return next((size for size in range(len(run), 1, -1) if readings(run[:size])), 0)

    def _expanded(self, base: Node, found: Sequence[Reading], start: int, end: int) -> Node:
        added = []
        for reading in found:
            if reading.applied and reading.id not in self.keep:
                added.append(_alternative(reading.id, reading.other))
            elif not reading.applied and not set(syllables(reading.name)) <= set(syllables(reading.other)):
                self.meanings.append(Meaning(start, end, reading.name, reading.other))
        return Expansion(base, tuple(added)) if added else base
