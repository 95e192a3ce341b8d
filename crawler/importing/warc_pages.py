"""The HTML answers in a WARC file of any program, damage stepped over."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.archive.record import LeftOut, Listed, SnapshotRef, moment
from crawler.archive.snapshots import read
from crawler.archive.warc import LEFT_OUT, LISTED, PORTAL, REFERS_TO, charset_of, left_out_of, members
from crawler.errors import DanvanError

MOST_BYTES = 32 << 20
"""A larger answer is no article's page."""


@dataclass(frozen=True, slots=True)
class WarcPage:
    """An HTML answer with status 200."""

    url: str
    at: datetime
    body: bytes
    portal: str
    """Registry id where danvan wrote the record; else empty."""
    headers: tuple[tuple[str, str], ...] = ()
    listed: Listed = field(default_factory=Listed)
    left_out: LeftOut | None = None
    """Why the crawl of danvan that fetched it left its article out."""

    @property
    def charset(self) -> str | None:
        """The charset that the portal declared."""
        return charset_of(self.headers)


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A record that cannot be read."""

    reason: str


def pages(path: Path) -> Iterator[tuple[int, WarcPage | DamagedPage | None]]:
    """Each record with its number from 1: a page, damage, or None for a record that is no HTML answer.

    Records that describe (warcinfo, request, metadata) are counted but not given. Raises `OSError`.
    """
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    number = 0
    for piece in _packed(path) if packed else _plain(path):
        if isinstance(piece, DamagedPage):
            number += 1
            yield number, piece
            continue
        with piece:
            for found in _records(piece, path.parent):
                number += 1
                if not isinstance(found, str):
                    yield number, found


def _packed(path: Path) -> Iterator[IO[bytes] | DamagedPage]:
    """The gzip members, each as a stream of its own, so that damage to one does not hide the next."""
    for member in members(path):
        if member.damage is not None:
            yield DamagedPage(f"a damaged record was left out ({member.damage})")
        else:
            yield io.BytesIO(member.data)


def _plain(path: Path) -> Iterator[IO[bytes]]:
    yield path.open("rb")


def _records(stream: IO[bytes], beside: Path) -> Iterator[WarcPage | DamagedPage | str | None]:
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            yield _page(record, beside) if record.rec_type in ("response", "resource", "revisit") else "described"
    except (ArchiveLoadFailed, EOFError, ValueError, TypeError, zlib.error) as error:
        yield DamagedPage(f"a record cannot be read, what follows it was left out ({error})")


def _page(record: ArcWarcRecord, beside: Path) -> WarcPage | None:
    head, http = record.rec_headers, record.http_headers
    kind = (http.get_header("Content-Type") if http else head.get_header("Content-Type")) or ""
    status = http.get_statuscode() if http else "200"
    url = (head.get_header("WARC-Target-URI") or "").strip("<> ")
    if status != "200" or "html" not in kind.lower() or not url.startswith("http"):
        return None
    body = _referred(record, beside) if record.rec_type == "revisit" else record.content_stream().read(MOST_BYTES + 1)
    if body is None or len(body) > MOST_BYTES:
        return None
    return WarcPage(
        url, moment(head.get_header("WARC-Date")), body, head.get_header(PORTAL) or "",
        tuple(http.headers) if http else (("Content-Type", kind),),
        Listed.from_json(head.get_header(LISTED)), left_out_of(head.get_header(LEFT_OUT)),
    )  # fmt: skip


def _referred(record: ArcWarcRecord, beside: Path) -> bytes | None:
    """The body that a revisit record of danvan refers to, in a file beside this one; None for other programs'."""
    place = (record.rec_headers.get_header(REFERS_TO) or "").rsplit(" ", 2)
    if len(place) != 3:
        return None
    digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    try:
        return read(beside, SnapshotRef(Path(place[0]).name, int(place[1]), int(place[2]), digest)).body
    except DanvanError:
        return None
