"""The portals that are collected: ``/portals`` and ``/portal/<id>``."""

from __future__ import annotations

import difflib
from typing import Any

from flask import Blueprint, current_app, render_template

from crawler.errors import DanvanError
from crawler.portals import Portal
from indexer.params import SearchParams
from search_ui import formats, params, portal_facts, trending
from search_ui.coverage import STATES, TONES, Coverage, coverage
from search_ui.localities import Locality, locality
from search_ui.site import now, site
from search_ui.timeline import period_days
from search_ui.views.status import paged

blueprint = Blueprint("portal", __name__)

RUNS, UNREAD = 20, 30
"""Runs and addresses without an article that are listed."""


@blueprint.get("/portals")
def portals() -> str:
    """Every portal of the registry and the archive."""
    rows = portal_facts.listed(_coverages())
    collected, page_links, number = paged([row for row in rows if row.coverage], "/portals")
    return render_template(
        "portals.html",
        collected=[(row, _where(row.place, row.level)) for row in collected],
        waiting=formats.in_order([row for row in rows if not row.coverage], lambda row: row.name),
        page_links=page_links,
        number=number,
        tones=TONES,
    )


@blueprint.get("/portal/<portal_id>")
def portal(portal_id: str) -> str | tuple[str, int]:
    """One portal: what it is, how well it is collected, its runs, what could not be read."""
    entry = portal_facts.registry().get(portal_id)
    found = next(iter(_coverages(portal_id)), None)
    if found is None and entry is None:
        return _unknown(portal_id)
    record = found.portal if found else portal_facts.record_of(entry)  # type: ignore[arg-type]  # one of both is there
    return render_template(
        "portal.html",
        record=record,
        entry=entry,
        item=found,
        place=_where(record.place, record.level),
        tones=TONES,
        states=STATES,
        **_registered(entry),
        **(_collected(found) if found else {}),
    )


def _unknown(portal_id: str) -> tuple[str, int]:
    known = {row.id: row.name for row in portal_facts.listed(_coverages())}
    near = difflib.get_close_matches(portal_id, known, 8, 0.5)
    page = render_template("portal_unknown.html", asked=portal_id[:100], near=[(i, known[i]) for i in near])
    return page, 404


def _coverages(only: str | None = None) -> list[Coverage]:
    archive = site().archive()
    if archive is None:
        return []
    wanted = None if only is None else {only}
    return coverage(archive, site().tally(archive), now().date(), wanted, portal_facts.states())


def _where(place: str | None, level: str | None) -> Locality | None:
    return locality(place, level, None)


def _registered(entry: Portal | None) -> dict[str, Any]:
    registry = portal_facts.registry()
    heir = registry.get(entry.moved_to or "") if entry else None
    before = [p for p in registry.values() if entry and p.moved_to == entry.id]
    return {"heir": heir, "before": before, "registry_states": portal_facts.REGISTRY_STATES}


def _collected(item: Coverage) -> dict[str, Any]:
    archive = site().archive()
    search = SearchParams(portal=(item.portal.id,))
    context: dict[str, Any] = {
        "search": search,
        "signs": portal_facts.signs(item),
        "fields": portal_facts.FIELDS,
        "answers": list(portal_facts.answers(item)),
        "outcomes": [(portal_facts.OUTCOMES.get(name, name), n) for name, n in _outcomes(item.portal.id).items()],
        "outcome_names": portal_facts.OUTCOMES,
        "runs": archive.runs(item.portal.id, RUNS) if archive else [],
        "minutes": portal_facts.minutes,
        "grades": portal_facts.GRADES,
        "unread": archive.unread(item.portal.id, UNREAD) if archive else [],
        "trend_url": trending.url(trending.Asked(filters=search)),
        "articles_url": params.url(search),
        "days_of": period_days,
    }
    return context | (_chart(search) if item.articles else {"chart": None})


def _outcomes(portal_id: str) -> dict[str, int]:
    archive = site().archive()
    return archive.outcomes(portal_id) if archive else {}


def _chart(search: SearchParams) -> dict[str, Any]:
    """Articles over time; without a usable index the rest of the page stands."""
    try:
        by, found = trending.amounts(site().searcher(), [search])
    except DanvanError as error:
        current_app.logger.warning("portal page without its chart: %s", error)
        return {"chart": None, "no_index": True}
    chart = trending.amounts_chart([("", found[0])])
    return {"chart": chart, "by": by, "clip": [trending.within(search)], "undated": found[0].undated}
