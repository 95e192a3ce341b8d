"""Marks and snippets: tables of texts, and the same spans as reading every token finds."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Article
from crawler.text import normalize
from indexer.params import Segment
from indexer.query import parse
from indexer.query.tree import Near, Node, Or, Phrase, Sentence, TextField, Wildcard
from indexer.snippets import WIDTH, Highlighter, mark_all
from indexer.spans import SpanFinder
from tests.index.brute import Brute, term
from tests.index.corpus import SYLLABLES
from tests.index.corpus import article as synthetic


def marked(text: str, query: str, field: TextField = "body") -> str:
    return "".join(f"[{s.text}]" if s.marked else s.text for s in mark_all(text, parse(query).tree, field))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("dân vận", "Công tác dân vận khéo", "Công tác [dân] [vận] khéo"),
        ('"dân vận"', "Công tác Dân vận, nhân dân vận động", "Công tác [Dân vận], nhân [dân vận] động"),
        ('"dân vận"', "dân và vận, dân. Vận", "dân và vận, dân. Vận"),
        ('"dân. Vận"', "dân và vận, dân. Vận", "dân và vận, [dân. Vận]"),
        ("dan", "Dân, dạn, đan; dương", "[Dân], [dạn], [đan]; dương"),
        ("=dan", "Dân dan", "Dân [dan]"),
        ("dương", "đường dương", "đường [dương]"),
        ("hòa", "hoà hòa HÒA hóa", "[hoà] [hòa] [HÒA] hóa"),
        ("ủy", "Uỷ ban ủy", "[Uỷ] ban [ủy]"),
        ('"05-CT/TU"', "theo 05-CT/TU ngày", "theo [05-CT/TU] ngày"),
        ("108,39%", "đạt 108,39% kế", "đạt [108,39]% kế"),
        ("học-sinh", "học - sinh, học sinh", "[học - sinh], [học sinh]"),
        ("vận*", "vận vạn vận-động", "[vận] vạn [vận]-động"),
        ("v?n", "vận vàng vốn", "[vận] vàng [vốn]"),
        ("dân -vận", "dân vận", "[dân] vận"),
        ("dân OR vận", "dân vận", "[dân] [vận]"),
        ('"dân vận" vận', "dân vận vận", "[dân vận] [vận]"),
        ('"dân dân"', "dân dân dân", "[dân dân dân]"),
        ("dân NEAR/2 khéo", "dân vận khéo, a b c dân a b khéo", "[dân] vận [khéo], a b c dân a b khéo"),
        ("khéo NEAR/2 dân", "dân vận khéo", "[dân] vận [khéo]"),
        ("khéo ONEAR/2 dân", "dân vận khéo", "dân vận khéo"),
        ("dân ONEAR/2 khéo", "dân vận khéo", "[dân] vận [khéo]"),
        ("dân SENT khéo", "dân vận. Rất khéo. Dân khéo", "dân vận. Rất khéo. [Dân] [khéo]"),
        ("(dân NEAR/2 khéo) SENT xã", "dân vận khéo xã", "[dân] vận [khéo] [xã]"),
        ('"dân khéo"~1', "dân vận khéo, dân rất là khéo", "[dân] vận [khéo], dân rất là khéo"),
        ('"dân khéo xã"~2', "dân a khéo b xã", "[dân] a [khéo] b [xã]"),
        ("atleast2:dân", "dân dân", "[dân] [dân]"),
        ("title:dân", "dân", "dân"),
        ("author:dân", "dân", "dân"),
        ("QCDC", "QCDC là quy chế dân chủ", "[QCDC] là [quy chế dân chủ]"),
        ("quy chế dân chủ", "QCDC: dân chủ", "[QCDC]: [dân] [chủ]"),
        ("level:xa date:2024 dân", "dân", "[dân]"),
        ("doc:05-CT/TU", "theo 5-CT/TU, 05 - CT/TU và 105-CT/TU", "theo [5-CT/TU], [05 - CT/TU] và 105-CT/TU"),
        ("doc:9-QD/TW", "số 09-QĐ/TW, 9-QD/TW", "số [09-QĐ/TW], [9-QD/TW]"),
        ("doc:05-CT*", "theo 05-CTr/TU; ngày 05", "theo [05-CTr]/TU; ngày 05"),
        ("doc:05*", "theo 05-CT/TU", "theo 05-CT/TU"),
        ("", "dân", "dân"),
        ("dân", "", ""),
        ("<b>", "<b>dân</b>", "<[b]>dân</[b]>"),
    ],
)
def test_marks(query: str, text: str, expected: str) -> None:
    assert marked(text, query) == expected


def test_fields_are_told_apart() -> None:
    assert marked("dân", "title:dân", "title") == "[dân]"
    assert marked("dân", "author:dân", "author") == "[dân]"
    assert marked("dân", "dân", "author") == "dân"
    assert marked("dân", "dân title:vận", "title") == "[dân]"


@pytest.mark.parametrize("query", ["hòa giải", '"hòa giải"', "hoa", '"hoa giai"', "gi?i"])
def test_decomposed_text_keeps_its_own_characters(query: str) -> None:
    text = "Tổ hòa giải \u200bhòa\u200b giải đường"
    for form in ("NFC", "NFD"):
        shown = unicodedata.normalize(form, text)
        segments = mark_all(shown, parse(query).tree)
        assert "".join(s.text for s in segments) == shown
        plain = normalize(marked(shown, query))
        assert plain == marked(normalize(text), query)


WORDS = [word for word in SYLLABLES if word.isalnum()][:24]
phrases = st.lists(st.sampled_from(WORDS).map(term), min_size=2, max_size=3).map(tuple)
leaves = st.one_of(
    st.sampled_from(WORDS).map(term),
    st.builds(Phrase, phrases, st.integers(0, 4)),
    st.sampled_from(["v?n", "va*", "hò*"]).map(Wildcard),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Near, inner, inner, st.integers(1, 8), st.booleans()),
        st.builds(Sentence, inner, inner),
        st.builds(lambda a, b: Or((a, b)), inner, inner),
    ),
    max_leaves=4,
)


@given(tree=trees, seed=st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_a_text_is_marked_where_the_slow_way_finds_spans(tree: Node, seed: int) -> None:
    article: Article = synthetic(random.Random(seed), seed, paragraphs=2)
    slow, finder = Brute(article), SpanFinder(tree)
    for field in ("title", "body"):
        listed = {t.position: t for t in slow.fields[field]}
        marks = finder.marks(getattr(article, field), field)  # type: ignore[arg-type]  # both are text fields
        spans = slow.spans(tree, field)
        assert bool(marks) == bool(spans)
        for _, first, last in spans:
            start, end = listed[first].start, listed[last].end
            assert any((start <= m.start and m.end <= end) or m.start <= start <= m.end for m in marks)
        ends = [(m.start, m.end) for m in marks]
        assert all(a[1] <= b[0] for a, b in pairwise(ends))


LONG = " ".join(f"Câu số {n} nói về việc khác của xã và của huyện trong năm nay." for n in range(40))


def shown(query: str, body: str, lead: str | None = None) -> list[str]:
    found = Highlighter(parse(query).tree).snippets(lead, body)
    return ["".join(f"[{s.text}]" if s.marked else s.text for s in snippet) for snippet in found]


def test_snippet_is_cut_at_sentences_around_the_hit() -> None:
    body = LONG[:900] + " Đoàn về làm việc. Công tác dân vận rất tốt, ai cũng khen. " + LONG[:900]
    (snippet,) = shown('"dân vận"', body)
    assert snippet.startswith("Công tác [dân vận] rất tốt, ai cũng khen.")
    assert snippet.endswith("năm nay.")
    assert len(snippet) < WIDTH + 80


def test_snippet_inside_a_long_sentence_says_that_the_text_goes_on() -> None:
    words = " ".join(f"chữ{n}" for n in range(200))
    (snippet,) = shown("dân", f"{words} dân {words}")
    assert snippet.startswith("… chữ")
    assert snippet.endswith(" …")
    assert "[dân]" in snippet
    assert re.fullmatch(r"… (chữ\d+ )+\[dân\]( chữ\d+)+ …", snippet)


def test_hit_at_the_very_edge_of_a_text_without_spaces() -> None:
    (snippet,) = shown("dân", "/" * 400 + "dân" + "/" * 400)
    assert "[dân]" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")


def test_densest_places_come_in_the_order_of_the_text() -> None:
    body = f"Khéo một mình. {LONG} Dân vận khéo ở đây. {LONG} Chỉ có dân vận. {LONG} Vận một mình."
    first, second = shown("dân vận khéo", body)
    assert "[Dân] [vận] [khéo]" in first
    assert "[dân] [vận]" in second


def test_lead_and_body_are_both_looked_at() -> None:
    found = shown("khéo", f"{LONG} Làm khéo. {LONG}", lead="Dân vận khéo.")
    assert found[0] == "Dân vận [khéo]."
    assert "Làm [khéo]." in found[1]


def test_without_hits_the_beginning_is_shown() -> None:
    assert shown("", "Một câu.\n\nHai câu.") == ["Một câu. Hai câu."]
    assert shown("zzz", LONG, lead="Mở đầu.") == ["Mở đầu."]
    assert shown("zzz", LONG)[0].startswith("Câu số 0")
    assert shown("zzz", "") == []


def test_paragraphs_become_one_line() -> None:
    (snippet,) = shown("dân", "Đoạn một\n\ncó dân\n\nđoạn ba")
    assert "\n" not in snippet


@given(
    body=st.lists(
        st.sampled_from(["dân", "vận", "khéo", "xã", ".", "\n\n", "…", "/", '"', "một", "-" * 30]), max_size=300
    ).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_snippets_are_parts_of_the_text(body: str) -> None:
    highlighter = Highlighter(parse('"dân vận" khéo').tree)
    found = highlighter.snippets(None, body)
    assert len(found) <= 2
    line = re.sub(r"\s+", " ", body)
    for snippet in found:
        text = "".join(s.text for s in snippet)
        assert text.removeprefix("… ").removesuffix(" …") in line
        assert len(text) < WIDTH + 400
        assert all(a.marked != b.marked or a.marked for a, b in pairwise(snippet))
    assert bool(highlighter.mark(body, "body")) == bool(body)
    if any(s.marked for s in highlighter.mark(body, "body")):
        assert all(any(s.marked for s in snippet) for snippet in found)


def test_segments_are_plain_text() -> None:
    assert mark_all("<script>dân</script>", parse("dân").tree) == (
        Segment("<script>", False), Segment("dân", True), Segment("</script>", False),
    )  # fmt: skip
