"""How the collection is doing, for people and for machines: ``/status``, ``/status.json``, badges, ``/healthz``."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, abort, current_app, jsonify, render_template
from werkzeug.wrappers import Response

from crawler.errors import DanvanError
from indexer.search import SearchParams
from search_ui import params
from search_ui.badge import badge
from search_ui.coverage import ORDER, STATES, Coverage, State, coverage
from search_ui.site import now, site

blueprint = Blueprint("status", __name__)

TONES = {"ok": "good", "slow": "slow", "failing": "bad", "blocked": "bad", "closed": "off", "never": "off"}
"""Which colour of the stylesheet a state has; the word beside it says the same."""


@blueprint.get("/status")
def status() -> str:
    """The state of every portal."""
    portals = _coverage()
    counts = Counter(c.state for c in portals)
    return render_template(
        "status.html",
        portals=portals,
        states=[(state, label, counts[state]) for state, label in STATES.items() if counts[state]],
        tones=TONES,
        articles=sum(c.articles for c in portals),
        dated=sum(c.dated for c in portals),
        last=max((c.last_run.started for c in portals if c.last_run), default=None),
        portal_url=lambda portal: params.url(SearchParams(portal=(portal,))),
    )


@blueprint.get("/status.json")
def status_json() -> Response:
    """The same as JSON."""
    portals = _coverage()
    counts = Counter(c.state for c in portals)
    return jsonify(
        generated=now().isoformat(timespec="seconds"),
        sample=site().has_sample(),
        articles=sum(c.articles for c in portals),
        states={state: counts[state] for state in STATES},
        portals=[c.as_dict() for c in portals],
    )


@blueprint.get("/status.svg")
def status_badge() -> Response:
    """A badge with the state of the whole collection: the worst state of a portal, and how many portals are in it."""
    counts = Counter(c.state for c in _coverage())
    worst: State = next((state for state in ORDER if counts[state]), "never")
    return _svg("danvan", f"{STATES[worst]} {counts[worst]}/{counts.total()}" if counts else STATES["never"], worst)


@blueprint.get("/status/<portal>.svg")
def portal_badge(portal: str) -> Response:
    """A badge with the state of one portal."""
    found = next((c for c in _coverage() if c.portal.id == portal), None)
    if found is None:
        abort(404)
    return _svg(found.portal.id, found.label, found.state)


def _svg(name: str, text: str, state: State) -> Response:
    answer = Response(badge(name, text, TONES[state]), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "max-age=300"
    return answer


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 when archive and index can be read, else 503 with the reason; for load balancers and monitors."""
    try:
        archive = site().archive()
        articles = archive.count() if archive else 0
        if not articles:
            return jsonify(status="empty", articles=0), 200
        found = site().search(SearchParams(per_page=1))
    except DanvanError as error:
        current_app.logger.warning("not healthy: %s", error)
        return jsonify(status="unavailable", reason=type(error).__name__), 503
    return jsonify(status="ok", articles=articles, indexed=found.corpus_total, index=found.index_version), 200


def _coverage() -> list[Coverage]:
    archive = site().archive()
    return coverage(archive, site().tally(archive), now().date()) if archive else []
