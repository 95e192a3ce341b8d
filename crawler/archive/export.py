"""Whole articles for other programs: JSON Lines, plain text for corpus tools, WARC. Everything is streamed.

Parquet has a room of its own, `crawler.archive.parquet`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from crawler.archive import warc
from crawler.archive.record import Stored, article_to_json, stamp
from crawler.archive.snapshots import read, read_packed
from crawler.archive.store import Archive
from crawler.archive.zipping import Packed, Zip
from crawler.text import SYLLABLE, fold

FIELDS = ("id", "portal", "url", "title", "lead", "body", "published", "published_precision", "published_from",
          "author", "source", "category", "tags", "captions", "attachments", "topics", "fingerprint",
          "first_seen", "last_seen", "author_unit", "dateline", "platform_id", "gone_since", "version")  # fmt: skip
"""Keys of an exported line, in order; docs/file-formats.md explains each."""

_CSV_FIELDS = tuple(name for name in FIELDS if name not in ("body", "captions", "attachments", "fingerprint"))
_FORMULA = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")
"""What spreadsheets may compute a cell from; some take full-width signs for the same."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile("[\u2028\u2029\x85]")
"""Characters that some readers of JSON Lines take for the end of a line."""


def line_of(stored: Stored) -> dict[str, Any]:
    """One exported article with the keys of `FIELDS`; what is not known is None or an empty list."""
    data = article_to_json(stored.article)
    data |= {
        "id": stored.article.id,
        "first_seen": stamp(stored.first_seen),
        "last_seen": stamp(stored.last_seen),
        "gone_since": stamp(stored.gone_since) if stored.gone_since else None,
        "version": stored.version,
    }
    return {name: data[name] for name in FIELDS}


def export_jsonl(archive: Archive, out: TextIO, portal: str | None = None, since: date | None = None) -> int:
    """Write one article a line and return how many; ``since`` leaves out older and undated ones."""
    count = 0
    for stored in selected(archive, portal, since):
        out.write(json_line(line_of(stored)))
        count += 1
    return count


def json_line(data: dict[str, Any]) -> str:
    """``data`` as one line of JSON Lines, its end included."""
    line = json.dumps(data, ensure_ascii=False)
    return _LINE_END.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def export_text(archive: Archive, out: BinaryIO, portal: str | None = None, since: date | None = None) -> int:
    """Write a zip with one UTF-8 text file an article (title, lead and body) and ``metadata.csv``; return how many."""
    count = 0

    def counted() -> Iterator[Stored]:
        nonlocal count
        for stored in selected(archive, portal, since):
            count += 1
            yield stored

    for piece in text_zip(counted()):
        out.write(piece)
    return count


def text_zip(articles: Iterable[Stored], readme: str = "") -> Iterator[bytes]:
    """The pieces of a zip with one UTF-8 text file an article (title, lead and body), ``metadata.csv``, and
    ``README.txt`` where there is one.

    The table begins with a byte order mark and no cell can be taken for a formula, so that spreadsheets open it well.
    """
    with Zip() as bundle, Packed() as table:
        if readme:
            yield bundle.add("README.txt", readme.encode("utf-8", "replace"))
        table.write("\ufeff")
        rows = csv.writer(table)
        rows.writerow(("file", *_CSV_FIELDS))
        for stored in articles:
            name = file_name(stored)
            article = stored.article
            text = "\n\n".join(part for part in (article.title, article.lead, article.body) if part)
            yield bundle.add(name, f"{text}\n".encode("utf-8", "replace"))
            rows.writerow([name, *(cell(value) for key, value in line_of(stored).items() if key in _CSV_FIELDS)])
        yield from bundle.add_packed("metadata.csv", table)
        yield from bundle.end()


def export_warc(
    archive: Archive, snapshots: Path, out: BinaryIO, portal: str | None = None, since: date | None = None
) -> int:
    """Write the stored pages of the articles as one WARC file, each record a gzip member; return how many pages.

    A page kept as a reference to another one is written in full. Raises `DanvanError` for a page that cannot be read.
    """
    out.write(warc.info(None, "danvan"))
    count = 0
    for stored in selected(archive, portal, since):
        for fetch in reversed(archive.fetches(stored.article.id)):
            if fetch.snapshot is None:
                continue
            packed = read_packed(snapshots, fetch.snapshot)
            out.write(packed if packed is not None else read(snapshots, fetch.snapshot).packed())
            count += 1
    return count


def selected(archive: Archive, portal: str | None, since: date | None) -> Iterator[Stored]:
    """The articles of one portal or all, oldest change first, without those published before ``since``."""
    for stored in archive.iter_articles(portal=portal):
        published = stored.article.published
        if since is None or (published is not None and published.date() >= since):
            yield stored


def file_name(stored: Stored) -> str:
    """``portal/date-title-id.txt`` in ASCII: sorts by date, tells what it is, fits every file system."""
    article = stored.article
    day = article.published.date().isoformat() if article.published else "undated"
    words = "-".join(fold(s) for s in SYLLABLE.findall(article.title))
    slug = re.sub(r"[^a-z0-9-]", "", words)[:60].strip("-")
    folder = re.sub(r"[^A-Za-z0-9._-]", "-", article.portal).strip(".") or "unknown"
    return f"{folder}/{day}-{slug or 'untitled'}-{article.id}.txt"


def cell(value: object) -> str:
    """A table cell: lists joined by "; ", None empty, and an apostrophe before what a spreadsheet would compute."""
    if isinstance(value, list):
        value = "; ".join(item["name"] if isinstance(item, dict) else item for item in value)
    text = "" if value is None else _CONTROL.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def text_out(out: BinaryIO) -> io.TextIOWrapper:
    """``out`` as UTF-8 text with line feeds on every system, for `export_jsonl`."""
    return io.TextIOWrapper(out, encoding="utf-8", newline="\n")
