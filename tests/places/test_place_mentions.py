"""Places mentioned in text: the labelled set, and what must not become a place."""

from __future__ import annotations

import importlib.util
import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.mentions import mentions
from indexer.places import gazetteer


def _benchmark() -> ModuleType:
    """The benchmark's module: it holds the reader of the labels."""
    path = Path(__file__).parents[2] / "benchmarks" / "places.py"
    spec = importlib.util.spec_from_file_location("benchmark_places", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark_places"] = module
    spec.loader.exec_module(module)
    return module


benchmark = _benchmark()
PORTAL = gazetteer().unit("823")
DAY = date(2024, 5, 2)


def found(text: str, portal: str | None = "823") -> list[tuple[str, str | None]]:
    unit = gazetteer().unit(portal) if portal else None
    return [(m.name, m.unit.key if m.unit else None) for m in mentions(text, unit, DAY)]


@pytest.mark.parametrize(
    ("name", "least"), [("sentences.tsv", 120), ("sentences_second.tsv", 90), ("sentences_third.tsv", 55)]
)
def test_labelled_sentences(name, least):
    samples = list(benchmark.own_sentences(name))
    assert len(samples) >= least
    score = benchmark.score(iter(samples), errors=True)
    assert score.precision >= 0.98
    assert score.recall >= 0.95


@pytest.mark.shared
def test_labelled_articles(shared):
    score = benchmark.score(benchmark.shared_texts(), errors=True)
    assert score.right + score.missed >= 120
    assert score.precision >= 0.95
    assert score.recall >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Nhân dân sống trong hòa bình, đất nước thống nhất.",
        "Ông Nguyễn Thái Bình và bà Lê Tân Tiến nhận quà.",
        "Hợp tác xã Tân Tiến chia lãi.",
        "Học theo tư tưởng, đạo đức Hồ Chí Minh.",
        "Trường THPT Thống Nhất khai giảng.",
        "Cầu Bình Phú thông xe.",
        "Các xã, thị trấn trong huyện báo cáo kết quả.",
        "Hỗ trợ 5 xã 2 tỷ đồng.",
        "",
    ],
)
def test_these_are_not_places(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp tại P.13, Q.Gò Vấp", [("P.13", "26872@older"), ("Q.Gò Vấp", "764@old")]),
        ("hai xã: Bình Tân, Vĩnh Hựu (2 mô hình)", [("Bình Tân", "28681@old"), ("Vĩnh Hựu", "28684@old")]),
        ("Xã Vĩnh Hựu làm tốt. Vĩnh Hựu được khen.", [("Xã Vĩnh Hựu", "28684@old"), ("Vĩnh Hựu", "28684@old")]),
        ("phường Bùi Thị Xuân, quận Hai Bà Trưng", [("quận Hai Bà Trưng", "007@old")]),
        ("Sở Y tế Hà Nội Trần Văn A phát biểu", [("Hà Nội", "01@old")]),
        ("CDC Hà Nội cho biết", [("Hà Nội", "01@old")]),
    ],
)  # fmt: skip
def test_ways_of_writing(text, expected):
    assert found(text) == expected


def test_an_ambiguous_name_keeps_its_candidates():
    (mention,) = mentions("Khen xã Tân An về nông thôn mới.", None, DAY)
    assert mention.unit is None
    assert len(mention.candidates) > 2
    assert mention.confidence < 0.5


def test_a_name_known_elsewhere_only_in_part_is_left():
    assert found("Thăm xã Tân An Phong Lạ.", None) == []


def test_former_units_after_the_reform():
    new = gazetteer().unit("82@new")
    after = datetime(2025, 9, 1, tzinfo=UTC)
    names = [m.unit.key for m in mentions("Huyện Gò Công Tây (cũ) và tỉnh Tiền Giang trước đây", new, after) if m.unit]
    assert names == ["823@old", "82@old"]


def test_spans_are_in_order_and_do_not_overlap():
    text = "xã Bình Phú, huyện Gò Công Tây, tỉnh Tiền Giang; TP. Mỹ Tho"
    spans = [m.span for m in mentions(text, None, DAY)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [text[slice(*s)] for s in spans] == [m.name for m in mentions(text, None, DAY)]


@settings(deadline=None)
@given(st.text(alphabet="xãhuyệnTỉnhBìnhPúHàNội ,.(–)-13", max_size=80))
def test_no_text_raises(text):
    mentions(text, PORTAL, DAY)
