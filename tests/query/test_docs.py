"""The page about the query language says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.query import lexer, parse, parser, repair, words
from indexer.query.operators import OPERATORS, Operator
from indexer.query.parse import MAX_LENGTH

PAGE = Path(__file__).parents[2] / "docs" / "query-language.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLES = [
    code.replace("\\|", "|")
    for line in TEXT.splitlines()
    if line.startswith("| `")
    for code in re.findall(r"`([^`]+)`", line.split(" | ")[0])
]


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.endswith(":") and "…" not in e])
def test_every_example_parses(example: str) -> None:
    assert parse(example).notices == ()


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: o.name)
def test_every_operator_is_described(operator: Operator) -> None:
    for spelling in operator.spellings:
        written = re.split("…|(?<=[/~t])N(?=:|$)", spelling.replace("|", "\\|"))
        assert all(part in TEXT for part in written), spelling


def test_bounds_are_those_of_the_program() -> None:
    bounds = TEXT.partition("\nBounds:")[2].partition(". ")[0]
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", bounds)]
    assert numbers == [
        MAX_LENGTH, words.MAX_TERMS, parser.MAX_CONDITIONS, repair.MAX_DEPTH, words.MAX_WILDCARDS, words.MAX_SIGNS,
        lexer.MAX_DISTANCE,
    ]  # fmt: skip
