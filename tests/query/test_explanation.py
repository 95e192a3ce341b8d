"""The explain line, and the small data behind the language."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.query import parse
from indexer.query.explanation import as_text, explain_tree, period_text
from indexer.query.names import changes
from indexer.query.telex import telex, vni
from indexer.query.tree import Dates, Filter


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("", "mọi bài"),
        ("khéo", "khéo (đúng dấu)"),
        ("van", "van (mọi dấu)"),
        ("2024", "2024"),
        ("dân vận", "dân VÀ vận (đúng dấu)"),
        ("dân van", "dân (đúng dấu) VÀ van (mọi dấu)"),
        ('"dân vận khéo"', '"dân vận khéo" (đúng dấu)'),
        ('"dan van"', '"dan van" (mọi dấu)'),
        ('"dân van"', '"dân van" (van: mọi dấu)'),
        ('"44/48"', '"44 48"'),
        ('"dân chủ"~5', '"dân chủ"~5 (đúng dấu)'),
        ("vận*", "vận*"),
        ("05-CT*", '"05 CT*"'),
        ("hòa OR giải", "hòa (đúng dấu) HOẶC giải (đúng dấu)"),
        ("(hòa OR giải) xã", "(hòa (đúng dấu) HOẶC giải (đúng dấu)) VÀ xã (đúng dấu)"),
        ("-khéo", "KHÔNG khéo (đúng dấu)"),
        ("hòa NEAR/3 giải", "hòa (đúng dấu) GẦN/3 giải (đúng dấu)"),
        ("hòa ONEAR/3 giải", "hòa (đúng dấu) TRƯỚC/3 giải (đúng dấu)"),
        ("hòa SENT giải", "hòa (đúng dấu) CÂU giải (đúng dấu)"),
        ("atleast3:khéo", "ít nhất 3 lần khéo (đúng dấu)"),
        ("title:khéo", "tiêu đề: khéo (đúng dấu)"),
        ("lead:khéo", "mở đầu: khéo (đúng dấu)"),
        ("body:khéo", "thân bài: khéo (đúng dấu)"),
        ("author:khéo", "tác giả: khéo (đúng dấu)"),
        ("level:xa", "cấp: xã"),
        ("portal:abc", "cổng: abc"),
        ("date:2024", "ngày: 2024"),
        ("QCDC", "QCDC ⟨quy chế dân chủ⟩"),
        ("quy chế dân chủ", "(quy (mọi dấu) VÀ chế VÀ dân VÀ chủ (đúng dấu)) ⟨QCDC⟩"),
        ("LĐ-TB&XH", '"LĐ TB XH" (TB, XH: mọi dấu) ⟨Lao động Thương binh và Xã hội⟩'),
    ],
)
def test_explain_line(query: str, line: str) -> None:
    assert as_text(explain_tree(parse(query).tree)) == line


def test_labels_are_used_where_they_are_known() -> None:
    known = {"08": "Tuyên Quang"}
    parts = explain_tree(Filter("place", ("08", "02")), lambda _, value: known.get(value, value))
    assert as_text(parts) == "nơi: Tuyên Quang hoặc 02"
    assert as_text(explain_tree(Filter("place", ("08",), "cả tỉnh"))) == "nơi: cả tỉnh"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023–2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "02/2024"),
        (date(2024, 2, 3), date(2024, 2, 3), "03/02/2024"),
        (date(2024, 2, 3), date(2024, 5, 1), "03/02/2024–01/05/2024"),
        (date(2024, 2, 1), date(2024, 2, 28), "01/02/2024–28/02/2024"),
        (date(2025, 7, 1), None, "từ 01/07/2025"),
        (None, date(2025, 6, 30), "đến 30/06/2025"),
        (None, None, "mọi ngày"),
    ],
)
def test_period_as_readers_write_it(start: date | None, end: date | None, text: str) -> None:
    assert period_text(Dates(start, end)) == text


@pytest.mark.parametrize(
    ("typed", "read"),
    [("daan", "dân"), ("vaanj", "vận"), ("vaajn", "vận"), ("kheos", "khéo"), ("nguwowif", "người"), ("ddoongf", "đồng"),
     ("hoaf", "hòa"), ("uyr", "ủy"), ("quys", "quý"), ("Daan", "dân"), ("dan", None), ("xa", None),
     ("s", None), ("brrr", None), ("dân", None), ("x1", None), ("wxyz", None)],
)  # fmt: skip
def test_telex(typed: str, read: str | None) -> None:
    assert telex(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("da6n", "dân"), ("dan6", "dân"), ("va6n5", "vận"), ("van65", "vận"), ("kheo1", "khéo"), ("ngu7o7i2", "người"),
     ("nguoi72", "người"), ("d9o6ng2", "đồng"), ("hoa2", "hòa"), ("uy3", "ủy"), ("quy4", "quỹ"), ("Da6n", "dân"),
     ("na8m", "năm"), ("dan", None), ("m2", None), ("covid19", None), ("qd217", None), ("a11", None), ("50m", None),
     ("x1", None), ("dân6", None), ("b" * 20 + "a1", None)],
)  # fmt: skip
def test_vni(typed: str, read: str | None) -> None:
    assert vni(typed) == read


def test_changes_of_names_are_dated_without_a_hole() -> None:
    assert {change.kind for change in changes()} == {"renamed", "merged"}
    for change in changes():
        assert (change.since - change.until).days == 1
        assert change.source
