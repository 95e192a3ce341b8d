import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from archive_samples import DAY, T0, article
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.export import FIELDS, cell, export_jsonl, export_text, export_warc, file_name, text_out
from crawler.archive.record import Fetch, Imported, article_from_json, article_to_json
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article

CONTRACT = """id portal url title lead body published published_precision published_from author source category tags
captions attachments topics fingerprint first_seen last_seen"""


def lines(archive: Archive, **options: object) -> list[dict[str, object]]:
    out = io.StringIO()
    count = export_jsonl(archive, out, **options)  # type: ignore[arg-type]  # passed on
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(found) == count
    return found


def test_a_line_has_the_fields_of_the_contract(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    (line,) = lines(archive)
    assert list(line) == list(FIELDS)
    assert " ".join(list(line)[:19]) == " ".join(CONTRACT.split())
    assert line["id"] == article().id
    assert line["published"] == "2024-07-24T10:10:00+07:00"
    assert line["attachments"] == [{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}]
    assert line["topics"] == [{"name": "dân vận khéo", "reason": 'tiêu đề có "dân vận"'}]
    assert line["tags"] == ["dân vận", "làm đường"]
    assert (line["first_seen"], line["last_seen"]) == ("2024-07-24T09:10:00+07:00",) * 2
    assert (line["gone_since"], line["version"], line["author_unit"]) == (None, 1, "Trung tâm Văn hoá huyện")


def test_a_day_is_a_day_and_the_unknown_is_null(archive: Archive) -> None:
    archive.put(article(1, published=T0, published_precision="day"), seen_at=T0)
    archive.put(Article("urn:x", "Tin", "Chữ", portal="import"), seen_at=T0)
    archive.mark_gone("urn:x", T0 + DAY)
    day, bare = lines(archive)
    assert (day["published"], day["published_precision"]) == ("2024-07-24", "day")
    assert (bare["published"], bare["lead"], bare["tags"]) == (None, None, [])
    assert bare["gone_since"] == "2024-07-25T09:10:00+07:00"


def test_one_portal_and_since_a_day(archive: Archive) -> None:
    for number, portal in ((1, "thon.example"), (2, "xa.example"), (40, "xa.example")):
        archive.put(article(number, portal=portal), seen_at=T0)
    archive.put(article(3, published=None, published_precision=None), seen_at=T0)
    assert [line["portal"] for line in lines(archive, portal="xa.example")] == ["xa.example"] * 2
    assert [line["platform_id"] for line in lines(archive, since=date(2024, 7, 25))] == ["40"]


def test_no_reader_takes_a_text_for_two_lines(archive: Archive) -> None:
    title = "Một\u2028hai\u2029ba\x85bốn"
    archive.put(article(title=title), seen_at=T0)
    out = io.StringIO()
    export_jsonl(archive, out)
    assert len(out.getvalue().splitlines()) == 1
    assert json.loads(out.getvalue())["title"] == title


def test_bytes_are_utf_8_with_line_feeds(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    raw = io.BytesIO()
    with text_out(raw) as out:
        export_jsonl(archive, out)
        out.flush()
        data = raw.getvalue()
    assert data.endswith(b"}\n")
    assert "Ấp 1 làm đường".encode() in data


def test_json_gives_the_same_article_back() -> None:
    for a in (
        article(),
        article(published=datetime(2024, 7, 24, tzinfo=VIETNAM), published_precision="day"),
        article(published=None, published_precision=None, tags=(), captions=(), attachments=(), topics=(), lead=None),
    ):
        assert article_from_json(json.loads(json.dumps(article_to_json(a)))) == Imported(a)


def test_what_the_other_archive_knew_comes_along() -> None:
    data = article_to_json(article()) | {"first_seen": "2024-07-24T02:10:00Z", "gone_since": "2024-07-25"}
    read = article_from_json(data)
    assert (read.first_seen, read.last_seen) == (T0, None)
    assert read.gone_since == datetime(2024, 7, 25, tzinfo=VIETNAM)


def test_a_date_without_precision_tells_it_by_its_form() -> None:
    base = {"url": "urn:x", "title": "T", "body": "B"}
    assert article_from_json(base | {"published": "2024-07-24"}).article.published_precision == "day"
    minute = article_from_json(base | {"published": "2024-07-24T02:10:00+00:00"}).article
    assert (minute.published, minute.published_precision) == (T0, "minute")
    assert T0.astimezone(UTC) == minute.published


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": None}, "'title' is missing"),
        ({"lead": 7}, "'lead' must be a string or null"),
        ({"published": "hôm qua"}, "'published' is not a date"),
        ({"published": "2024-07-24", "published_precision": "year"}, "'published_precision' must be one of"),
        ({"last_seen": "mai"}, "'last_seen' is not a time"),
        ({"tags": "dân vận"}, "'tags' must be a list of strings"),
        ({"topics": [{"reason": "x"}]}, "'topics' must be a list of objects"),
        ({"body": "\ud800"}, "'body' holds half a character"),
    ],
)
def test_json_that_is_no_article_is_refused_with_the_key(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        article_from_json(article_to_json(article()) | change)


def test_texts_for_corpus_tools(archive: Archive) -> None:
    archive.put(article(1, title="=HYPERLINK(1) Ủy ban"), seen_at=T0)
    archive.put(article(2, lead=None, published=None, published_precision=None, title="…"), seen_at=T0)
    out = io.BytesIO()
    assert export_text(archive, out) == 2
    with zipfile.ZipFile(out) as bundle:
        one, two, table = bundle.namelist()
        text = bundle.read(one).decode("utf-8")
        rows = list(csv.DictReader(io.StringIO(bundle.read(table).decode("utf-8-sig"))))
        assert bundle.read(table).startswith(b"\xef\xbb\xbf")
    assert one == f"thon.example/2024-07-24-hyperlink-1-uy-ban-{article(1).id}.txt"
    assert two == f"thon.example/undated-untitled-{article(2).id}.txt"
    assert text == f"=HYPERLINK(1) Ủy ban\n\n{article(1).lead}\n\n{article(1).body}\n"
    assert [row["file"] for row in rows] == [one, two]
    assert rows[0]["title"] == "'=HYPERLINK(1) Ủy ban"
    assert rows[0]["topics"] == "dân vận khéo"
    assert rows[0]["tags"] == "dân vận; làm đường"
    assert rows[1]["published"] == ""
    assert "body" not in rows[0]


def test_the_same_archive_gives_the_same_zip(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    first, second = io.BytesIO(), io.BytesIO()
    export_text(archive, first)
    export_text(archive, second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


def test_long_titles_make_short_names(archive: Archive) -> None:
    archive.put(article(title="Đẩy mạnh dân vận khéo " * 20), seen_at=T0)
    (stored,) = archive.iter_articles()
    assert len(file_name(stored)) < 120
    assert file_name(stored).isascii()


def test_stored_pages_go_out_as_one_warc(archive: Archive, tmp_path: Path) -> None:
    snapshots = tmp_path / "snapshots"
    body = "<p>Ấp làm đường</p>".encode()
    with SnapshotWriter(snapshots) as writer:
        writer.write("https://thon.example/khac", 200, {}, body, T0, portal="thon.example")
        for number in (1, 2):
            url = article(number).url
            ref = writer.write(url, 200, {}, body, T0, portal="thon.example")
            archive.put(article(number), seen_at=T0, fetch=Fetch(url, T0, 200, "article", ref))
        ref = writer.write(article(1).url, 200, {}, b"<p>2</p>", T0 + DAY, portal="thon.example")
    archive.put(article(1, title="Khác"), seen_at=T0 + DAY, fetch=Fetch(article(1).url, T0 + DAY, 200, "article", ref))
    archive.put(article(1, title="Khác"), seen_at=T0 + DAY, fetch=Fetch(article(1).url, T0 + DAY, 200))
    out = io.BytesIO()
    assert export_warc(archive, snapshots, out) == 3
    out.seek(0)
    records = [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
        for r in ArchiveIterator(out, check_digests="raise")
        if r.rec_type != "warcinfo"
    ]
    assert records == [
        ("response", article(2).url, body),
        ("response", article(1).url, body),
        ("response", article(1).url, b"<p>2</p>"),
    ]
