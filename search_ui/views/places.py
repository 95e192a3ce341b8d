"""Administrative units through time: ``/places`` and ``/place/<code>-<name>``."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.corpus import Keyword
from indexer.localities import place_value
from indexer.params import SearchParams
from indexer.places import Link, Unit, gazetteer
from indexer.wording import mark
from search_ui import formats, language, place_facts, portal_facts, trending
from search_ui.coverage import TONES, Coverage, coverage
from search_ui.localities import place_path, today
from search_ui.site import now, site
from search_ui.timeline import period_days
from search_ui.views.first_run import first_run

blueprint = Blueprint("places", __name__)

MODE_NAMES = {
    "now": mark("lãnh thổ ngày nay, gồm các đơn vị cũ"),
    "then": mark("mang tên ấy lúc đăng"),
    "exact": mark("chỉ đúng đơn vị này"),
}
_PORTALS = 30
_MOST_TYPED = 100
_WORDS = place_facts.Words()


@blueprint.get("/places")
def places() -> str:
    """Today's provinces with their articles, or the units that a name may mean."""
    typed = (request.args.get("q") or "").strip()[:_MOST_TYPED]
    if site().is_empty():
        return first_run()
    if typed:
        found = [(unit, place_path(unit), today(unit)) for unit in place_facts.candidates(typed)]
        return render_template("places.html", typed=typed, found=found, place_label=gazetteer().label)
    facets = site().search(SearchParams(per_page=1)).facets
    counts = {v.value: v.count for facet in facets if facet.name == "place" for v in facet.values}
    provinces = formats.in_order(gazetteer().units("new", "tinh"), gazetteer().label)
    rows = [
        (unit, gazetteer().label(unit), place_path(unit), counts.get(unit.code, 0), _made_of(unit))
        for unit in provinces
    ]
    return render_template("places.html", typed="", rows=rows, known=sum(1 for row in rows if row[3]))


def _made_of(unit: Unit) -> list[tuple[str, str]]:
    """Names and addresses of the former provinces of one of today's."""
    links = gazetteer().predecessors(unit)
    return [(link.unit.name, place_path(link.unit)) for link in links if link.unit.name != unit.name]


@blueprint.get("/place/<path:address>")
def place(address: str) -> Response | str | tuple[str, int]:
    """One unit. A wrong name behind a right code is led to the right one; an unknown code offers candidates."""
    if len(address) > _MOST_TYPED:
        abort(404)
    unit = gazetteer().unit(address)
    if unit is None:
        name = address.partition("-")[2].replace("-", " ") or address
        found = [(unit, place_path(unit), today(unit)) for unit in place_facts.candidates(name)]
        return render_template(
            "places.html", typed=name, found=found, unknown=address, place_label=gazetteer().label
        ), 404
    if address != gazetteer().address(unit):
        return redirect(place_path(unit), 301)
    if site().is_empty():
        return first_run()
    return render_template("place.html", unit=unit, path_of=place_path, days_of=period_days, **_context(unit))


def _context(unit: Unit) -> dict[str, Any]:
    searcher, places = site().searcher(), gazetteer()
    value = place_value(unit)
    amounts = place_facts.totals(searcher, unit)
    own, inside = place_facts.portals_of(searcher.engine.portals, unit)
    children = formats.in_order(places.children(unit), lambda child: child.full_name)
    return {
        "label": places.label(unit),
        "above": [(parent, places.label(parent), place_path(parent)) for parent in reversed(places.parents(unit))],
        "names": [(name, place_path(name.unit)) for name in place_facts.named(unit.code)],
        "parts": [(part, *_linked(part.link)) for part in place_facts.parts(searcher, unit)],
        "successors": [(link, *_linked(link)) for link in places.successors(unit)],
        "children": [(child, place_path(child)) for child in children],
        "totals": amounts,
        "modes": MODE_NAMES,
        "searches": {mode: SearchParams(place=value, place_mode=mode) for mode in place_facts.MODES},
        "own": _healths(own),
        "inside": _healths(inside[:_PORTALS]),
        "inside_total": len(inside),
        "tones": TONES,
        "words": _words(value) if amounts["now"] else (),
        "words_url": f"{place_path(unit)}{'&' if '?' in place_path(unit) else '?'}words=1#tu",
        "word_url": lambda word: SearchParams(q=f'"{word}"', place=value),
        "trend_url": trending.url(trending.Asked(filters=SearchParams(place=value))),
        "figures_url": language.link(f"/figures?place={value}"),
        **_chart(unit),
    }


def _words(place: str) -> tuple[Keyword, ...] | None:
    return _WORDS.of(site().searcher(), place, now="words" in request.args)


def _linked(link: Link) -> tuple[str, str]:
    return gazetteer().label(link.unit), place_path(link.unit)


def _healths(portals: list[str]) -> list[Coverage]:
    archive = site().archive()
    if archive is None or not portals:
        return []
    return coverage(archive, site().tally(archive), now().date(), portals, portal_facts.states())


def _chart(unit: Unit) -> dict[str, Any]:
    """Articles over time in two senses of the place; the second is left out where it is the same."""
    searches = {mode: SearchParams(place=place_value(unit), place_mode=mode) for mode in ("now", "exact")}
    by, found = trending.amounts(site().searcher(), list(searches.values()))
    series = [(mode, one) for mode, one in zip(searches, found, strict=True) if mode == "now" or one != found[0]]
    chart = trending.amounts_chart(series, place_value(unit))
    return {"chart": chart, "by": by, "clip": [trending.within(searches[mode]) for mode, _ in series]}
