"""``danvan up``: the first run. Crawl a little, index, serve; sample portals when no real one answers."""

from __future__ import annotations

import click

from crawler.archive.datadir import DataDir
from search_ui.commands.common import data_dir, progress_bar
from search_ui.commands.serve import DEFAULT_PORT, listen
from search_ui.commands.serve import run as serve

SAMPLE_NOTE = "No portal answered, so these are the sample portals: invented articles, to try danvan with.\n"


@click.command(short_help="First run: crawl a little, index, serve.")
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1), metavar="N", help="New articles a portal."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port; default {DEFAULT_PORT}, or any free one if it is taken."
)
@click.option("--sample", is_flag=True, help="Use the sample portals at once, without trying the real ones.")
@click.option("--no-serve", is_flag=True, help="Stop after indexing.")
def up(limit: int, host: str, port: int | None, sample: bool, no_serve: bool) -> None:
    """Crawl a little of each active portal, index it, serve the search pages and print their address.

    When no portal answers, the sample portals are used and said so, here and on every page. Their articles are kept
    apart, in the directory `sample` of the data directory, so that they never mix with real ones.
    """
    data = data_dir().create()
    note = ""
    if sample or not _crawl_a_little(data, limit):
        data = DataDir(data.root / "sample").create()
        _crawl_samples(data)
        note = "These are the sample portals: invented articles, to try danvan with.\n" if sample else SAMPLE_NOTE
    _index(data)
    if no_serve:
        click.echo(f"{note}Indexed. Run `danvan serve` to search.", err=True)
        return
    serve(data, listen(host, DEFAULT_PORT if port is None else port, any_free=port is None), note)


def _crawl_a_little(data: DataDir, limit: int) -> bool:
    """Whether the archive holds anything after a small crawl of the active portals."""
    from crawler.archive.store import Archive
    from crawler.portals import load_registry
    from crawler.running import CrawlOptions, crawl

    portals = load_registry().active()
    click.echo(f"Asking {len(portals)} portals for up to {limit} articles each …", err=True)
    with progress_bar("crawling", "articles") as progress:
        report = crawl(portals, data, CrawlOptions(limit=limit), progress=progress)
    click.echo(report.summary(), err=True)
    with Archive.open(data.archive, readonly=True) as archive:
        return archive.count() > 0


def _crawl_samples(data: DataDir) -> None:
    from crawler.running import CrawlOptions, crawl
    from crawler.sample import serve as serve_samples

    click.echo("Collecting from the sample portals …", err=True)
    with serve_samples() as portals, progress_bar("crawling", "articles") as progress:
        crawl(portals, data, CrawlOptions(all_topics=True), progress=progress)


def _index(data: DataDir) -> None:
    from indexer.build import update_index

    with progress_bar("indexing", "articles") as progress:
        update_index(data, progress=progress)
