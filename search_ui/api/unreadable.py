"""What no query can be, as a regular expression: so that a description of the interface can say it.

The parser decides (`indexer.query`). This only names the commonest mistakes that can be seen in the letters: a wildcard
without two letters before it, ``|`` without a word on each side, and the name of a field that there is none of. Every
text that matches is refused; a text that does not may still be.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from indexer.query.lexer import QUOTES

_REMOVED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
"""Control characters that are taken out before a query is read."""
_LIKELY = "0-9A-Za-zªµºÀ-ÖØ-öø-ˁḀ-ỿΑ-ΡΣ-ώА-ӿא-תぁ-ゖァ-ヺ一-鿿가-힣"
"""Letters and digits that a query may well hold: a class of all makes the expression twice as long."""
_PLANES = (range(0x80, 0x32400), range(0xE0000, 0xE0200))
"""Where Unicode has letters, digits, marks and format characters beyond ASCII."""
_GAP = 300
"""So many characters between two of a class that Unicode has not assigned are taken for part of it."""


@cache
def unreadable() -> str:
    """The expression: plain enough to mean the same to ECMA 262, to Python and to Rust."""
    alnum = f"0-9A-Za-z{_class('LN')}"
    unseen = rf"\x00-\x1f\x7f-\x9f{_class(('Cf',))}"
    edge = rf"(^|[\t\n\r]|[^{alnum}{_class('M')}{unseen}*?~{QUOTES}:])"  # what follows marks is left to the parser
    wildcard = rf"^[^{QUOTES}:~]*{edge}[{unseen}]*([{_LIKELY}]?[?{_REMOVED}]*\*|\?[?{_REMOVED}]*[{_LIKELY}])"
    bar = rf"^[^{alnum}{QUOTES}]*\||^[^{QUOTES}]*\|([^{alnum}{QUOTES}]*$|[^{alnum}{QUOTES}|]+\|)"
    field = (
        rf"^([^{QUOTES}]*[\s()|])?[{_REMOVED}]*((?![0-9A-Za-zÍí])[{_LIKELY}][{_LIKELY}_{_REMOVED}]*|[A-Za-z][{_REMOVED}]*):"
        rf"[{_REMOVED}]*[^\s()|{unseen}{QUOTES}]"
    )
    return f"{wildcard}|{bar}|{field}"


@cache
def _class(wanted: str | tuple[str, ...]) -> str:
    """The characters beyond ASCII of these categories, or of these groups of categories, as ranges."""
    found: list[tuple[int, int]] = []
    other = 0  # the last character that is assigned to something else
    for code, category in _categories():
        if category in wanted if isinstance(wanted, tuple) else category[0] in wanted:
            if found and other < found[-1][1] and code - found[-1][1] <= _GAP:
                found[-1] = found[-1][0], code
            else:
                found.append((code, code))
        elif category != "Cn":
            other = code
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in found)


@cache
def _categories() -> list[tuple[int, str]]:
    return [(code, unicodedata.category(chr(code))) for plane in _PLANES for code in plane]
