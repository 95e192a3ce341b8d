"""The first page: ``/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template

from indexer.places import gazetteer
from indexer.search import SearchParams
from search_ui import charts, params
from search_ui.formats import in_order
from search_ui.localities import locality, place_path
from search_ui.site import now, site
from search_ui.views.first_run import first_run

blueprint = Blueprint("home", __name__)

EXAMPLES = ('"dân vận khéo"', "dan van kheo", "title:dân vận -khen")
"""A phrase, the same typed without marks, and a field with an exclusion."""
NEWEST = 8
PORTALS = 8


@dataclass(frozen=True, slots=True)
class Province:
    """One of today's provinces with its page, its search, and how many articles it has, former units included."""

    name: str
    path: str
    search: SearchParams
    articles: int


@blueprint.get("/")
def home() -> str:
    """Search box, what the archive holds, newest articles and portals."""
    archive = site().archive()
    if archive is None or site().is_empty():
        return first_run()
    page = site().search(SearchParams(sort="newest", per_page=20))
    facets = {facet.name: facet.values for facet in page.facets}
    tally, runs = site().tally(archive), archive.latest_runs()
    portals = sorted((p for p in archive.portals() if tally.articles.get(p.id)), key=lambda p: -tally.articles[p.id])
    bars, recent = charts.sparkline(page.months, now().date())
    return render_template(
        "home.html",
        examples=[(q, SearchParams(q=q)) for q in EXAMPLES],
        articles=page.corpus_total,
        places=len(facets.get("place", ())),
        provinces=provinces({value.value: value.count for value in facets.get("place", ())}),
        portals=[(p, tally.articles[p.id], SearchParams(portal=(p.id,))) for p in portals[:PORTALS]],
        portal_total=len(portals),
        updated=max((r.finished or r.started for r in runs.values()), default=None),
        bars=bars,
        recent=recent,
        newest=page.hits[:NEWEST],
        within=params.by_days(SearchParams()),
        locality=locality,
    )


def provinces(counts: Mapping[str, int]) -> list[Province]:
    """All of today's provinces in Vietnamese order; ``counts``: articles by place."""
    found = [
        Province(gazetteer().label(unit), place_path(unit), SearchParams(place=unit.code), counts.get(unit.code, 0))
        for unit in gazetteer().units("new", "tinh")
    ]
    return in_order(found, lambda province: province.name)
