"""The results of a search: ``/search``, as a list, as a concordance or as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from indexer.search import SearchPage, SearchParams, Suggestion
from indexer.wording import mark
from search_ui import charts, language, params
from search_ui.citations import coins_of_hit
from search_ui.filtering import chips, facet_view, page_links
from search_ui.lines import concordance
from search_ui.localities import locality
from search_ui.site import site
from search_ui.values import from_form
from search_ui.view import KINDS, LIST, View
from search_ui.views.first_run import first_run

blueprint = Blueprint("results", __name__)

OFFERS = {
    "telex": mark("Ý bạn là"),
    "spelling": mark("Chỉ tìm đúng dấu"),
    "meaning": mark("Chữ viết tắt còn có nghĩa"),
}
"""What stands in front of each kind of offer, in this order."""
SORTS = (("relevance", mark("Liên quan nhất")), ("newest", mark("Mới nhất")), ("oldest", mark("Cũ nhất")))
"""Without a query nothing is more relevant than anything else: then the newest come first."""
VIEWS = {"list": mark("Danh sách"), "kwic": mark("Ngữ cảnh (KWIC)"), "table": mark("Bảng")}
CITED = 50
"""Articles of a page that carry their citation for Zotero (COinS); a longer page would be half citations."""
MAY_BE_EMPTY = ("q", language.NAME)


@blueprint.get("/search")
def results() -> Response | str | tuple[str, int]:
    """The page of results that the address asks for."""
    asked = params.read(request.args)
    chosen, seen = asked.params, asked.view
    if asked.problems:
        hidden = carried(chosen, seen)
        return render_template("problem.html", asked=asked, params=chosen, carried=hidden), 400
    if from_form(request.args.items(multi=True), MAY_BE_EMPTY):
        return redirect(params.url(chosen, seen=seen))
    if site().is_empty():
        return first_run()
    if seen.kind == "kwic":
        page = site().search(replace(chosen, page=1, per_page=0))
        return render_template("kwic.html", **_context(page, chosen, seen), **concordance(chosen, seen))
    page = site().search(chosen)
    return render_template(f"{'table' if seen.kind == 'table' else 'results'}.html", **_context(page, chosen, seen))


def _context(page: SearchPage, chosen: SearchParams, seen: View) -> dict[str, Any]:
    link = partial(params.url, seen=seen)
    return {
        "page": page,
        "params": chosen,
        "view": seen,
        "link_to": link,
        "carried": carried(chosen, seen),
        "first": (chosen.page - 1) * chosen.per_page + 1,
        "notes": page.warnings,
        "chips": chips(chosen, page.facets, link),
        "clear_url": link(params.without_filters(chosen)),
        "offers": [(gettext(t), found) for kind, t in OFFERS.items() if (found := _of_kind(page.suggestions, kind))],
        "dropped": [s for s in _of_kind(page.suggestions, "without") if s.count],
        "views": [(kind, gettext(VIEWS[kind]), _seen_as(chosen, seen, kind)) for kind in KINDS],
        "sorts": [(value, gettext(name)) for value, name in SORTS[0 if chosen.q else 1 :]],
        "current_sort": chosen.sort if chosen.q or chosen.sort == "oldest" else "newest",
        "chart": charts.histogram(page.months),
        "undated": page.undated,
        "facets": [facet_view(f, chosen, link) for f in page.facets if f.values],
        "page_links": page_links(page.pages, chosen, link),
        "coins": coins_of_hit,
        "cited": len(page.hits) <= CITED,
        "snippets": 2 if len(page.hits) <= params.PER_PAGE[0] else 1,
        "article_url": partial(article_url, seen=seen),
        "locality": locality,
        "within": params.by_days(chosen, seen),
        "topics": _topics(page) if seen.kind == "table" else {},
    }


def _of_kind(offers: Sequence[Suggestion], kind: str) -> list[Suggestion]:
    return [offer for offer in offers if offer.kind == kind]


def _seen_as(chosen: SearchParams, seen: View, kind: str) -> str:
    """The same search in another view: its own settings stay, the page does not."""
    return params.url(params.change(chosen), seen=replace(seen, kind=kind))  # type: ignore[arg-type]  # one of KINDS


def _topics(page: SearchPage) -> dict[str, str]:
    """The topics of each article of the page, by id."""
    archive = site().archive()
    stored = archive.get_many([hit.id for hit in page.hits]) if archive else {}
    return {id_: ", ".join(gettext(topic.name) for topic in found.article.topics) for id_, found in stored.items()}


def carried(chosen: SearchParams, seen: View = LIST) -> list[tuple[str, str]]:
    """What a form hands on beside the query: every condition, but not the page or the switched-off readings."""
    return list(params.pairs(replace(chosen, q="", page=1, keep=()), seen))


def article_url(article: str, chosen: SearchParams, seen: View = LIST) -> str:
    """The article with the query's hits marked and a way back to the results."""
    return params.url(chosen, f"/article/{article}", seen)
