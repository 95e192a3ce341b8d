"""What kind of file is offered for import: by its bytes first, by its name where the bytes leave it open."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_OTHER = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
)
_HEAD = 4096
"""Bytes that are looked at."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """The kind of a file, or why it cannot be imported."""

    name: Literal["text", "html", "jsonl", "warc", "none"]
    packed: bool = False
    """The file is compressed with gzip."""
    refusal: str | None = None


def kind_of(path: Path) -> FileKind:
    """What ``path`` holds; raises `OSError` when it cannot be opened."""
    if path.is_dir():
        return FileKind(
            "none", refusal=f"is a directory without an archive. Name the files in it, such as {path}/*.txt."
        )
    if not path.exists():
        return FileKind("none", refusal="does not exist. Check the name.")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    packed = head.startswith(b"\x1f\x8b")
    if packed:
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _HEAD)
        except zlib.error as error:
            return FileKind("none", packed, f"is a damaged gzip file ({error}).")
    return _by_content(head, path, packed)


def _by_content(head: bytes, path: Path, packed: bool) -> FileKind:
    if not head.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        return FileKind("none", packed, "is empty.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"WARC/"):
        return FileKind("warc", packed)
    for mark, what in _OTHER:
        if head.startswith(mark):
            return FileKind("none", packed, f"is {what}. Import text (.txt), JSON Lines (.jsonl) or WARC.")
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in head:
        return FileKind("none", packed, "is a binary file. Import text (.txt), JSON Lines (.jsonl) or WARC.")
    names = [s.lower() for s in path.suffixes]
    if start.startswith(b"{") or ".jsonl" in names or ".ndjson" in names:
        return FileKind("jsonl", packed)
    if start.startswith(b"[") and ".json" in names:
        return FileKind("none", packed, "is one JSON list. Write one article a line (JSON Lines).")
    lower = start[:1024].lower()
    if lower.startswith((b"<!doctype html", b"<html")) or (names[-1:] in ([".html"], [".htm"]) and b"<" in lower):
        return FileKind("html", packed)
    return FileKind("text", packed)
