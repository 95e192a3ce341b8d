"""``danvan similar``: articles like one."""

from __future__ import annotations

import click

from search_ui.commands.asking import as_json, print_answer, print_columns, searcher


@click.command(short_help="List articles about the same things as one.")
@click.argument("article")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@as_json
def similar(article: str, limit: int, as_json: bool) -> None:
    """List the articles most like ARTICLE (its id), by the cosine of their words' tf·idf."""
    from indexer.corpus.likeness import similar as like

    found = like(searcher(), article, limit=limit)
    if as_json:
        print_answer(found)
    else:
        rows = ((s.score, s.id, s.published and s.published.date(), s.portal, s.title) for s in found)
        print_columns(("score", "id", "published", "portal", "title"), rows)
