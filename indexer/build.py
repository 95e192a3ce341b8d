"""Building the index from the archive: only what changed, or everything anew. Searches go on meanwhile."""

from __future__ import annotations

import os
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from indexer.engine.generations import IndexBroken, IndexMissing, IndexOld, Manifest, clean, read_manifest
from indexer.figures.build import update_figures
from indexer.pipeline import Options, Pipeline, Progress

__all__ = ["BuildReport", "IndexBroken", "IndexMissing", "IndexOld", "update_index"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    indexed: int
    """Articles read."""
    removed: int
    """Documents that left the index: replaced by a new text or gone from the archive."""
    total: int
    """Articles in the index now."""
    segments: int
    full: bool
    """Whether everything was built anew."""
    seconds: float
    generation: str

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return asdict(self)


def update_index(
    data: DataDir,
    *,
    rebuild: bool = False,
    processes: int | None = None,
    words: bool = True,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index up to date with the archive and return what was done.

    Everything is built anew with ``rebuild``, and when there is no index, or an old or damaged one, or one of another
    archive. ``words`` says whether new documents get the word layer; ``processes`` defaults to one a core.
    Raises `DanvanError`: another build is running, the archive cannot be read, the disk is full. Whatever stops a
    build, the index before it stays.
    """
    started = time.monotonic()
    data.create()
    with exclusive(data.index_lock, "index build"), Archive.open(data.archive, readonly=True) as archive:
        data.index.mkdir(exist_ok=True)
        known = None if rebuild else _known(data.index, archive)
        clean(data.index, _served(data.index))
        options = Options(words, processes or _cores(), progress or _silent)
        try:
            pipeline, manifest, full = _run(data.index, archive, known, options)
            update_figures(data.index, archive, processes=options.processes, anew=rebuild, progress=progress)
        except BrokenProcessPool as error:
            raise DanvanError(
                "A process of the index build ended unexpectedly, perhaps for lack of memory. "
                "Run `danvan index --processes 1`; the index before is still served."
            ) from error
        except OSError as error:
            raise DanvanError(
                f"The index cannot be written to {data.index} ({error.strerror or error}). Free some space or check "
                "who may write there, and run `danvan index` again; the index before is still served."
            ) from error
    return BuildReport(
        indexed=pipeline.read,
        removed=pipeline.removed,
        total=manifest.total,
        segments=len(manifest.segments),
        full=full,
        seconds=time.monotonic() - started,
        generation=manifest.generation,
    )


def _run(index: Path, archive: Archive, known: Manifest | None, options: Options) -> tuple[Pipeline, Manifest, bool]:
    """The build on top of ``known``, from nothing when that turns out to be damaged; whether it was from nothing."""
    try:
        pipeline = Pipeline(index, archive, known, options)
        return pipeline, pipeline.run(), known is None
    except IndexBroken:
        if known is None:
            raise
    return _run(index, archive, None, options)


def _silent(done: int, total: int | None = None) -> None:
    """No progress wanted."""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _served(index: Path) -> str | None:
    try:
        return read_manifest(index).generation
    except (IndexMissing, IndexOld, IndexBroken):
        return None


def _known(index: Path, archive: Archive) -> Manifest | None:
    """What is indexed already, or None when it is of no use."""
    try:
        manifest = read_manifest(index)
    except (IndexMissing, IndexOld, IndexBroken):
        return None
    same = manifest.archive == archive.identity() and manifest.last_seq <= archive.last_seq()
    return manifest if same else None
