"""Portals that block, fail, break off, refuse or vanish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.fetching.options import CrawlOptions
from crawler.fetching.session import crawl_session
from crawler.items import Article
from crawler.sample import Faults, Samples
from crawler.sample.texts import articles

Archived = Callable[[], list[Article]]


@pytest.mark.parametrize("page", [False, True], ids=["429", "200 page"])
def test_a_block_is_waited_out_and_nothing_is_lost(samples: Samples, run, archived: Archived, page: bool) -> None:
    samples.change(Faults(flood=10, flood_window=1.0, flood_page=page))
    report = run(samples[:1], settings={"PORTAL_DELAY": 0.12}, limit=25)
    assert report.total("blocks") > 0
    assert len(archived()) == report.total("fetched") == 25
    assert not [a for a in archived() if "Hãy đợi" in a.body or "Hãy đợi" in a.title]
    assert not report.failing


def test_a_portal_that_never_lets_us_in_again_is_left_with_its_addresses(
    samples: Samples, run, archived: Archived
) -> None:
    samples.change(Faults(flood=20, flood_window=3600.0))
    report = run(samples[:1], settings={"BLOCK_PAUSE_MAX": 60})
    portal = report.portals[0]
    assert portal.grade == "blocked"
    assert report.failing
    assert "3600 s" in portal.message
    assert portal.counts["pending"] > 0
    samples.change(Faults())
    before = len(archived())
    assert run(samples[:1], limit=3).total("new") == 3
    assert len(archived()) == before + 3


def test_errors_and_broken_answers_are_tried_again(samples: Samples, run, archived: Archived) -> None:
    samples.change(Faults(fail=0.15, drop=0.1, seed=3))
    report = run(samples[:1])
    assert report.total("faults") > 5
    assert len(archived()) == len(articles("nukeviet"))
    assert not report.failing


def test_a_portal_that_only_fails_is_failing_and_is_not_hammered(samples: Samples, run) -> None:
    samples.change(Faults(down=True))
    report = run(samples[:1])
    assert report.portals[0].grade == "failing"
    assert "error 500" in report.portals[0].message
    assert len(samples.log("sample-nukeviet")) <= 24


def test_a_portal_that_goes_down_on_the_way_keeps_its_addresses(samples: Samples, run, archived: Archived) -> None:
    run(samples[:1], limit=5)
    samples.change(Faults(down=True))
    assert run(samples[:1]).failing
    samples.change(Faults())
    run(samples[:1], limit=3)
    assert len(archived()) == 8


def test_robots_txt_is_obeyed(samples: Samples, run, archived: Archived) -> None:
    samples.change(Faults(disallow=("/vi/news/thong-bao/", "/dan-van/")))
    run(samples)
    asked = [path for portal in samples for path in samples.log(portal.id)]
    assert not [path for path in asked if path.startswith(("/vi/news/thong-bao/", "/dan-van/"))]
    assert {a.category for a in archived()}.isdisjoint({"Thông báo"})


def test_a_portal_that_refuses_all_robots_is_not_crawled(samples: Samples, run) -> None:
    samples.change(Faults(disallow=("/",)))
    report = run(samples[:1])
    assert samples.log("sample-nukeviet") == ["/robots.txt"]
    assert "robots.txt" in report.portals[0].message


def test_the_delay_is_kept_and_robots_txt_may_lengthen_it(samples: Samples, run) -> None:
    samples.change(Faults(crawl_delay=0.2))
    run([replace(samples[0], delay=0.05)], limit=1)
    times = [seen.at for seen in samples.server("sample-nukeviet").log.requests]
    assert all(b - a >= 0.19 for a, b in pairwise(times))


def test_a_crawl_delay_without_end_is_a_refusal(samples: Samples, run) -> None:
    samples.change(Faults(crawl_delay=86400))
    report = run(samples[:1])
    assert "86400 s" in report.portals[0].message
    assert len(samples.log("sample-nukeviet")) == 1


def test_aliases_of_a_host_share_one_pace(samples: Samples, run) -> None:
    port = samples[0].hosts[0].rpartition(":")[2]
    portal = replace(
        samples[0], hosts=(f"127.0.0.1:{port}", f"localhost:{port}"), delay=0.05, home=f"http://localhost:{port}/"
    )
    run([portal], limit=2)
    times = [seen.at for seen in samples.server("sample-nukeviet").log.requests]
    assert all(b - a >= 0.045 for a, b in pairwise(times))


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("http://127.0.0.1:9/", "Nothing answers"),
        ("http://portal.invalid/", "DNS"),
        ("https://{host}/", "secure connection"),
    ],
)
def test_a_portal_that_cannot_be_reached_is_explained(samples: Samples, run, home: str, words: str) -> None:
    home = home.format(host=samples[0].hosts[0])
    portal = replace(samples[0], home=home, hosts=(home.split("/")[2],))
    report = run([portal, samples[1]], limit=1)
    assert words in report.portals[0].message
    assert report.portals[0].grade == "failing"
    assert report.portals[1].grade == "ok", "one portal's trouble is not another's"


def test_unverified_certificates_are_one_portals_exception(samples: Samples, run) -> None:
    report = run([replace(samples[0], tls="unverified"), samples[1]], limit=1)
    assert [p.grade for p in report.portals] == ["ok", "ok"]


def test_two_crawls_at_once_are_refused(samples: Samples, run, data) -> None:
    with crawl_session(data, CrawlOptions()), pytest.raises(DanvanError, match="Another crawl is running"):
        run(samples)


def test_an_archive_that_cannot_be_written_ends_the_crawl_with_words(
    samples: Samples, run, archived: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, calls = Archive.put, []

    def full(self: Archive, article: Article, **rest: object) -> object:
        calls.append(article)
        if len(calls) > 5:
            raise DanvanError("The disk is full.")
        return put(self, article, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Archive, "put", full)
    with pytest.raises(DanvanError, match="The disk is full"):
        run(samples)
    monkeypatch.undo()
    assert len(archived()) == 5
    assert run(samples, limit=2).total("new") == 4


def test_a_mistake_of_ours_is_reported_and_ends_only_that_portal(
    samples: Samples, run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from crawler.extraction.platforms.nukeviet import NukeViet

    def broken(self: object, page: object) -> object:
        raise ZeroDivisionError("of our own making")

    monkeypatch.setattr(NukeViet, "extract_traced", broken)
    report = run(samples, limit=1)
    assert [p.grade for p in report.portals] == ["failing", "ok"]
    assert "of our own making" in report.portals[0].message
    assert "ZeroDivisionError" in caplog.text


def test_the_same_trouble_is_told_once(samples: Samples, run) -> None:
    lost = [
        replace(samples[0], id=f"lost-{n}", home=f"http://p{n}.invalid/", hosts=(f"p{n}.invalid",)) for n in range(3)
    ]
    summary = run(lost).summary()
    assert summary.startswith("lost-0, lost-1, lost-2: failing. Its name is not known")
