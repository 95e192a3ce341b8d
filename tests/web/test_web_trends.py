"""Trends: what the page shows against what `indexer.corpus` counts, gaps, thin periods, events, provinces."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

from crawler.errors import DanvanError
from indexer.corpus import trend
from indexer.corpus.trends import Point, Series
from indexer.params import SearchParams
from indexer.places import gazetteer
from indexer.search import Searcher
from search_ui import charts_lines, trending
from search_ui.charts_tiles import ROWS, tile_grid, totals
from search_ui.timeline import events, events_between, period_days
from search_ui.trending import Asked

TWO = "/trends?q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22&q=h%C3%B2a+gi%E1%BA%A3i"
QUERIES = ('"dân vận khéo"', "hòa giải")


@pytest.fixture
def searcher(app: Flask) -> Searcher:
    found = app.extensions["danvan"].searcher()
    assert isinstance(found, Searcher)
    return found


def cells(found: Selector) -> dict[str, list[str]]:
    """The table of a chart: period → cells."""
    return {page.text(row, "th"): page.texts(row, "td") for row in found.css("table.trend tbody tr")}


def series(*counts: tuple[int, int], place: str | None = None) -> Series:
    points = tuple(Point(f"2024-{n:02}", *count) for n, count in enumerate(counts, 1))
    return Series(place, place or "", points, 0, 0)


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_table_and_chart_have_the_numbers_of_the_corpus(client: FlaskClient, searcher: Searcher, by: str) -> None:
    shown = page.get(client, f"{TWO}&by={by}")
    found = [trend(searcher, SearchParams(query), by=by)[0] for query in QUERIES]  # type: ignore[arg-type]
    table = cells(shown)
    assert len(table) == len(found[0].points)
    for row, first, second in zip(reversed(table.values()), found[0].points, found[1].points, strict=True):
        assert row[-1] == str(first.base)
        for cell, point in zip(row, (first, second), strict=False):
            if point.share is None:
                assert cell == "–"
            else:
                assert f"{point.n}/{point.base}" in cell
                assert float(cell.split(" %")[0].replace(",", ".")) == pytest.approx(100 * point.share, abs=0.0501)
    titles = shown.css("svg.lines a > title::text").getall()
    assert len(titles) == 2 * sum(1 for point in found[0].points if point.base)


def test_every_point_leads_to_the_articles_it_counts(client: FlaskClient) -> None:
    shown = page.get(client, f"{TWO}&by=year&unit=count")
    links = shown.css("table.trend td a")
    assert links
    for link in links:
        results = page.get(client, link.attrib["href"])
        assert results.css(".bar-line strong::text").get() == page.text(Selector(link.get()), "a")
    points = shown.css("svg.lines a::attr(href)").getall()
    assert {urlsplit(address).path for address in points} == {"/search"}
    assert all("from" in parse_qs(urlsplit(address).query) for address in points)


def test_where_nothing_was_collected_the_line_breaks_and_the_band_is_grey(client: FlaskClient) -> None:
    shown = page.get(client, "/trends?q=d%C3%A2n+v%E1%BA%ADn&by=month&portal=hagiang.example")
    gaps = [row for row in cells(shown).values() if row[-1] == "0"]
    assert gaps
    assert {row[0] for row in gaps} == {"–"}
    assert shown.css("rect.band.none > title")
    assert shown.css("svg[viewBox] path.line::attr(d)").get("").count("M") > 1


def test_few_articles_are_hatched(client: FlaskClient) -> None:
    shown = page.get(client, f"{TWO}&by=year")
    assert shown.css("rect.band.few > title")
    assert "*" in next(iter(cells(shown).values()))[0]


def test_events_of_the_time_are_marked_and_listed(client: FlaskClient) -> None:
    shown = page.get(client, TWO)
    listed = page.texts(shown, ".events li")
    assert any(line.startswith("03/02/2025 Ban Dân vận hợp nhất") for line in listed)
    assert any(line.startswith("01/07/2025") and "202/2025/QH15" in line for line in listed)
    assert len(shown.css("svg.lines .event")) == len(listed)
    english = page.texts(page.get(client, f"{TWO}&lang=en"), ".events li")
    assert any("Mass Mobilisation Commission merged" in line for line in english)


def test_counts_are_one_click_away_and_keep_everything_else(client: FlaskClient) -> None:
    shown = page.get(client, f"{TWO}&level=huyen&by=year")
    address = next(a for a in shown.css(".switches a::attr(href)").getall() if "unit=count" in a)
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"q": list(QUERIES), "level": ["huyen"], "by": ["year"], "unit": ["count"]}
    counted = page.get(client, address)
    assert all("/" not in cell for row in cells(counted).values() for cell in row)


def test_a_filter_bounds_n_and_all_and_can_be_let_go(client: FlaskClient, searcher: Searcher) -> None:
    shown = page.get(client, f"{TWO}&level=huyen&from=2024-01-01&to=2024-12-31&by=year")
    params = SearchParams(QUERIES[0], level=("huyen",), date_from=date(2024, 1, 1), date_to=date(2024, 12, 31))
    (point,) = trend(searcher, params, by="year")[0].points
    assert f"{point.n}/{point.base}" in cells(shown)["2024"][0]
    assert page.texts(shown, ".chips a") == ["Cấp: Huyện, quận ×", "Năm 2024 ×"]
    for address in shown.css(".chips a::attr(href)").getall():
        assert urlsplit(address).path == "/trends"
        page.get(client, address)


def test_all_34_provinces_are_tiles_with_n_over_all(client: FlaskClient, searcher: Searcher) -> None:
    shown = page.get(client, '/trends?q="dân vận khéo"&split=place')
    tiles = shown.css("svg.tiles > a")
    assert len(tiles) == 34
    assert {parse_qs(urlsplit(tile.attrib["href"]).query)["place"][0] for tile in tiles} == {
        unit.code for unit in gazetteer().units("new", "tinh")
    }
    counted = {one.place: one for one in trend(searcher, SearchParams('"dân vận khéo"'), split="place")}
    for tile in tiles:
        code = parse_qs(urlsplit(tile.attrib["href"]).query)["place"][0]
        if code in counted:
            n, base = totals(counted[code])
            assert f"({n}/{base})" in tile.css("title::text").get("")
            found = page.get(client, tile.attrib["href"]).css(".bar-line strong::text").get("0")
            assert int(found) == n
        else:
            assert "không có bài nào" in tile.css("title::text").get("")
    charts = shown.css(".multiples li")
    assert len(charts) == len(counted)
    assert len({chart.css("svg::attr(height)").get() for chart in charts}) == 1
    rows = cells(shown)
    assert rows["Tuyên Quang"][-1] == str(totals(counted["08"])[1])


def test_provinces_stand_in_vietnamese_order(client: FlaskClient) -> None:
    names = page.texts(page.get(client, "/trends?q=d%C3%A2n&split=place"), ".multiples h3")
    assert names == sorted(names, key=lambda name: name.replace("Tuyên", "T"))


def test_a_query_that_cannot_be_read_is_told_and_the_others_are_drawn(client: FlaskClient) -> None:
    shown = page.get(client, "/trends?q=*van&q=h%C3%B2a+gi%E1%BA%A3i", 400)
    assert page.texts(shown, ".legend a") == ["hòa giải"]
    mended = shown.css(".note a::attr(href)").get("")
    assert urlsplit(mended).path == "/trends"
    page.get(client, mended)


def test_how_queries_are_understood_and_repaired_is_said(client: FlaskClient) -> None:
    shown = page.get(client, "/trends?q=%22h%C3%B2a+gi%E1%BA%A3i&q=d%C3%A2n")
    assert "ngoặc kép" in page.text(shown, ".note li")
    readings = page.texts(shown, "details li")
    assert len(readings) == 2
    assert all(reading.startswith("Hiểu là:") for reading in readings)


@pytest.mark.parametrize("wrong", ["by=week", "unit=kg", "split=portal", "from=32/13/2024"])
def test_unusable_values_are_told(client: FlaskClient, wrong: str) -> None:
    shown = page.get(client, f"/trends?q=d%C3%A2n&{wrong}", 400)
    assert wrong.partition("=")[0] in page.text(shown, ".note")


def test_more_than_six_queries_are_cut_and_it_is_said(client: FlaskClient) -> None:
    shown = page.get(client, "/trends?" + "&".join(f"q=t{n}" for n in range(8)), 400)
    assert len(shown.css(".legend li")) == 6
    assert page.text(shown, ".note")


def test_without_a_query_all_articles_are_counted(client: FlaskClient) -> None:
    shown = page.get(client, "/trends")
    rows = cells(shown).values()
    assert sum(int(row[0]) for row in rows if row[0] != "–") == 51
    assert "1 bài không rõ ngày" in page.text(shown, "section.panel")
    assert shown.css("main p a[href*='q=']")


def test_nothing_dated_is_told(client: FlaskClient) -> None:
    shown = page.get(client, "/trends?q=d%C3%A2n&from=2040-01-01")
    assert not shown.css("svg.lines")
    assert "Không có bài nào rõ ngày" in page.text(shown, "main")


def test_charts_have_titles_and_no_script_or_style(client: FlaskClient) -> None:
    for address in (TWO, f"{TWO}&split=place"):
        shown = page.get(client, address)
        assert not shown.css("[style], main script, main style")
        for svg in shown.css("main svg.chart"):
            assert svg.css("svg > title")
            assert svg.attrib["role"] in ("img", "group")


def test_the_finest_period_that_stays_light() -> None:
    def by(months: int, lines: int, split: bool = False) -> str:
        one = Series("08" if split else None, "", tuple(Point(f"p{n}", 1, 1) for n in range(months)), 0, 0)
        return trending._fitting(((one,),), lines)

    assert [by(80, 1), by(300, 1), by(800, 1), by(100, 6)] == ["month", "quarter", "year", "quarter"]
    assert by(80, 1, split=True) == "quarter"


def test_address_of_a_trend_is_canonical(app: Flask) -> None:
    with app.test_request_context("/trends"):
        asked = Asked(("a", "b"), SearchParams(place="08", level=("xa",)), "year", "count", "place")
        assert trending.url(asked) == "/trends?q=a&q=b&place=08&level=xa&by=year&unit=count&split=place"
        assert trending.url(Asked()) == "/trends"


def test_rows_are_those_of_the_table(client: FlaskClient, app: Flask, searcher: Searcher) -> None:
    with app.test_request_context("/trends"):
        rows = list(trending.rows(trending.answer(searcher, Asked(QUERIES, by="year", split="place"))))
    assert {row.query for row in rows} == set(QUERIES)
    assert all(row.share is None if not row.base else row.share == row.n / row.base for row in rows)
    assert {(row.first, row.last) for row in rows if row.period == "2024"} == {(date(2024, 1, 1), date(2024, 12, 31))}


def test_a_line_breaks_at_a_gap() -> None:
    chart = charts_lines.line_chart([("x", series((5, 50), (0, 0), (40, 80), (8, 80)))], "pct")
    assert chart is not None
    (line,) = chart.lines
    assert re.findall("[ML]", line.path) == ["M", "M", "L"]
    assert [dot.alone for dot in line.dots] == [True, False, False]
    assert [(band.kind, band.first) for band in chart.bands] == [("none", "2024-02")]
    assert chart.top == 50


def test_scales_are_round() -> None:
    assert charts_lines.scale([series((0, 10))], "pct") == 1
    assert charts_lines.scale([series((3, 10))], "count") == 4
    assert charts_lines.scale([series((10, 10))], "pct") == 100
    assert charts_lines.scale([series((9, 9), (30, 100))], "pct", sure=True) == 40


def test_thin_periods_do_not_lift_a_chart_of_amounts() -> None:
    chart = charts_lines.line_chart([("x", series((5, 5), (0, 0)))], "count", amounts=True)
    assert chart is not None
    assert [band.kind for band in chart.bands] == ["none"]
    assert charts_lines.line_chart([("x", series())], "pct") is None


def test_the_grid_has_each_of_the_34_provinces_once() -> None:
    codes = [code for row in ROWS for code in row if code != ".."]
    assert sorted(codes) == sorted(unit.code for unit in gazetteer().units("new", "tinh"))
    assert {len(row) for row in ROWS} == {6}


def test_shades_go_from_the_smallest_to_the_largest_share() -> None:
    grid = tile_grid({"08": series((10, 100), place="08"), "01": series((50, 100), place="01"),
                      "04": series((20, 20), place="04"), "11": series((0, 90), place="11")})  # fmt: skip
    tiles = {tile.code: tile for tile in grid.tiles}
    assert (tiles["08"].shade, tiles["01"].shade, tiles["11"].shade) == (1, 5, 0)
    assert (tiles["04"].kind, tiles["04"].shade) == ("few", 0)
    assert (tiles["12"].kind, tiles["79"].lines) == ("none", ("TP.", "HCM"))
    assert len(grid.steps) == 5
    alike = tile_grid({"08": series((83, 100), place="08"), "01": series((84, 100), place="01")})
    assert {tile.shade for tile in alike.tiles if tile.base} == {5}
    assert alike.steps[0][1] == pytest.approx(0.63)
    assert tile_grid({}).steps == ()


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_days_of_a_period(label: str, first: date, last: date) -> None:
    assert period_days(label) == (first, last)


def test_events_have_sources_and_order() -> None:
    found = events()
    assert [event.day for event in found] == sorted(event.day for event in found)
    assert all(event.name and event.name_en and event.source for event in found)
    assert date(2025, 2, 3) in {event.day for event in found}


def test_an_event_of_one_province_is_marked_there_alone() -> None:
    span = date(2026, 4, 1), date(2026, 5, 30)
    assert [event.scope for event in events_between(*span, "75")] == ["75"]
    assert events_between(*span) == []
    assert events_between(*span, "08") == []


@pytest.mark.parametrize(
    "text", ["[[event]]\nday = 2024-01-01\ncolour = 'red'\n", "[[event]]\nday = 'x'\nname = 'a'\n", "["]
)
def test_a_file_of_events_that_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "events.toml").write_text(text, "utf-8")
    monkeypatch.setattr("search_ui.timeline.resources.files", lambda _: tmp_path)
    events.cache_clear()
    try:
        with pytest.raises(DanvanError, match=r"events\.toml"):
            events()
    finally:
        events.cache_clear()


def test_empty_fields_of_the_form_leave_the_address(client: FlaskClient) -> None:
    answer = client.get("/trends?q=a&q=&from=&to=&by=year")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/trends?q=a&by=year")
    page.get(client, answer.headers["Location"])
