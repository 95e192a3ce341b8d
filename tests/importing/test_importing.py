"""Importing text dumps, JSON Lines and WARC into an archive."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.export import export_jsonl
from crawler.archive.record import Listed
from crawler.archive.snapshots import Snapshot, SnapshotWriter, iter_snapshots
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.importing.files import ImportReport, import_files
from crawler.items import VIETNAM, Article
from crawler.portals import Portal, Registry
from crawler.reextract import reextract
from crawler.text import fingerprint
from crawler.topics import Topics

NOW = datetime(2024, 9, 1, 8, 0, tzinfo=VIETNAM)
TITLE = "Xã Tân Lộc Đông ra mắt tổ dân vận khéo ấp Bờ Tre"
BODY = (
    "Sáng 14/3, xã Tân Lộc Đông ra mắt tổ dân vận khéo với mười hai thành viên là những người được bà con tin cậy.",
    "Tổ đặt mục tiêu mỗi tháng giúp một hộ sửa nhà, dọn kênh và nhắc nhau giữ nếp sống bình yên trong xóm ấp.",
)
DUMP = f"{TITLE}\n15/03/2024\n\n{BODY[0]}\n\n{BODY[1]}\n\nHoài An\n\nThống kê truy cập\nHôm nay: 12"
PORTAL = Portal("tanloc", "Xã Tân Lộc", "xa", "https://tanloc.example.vn/", ("tanloc.example.vn",), platform="nukeviet")
REGISTRY = Registry((PORTAL,))
PAGE = f"""<html><head><title>{TITLE}</title><link rel="canonical" href="https://other.example.org/tin-1.html">
<meta property="og:type" content="article"></head><body><article><h1>{TITLE}</h1><p>15/03/2024</p>
<p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[0]}</p></article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite3") as opened:
        yield opened


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*entries: object) -> str:
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries)


def plain(number: int, **fields: object) -> dict[str, object]:
    url = f"https://xa{number}.tinh.example.vn/tin-{number}.html"
    return {
        "title": f"{TITLE} lần {number}",
        "url": url,
        "text": "\n\n".join((*BODY, f"Lần thứ {number} trong năm.")),
        **fields,
    }


def take(archive: Archive, *paths: Path, **options: object) -> ImportReport:
    return import_files(paths, archive, REGISTRY, now=NOW, **options)  # type: ignore[arg-type]


def exported(archive: Archive) -> str:
    out = io.StringIO()
    export_jsonl(archive, out)
    return out.getvalue()


def test_text_dump(archive: Archive, tmp_path: Path) -> None:
    report = take(archive, write(tmp_path / "a.txt", DUMP))
    assert (report.new, report.articles, report.problems) == (1, 1, ())
    stored = next(archive.iter_articles())
    article = stored.article
    assert (article.title, article.author, article.portal) == (TITLE, "Hoài An", "import")
    assert article.url.startswith("urn:danvan:text:")
    assert article.topics[0].reason.startswith("thuật ngữ")
    assert stored.first_seen == NOW
    assert [(p.id, p.name, p.state) for p in archive.portals()] == [("import", "Văn bản nhập từ tệp", "unregistered")]


def test_importing_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.txt", DUMP), write(tmp_path / "b.jsonl", lines(plain(1), plain(2)))]
    assert take(archive, *paths).new == 3
    before = exported(archive)
    again = import_files(paths, archive, REGISTRY, now=NOW + timedelta(days=9))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    assert exported(archive) == before


def test_dump_of_a_named_portal(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "a.txt", DUMP), portal="tanloc")
    assert next(archive.iter_articles()).article.portal == "tanloc"
    assert [p.level for p in archive.portals()] == ["xa"]
    with pytest.raises(DanvanError, match="No portal is called nirgends"):
        take(archive, tmp_path / "a.txt", portal="nirgends")


def test_a_portal_that_only_the_archive_knows_can_be_named(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "b.jsonl", lines(plain(1))))
    take(archive, write(tmp_path / "a.txt", DUMP), portal="xa1.tinh.example.vn")
    assert archive.count("xa1.tinh.example.vn") == 2


def test_dump_with_its_address(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "a.txt", f"URL: https://tanloc.example.vn/tin-9.html\n{DUMP}"))
    article = next(archive.iter_articles()).article
    assert (article.url, article.portal) == ("https://tanloc.example.vn/tin-9.html", "tanloc")


def test_encodings_of_dumps(archive: Archive, tmp_path: Path) -> None:
    take(
        archive,
        write(tmp_path / "a.txt", DUMP.encode("utf-16")),
        write(tmp_path / "b.txt.gz", gzip.compress(DUMP.encode())),
    )
    assert {s.article.title for s in archive.iter_articles()} == {TITLE}
    assert archive.count() == 2


def test_plain_lines_are_cleaned(archive: Archive, tmp_path: Path) -> None:
    entry = plain(
        1, text="\n\n".join(["(CTT-Tân Lộc) - " + BODY[0], "Quang cảnh buổi lễ", BODY[1], "Hoài An", "Admin"])
    )
    take(archive, write(tmp_path / "a.jsonl", lines(entry)))
    article = next(archive.iter_articles()).article
    assert article.body == "(CTT-Tân Lộc) - " + "\n\n".join(BODY)
    assert (article.author, article.dateline) == ("Hoài An", "CTT-Tân Lộc")
    assert article.captions == ("Quang cảnh buổi lễ",)
    assert article.portal == "xa1.tinh.example.vn"


def test_plain_line_of_a_known_portal_has_the_crawlers_identity(archive: Archive, tmp_path: Path) -> None:
    entry = plain(1, url="https://tanloc.example.vn/news/dan-van/tin-moi-77.html")
    take(archive, write(tmp_path / "a.jsonl", lines(entry)))
    assert next(archive.iter_articles()).article.platform_id == "77"


def test_plain_line_without_address(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "a.jsonl", lines(plain(1, url=None))))
    assert next(archive.iter_articles()).article.url.startswith("urn:danvan:text:")


BAD_LINES = {
    "[1, 2]": "not a JSON object",
    '{"title": "a"': "not valid JSON",
    '{"title": "a"}': "neither 'body'",
    '{"text": "a"}': "'title' is missing",
    '{"title": "a", "text": 3}': "'text' is missing or no string",
    '{"title": " ", "text": "a"}': "'title' is empty",
    '{"title": "a", "text": " "}': "'text' is empty",
    '{"title": "a", "text": "b", "url": "ftp://x"}': "'url' is no http",
    '{"title": "a", "text": "\\ud800"}': "half a character",
    '{"title": "a", "body": "b"}': "'url' is missing",
    '{"title": "", "body": "", "url": "https://x.vn/"}': "'title' or 'body' is empty",
    '{"title": "a", "body": "b", "url": "x y"}': "'url' is no http",
    '{"title": "a", "body": "b", "url": "https://x.vn/", "published": "12/5/2024"}': "'published' is not a date",
    "[" * 100_000: "nested too deeply",
}


@pytest.mark.parametrize(("line", "says"), BAD_LINES.items(), ids=range(len(BAD_LINES)))
def test_bad_lines_are_told_and_the_rest_imported(archive: Archive, tmp_path: Path, line: str, says: str) -> None:
    path = write(tmp_path / "a.jsonl", lines(plain(1)) + line + "\n\n" + lines(plain(2)))
    report = take(archive, path)
    assert report.new == 2
    assert [(p.file, p.line) for p in report.problems] == [(str(path), 2)]
    assert says in report.problems[0].reason
    assert str(report.problems[0]).startswith(f"{path}, line 2: ")


def test_line_that_is_not_utf8(archive: Archive, tmp_path: Path) -> None:
    report = take(archive, write(tmp_path / "a.jsonl", lines(plain(1)).encode() + b'{"title": "\xff"}\n'))
    assert (report.new, report.problems[0].line) == (1, 2)
    assert "not UTF-8" in report.problems[0].reason


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.jsonl", b"\n \n", "is empty"),
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF file"),
        ("a.docx", b"PK\x03\x04....", "Office document"),
        ("a.bin", b"abc\x00\x01\x02", "binary file"),
        ("a.json", b'[{"title": "a"}]', "one JSON list"),
        ("a.gz", b"\x1f\x8b\x08broken", "damaged gzip"),
        ("a.txt", "Trang chủ\nLiên hệ".encode(), "no title with a text"),
        ("a.html", b"<!doctype html><p>abc", "does not say its address"),
    ],
)
def test_files_that_cannot_be_imported(archive: Archive, tmp_path: Path, name: str, content: bytes, says: str) -> None:
    good = write(tmp_path / "good.txt", DUMP)
    report = take(archive, write(tmp_path / name, content), good)
    assert report.new == 1
    assert says in report.problems[0].reason
    assert str(report.problems[0]).startswith(f"{tmp_path / name}: ")


def test_directories_and_missing_files(archive: Archive, tmp_path: Path) -> None:
    report = take(archive, tmp_path, tmp_path / "none.txt")
    assert ["directory" in report.problems[0].reason, "does not exist" in report.problems[1].reason] == [True, True]


def test_gzip_that_breaks_off(archive: Archive, tmp_path: Path) -> None:
    packed = gzip.compress(lines(*(plain(n) for n in range(400))).encode())
    report = take(archive, write(tmp_path / "a.jsonl.gz", packed[: len(packed) * 3 // 4]))
    assert report.new > 10
    assert "cannot be read to its end" in report.problems[-1].reason


def test_name_does_not_decide(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "lines", lines(plain(1))), write(tmp_path / "page.dat", DUMP))
    assert archive.count() == 2


def test_saved_web_page(archive: Archive, tmp_path: Path) -> None:
    report = take(archive, write(tmp_path / "a.html", PAGE))
    assert report.new + len(report.problems) == 1
    if report.new:
        assert next(archive.iter_articles()).article.url == "https://other.example.org/tin-1.html"


# Our own export


def seen_article(**changes: object) -> Article:
    body = "\n\n".join(BODY)
    fields: dict[str, object] = {
        "url": "https://tanloc.example.vn/news/a/b-1.html",
        "title": TITLE,
        "body": body,
        "portal": "tanloc",
        "platform_id": "1",
        "published": datetime(2024, 3, 15, 8, 20, tzinfo=VIETNAM),
        "published_precision": "minute",
        "fingerprint": fingerprint(body),
    }
    return Article(**(fields | changes))  # type: ignore[arg-type]


def copy_of(archive: Archive, tmp_path: Path) -> Archive:
    path = write(tmp_path / "export.jsonl", exported(archive))
    copy = Archive.open(tmp_path / "copy.sqlite3")
    report = take(copy, path)
    assert not report.problems
    return copy


def test_export_and_import_give_the_same_archive(archive: Archive, tmp_path: Path) -> None:
    archive.put(seen_article(), seen_at=NOW)
    archive.put(seen_article(), seen_at=NOW + timedelta(days=3))
    archive.put(seen_article(platform_id="2", url="https://tanloc.example.vn/news/a/c-2.html"), seen_at=NOW)
    archive.mark_gone("https://tanloc.example.vn/news/a/c-2.html", NOW + timedelta(days=5))
    with copy_of(archive, tmp_path) as copy:
        assert exported(copy) == exported(archive)
        assert [p.level for p in copy.portals()] == ["xa"]


def test_versions_survive_importing_an_older_export(archive: Archive, tmp_path: Path) -> None:
    archive.put(seen_article(), seen_at=NOW)
    old = write(tmp_path / "old.jsonl", exported(archive))
    archive.put(seen_article(title=TITLE + " (sửa)"), seen_at=NOW + timedelta(days=1))
    new = write(tmp_path / "new.jsonl", exported(archive))
    before = archive.versions(seen_article().id)
    for _ in range(2):
        take(archive, old, new)
        after = archive.versions(seen_article().id)
        assert [(v.article.title, v.since) for v in after] == [(v.article.title, v.since) for v in before]


def test_first_seen_of_a_changed_article_is_kept_in_a_new_archive(archive: Archive, tmp_path: Path) -> None:
    archive.put(seen_article(), seen_at=NOW)
    archive.put(seen_article(title=TITLE + " (sửa)"), seen_at=NOW + timedelta(days=1))
    with copy_of(archive, tmp_path) as copy:
        stored = next(copy.iter_articles())
        assert (stored.first_seen, stored.last_seen) == (NOW, NOW + timedelta(days=1))


def test_lines_of_other_programs_in_our_form(archive: Archive, tmp_path: Path) -> None:
    entry = {
        "url": "https://sotuphap.tinh.example.vn/1.html",
        "title": TITLE,
        "body": BODY[0],
        "portal": "khac.example.vn",
    }
    take(archive, write(tmp_path / "a.jsonl", lines(entry, entry | {"portal": "ten-rieng", "url": "urn:x:1"})))
    assert sorted(s.article.portal for s in archive.iter_articles()) == ["khac.example.vn", "ten-rieng"]
    assert all(s.article.topics for s in archive.iter_articles())


def test_progress_counts_articles(archive: Archive, tmp_path: Path) -> None:
    counted: list[int] = []
    take(archive, write(tmp_path / "a.jsonl", lines(plain(1), plain(2))), progress=counted.append)
    assert counted == [1, 2]


# WARC


def warc(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """A WARC of (url, status, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    out_info = writer.create_warcinfo_record("x.warc", {"software": "test"})
    writer.write_record(out_info)
    for url, status, kind, body in pages:
        http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2024-03-16T01:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


HTML = PAGE.encode()
NOT_ARTICLES = (
    ("https://other.example.org/x.css", "200 OK", "text/css", b"p {}"),
    ("https://other.example.org/gone", "404 Not Found", "text/html", HTML),
    ("https://other.example.org/", "200 OK", "text/html", b"<html><body><ul><li><a href='/a'>A</a></ul>"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_warc(archive: Archive, tmp_path: Path, packed: bool) -> None:
    page = ("https://other.example.org/tin-1.html", "200 OK", "text/html; charset=utf-8", HTML)
    name = "a.warc.gz" if packed else "a.warc"
    report = take(archive, write(tmp_path / name, warc(*NOT_ARTICLES, page, packed=packed)))
    assert (report.new, report.skipped, report.problems) == (1, 3, ())
    stored = next(archive.iter_articles())
    assert (stored.article.title, stored.article.portal) == (TITLE, "other.example.org")
    assert stored.last_seen == datetime(2024, 3, 16, 8, 0, tzinfo=VIETNAM)


def test_damaged_warc_keeps_what_can_be_read(archive: Archive, tmp_path: Path) -> None:
    pages = [(f"https://other.example.org/tin-{n}.html", "200 OK", "text/html", HTML) for n in range(1, 4)]
    whole = warc(*pages)
    second = whole.find(b"\x1f\x8b\x08", len(warc(pages[0])) - 10)
    broken = whole[: second + 40] + b"\x00\xff" * 20 + whole[second + 80 :]
    report = take(archive, write(tmp_path / "a.warc.gz", broken))
    assert report.new == 2
    assert "damaged record" in report.problems[0].reason


def test_plain_warc_that_breaks_off(archive: Archive, tmp_path: Path) -> None:
    page = ("https://other.example.org/tin-1.html", "200 OK", "text/html", HTML)
    report = take(archive, write(tmp_path / "a.warc", warc(page, packed=False) + b"not a record\r\n\r\n"))
    assert report.new == 1
    assert "cannot be read" in report.problems[0].reason


def test_too_large_answers_are_left_out(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.importing.warc_pages.MOST_BYTES", 100)
    page = ("https://other.example.org/tin-1.html", "200 OK", "text/html", HTML)
    assert take(archive, write(tmp_path / "a.warc.gz", warc(page))).skipped == 1


ANSWER = ("https://other.example.org/tin-1.html", "200 OK", "text/html; charset=utf-8", HTML)


def take_pages(archive: Archive, snapshots: Path, *files: Path) -> ImportReport:
    with SnapshotWriter(snapshots, find=archive.find_snapshot) as writer:
        return take(archive, *files, snapshots=writer)


def stored_pages(snapshots: Path) -> list[Snapshot]:
    return [s for s in iter_snapshots(snapshots) if isinstance(s, Snapshot)]


def test_pages_of_a_warc_are_kept_once_and_can_be_read_again(archive: Archive, tmp_path: Path) -> None:
    file = write(tmp_path / "a.warc.gz", warc(*NOT_ARTICLES, ANSWER))
    assert take_pages(archive, tmp_path / "pages", file).new == 1
    assert take_pages(archive, tmp_path / "pages", file).unchanged == 1
    (page,) = stored_pages(tmp_path / "pages")
    at = datetime(2024, 3, 16, 8, 0, tzinfo=VIETNAM)
    assert (page.url, page.portal, page.body, page.fetched_at) == (ANSWER[0], "other.example.org", HTML, at)
    assert ("Content-Type", ANSWER[2]) in page.headers
    before = exported(archive)
    report = reextract(archive, tmp_path / "pages", REGISTRY, Topics.load())
    assert (report.articles, report.unchanged, report.broken) == (1, 1, [])
    with Archive.open(tmp_path / "new.sqlite3") as empty:
        reextract(empty, tmp_path / "pages", REGISTRY, Topics.load())
        assert exported(empty) == before


def test_pages_of_another_danvan_keep_what_its_crawl_knew(archive: Archive, tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    day = datetime(2024, 3, 15, tzinfo=VIETNAM)
    undated = HTML.replace(b"<p>15/03/2024</p>", b"")
    plain_text = undated.replace("dân vận khéo".encode(), "tình làng".encode())
    with SnapshotWriter(theirs) as writer:
        listed = Listed(TITLE, day, "day")
        for url, body, left_out, seen in (
            (ANSWER[0], undated, "off_topic", NOW),
            (ANSWER[0], undated, None, NOW + timedelta(days=1)),
            ("https://other.example.org/tin-2.html", plain_text, "off_topic", NOW),
        ):
            writer.write(url, 200, {"Content-Type": "text/html"}, body, seen, portal="b", listed=listed,
                         left_out=left_out)  # fmt: skip
    report = take_pages(archive, ours, *theirs.glob("*.warc.gz"))
    assert (report.new, report.unchanged, report.skipped, report.problems) == (1, 1, 1, ())
    (stored,) = archive.iter_articles()
    assert (stored.article.portal, stored.article.published, stored.article.published_from) == ("b", day, "list")
    assert [(p.listed, p.left_out) for p in stored_pages(ours)] == [
        (listed, None), (listed, None), (listed, "off_topic"),
    ]  # fmt: skip
    assert take_pages(archive, ours, *theirs.glob("*.warc.gz")).unchanged == 2
    assert len(stored_pages(ours)) == 3


def test_a_reference_to_a_page_that_is_not_there_is_no_page(archive: Archive, tmp_path: Path) -> None:
    with SnapshotWriter(tmp_path / "theirs", max_bytes=500) as writer:
        first = writer.write(ANSWER[0], 200, {"Content-Type": "text/html"}, HTML, NOW)
        writer.write(ANSWER[0], 200, {"Content-Type": "text/html"}, HTML, NOW)
    (tmp_path / "theirs" / first.file).unlink()
    assert take(archive, *(tmp_path / "theirs").glob("*.warc.gz")).skipped == 1
