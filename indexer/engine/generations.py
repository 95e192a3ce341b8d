"""Generations of the index: which one is served, what it consists of, and how the next one takes its place.

``index/current`` holds the name of the served generation, a directory beside it with Whoosh's files, one array file a
segment and ``manifest.json``. A build makes a new directory (segments that stay are hard links) and then renames the
new ``current`` over the old one: that is the only step that counts, so a killed build leaves the old generation served.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from crawler.archive.record import PortalRecord
from crawler.errors import DanvanError
from indexer.engine.packed import Array

SCHEMA_VERSION = 3
"""Kept in every generation. Raise it whenever tokens, keys, fields or arrays change: an older index then asks to be
rebuilt."""

_REMEDY = "Run `danvan index --rebuild`; the archive is not touched."


class IndexMissing(DanvanError):
    """There is no index yet."""


class IndexOld(DanvanError):
    """The index was built by another version of danvan."""


class IndexBroken(DanvanError):
    """The index cannot be read."""


def broken(what: object) -> IndexBroken:
    """The error for an index that cannot be read because of ``what``."""
    return IndexBroken(f"The search index is damaged ({what}). {_REMEDY}")


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment of a generation: its Whoosh id, how many documents it holds, and which of them are deleted."""

    id: str
    count: int
    deleted: tuple[int, ...] = ()

    @property
    def arrays(self) -> str:
        """Name of the file of its arrays."""
        return f"{self.id}.arrays"

    @property
    def alive(self) -> Array:
        """For each document whether it counts."""
        alive = np.ones(self.count, bool)
        alive[list(self.deleted)] = False
        return alive

    @property
    def alive_count(self) -> int:
        """How many documents count."""
        return self.count - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds."""

    generation: str
    archive: str
    """Identity of the archive it was built from."""
    last_seq: int
    """Last change of the archive that it knows."""
    words: bool
    """Whether its newest documents have the word layer."""
    portals: Mapping[str, PortalRecord] = field(default_factory=dict)
    segments: tuple[SegmentEntry, ...] = ()

    @property
    def total(self) -> int:
        """Documents that count."""
        return sum(segment.alive_count for segment in self.segments)


def _write_whole(path: Path, text: str) -> None:
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Put ``manifest`` into its generation's directory."""
    portals = {name: asdict(record) for name, record in manifest.portals.items()}
    data = {
        "schema": SCHEMA_VERSION,
        "generation": manifest.generation,
        "archive": manifest.archive,
        "last_seq": manifest.last_seq,
        "words": manifest.words,
        "portals": portals,
        "segments": [asdict(segment) for segment in manifest.segments],
    }
    _write_whole(directory / "manifest.json", json.dumps(data, ensure_ascii=False))


def publish(index: Path, generation: str) -> None:
    """Make ``generation`` the served one, in one step."""
    _write_whole(index / "current", generation + "\n")


def current_name(index: Path) -> str:
    """Name of the served generation; raises `IndexMissing`."""
    try:
        return (index / "current").read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"There is no search index in {index} yet. Run `danvan index`.") from error
    except (OSError, ValueError) as error:
        raise broken(f"{index / 'current'}: {error}") from error


def read_manifest(index: Path) -> Manifest:
    """The served generation's manifest; raises `IndexMissing`, `IndexOld` or `IndexBroken`."""
    path = index / current_name(index) / "manifest.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        version = data["schema"]
        if version != SCHEMA_VERSION:
            raise IndexOld(f"The search index has version {version} and this danvan needs {SCHEMA_VERSION}. {_REMEDY}")
        return _manifest(data)
    except FileNotFoundError as error:
        # Between reading `current` and this a build may have put the next generation in its place.
        if path.parent.name != current_name(index):
            return read_manifest(index)
        raise broken(f"{path} is missing") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise broken(f"{path}: {error}") from error


def _manifest(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        generation=data["generation"],
        archive=data["archive"],
        last_seq=int(data["last_seq"]),
        words=bool(data["words"]),
        portals={name: PortalRecord(**record) for name, record in data["portals"].items()},
        segments=tuple(SegmentEntry(s["id"], int(s["count"]), tuple(s["deleted"])) for s in data["segments"]),
    )


def generations(index: Path) -> Iterator[Path]:
    """Directories of every generation, finished or not."""
    if index.is_dir():
        yield from (path for path in index.iterdir() if path.is_dir() and path.name.startswith("generation-"))


def new_generation(index: Path) -> Path:
    """A fresh directory, its number one above all that are there."""
    numbers = [int(path.name.rpartition("-")[2]) for path in generations(index) if path.name[11:].isdigit()]
    path = index / f"generation-{max(numbers, default=0) + 1:06d}"
    path.mkdir(parents=True)
    return path


def clean(index: Path, keep: str | None) -> None:
    """Remove every generation but ``keep``: older ones, and what a killed build left. Open readers keep their files."""
    for path in generations(index):
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)


def carry_over(old: Path, new: Path, segment: str) -> None:
    """Put the files of a segment into another generation, as hard links where the file system has them."""
    for path in old.iterdir():
        if path.name.startswith(segment + ".") and not path.name.endswith(".partial"):
            target = new / path.name
            try:
                target.hardlink_to(path)
            except OSError:
                shutil.copy2(path, target)
