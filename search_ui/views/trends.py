"""Queries over time and by province: ``/trends``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.corpus.trends import Series
from indexer.params import SearchParams
from indexer.places import gazetteer
from indexer.wording import mark
from search_ui import filtering, formats, language, params, trending
from search_ui.charts_lines import LINES, LineChart, line_chart, scale
from search_ui.charts_tiles import TileGrid, tile_grid, totals
from search_ui.site import site
from search_ui.timeline import events_between, period_days
from search_ui.trending import Answer, Asked
from search_ui.values import from_form
from search_ui.views.first_run import first_run

blueprint = Blueprint("trends", __name__)

EXAMPLES = (
    ('"dân vận khéo"', '"dân chủ ở cơ sở"'),
    ('"Ban Dân vận"', '"Ban Tuyên giáo và Dân vận"'),
    ('"nông thôn mới"', '"đô thị văn minh"', '"chuyển đổi số"'),
)
"""Comparisons to begin with."""
PERIODS = (("month", mark("theo tháng")), ("quarter", mark("theo quý")), ("year", mark("theo năm")))
UNITS = (("pct", mark("tỉ lệ bài")), ("count", mark("số bài")))


@dataclass(frozen=True, slots=True)
class Province:
    """A small multiple: a province's chart, with all queries, and the address of its own large one."""

    code: str
    name: str
    chart: LineChart
    url: str
    base: int
    sums: tuple[tuple[int, int], ...]
    """(n, N) of each query."""


@dataclass(frozen=True, slots=True)
class Map:
    """The tile grid of one query."""

    query: str
    grid: TileGrid
    link: Callable[[str], str]


@blueprint.get("/trends")
def trends() -> Response | str | tuple[str, int]:
    """Up to six queries over time, as shares or counts, for all of the corpus or by province."""
    asked = trending.read(request.args)
    if not asked.problems and from_form(request.args.items(multi=True)):
        return redirect(trending.url(asked))
    if site().is_empty():
        return first_run()
    if not asked.queries and "unit" not in request.args:
        asked = replace(asked, unit="count")
    found = trending.answer(site().searcher(), asked)
    page = render_template("trends.html", **_context(asked, found))
    return (page, 400) if asked.problems or found.refused else page


def _context(asked: Asked, found: Answer) -> dict[str, Any]:
    def link(**changes: Any) -> str:
        return trending.url(asked, **changes)

    searches = [asked.search(query) for query in found.queries]
    facets = site().search(replace(asked.filters, per_page=1)).facets
    spare = min(LINES, max(2, len(asked.queries) + 1))
    clip = [trending.within(search) for search in searches]
    return {
        "asked": asked,
        "found": found,
        "refused": [(r, link(queries=_mended(asked, r))) for r in found.refused],
        "chart": None if asked.split else _chart(asked, found),
        "provinces": _provinces(asked, found) if asked.split else [],
        "maps": _maps(asked, found) if asked.split else [],
        "clip": clip,
        "readings": [_reading(search) for search in searches if search.q],
        "period_url": lambda number, label: clip[number](*period_days(label)),
        "place_of": place_of,
        "inputs": [*asked.queries, *[""] * (spare - len(asked.queries))],
        "carried": _carried(asked),
        "chips": filtering.chips(asked.filters, facets, lambda filters: link(filters=filters)),
        "periods": [(value, label, link(by=value)) for value, label in PERIODS],
        "units": [(value, label, link(unit=value)) for value, label in UNITS],
        "splits": [
            (None, mark("cả nước"), link(split=None)),
            ("place", mark("từng tỉnh, thành phố"), link(split="place")),
        ],
        "examples": [(group, trending.url(Asked(queries=group))) for group in EXAMPLES],
        "undated": sum(one.undated_base for one in next(iter(found.series), ())),
        "labels": [query or "" for query in found.queries],
    }


def _reading(search: SearchParams) -> tuple[str, tuple[str, ...]]:
    """How a query was understood, and what was repaired in it."""
    page = site().search(replace(search, per_page=0))
    return page.explain, page.warnings


def _mended(asked: Asked, refused: trending.Refused) -> tuple[str, ...]:
    """The queries with what the error suggests in the place of the refused one, else without it."""
    mended = (refused.error.suggestion or "") if query_is_mended(refused) else ""
    return tuple(text for q in asked.queries if (text := mended if q == refused.query else q))


def query_is_mended(refused: trending.Refused) -> bool:
    """Whether the error knows a query that works."""
    return bool(refused.error.suggestion) and refused.error.position is not None


def _chart(asked: Asked, found: Answer) -> LineChart | None:
    series = [(query, one) for query, split in zip(found.queries, found.series, strict=True) for one in split]
    if not series or not series[0][1].points:
        return None
    points = series[0][1].points
    first, last = period_days(points[0].label)[0], period_days(points[-1].label)[1]
    marked = events_between(first, last, asked.filters.place)
    return line_chart(series, asked.unit, events=marked, amounts=not asked.queries)


def _provinces(asked: Asked, found: Answer) -> list[Province]:
    """One chart a province, all on one scale, in Vietnamese order."""
    every = [one for split in found.series for one in split]
    top = scale(every, asked.unit, sure=True)
    by_place: dict[str, list[tuple[str, Series]]] = {}
    for query, split in zip(found.queries, found.series, strict=True):
        for one in split:
            by_place.setdefault(one.place or "", []).append((query, one))
    charts = []
    for code, series in by_place.items():
        chart = line_chart(series, asked.unit, top=top, height=64)
        if chart:
            filters = params.change(asked.filters, place=code)
            url = trending.url(asked, split=None, filters=filters)
            sums = tuple(totals(one) for _, one in series)
            charts.append(Province(code, series[0][1].label, chart, url, sums[0][1], sums))
    return formats.in_order(charts, lambda province: province.name)


def _maps(asked: Asked, found: Answer) -> list[Map]:
    maps = []
    for query, split in zip(found.queries, found.series, strict=True):
        grid = tile_grid({one.place: one for one in split if one.place})
        maps.append(Map(query, grid, _in_place(asked.search(query))))
    return maps


def _in_place(search: SearchParams) -> Callable[[str], str]:
    return lambda code: params.url(params.change(search, place=code))


def _carried(asked: Asked) -> list[tuple[str, str]]:
    """What the form hands on beside the queries and dates."""
    kept = [pair for pair in trending.filter_pairs(asked.filters) if pair[0] not in ("from", "to")]
    chosen = [("by", asked.by), ("unit", asked.unit if asked.unit != "pct" else None), ("split", asked.split)]
    return [*kept, *((name, value) for name, value in chosen if value), *language.carried()]


def place_of(code: str) -> str:
    """The part of an address that names a place."""
    unit = gazetteer().unit(code)
    return gazetteer().address(unit) if unit else code
