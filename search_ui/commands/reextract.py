"""``danvan reextract``: read every stored page again with today's rules."""

from __future__ import annotations

import os

import click

from crawler.archive.locks import exclusive
from crawler.archive.store import Archive
from crawler.reextract import ReextractReport
from search_ui.commands.common import counted, data_dir, print_json, progress_bar


@click.command(short_help="Read stored pages again with today's rules.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--processes", type=click.IntRange(1), help="How many processes; default: one per core.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def reextract(portals: tuple[str, ...], dry_run: bool, processes: int | None, as_json: bool) -> None:
    """Rebuild the articles of PORTALs (default: all) from the stored pages alone and show what changed.

    No portal is asked for anything. An empty archive is filled anew.
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
            portals=portals,
            processes=processes or os.cpu_count() or 1,
            progress=progress,
        )
    print_json(_as_dict(report)) if as_json else _say(report, dry_run)


def _as_dict(report: ReextractReport) -> dict[str, object]:
    return {
        "pages": report.pages,
        "articles": report.articles,
        "new": report.new,
        "changed": report.changed,
        "renamed": report.renamed,
        "fields": {portal: dict(counts) for portal, counts in report.fields.items()},
        "rejected": [{"portal": p, "reason": r, "pages": n} for (p, r), n in report.rejected.items()],
        "broken": [str(broken) for broken in report.broken],
    }


def _say(report: ReextractReport, dry_run: bool) -> None:
    for portal, counts in sorted(report.fields.items()):
        click.echo(f"{portal}: " + ", ".join(f"{field} {number:,}" for field, number in counts.most_common()))
    for (portal, reason), number in report.rejected.most_common():
        click.echo(f"{portal}: {counted(number, 'page')} not read: {reason}")
    for broken in report.broken:
        click.echo(f"unreadable: {broken}")
    click.echo(
        f"{counted(report.pages, 'page')}, {counted(report.articles, 'article')}: {report.new:,} new, "
        f"{report.changed:,} changed, {report.unchanged:,} as before." + (" Nothing was written." if dry_run else "")
    )
