"""What one search may cost is bounded, whatever is asked: it is answered, or refused with a message."""

from __future__ import annotations

import pytest

from indexer.engine import effort
from indexer.engine.effort import Effort
from indexer.params import SearchParams
from indexer.query.errors import QueryError
from indexer.search import Searcher

ORDINARY = ("dân vận", '"dân vận"', "vận*", "dân NEAR/5 vận", "dân SENT vận", "atleast2:dân", '"dân chủ"~3', "-dân", "")
EXPANDING = (
    " NEAR/100 ".join(["dan", "van", "xa", "hoi", "va", "cac"]),
    " SENT ".join(["dan", "van", "xa", "hoi", "va", "cac"]),
    "atleast2:(" + " NEAR/100 ".join(["dan", "van", "xa", "hoi"]) + ")",
    "(dan | van | xa) NEAR/100 (hoi | va | cac) NEAR/100 (dan | van)",
)


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What searches of this test have paid, added up."""
    paid = [0]

    class Counting(Effort):
        def spend(self, cost: int) -> None:
            paid[0] += cost
            super().spend(cost)

    monkeypatch.setattr("indexer.engine.columns.Effort", Counting)
    return paid


@pytest.mark.parametrize("query", EXPANDING)
def test_what_grows_is_refused(searcher: Searcher, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    assert searcher.search(SearchParams(q=query)).corpus_total
    monkeypatch.setattr(effort, "LIMIT", 150_000)
    with pytest.raises(QueryError) as raised:
        searcher.search(SearchParams(q=query))
    assert raised.value.code == "too_complex"
    assert "Hãy" in raised.value.message


@pytest.mark.parametrize("query", ORDINARY)
def test_what_is_usual_costs_little(searcher: Searcher, spent: list[int], query: str) -> None:
    before = searcher.search(SearchParams(q=query, page=2)).total  # page 2: without offers
    paid, spent[0] = spent[0], 0
    assert searcher.search(SearchParams(q=query, page=2)).total == before
    assert spent[0] == paid < effort.LIMIT / 20


def test_a_larger_index_may_take_longer() -> None:
    Effort(10 * effort.USUAL_SLOTS).spend(9 * effort.LIMIT)
    with pytest.raises(QueryError):
        Effort(10).spend(effort.LIMIT + 1)


def test_offers_that_cost_too_much_are_left_out(
    searcher: Searcher, spent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = SearchParams(q="dân NEAR/100 vận zzzz")
    every = searcher.search(asked).suggestions
    spent[0] = 0
    searcher.search(SearchParams(q=asked.q, page=2))  # page 2: without offers
    monkeypatch.setattr(effort, "LIMIT", spent[0])
    kept = searcher.search(asked).suggestions
    assert set(kept) < set(every)
    assert all(offer.count == 0 for offer in kept)


def test_many_conditions_are_refused(searcher: Searcher) -> None:
    with pytest.raises(QueryError) as raised:
        searcher.search(SearchParams(q=" OR ".join(["date:2024"] * 101)))
    assert raised.value.code == "too_many_terms"
    assert searcher.search(SearchParams(q=" OR ".join(["date:2024"] * 100))).total
