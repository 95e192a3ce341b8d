"""From the text a reader typed to what it means: the one way into the query language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.text import normalize
from indexer.query.errors import Mistake, QueryError
from indexer.query.lexer import Lexeme, Lexer
from indexer.query.naming import Meaning, Naming
from indexer.query.parser import Parser
from indexer.query.repair import balance
from indexer.query.trace import Trace
from indexer.query.tree import Everything, Node
from indexer.wording import say

MAX_LENGTH = 10_000
"""Characters of a query."""
_MENDS = 5
"""Mistakes that a corrected query may mend one after the other."""
_LONG = 2_000
"""Characters from which on a corrected query mends two mistakes only: reading it over and over would take long."""
_SHORTENED = 200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: NFC ``text``, its tree, what was repaired, and readings to offer."""

    text: str
    tree: Node
    notices: tuple[str, ...] = ()
    """Vietnamese sentences."""
    meanings: tuple[Meaning, ...] = ()
    trace: Trace = field(default_factory=Trace)


def parse(text: str, keep: Iterable[str] = ()) -> Parsed:
    """What ``text`` means; ``keep`` are ids of expansions that are switched off. Raises `QueryError`, nothing else."""
    typed, text = text, _cleaned(text)
    if typed.strip() and not text.strip():
        return Parsed(text, Everything(), (_nothing(),))
    if len(text) > MAX_LENGTH:
        message = say("Truy vấn dài quá 10.000 ký tự. Hãy rút ngắn.")
        cut = text[:_SHORTENED].rpartition(" ")[0]
        raise QueryError(
            "too_long", message, position=MAX_LENGTH, length=len(text) - MAX_LENGTH, query=text, suggestion=_mended(cut)
        )
    try:
        return _parse(text, frozenset(keep))
    except Mistake as mistake:
        raise QueryError(
            mistake.code,
            mistake.message,
            position=mistake.start,
            length=mistake.end - mistake.start,
            query=text,
            suggestion=_mended(_mend(text, mistake)),
        ) from None


def _nothing() -> str:
    return say("Truy vấn không có chữ nào để tìm")


def mended(text: str) -> str | None:
    """``text`` with its mistakes taken out, so that it parses; None when that fails or nothing is left to search."""
    return _mended(" ".join(_cleaned(text).split()))


def _cleaned(text: str) -> str:
    return normalize(text.encode("utf-8", "ignore").decode())


def _parse(text: str, keep: frozenset[str]) -> Parsed:
    lexer = Lexer(text)
    lexemes = balance(lexer.lexemes(), lexer.notices)
    if not lexemes:
        if text.strip() and not lexer.notices:
            lexer.notice(_nothing())
        return Parsed(text, Everything(), tuple(lexer.notices))
    parser = Parser(lexemes, lexer.notices, Naming(keep, []))
    tree = parser.parse()
    if _shouted(lexemes):
        lexer.notice(say("VÀ, HOẶC, KHÔNG, CÂU viết hoa là toán tử; viết thường nếu muốn tìm chính các chữ ấy"))
    return Parsed(text, tree, tuple(lexer.notices), tuple(parser.naming.meanings), parser.trace)


def _shouted(lexemes: list[Lexeme]) -> bool:
    """Whether an operator may be a plain word of a line that is all in capitals."""
    words = [x.text for x in lexemes if x.kind == "word"]
    signs = any(x.kind in ("and", "or", "not", "sentence") and x.text[-1].isalpha() for x in lexemes)
    return signs and len(words) > 1 and all(w == w.upper() for w in words) and any(not w.isascii() for w in words)


def _mend(text: str, mistake: Mistake) -> str | None:
    if mistake.replacement is None:
        return None
    without = " ".join((text[: mistake.start] + mistake.replacement + text[mistake.end :]).split())
    return without.replace("( ", "(").replace(" )", ")")


def _mended(text: str | None) -> str | None:
    """``text`` with its remaining mistakes mended, so that it parses; None when that fails or nothing is left."""
    for _ in range(_MENDS if len(text or "") < _LONG else 2):
        if not text:
            return None
        try:
            return text if not isinstance(_parse(text, frozenset()).tree, Everything) else None
        except Mistake as mistake:
            text = _mend(text, mistake)
    return None
