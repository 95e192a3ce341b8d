"""``danvan spread``: where the same news stood, and when."""

from __future__ import annotations

import click

from search_ui.commands.asking import as_json, print_answer, print_columns, searcher
from search_ui.commands.common import counted


@click.command(short_help="Show where and when the same news stood.")
@click.argument("article")
@as_json
def spread(article: str, as_json: bool) -> None:
    """Show the copies, near-duplicates and shortened reposts of ARTICLE (its id) in the order of their appearance."""
    from indexer.corpus.spreading import spread as spreading

    found = spreading(searcher(), article)
    if as_json:
        print_answer(found)
        return
    places = ", ".join(found.provinces)
    click.echo(f"{counted(len(found.stops), 'article')} on {counted(found.portals, 'portal')}; {places}".rstrip("; "))
    rows = (
        (
            s.article.id,
            s.article.published and s.article.published.date(),
            s.delay and round(s.delay.total_seconds() / 86_400, 1),
            s.kind,
            s.similarity,
            s.portal,
            s.article.title,
        )
        for s in found.stops
    )
    print_columns(("id", "published", "days later", "kind", "similarity", "portal", "title"), rows)
