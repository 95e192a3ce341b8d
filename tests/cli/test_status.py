"""``danvan status``: every state, what is printed of it, and the exit code for cron."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from finished import Run

from crawler.archive.datadir import DataDir
from crawler.archive.frontier import Candidate
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from crawler.sample import Samples

NOW = datetime.now(VIETNAM)
COUNTS = {"requests": 9, "read": 20, "fetched": 20, "lists": 2, "links": 40, "selector/title/0": 20,
          "selector/body/0": 20, "selector/published/0": 15, "selector/published/1": 5}  # fmt: skip


def fill(
    tmp_path: Path, *, grade: str = "ok", newest: int = 1, every: int = 2, number: int = 8, state: str = "active",
    counts: dict[str, int] | None = None, message: str | None = None,
) -> None:  # fmt: skip
    """An archive of one portal, ``thon``: articles every so many days, the newest so many days ago, and one run."""
    with Archive.open(DataDir(tmp_path / "data").archive) as archive, archive.batch():
        archive.put_portal(PortalRecord("thon", "Cổng thôn", home="https://thon.example/", state=state))
        for n in range(number):
            at = NOW - timedelta(days=newest + every * n)
            url = f"https://thon.example/{n}"
            archive.put(Article(url, "T", f"B {n}", portal="thon", published=at), seen_at=at)
        run = archive.start_run("thon", NOW)
        archive.finish_run(run, NOW, counts or COUNTS, grade, message)


def told(run: Run) -> dict[str, object]:
    (entry,) = json.loads(run("status", "--json").out)
    assert isinstance(entry, dict)
    return entry


@pytest.mark.parametrize(
    ("case", "state", "code"),
    [
        ({}, "ok", 0),
        ({"newest": 6}, "ok", 0),
        ({"newest": 7}, "slow", 1),
        ({"newest": 7, "counts": COUNTS | {"discovered": 4}}, "slow", 0),
        ({"grade": "slow"}, "slow", 0),
        ({"grade": "failing"}, "failing", 1),
        ({"grade": "blocked"}, "blocked", 1),
        ({"grade": "closed"}, "closed", 1),
        ({"number": 0}, "failing", 1),
        ({"number": 0, "state": "closed"}, "closed", 0),
        ({"grade": "failing", "state": "closed"}, "closed", 0),
        ({"grade": "blocked", "state": "moved"}, "closed", 0),
        ({"newest": 900, "state": "closed"}, "closed", 0),
    ],
    ids=[
        "ok", "nothing new today", "silent", "silent, but other subjects go on", "answers slowly", "failing", "blocked",
        "closed by itself", "no article", "retired without articles", "retired and failing", "moved and blocked",
        "retired and silent",
    ],
)  # fmt: skip
def test_states_and_exit_codes(run: Run, tmp_path: Path, case: dict[str, object], state: str, code: int) -> None:
    fill(tmp_path, **case)  # type: ignore[arg-type]  # passed on
    assert told(run)["state"] == state
    done = run("status")
    assert done.code == code
    assert done.out.startswith(f"{state:8}thon")
    assert run("status", "thon").code == code


def test_quiet_says_only_who_needs_a_person(run: Run, tmp_path: Path) -> None:
    fill(tmp_path)
    assert (run("status", "--quiet").out, run("status", "--quiet", "thon").out) == ("", "")
    assert json.loads(run("status", "--quiet", "--json").out) == []
    fill(tmp_path, grade="failing", message="Most of its lists cannot be read")
    done = run("status", "--quiet")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert "Most of its lists cannot be read" in done.out


def test_runs_that_never_end_are_told(run: Run, tmp_path: Path) -> None:
    fill(tmp_path)
    with Archive.open(DataDir(tmp_path / "data").archive) as archive:
        for n in range(3):
            archive.start_run("thon", NOW + timedelta(minutes=1 + n))
    assert "Its last 3 runs did not end" in run("status").out


def test_silence_is_told_in_numbers_and_words(run: Run, tmp_path: Path) -> None:
    fill(tmp_path, newest=7)
    entry = told(run)
    assert (entry["silent_days"], entry["usual_interval_days"], entry["needs_person"]) == (7, 2.0, True)
    assert "Nothing new since" in run("status").out
    assert "where an article every 2 days is usual" in run("status").out


def test_a_portal_of_other_subjects_only_is_not_well_but_no_alarm(run: Run, tmp_path: Path) -> None:
    fill(tmp_path, number=0)
    with Archive.open(DataDir(tmp_path / "data").archive) as archive:
        archive.discover("thon", [Candidate(str(n), f"https://thon.example/{n}") for n in range(3)])
        for n in range(3):
            archive.settle("thon", str(n), "off_topic", NOW)
    entry = told(run)
    assert (entry["state"], entry["needs_person"]) == ("slow", False)
    assert "3 bài khác chủ đề" in str(entry["reason"])


def test_coverage_drift_and_traps_are_numbers(run: Run, tmp_path: Path) -> None:
    fill(tmp_path)
    now = COUNTS | {"selector/published/0": 5, "selector/published/1": 12, "selector/published/none": 3, "trap/twin": 4}
    now |= {"read_generically": 7, "unsure": 2}
    fill(tmp_path, counts=now, grade="failing", message="Only 85% of its article pages gave a date")
    entry = told(run)
    assert entry["coverage"] == {"title": 1.0, "body": 1.0, "published": 0.85}
    assert entry["drift"] == {"title": 0.0, "body": 0.0, "published": 0.5}
    assert entry["traps"] == {"twin": 4}
    assert entry["generic"] == {"read": 7, "unsure": 2}
    assert "drift 0.50" in run("status").out
    details = run("status", "thon").out
    assert "coverage  title 100%, body 100%, published 85%" in details
    assert "selector  published: 0 ×5, 1 ×12, none ×3" in details
    assert "traps     twin 4" in details
    assert "generic   7 articles read by rules for any page, 2 of them unsure" in details
    assert "failing 9 requests  Only 85% of its article pages gave a date" in details


def test_a_portal_retired_in_the_registry_is_closed_at_once(run: Run, samples: Samples, tmp_path: Path) -> None:
    assert run("crawl", "--limit", 2, "--all-topics").code == 0
    with Archive.open(DataDir(tmp_path / "data").archive) as archive:
        now = datetime.now(VIETNAM)
        archive.finish_run(archive.start_run("sample-hanoi", now), now, {}, "failing", "Nothing answers")
    assert run("status", "sample-hanoi").code == 1
    registry = tmp_path / "portals.toml"
    text = registry.read_text("utf-8")
    registry.write_text(text.replace('id = "sample-hanoi"', 'id = "sample-hanoi"\nstate = "closed"'), "utf-8")
    done = run("status", "sample-hanoi")
    assert (done.code, done.out.split("\n")[0]) == (0, "sample-hanoi: closed")
    assert run("crawl", "sample-nukeviet", "--limit", 1).code == 0
    with Archive.open(DataDir(tmp_path / "data").archive, readonly=True) as archive:
        states = {p.id: (p.state, p.platform) for p in archive.portals()}
    assert states["sample-hanoi"] == ("closed", "liferay-hanoi")


def test_a_crawl_of_a_silent_portal_ends_with_1(
    run: Run, samples: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("crawl", "sample-nukeviet").code == 0
    with Archive.open(DataDir(tmp_path / "data").archive) as archive, archive.writing() as db:
        db.execute("UPDATE runs SET started = '2025-06-01T00:00:00+07:00'")
    done = run("crawl", "sample-nukeviet", "--json")
    report = json.loads(done.out)
    (portal,) = report["portals"]
    assert (done.code, report["failing"], portal["grade"]) == (1, True, "slow")
    assert portal["counts"]["silent_days"] > 90
    assert portal["message"].startswith("Nothing new since")
