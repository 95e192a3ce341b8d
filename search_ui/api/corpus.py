"""``/kwic``, ``/trend``, ``/terms`` and ``/figures``: counting and reading over the texts found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from flask import request

from crawler.archive.record import Stored
from indexer.corpus.concordance import ORDERS, Line, Reader, kwic
from indexer.corpus.keywords import Unit, keyness
from indexer.params import Listing, SearchPage, SearchParams
from search_ui import trending
from search_ui.api import answers, cursors
from search_ui.api.endpoints import endpoint
from search_ui.api.parameters import (
    CURSOR,
    FILTERS,
    LANG,
    SEARCH,
    SIZE,
    Parameter,
    Values,
    number,
    one_of,
    search_params,
)
from search_ui.api.parameters import Q as QUERY
from search_ui.api.problems import BadAddress
from search_ui.api.searching import page_of
from search_ui.charts_lines import LINES
from search_ui.exports.columns import line_date
from search_ui.lines import ARTICLES, WIDTH, ordering
from search_ui.site import site
from search_ui.view import MAX_SAMPLE

READ = 400
"""Articles that one answer reads at most; with few hits among them it is short, and its cursor goes on."""
_T = TypeVar("_T")
_KWIC = (
    Parameter("order", one_of(ORDERS, "date"), "Sort by a syllable on the left or right, by place, or newest first."),
    Parameter("sample", number(1, MAX_SAMPLE), "So many lines drawn at random."),
    Parameter("seed", number(0, 999_999_999, 0), "The same seed draws the same lines."),
    Parameter("width", number(0, 50, WIDTH), "Syllables on either side, never beyond the paragraph."),
)


@endpoint(
    "/kwic",
    answers.KwicAnswer,
    "Hits in their context",
    *SEARCH,
    *_KWIC,
    SIZE,
    CURSOR,
    example="/kwic?q=%22d%C3%A2n+v%E1%BA%ADn%22",
)
def kwic_lines(values: Values) -> answers.KwicAnswer:
    """Every hit with what stands before and after it. In the order `date` lines are read as they are asked for and the
    list reaches every hit; any other order, and a sample, is made of at most 1,000 of the articles found, as on the
    page. The CSV export has no such bound."""
    chosen = replace(search_params(values, request.args), sort="newest")
    listing = site().searcher().listing(chosen)
    cursor = cursors.read(values.get("cursor"))
    page, version = listing.page, listing.page.index_version
    if chosen.q and (values["order"] != "date" or "sample" in values):
        return _sorted(values, chosen, cursor, page)
    lines: Sequence[Line] = ()
    following: str | None = None
    if chosen.q:
        reader = Reader(site().searcher(), chosen, values["width"])
        lines, following = page_through(
            listing, cursor, values["per_page"], lambda stored: reader.lines(stored.article)
        )
    hits = None if chosen.q else 0
    return answers.KwicAnswer(len(listing), hits, 0, tuple(map(_line, lines)), following, page.explain, version)


def _sorted(
    values: Values, chosen: SearchParams, cursor: cursors.Cursor | None, page: SearchPage
) -> answers.KwicAnswer:
    start, size = cursor.start if cursor else 0, values["per_page"]
    found = kwic(
        site().searcher(), chosen, order=ordering(values["order"]), width=values["width"],
        sample=values.get("sample"), seed=values["seed"], limit=start + size + 1, most=ARTICLES,
    )  # fmt: skip
    lines = tuple(map(_line, found.lines[start : start + size]))
    more = len(found.lines) > start + size
    following = cursors.write(start + size, lines[-1].id, 0, page.index_version) if more else None
    return answers.KwicAnswer(page.total, found.total, found.unread, lines, following, page.explain, page.index_version)


def _line(line: Line) -> answers.KwicLine:
    return answers.KwicLine(
        line.article, page_of(line.article), line.field, line.left, line.node, line.right, line_date(line), line.portal,
        line.place,
    )  # fmt: skip


def page_through(
    listing: Listing, cursor: cursors.Cursor | None, size: int, things_of: Callable[[Stored], Iterator[_T]]
) -> tuple[list[_T], str | None]:
    """``size`` of the things that the articles of ``listing`` hold, and the cursor behind the last of them."""
    first, skip = cursors.place(cursor, listing)
    found: list[_T] = []
    version, archive = listing.page.index_version, site().searcher().archive
    for position, article in enumerate(listing.ids(first), first):
        if position >= first + READ:
            return found, cursors.write(position, f"{listing.numbers[position - 1]:016x}", 0, version)
        stored = archive.get(article)
        for n, thing in enumerate(things_of(stored) if stored else ()):
            if position == first and n < skip:
                continue
            if len(found) == size:
                before = f"{listing.numbers[position - 1]:016x}" if position else article
                return found, cursors.write(position, article if n else before, n, version)
            found.append(thing)
    return found, None


@endpoint(
    "/trend",
    answers.TrendAnswer,
    "Queries over time",
    replace(QUERY, many=True, most=LINES),
    *FILTERS,
    Parameter("by", one_of(trending.PERIODS), "Length of the periods; by default whatever suits the length of time."),
    Parameter("split", one_of(trending.SPLITS), "`place`: a series for each of today's provinces."),
    LANG,
    example="/trend?q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22&by=year",
)
def trend(values: Values) -> answers.TrendAnswer:
    """Articles found by month, quarter or year of publication beside all articles under the same filters; up to six
    queries. The share is null where there are no articles at all."""
    asked = trending.read(request.args)
    bad = [p for p in asked.problems if p.name not in ("from", "to", "unit")]
    if bad:
        raise BadAddress(tuple(bad))
    filters = replace(asked.filters, date_from=values.get("from"), date_to=values.get("to"))
    searcher = site().searcher()
    found = trending.answer(searcher, replace(asked, filters=filters))
    if found.refused:
        raise found.refused[0].error
    series: list[answers.Series] = []
    rows = trending.rows(found)
    for query, split in zip(found.queries, found.series, strict=True):
        for line in split:
            points = tuple(_point(next(rows)) for _ in line.points)
            name = line.label if line.place else None
            series.append(answers.Series(query, line.place, name, points, line.undated, line.undated_base))
    return answers.TrendAnswer(found.by, tuple(series), searcher.engine.version)


def _point(row: trending.Row) -> answers.Point:
    return answers.Point(row.period, row.first.isoformat(), row.last.isoformat(), row.n, row.base, row.share)


@endpoint(
    "/terms",
    answers.TermsAnswer,
    "Words that set the articles found apart",
    *SEARCH,
    Parameter("unit", one_of(("words", "syllables"), "words"), "What is counted."),
    Parameter("least", number(1, 1000, 3), "Occurrences inside and outside together, at least."),
    Parameter("limit", number(1, 200, 50), "How many."),
    example="/terms?q=%22n%C3%B4ng+th%C3%B4n+m%E1%BB%9Bi%22",
)
def terms(values: Values) -> answers.TermsAnswer:
    """Words that the articles found use more than all others, by log-likelihood; the strongest first."""
    chosen = search_params(values, request.args)
    searcher = site().searcher()
    page = searcher.search(replace(chosen, per_page=0))
    unit: Unit = values["unit"]
    found = keyness(searcher, chosen, unit=unit, least=values["least"], limit=values["limit"])
    if not found and unit == "words":
        unit = "syllables"
        found = keyness(searcher, chosen, unit=unit, least=values["least"], limit=values["limit"])
    listed = tuple(answers.Term(t.text, round(t.score, 4), t.inside, t.outside) for t in found)
    return answers.TermsAnswer(unit, page.total, listed, page.explain, page.index_version)
