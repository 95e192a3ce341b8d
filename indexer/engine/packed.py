"""One file of named NumPy arrays, memory-mapped: everything the engine knows of a segment.

Layout: 8 bytes magic, two little-endian 32-bit numbers (length and CRC of the header), the header as JSON (array name →
type, shape, offset, CRC; file size; free data), then the arrays, each at a multiple of 64. Written under another name,
flushed and renamed, so that a file by its own name is whole unless the disk broke it.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_MAGIC = b"danvan1\n"
_LENGTHS = struct.Struct("<II")
_ALIGN = 64


class TornFileError(Exception):
    """An array file is missing, cut short or changed; it can be derived again."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The arrays and the free data of one file, or of what will become one."""

    arrays: Mapping[str, Array]
    meta: Mapping[str, Any]

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]


def save(path: Path, packed: Packed) -> None:
    """Write ``packed`` to ``path``, all or nothing."""
    arrays = {name: np.ascontiguousarray(array) for name, array in packed.arrays.items()}
    directory: dict[str, tuple[str, list[int], int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        directory[name] = (array.dtype.str, list(array.shape), offset, zlib.crc32(array.data))
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"arrays": directory, "bytes": offset, "meta": packed.meta}, ensure_ascii=False).encode()
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(_MAGIC + _LENGTHS.pack(len(header), zlib.crc32(header)) + header)
        file.write(bytes(-file.tell() % _ALIGN))
        for array in arrays.values():
            file.write(array.data)
            file.write(bytes(-array.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def load(path: Path, *, thorough: bool = False) -> Packed:
    """The arrays of ``path`` as views of a memory map; the map lives as long as one of them does.

    Raises `TornFileError` when the file is missing or its header or size is wrong, and, when ``thorough``, when any
    array's CRC is.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
            length, crc = _LENGTHS.unpack(file.read(_LENGTHS.size))
            header = file.read(length)
        if magic != _MAGIC or zlib.crc32(header) != crc:
            raise TornFileError(f"{path} is not an array file or its header is damaged")
        described = json.loads(header)
        base = -(-(len(_MAGIC) + _LENGTHS.size + length) // _ALIGN) * _ALIGN
        if path.stat().st_size != base + described["bytes"]:
            raise TornFileError(f"{path} is cut short")
        memory = np.memmap(path, np.uint8, "r")
    except (OSError, struct.error, ValueError) as error:
        raise TornFileError(f"{path} cannot be read: {error}") from error
    arrays = {}
    for name, (dtype, shape, offset, crc) in described["arrays"].items():
        kind = np.dtype(dtype)
        size = kind.itemsize * int(np.prod(shape))
        part: Array = np.asarray(memory[base + offset : base + offset + size])
        if thorough and zlib.crc32(part.data) != crc:
            raise TornFileError(f"{path} is damaged in {name}")
        arrays[name] = part.view(kind).reshape(shape)
    return Packed(arrays, described["meta"])
