"""Words and quotations → syllables of the tree: terms, phrases, wildcards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.text import fold, key, normalize
from indexer.analysis import Token, tokens
from indexer.query.errors import Mistake
from indexer.query.lexer import Lexeme
from indexer.query.tree import Phrase, Term, Wildcard
from indexer.wording import say

MAX_TERMS = 256
"""Syllables of one query."""
MAX_WILDCARDS = 12
"""Syllables with wildcards in one query: each may stand for hundreds of spellings."""
MAX_SIGNS = 4
"""Wildcard signs in one syllable."""
MAX_PATTERN = 40

_PIECE = re.compile(r"(?:[^\W_]|[*?])+")


def term(text: str, *, exact: bool = False) -> Term:
    """The term of one syllable: exact when asked, or when it carries any mark or đ."""
    keyed = key(text)
    return Term(text, keyed, exact or keyed != fold(text))


def literal(text: str, *, exact: bool = False, slop: int = 0) -> Term | Phrase | None:
    """The syllables of ``text`` next to each other, in order; None when it has none.

    Reads one more than a query may have and leaves the rest, so that the parser sees that there are too many.
    """
    return joined(tokens(normalize(text))[: MAX_TERMS + 1], exact=exact, slop=slop)


def joined(found: Sequence[Token], *, exact: bool, slop: int) -> Term | Phrase | None:
    """A term, or a phrase that keeps the distances of its tokens."""
    if not found:
        return None
    parts = tuple(term(t.text, exact=exact) for t in found)
    if len(parts) == 1:
        return parts[0]
    return Phrase(parts, slop, tuple(t.position - found[0].position for t in found))


def pattern(lexeme: Lexeme) -> Term | Wildcard | Phrase:
    """A word with wildcard signs. Raises `Mistake` for a sign without enough letters before it, or too many signs."""
    parts: list[Term | Wildcard] = []
    for match in _PIECE.finditer(lexeme.text):
        piece = match[0]
        body = piece.rstrip("?")
        if "*" in body or "?" in body or 1 < len(body) < len(piece):
            _check(piece, lexeme)
            parts.append(Wildcard(piece))
        elif body:
            parts.append(term(body))
    return parts[0] if len(parts) == 1 else Phrase(tuple(parts))


def _check(piece: str, lexeme: Lexeme) -> None:
    without = re.sub(r"[*?]", "", lexeme.text)
    if piece[0] in "*?":
        message = say("Dấu * hay ? không được đứng đầu từ. Hãy gõ ít nhất hai chữ cái trước nó, chẳng hạn vận*.")
        raise Mistake("leading_wildcard", message, lexeme.start, lexeme.end, without)
    if "*" in piece and len(piece.split("*")[0].replace("?", "")) < 2:
        message = say("Trước dấu * phải có ít nhất hai chữ cái, chẳng hạn vận*.")
        raise Mistake("short_wildcard", message, lexeme.start, lexeme.end, without)
    if len(re.findall(r"[*?]", re.sub(r"\*+", "*", piece))) > MAX_SIGNS or len(piece) > MAX_PATTERN:
        message = say(
            "Một từ có nhiều nhất %(signs)s dấu * hay ? và %(letters)s chữ. Hãy viết ngắn lại.",
            signs=MAX_SIGNS,
            letters=MAX_PATTERN,
        )
        raise Mistake("wide_wildcard", message, lexeme.start, lexeme.end, without)
