"""How to search and how things are counted: ``/help``; keys: ``/help/keyboard``; for browsers: ``/opensearch.xml``."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from crawler.errors import DanvanError
from indexer.query.operators import OPERATORS, Operator
from indexer.search import SearchParams
from indexer.wording import say
from search_ui.site import site

blueprint = Blueprint("help", __name__)

_NAMED = ("portal", "topic")
"""Operators that take a name of this archive: their example is one that is there."""
OPENSEARCH = "application/opensearchdescription+xml"


@blueprint.get("/help")
def help_page() -> str:
    """The query language from the parser's own list; every example is a search."""
    names = _names()
    rows = [(o, say(o.meaning), [SearchParams(q=q) for q in _examples(o, names)]) for o in OPERATORS]
    return render_template("help.html", operators=rows)


@blueprint.get("/help/keyboard")
def keyboard() -> str:
    """The keys that work where scripts run."""
    return render_template("keyboard.html")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """What a browser needs to search here from its address bar (OpenSearch 1.1)."""
    answer = Response(render_template("opensearch.xml"), mimetype=OPENSEARCH)
    answer.headers["Cache-Control"] = "max-age=86400"
    return answer


def _examples(operator: Operator, names: dict[str, str]) -> tuple[str, ...]:
    if operator.name not in _NAMED:
        return operator.examples
    name = names.get(operator.name)
    return (f'{operator.name}:"{name}"' if " " in name else f"{operator.name}:{name}",) if name else ()


def _names() -> dict[str, str]:
    """The commonest portal and topic; empty when there is nothing to search yet."""
    try:
        page = site().search(SearchParams(per_page=1))
    except DanvanError:
        return {}
    return {facet.name: facet.values[0].value for facet in page.facets if facet.name in _NAMED and facet.values}
