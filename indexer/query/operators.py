"""Every operator and field of the query language as data: the lexer reads the spellings, the help page the rest."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Operator:
    """One row of the help page. Every example parses."""

    name: str
    spellings: tuple[str, ...]
    """How it is written; ``N`` stands for a number."""
    examples: tuple[str, ...]
    meaning: str
    """What it does, in Vietnamese."""


def _load() -> tuple[Operator, ...]:
    text = resources.files("indexer.query.data").joinpath("operators.toml").read_text(encoding="utf-8")
    return tuple(
        Operator(o["name"], tuple(o["spellings"]), tuple(o["examples"]), o["meaning"])
        for o in tomllib.loads(text)["operator"]
    )


OPERATORS = _load()
TEXT_FIELDS = ("title", "lead", "body", "author")
FIELDS = (*TEXT_FIELDS, "portal", "doc", "place", "mentions", "level", "date", "topic", "is", "has")


def words_of(name: str) -> frozenset[str]:
    """The spellings of one operator."""
    return frozenset(next(o.spellings for o in OPERATORS if o.name == name))
