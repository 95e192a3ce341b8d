"""How the collection is doing, for people and for machines: ``/status``, ``/status.json``, badges, ``/healthz``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, jsonify, render_template, request
from werkzeug.wrappers import Response

from crawler.errors import DanvanError
from indexer.search import SearchParams
from indexer.wording import say
from search_ui import filtering, language, portal_facts, values
from search_ui.badge import badge
from search_ui.coverage import ORDER, STATES, TONES, Coverage, State, coverage
from search_ui.errors import outage_of
from search_ui.site import now, site

blueprint = Blueprint("status", __name__)

T = TypeVar("T")
PER_PAGE = 60
"""Portals on a page."""


@blueprint.get("/status")
def status() -> str:
    """The state of every portal, or of those in the state that the address asks for."""
    portals = _coverage()
    counts = Counter(c.state for c in portals)
    chosen = next((state for state in STATES if state == request.args.get("state")), None)
    part, page_links, number = paged([c for c in portals if chosen is None or c.state == chosen], "/status", chosen)
    return render_template(
        "status.html",
        portals=part,
        page_links=page_links,
        number=number,
        total=len(portals),
        states=[(s, label, counts[s], language.link(f"/status?state={s}")) for s, label in STATES.items()],
        chosen=chosen,
        chosen_label=say(STATES[chosen]) if chosen else "",
        tones=TONES,
        articles=sum(c.articles for c in portals),
        dated=sum(c.dated for c in portals),
        placed=sum(c.articles for c in portals if c.placed),
        answers=_answers(portals),
        waiting=_waiting(portals),
        last=max((c.last_run.started for c in portals if c.last_run), default=None),
    )


def paged(rows: Sequence[T], path: str, state: State | None = None) -> tuple[Sequence[T], filtering.PageLinks, int]:
    """The rows of the page that the address asks for, links to the other pages, and the page's number."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(values.whole("page", request.args.get("page"), []) or 1, pages)

    def link(search: SearchParams) -> str:
        asked = [*([("state", state)] if state else []), *([("page", search.page)] if search.page > 1 else [])]
        return language.link(f"{path}?{urlencode(asked)}" if asked else path)

    links = filtering.page_links(pages, SearchParams(page=number, per_page=PER_PAGE), link)
    return rows[(number - 1) * PER_PAGE : number * PER_PAGE], links, number


def _waiting(portals: list[Coverage]) -> int:
    """Portals that the registry wants collected and the archive does not know yet."""
    known = {c.portal.id for c in portals}
    return sum(state == "active" and portal not in known for portal, state in portal_facts.states().items())


def _answers(portals: list[Coverage]) -> list[tuple[str, int]]:
    """HTTP statuses of all fetched article pages, the most frequent first; ``-`` for none."""
    return sum((Counter(c.answers) for c in portals), Counter[str]()).most_common()


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
        waiting=_waiting(portals),
        portals=[c.as_dict() for c in portals],
    )


@blueprint.get("/status.svg")
def status_badge() -> Response:
    """A badge with the state of the whole collection: the worst state of a portal, and how many portals are in it."""
    counts = Counter(c.state for c in _coverage())
    worst: State = next((state for state in ORDER if counts[state]), "never")
    return _svg("danvan", f"{STATES[worst]} {counts[worst]}/{counts.total()}" if counts else STATES["never"], worst)


@blueprint.get("/portal/<portal>.svg")
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
        return jsonify(status="unavailable", reason=outage_of(error).code), 503
    return jsonify(status="ok", articles=articles, indexed=found.corpus_total, index=found.index_version), 200


def _coverage() -> list[Coverage]:
    archive = site().archive()
    if archive is None:
        return []
    return coverage(archive, site().tally(archive), now().date(), registry=portal_facts.states())
