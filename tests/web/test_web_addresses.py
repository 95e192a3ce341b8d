"""The address of a search: what it says is what is searched, and there is one way to write it."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from indexer.params import SearchParams
from search_ui import params


def read(query: str) -> params.Asked:
    return params.read(MultiDict(parse_qsl(query, keep_blank_values=True)))


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12)
several = st.lists(words, unique=True, max_size=4).map(tuple)
days = st.none() | st.dates()
searches = st.builds(
    SearchParams,
    q=st.just("") | st.lists(words, min_size=1, max_size=5).map(" ".join),
    place=st.none() | words,
    place_mode=st.sampled_from(["now", "then", "exact"]),
    level=several,
    portal=several,
    topic=several,
    keep=several,
    date_from=days,
    date_to=days,
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    page=st.integers(1, 100),
    per_page=st.sampled_from(params.PER_PAGE),
).filter(lambda p: not (p.date_from and p.date_to and p.date_from > p.date_to))


@given(searches)
def test_an_address_gives_the_search_it_was_made_of(wanted: SearchParams) -> None:
    asked = read(urlsplit(params.url(wanted)).query)
    assert asked == params.Asked(wanted)


@given(searches)
def test_every_search_has_one_address(wanted: SearchParams) -> None:
    address = params.url(wanted)
    assert params.url(read(urlsplit(address).query).params) == address


@given(searches, st.dates(), st.dates())
def test_the_addresses_of_a_chart_are_the_same(wanted: SearchParams, first: date, last: date) -> None:
    within = params.change(wanted, date_from=first, date_to=last)
    assert iri_to_uri(params.by_days(wanted)(first, last)) == params.url(within)


@given(searches)
def test_a_changed_condition_goes_back_to_the_first_page(wanted: SearchParams) -> None:
    assert params.toggle(wanted, "level", "xa").page == 1
    assert params.toggle(wanted, "place", "08").page == 1
    assert params.toggle(wanted, "year", "2024").page == 1
    assert params.change(wanted, sort="newest").page == 1
    assert params.change(wanted, page=3).page == 3


@given(
    st.dictionaries(
        st.sampled_from(["q", "page", "from", "to", "sort", "level", "per_page", "x"]), st.text(max_size=40)
    )
)
def test_no_address_raises(arguments: dict[str, str]) -> None:
    asked = params.read(MultiDict(arguments))
    assert params.url(asked.params)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2024-03-05&to=2024-03-07", date(2024, 3, 5), date(2024, 3, 7)),
        ("from=2024&to=2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("from=2024-02&to=2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("from=05/03/2024&to=7.3.2024", date(2024, 3, 5), date(2024, 3, 7)),
        ("from=02/2024&to=2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("from=&to=", None, None),
    ],
)
def test_dates_are_read_day_first(query: str, first: date | None, last: date | None) -> None:
    asked = read(query)
    assert not asked.problems
    assert (asked.params.date_from, asked.params.date_to) == (first, last)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=abc", "page"),
        ("page=0", "page"),
        ("page=-3", "page"),
        ("page=99999999999999999999", "page"),
        ("page=٣", "page"),
        ("page=501", "page"),
        ("per_page=7", "per_page"),
        ("per_page=x", "per_page"),
        ("sort=up", "sort"),
        ("place_mode=ever", "place_mode"),
        ("from=2024-13-01", "from"),
        ("to=31/02/2024", "to"),
        ("from=0000", "from"),
        ("to=20244", "to"),
        ("from=hôm nay", "from"),
        ("from=٢٠٢٤", "from"),
        ("from=2025&to=2024", "from"),
        ("q=" + "a" * 1001, "q"),
        ("place=" + "0" * 201, "place"),
        ("portal=" + "a" * 201, "portal"),
        ("&".join(f"portal=p{n}" for n in range(51)), "portal"),
    ],
)
def test_an_unusable_value_is_named_and_what_remains_can_be_searched(query: str, name: str) -> None:
    asked = read(query)
    assert [problem.name for problem in asked.problems] == [name]
    assert not read(urlsplit(params.url(asked.params)).query).problems


def test_dates_the_wrong_way_round_are_turned() -> None:
    asked = read("from=2025-01-01&to=2024-01-01").params
    assert (asked.date_from, asked.date_to) == (date(2024, 1, 1), date(2025, 1, 1))


def test_sort_by_date_means_newest() -> None:
    assert read("sort=date").params.sort == "newest"


def test_names_stand_in_their_fixed_order_and_defaults_are_left_out() -> None:
    wanted = SearchParams(q="dân vận", level=("xa",), portal=("a", "b"), place="08", sort="newest", page=2)
    assert params.url(wanted) == "/search?q=d%C3%A2n+v%E1%BA%ADn&place=08&level=xa&portal=a&portal=b&sort=newest&page=2"
    assert params.url(SearchParams()) == "/search"


@pytest.mark.parametrize(
    ("facet", "value"), [("place", "08"), ("level", "xa"), ("portal", "a"), ("topic", "t"), ("year", "2024")]
)
def test_choosing_twice_lets_go(facet: str, value: str) -> None:
    once = params.toggle(SearchParams(q="x"), facet, value)
    assert once != SearchParams(q="x")
    assert params.toggle(once, facet, value) == SearchParams(q="x")


def test_filters_can_be_dropped_at_once() -> None:
    wanted = SearchParams(q="x", place="08", level=("xa",), date_from=date(2024, 1, 1), sort="oldest", page=4)
    assert params.without_filters(wanted) == SearchParams(q="x", sort="oldest")
