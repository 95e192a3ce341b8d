"""What the parser notes beside the tree, for offers: the conditions of a query and its unmarked words, in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.query.lexer import Lexeme
from indexer.query.tree import Node, Phrase, Term


@dataclass(frozen=True, slots=True)
class Loose:
    """Neighbouring syllables typed without marks, from ``start`` to ``end`` of the query text.

    ``quoted``: they stand in a quotation, some of whose syllables may carry marks.
    """

    start: int
    end: int
    phrase: Phrase | Term
    quoted: bool


@dataclass(slots=True)
class Trace:
    """Filled while parsing."""

    conditions: tuple[tuple[int, int], ...] = ()
    """Start and end of every part of the outermost AND; empty when the query is an OR or one part only."""
    loose: list[Loose] = field(default_factory=list)

    def words(self, parts: Sequence[Node], bare: Mapping[int, Lexeme]) -> None:
        """Note the runs of unmarked plain words among the parts of an AND."""
        run: list[Term] = []
        for part in (*parts, None):
            if isinstance(part, Term) and not part.exact and not part.text.isdigit() and id(part) in bare:
                run.append(part)
            elif run:
                phrase = Phrase(tuple(run)) if len(run) > 1 else run[0]
                self.loose.append(Loose(bare[id(run[0])].start, bare[id(run[-1])].end, phrase, False))
                run = []

    def quotation(self, node: Term | Phrase, lexeme: Lexeme) -> None:
        """Note a quotation that has unmarked syllables."""
        terms = node.parts if isinstance(node, Phrase) else (node,)
        slop = node.slop if isinstance(node, Phrase) else 0
        if not slop and any(isinstance(t, Term) and not t.exact and not t.text.isdigit() for t in terms):
            self.loose.append(Loose(lexeme.start, lexeme.end, node, True))
