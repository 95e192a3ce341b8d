"""How to search and how things are counted: ``/help``."""

from __future__ import annotations

from flask import Blueprint, render_template

from indexer.query.operators import OPERATORS
from indexer.search import SearchParams

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
def help_page() -> str:
    """The query language from the parser's own list; every example is a search."""
    operators = [(o, [SearchParams(q=example) for example in o.examples]) for o in OPERATORS if o.available]
    return render_template("help.html", operators=operators)
