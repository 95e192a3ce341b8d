"""Pages of results: filters, facets, months, orders, and what ranks above what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.datadir import DataDir
from crawler.items import VIETNAM, Article
from indexer.build import update_index
from indexer.engine import Engine, open_engine
from indexer.engine.lexicon import Lexicon
from indexer.engine.ranking import top
from indexer.query.tree import (
    Alternative,
    And,
    Dates,
    Everything,
    Expansion,
    Field,
    Filters,
    Not,
    Or,
    Phrase,
    Wildcard,
)
from tests.index.brute import Brute, term
from tests.index.conftest import put_all
from tests.index.corpus import articles

LEVEL = ("xa", "huyen", "tinh")


@pytest.fixture(scope="module")
def engine(indexed: DataDir) -> Engine:
    return open_engine(indexed.index)


def level_of(article: Article) -> str:
    return LEVEL[int(article.portal[-1]) % 3]


FILTERS = [
    Filters(),
    Filters(level=("xa", "tinh")),
    Filters(level=("huyen",), portal=("portal-1", "portal-2")),
    Filters(topic=("dan-van",)),
    Filters(dates=Dates(date(2024, 3, 1), date(2025, 2, 28))),
    Filters(level=("xa",), topic=("dan-van",), dates=Dates(None, date(2024, 6, 30))),
    Filters(place=("place-2",), portal=("portal-2", "portal-3")),
    Filters(level=("tw",)),
]


def passes(article: Article, filters: Filters, without: str = "") -> bool:
    at = article.published
    dates = filters.dates
    day = at.date() if at else None
    return all(
        (
            without == "level" or not filters.level or level_of(article) in filters.level,
            without == "portal" or not filters.portal or article.portal in filters.portal,
            without == "place" or not filters.place or f"place-{int(article.portal[-1]) % 4}" in filters.place,
            without == "topic" or not filters.topic or any(t.name in filters.topic for t in article.topics),
            without == "year" or not dates or (day is not None and (dates.start or day) <= day <= (dates.end or day)),
        )
    )


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
@pytest.mark.parametrize(
    "node", [term("dân"), Phrase((term("và"), term("các"))), Everything()], ids=["term", "phrase", "all"]
)
def test_facets_ignore_their_own_filter_and_honour_all_others(
    engine: Engine, listed: list[Article], node: object, filters: Filters
) -> None:
    matching = [a for a in listed if Brute(a).matches(node)]  # type: ignore[arg-type]
    result = engine.search(node, filters, limit=0)  # type: ignore[arg-type]
    assert result.total == sum(passes(a, filters) for a in matching)
    assert result.corpus_total == len(listed)
    for facet, value_of in {"level": level_of, "portal": lambda a: a.portal}.items():
        among = [a for a in matching if passes(a, filters, facet)]
        values = {value_of(a) for a in among}
        assert result.facets[facet] == {v: sum(value_of(a) == v for a in among) for v in values}
    topics = [t.name for a in matching if passes(a, filters, "topic") for t in a.topics]
    assert result.facets["topic"] == {name: topics.count(name) for name in topics}
    years = [str(a.published.year) for a in matching if a.published and passes(a, filters, "year")]
    assert result.facets["year"] == {year: years.count(year) for year in years}


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
def test_a_facets_count_is_the_total_after_clicking_it(engine: Engine, filters: Filters) -> None:
    node = term("dân")
    facets = engine.search(node, filters, limit=0).facets
    for name in ("level", "portal", "place", "topic"):
        for value, count in facets[name].items():
            assert engine.count(node, replace(filters, **{name: (value,)})) == count
    for year, count in facets["year"].items():
        dates = Dates(date(int(year), 1, 1), date(int(year), 12, 31))
        assert engine.count(node, replace(filters, dates=dates)) == count


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
def test_months_and_undated_are_the_total(engine: Engine, listed: list[Article], filters: Filters) -> None:
    result = engine.search(term("dân"), filters)
    assert sum(count for _, count in result.months) + result.undated == result.total
    names = [name for name, _ in result.months]
    assert names == sorted(set(names))
    if names:
        first, last = (int(n[:4]) * 12 + int(n[5:]) for n in (names[0], names[-1]))
        assert len(names) == last - first + 1
        assert result.months[0][1] > 0
        assert result.months[-1][1] > 0


def test_pages_join_without_gap_or_repeat(engine: Engine) -> None:
    for sort in ("relevance", "newest", "oldest"):
        whole = engine.search(term("dân"), sort=sort, limit=1000)  # type: ignore[arg-type]
        pages = [engine.search(term("dân"), sort=sort, offset=at, limit=7).ids for at in range(0, 1000, 7)]  # type: ignore[arg-type]
        assert tuple(i for page in pages for i in page) == whole.ids
        assert len(set(whole.ids)) == whole.total


def test_orders_by_date_put_undated_last(engine: Engine, listed: list[Article]) -> None:
    when = {a.id: a.published for a in listed}
    newest = [when[i] for i in engine.search(Everything(), sort="newest", limit=1000).ids]
    oldest = [when[i] for i in engine.search(Everything(), sort="oldest", limit=1000).ids]
    dated = [d for d in newest if d]
    assert dated == sorted(dated, reverse=True)
    assert [d for d in oldest if d] == sorted(dated)
    for order in (newest, oldest):
        assert all(d is None for d in order[len(dated) :])


def test_scores_are_the_same_in_every_order(engine: Engine) -> None:
    node = And((term("dân"), term("vận")))
    by_score, by_date = (engine.search(node, sort=s, limit=500) for s in ("relevance", "newest"))  # type: ignore[arg-type]
    assert dict(zip(by_score.ids, by_score.scores, strict=True)) == pytest.approx(
        dict(zip(by_date.ids, by_date.scores, strict=True))
    )


def test_without_scores_newest_comes_first(engine: Engine) -> None:
    filters = Filters(level=("xa",))
    assert engine.search(Everything(), filters).ids == engine.search(Everything(), filters, "newest").ids


# What ranks above what


BASE = articles(1)[0]


def ranked(data: DataDir, texts: dict[str, str], node: object) -> list[str]:
    """Names of ``texts`` in the order that ``node`` finds them."""
    filling = " Cuộc sống thường ngày ở phố nhỏ ven sông."
    made = {
        name: replace(BASE, platform_id=name, title="Tin", lead=None, body=text + filling * 3)
        for name, text in texts.items()
    }
    put_all(data, [*made.values(), *articles(30)])
    update_index(data, processes=1, words=False)
    names = {article.id: name for name, article in made.items()}
    return [names[i] for i in open_engine(data.index).search(node, limit=100).ids if i in names]  # type: ignore[arg-type]


def test_neighbours_in_order_rank_higher(data: DataDir) -> None:
    texts = {
        "apart": "Người khéo nói, đi vận chuyển, dân đông.",
        "reversed": "Khéo vận dân ở đây nói thêm.",
        "together": "Phong trào dân vận khéo ở đây.",
    }
    node = And((term("dân"), term("vận"), term("khéo")))
    assert ranked(data, texts, node)[0] == "together"


def test_its_own_spelling_ranks_above_others(data: DataDir) -> None:
    texts = {"marked often": "Vấn " * 30, "own": "Con van nước."}
    assert ranked(data, texts, term("van")) == ["own", "marked often"]


def test_an_own_spelling_somewhere_does_not_outrank_neighbours(data: DataDir) -> None:
    texts = {
        "flowers": "Trồng hoa bên đường. Hoa nở rộ. Lời giải đã có.",
        "together": "Tổ hòa giải họp.",
        "as typed": "Viet khong dau: hoa giai o xom.",
    }
    node = And((term("hoa"), term("giai")))
    assert ranked(data, texts, node) == ["as typed", "together", "flowers"]


def test_in_a_phrase_only_the_phrase_itself_as_typed_comes_first(data: DataDir) -> None:
    texts = {"as typed": "Viet: dan van kheo.", "marked": "Dân vận khéo. Con van, cái dan."}
    node = Phrase((term("dan"), term("van")))
    assert ranked(data, texts, node) == ["as typed", "marked"]


def test_a_condition_beside_a_syllable_leaves_it_alone(data: DataDir) -> None:
    texts = {"marked often": "Vấn " * 30, "own": "Con van nước."}
    assert ranked(data, texts, And((term("van"), Not(term("khéo", exact=True))))) == ["own", "marked often"]


def test_what_was_typed_ranks_above_what_was_added(data: DataDir) -> None:
    texts = {"added": "Ủy ban nhân dân " * 20, "typed": "Đại diện UBND dự."}
    added = Phrase(tuple(term(s, exact=True) for s in ["ủy", "ban", "nhân", "dân"]))
    node = Expansion(term("UBND", exact=True), (Alternative("a", "ủy ban nhân dân", added),))
    assert ranked(data, texts, node) == ["typed", "added"]


def test_a_word_in_the_title_counts_more(data: DataDir) -> None:
    put_all(
        data,
        [
            replace(BASE, platform_id="title", title="Chuyện hợp tác xã", body="Bài viết ngắn về đời sống."),
            replace(BASE, platform_id="body", title="Chuyện hôm nay", body="Bài viết hợp tác về đời."),
            *articles(30),
        ],
    )
    update_index(data, processes=1, words=False)
    first = open_engine(data.index).search(term("hợp")).ids[0]
    assert first == replace(BASE, platform_id="title").id


# Parts


def test_lexicon_knows_spellings_and_frequencies(engine: Engine, listed: list[Article]) -> None:
    lexicon: Lexicon = engine.lexicon
    spellings = dict(lexicon.spellings("van"))
    expected = {
        key: sum(Brute(a).matches(term(text, exact=True)) for a in listed)
        for text, key in {
            "vận": "vân\u0323",
            "vạn": "van\u0323",
            "văn": "văn",
            "vần": "vân\u0300",
            "van": "van",
        }.items()
    }
    # Deleted documents count until their segment is written again.
    assert spellings.keys() == expected.keys()
    assert all(0 <= spellings[key] - count <= 5 for key, count in expected.items())
    assert lexicon.frequency("van") == spellings["van"]
    assert lexicon.frequency("không-có") == 0
    assert lexicon.spellings("vắn") == lexicon.spellings("van")


def test_wide_wildcards_are_clipped_and_said(engine: Engine, monkeypatch: pytest.MonkeyPatch, indexed: DataDir) -> None:
    from indexer.engine import lexicon

    assert engine.search(Wildcard("tr*")).clipped == ()
    monkeypatch.setattr(lexicon, "MOST_KEYS", 2)
    fresh = open_engine(indexed.index)
    result = fresh.search(And((Wildcard("tr*"), Not(Wildcard("c*")))))
    assert result.clipped == ("tr*", "c*")


def test_a_node_without_spans_is_refused(engine: Engine) -> None:
    from indexer.query.tree import AtLeast

    with pytest.raises(TypeError, match="no spans"):
        engine.search(AtLeast(2, Not(term("dân"))))  # type: ignore[arg-type]


def test_portal_places_change_with_the_day(data: DataDir) -> None:
    from crawler.archive.record import PortalRecord
    from crawler.archive.store import Archive
    from indexer.engine.placing import place_keys

    days = (datetime(2025, 6, 30, tzinfo=VIETNAM), datetime(2025, 7, 1, tzinfo=VIETNAM), None)
    put_all(data, [replace(BASE, platform_id=str(n), published=day) for n, day in enumerate(days)])
    with Archive.open(data.archive) as archive:
        archive.put_portal(PortalRecord(BASE.portal, "Tuyên Quang", "tinh", "08"))
    update_index(data, processes=1, words=False)
    keys = place_keys("08", "tinh")
    expected = {key: keys.count(key) for key in keys if key}
    engine = open_engine(data.index)
    assert engine.search(Everything()).facets["place"] == expected
    for key, count in expected.items():
        assert engine.count(Everything(), Filters(place=(key,))) == count


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=60), st.integers(0, 70))
def test_top_is_the_beginning_of_the_sorted_whole(rows: list[tuple[int, int]], count: int) -> None:
    first, second = (np.array([row[n] for row in rows], np.int64) for n in (0, 1))
    number = np.arange(len(rows))
    found = top((first.take, second.take, number.take), len(rows), count)
    expected = sorted(range(len(rows)), key=lambda n: (rows[n], n), reverse=True)[:count]
    assert found.tolist() == expected


def test_queries_of_many_kinds_rank_without_error(engine: Engine) -> None:
    phrase = Phrase((term("hội"), term("nghị")))
    for node in (
        Or((phrase, term("xa"))),
        And((phrase, Wildcard("tr*"), term("van"), term("hoa"))),
        Field("title", And((term("dân"), term("van")))),
        Expansion(And((term("hoa"), term("xã"))), (Alternative("x", "y", Or((phrase, Not(term("dân"))))),)),
    ):
        result = engine.search(node, limit=1000)
        assert len(result.ids) == result.total
        assert list(result.scores) == sorted(result.scores, reverse=True)
