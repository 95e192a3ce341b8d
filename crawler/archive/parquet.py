"""Whole articles as one Parquet file, for data frames; needs pyarrow (danvan's extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from crawler.archive.export import FIELDS, line_of, selected
from crawler.archive.record import maybe_moment
from crawler.archive.store import Archive
from crawler.errors import DanvanError

if TYPE_CHECKING:
    import pyarrow

ZONE = "Asia/Ho_Chi_Minh"
ROWS = 5000
"""Articles in a row group: about 20 MB in memory."""
_MOMENTS = ("published", "first_seen", "last_seen", "gone_since")


def export_parquet(archive: Archive, out: BinaryIO, portal: str | None = None, since: date | None = None) -> int:
    """Write one row an article, columns as in the JSON Lines export, and return how many.

    Times are timestamps in Vietnam's zone (midnight where ``published_precision`` is ``day``), lists are lists. Raises
    `DanvanError` when pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise DanvanError(
            "Parquet files need pyarrow, which is not installed. Run `pip install pyarrow` (danvan's extra `parquet`), "
            "or export as jsonl."
        ) from error
    schema = _schema(pyarrow)
    rows = (_row(line_of(stored)) for stored in selected(archive, portal, since))
    count = 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for some in _groups(rows):
            writer.write_table(pyarrow.Table.from_pylist(some, schema))
            count += len(some)
    return count


def _schema(pa: Any) -> pyarrow.Schema:
    """The columns of `crawler.archive.export.FIELDS` with their types."""
    pair = {"attachments": "url", "topics": "reason"}
    kinds: dict[str, Any] = dict.fromkeys(FIELDS, pa.string())
    kinds |= dict.fromkeys(_MOMENTS, pa.timestamp("s", ZONE))
    kinds |= dict.fromkeys(("tags", "captions"), pa.list_(pa.string()))
    kinds |= {name: pa.list_(pa.struct({"name": pa.string(), other: pa.string()})) for name, other in pair.items()}
    kinds["version"] = pa.int32()
    return pa.schema([(name, kinds[name]) for name in FIELDS])


def _row(line: dict[str, Any]) -> dict[str, Any]:
    return line | {name: maybe_moment(line[name]) for name in _MOMENTS}


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, ROWS)):
        yield some
