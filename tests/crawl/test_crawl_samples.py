"""Crawls of the stand-in portals: what is fetched, what is kept, and how often."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import escape

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.snapshots import Snapshot, iter_snapshots
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.fetching.session import Progress
from crawler.fetching.tally import CrawlReport
from crawler.items import Article
from crawler.portals import Registry
from crawler.reextract import reextract
from crawler.running import crawl
from crawler.sample import Faults, Samples, serve, serve_one
from crawler.sample.texts import SampleArticle, articles
from crawler.topics import Topics

ARTICLE_PATH = re.compile(r"/-/view_content/\d+|/vi/news/[a-z-]+/[a-z0-9-]+-\d+\.html")
WANTED = {"sample-nukeviet": articles("nukeviet"), "sample-hanoi": articles("hanoi")}
Archived = Callable[[], list[Article]]
Crawled = tuple[Samples, CrawlReport, DataDir]


def numbers(portal: str) -> set[str]:
    return {str(a.number) for a in WANTED[portal]}


def article_requests(samples: Samples, portal: str) -> list[str]:
    return [path for path in samples.log(portal) if ARTICLE_PATH.search(path)]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One whole crawl, for the tests that only look at what came of it."""
    data = DataDir(tmp_path_factory.mktemp("crawled"))
    with serve() as samples:
        report = crawl(samples, data, CrawlOptions(all_topics=True))
        yield samples, report, data


def clear(samples: Samples) -> None:
    for server in samples.servers:
        server.log.requests.clear()


def test_every_article_is_archived_once_and_as_it_stands(crawled: Crawled) -> None:
    _, report, data = crawled
    assert {p.id: p.grade for p in report.portals} == {"sample-nukeviet": "ok", "sample-hanoi": "ok"}
    assert not report.failing
    with Archive.open(data.archive, readonly=True) as archive:
        got = {(s.article.portal, s.article.platform_id): s.article for s in archive.iter_articles()}
    assert set(got) == {(portal, number) for portal in WANTED for number in numbers(portal)}
    for portal, all_wanted in WANTED.items():
        for want in all_wanted:
            check(got[portal, str(want.number)], want)


def check(have: Article, want: SampleArticle) -> None:
    assert have.title == want.title
    assert (have.lead or "") == want.lead
    assert have.author == (want.author or None)
    assert have.source == (want.source or None)
    assert have.captions == want.captions
    assert have.published is not None
    if have.published_precision == "minute":
        assert have.published == want.published
    else:
        assert have.published.date() == want.published.date()
    assert have.body.split("\n\n")[: len(want.paragraphs)] == list(want.paragraphs)
    assert ("Thạnh Hưng | 12 | 1.650" in have.body) == bool(want.table)


def test_nothing_is_asked_for_twice_and_no_trap_at_all(crawled: Crawled) -> None:
    samples = crawled[0]
    for portal in WANTED:
        asked = Counter(samples.log(portal))
        assert max(asked.values()) == 1
        assert samples.server(portal).log.at_once == 1
        assert len(article_requests(samples, portal)) == len(WANTED[portal])
        assert not [
            p for p in asked if re.search(r"savefile|print/|login|/vi$|/en$|pop_up|nvvithemever|banners|users", p)
        ]
    assert "danvan/" in samples.servers[0].log.requests[0].agent


def test_a_second_crawl_asks_for_no_article(samples: Samples, run) -> None:
    run(samples)
    clear(samples)
    report = run(samples)
    assert report.total("new") == 0
    for portal in WANTED:
        assert article_requests(samples, portal) == []
        assert samples.log(portal)[0] == "/robots.txt"
        assert not [p for p in samples.log(portal) if "page-" in p or "_cur=2" in p], "only first list pages"


def test_new_articles_are_found_and_lists_left_at_the_first_known_page(samples: Samples, run) -> None:
    newest = frozenset(a.number for found in WANTED.values() for a in found[:2])
    samples.change(Faults(unlisted=newest))
    run(samples)
    clear(samples)
    samples.change(Faults())
    report = run(samples)
    assert report.total("new") == len(newest)
    assert sum(len(article_requests(samples, portal)) for portal in WANTED) == len(newest)
    assert not [p for portal in WANTED for p in samples.log(portal) if "page-3" in p or "_cur=3" in p]


def test_off_topic_articles_are_remembered_and_come_back_with_all_topics(
    samples: Samples, run, archived: Archived
) -> None:
    first = run(samples[1:], all_topics=False)
    kept = archived()
    assert 0 < first.total("off_topic") < len(WANTED["sample-hanoi"])
    assert len(kept) + first.total("off_topic") == len(WANTED["sample-hanoi"])
    assert all(a.topics for a in kept)
    clear(samples)
    assert run(samples[1:], all_topics=False).total("new") == 0
    assert not article_requests(samples, "sample-hanoi")
    assert run(samples[1:], all_topics=True).total("new") == first.total("off_topic")


def test_pages_that_were_off_topic_can_be_read_again_without_asking_for_them(
    samples: Samples, run, data: DataDir, archived: Archived
) -> None:
    first = run(samples[1:], all_topics=False)
    assert sum(isinstance(s, Snapshot) for s in iter_snapshots(data.snapshots)) == len(WANTED["sample-hanoi"])
    with Archive.open(data.archive) as archive:
        report = reextract(archive, data.snapshots, Registry(()), Topics.load())
        assert (report.new, report.left_out.total()) == (0, first.total("off_topic"))
        report = reextract(archive, data.snapshots, Registry(()), Topics.load(), all_topics=True)
        assert (report.new, report.changed) == (first.total("off_topic"), 0)
    assert len(archived()) == len(WANTED["sample-hanoi"])
    clear(samples)
    assert run(samples[1:], all_topics=True).total("new") == 0
    assert not article_requests(samples, "sample-hanoi")


def test_pages_of_another_time_span_are_kept_and_their_articles_wait(run, data: DataDir) -> None:
    with serve_one("sharepoint") as samples:
        (portal,) = samples
        left_out = run(samples, until=date(2001, 1, 1)).total("out_of_range")
        with Archive.open(data.archive) as archive:
            report = reextract(archive, data.snapshots, Registry(samples), Topics.load())
            assert archive.count() == 0
            assert list(archive.outcomes(portal.id)) == ["pending"]
    assert report.left_out == {(portal.id, "out_of_range"): left_out}
    assert left_out > 0


def test_an_article_whose_page_loses_the_subject_stays_and_gets_a_version(
    samples: Samples, run, data: DataDir, archived: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(samples[1:], all_topics=False)
    kept = archived()
    number = int(kept[0].platform_id or 0)
    samples.change(Faults(changed=frozenset({number})))
    monkeypatch.setattr(Topics, "of", lambda self, article: ())
    report = run(samples[1:], all_topics=False, full=True)
    assert report.total("changed") == 1
    with Archive.open(data.archive, readonly=True) as archive:
        assert archive.count() == len(kept)
        assert [v.changed for v in archive.versions(kept[0].id)] == [(), ("body",)]


def test_an_article_on_another_site_is_neither_followed_nor_kept(samples: Samples, run, archived: Archived) -> None:
    away = frozenset({WANTED["sample-nukeviet"][3].number, WANTED["sample-hanoi"][4].number})
    samples.change(Faults(moved_off=away))
    report = run(samples)
    assert report.total("redirected_away") == 2
    assert not {a.platform_id for a in archived()} & {str(n) for n in away}
    clear(samples)
    run(samples)
    assert not [p for portal in WANTED for p in article_requests(samples, portal)]


def test_a_full_crawl_notices_what_changed_and_what_is_gone(samples: Samples, run, data: DataDir) -> None:
    run(samples[:1])
    changed, gone = WANTED["sample-nukeviet"][5].number, WANTED["sample-nukeviet"][6].number
    samples.change(Faults(changed=frozenset({changed}), gone=frozenset({gone})))
    report = run(samples[:1], full=True)
    assert (report.total("changed"), report.total("gone")) == (1, 1)
    assert report.total("unchanged") == len(WANTED["sample-nukeviet"]) - 2
    with Archive.open(data.archive, readonly=True) as archive:
        stored = {s.article.platform_id: s for s in archive.iter_articles(portal="sample-nukeviet")}
    assert stored[str(changed)].version == 2
    assert stored[str(gone)].gone_since is not None


def test_only_the_wanted_time_span_is_collected(samples: Samples, run, archived: Archived) -> None:
    run(samples[1:], since=date(2023, 6, 1), until=date(2023, 12, 31))
    found = WANTED["sample-hanoi"]
    assert {a.title for a in archived()} == {a.title for a in found if "2023-06" <= f"{a.published:%Y-%m}" <= "2023-12"}
    run(samples[1:])
    assert len(archived()) == len(found)


def test_a_limited_crawl_takes_the_newest_and_leaves_the_rest_for_later(
    samples: Samples, run, archived: Archived
) -> None:
    report = run(samples, limit=4)
    assert report.total("new") == 8
    assert {a.title for a in archived()} == {a.title for found in WANTED.values() for a in found[:4]}
    assert report.total("pending") > 0
    run(samples[1:])
    assert {a.title for a in archived()} >= {a.title for a in WANTED["sample-hanoi"]}


def test_every_article_page_is_kept_as_it_was(crawled: Crawled) -> None:
    data = crawled[2]
    pages = {s.url: s for s in iter_snapshots(data.snapshots)}
    with Archive.open(data.archive, readonly=True) as archive:
        for stored in archive.iter_articles():
            [fetch] = archive.fetches(stored.article.id)
            assert fetch.snapshot == pages[fetch.url].ref
            assert escape(stored.article.title) in pages[fetch.url].body.decode()
    assert len(pages) == sum(map(len, WANTED.values()))


def test_runs_are_recorded(crawled: Crawled) -> None:
    samples, _, data = crawled
    with Archive.open(data.archive, readonly=True) as archive:
        latest = archive.latest_runs()
        names = {p.id: p.platform for p in archive.portals()}
    for portal, found in WANTED.items():
        assert latest[portal].grade == "ok"
        assert latest[portal].counts["new"] == len(found)
        assert latest[portal].counts["requests"] == len(samples.log(portal))
    assert names == {"sample-nukeviet": "nukeviet", "sample-hanoi": "liferay-hanoi"}


def test_progress_is_told_as_it_goes(samples: Samples, data: DataDir) -> None:
    told: list[tuple[int, int | None]] = []
    crawl(
        samples,
        data,
        CrawlOptions(all_topics=True, limit=3),
        progress=lambda done, total=None: told.append((done, total)),
    )
    assert told[-1] == (6, 6)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def interrupting(times: int) -> Progress:
    """A progress that presses Ctrl-C once with each of the first articles."""
    pressed: set[int] = set()

    def progress(done: int, total: int | None = None) -> None:
        if 0 < done <= times and done not in pressed:
            pressed.add(done)
            os.kill(os.getpid(), signal.SIGINT)

    return progress


def test_one_ctrl_c_lets_the_page_under_way_be_kept(
    samples: Samples, data: DataDir, capsys: pytest.CaptureFixture[str]
) -> None:
    report = crawl(samples[:1], data, CrawlOptions(all_topics=True), progress=interrupting(1))
    assert report.stopped
    assert 1 <= report.total("new") <= 2
    assert "the rest is remembered" in capsys.readouterr().err


def test_a_second_ctrl_c_ends_at_once(samples: Samples, data: DataDir) -> None:
    samples.change(Faults(delay=0.3))
    with pytest.raises(KeyboardInterrupt):
        crawl(samples, data, CrawlOptions(all_topics=True), progress=interrupting(2))


def test_the_platform_is_detected_when_the_registry_does_not_say(samples: Samples, run, archived: Archived) -> None:
    report = run([replace(p, platform=None) for p in samples], limit=3)
    assert len(archived()) == 6
    assert not report.failing


def test_an_unknown_platform_is_said_and_detected(samples: Samples, run) -> None:
    report = run([replace(samples[0], platform="kentico")], limit=1)
    assert report.total("new") == 1
    assert "kentico" in report.portals[0].message


def test_given_lists_and_feeds_need_no_home_page(samples: Samples, run, archived: Archived) -> None:
    portal = replace(
        samples[0],
        lists=(f"{samples[0].home}vi/news/thong-bao/",),
        feeds=(f"{samples[0].home}vi/news/rss/dan-van-kheo/",),
    )
    run([portal])
    assert "/" not in samples.log("sample-nukeviet")
    assert {a.category for a in archived()} == {"Thông báo", "Dân vận khéo"}


def test_with_given_feeds_alone_the_lists_of_the_home_page_are_walked(samples: Samples, run) -> None:
    home = samples[0].home
    run([replace(samples[0], feeds=(f"{home}vi/news/rss/dan-van-kheo/",))])
    asked = samples.log("sample-nukeviet")
    assert "/" in asked
    assert "/vi/news/rss/dan-van-kheo/" in asked
    assert "/vi/news/thong-bao/" in asked


def test_the_report_is_for_people_and_machines(crawled: Crawled) -> None:
    report = crawled[1]
    assert f"sample-nukeviet: ok ({len(WANTED['sample-nukeviet'])} new" in report.summary()
    as_dict = report.as_dict()
    assert as_dict["totals"]["new"] == sum(map(len, WANTED.values()))
    assert [p["id"] for p in as_dict["portals"]] == ["sample-nukeviet", "sample-hanoi"]


@pytest.mark.parametrize("portal", WANTED)
def test_stand_ins_have_enough_to_show(portal: str) -> None:
    found = WANTED[portal]
    assert len(found) >= 30
    assert (found[0].published - found[-1].published).days > 2.5 * 365
    assert [a.published for a in found] == sorted((a.published for a in found), reverse=True)
