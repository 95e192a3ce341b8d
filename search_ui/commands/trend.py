"""``danvan trend``: a query over time."""

from __future__ import annotations

from typing import Literal

import click

from indexer.params import SearchParams
from search_ui.commands.asking import as_json, asking, print_answer, print_columns, searcher


@click.command(short_help="Count a query over time, beside all articles.")
@asking
@click.option("--by", type=click.Choice(["month", "quarter", "year"]), default="month", show_default=True)
@click.option("--split", type=click.Choice(["place"]), help="A series for each province.")
@as_json
def trend(
    params: SearchParams, by: Literal["month", "quarter", "year"], split: Literal["place"] | None, as_json: bool
) -> None:
    """Count the articles that match QUERY (n) and all articles (N) by date of publication.

    The share is empty where there are no articles at all: a gap, not a zero.

    \b
    danvan trend '"quy chế dân chủ"' --by quarter --split place
    """
    from indexer.corpus.trends import rows
    from indexer.corpus.trends import trend as series

    found = series(searcher(), params, by=by, split=split)
    if as_json:
        print_answer(found)
    else:
        print_columns(("place", "period", "n", "N", "share"), rows(found))
