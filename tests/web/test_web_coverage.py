"""How a portal's state is judged, and the status pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import site_corpus
import site_page as page
from flask.testing import FlaskClient

from crawler.archive.record import Fetch, PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from search_ui.coverage import STATES, Coverage, Tally, coverage, usual_interval
from search_ui.run_faults import fault_of

TODAY = date(2026, 3, 15)
START = datetime(2026, 3, 14, 1, 0, tzinfo=VIETNAM)
LATER = START + timedelta(hours=5)


def every(days: int, last: date, count: int = 10) -> dict[date, int]:
    return {last - timedelta(days=days * n): 1 for n in range(count)}


def judge(
    tmp_path: Path, days: Mapping[date, int], *grades: str | None, state: str = "active", articles: int | None = None
) -> Coverage:
    """The coverage of one portal with these publication days and runs, oldest run first."""
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        archive.put_portal(PortalRecord("p", "Cổng", state=state))
        for n, grade in enumerate(grades):
            run = archive.start_run("p", START + timedelta(hours=n))
            if grade:
                archive.finish_run(run, START + timedelta(hours=n, minutes=30), {}, grade)
        total = sum(days.values()) if articles is None else articles
        tally = Tally({"p": total}, {}, {"p": dict(sorted(days.items()))})
        (found,) = coverage(archive, tally, TODAY)
    return found


WEEKLY = every(7, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("grade", "state"),
    [
        ("ok", "ok"),
        ("slow", "slow"),
        ("failing", "failing"),
        ("blocked", "blocked"),
        ("closed", "closed"),
        (None, "ok"),
    ],
)
def test_the_last_run_decides(tmp_path: Path, grade: str | None, state: str) -> None:
    assert judge(tmp_path, WEEKLY, grade).state == state


@pytest.mark.parametrize(
    ("grades", "state", "alarm"),
    [
        (("failing", None), "failing", True),
        (("blocked", None), "blocked", True),
        (("ok", None, None), "ok", False),
        (("ok", None, None, None), "failing", True),
        (("closed",), "closed", True),
        (("closed", "ok"), "ok", False),
    ],
)
def test_a_run_that_did_not_end_says_nothing_by_itself(
    tmp_path: Path, grades: tuple[str | None, ...], state: str, alarm: bool
) -> None:
    found = judge(tmp_path, WEEKLY, *grades)
    assert (found.state, found.needs_person) == (state, alarm)


def test_a_run_of_a_clock_gone_wrong_is_not_the_last_one(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        ahead = archive.start_run("p", datetime.now(VIETNAM) + timedelta(days=900))
        archive.finish_run(ahead, START, {}, "ok")
    assert judge(tmp_path, WEEKLY, "failing").state == "failing"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"requests": 2}, "không đọc được cổng"),
        ({"lists": 2, "empty_lists": 2}, "trang danh sách không có liên kết bài"),
        ({"lists": 1, "broken_lists": 4}, "không đọc được các trang danh sách"),
        ({"lists": 2, "fetched": 9, "not_an_article": 5}, "nhiều địa chỉ không cho ra bài"),
        ({"lists": 2, "selector/published/0": 17, "selector/published/none": 3}, "15 % trang bài không có ngày đăng"),
        ({"lists": 2, "fetched": 9}, "lần chạy cuối lấy được ít hơn hẳn thường lệ"),
    ],
)
def test_a_failing_portal_says_what_failed(counts: Mapping[str, int], words: str) -> None:
    assert fault_of(counts) == words


def test_a_portal_without_articles_is_not_well(tmp_path: Path) -> None:
    assert judge(tmp_path, {}, "ok").state == "failing"


def test_a_first_run_that_still_runs_is_no_failure(tmp_path: Path) -> None:
    assert judge(tmp_path, {}, None).state == "never"


@pytest.mark.parametrize(("last", "state"), [(date(2026, 2, 22), "ok"), (date(2026, 2, 21), "slow")])
def test_three_silent_intervals_are_not_well(tmp_path: Path, last: date, state: str) -> None:
    found = judge(tmp_path, every(7, last), "ok")
    assert (found.interval, found.state) == (7.0, state)


@pytest.mark.parametrize("state", ["closed", "moved"])
@pytest.mark.parametrize("grade", ["failing", "blocked", "ok"])
def test_a_closed_portal_is_never_failing(tmp_path: Path, state: str, grade: str) -> None:
    assert judge(tmp_path, WEEKLY, grade, state=state).state == "closed"


def test_a_portal_that_was_never_crawled(tmp_path: Path) -> None:
    assert judge(tmp_path, {}).reason == ""
    assert judge(tmp_path, {}, articles=3).state == "never"


def test_imported_articles_are_told(tmp_path: Path) -> None:
    assert judge(tmp_path, {}, articles=3).reason == "bài được nhập từ tệp"


def test_the_last_success_is_looked_up(tmp_path: Path) -> None:
    found = judge(tmp_path, WEEKLY, "ok", "slow", "failing", "blocked")
    assert found.last_success == START + timedelta(hours=1, minutes=30)
    assert found.label == "bị chặn"


def test_there_may_be_no_success(tmp_path: Path) -> None:
    assert judge(tmp_path, {}, "failing").last_success is None


def test_too_few_days_have_no_interval() -> None:
    assert usual_interval(every(3, TODAY, 3)) is None
    assert usual_interval({}) is None
    assert usual_interval(every(1, TODAY)) == 1.0


def test_a_tally_counts_what_the_archive_holds(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        archive.put(Article("https://a.example/1", "T", "B", portal="p", published=START), seen_at=START)
        archive.put(Article("https://a.example/2", "T", "B", portal="p"), seen_at=START)
        archive.mark_gone("https://a.example/2", START)
        fetch = Fetch("https://a.example/1", START, 200)
        archive.put(Article("https://a.example/3", "T", "B", portal="p", author="A"), seen_at=LATER, fetch=fetch)
        archive.add_fetch("p", Fetch("https://a.example/4", START, None, "failed"))
        tally = Tally.of(archive)
    assert (tally.articles, tally.gone, tally.authored) == ({"p": 3}, {"p": 1}, {"p": 1})
    assert tally.days == {"p": {START.date(): 1}}
    assert tally.last_new == {"p": LATER}
    assert tally.answers == {"p": {"200": 1, "-": 1}}


def test_status_page_shows_every_portal_by_state(client: FlaskClient) -> None:
    status = page.get(client, "/status")
    rows = {
        page.text(row, "th .small").split(" ")[0]: page.text(row, "td .state") for row in status.css("table tbody tr")
    }
    assert rows == {
        "tuyenquang.example": "lỗi",
        "rong.example": "lỗi",
        "khoa.example": "bị chặn",
        "phuxuyen.example": "tốt",
        "moi.example": "chưa thu thập",
        "import": "chưa thu thập",
        "hagiang.example": "đã đóng",
    }
    numbers = dict(zip(page.texts(status, ".figures dt"), page.texts(status, ".figures dd"), strict=True))
    assert numbers["bài trong kho"] == "52"
    assert numbers["lỗi"] == "2"


def test_status_as_json_says_the_same(client: FlaskClient) -> None:
    told = client.get("/status.json").get_json()
    assert told["articles"] == 52
    assert told["sample"] is False
    assert set(told["states"]) == set(STATES)
    assert sum(told["states"].values()) == len(told["portals"]) == 7
    portal = next(p for p in told["portals"] if p["id"] == "tuyenquang.example")
    assert (portal["state"], portal["label"], portal["last_run"]["grade"]) == ("failing", "lỗi", "failing")
    assert portal["last_success"] == "2026-03-13T03:00:00+07:00"
    assert next(p for p in told["portals"] if p["id"] == "moi.example")["last_run"] is None


def test_health_tells_that_all_can_be_read(client: FlaskClient) -> None:
    told = client.get("/healthz").get_json()
    assert (told["status"], told["articles"], told["indexed"]) == ("ok", 52, 52)


def test_fixed_time_is_used(client: FlaskClient) -> None:
    assert client.get("/status.json").get_json()["generated"] == site_corpus.NOW.isoformat(timespec="seconds")
