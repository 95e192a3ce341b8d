"""``danvan export``: take the archive with you."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from crawler.archive import export as exports
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from search_ui.commands.common import counted, data_dir, open_archive
from search_ui.commands.crawl import Day


@click.command(short_help="Write the articles as JSON Lines, Parquet, text files or WARC.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "parquet", "text", "warc"]),
    default="jsonl",
    show_default=True,
    help="jsonl: one article a line; parquet: a table for data frames (needs pyarrow); text: a zip of plain texts with "
    "a table; warc: the pages as fetched.",
)
@click.option("--portal", help="Only the articles of this portal.")
@click.option("--since", type=Day(), help="Only articles published on this day or later.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: standard output."
)
def export(form: str, portal: str | None, since: date | None, output: Path | None) -> None:
    """Write the articles of the archive, oldest change first. docs/file-formats.md explains every field.

    \b
    danvan export > articles.jsonl
    danvan export --format text -o texts.zip               for AntConc and other concordancers
    danvan export --format parquet -o articles.parquet     for pandas, polars, DuckDB
    """
    if form != "jsonl" and output is None and sys.stdout.isatty():
        raise click.UsageError(f"A {form} export is not text for a terminal: name a file with -o.")
    data = data_dir()
    with open_archive(data) as archive:
        if portal and portal not in {p.id for p in archive.portals()}:
            raise DanvanError(
                f"The archive holds nothing of a portal called {portal}. `danvan status` lists those it has."
            )
        with ExitStack() as stack:
            number = _write(form, archive, _opened(output, stack), data.snapshots, portal, since)
    if output is not None:
        click.echo(f"{counted(number, 'article')} written to {output}.", err=True)


def _opened(output: Path | None, stack: ExitStack) -> BinaryIO:
    if output is None:
        return sys.stdout.buffer
    try:
        return stack.enter_context(output.open("wb"))
    except OSError as error:
        raise DanvanError(f"{output} cannot be written ({error.strerror}). Name another file with -o.") from error


def _write(form: str, archive: Archive, out: BinaryIO, snapshots: Path, portal: str | None, since: date | None) -> int:
    if form == "text":
        return exports.export_text(archive, out, portal, since)
    if form == "parquet":
        from crawler.archive.parquet import export_parquet

        return export_parquet(archive, out, portal, since)
    if form == "warc":
        return exports.export_warc(archive, snapshots, out, portal, since)
    text = exports.text_out(out)
    try:
        return exports.export_jsonl(archive, text, portal, since)
    finally:
        text.detach()
