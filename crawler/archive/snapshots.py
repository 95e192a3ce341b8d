"""The pages themselves: every fetched article page as a WARC record, in monthly files that standard tools read.

A writer holds a lock on its file. A killed writer's lock is free again, but its marker is still there: then the next
writer looks at the file's end and cuts off a record that was only half written. Nothing else is ever cut.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import metadata
from io import FileIO
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from crawler.archive import warc
from crawler.archive.record import LeftOut, Listed, SnapshotRef
from crawler.archive.warc import DamagedError, Headers, Member, Received, Record
from crawler.errors import DanvanError
from crawler.items import VIETNAM

MAX_BYTES = 256 << 20
"""A file that has grown to this is followed by another one; small enough to copy, check and upload in one go."""

FindSnapshot = Callable[[str], SnapshotRef | None]
"""Finds a kept page by the digest of its body; `crawler.archive.store.Archive.find_snapshot` is one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A stored page as it was received."""

    ref: SnapshotRef
    url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    portal: str = ""
    """Registry id; empty in a file that danvan did not write."""
    listed: Listed = field(default_factory=Listed)
    """What a list or feed said about it."""
    left_out: LeftOut | None = None
    """Why the crawl that fetched it left its article out; None when it did not."""

    def packed(self) -> bytes:
        """The page as a response record that stands on its own."""
        what = (self.url, self.status or 0, self.headers, self.body, self.fetched_at)
        return warc.response(Received(*what, self.portal, self.listed, self.left_out))


@dataclass(frozen=True, slots=True)
class BrokenSnapshot:
    """A place in a file where a record cannot be read."""

    file: str
    offset: int
    reason: str
    torn: bool
    """True when the file merely ends inside the record, as after a power failure."""


class SnapshotWriter:
    """Appends pages to the newest file of ``directory``; close it, or use it in a ``with`` statement."""

    def __init__(self, directory: Path, *, find: FindSnapshot | None = None, max_bytes: int = MAX_BYTES) -> None:
        self._directory = directory
        self._find = find
        self._max_bytes = max_bytes
        self._written: dict[str, SnapshotRef] = {}
        self._month = ""
        self._path: Path | None = None
        self._file: FileIO | None = None
        self._lock: FileLock | None = None

    def write(
        self, url: str, status: int, headers: Headers, body: bytes, fetched_at: datetime, *, portal: str = "",
        listed: Listed | None = None, left_out: LeftOut | None = None,
    ) -> SnapshotRef:  # fmt: skip
        """Keep one page; when this returns it is on the disk.

        ``body`` is decoded from transfer and content encoding. A body that is kept already becomes a revisit record.
        ``portal``, ``listed`` and ``left_out`` go along, so that an archive can be rebuilt from the snapshots alone.
        Raises `DanvanError` when the disk is full or not writable; what was kept before stays whole.
        """
        digest = warc.digest_of(body)
        page = Received(url, status, headers, body, fetched_at, portal, listed or Listed(), left_out)
        original = self._original(digest) if body else None
        if original is None:
            data = warc.response(page)
        else:
            ref, record = original
            place = f"{ref.file} {ref.offset} {ref.length}"
            data = warc.revisit(page, digest, record, place)
        self._turn(fetched_at.astimezone(VIETNAM).strftime("%Y-%m"))
        ref = self._append(data, digest)
        if original is None:
            self._written[digest] = ref
        return ref

    def _original(self, digest: str) -> tuple[SnapshotRef, Record] | None:
        """The kept page with this body, when it can still be read."""
        ref = self._written.get(digest) or (self._find(digest) if self._find else None)
        if ref is None:
            return None
        try:
            record = _load(self._directory, ref)
        except (OSError, ValueError, DamagedError):
            return None
        return (ref, record) if record.kind == "response" and record.digest == digest else None

    def _turn(self, month: str) -> None:
        """Make sure that a file of ``month`` with room is open."""
        if self._file is not None and month == self._month and self._file.tell() < self._max_bytes:
            return
        self.close()
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            number = 1
            while not self._open(self._directory / f"{month}-{number:04}.warc.gz"):
                number += 1
        except OSError as error:
            raise _unwritable(self._directory, error) from error
        self._month = month

    def _open(self, path: Path) -> bool:
        """Open ``path`` for appending unless it is full, damaged or another writer's."""
        if path.exists() and path.stat().st_size >= self._max_bytes:
            return False
        marker = path.with_name(path.name + ".lock")
        left_behind = marker.exists()
        lock = FileLock(marker)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        if left_behind and path.exists() and not mend(path):
            lock.release()
            return False
        self._lock, self._path = lock, path
        self._file = path.open("ab", buffering=0)
        if self._file.seek(0, os.SEEK_END) == 0:
            self._append(warc.info(path.name, f"danvan/{_release()}"), "")
        return True

    def _append(self, data: bytes, digest: str) -> SnapshotRef:
        assert self._file is not None  # noqa: S101 _turn opened it
        assert self._path is not None  # noqa: S101
        offset = self._file.tell()
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            os.ftruncate(self._file.fileno(), offset)
            raise _unwritable(self._path, error) from error
        return SnapshotRef(self._path.name, offset, len(data), digest)

    def close(self) -> None:
        """Give the file free; closing twice is allowed."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    def __enter__(self) -> SnapshotWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def mend(path: Path) -> bool:
    """Cut off a half-written record at the end of a file; False when the file is damaged in another way."""
    how, end = warc.tail(path)
    if how == "torn":
        with path.open("rb+") as file:
            file.truncate(end)
    return how != "damaged"


def read(directory: Path, ref: SnapshotRef) -> Snapshot:
    """The page at ``ref``; raises `DanvanError` when the file is missing or the record damaged."""
    try:
        record = _load(directory, ref)
        if record.refers_to is not None:
            record = replace(record, body=_load(directory, SnapshotRef(*record.refers_to, ref.digest)).body)
    except (OSError, ValueError, DamagedError) as error:
        raise _unreadable(directory, ref, error) from error
    return _snapshot(record, ref)


def read_packed(directory: Path, ref: SnapshotRef) -> bytes | None:
    """The record at ``ref`` as its compressed bytes, None when it only refers to another or its address is not ASCII.

    Raises `DanvanError`.
    """
    try:
        record, packed = _load_packed(directory, ref)
    except (OSError, ValueError, DamagedError) as error:
        raise _unreadable(directory, ref, error) from error
    return packed if record.kind == "response" and record.url.isascii() else None


def iter_snapshots(directory: Path) -> Iterator[Snapshot | BrokenSnapshot]:
    """Every stored page, file by file in the order of their names, and every place that cannot be read.

    WARC files of other programs in the same directory are read as well. Raises `DanvanError` when one cannot be opened.
    """
    for path in sorted(directory.glob("*.warc.gz")):
        try:
            for member in warc.members(path):
                found = _of_member(directory, path.name, member)
                if found is not None:
                    yield found
        except OSError as error:
            raise DanvanError(
                f"The snapshots in {path} cannot be read ({error.strerror}). Check the disk and who may read the file."
            ) from error


def _of_member(directory: Path, file: str, member: Member) -> Snapshot | BrokenSnapshot | None:
    """None for a record that holds no page."""
    if member.damage is not None:
        return BrokenSnapshot(file, member.offset, str(member.damage), member.damage.torn)
    try:
        record = warc.parse(member.data)
        if record.kind == "revisit" and record.refers_to is not None:
            source = SnapshotRef(*record.refers_to, record.digest or "")
            record = replace(record, body=_load(directory, source).body)
    except (OSError, ValueError, DamagedError) as error:
        return BrokenSnapshot(file, member.offset, str(error), torn=False)
    if record.kind == "response" or record.refers_to is not None:
        return _snapshot(record, SnapshotRef(file, member.offset, member.length, record.digest or ""))
    return None


def _load(directory: Path, ref: SnapshotRef) -> Record:
    return _load_packed(directory, ref)[0]


def _load_packed(directory: Path, ref: SnapshotRef) -> tuple[Record, bytes]:
    """The record at ``ref``, parsed and as it lies in the file."""
    with (directory / ref.file).open("rb") as stream:
        data, length = warc.unpack(stream, ref.offset)
        stream.seek(ref.offset)
        packed = stream.read(length)
    record = warc.parse(data)
    if ref.digest and record.digest != ref.digest:
        raise ValueError(f"the record there has the digest {record.digest}, not {ref.digest}")
    return record, packed


def _snapshot(record: Record, ref: SnapshotRef) -> Snapshot:
    return Snapshot(
        ref, record.url, record.status, record.headers, record.body, record.date,
        record.portal, record.listed, record.left_out,
    )  # fmt: skip


def _release() -> str:
    try:
        return metadata.version("danvan")
    except metadata.PackageNotFoundError:
        return "uninstalled"


def _unreadable(directory: Path, ref: SnapshotRef, error: Exception) -> DanvanError:
    return DanvanError(
        f"The stored page in {directory / ref.file} at byte {ref.offset} cannot be read ({error}). "
        "Run `danvan verify` to see what is damaged; the article's text in the archive is not touched by it."
    )


def _unwritable(path: Path, error: OSError) -> DanvanError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        what, advice = "The disk is full", "Free some space"
    else:
        what, advice = f"Writing failed ({error.strerror})", "Check who may write there, or set DANVAN_DATA elsewhere"
    return DanvanError(f"{what}: the page could not be kept in {path}. {advice} and run the command again; {_KEPT}")


_KEPT = "the pages kept before are whole."
