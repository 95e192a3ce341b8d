"""``danvan kwic``: every hit in its context."""

from __future__ import annotations

import click

from indexer.params import SearchParams
from search_ui.commands.asking import as_json, asking, print_answer, searcher
from search_ui.commands.common import counted

ORDERS = ("L1", "L2", "L3", "R1", "R2", "R3", "date", "place")


@click.command(short_help="Show every hit in its context, aligned.")
@asking
@click.option("--sort", "order", multiple=True, type=click.Choice(ORDERS), default=("date",), show_default=True,
              help="L1: first syllable on the left; may be given several times.")  # fmt: skip
@click.option("--width", type=click.IntRange(0, 200), default=10, show_default=True, help="Syllables on either side.")
@click.option("--sample", type=click.IntRange(1), help="So many lines drawn at random.")
@click.option("--seed", default=0, show_default=True, help="The same seed draws the same lines.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many lines to show.")
@as_json
def kwic(
    params: SearchParams, order: tuple[str, ...], width: int, sample: int | None, seed: int, limit: int, as_json: bool
) -> None:
    """Show every hit of QUERY with what stands before and after it.

    \b
    danvan kwic '"dân vận khéo"' --sort R1 --sort R2
    danvan kwic 'đối thoại' --sample 50 --seed 7 --json
    """
    from indexer.corpus.concordance import aligned
    from indexer.corpus.concordance import kwic as concordance

    found = concordance(
        searcher(), params, order=order, width=width, sample=sample, seed=seed, limit=limit  # type: ignore[arg-type]  # the choice's own values
    )  # fmt: skip
    if as_json:
        print_answer(found)
        return
    part = " (a random part)" if found.sampled else ""
    click.echo(f"{counted(found.total, 'hit')} in {counted(found.articles, 'article')}, {len(found.lines)} shown{part}")
    for line in aligned(found):
        click.echo(line)
