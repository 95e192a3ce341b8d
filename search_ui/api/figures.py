"""``/figures``: quantities as texts state them."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
from flask import request

from indexer.figures import Kind
from indexer.figures.rows import FigureRow, Found, read_rows
from indexer.figures.search import ORDERS, find_figures
from search_ui import figures as addresses
from search_ui.api import answers, cursors
from search_ui.api.endpoints import endpoint
from search_ui.api.parameters import CURSOR, SEARCH, SIZE, Parameter, Values, number, one_of, text
from search_ui.api.problems import BadAddress
from search_ui.api.searching import page_of
from search_ui.exports.columns import place_then, written
from search_ui.site import site


@endpoint(
    "/figures",
    answers.FiguresAnswer,
    "Quantities stated in the articles found",
    *SEARCH,
    Parameter("unit", text(), "Words that stand in the unit: `mô hình`."),
    Parameter("noun", text(), "What is counted: the noun that the unit begins with, the currency, or `%`.", many=True),
    Parameter("status", one_of(addresses.STATUS_NAMES), "Status as the text says it.", many=True),
    Parameter("kind", one_of(get_args(Kind)), "Numbers of things, sums of money, or percentages.", many=True),
    Parameter("year", number(1, 9999), "The year that the sentence names."),
    Parameter("sort", one_of(ORDERS, "newest"), "Order of the figures."),
    SIZE,
    CURSOR,
    example="/figures?unit=m%C3%B4+h%C3%ACnh",
    of_index=False,
)
def figures(values: Values) -> answers.FiguresAnswer:
    """Number, unit, status and scope as the texts state them, each with its sentence. Never to be added up: one article
    repeats another, districts hold communes, a year includes the one before."""
    asked = addresses.read(request.args)
    bad = [p for p in asked.problems if p.name not in ("from", "to", "page", "view", "order", "sample", "seed")]
    if bad:
        raise BadAddress(tuple(bad))
    search = replace(asked.search, date_from=values.get("from"), date_to=values.get("to"))
    cursor = cursors.read(values.get("cursor"))
    searcher, table = site().searcher(), site().figures()
    page = searcher.search(replace(search, per_page=0))
    if table is None:
        return answers.FiguresAnswer(0, 0, (), None, page.explain, page.index_version)
    found = find_figures(searcher, table, search, asked.figures)
    start = _start(cursor, found, page.index_version)
    end = start + values["per_page"]
    rows = tuple(_row(row) for row in read_rows(searcher, Found(table, found.rows[start:end])))
    articles = found.articles
    total = len(found.rows)
    following = cursors.write(end, *_last(found, end - 1), page.index_version) if end < total else None
    return answers.FiguresAnswer(total, len(np.unique(articles)), rows, following, page.explain, page.index_version)


def _last(found: Found, position: int) -> tuple[str, int]:
    """Article and number in it of the figure at ``position``."""
    place = int(found.articles[position])
    return f"{int(found.table.ids[place]):016x}", int(found.rows[position]) - int(found.table.at[place])


def _start(cursor: cursors.Cursor | None, found: Found, version: str) -> int:
    """Where to go on; after a new index behind the figure that came last."""
    if cursor is None:
        return 0
    if not cursors.same(cursor, version):
        places = found.articles
        same = found.table.ids.take(places) == int(cursor.last, 16)
        same &= found.rows - found.table.at.take(places) == cursor.inner
        if same.any():
            return int(np.flatnonzero(same)[0]) + 1
    return cursor.start


def _row(row: FigureRow) -> answers.FigureRow:
    return answers.FigureRow(
        id=row.article,
        nth=row.number_in_article,
        page=page_of(row.article),
        title=row.title,
        published=written(row.published, row.precision),
        portal=row.portal,
        portal_name=row.portal_name,
        place_name=place_then(row.place, row.level, row.published),
        kind=row.kind,
        number=row.number,
        value=row.value,
        total=row.total,
        upper=row.upper,
        unit=row.unit,
        subject=row.subject,
        qualifier=row.qualifier,
        status=row.status,
        scope=row.scope,
        year=row.year,
        sentence=row.sentence,
    )
