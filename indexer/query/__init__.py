"""The query language: text → lexemes → tree, with repairs that are said, typed errors and an explanation."""

from indexer.query.errors import QueryError
from indexer.query.parse import Parsed, parse

__all__ = ["Parsed", "QueryError", "parse"]
