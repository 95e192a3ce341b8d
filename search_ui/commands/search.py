"""``danvan search``: the search of the pages, in the shell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from indexer.params import Hit, SearchPage, SearchParams
from indexer.query.tree import Sort
from search_ui.commands.asking import filtered
from search_ui.commands.common import data_dir, print_json


@click.command(short_help="Search, as the pages do.")
@click.argument("query", required=False)
@filtered
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="How many articles to show.")
@click.option(
    "--queries",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Answer every line of this file (- : standard input).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON; with --queries one object a line, in order.")
def search(
    query: str | None,
    params: SearchParams,
    sort: Sort,
    limit: int,
    queries: Path | None,
    as_json: bool,
) -> None:
    """Search the index for QUERY, in the language of the search page.

    \b
    danvan search '"dân vận khéo"'              the exact phrase
    danvan search 'dan van kheo' --sort newest  typed without marks
    danvan search --queries terms.txt --json    one answer a line
    """
    from indexer.search import Searcher, page_to_json

    if (query is None) == (queries is None):
        raise click.UsageError("Give one QUERY, or --queries FILE.")
    params = replace(params, sort=sort, per_page=limit)
    searcher = Searcher(data_dir())
    if queries is None:
        page = searcher.search(replace(params, q=query or ""))
        print_json(page_to_json(page)) if as_json else click.echo(_as_text(page))
        return
    for page in searcher.search_many(_lines(queries), params):
        click.echo(json.dumps(page_to_json(page), ensure_ascii=False) if as_json else _as_text(page) + "\n")


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file, or of standard input for ``-``, without their ends."""
    try:
        lines: Iterable[str] = sys.stdin if str(path) == "-" else path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.FileError(str(path), str(error)) from error
    return (line.rstrip("\r\n") for line in lines)


def _as_text(page: SearchPage) -> str:
    """Explanation, warnings and hits for a person at a terminal."""
    head = [page.explain, *page.warnings, *(f"({s.label}: {s.count:,})" for s in page.suggestions)]
    return "\n".join(chain(filter(None, head), *map(_hit_lines, page.hits)))


def _hit_lines(hit: Hit) -> Iterator[str]:
    yield ""
    yield click.style(hit.title, bold=True)
    yield f"  {(hit.published_text or 'không rõ ngày')[:16].replace('T', ' ')} · {hit.portal_name} · {hit.url}"
    for snippet in hit.snippets:
        yield "  " + "".join(click.style(s.text, fg="yellow") if s.marked else s.text for s in snippet)
