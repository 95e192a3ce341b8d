"""Nothing new today is fine; nothing new for three times the usual interval is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from crawler.grading import judge
from crawler.silence import Silence, found_by_day, silence, usual_interval

TODAY = date(2026, 3, 16)


def every(days: int, last: date, count: int = 10) -> list[date]:
    return [last - timedelta(days=days * n) for n in range(count)]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "interval"),
    [
        ([], None),
        (every(3, TODAY, 3), None),
        (every(3, TODAY, 4), 3.0),
        (every(1, TODAY), 1.0),
        ([*every(1, TODAY, 41), *every(30, date(2020, 1, 1), 40)], 1.0),
        (every(1, TODAY, 3) * 5, None),
    ],
)
def test_the_usual_interval(days: list[date], interval: float | None) -> None:
    assert usual_interval(days) == interval


@pytest.mark.parametrize(
    ("days", "quiet"),
    [
        (every(1, ago(1)), None),
        (every(1, ago(3)), None),
        (every(1, ago(4)), 4),
        (every(7, ago(21)), None),
        (every(7, ago(22)), 22),
        (every(7, ago(400), 3), None),
    ],
)
def test_three_usual_intervals_are_too_many(days: list[date], quiet: int | None) -> None:
    found = silence(days, TODAY)
    assert (found.days if found else None) == quiet


def test_a_silence_as_it_was_before_is_no_alarm() -> None:
    newest = ago(5)
    with_a_holiday = [*every(1, newest, 6), *every(1, newest - timedelta(days=11), 6)]
    assert silence(with_a_holiday, TODAY) == Silence(newest, 1.0, 5, unheard=False)
    assert silence(every(1, newest, 12), TODAY) == Silence(newest, 1.0, 5, unheard=True)


@pytest.mark.parametrize(
    ("found", "unheard"),
    [({}, True), ({ago(20): 3}, False), ({ago(22): 3}, True), ({TODAY: 0}, True), ({TODAY: 1, ago(90): 5}, False)],
)
def test_a_portal_that_goes_on_with_other_subjects_is_no_alarm(found: Mapping[date, int], unheard: bool) -> None:
    quiet = silence(every(7, ago(30)), TODAY, found)
    assert quiet is not None
    assert quiet.unheard is unheard


@pytest.mark.parametrize(("ended", "unheard"), [(355, False), (400, False), (720, False), (200, True), (300, True)])
def test_a_silence_of_the_season_is_no_alarm(ended: int, unheard: bool) -> None:
    """A portal of every day that was silent for ten days once, so many days ago, and is now for nine."""
    days = [day for day in every(1, ago(9), 900) if not ago(ended + 10) < day < ago(ended)]
    quiet = silence(days[:40], TODAY, earlier=days)
    assert quiet == Silence(ago(9), 1.0, 9, unheard)


def test_an_article_dated_ahead_does_not_hide_a_silence() -> None:
    days = [*every(1, ago(9), 40), TODAY + timedelta(days=900)]
    quiet = silence(days, TODAY)
    assert quiet is not None
    assert (quiet.newest, quiet.unheard) == (ago(9), True)


def test_what_runs_found_is_added_by_day() -> None:
    runs = [(TODAY, {"discovered": 2}), (TODAY, {"discovered": 3}), (ago(1), {"requests": 4})]
    assert found_by_day(runs) == {TODAY: 5, ago(1): 0}
    assert found_by_day([(TODAY, {"discovered": 1, "new": 8})]) == {TODAY: 8}


def test_a_run_of_a_silent_portal_is_not_ok() -> None:
    quiet = Silence(date(2026, 2, 1), 7.0, 43, unheard=True)
    verdict = judge({}, "finished", 0.1, quiet=quiet)
    assert (verdict.grade, verdict.reasons) == (
        "slow", ("Nothing new since 01/02/2026, where an article every 7 days is usual",),
    )  # fmt: skip
    assert judge({}, "finished", 0.1, quiet=quiet, retired=True).grade == "ok"
    assert judge({"empty": 1}, "finished", 0.1, quiet=quiet).grade == "failing"
    assert "every day is usual" in str(Silence(TODAY, 1.0, 4, unheard=True))
