"""Crawls of the stand-ins of further systems: every article once, and no more requests than the articles need."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.export import export_jsonl
from crawler.archive.store import Archive
from crawler.items import Article
from crawler.portals import Registry
from crawler.reextract import reextract
from crawler.sample import STAND_INS, serve_one
from crawler.sample.texts import SampleArticle, articles
from crawler.topics import Topics

Archived = Callable[[], list[Article]]
WANTED = articles("hanoi")
TRAPLESS = {
    "mdefault": 24,
    "tandan": 12,
    "sharepoint": 14,
    "wordpress": 10,
    "drupal": 8,
    "joomla": 12,
    "dnn": 12,
    "nukeviet3": 8,
    "liferay-asset": 9,
    "liferay-display": 9,
    "liferay-tiengiang": 9,
    "view-article": 9,
    "vccorp": 9,
    "vnportal": 9,
    "webcenter": 9,
}
"""Requests besides the articles' that a portal without traps needs: robots.txt, home, sitemap, each list page once."""


@pytest.mark.parametrize("name", TRAPLESS)
def test_every_article_is_archived_once_without_falling_into_traps(name: str, run, archived: Archived) -> None:
    """The system is detected by the home page; a second crawl finds nothing new and asks for no article again."""
    with serve_one(name) as samples:
        portal = replace(samples[0], platform=None)
        report = run([portal])
        asked = samples.log(portal.id)
        again = run([portal])
        asked_again = len(samples.log(portal.id)) - len(asked)
    assert report.portals[0].grade == "ok", report.portals[0].message
    found = {(a.title, a.published.date()): a for a in archived() if a.published}
    assert len(archived()) == len(WANTED) == len(found)
    for want in WANTED:
        check(found[want.title, want.published.date()], want)
    assert len(asked) <= 1.5 * (len(WANTED) + TRAPLESS[name]), Counter(path.partition("?")[0] for path in asked)
    assert (again.total("new"), again.total("changed"), again.total("fetched")) == (0, 0, 0)
    assert asked_again <= len(asked) - len(WANTED)


def test_every_stand_in_is_crawled_here() -> None:
    assert set(TRAPLESS) == set(STAND_INS)


def check(have: Article, want: SampleArticle) -> None:
    assert have.lead in (want.lead, None)
    assert have.author == (want.author or None)
    assert have.captions == want.captions
    paragraphs = have.body.split("\n\n")
    start = paragraphs.index(want.paragraphs[0])
    assert paragraphs[start : start + len(want.paragraphs)] == list(want.paragraphs)
    assert paragraphs[:start] in ([], [want.lead])


def test_a_date_that_only_the_list_prints_is_kept_when_pages_are_read_again(run, data: DataDir) -> None:
    with serve_one("mdefault") as samples:
        run(samples, limit=6)
        with Archive.open(data.archive) as archive:
            before = {s.article.id: s.article.published for s in archive.iter_articles()}
            origins = {s.article.published_from for s in archive.iter_articles()}
            report = reextract(archive, data.snapshots, Registry(samples), Topics.load(None), apply=True)
            after = {s.article.id: s.article.published for s in archive.iter_articles()}
        with Archive.open(data.root / "empty.sqlite3") as archive:
            reextract(archive, data.snapshots, Registry(samples), Topics.load(None))
            rebuilt = {s.article.id: s.article.published for s in archive.iter_articles()}
    assert origins == {"visible", "list"}
    assert (report.articles, report.changed) == (6, 0)
    assert after == rebuilt == before


def test_a_date_that_only_the_list_prints_is_known_to_later_runs(run, archived: Archived) -> None:
    with serve_one("mdefault") as samples:
        assert run(samples, until=date(2001, 1, 1)).total("new") == 0
        run(samples)
    articles = archived()
    assert len(articles) == 36
    assert {a.published_from for a in articles} == {"visible", "list"}


@pytest.mark.parametrize("name", ["mdefault", "sharepoint", "vccorp", "liferay-tiengiang"])
def test_the_archive_is_rebuilt_from_its_pages_line_for_line(name: str, run, data: DataDir) -> None:
    """Also without the registry, and where the system was only recognised."""
    with serve_one(name) as samples:
        run([replace(portal, platform=None) for portal in samples], limit=12)
    with Archive.open(data.archive, readonly=True) as archive:
        before = sorted(lines(archive))
    with Archive.open(data.root / "empty.sqlite3") as archive:
        reextract(archive, data.snapshots, Registry(()), Topics.load(None))
        assert sorted(lines(archive)) == before
    assert len(before) == 12


def lines(archive: Archive) -> list[str]:
    out = io.StringIO()
    export_jsonl(archive, out)
    return out.getvalue().splitlines()
