"""The table of figures: read once, brought up to date, searched, never wrong about a text that has changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM, Article
from indexer.build import update_index
from indexer.figures import build
from indexer.figures import table as tables
from indexer.figures.build import head_of, update_figures
from indexer.figures.rows import FigureRow, read_rows
from indexer.figures.search import FigureParams, figure_page, find_figures
from indexer.figures.table import FILE, NUMBERS, FigureTable, open_table
from indexer.params import SearchParams
from indexer.search import Searcher

SEEN = datetime(2026, 1, 5, 9, tzinfo=VIETNAM)
TEXTS = {
    "a": ("Xã đăng ký 12 mô hình Dân vận khéo năm 2024. Có gần 1.250 hộ dân tham gia.", "2024-02-01"),
    "b": ("Huyện duy trì 40 mô hình cấp huyện. Quỹ nhận được 1.798.702.098đ đạt 108,39% kế hoạch.", "2025-03-01"),
    "c": ("Bà con vui.", "2025-04-01"),
    "d": ("Đã trao 44/48 suất quà.", None),
}


def article(name: str, body: str, day: str | None) -> Article:
    return Article(
        url=f"https://tq.example/{name}",
        portal="tq" if name != "b" else "px",
        title=f"Bài {name}",
        body=body,
        published=datetime.fromisoformat(day).replace(tzinfo=VIETNAM) if day else None,
        published_precision="day" if day else None,
    )


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    data = DataDir(tmp_path).create()
    with Archive.open(data.archive) as archive:
        archive.put_portal(PortalRecord("tq", "Tỉnh Tuyên Quang", "tinh", "08"))
        archive.put_portal(PortalRecord("px", "Huyện Phú Xuyên", "huyen", "280"))
        for name, (body, day) in TEXTS.items():
            archive.put(article(name, body, day), seen_at=SEEN)
    update_index(data, processes=1, words=False)
    return data


def table_of(data: DataDir) -> FigureTable:
    found = open_table(data.index)
    assert found is not None
    return found


def rows(data: DataDir, search: SearchParams | None = None, wanted: FigureParams | None = None) -> list[FigureRow]:
    searcher = Searcher(data)
    try:
        found = find_figures(searcher, table_of(data), search or SearchParams(), wanted or FigureParams())
        return list(read_rows(searcher, found))
    finally:
        searcher.close()


def numbers(data: DataDir, search: SearchParams | None = None, wanted: FigureParams | None = None) -> list[str]:
    return [row.number for row in rows(data, search, wanted)]


def test_every_figure_is_there_newest_article_first(data: DataDir) -> None:
    assert numbers(data) == ["40", "1.798.702.098đ", "108,39%", "12", "1.250", "44/48"]


def test_a_row_says_what_the_sentence_says(data: DataDir) -> None:
    found = rows(data)
    models, money, share, pledged, households, gifts = found
    assert (pledged.unit, pledged.status, pledged.year, pledged.field) == (
        "mô hình Dân vận khéo",
        "đăng ký",
        2024,
        "body",
    )
    assert (pledged.before, pledged.claim, pledged.after) == ("Xã đăng ký ", "12 mô hình Dân vận khéo", " năm 2024.")
    assert (models.scope, models.portal_name, models.place) == ("cấp huyện", "Huyện Phú Xuyên", "280")
    assert (money.kind, money.value, share.kind, share.value) == ("money", 1798702098.0, "percent", 108.39)
    assert households.qualifier == "gần"
    assert (gifts.value, gifts.total, gifts.upper, gifts.published) == (44, 48, None, None)
    assert [row.number_in_article for row in found] == [1, 2, 3, 1, 2, 1]
    assert TEXTS["a"][0][households.sentence_at :].startswith("Có gần")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FigureParams(unit="mô hình"), ["40", "12"]),
        (FigureParams(unit="mo hinh dan van"), ["12"]),
        (FigureParams(unit="mồ hình"), []),
        (FigureParams(unit="hình"), ["40", "12"]),
        (FigureParams(unit="hìn"), []),
        (FigureParams(noun=("mô hình", "%")), ["40", "108,39%", "12"]),
        (FigureParams(status=("duy trì",)), ["40"]),
        (FigureParams(kind=("money", "percent")), ["1.798.702.098đ", "108,39%"]),
        (FigureParams(year=2024), ["12"]),
        (FigureParams(order="oldest"), ["12", "1.250", "40", "1.798.702.098đ", "108,39%", "44/48"]),
        (FigureParams(order="smallest"), ["12", "40", "44/48", "108,39%", "1.250", "1.798.702.098đ"]),
        (FigureParams(order="largest", kind=("count",)), ["1.250", "44/48", "40", "12"]),
    ],
)
def test_filters_and_orders(data: DataDir, wanted: FigureParams, expected: list[str]) -> None:
    assert numbers(data, wanted=wanted) == expected


def test_only_articles_of_the_search_count(data: DataDir) -> None:
    assert numbers(data, SearchParams("quỹ")) == ["40", "1.798.702.098đ", "108,39%"]
    assert numbers(data, SearchParams(place="08")) == ["12", "1.250", "44/48"]
    assert numbers(data, SearchParams("zzyzx")) == []


def test_facets_ignore_their_own_filter(data: DataDir) -> None:
    searcher = Searcher(data)
    page = figure_page(searcher, table_of(data), SearchParams(), FigureParams(noun=("mô hình",), per_page=1))
    searcher.close()
    assert (page.total, page.articles, page.pages, len(page.rows)) == (2, 2, 2, 1)
    assert dict(page.facets["noun"])["%"] == 1
    assert dict(page.facets["status"]) == {"đăng ký": 1, "duy trì": 1}
    assert page.facets["kind"] == (("count", 2),)
    assert page.facets["year"] == (("2024", 1),)


def test_an_update_reads_only_what_has_changed(data: DataDir) -> None:
    with Archive.open(data.archive) as archive:
        assert update_figures(data.index, archive) == 0
        archive.put(article("a", "Xã có 15 mô hình.", "2024-02-01"), seen_at=SEEN.replace(hour=12))
        archive.put(article("e", "Có 3 tổ hòa giải.", "2026-01-01"), seen_at=SEEN)
        told: list[tuple[int, int | None]] = []
        assert update_figures(data.index, archive, progress=lambda done, total=None: told.append((done, total))) == 2
        assert told == [(2, 2)]
    update_index(data, processes=1, words=False)
    assert numbers(data) == ["3", "40", "1.798.702.098đ", "108,39%", "15", "44/48"]


def stated(table: FigureTable) -> list[tuple[object, ...]]:
    """What a table says, whatever the codes of its strings are."""
    columns = [[table.strings[name][code] for code in table[name].tolist()] for name in tables.TEXTS]
    numbers = [np.nan_to_num(table[name], nan=-1).tolist() for name in NUMBERS]
    return list(zip(np.repeat(table.ids, np.diff(table.at)).tolist(), *numbers, *columns, strict=True))


def test_an_update_says_what_a_build_from_nothing_says(data: DataDir) -> None:
    with Archive.open(data.archive) as archive:
        for n in range(3):
            archive.put(
                article("a", f"Xã đăng ký {n} mô hình. Có {n}0 căn nhà lạ, {n}1 hộ.", "2024-02-01"), seen_at=SEEN
            )
            archive.put(article(f"e{n}", f"Đã trao {n}4 suất quà lạ cho 12 mô hình.", None), seen_at=SEEN)
            update_figures(data.index, archive)
        updated = stated(table_of(data))
        update_figures(data.index, archive, anew=True)
    assert stated(table_of(data)) == updated


def test_strings_that_no_figure_has_any_more_go(data: DataDir) -> None:
    with Archive.open(data.archive) as archive:
        for n in range(9):
            units = ", ".join(f"{k} hộ {chr(97 + n)}{chr(97 + k)}" for k in range(9))
            archive.put(article("a", f"Có {units}.", "2024-02-01"), seen_at=SEEN)
            update_figures(data.index, archive)
        table = table_of(data)
        assert len(table.strings["unit"]) < 40
        updated = stated(table)
        update_figures(data.index, archive, anew=True)
    assert stated(table_of(data)) == updated


def test_an_article_that_changes_while_figures_are_read_is_there_once(
    data: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(data.archive) as archive:
        archive.put(article("e", "Có 3 tổ hòa giải.", "2026-01-01"), seen_at=SEEN)
        known = archive.changed_since(0)[:0]
        archive.put(article("a", "Xã có 15 mô hình.", "2024-02-01"), seen_at=SEEN.replace(hour=12))
        monkeypatch.setattr(archive, "changed_since", lambda _: known)  # as it was a moment before
        update_figures(data.index, archive)
    update_index(data, processes=1, words=False)
    assert numbers(data) == ["3", "40", "1.798.702.098đ", "108,39%", "15", "44/48"]


def test_a_text_that_changed_since_is_not_quoted_wrongly(data: DataDir) -> None:
    with Archive.open(data.archive) as archive:
        archive.put(article("a", "Tin đã được viết lại từ đầu đến cuối, không còn số.", "2024-02-01"),
                    seen_at=SEEN.replace(hour=12))  # fmt: skip
    assert numbers(data) == ["40", "1.798.702.098đ", "108,39%", "44/48"]


def test_other_rules_read_everything_anew(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_rules", lambda: "others")
    with Archive.open(data.archive) as archive:
        assert update_figures(data.index, archive) == len(TEXTS)
        assert update_figures(data.index, archive) == 0
        assert update_figures(data.index, archive, anew=True) == len(TEXTS)


def test_a_damaged_table_is_made_again(data: DataDir) -> None:
    (data.index / FILE).write_bytes(b"broken")
    assert open_table(data.index) is None
    update_index(data, processes=1, words=False)
    assert len(table_of(data)) == 6


def test_an_archive_without_figures_has_an_empty_table(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "x").create()
    with Archive.open(data.archive) as archive:
        archive.put(article("c", *TEXTS["c"]), seen_at=SEEN)
    update_index(data, processes=1, words=False)
    assert len(table_of(data)) == 0
    assert numbers(data) == []


def test_a_table_that_cannot_be_written_is_told(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "save", full)
    with Archive.open(data.archive) as archive, pytest.raises(DanvanError, match="Free some space"):
        update_figures(data.index, archive, anew=True)


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        ("mô hình Dân vận khéo", "mô hình"),
        ("hộ dân hiến đất", "hộ dân"),
        ("Hộ gia đình", "hộ gia đình"),
        ("zz y", "zz y"),
    ],
)
def test_the_noun_counted(unit: str, head: str) -> None:
    assert head_of(unit) == head


def test_several_processes_find_the_same(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    before = numbers(data)
    monkeypatch.setattr(build, "_FEW", 0)
    monkeypatch.setattr(build, "_BATCH", 1)
    with Archive.open(data.archive) as archive:
        update_figures(data.index, archive, processes=2, anew=True)
    assert numbers(data) == before
