"""Values of ``portal: doc: place: level: date: topic: is: has:`` → nodes; the searcher looks up names later."""

from __future__ import annotations

from indexer.query import values, words
from indexer.query.errors import Mistake
from indexer.query.lexer import Lexeme
from indexer.query.tree import Dates, Filter, FilterName, Node, Or, Phrase, Term, Wildcard
from indexer.wording import say

FLAGS = {"is": ("reprint", "original"), "has": ("figure",)}
_NAMES: dict[str, FilterName] = {"portal": "portal", "place": "place", "mentions": "mentions", "topic": "topic"}


def value(name: str, lexeme: Lexeme, start: int, notices: list[str]) -> Node:
    """The node of one value of the field ``name``; raises `Mistake` for a value that cannot be read.

    ``start``: where the condition begins, its name included.
    """
    text = lexeme.text.strip()
    if name in _NAMES:
        return Filter(_NAMES[name], (text,), span=(start, lexeme.end))
    if name == "date":
        return _date(text, lexeme, start, notices)
    if name == "level":
        return _level(text, lexeme, start)
    if name == "doc":
        return _document(text, lexeme, start)
    return _flag(name, text, lexeme, start)


def _date(text: str, lexeme: Lexeme, start: int, notices: list[str]) -> Dates:
    found = values.dates(text)
    if found is None:
        message = say(
            "Không đọc được ngày “%(text)s”. Viết 2024, 2024-03, 2024-01..2025-06, >=2025-07-01 hoặc 01/07/2025 "
            "(ngày trước tháng sau, năm từ %(first)s đến %(last)s).",
            text=text,
            first=values.FIRST_YEAR,
            last=values.LAST_YEAR,
        )
        mended = values.mended_date(text)
        raise Mistake("bad_date", message, lexeme.start if mended else start, lexeme.end, mended or "")
    if found.start and found.end and found.start > found.end:
        first, _, last = text.partition("..")
        used = f"{last.strip()}..{first.strip()}"
        notices.append(say("Khoảng ngày viết ngược: đã dùng %(used)s", used=used))
        return values.dates(f"{last}..{first}") or found
    return found


def _level(text: str, lexeme: Lexeme, start: int) -> Filter:
    level = values.level(text)
    if level is None:
        known = ", ".join(f"{code} ({say(label)})" for code, label in values.LEVELS.items())
        message = say("Không có cấp “%(text)s”. Các cấp: %(known)s.", text=text, known=known)
        raise Mistake("bad_value", message, start, lexeme.end)
    return Filter("level", (level,))


def _document(text: str, lexeme: Lexeme, start: int) -> Filter:
    wanted = values.document_number(text)
    if wanted is None:
        message = say(
            "“%(text)s” không phải số văn bản. Viết cả số và ký hiệu, chẳng hạn doc:05-CT/TU hay doc:05-CT*.", text=text
        )
        raise Mistake("bad_value", message, start, lexeme.end)
    return Filter("number", (wanted,), text, (start, lexeme.end), _written(wanted))


def _written(wanted: str) -> Or | None:
    """How texts write the number with the key ``wanted``, for marking it: ``5-CT/TU`` as well as ``05-CT/TU``; None
    for a number alone, which would mark other things too."""
    stem = wanted.removesuffix("*")
    first, *rest = [part for part in stem.split("-") if part]
    parts: list[Term | Wildcard] = [words.term(part) for part in rest]
    if parts and stem != wanted and not stem.endswith("-"):
        parts[-1] = Wildcard(f"{rest[-1]}*")
    if not parts:
        return None
    return Or(tuple(Phrase((words.term(number), *parts)) for number in dict.fromkeys((first, first.zfill(2)))))


def _flag(name: str, text: str, lexeme: Lexeme, start: int) -> Filter:
    if text.lower() in FLAGS[name]:
        return Filter("flag", (text.lower(),), span=(start, lexeme.end))
    known = ", ".join(f"{name}:{flag}" for flag in FLAGS[name])
    message = say("Không có “%(text)s”. Có thể viết: %(known)s.", text=f"{name}:{text}", known=known)
    raise Mistake("bad_value", message, start, lexeme.end)
