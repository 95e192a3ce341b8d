"""XLSX: the table on its sheet, where it comes from and what its columns mean on the sheet “Nguồn”.

Rows go straight to a temporary file, so that memory stays flat; the file is sent when it is whole. Text stays text: no
cell is a formula or a link by itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice

import xlsxwriter
from flask_babel import gettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from search_ui.exports.table import Table, Value
from search_ui.plain import plain

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 1_048_576
"""Rows of a sheet, its header included; the table goes on on the next sheet."""
MAX_CHARACTERS = 32_767
"""Of a cell; longer text is cut and ends with …"""
Label = tuple[str, str, str | int]
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}
_PIECE = 65_536
_NARROW, _WIDE = 18, 100
"""Widths of columns, in characters."""


def xlsx_file(table: Table, max_rows: int = MAX_ROWS) -> Iterator[bytes]:
    """The pieces of the file; labels are in the language of the request that is answered now."""
    return _pieces(table, gettext("Nguồn"), list(table.source.labelled()), max_rows)


def _pieces(table: Table, source_name: str, labels: Sequence[Label], max_rows: int) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder, tempfile.TemporaryFile(dir=folder) as file:
        with xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder}) as book:
            book.set_properties({"title": table.title, "comments": str(table.source.address)})
            head = book.add_format({"bold": True, "bottom": 1})
            sheet = book.add_worksheet(table.title)
            _source_sheet(book.add_worksheet(source_name), table, labels, head)
            rows = iter(table.rows)
            number = 1
            while _sheet(sheet, table, islice(rows, max_rows - 1), head) == max_rows - 1:
                number += 1
                sheet = book.add_worksheet(f"{table.title} {number}")
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _sheet(sheet: Worksheet, table: Table, rows: Iterator[Sequence[Value]], head: Format) -> int:
    """Write one sheet; how many rows it took."""
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.columns) - 1, _NARROW)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(sheet, last, column, value)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    return last


def _cell(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value:
        text = plain(value)
        sheet.write_string(row, column, text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…")


def _source_sheet(sheet: Worksheet, table: Table, labels: Sequence[Label], head: Format) -> None:
    sheet.set_column(0, 1, _NARROW)
    sheet.set_column(2, 2, _WIDE)
    row = 0
    for row, (name, label, value) in enumerate(labels):
        sheet.write_string(row, 0, name, head)
        sheet.write_string(row, 1, label)
        _cell(sheet, row, 2, value)
    for column, meaning in (table.meanings or {}).items():
        row += 1
        sheet.write_string(row + 1, 0, column, head)
        sheet.write_string(row + 1, 2, meaning)
