"""What is wrong with a query: one typed error, in Vietnamese, with the place and a query that works."""

from __future__ import annotations

from typing import Literal

from crawler.errors import DanvanError

ErrorCode = Literal[
    "too_long",
    "too_deep",
    "too_many_terms",
    "too_complex",
    "missing_operand",
    "bad_distance",
    "bad_operand",
    "nested_field",
    "missing_value",
    "unknown_field",
    "bad_date",
    "bad_value",
    "unknown_place",
    "ambiguous_place",
    "unknown_portal",
    "unknown_topic",
    "leading_wildcard",
    "short_wildcard",
    "wide_wildcard",
]


class QueryError(DanvanError):
    """A query, or a value beside it, that cannot be answered as it is.

    ``message`` is Vietnamese and ends with what to do. ``position`` and ``length`` point into ``query`` (NFC,
    as parsed); ``None`` when a parameter outside the query text is wrong. ``suggestion`` is a query that
    parses, or ``None``.
    """

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        position: int | None = None,
        length: int = 0,
        query: str = "",
        suggestion: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message
        self.position = position
        self.length = length
        self.query = query
        self.suggestion = suggestion


class Mistake(Exception):
    """A mistake found while reading a query: where it is, and what to write instead (``None``: nothing helps)."""

    def __init__(self, code: ErrorCode, message: str, start: int, end: int, replacement: str | None = "") -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message
        self.start = start
        self.end = end
        self.replacement = replacement
