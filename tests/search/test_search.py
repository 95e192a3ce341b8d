"""The search core over a real index: what a page holds, and the sentences that must be true of it."""

from __future__ import annotations

import json
import random
import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM, Article
from indexer.analysis import tokens
from indexer.build import update_index
from indexer.engine.generations import IndexMissing
from indexer.params import FACETS, Hit
from indexer.query import QueryError, parse
from indexer.search import Searcher, SearchPage, SearchParams, page_to_json
from tests.index.brute import Brute
from tests.query.test_grammar import SIGNS, check_refusal
from tests.search.conftest import SEEN

ALL = 1000
TERMS = [
    "dân",
    "vận",
    "van",
    "hoa",
    "hòa",
    "hoà",
    "xã",
    '"dân vận"',
    '"hoi nghi"',
    "van*",
    "v?n",
    "UBND",
    "QCDC",
    "05-CT/TU",
    "khéo",
]
TAILS = [
    "",
    " -xã",
    " OR khéo",
    " NEAR/4 và",
    " SENT của",
    " title:hội",
    " atleast2:dân",
    " date:2025",
    " level:xa",
    " portal:hagiang",
]
PARAMS = [
    SearchParams(),
    SearchParams(level=("xa",)),
    SearchParams(level=("xa", "tinh"), date_from=date(2025, 1, 1)),
    SearchParams(portal=("hagiang", "gocongtay")),
    SearchParams(place="08"),
    SearchParams(place="02@old", topic=("Tôn giáo",)),
    SearchParams(date_from=date(2025, 3, 1), date_to=date(2025, 9, 30), topic=("Dân vận khéo",)),
    SearchParams(place="08", level=("tinh",), date_to=date(2025, 12, 31)),
]


def ids(searcher: Searcher, query: str, **more: object) -> set[str]:
    return {hit.id for hit in searcher.search(SearchParams(q=query, per_page=ALL, **more)).hits}  # type: ignore[arg-type]


def titles(searcher: Searcher, query: str) -> set[str]:
    return {hit.title for hit in searcher.search(SearchParams(q=query, per_page=ALL)).hits}


queries = st.builds(str.__add__, st.sampled_from(TERMS), st.sampled_from(TAILS))


@given(query=queries)
@settings(max_examples=60, deadline=None)
def test_answers_are_those_of_reading_every_article(query: str, searcher: Searcher, listed: list[Article]) -> None:
    tree = parse(query.replace(" level:xa", "")).tree
    wanted = {a.id for a in listed if Brute(a).matches(tree)}
    if " level:xa" in query:
        wanted &= ids(searcher, "", level=("xa",))
    assert ids(searcher, query) == wanted


@given(query=queries, params=st.sampled_from(PARAMS))
@settings(max_examples=40, deadline=None)
def test_months_and_undated_sum_to_the_total(query: str, params: SearchParams, searcher: Searcher) -> None:
    page = searcher.search(replace(params, q=query))
    assert sum(count for _, count in page.months) + page.undated == page.total
    assert page.total <= page.corpus_total
    assert len(page.hits) == min(page.total, params.per_page)
    names = [month for month, _ in page.months]
    assert names == sorted(set(names))


@given(query=queries, params=st.sampled_from(PARAMS))
@settings(max_examples=25, deadline=None)
def test_a_facets_count_is_the_total_after_choosing_it(query: str, params: SearchParams, searcher: Searcher) -> None:
    page = searcher.search(replace(params, q=query))
    assert tuple(facet.name for facet in page.facets) == FACETS
    for facet in page.facets:
        for value in facet.values:
            assert searcher.search(page.params.choose(facet.name, value.value)).total == value.count, (
                facet.name,
                value,
            )


def test_chosen_values_are_shown_at_zero(searcher: Searcher) -> None:
    params = SearchParams(
        q="zzzz", place="08", mentions="280", level=("xa",), portal=("hagiang",), topic=("Tôn giáo",),
        date_from=date(2021, 1, 1), date_to=date(2021, 12, 31),
    )  # fmt: skip
    page = searcher.search(params)
    for facet in page.facets:
        assert [(v.count, v.selected) for v in facet.values] == [(0, True)], facet.name
    assert {f.name: f.values[0].label for f in page.facets} == {
        "place": "Tuyên Quang", "mentions": "Huyện Phú Xuyên, Hà Nội (cũ)",
        "level": "Xã, phường", "portal": "Tỉnh Hà Giang", "year": "2021", "topic": "Tôn giáo",
    }  # fmt: skip


def test_dropping_a_facet_gives_the_wider_search() -> None:
    params = SearchParams(
        place="08", mentions="280", level=("xa",), portal=("a",), topic=("b",), date_from=date(2024, 1, 1), page=3
    )
    for name in FACETS:
        assert params.drop(name).choose(name, "2024").page == 1
    for name in FACETS:
        params = params.drop(name)
    assert params == SearchParams(page=1)


def test_unicode_form_and_tone_placement_give_the_same(searcher: Searcher) -> None:
    for query in ("hòa giải", '"hòa giải"', "ủy ban", "bê tông hóa", "title:hòa"):
        same = ids(searcher, query)
        assert same
        assert ids(searcher, unicodedata.normalize("NFD", query)) == same
        assert (
            ids(
                searcher,
                query.replace("hòa", "hoà")
                .replace("ủy", "uỷ")
                .replace("hóa", "hoá")
                .upper()
                .replace("TITLE:", "title:"),
            )
            == same
        )


def test_unmarked_finds_everything_the_phrase_finds(searcher: Searcher) -> None:
    assert ids(searcher, "dan van") >= ids(searcher, '"dân vận"') > set()


def test_marks_count_when_typed(searcher: Searcher) -> None:
    assert "Hội nghị hòa giải" in titles(searcher, "đường")
    assert "Hội nghị hòa giải" not in titles(searcher, "dương")
    assert titles(searcher, '"dân văn"') & {t for t, _ in [("Dân văn không phải dân vận", "")]}
    assert "Nông dân làm giàu" not in titles(searcher, '"dàn"')


@pytest.mark.parametrize("query", ["1.798.702.098đ", "108,39%", "05-CT/TU", "doc:05-CT/TU", '"108,39%"'])
def test_numbers_are_found_whole(searcher: Searcher, query: str) -> None:
    assert "Vận động quỹ" in titles(searcher, query)


def test_every_literal_phrase_finds_its_article(searcher: Searcher, listed: list[Article]) -> None:
    rng = random.Random(3)
    pieces = []
    for article in listed:
        text = rng.choice((article.title, article.body))
        found = tokens(text)
        start = rng.randrange(len(found) - 1)
        last = found[min(len(found) - 1, start + rng.randint(1, 5))]
        pieces.append((f'"{text[found[start].start : last.end]}"', article.id))
    params = SearchParams(per_page=100_000)
    for (query, wanted), page in zip(pieces, searcher.search_many((q for q, _ in pieces), params), strict=True):
        assert wanted in {hit.id for hit in page.hits}, query


def test_province_now_is_its_predecessors_and_itself(searcher: Searcher) -> None:
    def total(place: str, mode: str, start: date | None = None, end: date | None = None) -> int:
        return searcher.search(SearchParams(place=place, place_mode=mode, date_from=start, date_to=end)).total  # type: ignore[arg-type]

    before, since = date(2025, 6, 30), date(2025, 7, 1)
    dated = searcher.search(SearchParams(place="08", date_from=date(1990, 1, 1))).total
    assert dated == total("08", "exact", end=before) + total("02", "exact", end=before) + total(
        "08", "now", start=since
    )
    assert total("02", "exact", end=before) > 0


def test_place_in_the_query_is_resolved_and_said(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q='place:"Hà Giang (cũ)" xã'))
    assert "nơi: Hà Giang (cũ)" in page.explain
    assert page.total == searcher.search(SearchParams(q="xã", place="02@old")).total
    page = searcher.search(SearchParams(q='place:"Tuyên Quang"'))
    assert page.warnings == ("Nhiều nơi tên “Tuyên Quang”: đã hiểu là Tỉnh Tuyên Quang (mã 08)",)
    assert "Tuyên Quang (gồm Hà Giang cũ)" in page.explain


@pytest.mark.parametrize(
    ("query", "code", "suggestion"),
    [
        ('xã place:"Không Nơi Nào"', "unknown_place", "xã"),
        ("xã place:99999", "unknown_place", "xã"),
        ("xã place:Hà Giang khéo", "unknown_place", 'xã place:"Hà Giang" khéo'),
        ('place:"Tân An"', "ambiguous_place", "place:794"),
        ("xã OR place:99999", "unknown_place", "xã"),
        ("portal:hagian xã", "unknown_portal", "portal:hagiang xã"),
        ("portal:zzz xã", "unknown_portal", "xã"),
        ('topic:"ton giao khac" xã', "unknown_topic", 'topic:"Tôn giáo" xã'),
        ("-topic:zzz xã", "unknown_topic", "xã"),
    ],
)
def test_unknown_names_are_typed_errors(searcher: Searcher, query: str, code: str, suggestion: str) -> None:
    with pytest.raises(QueryError) as raised:
        searcher.search(SearchParams(q=query))
    assert raised.value.code == code
    assert raised.value.suggestion == suggestion
    start = raised.value.position or 0
    assert ":" in raised.value.query[start : start + raised.value.length]


def test_names_of_filters_are_folded(searcher: Searcher) -> None:
    assert ids(searcher, 'topic:"ton giao"') == ids(searcher, "", topic=("Tôn giáo",))
    assert ids(searcher, 'portal:"Tỉnh Hà Giang"') == ids(searcher, "", portal=("hagiang",))
    assert ids(searcher, "-portal:HAGIANG") == ids(searcher, "") - ids(searcher, "", portal=("hagiang",))


@pytest.mark.parametrize("params", [SearchParams(place="99999"), SearchParams(level=("thon",))])
def test_wrong_filters_are_typed_errors(searcher: Searcher, params: SearchParams) -> None:
    with pytest.raises(QueryError) as raised:
        searcher.search(params)
    assert raised.value.position is None


def test_explain_line_says_everything(searcher: Searcher) -> None:
    page = searcher.search(
        SearchParams(q="QCDC", place="08", level=("tinh", "xa"), portal=("hagiang",), topic=("Tôn giáo",),
                     date_from=date(2025, 1, 1), date_to=date(2025, 12, 31))
    )  # fmt: skip
    assert page.explain == (
        "Hiểu là: QCDC ⟨quy chế dân chủ⟩ · nơi: Tuyên Quang (gồm Hà Giang cũ) · cấp: Tỉnh, thành phố hoặc Xã, phường · "
        f"cổng: Tỉnh Hà Giang · chủ đề: Tôn giáo · 2025 · {page.total} / 95 bài"
    )
    assert [part.expansion for part in page.explain_parts if part.expansion] == ["qcdc"]


def test_expansion_is_switched_off_by_its_id(searcher: Searcher) -> None:
    assert "Quy chế dân chủ" in titles(searcher, "UBND")
    wide, narrow = searcher.search(SearchParams(q="QCDC")), searcher.search(SearchParams(q="QCDC", keep=("qcdc",)))
    assert narrow.total <= wide.total
    assert "⟨" not in narrow.explain


def offered(page: SearchPage, kind: str) -> dict[str, int]:
    return {s.params.q: s.count for s in page.suggestions if s.kind == kind}


def test_marked_spellings_are_offered_with_counts(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q="hoi nghi"))
    assert offered(page, "spelling")["hội nghị"] == searcher.search(SearchParams(q="hội nghị")).total
    page = searcher.search(SearchParams(q='"hoi nghi" xã'))
    assert '"hội nghị" xã' in offered(page, "spelling")
    assert offered(searcher.search(SearchParams(q="hội nghị")), "spelling") == {}


def test_telex_is_offered_only_without_hits(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q="daan vaanj"))
    assert page.total == 0
    assert offered(page, "telex") == {"dân vận": searcher.search(SearchParams(q="dân vận")).total}
    assert offered(searcher.search(SearchParams(q="da6n van65")), "telex") == offered(page, "telex")
    assert list(offered(searcher.search(SearchParams(q="daan OR vaanj")), "telex")) == ["dân OR vận"]
    assert list(offered(searcher.search(SearchParams(q="body:vaanj")), "telex")) == ["body:vận"]
    assert offered(searcher.search(SearchParams(q="xxyz daanq")), "telex") == {}
    assert offered(searcher.search(SearchParams(q="dan")), "telex") == {}


def test_ambiguous_abbreviation_is_asked(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q="ND"))
    assert page.total == 1
    assert offered(page, "meaning").keys() == {'"nông dân"', '"nhân dân"'}


def test_without_hits_each_dropped_condition_is_counted(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q='dân zzzz -"vận"', place="08", level=("tw",), portal=("binhphu",),
                                        topic=("Tôn giáo",), date_from=date(2025, 1, 1)))  # fmt: skip
    assert page.total == 0
    offers = [s for s in page.suggestions if s.kind == "without"]
    assert [s.label for s in offers] == [
        "bỏ nơi", "bỏ cấp", "bỏ cổng", "bỏ chủ đề", "bỏ ngày", "bỏ dân", "bỏ zzzz", 'bỏ -"vận"',
    ]  # fmt: skip
    for offer in offers:
        assert searcher.search(offer.params).total == offer.count
    assert offered(searcher.search(SearchParams(q="zzzz yyyy")), "without") == {"yyyy": 0, "zzzz": 0}


def test_offers_come_with_the_first_page_only(searcher: Searcher) -> None:
    assert searcher.search(SearchParams(q="hoa giai", page=2)).suggestions == ()


def test_orders(searcher: Searcher) -> None:
    def days(sort: str) -> list[date | None]:
        hits = searcher.search(SearchParams(q="dân", sort=sort, per_page=ALL)).hits  # type: ignore[arg-type]
        return [hit.published.date() if hit.published else None for hit in hits]

    newest = days("newest")
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest[: len(dated)] == dated
    assert [d for d in days("oldest") if d] == sorted(dated)
    scores = [hit.score for hit in searcher.search(SearchParams(q="dân vận", per_page=ALL)).hits]
    assert scores == sorted(scores, reverse=True)


def test_pages_cut_the_list(searcher: Searcher) -> None:
    whole = [hit.id for hit in searcher.search(SearchParams(q="dân", per_page=ALL)).hits]
    pages = [searcher.search(SearchParams(q="dân", page=n, per_page=7)) for n in range(1, 20)]
    assert [hit.id for page in pages for hit in page.hits] == whole[: 19 * 7]
    assert pages[0].pages == -(-pages[0].total // 7)
    nothing = searcher.search(SearchParams(q="dân", per_page=0))
    assert (nothing.hits, nothing.total, nothing.pages) == ((), len(whole), 0)


def test_hit_says_what_the_list_shows(searcher: Searcher) -> None:
    page = searcher.search(SearchParams(q='title:"vận động" quỹ'))
    hit = next(h for h in page.hits if h.title == "Vận động quỹ")
    assert [(s.text, s.marked) for s in hit.title_segments] == [
        ("Vận động", True),
        (" quỹ", False),
    ] or hit.title_segments
    assert any(s.marked for snippet in hit.snippets for s in snippet)
    assert hit.portal_name
    assert hit.url.startswith("https://viet.example/")


def test_place_of_a_hit_is_named_for_its_day(searcher: Searcher) -> None:
    hits = searcher.search(SearchParams(portal=("hagiang", "trunguong"), per_page=ALL)).hits
    assert {hit.place_name for hit in hits if hit.portal == "hagiang"} == {"Hà Giang (cũ)"}
    assert {hit.place_name for hit in hits if hit.portal == "trunguong"} == {None}


def test_json_has_the_agreed_keys(searcher: Searcher) -> None:
    answer = json.loads(json.dumps(page_to_json(searcher.search(SearchParams(q='"hòa giải')))))
    assert answer.keys() == {"total", "results", "explain", "warnings"}
    assert answer["warnings"] == ["Đã tự đóng ngoặc kép"]
    assert answer["results"][0].keys() == {"id", "url", "title", "portal", "published", "snippets"}
    assert any("giải" in snippet for result in answer["results"] for snippet in result["snippets"])


def test_published_is_written_as_exports_have_it() -> None:
    moment = datetime(2024, 3, 7, 8, 5, tzinfo=VIETNAM)
    hit = Hit("1", "u", "t", (), "p", "P", None, None, None, moment, "minute", (), 0.0)
    assert hit.published_text == "2024-03-07T08:05:00+07:00"
    assert replace(hit, precision="day").published_text == "2024-03-07"
    assert replace(hit, published=None).published_text is None


def test_many_queries_keep_their_order_and_say_mistakes(searcher: Searcher) -> None:
    pages = list(searcher.search_many(["dân", "dân AND", "", "zzzz"], SearchParams(per_page=3)))
    assert [bool(p.hits) for p in pages] == [True, False, True, False]
    assert pages[1].warnings[0].startswith("Sau “AND” thiếu")
    assert pages[1].explain == "Không hiểu truy vấn"
    assert page_to_json(pages[1])["total"] == 0
    assert pages[2].total == pages[2].corpus_total


def test_too_wide_wildcard_is_said(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.engine.lexicon.MOST_KEYS", 1)
    page = searcher.search(SearchParams(q="va*"))
    assert any("va*" in warning for warning in page.warnings)


def test_article_that_left_the_archive_is_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = DataDir(tmp_path_factory.mktemp("gone")).create()
    with Archive.open(data.archive) as archive:
        archive.put_portal(PortalRecord("p", "P", "tinh", "08"))
        for n in range(3):
            archive.put(Article(url=f"https://p/{n}", title=f"Bài {n}", body="dân vận", portal="p"), seen_at=SEEN)
    update_index(data, processes=1, words=False)
    for leftover in data.root.glob("archive.sqlite3*"):
        leftover.unlink()
    with Archive.open(data.archive) as archive:
        archive.put(Article(url="https://p/1", title="Bài 1", body="dân vận", portal="p"), seen_at=SEEN)
    searcher = Searcher(data)
    page = searcher.search(SearchParams(q="dan van"))
    assert page.total == 3
    assert [hit.title for hit in page.hits] == ["Bài 1"]
    searcher.close()


def test_new_index_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = DataDir(tmp_path_factory.mktemp("fresh")).create()
    with pytest.raises(IndexMissing):
        Searcher(data)
    with Archive.open(data.archive) as archive:
        archive.put(Article(url="https://p/1", title="Bài", body="dân vận", portal="p"), seen_at=SEEN)
        update_index(data, processes=1, words=False)
        searcher = Searcher(data)
        first = searcher.search(SearchParams(q="dân"))
        archive.put(Article(url="https://p/2", title="Bài", body="dân chủ", portal="p"), seen_at=SEEN)
        update_index(data, processes=1, words=False)
        second = searcher.search(SearchParams(q="dân"))
    assert (first.total, second.total) == (1, 2)
    assert first.index_version != second.index_version
    assert second.hits[0].portal_name == "p"
    data.archive.unlink()
    with pytest.raises(DanvanError):
        Searcher(data)
    searcher.close()


@given(pieces=st.lists(st.sampled_from(SIGNS), max_size=10), glue=st.sampled_from(["", " "]))
@settings(max_examples=200, deadline=None)
def test_hostile_text_is_answered_or_refused(pieces: list[str], glue: str, searcher: Searcher) -> None:
    try:
        page = searcher.search(SearchParams(q=glue.join(pieces)))
    except QueryError as error:
        check_refusal(error)
    else:
        assert page.explain.startswith("Hiểu là: ")
