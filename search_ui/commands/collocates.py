"""``danvan collocates``: the company that a query keeps."""

from __future__ import annotations

from typing import Literal

import click

from indexer.params import SearchParams
from search_ui.commands.asking import as_json, asking, print_answer, print_columns, searcher


@click.command(short_help="List the words or syllables that stand near the hits.")
@asking
@click.option("--unit", type=click.Choice(["words", "syllables"]), default="syllables", show_default=True)
@click.option("--window", type=click.IntRange(1, 100), default=5, show_default=True, help="Syllables on either side.")
@click.option("--sentence", is_flag=True, help="Anywhere in the sentence of the hit instead.")
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Times together.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@as_json
def collocates(
    params: SearchParams,
    unit: Literal["words", "syllables"],
    window: int,
    sentence: bool,
    least: int,
    limit: int,
    as_json: bool,
) -> None:
    """List the words or syllables that stand near the hits of QUERY, by logDice (Rychlý 2008), the strongest first.

    \b
    danvan collocates '"dân vận"' --window 3
    danvan collocates '"dân vận"' --unit words
    """
    from indexer.corpus.collocation import collocates as found_near

    within: Literal["sentence"] | int = "sentence" if sentence else window
    found = found_near(searcher(), params, unit=unit, window=within, least=least, limit=limit)
    if as_json:
        print_answer(found)
    else:
        rows = ((c.text, c.together, c.total, c.log_dice) for c in found)
        print_columns((unit.removesuffix("s"), "together", "total", "logDice"), rows)
