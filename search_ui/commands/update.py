"""``danvan update``: the cron job. Crawl what is due, then index it; one at a time."""

from __future__ import annotations

import click

from crawler.archive.locks import exclusive
from search_ui.commands.common import counted, data_dir, link_reprints, print_json, progress_bar
from search_ui.commands.crawl import RECHECK


@click.command(short_help="Crawl, then index: the cron job.")
@click.option("--all-topics", is_flag=True, help="Keep every article, not only those about mobilisation work.")
@click.option("--recheck", type=click.IntRange(1), metavar="DAYS", help=RECHECK)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def update(ctx: click.Context, all_topics: bool, recheck: int | None, as_json: bool) -> None:
    """Crawl the active portals, then index what is new. Refuses to run twice at once.

    Exit code 0: all fine; 1: a portal is failing, blocked, closed though the registry wants it, or silent for longer
    than ever (see `danvan status`); 2: could not run.
    """
    from crawler.portals import load_registry
    from crawler.running import CrawlOptions, crawl
    from indexer.build import update_index

    data, registry = data_dir().create(), load_registry()
    with exclusive(data.update_lock, "update"):
        options = CrawlOptions(all_topics=all_topics, recheck=recheck)
        with progress_bar("crawling", "articles") as progress:
            crawled = crawl(registry.active(), data, options, progress=progress, registry=registry)
        link_reprints(data)
        with progress_bar("indexing", "articles") as progress:
            indexed = update_index(data, progress=progress)
    if as_json:
        print_json({"crawl": crawled.as_dict(), "index": indexed.as_dict()})
    else:
        click.echo(crawled.summary())
        click.echo(f"{counted(indexed.indexed, 'article')} indexed, {indexed.total:,} in the index.")
    ctx.exit(1 if crawled.failing else 0)
