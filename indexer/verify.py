"""Whether the index is whole: every byte of its arrays, Whoosh's own files, and that both know the same articles."""

from __future__ import annotations

from pathlib import Path

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from indexer.engine.generations import IndexBroken, IndexOld, Manifest, read_manifest
from indexer.engine.packed import TornFileError, load
from indexer.engine.segments import read_table


def verify_index(data: DataDir) -> list[str]:
    """Sentences about what is wrong, each with what mends it; empty when all is well.

    Raises `indexer.build.IndexMissing` when there is no index.
    """
    try:
        manifest = read_manifest(data.index)
        directory = data.index / manifest.generation
        problems = [*_arrays(directory, manifest), *_table(directory, manifest)]
    except (IndexBroken, IndexOld) as error:
        return [str(error)]
    if not problems:
        problems = _count(data, manifest)
    return problems


def _arrays(directory: Path, manifest: Manifest) -> list[str]:
    problems = []
    for entry in manifest.segments:
        try:
            load(directory / entry.arrays, thorough=True)
        except TornFileError as error:
            problems.append(f"{error}. Run `danvan index --rebuild`.")
    return problems


def _table(directory: Path, manifest: Manifest) -> list[str]:
    table = read_table(directory)
    wanted = {entry.id: (entry.count, set(entry.deleted)) for entry in manifest.segments}
    found = {name: (segment.doc_count_all(), set(segment.deleted_docs())) for name, segment in table.items()}
    if wanted == found:
        return []
    return ["Whoosh's table of contents and the manifest differ. Run `danvan index --rebuild`."]


def _count(data: DataDir, manifest: Manifest) -> list[str]:
    """Articles that wait to be indexed are no fault; without any, both must have the same number."""
    try:
        with Archive.open(data.archive, readonly=True) as archive:
            identity, last_seq, count = archive.identity(), archive.last_seq(), archive.count()
    except DanvanError:
        return []  # an archive that cannot be read is told by its own check
    if identity != manifest.archive:
        return ["The index was built from another archive. Run `danvan index`."]
    if last_seq == manifest.last_seq and count != manifest.total:
        return [f"The archive has {count} articles, the index {manifest.total}. Run `danvan index --rebuild`."]
    return []
