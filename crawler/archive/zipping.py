"""A zip made piece by piece, of any length: nothing is kept in memory but the entry that is being packed.

`zipfile` can write to a stream too, but keeps a record of every entry until the end: hundreds of bytes for each of
perhaps a million articles. Here they go to a temporary file. Layout: PKWARE APPNOTE 6.3.10, §4.3, with ZIP64 where it
is needed.
The same entries give the same bytes: there is no clock in the zip.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, cast

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_END = struct.Struct("<4s4H2LH")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_UTF8, _DEFLATED, _UNIX = 0x800, 8, 3
_PLAIN, _ZIP64 = 20, 45
"""Versions of the format that an entry needs."""
_DAY_ONE = 0x21
"""1 January 1980, the first day a zip can name."""
_MODE = 0o100644 << 16
_LEVEL = 3
"""Of zlib: twice as fast as the usual 6, a tenth larger."""
_PIECE = 65_536


class Zip:
    """Use it in a ``with`` statement: `add` entries, then send what `end` gives."""

    def __init__(self) -> None:
        self._central = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed by __exit__
        self._at = self._count = 0

    def __enter__(self) -> Zip:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._central.close()

    def add(self, name: str, content: bytes) -> bytes:
        """One entry, whole."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        return self._begin(name, zlib.crc32(content), len(content), len(packed)) + self._sent(packed)

    def add_packed(self, name: str, packed: Packed) -> Iterator[bytes]:
        """One entry that was packed as it grew."""
        yield self._begin(name, packed.crc, packed.size, packed.finish())
        packed.file.seek(0)
        while piece := packed.file.read(_PIECE):
            yield self._sent(piece)

    def end(self) -> Iterator[bytes]:
        """The list of entries and the end of the file."""
        begin = self._at
        self._central.seek(0)
        while piece := self._central.read(_PIECE):
            yield self._sent(piece)
        size, end = self._at - begin, self._at
        if self._count >= _FULL16 or end >= _FULL32:
            numbers = (0, 0, self._count, self._count, size, begin)
            yield _END64.pack(b"PK\x06\x06", _END64.size - 12, _ZIP64 | _UNIX << 8, _ZIP64, *numbers)
            yield _LOCATOR.pack(b"PK\x06\x07", 0, end, 1)
        count = min(self._count, _FULL16)
        yield _END.pack(b"PK\x05\x06", 0, 0, count, count, min(size, _FULL32), min(begin, _FULL32), 0)

    def _begin(self, name: str, crc: int, size: int, packed: int) -> bytes:
        """The head of an entry; its record for the end is put aside."""
        path = name.encode()
        large = [n for n in (size, packed) if n >= _FULL32]
        extra = struct.pack("<2H2Q", 1, 16, size, packed) if large else b""
        needs = _ZIP64 if large else _PLAIN
        sizes = (_FULL32, _FULL32) if large else (size, packed)
        what = (_UTF8, _DEFLATED, 0, _DAY_ONE, crc, sizes[1], sizes[0], len(path))
        self._remember(path, what, (size, packed) if large else ())
        return self._sent(_LOCAL.pack(b"PK\x03\x04", needs, *what, len(extra)) + path + extra)

    def _remember(self, path: bytes, what: tuple[int, ...], large: tuple[int, ...]) -> None:
        values = (*large, self._at) if self._at >= _FULL32 else large
        extra = struct.pack(f"<2H{len(values)}Q", 1, 8 * len(values), *values) if values else b""
        needs = _ZIP64 if values else _PLAIN
        offset = min(self._at, _FULL32)
        head = _CENTRAL.pack(b"PK\x01\x02", needs | _UNIX << 8, needs, *what, len(extra), 0, 0, 0, _MODE, offset)
        self._central.write(head + path + extra)
        self._count += 1

    def _sent(self, piece: bytes) -> bytes:
        self._at += len(piece)
        return piece


class Packed:
    """The content of one entry, packed into a temporary file while it grows."""

    def __init__(self) -> None:
        self.file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed by __exit__
        self.crc = self.size = 0
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()

    def write(self, text: str) -> None:
        """Add ``text`` to the content."""
        content = text.encode("utf-8", "replace")
        self.crc = zlib.crc32(content, self.crc)
        self.size += len(content)
        self.file.write(self._packer.compress(content))

    def finish(self) -> int:
        """Pack what is left; the packed length."""
        self.file.write(self._packer.flush())
        return self.file.tell()
