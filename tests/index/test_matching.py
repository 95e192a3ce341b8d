"""Every node of the tree against a search that goes through the articles one by one."""

from __future__ import annotations

import random
from datetime import date

import pytest

from crawler.items import Article
from indexer.engine.columns import ColumnEngine
from indexer.query.tree import (
    Alternative,
    And,
    AtLeast,
    Dates,
    Everything,
    Expansion,
    Field,
    Filter,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Sentence,
    Term,
    Wildcard,
)
from tests.index.brute import Brute, term
from tests.index.corpus import SYLLABLES


@pytest.fixture(scope="module")
def brute(listed: list[Article]) -> list[Brute]:
    return [Brute(article) for article in listed]


def asked() -> list[Node]:
    rng = random.Random(5)
    words = [word for word in SYLLABLES if word.isalnum()]

    def one() -> Term:
        return term(rng.choice(words))

    def phrase(size: int, slop: int = 0) -> Phrase:
        return Phrase(tuple(one() for _ in range(size)), slop)

    nodes: list[Node] = [phrase(2) for _ in range(60)] + [phrase(3) for _ in range(20)]
    nodes += [phrase(rng.randint(2, 3), rng.randint(1, 9)) for _ in range(30)]
    nodes += [Phrase((one(), one()), 0, (0, 2)) for _ in range(20)]
    nodes += [Phrase((term("và"), term("và")), slop) for slop in (0, 1, 4)]
    nodes += [Phrase((Wildcard("v?n"), one())) for _ in range(10)]
    nodes += [Near(one(), one(), rng.randint(1, 9), rng.random() < 0.5) for _ in range(40)]
    nodes += [Near(phrase(2), Or((one(), phrase(2))), 12) for _ in range(20)]
    nodes += [Near(Near(one(), one(), 4), one(), 6) for _ in range(10)]
    nodes += [Near(Sentence(one(), one()), phrase(2), 5) for _ in range(10)]
    nodes += [Near(phrase(2, 3), one(), 3) for _ in range(10)] + [AtLeast(2, phrase(2, 4)) for _ in range(10)]
    nodes += [AtLeast(2, phrase(3, 4)) for _ in range(10)] + [AtLeast(3, Near(one(), one(), 5)) for _ in range(10)]
    added = (Alternative("1", "vạn", term("vạn")),)
    nodes += [Near(Expansion(term("vận"), added), one(), 4) for _ in range(5)]
    nodes += [Near(term("và"), term("và"), 3), Sentence(term("và"), term("và"))]
    nodes += [Sentence(one(), one()) for _ in range(30)] + [Sentence(phrase(2), one()) for _ in range(10)]
    nodes += [AtLeast(rng.randint(2, 6), one()) for _ in range(15)]
    nodes += [AtLeast(2, Phrase((term("và"), one()))) for _ in range(10)]
    nodes += [AtLeast(2, Or((term("hội nghị"[:3]), term("xã"))))]
    nodes += [
        Field(name, node) for name in ("title", "lead", "body") for node in (phrase(2), one(), Near(one(), one(), 3))
    ]
    nodes += [Field("author", term(text)) for text in ("hoa", "Hòa", "Trần", "dân")]
    nodes += [
        Field("author", Phrase((term("nguyen"), term("van")))),
        Field("author", Phrase((term("thị"), term("mới")))),
    ]
    nodes += [And((one(), Not(phrase(2)))) for _ in range(10)] + [
        Or((phrase(2), And((one(), one())))) for _ in range(10)
    ]
    nodes += [Wildcard(pattern) for pattern in ("vậ*", "va*", "v?n", "đ*", "hò*", "tru*n", "1*", "xyz*")]
    nodes += [Expansion(term("xã"), (Alternative("1", "hội nghị", Phrase((term("hội"), term("nghị")))),))]
    nodes += [Filter("portal", ("portal-1", "portal-4")), Filter("topic", ("nong-thon-moi",)), Everything()]
    nodes += [Dates(date(2023, 5, 1), None), Dates(None, date(2023, 5, 1)), Dates(date(2024, 2, 3), date(2024, 2, 3))]
    nodes += [And((Dates(None, None), Not(term("khéo")))), Not(Everything()), And(()), Or(())]
    nodes += [term("không có"[:5]), Phrase((term("dân"), term("zzz"))), Near(term("zzz"), term("dân"), 3)]
    return nodes


@pytest.mark.parametrize("node", asked(), ids=repr)
def test_matches_are_those_of_the_slow_way(node: Node, plain: ColumnEngine, brute: list[Brute]) -> None:
    expected = {b.article.id for b in brute if b.matches(node)}
    result = plain.search(node, limit=1000)
    assert set(result.ids) == expected
    assert result.total == len(result.ids) == plain.count(node)
