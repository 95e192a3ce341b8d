"""``danvan reextract``: read every stored page again with today's rules."""

from __future__ import annotations

import os

import click

from crawler.archive.locks import exclusive
from crawler.archive.store import Archive
from crawler.rereading import EXAMPLES
from search_ui.commands.common import counted, data_dir, print_json, progress_bar


@click.command(short_help="Read stored pages again with today's rules.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--all-topics", is_flag=True, help="Also take in what crawls left out as off topic.")
@click.option("--show", type=click.IntRange(0, EXAMPLES), default=1, show_default=True, metavar="N",
              help="How many examples of each changed field to print.")  # fmt: skip
@click.option("--processes", type=click.IntRange(1), help="How many processes; default: one per core.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def reextract(
    portals: tuple[str, ...], dry_run: bool, all_topics: bool, show: int, processes: int | None, as_json: bool
) -> None:
    """Rebuild the articles of PORTALs (default: all) from the stored pages alone and show what changed, by portal and
    field, with examples.

    No portal is asked for anything. An empty archive is filled anew. What a crawl left out as off topic comes in when
    today's topics have it.
    """
    from crawler.portals import load_registry
    from crawler.reextract import reextract as read_again
    from crawler.topics import Topics

    data = data_dir().create()
    registry, topics = load_registry(), Topics.load()
    with (
        exclusive(data.crawl_lock, "crawl, import or re-extraction"),
        Archive.open(data.archive) as archive,
        progress_bar("reading", "pages") as progress,
    ):
        report = read_again(
            archive,
            data.snapshots,
            registry,
            topics,
            apply=not dry_run,
            all_topics=all_topics,
            portals=portals,
            processes=processes or os.cpu_count() or 1,
            progress=progress,
        )
    if as_json:
        print_json(report.as_dict())
        return
    for line in report.lines(show):
        click.echo(line)
    click.echo(
        f"{counted(report.pages, 'page')}, {counted(report.articles, 'article')}: {report.new:,} new, "
        f"{report.changed:,} changed, {report.unchanged:,} as before." + (" Nothing was written." if dry_run else "")
    )
