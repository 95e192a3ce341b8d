"""The Whoosh schema: its fields, and analyzers that make of a text what the index holds.

Apart from `indexer.schema`, because importing Whoosh takes long and a server does not need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import fields, formats
from whoosh.analysis import Analyzer, Token

from crawler.text import normalize
from indexer.analysis import tokens
from indexer.schema import TEXT_FIELDS


class SyllableAnalyzer(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """The index's own tokens for Whoosh's parsers and tools; pickled by name into the index."""

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        made = Token(positions=True, chars=True)
        for token in tokens(normalize(value)):
            made.text, made.pos, made.boost, made.stopped = token.key, token.position, 1.0, False
            made.startchar, made.endchar = token.start, token.end
            yield made


class WordAnalyzer(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """Word keys separated by spaces."""

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        token = Token()
        for word in value.split():
            token.text, token.boost, token.stopped = word, 1.0, False
            yield token


def whoosh_schema() -> fields.Schema:
    """The schema of the stored index: syllable fields with positions, words with frequencies, and values to filter
    by."""
    text = {name: fields.TEXT(analyzer=SyllableAnalyzer(), phrase=True) for name in TEXT_FIELDS}
    word = fields.FieldType(
        format=formats.Frequency(), analyzer=WordAnalyzer(), scorable=True, stored=False, unique=False
    )
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        portal=fields.ID(stored=True),
        level=fields.ID(stored=True),
        place=fields.ID(stored=True),
        published=fields.DATETIME(stored=True),
        category=fields.ID(stored=True),
        topics=fields.KEYWORD(stored=True, commas=True),
        flags=fields.KEYWORD(stored=True, commas=True),
        mentions=fields.KEYWORD(stored=True, commas=True),
        numbers=fields.KEYWORD(stored=True, commas=True),
        words=word,
        **text,
    )
