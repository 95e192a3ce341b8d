import gzip
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from archive_samples import DAY, T0
from test_archive_faults import AsNobody, run_with_small_files
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.archive import snapshots
from crawler.archive.record import Listed, SnapshotRef
from crawler.archive.snapshots import BrokenSnapshot, Snapshot, SnapshotWriter, iter_snapshots, mend, read
from crawler.archive.warc import uri
from crawler.errors import DanvanError

URL = "https://thon.example/?/tin/l%C3%A0m-%C4%91%C6%B0%E1%BB%9Dng-7.html"
PAGE = "".join(f"<p>Ấp {n} làm đường {n * n * 7919}</p>" for n in range(200)).encode()
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
    ("X-Way", "Đường\r\nInjected: yes"),
    ("X-Mẫu", "no header has such a name"),
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


def write(directory: Path, *bodies: bytes) -> list[SnapshotRef]:
    with SnapshotWriter(directory) as writer:
        return [writer.write(f"https://thon.example/{n}", 200, {}, body, T0) for n, body in enumerate(bodies)]


def whole(directory: Path) -> list[Snapshot]:
    found = list(iter_snapshots(directory))
    assert not [s for s in found if isinstance(s, BrokenSnapshot)]
    return [s for s in found if isinstance(s, Snapshot)]


def check_with_warcio(path: Path) -> int:
    class Command:
        inputs = (str(path),)
        verbose = False

    return int(Checker(Command()).process_all())


def test_a_page_comes_back_as_it_was_received(directory: Path) -> None:
    with SnapshotWriter(directory) as writer:
        ref = writer.write(URL, 200, HEADERS, PAGE, T0.replace(microsecond=5), portal="thon.example")
    page = read(directory, ref)
    assert (page.url, page.status, page.body, page.fetched_at, page.portal) == (URL, 200, PAGE, T0, "thon.example")
    assert ref.file == "2024-07-0001.warc.gz"
    assert whole(directory) == [page]


def test_headers_fit_the_stored_body(directory: Path) -> None:
    with SnapshotWriter(directory) as writer:
        ref = writer.write(URL, 200, HEADERS, PAGE, T0)
    headers = read(directory, ref).headers
    names = [name.lower() for name, _ in headers]
    assert ("Content-Length", str(len(PAGE))) in headers
    assert ("X-Archive-Orig-Content-Encoding", "gzip") in headers
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert not {"content-encoding", "transfer-encoding", "injected", "x-mẫu"} & set(names)


def test_standard_tools_read_the_file(directory: Path) -> None:
    with SnapshotWriter(directory) as writer:
        writer.write(URL, 200, HEADERS, PAGE, T0, portal="thon.example")
        writer.write(URL, 200, HEADERS, PAGE, T0 + DAY, portal="thon.example")
        ref = writer.write("https://thon.example/mat", 599, {}, b"", T0)
    path = directory / ref.file
    assert check_with_warcio(path) == 0
    with path.open("rb") as stream:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.format) for r in ArchiveIterator(stream)]
    assert records == [
        ("warcinfo", None, "warc"),
        ("response", URL, "warc"),
        ("revisit", URL, "warc"),
        ("response", "https://thon.example/mat", "warc"),
    ]
    listed = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", str(path)], capture_output=True, text=True, check=False
    )
    assert (listed.returncode, listed.stdout) == (0, "")


def test_every_file_begins_by_saying_what_it_is(directory: Path) -> None:
    (ref,) = write(directory, PAGE)
    with (directory / ref.file).open("rb") as stream:
        record = next(iter(ArchiveIterator(stream)))
        text = record.content_stream().read().decode()
    assert record.rec_headers.get_header("WARC-Filename") == ref.file
    assert "software: danvan/" in text
    assert "format: WARC File Format 1.1" in text


def test_an_equal_body_is_kept_once(directory: Path) -> None:
    first, second, other = write(directory, PAGE, PAGE, PAGE + b".")
    assert second.length < first.length // 2
    assert second.digest == first.digest != other.digest
    pages = whole(directory)
    assert [p.body for p in pages] == [PAGE, PAGE, PAGE + b"."]
    assert read(directory, second) == pages[1]
    assert [p.url for p in pages] == [f"https://thon.example/{n}" for n in range(3)]


def test_an_equal_body_of_an_earlier_run_is_found_by_digest(directory: Path) -> None:
    (first,) = write(directory, PAGE)
    with SnapshotWriter(directory, find={first.digest: first}.get) as writer:
        ref = writer.write(URL, 200, {}, PAGE, T0 + 40 * DAY)
        writer.write(URL, 200, {}, b"other", T0 + 40 * DAY)
    assert ref.file == "2024-09-0001.warc.gz"
    assert read(directory, ref).body == PAGE


@pytest.mark.parametrize("wrong", [SnapshotRef("no.warc.gz", 0, 9, ""), SnapshotRef("2024-07-0001.warc.gz", 7, 9, "")])
def test_an_original_that_is_lost_is_not_referred_to(directory: Path, wrong: SnapshotRef) -> None:
    write(directory, b"something")
    with SnapshotWriter(directory, find=lambda digest: replace(wrong, digest=digest)) as writer:
        ref = writer.write(URL, 200, {}, PAGE, T0)
    assert read(directory, ref).body == PAGE
    assert snapshots.read_packed(directory, ref) is not None


def test_a_new_month_and_a_full_file_begin_another(directory: Path) -> None:
    with SnapshotWriter(directory, max_bytes=2000) as writer:
        for n in range(4):
            writer.write(URL, 200, {}, os.urandom(1500), T0 + n // 2 * 10 * DAY)
        writer.write(URL, 200, {}, os.urandom(10), T0)
    names = sorted(p.name.removesuffix(".warc.gz") for p in directory.glob("*"))
    assert names == ["2024-07-0001", "2024-07-0002", "2024-07-0003", "2024-08-0001", "2024-08-0002"]
    assert len(whole(directory)) == 5


def test_the_next_run_goes_on_in_the_same_file(directory: Path) -> None:
    write(directory, b"1")
    write(directory, b"2", b"3")
    assert [p.body for p in whole(directory)] == [b"1", b"2", b"3"]
    assert len(list(directory.glob("*"))) == 1


def test_two_writers_use_two_files(directory: Path) -> None:
    with SnapshotWriter(directory) as one, SnapshotWriter(directory) as two:
        files = {w.write(URL, 200, {}, body, T0).file for w, body in ((one, b"1"), (two, b"2"))}
    assert len(files) == 2
    assert len(whole(directory)) == 2


def tear(directory: Path, by: int) -> Path:
    """As if the writer had been killed while it wrote the last record."""
    (path,) = directory.glob("*.warc.gz")
    os.truncate(path, path.stat().st_size - by)
    path.with_name(path.name + ".lock").touch()
    return path


@pytest.mark.parametrize("by", [1, 9, 150, 400])
def test_a_torn_record_harms_neither_those_before_nor_those_after(directory: Path, by: int) -> None:
    write(directory, b"1" * 500, b"2" * 500, os.urandom(800))
    path = tear(directory, by)
    *kept, broken = iter_snapshots(directory)
    assert [p.body[:1] for p in kept if isinstance(p, Snapshot)] == [b"1", b"2"]
    assert isinstance(broken, BrokenSnapshot)
    assert broken.torn
    (ref,) = write(directory, b"4")
    assert ref.file == path.name
    assert [p.body[:1] for p in whole(directory)] == [b"1", b"2", b"4"]
    assert check_with_warcio(path) == 0


def test_damage_in_the_middle_is_stepped_over_and_never_cut(directory: Path) -> None:
    refs = write(directory, *(os.urandom(700) for _ in range(4)))
    path = directory / refs[0].file
    with path.open("rb+") as file:
        file.seek(refs[1].offset + 200)
        file.write(b"\0" * 300)
    size = path.stat().st_size
    path.with_name(path.name + ".lock").touch()
    found = list(iter_snapshots(directory))
    assert [type(f) for f in found] == [Snapshot, BrokenSnapshot, Snapshot, Snapshot]
    assert not mend(path)
    (ref,) = write(directory, b"after")
    assert ref.file == "2024-07-0002.warc.gz"
    assert path.stat().st_size == size
    with pytest.raises(DanvanError, match=r"cannot be read.*danvan verify"):
        read(directory, refs[1])


def test_a_changed_body_is_noticed(directory: Path) -> None:
    (ref,) = write(directory, PAGE)
    path = directory / ref.file
    data = gzip.decompress(path.read_bytes()[ref.offset :])
    with path.open("rb+") as file:
        file.truncate(ref.offset)
    with path.open("ab") as file:
        file.write(gzip.compress(data.replace("làm".encode(), "lãm".encode())))
    assert isinstance(next(iter_snapshots(directory)), BrokenSnapshot)
    with pytest.raises(DanvanError, match="digest"):
        read(directory, ref)


def test_a_reference_into_nothing_is_broken(directory: Path) -> None:
    (ref,) = write(directory, PAGE)
    with pytest.raises(DanvanError, match="cannot be read"):
        read(directory, replace(ref, file="2020-01-0001.warc.gz"))
    with pytest.raises(DanvanError, match="digest"):
        read(directory, replace(ref, digest="sha1:AAAA"))
    with pytest.raises(DanvanError, match="cannot be read"):
        snapshots.read_packed(directory, replace(ref, offset=10**9))
    (directory / ref.file).rename(directory / "2024-07-0009.warc.gz")
    with SnapshotWriter(directory, find=lambda d: ref) as writer:
        assert writer.write(URL, 200, {}, PAGE, T0).length > 200


def test_a_revisit_whose_original_is_lost_is_broken(directory: Path) -> None:
    first, second = write(directory, PAGE, PAGE)
    packed = (directory / second.file).read_bytes()[second.offset :]
    (directory / first.file).write_bytes(packed)
    (only,) = iter_snapshots(directory)
    assert isinstance(only, BrokenSnapshot)


def test_what_is_no_record_is_broken(directory: Path) -> None:
    directory.mkdir()
    (directory / "foreign.warc.gz").write_bytes(gzip.compress(b"hello") + gzip.compress(b""))
    assert [type(f) for f in iter_snapshots(directory)] == [BrokenSnapshot, BrokenSnapshot]


def test_an_empty_directory_has_no_pages(directory: Path) -> None:
    assert list(iter_snapshots(directory)) == []


def test_an_unreadable_file_is_told(shown: Path, as_nobody: AsNobody) -> None:
    (ref,) = write(shown, PAGE)
    (shown / ref.file).chmod(0)
    with as_nobody(), pytest.raises(DanvanError, match="cannot be read"):
        list(iter_snapshots(shown))


def test_an_unwritable_directory_is_told(shown: Path, as_nobody: AsNobody) -> None:
    shown.chmod(0o555)
    with as_nobody(), pytest.raises(DanvanError, match=r"Writing failed.*DANVAN_DATA"):
        write(shown, PAGE)


def test_a_full_disk_is_told_and_leaves_whole_records(tmp_path: Path) -> None:
    written, message = run_with_small_files(tmp_path, "snapshots")
    assert message.startswith("told: The disk is full")
    assert len(whole(tmp_path / "snapshots")) == len(written) > 0


def test_a_program_that_is_not_installed_still_signs_its_files(
    monkeypatch: pytest.MonkeyPatch, directory: Path
) -> None:
    def missing(name: str) -> str:
        raise snapshots.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(snapshots.metadata, "version", missing)
    (ref,) = write(directory, PAGE)
    assert b"danvan/uninstalled" in gzip.decompress((directory / ref.file).read_bytes())


def test_what_the_crawl_knew_of_a_page_lies_beside_it(directory: Path) -> None:
    listed = Listed("Ấp 7 làm đường", T0.replace(hour=0, minute=0), "day")
    with SnapshotWriter(directory) as writer:
        first = writer.write(URL, 200, {}, PAGE, T0, listed=listed, left_out="off_topic")
        again = writer.write(URL, 200, {}, PAGE, T0 + DAY, listed=Listed(published=T0, precision="minute"))
    page, revisit = read(directory, first), read(directory, again)
    assert (page.listed, page.left_out) == (listed, "off_topic")
    assert (revisit.listed, revisit.left_out) == (Listed(published=T0, precision="minute"), None)
    assert whole(directory) == [page, revisit]
    assert check_with_warcio(directory / first.file) == 0
    with SnapshotWriter(directory) as writer:
        plain = writer.write(URL, 200, {}, b"other", T0)
    assert (read(directory, plain).listed, read(directory, plain).left_out) == (Listed(), None)


def test_a_page_written_out_alone_keeps_what_was_known_of_it(directory: Path, tmp_path: Path) -> None:
    with SnapshotWriter(directory) as writer:
        ref = writer.write(URL, 200, {}, PAGE, T0, listed=Listed("Tin"), left_out="out_of_range")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "a.warc.gz").write_bytes(read(directory, ref).packed())
    (copy,) = whole(tmp_path / "copy")
    assert (copy.listed, copy.left_out, copy.body) == (Listed("Tin"), "out_of_range", PAGE)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '"x"', "7", '{"published": "mai"}', '{"title": 7}'])
def test_a_note_that_danvan_did_not_write_says_nothing(text: str | None) -> None:
    assert Listed.from_json(text) == Listed()


def test_addresses_are_ascii_for_tools_that_replay(directory: Path) -> None:
    with SnapshotWriter(directory) as writer:
        ref = writer.write("https://thon.example/?/tin/làm-đường-7.html ", 200, {}, PAGE, T0)
        writer.write("https://thon.example/làm", 200, {}, PAGE, T0)
    assert read(directory, ref).url == URL
    with (directory / ref.file).open("rb") as stream:
        heads = [record.rec_headers for record in ArchiveIterator(stream)][1:]
    assert [head.get_header("WARC-Target-URI") for head in heads] == [URL, "https://thon.example/l%C3%A0m"]
    assert heads[1].get_header("WARC-Refers-To-Target-URI") == URL
    assert uri(' https://thon.example/a b\n?q=<x>"{y}|z ') == "https://thon.example/a%20b?q=%3Cx%3E%22%7By%7D|z"


def test_headers_that_came_in_utf_8_are_read_as_that(directory: Path) -> None:
    with SnapshotWriter(directory) as writer:
        headers = {"X-A": "đường".encode().decode("latin-1"), "X-B": "đường", "X-C": "caf\xe9"}
        ref = writer.write(URL, 200, headers, PAGE, T0)
    found = dict(read(directory, ref).headers)
    way = "%C4%91%C6%B0%E1%BB%9Dng"
    assert (found["X-A"], found["X-B"], found["X-C"]) == (way, way, "caf%C3%A9")
