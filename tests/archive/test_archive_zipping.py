"""Zips made piece by piece are read by Python's own reader, however long they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from crawler.archive import zipping
from crawler.archive.export import text_zip
from crawler.archive.zipping import Packed, Zip


def whole(count: int) -> bytes:
    with Zip() as bundle, Packed() as table:
        pieces = [bundle.add(f"thư mục/bài {n}.txt", f"Bài số {n}\n".encode() * n) for n in range(count)]
        table.write("a,b\r\n")
        table.write("1,2\r\n" * 10_000)
        return b"".join([*pieces, *bundle.add_packed("bảng.csv", table), *bundle.end()])


def test_every_entry_is_read_back() -> None:
    bundle = zipfile.ZipFile(io.BytesIO(whole(5)))
    assert bundle.testzip() is None
    assert bundle.namelist() == [*(f"thư mục/bài {n}.txt" for n in range(5)), "bảng.csv"]
    assert bundle.read("thư mục/bài 3.txt").decode() == "Bài số 3\n" * 3
    assert bundle.read("bảng.csv").decode() == "a,b\r\n" + "1,2\r\n" * 10_000
    assert bundle.getinfo("bảng.csv").external_attr >> 16 == 0o100644
    assert whole(5) == whole(5)


def test_more_entries_than_the_old_format_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, "_FULL16", 3)
    data = whole(5)
    assert b"PK\x06\x06" in data
    assert len(zipfile.ZipFile(io.BytesIO(data)).namelist()) == 6


def test_more_bytes_than_the_old_format_counts(tmp_path: Path) -> None:
    """The file is sparse: it takes no more of the disk than its end."""
    begin = 2**32 + 5
    path = tmp_path / "large.zip"
    with path.open("wb") as file, Zip() as bundle:
        file.seek(begin)
        bundle._at = begin
        file.write(bundle.add("a.txt", b"a" * 100))
        file.writelines(bundle.end())
    with zipfile.ZipFile(path) as read:
        assert read.infolist()[0].header_offset == begin
        assert read.read("a.txt") == b"a" * 100


def test_an_entry_of_more_bytes_says_so() -> None:
    with Zip() as bundle:
        head = bundle._begin("a", 0, 2**32, 2**32 + 1)
        assert head.endswith((2**32).to_bytes(8, "little") + (2**32 + 1).to_bytes(8, "little"))
        assert b"".join(bundle.end()).count((2**32).to_bytes(8, "little")) == 1


def test_nothing_is_a_zip_too() -> None:
    assert zipfile.ZipFile(io.BytesIO(b"".join(text_zip([], "Không có bài nào.")))).namelist() == [
        "README.txt",
        "metadata.csv",
    ]
