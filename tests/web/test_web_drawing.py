"""Numbers, dates, charts, differences and text blocks: pure functions, by tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.params import Segment
from search_ui import charts, formats
from search_ui.diff import changed_paragraphs
from search_ui.plain import plain
from search_ui.reading import Paragraph, Table, blocks, joined


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (8410, "8.410"), (1234567, "1.234.567")])
def test_thousands_have_dots(value: int, text: str) -> None:
    assert formats.number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1, 8, "12,5 %"), (5, 5, "100 %"), (0, 4, "0 %"), (1, 3, "33,3 %"), (0, 0, "–")]
)
def test_percent(part: int, whole: int, text: str) -> None:
    assert formats.percent(part, whole) == text


def test_moments_are_told_in_vietnamese_time() -> None:
    late = datetime(2024, 7, 23, 18, 5, tzinfo=UTC)
    assert formats.moment(late) == "24/07/2024, 01:05"
    assert formats.moment(late, "day") == "24/07/2024"
    assert formats.day(late) == "24/07/2024"
    assert formats.day(date(987, 1, 2)) == "02/01/0987"
    assert formats.day(None) == formats.moment(None) == ""
    assert formats.moment(datetime(2024, 1, 2, 3, 4)) == "02/01/2024, 03:04"  # noqa: DTZ001 - a naive time is local


@pytest.mark.parametrize(("value", "text"), [("2024-03", "03/2024"), ("2024-Q2", "quý 2/2024"), ("2024", "2024")])
def test_periods(value: str, text: str) -> None:
    assert formats.month(value) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/relative",
        "http://",
        "https://a b",
        "http://a\nb",
        "http://a\\b",
        "http://[::1",
        "urn:danvan:text:00",
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert formats.web_address(url) is None


def test_a_web_address_is_kept() -> None:
    assert formats.web_address("http://www.xa.example/bai-1.html") == "http://www.xa.example/bai-1.html"
    assert formats.host("http://www.xa.example/bai-1.html") == "xa.example"
    assert formats.host("urn:x") == "urn:x"


def test_direction_marks_and_controls_are_taken_out() -> None:
    assert plain("a\u202eb\u2066c\x00d\x1be\ud800f\tg\n") == "abcdef\tg\n"


month_counts = st.dictionaries(
    st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda ym: f"{ym[0]}-{ym[1]:02}"),
    st.integers(0, 10**6),
    max_size=30,
)


@given(month_counts)
def test_bars_and_table_sum_to_the_total(counts: dict[str, int]) -> None:
    chart = charts.histogram(sorted(counts.items()))
    total = sum(counts.values())
    if chart is None:
        assert total == 0
        return
    assert sum(bar.count for bar in chart.bars) == sum(row.total for row in chart.table) == chart.total == total
    assert len(chart.bars) <= 240
    assert all(sum(count for _, _, count in row.months) == row.total for row in chart.table)
    assert all((row.start.month, row.end.month, row.end.day) == (1, 12, 31) for row in chart.table)
    assert chart.ticks
    assert all(
        0 <= bar.height <= charts.HEIGHT and bar.top + bar.height == pytest.approx(charts.HEIGHT) for bar in chart.bars
    )
    assert all((before.end < after.start) for before, after in zip(chart.bars, chart.bars[1:], strict=False))


def test_bars_are_months_quarters_or_years() -> None:
    assert charts.histogram([("2024-01", 1), ("2025-06", 2)]).unit == "tháng"  # type: ignore[union-attr]
    quarters = charts.histogram([("2010-02", 1), ("2025-06", 2)])
    assert quarters is not None
    assert (quarters.unit, quarters.bars[0].period) == ("quý", "2010-Q1")
    assert (quarters.bars[0].start, quarters.bars[0].end) == (date(2010, 1, 1), date(2010, 3, 31))
    years = charts.histogram([("1950-02", 1), ("2025-06", 2)])
    assert years is not None
    assert (years.unit, years.bars[-1].period, years.bars[-1].end) == ("năm", "2025", date(2025, 12, 31))


def test_one_month_stands_in_the_middle_of_a_year() -> None:
    chart = charts.histogram([("2024-07", 5)])
    assert chart is not None
    assert len(chart.bars) == 12
    assert [bar.period for bar in chart.bars if bar.count] == ["2024-07"]
    assert next((t.label, t.start, t.end) for t in chart.ticks) == ("02/2024", date(2024, 2, 1), date(2024, 2, 29))


def test_nothing_to_draw() -> None:
    assert charts.histogram([]) is None
    assert charts.histogram([("2024-01", 0)]) is None


def test_sparkline_ends_today_or_with_the_last_articles() -> None:
    bars, recent = charts.sparkline([("2025-11", 3), ("2026-02", 4)], date(2026, 2, 20))
    assert recent
    assert [bar.count for bar in bars] == [0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4]
    bars, recent = charts.sparkline([("2019-05", 3)], date(2026, 2, 20))
    assert not recent
    assert (bars[-1].period, bars[-1].count) == ("2019-05", 3)
    assert charts.sparkline([], date(2026, 2, 20))[1]


def test_difference_of_paragraphs_and_words() -> None:
    before = "Mở đầu.\n\nCó 88 mô hình ở xã.\n\nĐoạn bỏ."
    after = "Mở đầu.\n\nCó 90 mô hình ở xã.\n\nĐoạn bỏ.\n\nĐoạn thêm."
    first, second = changed_paragraphs(before, after)
    assert [(p.kind, p.text) for p in first] == [
        ("same", "Có "), ("removed", "88"), ("added", "90"), ("same", " mô hình ở xã."),
    ]  # fmt: skip
    assert [(p.kind, p.text) for p in second] == [("added", "Đoạn thêm.")]
    assert [[p.kind for p in pieces] for pieces in changed_paragraphs(after, before)][1] == ["removed"]
    assert changed_paragraphs(before, before) == []
    assert changed_paragraphs("", "a")[0][0].kind == "added"


def test_a_very_long_paragraph_is_shown_as_replaced() -> None:
    pieces = changed_paragraphs("a " * 3000, "b " * 3000)[0]
    assert [p.kind for p in pieces] == ["removed", "added"]


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    for pieces in changed_paragraphs(before, after):
        assert "".join(p.text for p in pieces if p.kind != "removed").strip() in after
        assert "".join(p.text for p in pieces if p.kind != "added").strip() in before


def test_paragraphs_lines_and_tables() -> None:
    text = "Đoạn một.\nDòng hai.\n\nTên | Số\nMô hình | 88\nTổng\n\nMột dòng | lẻ."
    found = blocks([Segment(text[:5], False), Segment(text[5:8], True), Segment(text[8:], False)])
    assert [type(block) for block in found] == [Paragraph, Table, Paragraph, Paragraph]
    first, table = found[0], found[1]
    assert isinstance(first, Paragraph)
    assert first.lines[0] == (Segment("Đoạn ", False), Segment("một", True), Segment(".", False))
    assert isinstance(table, Table)
    assert table.columns == 2
    assert [["".join(s.text for s in cell) for cell in row] for row in table.rows] == [["Tên", "Số"], ["Mô hình", "88"]]


def test_marked_neighbours_are_one_hit() -> None:
    parts = [
        Segment("dân", True),
        Segment(" ", False),
        Segment("vận", True),
        Segment(", ", False),
        Segment("khéo", True),
    ]
    assert joined(parts) == (Segment("dân vận", True), Segment(", ", False), Segment("khéo", True))
    assert joined([Segment(" ", False), Segment("vận", True)]) == (Segment(" ", False), Segment("vận", True))


def test_rows_in_paragraphs_of_their_own_make_one_table() -> None:
    (table,) = blocks([Segment("a | b\n\nc | d | e", False)])
    assert isinstance(table, Table)
    assert (len(table.rows), table.columns) == (2, 3)


@given(st.lists(st.tuples(st.text(alphabet="a|\n ", max_size=8), st.booleans()), max_size=8))
def test_no_letter_is_lost(parts: list[tuple[str, bool]]) -> None:
    segments = [Segment(text, marked) for text, marked in parts]
    letters = 0
    for block in blocks(segments):
        lines = block.lines if isinstance(block, Paragraph) else tuple(cell for row in block.rows for cell in row)
        letters += sum(segment.text.count("a") for line in lines for segment in line)
    assert letters == sum(text.count("a") for text, _ in parts)


def test_long_text_is_cut_at_words() -> None:
    text = " ".join(f"chữ{n}" for n in range(60))
    assert formats.ending(text).startswith("… chữ")
    assert text.endswith(formats.ending(text).removeprefix("…"))
    assert formats.beginning(text).endswith(" …")
    assert text.startswith(formats.beginning(text).removesuffix(" …") + " ")
    assert formats.ending("ngắn") == formats.beginning("ngắn") == "ngắn"
    assert formats.ending("a" * 300) == "…" + "a" * 240
