"""Every format of a search, read back by the programs that people read it with."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import feedparser
import openpyxl
import pytest
import rispy
import site_corpus
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.export import FIELDS
from crawler.archive.store import Archive
from crawler.importing.files import import_files
from crawler.portals import Registry
from search_ui.exports import jsonl
from search_ui.exports.bibtex import tex
from search_ui.exports.columns import ARTICLES, LINES, PERIODS
from search_ui.exports.csv_file import SOURCE_COLUMNS, safe

QUERY = "q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22&from=2023-06"
PLACES = ("", "&place=280", "&portal=phuxuyen.example&sort=oldest", "&dup=collapse&sort=newest")


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def page_ids(client: FlaskClient, query: str) -> list[str]:
    found: list[str] = []
    for page in range(1, 100):
        answer = client.get(f"/search?{query}&page={page}")
        hrefs = Selector(answer.text).css("ol.hits h2 a::attr(href)").getall()
        if not hrefs:
            return found
        found += [href.split("/article/")[1].split("?")[0] for href in hrefs]
    return found


@pytest.mark.parametrize("more", PLACES)
def test_the_same_query_string_gives_the_same_articles_everywhere(client: FlaskClient, more: str) -> None:
    query = QUERY + more
    expected = page_ids(client, query)
    assert len(expected) >= 2
    assert [row["id"] for row in rows(client, f"/search.csv?{query}&page=2&per_page=50")] == expected
    lines = [json.loads(line) for line in client.get(f"/search.jsonl?{query}").text.splitlines()]
    assert [line["id"] for line in lines[1:]] == expected
    feed = feedparser.parse(client.get(f"/search.atom?{query}").data)
    assert [entry.id.rpartition(":")[2] for entry in feed.entries] == expected
    assert [r["id"] for r in rispy.loads(client.get(f"/search.ris?{query}").text)] == expected
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/search.xlsx?{query}").data))
    assert [row[1].value for row in list(book.worksheets[0].iter_rows())[1:]] == expected
    entries = bibtexparser.parse_string(client.get(f"/search.bib?{query}").text)
    assert [e.key.removeprefix("danvan-") for e in entries.entries] == expected
    bundle = zipfile.ZipFile(io.BytesIO(client.get(f"/search.zip?{query}").data))
    names = [n for n in bundle.namelist() if n not in ("README.txt", "metadata.csv")]
    assert [n.rpartition("-")[2].removesuffix(".txt") for n in names] == expected


def test_a_csv_says_where_it_comes_from_in_every_row(client: FlaskClient) -> None:
    found = rows(client, f"/search.csv?{QUERY}")
    assert list(found[0]) == [*(c.name for c in ARTICLES), *SOURCE_COLUMNS]
    for row in found:
        assert row["query"] == '"dân vận khéo"'
        assert row["explanation"].startswith("Hiểu là: ")
        assert row["address"] == "http://localhost/search?q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22&from=2023-06-01"
        assert row["retrieved"] == site_corpus.NOW.isoformat()
        assert row["index_version"]
        assert int(row["total"]) == len(found)
        assert int(row["corpus_total"]) > len(found)


def test_a_file_is_named_after_its_query(client: FlaskClient) -> None:
    answer = client.get(f"/search.csv?{QUERY}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="danvan-search-dan-van-kheo-2026-03-15.csv"'
    assert "attachment" not in client.get(f"/search.atom?{QUERY}").headers.get("Content-Disposition", "")
    assert "280.xlsx" not in client.get("/search.xlsx?place=280").headers["Content-Disposition"]
    assert client.get("/search.ris?place=280").headers["Content-Disposition"].endswith('search-280-2026-03-15.ris"')


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 24", "'+84 24"),
        ("-A", "'-A"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("dân\u202e vận\x07", "dân vận"),
        (None, ""),
        (-3, "-3"),
        (0.25, "0.25"),
        (True, "true"),
        (False, "false"),
    ],
)
def test_no_cell_is_a_formula(value: Any, written: str) -> None:
    assert safe(value) == written


def test_hostile_text_stays_text(client: FlaskClient) -> None:
    query = "q=%C4%91%E1%BB%99c&portal=phuxuyen.example"
    title = rows(client, f"/search.csv?{query}")[0]["title"]
    assert title.startswith('<script>alert("độc")</script> Dân vận khéo ')
    assert "\u202e" not in title
    feed = feedparser.parse(client.get(f"/search.atom?{query}").data, sanitize_html=False)
    assert not feed.bozo
    assert feed.entries[0].title_detail.type == "text/plain"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/search.xlsx?{query}").data)).worksheets[0]
    assert sheet["C2"].data_type == "s"
    assert not sheet._hyperlinks


def test_a_formula_in_the_query_is_text_in_the_workbook(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/search.xlsx?q=%3Dv%E1%BA%ADn").data))
    assert [sheet.title for sheet in book.worksheets] == ["Bài", "Nguồn"]
    origin = {row[0].value: row[2] for row in book["Nguồn"].iter_rows()}
    assert (origin["query"].value, origin["query"].data_type) == ("=vận", "s")
    assert origin["total"].value == book["Bài"].max_row - 1
    assert origin["index_version"].value
    assert origin["rank"].value == ARTICLES[0].meaning
    english = openpyxl.load_workbook(io.BytesIO(client.get("/search.xlsx?q=%3Dv%E1%BA%ADn&lang=en").data))
    assert len(english.worksheets) == 2


def test_json_lines_hold_whole_articles(client: FlaskClient) -> None:
    lines = [json.loads(line) for line in client.get("/search.jsonl?q=title:%22h%E1%BB%99i+thi%22").text.splitlines()]
    assert lines[0]["danvan_export"] == 1
    assert lines[0]["total"] == len(lines) - 1 == 2
    assert {line["portal"] for line in lines[1:]} == {"phuxuyen.example", "tuyenquang.example"}
    assert all("88 mô hình dự thi" in line["body"] for line in lines[1:])
    assert {*lines[1]} == {*FIELDS, *jsonl.ADDED}
    district = next(line for line in lines[1:] if line["portal"] == "phuxuyen.example")
    assert (district["place"], district["place_today"]) == ("280", "Hà Nội")


def test_ris_is_read_back(client: FlaskClient) -> None:
    record = rispy.loads(client.get("/search.ris?q=title:%22h%E1%BB%99i+thi%22+portal:phuxuyen.example").text)[0]
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == "Hội thi dân vận khéo toàn huyện"
    assert record["authors"] == ["Lê Văn Thử"]
    assert record["year"] == "2025"
    assert record["date"] == "2025/09/09/"
    assert record["urls"] == ["https://phuxuyen.example/tin/day-du.html"]
    assert record["notes"][0] == "Bản tin huyện"
    assert any(note.startswith("query: title:") for note in record["notes"])
    undated = rispy.loads(client.get("/search.ris?portal=import").text)[0]
    assert "year" not in undated
    assert "date" not in undated
    assert undated["urls"][0].startswith("http://localhost/article/")


def test_bibtex_is_read_back(client: FlaskClient) -> None:
    answer = client.get("/search.bib?q=title:%22h%E1%BB%99i+thi%22+portal:phuxuyen.example")
    library = bibtexparser.parse_string(answer.text)
    assert not library.failed_blocks
    assert "query: title:" in library.comments[0].comment
    entry = library.entries[0].fields_dict
    assert entry["title"].value == "{Hội thi dân vận khéo toàn huyện}"
    assert entry["author"].value == "{Lê Văn Thử}"
    assert (entry["year"].value, entry["month"].value, entry["date"].value) == ("2025", "9", "2025-09-09")
    undated = bibtexparser.parse_string(client.get("/search.bib?portal=import").text).entries[0].fields_dict
    assert undated["year"].value == "k.n."
    assert "date" not in undated


def test_tex_is_told_nothing() -> None:
    assert tex('50% {ơ} & "ngoặc" $a_b #1 ~ ^ \\x') == (
        r"50\% {\textbraceleft}ơ{\textbraceright} \& {''}ngoặc{''} \$a\_b \#1 "
        r"\textasciitilde{} \textasciicircum{} \textbackslash{}x"
    )


def test_the_zip_is_for_corpus_tools(client: FlaskClient) -> None:
    bundle = zipfile.ZipFile(io.BytesIO(client.get("/search.zip?q=title:%22h%E1%BB%99i+thi%22").data))
    assert bundle.testzip() is None
    readme = bundle.read("README.txt").decode()
    assert "(query): title:" in readme
    assert "(index_version): " in readme
    table = list(csv.DictReader(io.StringIO(bundle.read("metadata.csv").decode("utf-8-sig"))))
    for row in table:
        text = bundle.read(row["file"]).decode()
        assert text.startswith("Hội thi dân vận khéo toàn huyện\n\nHội thi diễn ra")
    assert len(table) == 2


def test_a_concordance_is_exported_line_by_line(client: FlaskClient) -> None:
    found = rows(client, f"/search.csv?{QUERY}&view=kwic")
    assert list(found[0]) == [*(c.name for c in LINES), *SOURCE_COLUMNS]
    assert all(row["node"].lower() == "dân vận khéo" for row in found)
    assert "view=kwic" in found[0]["address"]
    drawn = rows(client, f"/search.csv?{QUERY}&view=kwic&order=L1&sample=5&seed=3")
    assert len(drawn) == 5
    assert {(r["id"], r["left"]) for r in drawn} <= {(r["id"], r["left"]) for r in found}
    assert client.get("/search.csv?view=kwic").status_code == 400


def test_a_feed_is_for_following(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get(f"/search.atom?{QUERY}&latest=3").data)
    assert not feed.bozo
    assert len(feed.entries) == 3
    assert feed.feed.id.startswith("http://localhost/search?q=")
    assert feed.feed.subtitle.startswith("Hiểu là: ")
    assert feed.feed.opensearch_totalresults == str(len(page_ids(client, QUERY)))
    seen = [entry.updated for entry in feed.entries]
    assert seen == sorted(seen, reverse=True)
    assert feed.feed.updated == max(seen)
    assert client.get(f"/search.atom?{QUERY}&latest=0").status_code == 400
    assert client.get(f"/search.atom?{QUERY}&latest=5000").status_code == 400


@pytest.mark.parametrize(
    "path", ["/trends.csv?by=week", "/trends.xlsx?q=*a", "/figures.csv?kind=tree", "/figures.csv?q=*a"]
)
def test_what_is_wrong_with_a_table_is_told(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_trends_are_exported_with_n_and_base(client: FlaskClient) -> None:
    found = rows(client, "/trends.csv?q=khen&q=h%E1%BB%8Dp&by=year")
    assert list(found[0])[:9] == [column.name for column in PERIODS]
    assert {row["query"] for row in found} == {"khen", "họp"}
    assert {row["search_query"] for row in found} == {"khen | họp"}
    for row in found:
        assert float(row["share"]) == int(row["n"]) / int(row["base"])
    split = rows(client, "/trends.csv?q=khen&split=place&by=year")
    assert "Hà Nội" in {row["place_name"] for row in split}


def test_nothing_found_is_a_whole_file(client: FlaskClient) -> None:
    assert rows(client, "/search.csv?q=kh%C3%B4ngc%C3%B3") == []
    feed = feedparser.parse(client.get("/search.atom?q=kh%C3%B4ngc%C3%B3").data)
    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.updated
    assert len(client.get("/search.jsonl?q=kh%C3%B4ngc%C3%B3").text.splitlines()) == 1
    book = openpyxl.load_workbook(io.BytesIO(client.get("/search.xlsx?q=kh%C3%B4ngc%C3%B3").data))
    assert book.worksheets[0].max_row == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "ris", "bib", "zip", "atom"])
def test_a_poll_costs_nothing_until_the_index_changes(client: FlaskClient, suffix: str) -> None:
    first = client.get(f"/search.{suffix}?{QUERY}")
    tag = first.headers["ETag"]
    again = client.get(f"/search.{suffix}?{QUERY}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert client.get(f"/search.{suffix}?{QUERY}&sort=oldest", headers={"If-None-Match": tag}).status_code == 200
    head = client.head(f"/search.{suffix}?{QUERY}")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", tag)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "ris", "bib", "zip", "atom"])
@pytest.mark.parametrize(
    ("query", "code"),
    [("q=*v%E1%BA%ADn", "leading_wildcard"), ("from=2024-13", "bad_parameter"), ("place=99999", "unknown_place")],
)
def test_what_is_wrong_is_a_problem_document(client: FlaskClient, suffix: str, query: str, code: str) -> None:
    answer = client.get(f"/search.{suffix}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.get_json(force=True)["code"] == code


def test_long_tables_go_on_on_the_next_sheet(app: Any) -> None:
    from search_ui.exports.source import Source
    from search_ui.exports.table import Table
    from search_ui.exports.xlsx_file import xlsx_file

    source = Source("", "", "http://localhost/", site_corpus.NOW, "1", 5, 5)
    with app.test_request_context("/"):
        table = Table("Bài", ("n", "text", "yes"), ([n, "x" * 40_000, n % 2 == 0] for n in range(5)), source)
        book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_file(table, max_rows=3))))
    assert [(s.title, s.max_row) for s in book.worksheets if s.title != "Nguồn"] == [
        ("Bài", 3),
        ("Bài 2", 3),
        ("Bài 3", 2),
    ]
    assert len(book["Bài"]["B2"].value) == 32_767
    assert book["Bài"]["C2"].value is True


def test_an_article_is_cited_as_a_file(client: FlaskClient) -> None:
    number = site_corpus.rich().id
    assert rispy.loads(client.get(f"/article/{number}.ris").text)[0]["id"] == number
    assert bibtexparser.parse_string(client.get(f"/article/{number}.bib").text).entries[0].key == f"danvan-{number}"
    missing = client.get("/article/0000000000000000.ris")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")


def test_what_is_gone_from_the_archive_is_left_out(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Archive.get_many
    lost = site_corpus.rich().id

    def partly(archive: Archive, ids: Any) -> Any:
        return {i: stored for i, stored in whole(archive, ids).items() if i != lost}

    monkeypatch.setattr(Archive, "get_many", partly)
    found = rows(client, "/search.csv?q=title:%22h%E1%BB%99i+thi%22")
    assert [row["portal"] for row in found] == ["tuyenquang.example"]


def test_a_reader_who_leaves_ends_the_reading() -> None:
    from search_ui.exports.sending import _whole

    ended = []

    def pieces() -> Iterator[bytes]:
        try:
            yield b"a"
            yield b"b"
        finally:
            ended.append(True)

    running = pieces()
    sent = _whole(next(running), running)
    assert next(sent) == b"a"
    sent.close()
    assert ended == [True]


def test_json_lines_are_imported_again(client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "search.jsonl"
    path.write_bytes(client.get("/search.jsonl?q=title:%22h%E1%BB%99i+thi%22").data)
    with Archive.open(tmp_path / "archive.sqlite3") as archive:
        report = import_files([path], archive, Registry(()))
        assert not report.problems
        assert archive.count() == 2
