"""WARC 1.1 records as bytes: making them with warcio, reading them back, and walking a file that may be damaged.

Every record is its own gzip member, so that any can be read alone and a torn one at the end harms none before it.
"""

from __future__ import annotations

import io
import mmap
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from crawler.archive.record import LeftOut, Listed, moment

Headers = Mapping[str, str] | Iterable[tuple[str, str]]

PORTAL = "WARC-Danvan-Portal"
"""Registry id of the portal; the standard lets readers pass over fields they do not know."""
REFERS_TO = "WARC-Danvan-Refers-To"
"""``file offset length`` of the record that holds the body of a revisit record."""
LISTED = "WARC-Danvan-Listed"
"""JSON: what a list said about the page (`crawler.archive.record.Listed`)."""
LEFT_OUT = "WARC-Danvan-Left-Out"
"""Why the crawl did not take the article on the page into the archive; missing when it did."""

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_ASCII = "".join(c for c in map(chr, range(0x21, 0x7F)) if c not in '"<>\\^`{}')
"""Characters that may stand in an address as they are; so does the URL Standard see it."""
_LINE_BREAKS = re.compile(r"[\r\n\t]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110, token; a line with another name would make the record unreadable."""
_FRAMING = ("content-encoding", "transfer-encoding", "content-length")
"""Headers about how the body travelled; the stored body is decoded and whole."""


class DamagedError(Exception):
    """The bytes at an offset are not a whole record; ``torn`` when the file merely ends too early."""

    def __init__(self, offset: int, reason: str, *, torn: bool) -> None:
        super().__init__(f"offset {offset}: {reason}")
        self.offset = offset
        self.torn = torn


@dataclass(frozen=True, slots=True)
class Record:
    """One record, decoded."""

    kind: str
    """``response``, ``revisit``, ``warcinfo`` …"""
    url: str
    date: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Without transfer or content encoding; empty for a revisit."""
    digest: str | None
    """As the record states it."""
    portal: str
    """As danvan notes it; empty in the files of other programs."""
    refers_to: tuple[str, int, int] | None
    listed: Listed = field(default_factory=Listed)
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member of a file: a whole record, or ``damage`` that was stepped over."""

    offset: int
    length: int
    data: bytes
    damage: DamagedError | None = None


def digest_of(body: bytes) -> str:
    """``sha1:`` and base 32, as WARC tools write it."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


@dataclass(frozen=True, slots=True)
class Received:
    """A page as it came, and what the crawl knew about it."""

    url: str
    status: int
    headers: Headers
    body: bytes
    at: datetime
    portal: str
    """Registry id; empty when it is not known."""
    listed: Listed = field(default_factory=Listed)
    left_out: LeftOut | None = None

    def fields(self) -> dict[str, str]:
        """The header fields of its record that only danvan reads."""
        known = {PORTAL: self.portal, LISTED: self.listed.as_json(), LEFT_OUT: self.left_out or ""}
        return {name: value for name, value in known.items() if value}


def response(page: Received) -> bytes:
    """A response record, compressed. Framing headers are kept as ``X-Archive-Orig-…``, as pywb does."""
    return _pack(_record("response", page, page.body, len(page.body)))


def revisit(page: Received, digest: str, original: Record, place: str) -> bytes:
    """A record that says: the body is the same as that of ``original``, which lies at ``place``.

    Its HTTP headers state the length of that body: tools that replay it send the body with them.
    """
    record = _record("revisit", page, b"", len(page.body))
    record.rec_headers.replace_header("WARC-Payload-Digest", digest)
    for name, value in (
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Refers-To-Target-URI", uri(original.url)),
        ("WARC-Refers-To-Date", _date(original.date)),
        (REFERS_TO, place),
    ):
        record.rec_headers.add_header(name, value)
    return _pack(record)


def info(file: str | None, software: str) -> bytes:
    """The warcinfo record that opens a file; ``file`` is its name where that is known."""
    fields = {"software": software, "format": "WARC File Format 1.1", "conformsTo": _SPECIFICATION}
    return _pack(_builder().create_warcinfo_record(file, fields))


_SPECIFICATION = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def _builder(out: io.BytesIO | None = None) -> Any:
    return WARCWriter(out or io.BytesIO(), gzip=False, warc_version="1.1")


def _record(kind: str, page: Received, body: bytes, length: int) -> ArcWarcRecord:
    http = StatusAndHeaders(_status_line(page.status), _http_headers(page.headers, length), protocol="HTTP/1.1")
    return _builder().create_warc_record(
        uri(page.url),
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_headers_dict={"WARC-Date": _date(page.at)} | page.fields(),
        http_headers=http,
    )


def uri(url: str) -> str:
    """The address in ASCII, as RFC 3986 wants it and tools that replay need it: other letters percent-encoded."""
    return quote(_LINE_BREAKS.sub("", url.strip()), safe=_ASCII)


def _pack(record: ArcWarcRecord) -> bytes:
    out = io.BytesIO()
    _builder(out).write_record(record)
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(out.getvalue()) + packer.flush()


def _http_headers(headers: Headers, length: int) -> list[tuple[str, str]]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    kept = []
    for name, value in pairs:
        if not _HEADER_NAME.fullmatch(name):
            continue
        line = " ".join("".join(c if c.isprintable() else " " for c in _letters(value)).split())
        kept.append((f"X-Archive-Orig-{name}" if name.lower() in _FRAMING else name, line))
    return [*kept, ("Content-Length", str(length))]


def _letters(value: str) -> str:
    """A header's value: HTTP libraries hand over its bytes as Latin-1, portals send UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(data: bytes) -> Record:
    """The record in one uncompressed member; raises `ValueError` when it is not one."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), check_digests=True)))
        body = record.content_stream().read()
        at = moment(record.rec_headers.get_header("WARC-Date"))
    except (ArchiveLoadFailed, StopIteration, EOFError, TypeError, zlib.error) as error:
        raise ValueError(f"not a WARC record: {error}") from error
    if record.digest_checker.passed is False:
        raise ValueError("; ".join(record.digest_checker.problems))
    head, http = record.rec_headers, record.http_headers
    place = (head.get_header(REFERS_TO) or "").rsplit(" ", 2)
    return Record(
        kind=record.rec_type,
        url=head.get_header("WARC-Target-URI") or "",
        date=at,
        status=_status(http),
        headers=tuple(http.headers) if http else (),
        body=body,
        digest=head.get_header("WARC-Payload-Digest"),
        portal=head.get_header(PORTAL) or "",
        refers_to=(place[0], int(place[1]), int(place[2])) if len(place) == 3 else None,
        listed=Listed.from_json(head.get_header(LISTED)),
        left_out=left_out_of(head.get_header(LEFT_OUT)),
    )


def left_out_of(text: str | None) -> LeftOut | None:
    """The value of a `LEFT_OUT` field; None for what danvan does not write."""
    return next((reason for reason in get_args(LeftOut) if reason == text), None)


def charset_of(headers: Iterable[tuple[str, str]]) -> str | None:
    """The charset that HTTP headers declare; None when they do not."""
    declared = Message()
    declared["Content-Type"] = next((value for name, value in headers if name.lower() == "content-type"), "")
    return declared.get_content_charset()


def _status(http: StatusAndHeaders | None) -> int | None:
    code = http.get_statuscode() if http else ""
    return int(code) if code.isdigit() else None


def unpack(stream: Any, offset: int) -> tuple[bytes, int]:
    """The content and the packed length of the gzip member at ``offset``; raises `DamagedError`."""
    stream.seek(offset)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    taken = 0
    try:
        while not unpacker.eof:
            chunk = stream.read(_CHUNK)
            if not chunk:
                raise DamagedError(offset, "the file ends inside a record", torn=True)
            taken += len(chunk)
            parts.append(unpacker.decompress(chunk))
    except zlib.error as error:
        raise DamagedError(offset, str(error), torn=False) from error
    return b"".join(parts), taken - len(unpacker.unused_data)


def members(path: Path) -> Iterator[Member]:
    """Every record of a file in order, stepping over damage; raises `OSError`."""
    size = path.stat().st_size
    offset = 0
    with path.open("rb") as stream:
        while offset < size:
            try:
                data, length = unpack(stream, offset)
                yield Member(offset, length, data)
            except DamagedError as damage:
                length = _next_member(path, stream, offset, size) - offset
                yield Member(offset, length, b"", damage)
            offset += length


def _next_member(path: Path, stream: Any, offset: int, size: int) -> int:
    """Where the next whole record after a damaged one begins; the file's end when there is none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = content.find(_GZIP, offset + 1)
        while found >= 0:
            try:
                if unpack(stream, found)[0].startswith(b"WARC/"):
                    return found
            except DamagedError:
                pass
            found = content.find(_GZIP, found + 1)
    return size


def tail(path: Path) -> tuple[Literal["whole", "torn", "damaged"], int]:
    """How a file ends, and where its last whole record does: ``torn`` when one record is cut off at the very end."""
    end = 0
    for member in members(path):
        if member.damage is not None:
            last = member.offset + member.length >= path.stat().st_size
            return ("torn" if last and member.damage.torn else "damaged"), end
        end = member.offset + member.length
    return "whole", end
