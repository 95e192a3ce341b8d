"""Lexemes → tree. Binding from tight to loose: NOT, then NEAR/ONEAR/SENT, then AND (also unsaid), then OR."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.query import filters, words
from indexer.query.errors import Mistake
from indexer.query.lexer import Kind, Lexeme
from indexer.query.naming import Naming
from indexer.query.pairing import counted, paired
from indexer.query.trace import Trace
from indexer.query.tree import And, Field, Node, Not, Or, Phrase, Term, TextField, Wildcard, walk
from indexer.wording import say

_SHORTENED = 8
MAX_CONDITIONS = 100
"""Values of ``place:``, ``date:`` and other filters in one query."""

_OPERANDS = frozenset[Kind | None](("word", "quote", "open", "field", "atleast", "not"))
_JOINERS = frozenset[Kind | None](("near", "sentence"))
_TEXT_FIELDS: dict[str, TextField] = {"title": "title", "lead": "lead", "body": "body", "author": "author"}
_LETTER_SIGN = re.compile(r"(?<![^\W_])\?+[^\W_]|[^\W_]\?")
_QUESTION = re.compile(r"[^\W_*?]\?+\W*$")


@dataclass(slots=True)
class Parser:
    """Parses balanced lexemes once."""

    lexemes: list[Lexeme]
    notices: list[str]
    naming: Naming
    at: int = 0
    inside: str | None = None
    """The field whose operand is being read."""
    count: int = 0
    """Syllables so far."""
    wildcards: int = 0
    conditions: int = 0
    """Values of filters so far."""
    trace: Trace = field(default_factory=Trace)
    bare: dict[int, Lexeme] = field(default_factory=dict)
    """Identity of every term typed as a plain word → its lexeme: only those make up names."""

    def parse(self) -> Node:
        """The tree of all lexemes, of which there is at least one; raises `Mistake`."""
        tree = self._either()
        if isinstance(tree, Or) or len(self.trace.conditions) < 2:
            self.trace.conditions = ()
        return tree

    def _kind(self) -> Kind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _next(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _either(self) -> Node:
        parts = [self._all()]
        while self._kind() == "or":
            self._next()
            parts.append(self._all())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def _all(self) -> Node:
        parts: list[Node] = []
        extents: list[tuple[int, int]] = []
        while not parts or self._kind() == "and" or self._kind() in _OPERANDS:
            if parts and self._kind() == "and":
                self._next()
            first = self.at
            parts.append(self._joined())
            extents.append((self.lexemes[first].start, self.lexemes[self.at - 1].end))
        self.trace.conditions = tuple(extents)
        self.trace.words(parts, self.bare)
        flat = [p for part in parts for p in (part.parts if isinstance(part, And) else (part,))]
        named = self.naming.run(flat, self.bare)
        return And(tuple(named)) if len(named) > 1 else named[0]

    def _joined(self) -> Node:
        left = self._negated()
        while self._kind() in _JOINERS:
            sign = self._next()
            left = paired(left, self._negated(), sign)
        return left

    def _negated(self) -> Node:
        times = 0
        while self._kind() == "not":
            self._next()
            times += 1
        node = self._operand()
        return Not(node) if times % 2 else node

    def _operand(self) -> Node:
        kind = self._kind()
        if kind == "open":
            self._next()
            node = self._either()
            self._next()
            return node
        if kind == "field":
            return self._field()
        if kind == "atleast":
            return self._at_least()
        if kind in ("word", "quote"):
            return self._leaf(self._next())
        raise self._missing()

    def _missing(self) -> Mistake:
        """The mistake of an operand that is not there, told at the sign that wants it."""
        before = self.lexemes[self.at - 1] if self.at else None
        if before and before.kind != "open":
            named = before.kind in ("field", "atleast")
            sign = f"{before.text}:" if before.kind == "field" else before.text
            message = say("Sau “%(sign)s” thiếu điều cần tìm. Hãy gõ tiếp hoặc bỏ “%(sign)s”.", sign=sign)
            return Mistake("missing_value" if named else "missing_operand", message, before.start, before.end)
        after = self.lexemes[self.at]
        message = say("Trước “%(sign)s” thiếu từ cần tìm. Hãy gõ thêm hoặc bỏ “%(sign)s”.", sign=after.text)
        return Mistake("missing_operand", message, after.start, after.end)

    def _field(self) -> Node:
        sign = self._next()
        name = sign.text
        if self.inside:
            message = say(
                "Trường “%(name)s:” không nằm trong trường “%(outer)s:” được. Hãy viết tách ra.",
                name=name,
                outer=self.inside,
            )
            raise Mistake("nested_field", message, sign.start, sign.end)
        if self._kind() not in ("word", "quote", "open", "atleast", "field"):
            raise self._missing()
        self.inside = name
        node = self._operand()
        self.inside = None
        return Field(_TEXT_FIELDS[name], node) if name in _TEXT_FIELDS else node

    def _at_least(self) -> Node:
        sign = self._next()
        if self._kind() == "atleast":
            message = say("“%(sign)s” không đứng trước một “atleast” khác được. Hãy bỏ bớt.", sign=sign.text)
            raise Mistake("bad_operand", message, sign.start, sign.end)
        node = self._operand()
        if isinstance(node, Field):
            return Field(node.name, counted(node.node, sign))
        return counted(node, sign)

    def _leaf(self, lexeme: Lexeme) -> Node:
        if self.inside and self.inside not in _TEXT_FIELDS:
            self._count_condition(lexeme)
            before = self.lexemes[self.at - 2]
            start = before.start if before.kind == "field" else lexeme.start
            return filters.value(self.inside, lexeme, start, self.notices)
        if lexeme.kind == "word" and ("*" in lexeme.text or self._has_letter_sign(lexeme)):
            return self._counted(self._pattern(lexeme), lexeme)
        node = words.literal(lexeme.text, exact=lexeme.flag, slop=lexeme.number)
        if node is None:
            self.at -= 1
            raise self._missing()
        self._counted(node, lexeme)
        if lexeme.kind == "quote" and not lexeme.flag:
            self.trace.quotation(node, lexeme)
        if lexeme.kind == "quote" or lexeme.flag:
            return node
        if isinstance(node, Term):
            self.bare[id(node)] = lexeme
        return self.naming.word(node, lexeme)

    def _count_condition(self, lexeme: Lexeme) -> None:
        self.conditions += 1
        if self.conditions > MAX_CONDITIONS:
            message = say("Truy vấn có quá %(most)s điều kiện lọc. Hãy bớt đi.", most=MAX_CONDITIONS)
            raise Mistake("too_many_terms", message, lexeme.start, self.lexemes[-1].end)

    def _has_letter_sign(self, lexeme: Lexeme) -> bool:
        """Whether a word holds ``?`` as a wildcard; at the end of a longer query it is a question mark."""
        if not _LETTER_SIGN.search(lexeme.text):
            return False
        if self.at == len(self.lexemes) > 1 and _QUESTION.search(lexeme.text) and lexeme.text.count("?") == 1:
            self.notices.append(say("Dấu ? ở cuối câu được hiểu là dấu hỏi"))
            return False
        return True

    def _pattern(self, lexeme: Lexeme) -> Node:
        node = words.pattern(lexeme)
        self.wildcards += sum(isinstance(n, Wildcard) for n in walk(node))
        if self.wildcards > words.MAX_WILDCARDS:
            message = say("Truy vấn có quá %(most)s từ dùng dấu * hay ?. Hãy bớt đi.", most=words.MAX_WILDCARDS)
            raise Mistake("wide_wildcard", message, lexeme.start, self.lexemes[-1].end)
        return node

    def _counted(self, node: Node, lexeme: Lexeme) -> Node:
        """``node``, its syllables counted; raises `Mistake` when the query has too many."""
        self.count += sum(1 for n in walk(node) if not isinstance(n, Phrase))
        if self.count > words.MAX_TERMS:
            message = say("Truy vấn có quá %(most)s âm tiết. Hãy rút ngắn.", most=words.MAX_TERMS)
            shorter = f'"{" ".join(lexeme.text.split()[:_SHORTENED])}"' if lexeme.kind == "quote" else ""
            raise Mistake("too_many_terms", message, lexeme.start, self.lexemes[-1].end, shorter)
        return node
