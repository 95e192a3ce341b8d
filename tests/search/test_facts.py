"""What articles state is found: places they mention, documents they cite, whether they have figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from indexer.build import update_index
from indexer.facts import Facts, facts_hash, find_facts
from indexer.params import PlaceMode, SearchParams
from indexer.query.errors import QueryError
from indexer.search import Searcher

SEEN = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
PORTALS = (
    PortalRecord("phuxuyen", "Huyện Phú Xuyên", "huyen", "280"),
    PortalRecord("dongthap", "Tỉnh Đồng Tháp", "tinh", "82"),
    PortalRecord("tw", "Ban Dân vận Trung ương", "tw"),
)
MODES: tuple[PlaceMode, ...] = get_args(PlaceMode)
# title, body, portal, year
WRITTEN = (
    ("Tổng kết mô hình", "Xã Bạch Hạ và xã Minh Tân cùng 12 hộ hiến đất. Chỉ thị 05-CT/TU được nhắc lại.", 0, 2024),
    ("Họp giao ban", "Huyện Phú Xuyên họp với xã Bạch Hạ. Thực hiện Chỉ thị số 5 – CT/TU, đúng tiến độ.", 0, 2024),
    ("Sau sắp xếp", "Xã Phượng Dực ra mắt tổ dân vận. Kế hoạch số 105-KH/TU không phải Chỉ thị 05.", 0, 2025),
    ("Chuyện Gò Công", "Huyện Gò Công Tây, tỉnh Tiền Giang làm đường. Quyết định 12/QĐ-UBND.", 1, 2024),
    ("Phú Thành hôm nay", "Xã Phú Thành, tỉnh Đồng Tháp gặp mặt. Theo 05-CT/TU ngày 01/02/2024 và nay.", 1, 2025),
    ("Không nơi nào", "Hội nghị bàn việc chung. Không có số nào.", 2, 2025),
)  # fmt: skip


@pytest.fixture(scope="module")
def listed() -> list[Article]:
    return [
        Article(
            url=f"https://facts.example/{n}", platform_id=f"f{n}", portal=PORTALS[portal].id, title=title, body=body,
            published=datetime(year, 9, 1 + n, 8, tzinfo=VIETNAM), published_precision="day",
        )
        for n, (title, body, portal, year) in enumerate(WRITTEN)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, listed: list[Article]) -> Iterator[Searcher]:
    data = DataDir(tmp_path_factory.mktemp("facts")).create()
    with Archive.open(data.archive) as archive, archive.batch():
        for portal in PORTALS:
            archive.put_portal(portal)
        for article in listed:
            archive.put(article, seen_at=SEEN)
    update_index(data, processes=1, words=False)
    found = Searcher(data)
    yield found
    found.close()


def titles(searcher: Searcher, q: str = "", **rest: object) -> set[str]:
    return {hit.title for hit in searcher.search(replace(SearchParams(q=q), **rest)).hits}  # type: ignore[arg-type]


def test_an_article_is_found_by_the_places_it_mentions(searcher: Searcher) -> None:
    inside = {"Tổng kết mô hình", "Họp giao ban"}
    assert titles(searcher, mentions="280") >= inside
    assert titles(searcher, 'mentions:"xã Minh Tân, huyện Phú Xuyên"') == {"Tổng kết mô hình"}
    assert titles(searcher, 'mentions:"Hà Nội"') >= inside
    assert titles(searcher, 'mentions:"Hà Nội" -mentions:280') | titles(searcher, "mentions:280") == titles(
        searcher, 'mentions:"Hà Nội"'
    )
    assert "Không nơi nào" not in titles(searcher, "mentions:01 OR mentions:82")


def test_a_source_and_a_mention_are_two_things(searcher: Searcher) -> None:
    assert titles(searcher, place="82") == {"Chuyện Gò Công", "Phú Thành hôm nay"}
    assert "Chuyện Gò Công" in titles(searcher, "mentions:823")
    assert titles(searcher, place="280", mentions="823") == set()


def test_modes_count_for_mentions_too(searcher: Searcher) -> None:
    assert titles(searcher, mentions="82", place_mode="now") == {"Chuyện Gò Công", "Phú Thành hôm nay"}
    assert titles(searcher, mentions="82@old", place_mode="exact") == {"Chuyện Gò Công"}
    assert titles(searcher, mentions="823", place_mode="now") == {"Chuyện Gò Công", "Phú Thành hôm nay"}
    assert titles(searcher, mentions="823", place_mode="exact") == {"Chuyện Gò Công"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("asked", [SearchParams(), SearchParams(q="xã"), SearchParams(q="họp OR tỉnh", place="82")])
def test_a_count_is_the_total_after_choosing(searcher: Searcher, mode: PlaceMode, asked: SearchParams) -> None:
    page = searcher.search(replace(asked, place_mode=mode))
    facet = next(f for f in page.facets if f.name == "mentions")
    assert facet.values
    for value in facet.values:
        chosen = page.params.choose("mentions", value.value)
        after = searcher.search(chosen)
        assert after.total == value.count, value
        again = next(f for f in after.facets if f.name == "mentions")
        assert {v.value: v.count for v in again.values} == {v.value: v.count for v in facet.values}
        assert [v.value for v in again.values if v.selected] == [value.value]


def test_few_and_many_are_counted_alike(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    few = searcher.search(SearchParams()).facets
    monkeypatch.setattr("indexer.engine.columns.FEW", 0)
    assert searcher.search(SearchParams()).facets == few


def test_the_explain_line_names_what_is_mentioned(searcher: Searcher) -> None:
    assert "nhắc đến: Tuyên Quang (gồm Hà Giang cũ)" in searcher.search(SearchParams(mentions="08")).explain
    assert "nhắc đến: Hà Giang (cũ)" in searcher.search(SearchParams(q='mentions:"Hà Giang (cũ)"')).explain
    none = searcher.search(SearchParams(q="giao ban", mentions="08"))
    assert ("bỏ nơi được nhắc đến", 1) in {(s.label, s.count) for s in none.suggestions}


@pytest.mark.parametrize(
    ("query", "code", "suggestion"),
    [
        ('mentions:"Tân An"', "ambiguous_place", "mentions:794"),
        ("họp mentions:99999", "unknown_place", "họp"),
        ("doc:abc họp", "bad_value", "họp"),
    ],
)
def test_unknown_values_are_typed_errors(searcher: Searcher, query: str, code: str, suggestion: str) -> None:
    with pytest.raises(QueryError) as raised:
        searcher.search(SearchParams(q=query))
    assert (raised.value.code, raised.value.suggestion) == (code, suggestion)
    assert "place:" not in raised.value.message


CITING = {"Tổng kết mô hình", "Họp giao ban", "Phú Thành hôm nay"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("doc:05-CT/TU", CITING),
        ("doc:5-ct/tu", CITING),
        ('doc:"05 - CT/TU"', CITING),
        ("doc:05-CT*", CITING),
        ("doc:05*", CITING),
        ("doc:05-C*", CITING),
        ("doc:105*", {"Sau sắp xếp"}),
        ("doc:105-KH/TU", {"Sau sắp xếp"}),
        ("doc:10-KH/TU", set()),
        ("doc:12/QĐ-UBND", {"Chuyện Gò Công"}),
        ("doc:12/QD-UBND", {"Chuyện Gò Công"}),
        ("doc:12/QĐ*", {"Chuyện Gò Công"}),
        ("doc:05-CT/TW", set()),
        ("-doc:05-CT/TU doc:12*", {"Chuyện Gò Công"}),
        ("has:figure", {"Tổng kết mô hình"}),
    ],
)
def test_documents_are_found_whole_or_by_their_beginning(searcher: Searcher, query: str, found: set[str]) -> None:
    assert titles(searcher, query) == found


def test_a_number_found_is_marked(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q="doc:05-CT/TU"))
    assert "số văn bản: 05-CT/TU" in page.explain
    marked = {s.text for hit in page.hits for snippet in hit.snippets for s in snippet if s.marked}
    assert "05-CT/TU" in marked


def test_facts_are_packed_and_unpacked(listed: list[Article]) -> None:
    for article in listed:
        facts = find_facts(article, "280@old")
        assert Facts.unpacked(facts.packed()) == facts
        assert all(" " not in word for word in facts.packed())
    assert facts_hash(listed[0], "280@old") != facts_hash(listed[0], None)
    assert facts_hash(listed[0], None) != facts_hash(replace(listed[0], body="khác"), None)
