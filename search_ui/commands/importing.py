"""``danvan import``: bring in texts and pages that were collected elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.archive.locks import exclusive
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from search_ui.commands.common import counted, data_dir, link_reprints, print_json, progress_bar


@click.command("import", short_help="Bring in text dumps, JSON Lines, WARC or other data directories.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--portal", metavar="PORTAL", help="Portal that the articles belong to, where a file does not say it.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], portal: str | None, as_json: bool) -> None:
    """Bring FILES into the archive: pages saved as text, JSON Lines (also `danvan export`'s own), WARC, and whole data
    directories.

    A data directory, such as that of another worker, or a backup, comes with everything: articles and their older
    texts, stored pages, runs with their grades, addresses. It is only read, and may be in use. Do it again whenever it
    has grown: nothing is doubled.

    What cannot be read is reported with file and line; the rest is imported. Exit code 1 when something was left out.
    The pages of a WARC are kept among the snapshots, so that `danvan reextract` can read them again.
    """
    from crawler.importing.files import import_files
    from crawler.portals import load_registry

    data = data_dir().create()
    registry = load_registry()
    with (
        exclusive(data.crawl_lock, "crawl or import"),
        Archive.open(data.archive) as archive,
        SnapshotWriter(data.snapshots, find=archive.find_snapshot) as snapshots,
        progress_bar("importing", "articles") as progress,
    ):
        report = import_files(files, archive, registry, portal=portal, progress=progress, snapshots=snapshots)
    link_reprints(data)
    if as_json:
        print_json(asdict(report))
    else:
        for problem in report.problems:
            click.echo(str(problem), err=True)
        line = f"{counted(report.new, 'new article')}, {report.changed:,} changed, {report.unchanged:,} known"
        if report.pages or report.runs:
            line += f"; {counted(report.pages, 'stored page')} and {counted(report.runs, 'run')} of other directories"
        click.echo(f"{line}.")
        if report.furniture:
            taken = ", ".join(f"{n:,} {name}" for name, n in report.furniture.items())
            click.echo(f"{counted(sum(report.furniture.values()), 'line')} of portals taken out of the texts: {taken}.")
    ctx.exit(1 if report.problems else 0)
