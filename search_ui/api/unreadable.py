"""What no query can be, as a regular expression: so that a description of the interface can say it.

The parser decides (`indexer.query`). This only names the commonest mistakes that can be seen in the letters: a wildcard
without two letters before it, ``|`` without a word on each side, and the name of a field that there is none of. Every
text that matches is refused; a text that does not may still be.
"""

from __future__ import annotations

from indexer.query.lexer import QUOTES

_ALNUM = r"\p{L}\p{N}"
_REMOVED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
"""Control characters that are taken out before a query is read."""
_HIDDEN = r"[\p{Cc}\p{Cf}]*"
_EDGE = rf"(^|[\t\n\r]|[^{_ALNUM}\p{{M}}\p{{Cc}}\p{{Cf}}*?{QUOTES}:])"
"""Where a word may begin; what combining marks and hidden characters follow is left to the parser."""
_WILDCARD = rf"^[^{QUOTES}:]*{_EDGE}{_HIDDEN}([{_ALNUM}]?[?{_REMOVED}]*\*|\?[?{_REMOVED}]*[{_ALNUM}])"
_BAR = rf"^[^{_ALNUM}{QUOTES}]*\||^[^{QUOTES}]*\|([^{_ALNUM}{QUOTES}]*$|[^{_ALNUM}{QUOTES}|]+\|)"
_FIELD = (
    rf"^([^{QUOTES}]*[\s()|])?[{_REMOVED}]*((?![A-Za-zÍí])\p{{L}}[{_ALNUM}_{_REMOVED}]*|[A-Za-z][{_REMOVED}]*):"
    rf"[{_REMOVED}]*[^\s()|\p{{Cc}}\p{{Cf}}{QUOTES}]"
)

UNREADABLE = f"{_WILDCARD}|{_BAR}|{_FIELD}"
"""ECMA 262 with Unicode properties, as JSON Schema has it."""
