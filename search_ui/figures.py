"""What ``/figures`` is asked: a search, and which figures of the articles it finds. Exports take the same address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

from flask_babel import gettext

from indexer.figures import Kind
from indexer.figures.rows import FigureRow, read_rows
from indexer.figures.search import ORDERS, FigureParams, Order, find_figures
from indexer.figures.table import FigureTable
from indexer.figures.words import STATUSES
from indexer.params import SearchParams
from indexer.search import Searcher
from search_ui import language, params
from search_ui.said import sentence_id
from search_ui.values import Arguments, Problem, choice, several, short, whole

PATH = "/figures"
STATUS_NAMES = tuple(dict.fromkeys(STATUSES.values()))
_EVERYTHING = SearchParams()
_ALL = FigureParams()


@dataclass(frozen=True, slots=True)
class Asked:
    """The articles, and the figures wanted of them."""

    search: SearchParams = _EVERYTHING
    figures: FigureParams = _ALL
    problems: tuple[Problem, ...] = ()


def read(arguments: Arguments) -> Asked:
    """What an address asks; unusable values are reported and left out."""
    common = params.read(arguments)
    problems = [problem for problem in common.problems if problem.name not in ("sort", "page", "per_page")]
    order = arguments.get("sort") or ""
    last = params.MAX_RANK // _ALL.per_page
    page = whole("page", arguments.get("page"), problems) or 1
    if page > last:
        problems.append(Problem("page", str(page), gettext("Chỉ lật được đến trang %(last)s.", last=last)))
    wanted = FigureParams(
        unit=short("unit", (arguments.get("unit") or "").strip(), problems) or "",
        noun=several("noun", arguments.getlist("noun"), problems),
        status=_known("status", arguments, STATUS_NAMES, problems),
        kind=cast("tuple[Kind, ...]", _known("kind", arguments, get_args(Kind), problems)),
        year=whole("year", arguments.get("year"), problems),
        order=cast("Order | None", choice("sort", order, ORDERS, problems) if order else None) or _ALL.order,
        page=min(page, last),
    )
    search = replace(common.params, sort=_EVERYTHING.sort, page=1, per_page=_EVERYTHING.per_page)
    return Asked(search, wanted, tuple(problems))


def _known(name: str, arguments: Arguments, allowed: tuple[str, ...], problems: list[Problem]) -> tuple[str, ...]:
    values = several(name, arguments.getlist(name), problems)
    return tuple(value for value in values if choice(name, value, allowed, problems))


def pairs(asked: Asked) -> Iterator[tuple[str, str]]:
    """Names and values of the address, in their fixed order, without what is the default."""
    wanted = asked.figures
    yield from (pair for pair in params.pairs(asked.search) if pair[0] != language.NAME)
    if wanted.unit:
        yield "unit", wanted.unit
    yield from (("noun", noun) for noun in wanted.noun)
    yield from (("status", status) for status in wanted.status)
    yield from (("kind", kind) for kind in wanted.kind)
    if wanted.year:
        yield "year", str(wanted.year)
    if wanted.order != _ALL.order:
        yield "sort", wanted.order
    if wanted.page != 1:
        yield "page", str(wanted.page)
    yield from language.carried()


def url(asked: Asked, path: str = PATH, *, search: SearchParams | None = None, **changes: Any) -> str:
    """The address of ``asked`` with another search or other wishes, on page 1 unless the page itself is changed."""
    wanted = replace(asked.figures, **{"page": 1, **changes})
    query = urlencode(list(pairs(Asked(search or asked.search, wanted))), errors="replace")
    return f"{path}?{query}" if query else path


def rows(searcher: Searcher, table: FigureTable, asked: Asked) -> Iterator[FigureRow]:
    """Every figure asked for, all pages, read as it is taken: for exports."""
    return read_rows(searcher, find_figures(searcher, table, asked.search, asked.figures))


def sentence_path(row: FigureRow) -> str:
    """The sentence of a figure on the page of its article."""
    return f"{language.link(f'/article/{row.article}')}#{sentence_id(row.field, row.sentence_at)}"
