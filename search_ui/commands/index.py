"""``danvan index``: bring the search index up to date with the archive."""

from __future__ import annotations

import click

from search_ui.commands.common import counted, data_dir, open_archive, print_json, progress_bar


@click.command(short_help="Index what is new in the archive.")
@click.option(
    "--rebuild", is_flag=True, help="Build a new index from nothing and swap it in; searches go on meanwhile."
)
@click.option("--no-words", is_flag=True, help="Leave out underthesea's words: faster, ranks a little worse.")
@click.option("--processes", type=click.IntRange(1), help="How many processes; default: one per core.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def index(rebuild: bool, no_words: bool, processes: int | None, as_json: bool) -> None:
    """Bring the index up to date with the archive. The index is disposable: `--rebuild` mends any trouble with it."""
    from indexer.build import update_index

    data = data_dir()
    open_archive(data).close()
    with progress_bar("indexing", "articles") as progress:
        report = update_index(data, rebuild=rebuild, processes=processes, words=not no_words, progress=progress)
    if as_json:
        print_json(report.as_dict())
    else:
        click.echo(
            f"{counted(report.indexed, 'article')} indexed, {report.total:,} in the index, {report.seconds:.1f} s."
        )
