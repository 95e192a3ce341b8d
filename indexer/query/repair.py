"""Brackets made to match: what is missing is closed, what is too much or empty is dropped, and it is said."""

from __future__ import annotations

from indexer.query.errors import Mistake
from indexer.query.lexer import Lexeme
from indexer.wording import say

MAX_DEPTH = 30


def balance(lexemes: list[Lexeme], notices: list[str]) -> list[Lexeme]:
    """The lexemes with matching, non-empty brackets; ``notices`` gets what was done. Raises `Mistake` when too deep."""
    kept: list[Lexeme] = []
    opened = 0
    for lexeme in lexemes:
        if lexeme.kind == "open":
            opened += 1
            if opened > MAX_DEPTH:
                message = say("Ngoặc lồng nhau quá %(most)s lớp. Hãy bớt ngoặc.", most=MAX_DEPTH)
                raise Mistake("too_deep", message, lexeme.start, lexeme.end, None)
        elif lexeme.kind == "close":
            if not opened:
                _notice(notices, say("Đã bỏ dấu ) thừa"))
                continue
            opened -= 1
            if kept[-1].kind == "open":
                kept.pop()
                _notice(notices, say("Đã bỏ ngoặc đơn rỗng"))
                continue
        kept.append(lexeme)
    while opened and kept[-1].kind == "open":
        kept.pop()
        opened -= 1
        _notice(notices, say("Đã bỏ ngoặc đơn rỗng"))
    if opened:
        _notice(notices, say("Đã tự đóng ngoặc đơn"))
        end = kept[-1].end
        kept += [Lexeme("close", ")", end, end)] * opened
    return kept


def _notice(notices: list[str], sentence: str) -> None:
    if sentence not in notices:
        notices.append(sentence)
