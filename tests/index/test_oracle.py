"""The engine against Whoosh's own search on the same index: the same hits, and scores equal to 1e-4."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from whoosh import query, scoring
from whoosh.index import open_dir

from crawler.archive.datadir import DataDir
from indexer.engine.columns import ColumnEngine
from indexer.engine.generations import current_name
from indexer.query.tree import And, Dates, Field, Filter, Node, Not, Or, Phrase, Term, Wildcard
from tests.index.brute import term
from tests.index.corpus import SYLLABLES

FIELDS = ("title", "lead", "body")


@pytest.fixture(scope="module")
def whoosh(indexed: DataDir) -> Iterator[object]:
    with open_dir(str(indexed.index / current_name(indexed.index))).searcher(weighting=scoring.BM25F()) as searcher:
        yield searcher


def translated(node: Node, plain: ColumnEngine, fields: tuple[str, ...] = FIELDS) -> query.Query:
    """The Whoosh query that means the same."""
    match node:
        case Term() | Wildcard():
            keys = [key.decode() for key in plain.lexicon.keys(node, author=False)]
            return query.Or([query.Term(field, key) for field in fields for key in keys])
        case Phrase(parts):
            return query.Or([query.Phrase(field, [part.key for part in parts]) for field in fields])
        case And(parts):
            return query.And([translated(part, plain, fields) for part in parts if not isinstance(part, Not)])
        case Or(parts):
            return query.Or([translated(part, plain, fields) for part in parts])
        case Field(name, inner):
            return translated(inner, plain, (name,))
        case _:
            raise TypeError(node)


def asked() -> list[Node]:
    rng = random.Random(3)
    words = [word for word in SYLLABLES if word.isalpha()]

    def some(count: int) -> tuple[Term, ...]:
        return tuple(term(word, exact=True) for word in rng.sample(words, count))

    listed: list[Node] = [term(word, exact=True) for word in words[:12]]
    listed += [And(some(2)) for _ in range(12)] + [And(some(3)) for _ in range(5)]
    listed += [Or(some(2)) for _ in range(6)] + [Or((And(some(2)), *some(1))) for _ in range(8)]
    listed += [And((Or(some(3)), *some(1))) for _ in range(6)]
    listed += [And((*some(1), Not(*some(1)))) for _ in range(6)]
    listed += [And((*some(2), Not(Or(some(2))))) for _ in range(6)]
    listed += [Phrase(some(2)) for _ in range(40)] + [Or((Phrase(some(2)), *some(1))) for _ in range(6)]
    listed += [And((Phrase((term("và"), term("các"))), *some(1))) for _ in range(6)]
    listed += [Field(name, node) for name in FIELDS for node in (*some(2), Or(some(2)), And(some(2)))]
    listed += [term("van"), term("hoa"), Wildcard("v?n"), Wildcard("tr*"), Field("title", term("hoa"))]
    return listed


@pytest.mark.parametrize("node", asked(), ids=repr)
def test_hits_and_scores_are_whooshs(node: Node, plain: ColumnEngine, whoosh: object) -> None:
    def search(wanted: Node) -> dict[str, float]:
        return {hit["id"]: hit.score for hit in whoosh.search(translated(wanted, plain), limit=None)}  # type: ignore[attr-defined]

    expected = search(node)
    # Whoosh's own NOT depends on the order of its sets and is sometimes wrong: what it finds for each part is not.
    for part in node.parts if isinstance(node, And) else ():
        if isinstance(part, Not):
            unwanted = search(part.node)
            expected = {article: score for article, score in expected.items() if article not in unwanted}
    result = plain.search(node, limit=1000)
    assert result.total == len(expected)
    assert dict(zip(result.ids, result.scores, strict=True)) == pytest.approx(expected, abs=1e-4)
    assert list(result.scores) == sorted(result.scores, reverse=True)


def test_stored_values_are_searchable_by_whoosh(plain: ColumnEngine, whoosh: object) -> None:
    for name in ("portal", "level", "place"):
        for value in {getattr(r, "id" if name == "portal" else name) for r in plain.portals.values()}:
            hits = whoosh.search(query.Term(name, value), limit=None)  # type: ignore[attr-defined]
            assert {hit["id"] for hit in hits} == set(plain.search(Filter(name, (value,)), limit=1000).ids)


def test_whoosh_knows_the_same_dates(plain: ColumnEngine, whoosh: object) -> None:
    from datetime import date, datetime

    span = query.DateRange("published", datetime(2024, 2, 1), datetime(2024, 9, 30, 23, 59))  # noqa: DTZ001
    hits = whoosh.search(span, limit=None)  # type: ignore[attr-defined]
    found = plain.search(Dates(date(2024, 2, 1), date(2024, 9, 30)), limit=1000)
    assert found.total > 10
    assert {hit["id"] for hit in hits} == set(found.ids)


def test_whooshs_own_parser_reads_the_index(plain: ColumnEngine, whoosh: object) -> None:
    from whoosh.qparser import QueryParser

    schema = whoosh.schema  # type: ignore[attr-defined]
    parsed = QueryParser("body", schema).parse('"Hội Nghị" hoà')
    found = {hit["id"] for hit in whoosh.search(parsed, limit=None)}  # type: ignore[attr-defined]
    phrase = Phrase((term("hội"), term("nghị")))
    assert found
    assert found == set(plain.search(Field("body", And((phrase, term("hòa")))), limit=999).ids)
    assert [token.text for token in schema["words"].analyzer("dân_vận hội_nghị")] == ["dân_vận", "hội_nghị"]
