"""The segments of a generation: Whoosh's table of contents, and arrays that are derived again when they are gone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.engine.generations import IndexBroken, SegmentEntry, broken
from indexer.engine.packed import Packed, TornFileError, load, save

_log = logging.getLogger(__name__)


def ready_arrays(directory: Path, entry: SegmentEntry, *, thorough: bool = False) -> Packed:
    """The arrays of a segment, derived from Whoosh's files and written again where their own file is missing or torn.

    ``thorough`` reads every byte. Raises `IndexBroken` when Whoosh's files cannot be read either.
    """
    path = directory / entry.arrays
    try:
        return load(path, thorough=thorough)
    except TornFileError as error:
        if not directory.is_dir():
            raise FileNotFoundError(directory) from error
        _log.warning("%s; deriving it from the Whoosh index, which takes a while", error)
    packed = _derive(directory, entry)
    try:
        save(path, packed)
    except OSError as error:
        _log.warning("%s cannot be written (%s): derived arrays are kept in memory only", path, error)
    return packed


def _derive(directory: Path, entry: SegmentEntry) -> Packed:
    # Whoosh is slow to import, and a server needs it only here.
    from indexer.engine.inverted import assemble
    from indexer.engine.stored import read_segment

    try:
        return assemble(read_segment(directory, read_table(directory)[entry.id]))
    except IndexBroken:
        raise
    except Exception as error:  # Whoosh and pickle raise nearly everything over damaged files
        raise broken(f"segment {entry.id}: {error!r}") from error


def read_table(directory: Path) -> dict[str, Any]:
    """Whoosh's segments by their id, as its table of contents has them; raises `IndexBroken`."""
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

    from indexer.engine.stored import INDEX_NAME

    try:
        table = TOC.read(FileStorage(str(directory)), INDEX_NAME)
    except Exception as error:  # as above
        raise broken(f"Whoosh's table of contents in {directory}: {error!r}") from error
    return {segment.segment_id(): segment for segment in table.segments}


def write_table(directory: Path, segments: Sequence[Any]) -> None:
    """Write Whoosh's table of contents: from then on ``directory`` is an index that Whoosh itself can open."""
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

    from indexer.engine.fields import whoosh_schema
    from indexer.engine.stored import INDEX_NAME

    TOC(whoosh_schema(), list(segments), 1).write(FileStorage(str(directory)), INDEX_NAME)
