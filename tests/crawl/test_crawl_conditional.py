"""Later crawls ask only for what has changed where the server can tell, and no article is lost where it tells wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.snapshots import Snapshot, iter_snapshots
from crawler.archive.store import Archive
from crawler.archive.validators import Validator, remembered
from crawler.items import VIETNAM, Article
from crawler.portals import Portal
from crawler.sample import Faults, Samples
from crawler.sample.faults import Validators
from crawler.sample.hanoi import SECTIONS as hanoi_sections
from crawler.sample.nukeviet import SECTIONS as nukeviet_sections
from crawler.sample.server import Seen
from crawler.sample.texts import articles

Archived = Callable[[], list[Article]]
WANTED = {"sample-nukeviet": articles("nukeviet"), "sample-hanoi": articles("hanoi")}
NEWEST = frozenset(found[0].number for found in WANTED.values())


def taken(samples: Samples) -> list[Seen]:
    """Requests since the last call."""
    found = [seen for server in samples.servers for seen in server.log.requests]
    for server in samples.servers:
        server.log.requests.clear()
    return found


def with_lists(samples: Samples) -> list[Portal]:
    """Entries that name their lists, so that the home page, which is always asked for whole, shows nothing first."""
    nukeviet, hanoi = samples
    return [
        replace(
            nukeviet,
            lists=tuple(f"{nukeviet.home}vi/news/{s}/" for s in nukeviet_sections),
            feeds=(f"{nukeviet.home}vi/news/rss/", f"{nukeviet.home}sitemap-vi.news.xml"),
        ),
        replace(hanoi, lists=tuple(f"{hanoi.home}{s}" for s in hanoi_sections)),
    ]


def all_there(archived: Archived) -> bool:
    found = {(a.portal, a.platform_id) for a in archived()}
    return found == {(portal, str(a.number)) for portal, some in WANTED.items() for a in some}


@pytest.mark.parametrize("how", ["etag", "modified"])
def test_an_unchanged_list_or_feed_is_not_received_again(
    samples: Samples, run, archived: Archived, how: Validators
) -> None:
    samples.change(Faults(validators=how, unlisted=NEWEST))
    first = run(samples)
    assert not [s for s in taken(samples) if s.conditional], "nothing is known yet"
    assert first.total("not_modified") == 0
    second = run(samples)
    spared = [s for s in taken(samples) if s.conditional]
    assert {s.status for s in spared} == {304}
    assert second.total("not_modified") == len(spared) >= 8
    assert not second.failing
    assert second.total("new") == second.total("fetched") == 0
    samples.change(Faults(validators=how))
    third = run(samples)
    assert third.total("new") == 2
    assert {s.status for s in taken(samples) if s.conditional} == {200, 304}
    assert all_there(archived)


def test_a_full_crawl_asks_for_everything_whole(samples: Samples, run) -> None:
    samples.change(Faults(validators="etag"))
    run(samples)
    taken(samples)
    report = run(samples, full=True)
    assert report.total("not_modified") == 0
    assert not [s for s in taken(samples) if s.conditional]


@pytest.mark.parametrize("how", ["stuck", "always"])
def test_a_server_that_errs_loses_no_article_for_ever(
    samples: Samples, run, archived: Archived, how: Validators
) -> None:
    samples.change(Faults(validators=how, unlisted=NEWEST))
    runs, portals = {"CONDITIONAL_RUNS": 3}, with_lists(samples)
    run(portals, settings=runs)
    samples.change(Faults(validators=how))
    new = [run(portals, settings=runs).total("new") for _ in range(3)]
    assert new == [0, 0, 2], "every third crawl asks for the lists whole"
    assert all_there(archived)


def test_a_server_that_was_caught_is_not_believed_again(samples: Samples, run, archived: Archived) -> None:
    samples.change(Faults(validators="stuck", unlisted=NEWEST))
    runs, portals = {"CONDITIONAL_RUNS": 2}, with_lists(samples)
    run(portals, settings=runs)
    samples.change(Faults(validators="stuck"))
    assert run(portals, settings=runs).total("new") == 0
    assert run(portals, settings=runs).total("new") == 2
    taken(samples)
    run(portals, settings=runs)
    assert not [s for s in taken(samples) if s.conditional]
    assert all_there(archived)


def test_an_interrupted_walk_is_gone_on_with_whole_lists(samples: Samples, run, archived: Archived) -> None:
    samples.change(Faults(validators="etag"))
    run(samples, limit=3)
    taken(samples)
    run(samples)
    lists = [s for s in taken(samples) if not s.path.endswith(".html") and "rss" not in s.path]
    assert not [s for s in lists if s.conditional and s.status == 304 and "sitemap" not in s.path]
    assert all_there(archived)


def test_recent_articles_are_looked_at_again_and_only_corrections_travel(samples: Samples, run, data: DataDir) -> None:
    samples.change(Faults(validators="etag"))
    run(samples[:1])
    pages = sum(isinstance(s, Snapshot) for s in iter_snapshots(data.snapshots))
    changed, old = WANTED["sample-nukeviet"][2], WANTED["sample-nukeviet"][-1]
    samples.change(Faults(validators="etag", changed=frozenset({changed.number, old.number})))
    taken(samples)
    days = (datetime.now(VIETNAM) - WANTED["sample-nukeviet"][9].published).days + 1
    report = run(samples[:1], recheck=days)
    asked = [s for s in taken(samples) if "-" in s.path and s.path.endswith(".html")]
    assert 10 <= len(asked) < len(WANTED["sample-nukeviet"])
    assert all(s.conditional for s in asked)
    assert [s.status for s in asked].count(200) == report.total("changed") == 1
    assert report.total("unchanged") == len(asked) - 1
    with Archive.open(data.archive, readonly=True) as archive:
        stored = {s.article.platform_id: s for s in archive.iter_articles()}
        assert stored[str(changed.number)].version == 2
        assert stored[str(old.number)].version == 1, "older than what was asked for"
        same = stored[str(WANTED["sample-nukeviet"][0].number)]
        assert same.last_seen > same.first_seen or len(archive.fetches(same.article.id)) == 2
        assert [f.status for f in archive.fetches(same.article.id)] == [304, 200]
    assert sum(isinstance(s, Snapshot) for s in iter_snapshots(data.snapshots)) == pages + 1, "a 304 is no page"


def test_a_correction_under_an_old_statement_is_found_later_and_tells_on_the_server(samples: Samples, run) -> None:
    samples.change(Faults(validators="stuck"))
    run(samples[:1])
    number = WANTED["sample-nukeviet"][2].number
    samples.change(Faults(validators="stuck", changed=frozenset({number})))
    settings, days = {"CONDITIONAL_RUNS": 2}, 5000
    assert run(samples[:1], settings=settings, recheck=days).total("changed") == 0
    assert run(samples[:1], settings=settings, recheck=days).total("changed") == 1
    taken(samples)
    run(samples[:1], settings=settings, recheck=days)
    assert not [s for s in taken(samples) if s.conditional]


def test_a_page_that_was_gone_and_is_as_it_was_is_back(samples: Samples, run, data: DataDir) -> None:
    samples.change(Faults(validators="etag"))
    run(samples[:1])
    number = WANTED["sample-nukeviet"][1].number
    with Archive.open(data.archive) as archive:
        found = next(s for s in archive.iter_articles() if s.article.platform_id == str(number))
        archive.mark_gone(found.article.id, found.first_seen)
        archive.reopen("sample-nukeviet", outcome="article")
    run(samples[:1])
    with Archive.open(data.archive, readonly=True) as archive:
        back = archive.get(found.article.id)
        assert back is not None
        assert back.gone_since is None
        assert back.seq > found.seq


def test_a_sitemap_that_is_not_there_is_looked_for_only_now_and_then(samples: Samples, run) -> None:
    for _ in range(7):
        run(samples[1:], settings={"CONDITIONAL_RUNS": 3})
    asked = [s.status for s in taken(samples) if s.path == "/sitemap.xml"]
    assert asked == [404, 404, 404], "in the first, fourth and seventh crawl, though robots.txt names it"
    run(samples[1:], full=True)
    assert "/sitemap.xml" in [s.path for s in taken(samples)]
    named = [replace(samples[1], feeds=(f"{samples[1].home}sitemap.xml",))]
    for _ in range(2):
        run(named)
    assert [s.path for s in taken(samples)].count("/sitemap.xml") == 2, "whoever names it in the registry wants it"


def test_an_answer_304_that_nobody_asked_for_is_no_list(samples: Samples, run, monkeypatch) -> None:
    run(samples[:1])
    server = samples.server("sample-nukeviet")
    answer = server.site.answer

    class Odd:
        def answer(self, path: str):
            return type(answer(path))(304) if "rss" in path or path.count("/") == 4 else answer(path)

    server.start(Odd(), Faults())
    report = run(samples[:1])
    assert report.portals[0].counts["not_modified"] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Validator("list", '"a"', "x"), Validator("list", '"a"', "y"), True),
        (Validator("list", '"a"', "x"), Validator("list", '"b"', "x"), False),
        (Validator("list", None, "x"), Validator("list", None, "x"), True),
        (Validator("list"), Validator("list"), False),
    ],
)
def test_what_counts_as_the_same_statement(one: Validator, other: Validator, same: bool) -> None:
    assert one.same(other) is same


def test_a_validator_that_no_header_could_carry_is_not_kept(run, data: DataDir, samples: Samples) -> None:
    from crawler.fetching.answers import Answer
    from crawler.fetching.conditional import LONGEST, Memory

    with Archive.open(data.create().archive) as archive:
        memory = Memory(archive, "xa", runs=7)
        now = datetime.now(VIETNAM)
        url = "https://xa.example/"

        def answer(*headers: tuple[str, str]) -> Answer:
            return Answer(url, 200, headers, b"", now)

        memory.learn(url, answer(("ETag", '"a"'), ("Last-Modified", "é")), "list")
        assert memory.conditions(url) == {"If-None-Match": '"a"'}
        memory.learn(url, answer(("ETag", "x" * (LONGEST + 1))), "list")
        assert remembered(archive, "xa", url) is None
        assert memory.conditions(url) == {}
        memory.spare(url)
        assert remembered(archive, "xa", url) is None
