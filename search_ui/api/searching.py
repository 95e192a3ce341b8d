"""``/search`` and ``/parse``: results a page at a time, and how a query is understood."""

from __future__ import annotations

from flask import request

from indexer.params import Hit, SearchPage, Suggestion
from search_ui import params as addresses
from search_ui.api import answers, cursors
from search_ui.api.endpoints import endpoint
from search_ui.api.parameters import CURSOR, FILTERS, LANG, SEARCH, SIZE, SORT, Parameter, Values, number, search_params
from search_ui.api.parameters import Q as QUERY
from search_ui.site import site

PAGE = Parameter(
    "page", number(1, 100, 1), "Number of the page, as on the site; `cursor` goes on beyond the last page that has one."
)


@endpoint(
    "/search",
    answers.SearchAnswer,
    "Search articles",
    *SEARCH,
    SORT,
    SIZE,
    PAGE,
    CURSOR,
    example="/search?q=d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o&sort=newest",
)
def search(values: Values) -> answers.SearchAnswer:
    """The articles that the same query string finds on the page, in the same order, with exact totals and facets."""
    chosen = search_params(values, request.args)
    cursor = cursors.read(values.get("cursor"))
    searcher = site().searcher()
    start = (chosen.page - 1) * chosen.per_page
    if cursor:
        searcher.engine.refresh()
        moved = not cursors.same(cursor, searcher.engine.version)
        start = cursors.place(cursor, searcher.listing(chosen))[0] if moved else cursor.start
    page = searcher.search(chosen, start)
    after = start + chosen.per_page
    last = page.hits[-1].id if page.hits else "0" * 16
    following = cursors.write(after, last, 0, page.index_version) if after < page.total else None
    return _answer(page, following)


def _answer(page: SearchPage, following: str | None) -> answers.SearchAnswer:
    return answers.SearchAnswer(
        total=page.total,
        corpus_total=page.corpus_total,
        results=tuple(map(_hit, page.hits)),
        next_cursor=following,
        explain=page.explain,
        warnings=page.warnings,
        suggestions=tuple(map(_suggestion, page.suggestions)),
        facets={
            f.name: tuple(answers.FacetValue(v.value, v.label, v.count, v.selected) for v in f.values)
            for f in page.facets
        },
        months=tuple(answers.Month(month, count) for month, count in page.months),
        undated=page.undated,
        collapsed=page.collapsed,
        index_version=page.index_version,
    )


def _hit(hit: Hit) -> answers.Hit:
    return answers.Hit(
        id=hit.id,
        url=hit.url,
        page=page_of(hit.id),
        title=hit.title,
        portal=hit.portal,
        portal_name=hit.portal_name,
        level=hit.level,
        place=hit.place,
        place_name=hit.place_name,
        published=hit.published_text,
        snippets=tuple("".join(s.text for s in snippet) for snippet in hit.snippets),
        marked=tuple(tuple(answers.Segment(s.text, s.marked) for s in snippet) for snippet in hit.snippets),
        score=round(float(hit.score), 6),
        reprints=hit.reprints,
    )


def _suggestion(offer: Suggestion) -> answers.Suggestion:
    return answers.Suggestion(offer.kind, offer.label, offer.params.q, whole(addresses.url(offer.params)), offer.count)


def page_of(article: str) -> str:
    """Full address of an article on this site."""
    return whole(f"/article/{article}")


def whole(path: str) -> str:
    """``path`` with the host under which the site is read."""
    return request.host_url.rstrip("/") + path


@endpoint("/parse", answers.ParseAnswer, "Explain a query", QUERY, *FILTERS, LANG, example="/parse?q=QCDC+-khen")
def parse(values: Values) -> answers.ParseAnswer:
    """How the query language reads a text: operators, expansions, repairs. What cannot be read is a 400 with the
    position of the mistake and a corrected query."""
    chosen = search_params(values, request.args)
    page = site().search(addresses.change(chosen, per_page=0))
    return answers.ParseAnswer(
        query=page.params.q,
        explain=page.explain,
        parts=tuple(answers.Part(p.text, p.kind, p.expansion) for p in page.explain_parts),
        warnings=page.warnings,
        total=page.total,
        index_version=page.index_version,
    )
