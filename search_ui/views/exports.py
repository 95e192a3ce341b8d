"""A search as a file: ``/search.csv``, ``.xlsx``, ``.jsonl``, ``.ris``, ``.bib``, ``.zip`` and ``.atom``.

The query string is that of the page; every hit is exported, whatever the page and its size. With ``view=kwic`` the
tables hold the lines of the concordance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from indexer.corpus.concordance import Line, kwic, stream
from indexer.params import SearchParams
from indexer.query.errors import QueryError
from search_ui import citations, feeds, params, trending
from search_ui import figures as quantities
from search_ui.api.problems import BadAddress
from search_ui.exports import bibtex, csv_file, jsonl, ris, text_zip, xlsx_file
from search_ui.exports.columns import ARTICLES, FIGURES, LINES, PERIODS
from search_ui.exports.found import Found, found, one
from search_ui.exports.sending import file_name, named_after, send, tag
from search_ui.exports.source import Source, source_of
from search_ui.exports.table import Table, table
from search_ui.lines import WIDTH, ordering
from search_ui.said import sentence_id
from search_ui.site import site
from search_ui.values import Problem, whole
from search_ui.view import View

blueprint = Blueprint("exports", __name__)

Writer = Callable[[Iterable[Found], Source], Iterator[bytes]]
TABLES = {"csv": (csv_file.csv_file, csv_file.MIMETYPE), "xlsx": (xlsx_file.xlsx_file, xlsx_file.MIMETYPE)}
LISTS: dict[str, tuple[Writer, str]] = {
    "jsonl": (jsonl.jsonl, jsonl.MIMETYPE),
    "ris": (ris.ris, ris.MIMETYPE),
    "bib": (bibtex.bibtex, bibtex.MIMETYPE),
    "zip": (text_zip.text_zip, text_zip.MIMETYPE),
    "atom": (feeds.atom, feeds.MIMETYPE),
}
MAX_LATEST = 1000
"""Entries of a feed that ``latest`` asks for, at most; without it the feed has every hit."""


@blueprint.get("/search.csv", defaults={"suffix": "csv"})
@blueprint.get("/search.xlsx", defaults={"suffix": "xlsx"})
def as_table(suffix: str) -> Response:
    """The articles found, or the lines of the concordance, as a table."""
    asked = _asked()
    made = tag()
    if asked.view.kind == "kwic":
        return send_table(_concordance(asked), suffix, made, "kwic", named_after(asked.params))
    searcher = site().searcher()
    listing = searcher.listing(asked.params)
    rows = table(gettext("Bài"), ARTICLES, found(searcher, listing), source_of(listing.page))
    return send_table(rows, suffix, made, "search", named_after(asked.params))


def send_table(rows: Table, suffix: str, made: str, kind: str, name: str) -> Response:
    """``rows`` as CSV or XLSX under a name that says what ``kind`` of table it is and of what; for other pages too."""
    write, mimetype = TABLES[suffix]
    return send(write(rows), mimetype, made, file_name(kind, name, suffix))


@blueprint.get("/search.jsonl", defaults={"suffix": "jsonl"})
@blueprint.get("/search.ris", defaults={"suffix": "ris"})
@blueprint.get("/search.bib", defaults={"suffix": "bib"})
@blueprint.get("/search.zip", defaults={"suffix": "zip"})
@blueprint.get("/search.atom", defaults={"suffix": "atom"})
def as_list(suffix: str) -> Response:
    """The articles found, one after the other."""
    asked = _asked()
    latest = _latest() if suffix == "atom" else None
    made = tag()
    searcher = site().searcher()
    listing = searcher.listing(asked.params)
    source = source_of(listing.page)
    if latest is not None:
        listing = feeds.latest(searcher, listing, latest)
    write, mimetype = LISTS[suffix]
    name = None if suffix == "atom" else file_name("search", named_after(asked.params), suffix)
    return send(write(found(searcher, listing), source), mimetype, made, name)


@blueprint.get("/trends.csv", defaults={"suffix": "csv"})
@blueprint.get("/trends.xlsx", defaults={"suffix": "xlsx"})
def trends(suffix: str) -> Response:
    """Every point of every series, with n and N."""
    asked = trending.read(request.args)
    if asked.problems:
        raise BadAddress(asked.problems)
    made = tag()
    searcher = site().searcher()
    answer = trending.answer(searcher, asked)
    if answer.refused:
        raise answer.refused[0].error
    pages = [searcher.search(params.change(asked.search(query), per_page=0)) for query in answer.queries]
    source = replace(
        source_of(pages[0], trending.url(asked)),
        query=" | ".join(answer.queries),
        explanation=" | ".join(page.explain for page in pages),
        total=sum(page.total for page in pages),
    )
    rows = table(gettext("Xu hướng"), PERIODS, trending.rows(answer), source)
    return send_table(rows, suffix, made, "trends", " ".join(asked.queries))


@blueprint.get("/figures.csv", defaults={"suffix": "csv"})
@blueprint.get("/figures.xlsx", defaults={"suffix": "xlsx"})
def figures(suffix: str) -> Response:
    """Every figure of the articles found, with its sentence."""
    asked = quantities.read(request.args)
    if asked.problems:
        raise BadAddress(asked.problems)
    searcher, known = site().searcher(), site().figures()
    made = tag(len(known) if known else None)
    source = source_of(searcher.search(params.change(asked.search, per_page=0)), quantities.url(asked))
    found = quantities.rows(searcher, known, asked) if known else iter(())
    host = request.host_url.rstrip("/")
    placed = ((row, f"{host}/article/{row.article}#{sentence_id(row.field, row.sentence_at)}") for row in found)
    rows = table(gettext("Số liệu"), FIGURES, placed, source)
    return send_table(rows, suffix, made, "figures", " ".join((asked.search.q, asked.figures.unit)))


@blueprint.get("/article/<article_id>.ris", defaults={"suffix": "ris"})
@blueprint.get("/article/<article_id>.bib", defaults={"suffix": "bib"})
def article(article_id: str, suffix: str) -> Response:
    """The citation of one article as a file."""
    searcher = site().searcher()
    stored = searcher.archive.get(article_id)
    if stored is None:
        abort(404)
    cited = one(searcher, stored, request.host_url.rstrip("/"))
    citation = ris.record if suffix == "ris" else bibtex.entry
    written = citation(citations.citation_of(stored, cited.portal, cited.page)).encode("utf-8", "replace")
    return send(iter((written,)), LISTS[suffix][1], tag(), f"danvan-{article_id}.{suffix}")


def _asked() -> params.Asked:
    """What the address asks; raises `BadAddress`."""
    asked = params.read(request.args)
    if asked.problems:
        raise BadAddress(asked.problems)
    return asked


def _latest() -> int | None:
    problems: list[Problem] = []
    latest = whole("latest", request.args.get("latest"), problems)
    if latest is not None and latest > MAX_LATEST:
        message = gettext("Nhiều nhất %(most)s bài.", most=MAX_LATEST)
        problems.append(Problem("latest", str(latest), message))
    if problems:
        raise BadAddress(tuple(problems))
    return latest


def _concordance(asked: params.Asked) -> Table:
    """Every line as it is read, newest article first; sorted or drawn at random the lines come together before."""
    chosen, view = asked.params, asked.view
    if not chosen.q:
        raise QueryError("missing_value", gettext("Chưa có câu tìm. Gõ điều muốn xem trong ngữ cảnh."))
    searcher = site().searcher()
    source = source_of(searcher.search(params.change(chosen, per_page=0)), seen=view)
    host = request.host_url.rstrip("/")
    lines: Iterable[Line] = _lines(view, chosen)
    rows = ((n, line, f"{host}/article/{line.article}") for n, line in enumerate(lines, 1))
    return table(gettext("Ngữ cảnh"), LINES, rows, source)


def _lines(view: View, chosen: SearchParams) -> Iterable[Line]:
    searcher = site().searcher()
    if view.order == "date" and view.sample is None:
        return stream(searcher, chosen, width=WIDTH)
    order = ordering(view.order)
    return kwic(searcher, chosen, order=order, width=WIDTH, sample=view.sample, seed=view.seed).lines
