"""``danvan backup`` and ``danvan restore``: a second copy of what lasts, and back again."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.archive import backup as copies
from search_ui.commands.common import counted, data_dir

_DIRECTORY = click.argument("directory", type=click.Path(path_type=Path, file_okay=False))


@click.command(short_help="Copy archive and snapshots to another directory, while everything runs.")
@_DIRECTORY
def backup(directory: Path) -> None:
    """Bring the copy in DIRECTORY up to date: the archive whole, of the stored pages what is new.

    Crawls and searches may go on. The index is left out: it is built anew from the archive.
    """
    done = copies.back_up(data_dir(), directory)
    click.echo(f"{_told(done)} in {directory}; copied {done.copied_bytes / 1e6:,.1f} MB.")


@click.command(short_help="Put a copy back into an empty data directory.")
@_DIRECTORY
def restore(directory: Path) -> None:
    """Put the copy in DIRECTORY into the data directory, which must be empty, and bring it to today's format."""
    data = data_dir()
    done = copies.restore(directory, data)
    click.echo(f"{_told(done)} in {data.root}. Now run `danvan index`, then `danvan verify`.")


def _told(done: copies.Copied) -> str:
    return f"{counted(done.articles, 'article')} and {counted(done.files, 'file')} of stored pages are"
