"""Quantity claims: the labelled set, and every field of a figure."""

from __future__ import annotations

import importlib.util
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.text import normalize
from indexer.figures import Figure, figures


def _benchmark() -> ModuleType:
    """The benchmark's module: it holds the reader of the labels."""
    path = Path(__file__).parents[2] / "benchmarks" / "figures.py"
    spec = importlib.util.spec_from_file_location("benchmark_figures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark_figures"] = module
    spec.loader.exec_module(module)
    return module


benchmark = _benchmark()


def one(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("sentences.tsv", 80),
        ("sentences_unseen.tsv", 70),
        ("fields_first.tsv", 260),
        ("fields_second.tsv", 170),
        ("fields_third.tsv", 50),
    ],
)
def test_labelled_sentences(name, least):
    score = benchmark.score(benchmark.own_sentences(name), errors=True)
    assert score.right >= least
    assert score.precision >= 0.95
    assert score.recall >= 0.85


def test_fields_of_labelled_sentences():
    samples = [*benchmark.own_sentences("fields_first.tsv"), *benchmark.own_sentences("fields_second.tsv")]
    for name, score in benchmark.field_scores(samples, errors=True).items():
        assert score.right >= 5, name
        assert score.precision >= 0.95, name
        assert score.recall >= 0.95, name


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("labels_shared.json", 250), ("labels_unseen.json", 70)])
def test_labelled_articles(shared, name, least):
    score = benchmark.score(benchmark.shared_sentences(name), errors=True)
    assert score.right >= least
    assert score.precision >= 0.95
    assert score.recall >= 0.85


@pytest.mark.shared
def test_the_figures_of_the_seeds_are_found(shared):
    for name, wanted in json.loads((shared / "seeds" / "expected.json").read_text("utf-8")).items():
        found = figures(normalize((shared / "seeds" / name).read_text("utf-8")))
        for number, unit in wanted.get("figures", []):
            texts = [f"{f.subject or ''} {f.number} {f.unit}" for f in found if f.number == number]
            assert any(_plain(unit) in _plain(text) for text in texts), (name, number, unit, texts)


def _plain(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').lower()


@pytest.mark.parametrize(
    ("text", "number", "value", "unit"),
    [
        ("Có 17.550 phần quà được trao.", "17.550", "17550", "phần quà"),
        ("Góp 1.798.702.098đ vào quỹ.", "1.798.702.098đ", "1798702098", "đồng"),
        ("Trị giá hơn 6 tỷ 700 triệu đồng.", "6 tỷ 700 triệu đồng", "6700000000", "đồng"),
        ("Đạt 108,39% KH.", "108,39%", "108.39", "KH"),
        ("Gần 1,6 ngàn hộ thoát nghèo.", "1,6 ngàn", "1600", "hộ thoát nghèo"),
        ("Diện tích 14,93 ha.", "14,93", "14.93", "ha"),
        ("Sân rộng 400m2.", "400", "400", "m2"),
        ("Trao cho 135 tập thể và cá nhân.", "135", "135", "tập thể và cá nhân"),
        ("Dập 14 ổ dịch.", "14", "14", "ổ dịch"),
        ("Thu nhập 62 triệu đồng/người/năm.", "62 triệu đồng/người/năm", "62000000", "đồng/người/năm"),
        ("Mức 500.000đ / suất quà.", "500.000đ / suất", "500000", "đồng/suất"),
        ("Vốn góp 600 triệu.", "600 triệu", "600000000", "đồng"),
        ("Hơn 2/3 số hộ đồng tình.", "2/3", "2", "số hộ đồng tình"),
        ("Có 35 nông hộ tham gia.", "35", "35", "nông hộ"),
        ("Bàn giao 01 “Nhà đồng đội” cho dân.", "01", "1", "“Nhà đồng đội”"),
        ("Đoạn đường 300 mét lầy lội.", "300", "300", "mét lầy lội"),
        ("Có 12 thành viên, phần lớn là nữ.", "12", "12", "thành viên"),
        ("Lùi rào 7 mét, con cháu đi học dễ hơn.", "7", "7", "mét"),
        ("Có 62 cán bộ, công chức.", "62", "62", "cán bộ, công chức"),
        ("Nợ 5 tỷ.", "5 tỷ", "5000000000", "đồng"),
        ("Tài trợ 2.000 USD.", "2.000 USD", "2000", "usd"),
        ("Có 88 mô hình “Dân vận khéo” tiêu biểu.", "88", "88", "mô hình “Dân vận khéo” tiêu biểu"),
    ],
)
def test_number_and_unit(text, number, value, unit):
    found = one(text)
    assert (found.number, found.value, found.unit) == (number, Decimal(value), unit)
    assert text[found.span[0] :].startswith(number)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("44/48 cơ sở đoàn", "48"),
        ("Có 12 xã trên 14 xã.", "14"),
        ("Mở 3 chuyên đề trong 2 ngày.", None),
        ("Sàng lọc 2.453 trẻ/2.852 trẻ", "2852"),
        ("Có 3 xã", None),
    ],
)
def test_n_of_m(text, total):
    assert figures(text)[0].total == (Decimal(total) if total else None)


def test_a_total_named_before():
    assert [f.total for f in figures("Trong tổng số 14 xã, có 9 xã về đích.")] == [None, Decimal(14)]


def test_a_range_of_sums_is_multiplied_out_at_both_ends():
    found = one("Mỗi căn 60 - 80 triệu đồng.")
    assert (found.value, found.upper) == (Decimal(60_000_000), Decimal(80_000_000))
    assert one("Có từ 15 đến 20 hộ.").upper == Decimal(20)


def test_a_range():
    found = one("Huy động 45.000 - 50.000 người.")
    assert (found.value, found.upper) == (Decimal(45000), Decimal(50000))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Đăng ký 88 mô hình mới.", "đăng ký"),
        ("Có 117 mô hình được công nhận.", "công nhận"),
        ("Duy trì hoạt động 5 câu lạc bộ.", "duy trì"),
        ("Có 560 hộ đạt danh hiệu.", "đạt"),
        ("Đạt 98% kế hoạch.", "đạt"),
        ("Có 5 mô hình.", None),
        ("Thu 5 triệu đồng đạt 98% kế hoạch.", None),
        ("Phấn đấu đạt 95% hộ tham gia.", "phấn đấu"),
        ("Chỉ tiêu là 20 hộ, nay đã có 25 hộ.", "phấn đấu"),
        ("Sẽ ra mắt 4 mô hình.", "dự kiến"),
        ("Đã phấn đấu xây dựng 4 mô hình.", None),
    ],
)
def test_status(text, status):
    assert figures(text)[0].status == status


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Có gần 100 đại biểu.", "gần"),
        ("Trên 90% ý kiến.", "trên"),
        ("Không quá 3 người.", "không quá"),
        ("5 xã", None),
    ],
)
def test_qualifier(text, qualifier):
    assert one(text).qualifier == qualifier


def test_scope_of_each_number():
    text = "Có 88 mô hình (trong đó 10 mô hình cấp huyện và 78 mô hình cấp xã, thị trấn)."
    assert [f.scope for f in figures(text)] == [None, "cấp huyện", "cấp xã, thị trấn"]
    assert [f.scope for f in figures("Trong đó cấp tỉnh có 8 mô hình; cấp cơ sở có 43 mô hình.")] == [
        "cấp tỉnh",
        "cấp cơ sở",
    ]
    assert one("Toàn huyện có 117 mô hình.").scope == "toàn huyện"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Năm 2023 có 5 mô hình, năm 2024 thì khác.", 2023),
        ("Có 5 mô hình trong năm 2024.", 2024),
        ("Có 5 mô hình.", None),
        ("Tăng 12 mô hình so với năm 2022.", None),
        ("Anh Tú (sinh năm 1985) nuôi 20 con bò.", None),
        ("Theo Luật Đất đai năm 2013, thu hồi 5 thửa đất.", None),
        ("Theo Quyết định số 5 ngày 12/3/2021, có 5 hộ được vay.", None),
        ("Giai đoạn 2021-2025 có 5 mô hình.", None),
        ("Có 5 hộ nghèo năm 2021, năm 2024 thì hết.", 2021),
    ],
)
def test_year(text, year):
    assert one(text).year == year


def test_what_a_sum_is_for():
    assert one('Vận động quỹ "Vì người nghèo" được hơn 90 triệu đồng.').subject == 'Vận động quỹ "Vì người nghèo" được'
    assert one("90 triệu đồng").subject is None


def test_the_sentence_of_a_figure():
    text = "Mở đầu. Có 5 hộ nghèo. Kết thúc."
    assert text[slice(*one(text).sentence)] == "Có 5 hộ nghèo."


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 24/12/2023 họp mặt.", "Lúc 7 giờ 30 phút.", "Năm 2024 người dân vui.", "Đội 6 Phòng Cảnh sát",
        "số 26 ngõ 77 Lạc Trung", "Kế hoạch 123-KH/BDV-UBND", "mũi 1 bao gồm cả trẻ", "Điều 5 nêu rõ", "Tổ 7 người",
        "3 tháng đầu năm", "45 tuổi", "25/12 người", "", "Phiên chợ 0 đồng", "Gọi 0912 345 678 hỏi đáp",
        "Thôn 4 dẫn đầu", "Tuyến số 5 và 6 hoạt động lại",
        "Chương trình 135 mang lại đổi thay", "giai đoạn 2021-2025 huyện vận động", "biển số 63B2-123.45 bị giữ",
    ],
)  # fmt: skip
def test_these_are_not_figures(text):
    assert figures(text) == ()


@settings(deadline=None)
@given(st.text(alphabet='0123456789.,/%-–() mômôhìnhhộtỷtriệuđồngvàcấpxã\n“”"', max_size=80))
def test_no_text_raises(text):
    for found in figures(text):
        assert text[slice(*found.span)].startswith(found.number[:1])
