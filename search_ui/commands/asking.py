"""What the verbs that count over texts share: the query with its filters, and how answers are printed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from indexer.params import PlaceMode, SearchParams
from search_ui.commands.common import data_dir, print_json
from search_ui.commands.crawl import Day

if TYPE_CHECKING:
    from indexer.search import Searcher

F = TypeVar("F", bound=Callable[..., Any])


class Place(click.ParamType[str]):
    """A unit by its code, or by a name that only one unit bears."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or another value that addresses take, of the unit."""
        from indexer.localities import named_unit, place_value

        return place_value(named_unit(str(value).strip())[0])


_OPTIONS = (
    click.option("--place", metavar="PLACE", type=Place(), help="Code or name of a unit, with all inside it."),
    click.option(
        "--place-mode",
        type=click.Choice(get_args(PlaceMode)),
        default="now",
        show_default=True,
        help="The place as it is today with what went into it, by its name on the day, or exactly that unit.",
    ),
    click.option("--mentions", metavar="PLACE", type=Place(), help="A unit that the text names, or one inside it."),
    click.option(
        "--level", multiple=True, type=click.Choice(["tw", "tinh", "huyen", "xa"]), help="Level of the portal."
    ),
    click.option("--portal", multiple=True, help="Id of a portal."),
    click.option("--topic", multiple=True, help="A topic of mobilisation work."),
    click.option("--from", "date_from", type=Day(), help="Published on this day or later."),
    click.option("--to", "date_to", type=Day(), help="Published on this day or earlier."),
    click.option("--collapse", is_flag=True, help="Leave out what appeared elsewhere first."),
)
_NAMES = ("place", "place_mode", "mentions", "level", "portal", "topic", "date_from", "date_to")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the filters of a search; it gets them as ``params``, without a query."""

    @functools.wraps(command)
    def wrapped(*, collapse: bool, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in _NAMES}
        return command(params=SearchParams(**chosen, dup="collapse" if collapse else "show"), **given)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` a QUERY and the filters of a search; it gets them as ``params``."""

    @functools.wraps(command)
    def wrapped(query: str, params: SearchParams, **rest: Any) -> Any:
        return command(params=replace(params, q=query), **rest)

    return click.argument("query")(filtered(wrapped))


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
