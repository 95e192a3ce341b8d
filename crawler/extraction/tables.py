"""Tables: which ones hold data, and how they read as lines of text."""

from __future__ import annotations

from lxml import etree

from crawler.extraction.page import Element, inner_text
from crawler.text import clean_line

_PARTING = frozenset(("p", "div", "br", "li", "ul", "ol", "h3", "h4"))
_LONG_CELL = 500
"""A cell longer than this (in characters) is running text: the table only lays out the page."""
_LONG_LINE, _PARAGRAPHS = 60, 3
"""Characters of a paragraph, and so many of them in a cell that they are a text."""


def rows_of(table: Element) -> list[list[Element]]:
    """Cells by row, without those of nested tables."""
    rows: list[list[Element]] = []
    for row in table.iter("tr"):
        if _owner(row) is table:
            rows.append([cell for cell in row if cell.tag in ("td", "th")])
    return [row for row in rows if row]


def is_data_table(table: Element) -> bool:
    """Rows and columns of short cells; not a frame around pictures, text or other tables."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = rows_of(table)
    if any(_holds_text(cell) for row in rows for cell in row):
        return False
    if len(rows) < 2 or sum(len(row) > 1 for row in rows) * 2 < len(rows):
        return False
    texts = [[cell_text(cell) for cell in row] for row in rows]
    filled = [text for row in texts for text in row if text]
    if next(table.iter("img"), None) is not None and len(filled) * 2 < sum(map(len, rows)) + 1:
        return False
    return bool(filled) and max(map(len, filled)) <= _LONG_CELL


def _holds_text(cell: Element) -> bool:
    """Does a cell hold a text of its own: a menu has no paragraphs, a cell of data hardly more than one?"""
    told = (inner_text(p) for p in cell if p.tag in ("p", "div"))
    return sum(len(line) >= _LONG_LINE and line.endswith((".", "?", "!")) for line in told) >= _PARAGRAPHS


def table_text(table: Element) -> str:
    """Its caption, then one line a row, cells joined by " | "; empty cells keep their place, empty rows go."""
    lines = list(filter(None, (cell_text(e) for e in table if e.tag == "caption")))
    for row in rows_of(table):
        cells = [cell_text(cell) for cell in row]
        if any(cells):
            lines.append(" | ".join(cells).strip())
    return "\n".join(lines)


def cell_text(cell: Element) -> str:
    """Text of a cell as one line; a space where a block or a line break parts it."""
    pieces: list[str | None] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _PARTING:
            pieces.append(" ")
        if event == "start" and element.tag not in ("script", "style"):
            pieces.append(element.text)
        elif event == "end" and element is not cell:
            pieces.append(element.tail)
    return clean_line("".join(filter(None, pieces)))


def _owner(row: Element) -> Element | None:
    parent = row.getparent()
    while parent is not None and parent.tag != "table":
        parent = parent.getparent()
    return parent
