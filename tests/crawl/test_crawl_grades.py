"""What a crawl leaves for the grading: selectors, traps, and failing when a portal's pages change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler import grading
from crawler.archive.store import Archive
from crawler.extraction import sureness
from crawler.extraction.page import Page
from crawler.extraction.platforms.nukeviet import NukeViet
from crawler.sample import Faults, Samples, serve_one


def test_selectors_and_traps_are_counted(samples: Samples, run) -> None:
    counts = run(samples[:1], limit=6).portals[0].counts
    assert counts["read"] == 6
    assert grading.coverage("title", counts) == grading.coverage("published", counts) == 1.0
    assert grading.fields_of(counts) >= {"title", "body", "published"}
    assert grading.traps(counts).keys() >= {"twin"}


def test_generic_readings_and_unsure_ones_are_counted(run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_one("dnn") as portals:
        sure = run(portals[:1], limit=2).portals[0].counts
        monkeypatch.setattr(sureness, "UNSURE", 1.0)
        unsure = run(portals[:1], limit=2).portals[0].counts
    assert grading.generic(sure) == {"read": sure["read"], "unsure": 0}
    assert grading.generic(unsure) == {"read": unsure["read"], "unsure": unsure["read"]}
    assert grading.generic({"read": 4}) == {}


def test_lists_that_lose_their_links_are_failing(samples: Samples, run, monkeypatch: pytest.MonkeyPatch, data) -> None:
    lists = (f"{samples[0].home}vi/news/dan-van/", f"{samples[0].home}vi/news/thong-bao/")
    portal = replace(samples[0], lists=lists)
    assert run([portal]).portals[0].grade == "ok"
    monkeypatch.setattr(NukeViet, "article_links", lambda self, page: ())
    report = run([portal])
    assert report.portals[0].grade == "failing"
    assert "2 of 2 lists show no article link" in report.portals[0].message


def test_pages_that_lose_their_date_are_failing_and_drift(
    samples: Samples, run, monkeypatch: pytest.MonkeyPatch, data
) -> None:
    run(samples[:1], limit=6)
    fields = replace(NukeViet.fields, published=(lambda page: None,))
    monkeypatch.setattr(NukeViet, "fields", fields)
    report = run(samples[:1], limit=8)
    assert report.portals[0].grade == "failing"
    assert "of its article pages gave a date" in report.portals[0].message
    with Archive.open(data.archive, readonly=True) as archive:
        latest, first = archive.runs("sample-nukeviet")
    assert grading.drift(latest.counts, [first.counts])["published"] == 1.0


def test_a_retired_portal_is_closed_when_it_is_down(samples: Samples, run, data) -> None:
    samples.change(Faults(down=True))
    report = run([replace(samples[0], state="closed")])
    assert report.portals[0].grade == "closed"
    assert not report.failing
    with Archive.open(data.archive, readonly=True) as archive:
        assert [p.state for p in archive.portals()] == ["closed"]


def test_page_links_that_cannot_be_joined_are_no_trap(samples: Samples) -> None:
    from collections import Counter

    from crawler.fetching.traps import TrapCounter

    counts: Counter[str] = Counter()
    seen = TrapCounter(counts)
    page = Page(
        '<a href="/vi/print/a-1.html">x</a><a href="javascript:x()">y</a><a href="/a.jpg">z</a>', "http://a.vn/"
    )
    seen.look(page, NukeViet())
    seen.look(page, NukeViet())
    assert counts == {"trap/twin": 1}
