"""What this collection is, how it came about and how it is cited: ``/about``."""

from __future__ import annotations

import os
from typing import Any

from flask import Blueprint, render_template, request

from crawler.errors import DanvanError
from indexer.search import SearchParams
from search_ui import citations
from search_ui.formats import web_address
from search_ui.site import now, site

blueprint = Blueprint("about", __name__)

CONTACT = "DANVAN_CONTACT"
"""Environment variable: an e-mail or web address for questions and requests to take something down."""


@blueprint.get("/about")
def about() -> str:
    """The page; without an index it lacks the numbers and the citation of the corpus."""
    return render_template("about.html", contact=contact(), corpus=_corpus())


def contact() -> tuple[str, str | None] | None:
    """What the operator gave to write to, and its link (``mailto:`` or web address); None when nothing was given."""
    given = os.environ.get(CONTACT, "").strip()
    if not given:
        return None
    if "@" in given and "/" not in given and " " not in given:
        return given, f"mailto:{given}"
    return given, web_address(given)


def _corpus() -> dict[str, Any] | None:
    try:
        page = site().search(SearchParams(per_page=1))
        archive = site().archive()
    except DanvanError:
        return None
    portals = sum(count > 0 for count in site().tally(archive).articles.values()) if archive else 0
    return {
        "articles": page.corpus_total,
        "portals": portals,
        "first": page.months[0][0] if page.months else None,
        "last": page.months[-1][0] if page.months else None,
        "cite": citations.cite_corpus(request.host_url, now().date(), page.corpus_total, page.index_version),
    }
