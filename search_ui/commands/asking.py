"""What the verbs that count over texts share: the query with its filters, and how answers are printed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from indexer.params import SearchParams
from search_ui.commands.common import data_dir, print_json
from search_ui.commands.crawl import Day

if TYPE_CHECKING:
    from indexer.search import Searcher

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--place", metavar="CODE", help="Official code of a unit, with all inside it."),
    click.option("--mentions", metavar="CODE", help="A unit that the text names, or one inside it."),
    click.option(
        "--level", multiple=True, type=click.Choice(["tw", "tinh", "huyen", "xa"]), help="Level of the portal."
    ),
    click.option("--portal", multiple=True, help="Id of a portal."),
    click.option("--topic", multiple=True, help="A topic of mobilisation work."),
    click.option("--from", "date_from", type=Day(), help="Published on this day or later."),
    click.option("--to", "date_to", type=Day(), help="Published on this day or earlier."),
    click.option("--collapse", is_flag=True, help="Leave out what appeared elsewhere first."),
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` a QUERY and the filters of a search; it gets them as ``params``."""

    @functools.wraps(command)
    def wrapped(
        query: str,
        place: str | None,
        mentions: str | None,
        level: tuple[str, ...],
        portal: tuple[str, ...],
        topic: tuple[str, ...],
        date_from: date | None,
        date_to: date | None,
        collapse: bool,
        **rest: Any,
    ) -> Any:
        params = SearchParams(
            query, place, mentions=mentions, level=level, portal=portal, topic=topic, date_from=date_from,
            date_to=date_to, dup="collapse" if collapse else "show",
        )  # fmt: skip
        return command(params=params, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return click.argument("query")(wrapped)


def searcher() -> Searcher:
    """The search core over this run's data."""
    from indexer.search import Searcher

    return Searcher(data_dir())


def print_answer(value: Any) -> None:
    """A data class, or several, as JSON: times in ISO 8601, durations in days."""
    print_json([_plain(asdict(v)) for v in value] if isinstance(value, tuple) else _plain(asdict(value)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 86_400, 3)
    return value.isoformat() if isinstance(value, date | datetime) else value


def print_columns(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns divided by tabs, for people and for spreadsheets; None is an empty cell."""
    click.echo("\t".join(head))
    for row in rows:
        click.echo(
            "\t".join("" if cell is None else f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row)
        )
