"""``/articles/{id}``, ``/portals``, ``/portals/{id}/runs`` and ``/status``: what was collected, and how that went."""

from __future__ import annotations

from collections import Counter

from flask import request
from flask_babel import gettext

from crawler.archive.record import stamp
from crawler.archive.runs import Run
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from search_ui import citations
from search_ui.api import answers
from search_ui.api.endpoints import endpoint
from search_ui.api.parameters import LANG, Parameter, Values, number, text
from search_ui.api.problems import missing
from search_ui.coverage import STATES, coverage
from search_ui.event_dates import EventDate, event_date
from search_ui.exports.found import one
from search_ui.exports.jsonl import article_line
from search_ui.site import now, site

ARTICLE = Parameter("id", {"type": "string", "pattern": "^[0-9a-f]{16}$"}, "Id of the article.", place="path",
                    required=True, example="0123456789abcdef")  # fmt: skip
PORTAL = Parameter("id", text(100, minLength=1, pattern="^[A-Za-z0-9._-]+$"), "Id of the portal.", place="path",
                   required=True, example="sample-nukeviet")  # fmt: skip


@endpoint(
    "/articles/{id}", answers.ArticleAnswer, "One article", ARTICLE, LANG, example="/articles/0123456789abcdef",
    of_index=False,
)  # fmt: skip
def article(values: Values) -> answers.ArticleAnswer:
    """The whole text with everything that is known about it; `rank` is always 1."""
    searcher = site().searcher()
    stored = searcher.archive.get(values["id"])
    if stored is None:
        missing("unknown_article", gettext("Không có bài mang mã “%(id)s”.", id=values["id"]))
    found = one(searcher, stored, request.host_url.rstrip("/"))
    cited = citations.citation_of(stored, found.portal, found.page)
    same = tuple(other.article.id for other in searcher.archive.reprints(values["id"]))
    event = _event(event_date(searcher.archive, stored))
    return answers.ArticleAnswer(article_line(found), dict(citations.styles(cited, now().date())), same, event)


def _event(found: EventDate | None) -> answers.EventDate | None:
    return answers.EventDate(found.day.isoformat(), "day", found.year_from, found.words) if found else None


@endpoint("/portals", answers.PortalsAnswer, "Portals and their state", LANG, example="/portals", of_index=False)
def portals(values: Values) -> answers.PortalsAnswer:
    """Every portal: its state and why, articles, dates, coverage of fields and its last run."""
    archive = _archive()
    found = coverage(archive, site().tally(archive), now().date()) if archive else []
    return answers.PortalsAnswer(tuple(c.as_dict() for c in found))


@endpoint(
    "/portals/{id}/runs", answers.RunsAnswer, "Crawls of one portal", PORTAL,
    Parameter("limit", number(1, 500, 50), "How many, at most."), LANG,
    example="/portals/sample-nukeviet/runs", of_index=False,
)  # fmt: skip
def runs(values: Values) -> answers.RunsAnswer:
    """The latest runs with their grades and counts, the newest first."""
    archive = _archive()
    if archive is None or all(p.id != values["id"] for p in archive.portals()):
        missing("unknown_portal", gettext("Không có cổng mang mã “%(id)s”.", id=values["id"]))
    return answers.RunsAnswer(values["id"], tuple(map(_run, archive.runs(values["id"], values["limit"]))))


def _run(run: Run) -> answers.Run:
    finished = stamp(run.finished) if run.finished else None
    return answers.Run(run.id, stamp(run.started), finished, run.grade, run.message, run.counts)


@endpoint("/status", answers.StatusAnswer, "State of the collection", LANG, example="/status", of_index=False)
def status(values: Values) -> answers.StatusAnswer:
    """How much there is, how much of it can be searched, and how the portals are doing."""
    archive = _archive()
    found = coverage(archive, site().tally(archive), now().date()) if archive else []
    counts = Counter(c.state for c in found)
    last = max((c.last_run.started for c in found if c.last_run), default=None)
    indexed, version = _index()
    return answers.StatusAnswer(
        articles=sum(c.articles for c in found),
        indexed=indexed,
        index_version=version,
        portals=len(found),
        states={state: counts[state] for state in STATES},
        last_run=stamp(last) if last else None,
        sample=site().has_sample(),
    )


def _archive() -> Archive | None:
    return site().archive()


def _index() -> tuple[int | None, str | None]:
    try:
        engine = site().searcher().engine
        engine.refresh()
    except DanvanError:
        return None, None
    return engine.total, engine.version
