"""NEAR, ONEAR, SENT and atleast over operands that are groups: spread over AND and OR until only spans are joined.

``(a b) NEAR/5 c`` is ``a NEAR/5 c`` and ``b NEAR/5 c``.
"""

from __future__ import annotations

from collections.abc import Callable

from indexer.query.errors import Mistake
from indexer.query.lexer import Lexeme
from indexer.query.tree import (
    Alternative,
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
    Positional,
    Sentence,
    Term,
    Wildcard,
    children,
    walk,
)
from indexer.wording import say

MAX_PAIRS = 64
"""Pairs that one NEAR, ONEAR or SENT may come to when groups are spread."""


_PLAIN = And | AtLeast | Not | Field | Filter | Dates | Everything


def is_positional(node: Node) -> bool:
    """Whether every part of ``node`` has spans."""
    return not any(isinstance(n, _PLAIN) for n in walk(node))


def paired(left: Node, right: Node, sign: Lexeme) -> Node:
    """``left`` and ``right`` joined by the near or sentence ``sign``; raises `Mistake` when one has no spans."""
    if isinstance(left, Field) and isinstance(right, Field) and left.name == right.name:
        return Field(left.name, paired(left.node, right.node, sign))
    if _size(left) * _size(right) > MAX_PAIRS:
        message = say("Hai vế của “%(sign)s” có quá nhiều từ. Hãy rút ngắn.", sign=sign.text)
        raise Mistake("too_complex", message, sign.start, sign.end)

    def join(a: Positional, b: Positional) -> Node:
        return Near(a, b, sign.number, sign.flag) if sign.kind == "near" else Sentence(a, b)

    return _spread(left, lambda a: _spread(right, lambda b: join(a, b), sign), sign)


def counted(node: Node, sign: Lexeme) -> Node:
    """``node`` at least ``sign.number`` times; a group of words means each of them."""
    return _spread(node, lambda part: AtLeast(sign.number, part), sign)


def _spread(node: Node, make: Callable[[Positional], Node], sign: Lexeme) -> Node:
    if is_positional(node):
        return make(node)  # type: ignore[arg-type]  # is_positional has just said so
    match node:
        case And(parts):
            return And(tuple(_spread(part, make, sign) for part in parts))
        case Or(parts):
            return Or(tuple(_spread(part, make, sign) for part in parts))
        case Expansion(base, added):
            others = tuple(Alternative(a.id, a.label, _spread(a.node, make, sign)) for a in added)
            return Expansion(_spread(base, make, sign), others)
        case _:
            message = say(
                "“%(sign)s” chỉ nối từ, cụm từ hay nhóm của chúng. Hãy đặt phủ định và trường ra ngoài ngoặc.",
                sign=sign.text,
            )
            raise Mistake("bad_operand", message, sign.start, sign.end)


def _size(node: Node) -> int:
    """Words and phrases below ``node``."""
    return 1 if isinstance(node, Term | Wildcard | Phrase) else sum(map(_size, children(node)))
