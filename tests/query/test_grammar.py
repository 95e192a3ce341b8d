"""The query language: tables of queries with what they mean, and what is said about those that mean nothing."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.query import QueryError, parse
from indexer.query.operators import FIELDS, OPERATORS
from indexer.query.parse import MAX_LENGTH, mended
from indexer.query.repair import MAX_DEPTH
from indexer.query.tree import Phrase, Term, Wildcard, walk
from indexer.query.values import mended_date, period
from indexer.query.words import MAX_TERMS
from tests.query.shape import shape


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [
        [*line.split("\t"), "", ""][: 4 if name == "errors.tsv" else 3] for line in lines if not line.startswith("# ")
    ]


@pytest.mark.parametrize(("query", "tree", "notices"), table("grammar.tsv"))
def test_query_means(query: str, tree: str, notices: str) -> None:
    parsed = parse(query)
    assert shape(parsed.tree) == tree
    assert " | ".join(parsed.notices) == notices


def test_the_table_is_large_enough() -> None:
    assert len(table("grammar.tsv")) >= 150


@pytest.mark.parametrize(("query", "code", "pointed_at", "corrected"), table("errors.tsv"))
def test_mistake_is_typed_placed_and_mended(query: str, code: str, pointed_at: str, corrected: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    error = raised.value
    assert error.code == code
    assert error.position is not None
    assert error.query[error.position : error.position + error.length] == pointed_at
    assert (error.suggestion or "") == corrected
    assert error.message.endswith((".", "…"))
    if corrected:
        parse(corrected)


@pytest.mark.parametrize("query", [query for query, *_ in table("grammar.tsv")])
def test_unicode_form_and_tone_placement_do_not_matter(query: str) -> None:
    def keys(text: str) -> list[object]:
        nodes = walk(parse(text).tree)
        return [(n.key, n.exact) if isinstance(n, Term) else n for n in nodes if isinstance(n, Term | Wildcard)]

    assert keys(unicodedata.normalize("NFD", query)) == keys(query)
    assert keys(query.replace("hòa", "hoà").replace("ủy", "uỷ").replace("hoá", "hóa")) == keys(query)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: o.name)
def test_every_example_of_the_help_page_parses(operator: object) -> None:
    for example in operator.examples:  # type: ignore[attr-defined]
        assert parse(example).notices == ()


def test_every_field_is_in_the_help_page() -> None:
    assert {f"{name}:" for name in FIELDS} <= {s for o in OPERATORS for s in o.spellings}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("dân " * 3000, "too_long"),
        ("dân " * (MAX_TERMS + 1), "too_many_terms"),
        ('"' + "dân " * (MAX_TERMS + 1) + '"', "too_many_terms"),
        ("va* " * 13, "wide_wildcard"),
        ("(" * (MAX_DEPTH + 1) + "dân", "too_deep"),
        ("(" + " OR ".join(f"x{i}" for i in range(20)) + ") NEAR/5 (" + "a b c d e" + ")", "too_complex"),
    ],
)
def test_what_is_too_much_is_refused(query: str, code: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert raised.value.code == code
    if code in ("too_long", "too_many_terms", "wide_wildcard"):
        assert raised.value.suggestion is not None


def test_what_is_just_allowed_is_read() -> None:
    assert parse("(" * MAX_DEPTH + "dân" + ")" * MAX_DEPTH).notices == ()
    assert len(parse("dân " * MAX_TERMS).tree.parts) == MAX_TERMS  # type: ignore[union-attr]
    assert parse("x" * MAX_LENGTH).notices == ()


def test_phrase_keeps_the_gap_of_a_sentence_end() -> None:
    phrase = parse('"tổng kết. Hội nghị"').tree
    assert isinstance(phrase, Phrase)
    assert phrase.offsets == (0, 1, 3, 4)


def test_expansion_can_be_switched_off() -> None:
    assert shape(parse("QCDC", keep=["qcdc"]).tree) == "QCDC"
    assert shape(parse("quy chế dân chủ UBND", keep=["qcdc"]).tree).startswith("&(quy chế! dân! chủ! UBND+{")


def test_ambiguous_abbreviation_is_asked_not_applied() -> None:
    parsed = parse("hội ND xã")
    assert shape(parsed.tree) == "&(hội! ND xã!)"
    assert [(m.start, m.end, m.other) for m in parsed.meanings] == [(4, 6, "nông dân"), (4, 6, "nhân dân")]


def test_further_reading_of_an_abbreviation_is_asked() -> None:
    parsed = parse("BCH quân sự")
    assert "Chấp!" in shape(parsed.tree)
    assert [m.other for m in parsed.meanings] == ["Bộ Chỉ huy"]


def test_merged_organisation_is_offered_renamed_one_applied() -> None:
    parsed = parse("ban tuyên giáo và dân vận")
    assert {m.other for m in parsed.meanings} == {"Ban Dân vận", "Ban Tuyên giáo"}
    assert "trung-tam-chinh-tri" in shape(parse("trung tâm bồi dưỡng chính trị").tree)


def test_marks_decide_between_abbreviations() -> None:
    assert "Hội! đồng!" in shape(parse("hđnd").tree)
    assert shape(parse("HÐND").tree).startswith("HĐND!+")


@pytest.mark.parametrize(
    ("wrong", "mended_to"),
    [("12/31/2025", "31/12/2025"), ("31/02/2024", "02/2024"), ("31/13/2024", "2024"), ("2024-13", "2024"),
     ("2024-02-31", "2024-02"), ("abc", None), ("40/40/1024", None), ("1024-01", None)],
)  # fmt: skip
def test_wrong_date_is_mended(wrong: str, mended_to: str | None) -> None:
    assert mended_date(wrong) == mended_to


def test_period_of_a_leap_month() -> None:
    assert period("02/2024") == (date(2024, 2, 1), date(2024, 2, 29))
    assert period("29/02/2023") is None


SIGNS = [
    *('"', "“", "”", "(", ")", "|", "-", "=", "*", "?", "~5", ":", "..", "&", " ", "  ", "\n", "\u0300", "\u200b"),
    *("AND", "OR", "NOT", "KHÔNG", "NEAR/3", "GẦN/2", "ONEAR/4", "NEAR/", "SENT", "CÂU", "atleast2:"),
    *("title:", "date:", "place:", "level:", "doc:", "is:", "xa", "2024", "05-CT/TU"),
    *("dân", "vận", "van*", "v?n", "QCDC", "ND", "ủy ban nhân dân"),
]


def check_refusal(error: QueryError) -> None:
    assert error.message
    assert error.position is None or 0 <= error.position <= error.position + error.length <= len(error.query)
    if error.suggestion is not None:
        parse(error.suggestion)


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(SIGNS), max_size=14).map("".join),
        st.lists(st.sampled_from(SIGNS), max_size=14).map(" ".join),
    )
)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_or_refused_with_a_query_that_works(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError as error:
        check_refusal(error)
    else:
        assert sum(isinstance(n, Term | Wildcard) for n in walk(parsed.tree)) <= MAX_TERMS * 8
        for meaning in parsed.meanings:
            assert 0 <= meaning.start < meaning.end <= len(parsed.text)
        for loose in parsed.trace.loose:
            assert 0 <= loose.start < loose.end <= len(parsed.text)
        for start, end in parsed.trace.conditions:
            rest = mended(parsed.text[:start] + " " + parsed.text[end:])
            assert rest is None or parse(rest)


@pytest.mark.parametrize(
    "sign", [*SIGNS, "a*", '"a" ', "(a ", "((", "a-", "a:", "x:", "title:title:", "”“", '"“', "-(", "~", "ND "]
)
def test_ten_thousand_characters_of_anything_are_answered(sign: str) -> None:
    text = (sign * MAX_LENGTH)[:MAX_LENGTH]
    try:
        parse(text)
    except QueryError as error:
        check_refusal(error)
