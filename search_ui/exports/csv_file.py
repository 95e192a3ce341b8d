"""CSV for spreadsheets and programs alike: UTF-8 with a byte order mark, one header line, nothing but rows.

Where the table comes from stands in the last columns of every row: no line has to be skipped, and the table can be
sorted and cut without losing its origin.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from crawler.archive.export import cell
from search_ui.exports.table import Table, Value
from search_ui.plain import plain

MIMETYPE = "text/csv"
SOURCE_COLUMNS = ("query", "explanation", "address", "retrieved", "index_version", "total", "corpus_total")
"""Parts of the `Source` that follow the columns of the table."""
_PIECE = 32_768
"""Characters that are sent together."""


def csv_file(table: Table) -> Iterator[bytes]:
    """The pieces of the file."""
    source = table.source.values()
    origin = [safe(source[name]) for name in SOURCE_COLUMNS]
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow([*table.columns, *(_apart(name, table.columns) for name in SOURCE_COLUMNS)])
    for row in table.rows:
        writer.writerow([*map(safe, row), *origin])
        if text.tell() > _PIECE:
            yield _taken(text)
    yield _taken(text)


def _apart(name: str, columns: object) -> str:
    """``name``, or ``search_name`` where the table has a column of that name."""
    return f"search_{name}" if name in columns else name  # type: ignore[operator]  # a sequence of names


def _taken(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return piece


def safe(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return cell(plain(value)) if value else ""
