"""``danvan keyness``: what a part of the corpus is about."""

from __future__ import annotations

from typing import Literal

import click

from indexer.params import SearchParams
from search_ui.commands.asking import as_json, asking, print_answer, print_columns, searcher


@click.command(short_help="List the keywords of some articles against all others.")
@asking
@click.option("--unit", type=click.Choice(["words", "syllables"]), default="words", show_default=True)
@click.option("--lack", is_flag=True, help="What they use less than the others instead.")
@click.option("--least", type=click.IntRange(1), default=3, show_default=True, help="Occurrences in all.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@as_json
def keyness(
    params: SearchParams, unit: Literal["words", "syllables"], lack: bool, least: int, limit: int, as_json: bool
) -> None:
    """List the keywords of the articles that QUERY finds, by log-likelihood against all others (Dunning 1993),
    with the log ratio of their frequencies: 1 is twice as frequent.

    \b
    danvan keyness 'level:xa' --from 2025-07-01
    """
    from indexer.corpus.keywords import keyness as keywords

    found = keywords(searcher(), params, unit=unit, least=least, limit=limit, lack=lack)
    if as_json:
        print_answer(found)
    else:
        rows = ((w.text, w.score, w.ratio, w.inside, w.outside) for w in found)
        print_columns(("word", "score", "log ratio", "inside", "outside"), rows)
