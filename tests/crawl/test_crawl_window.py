"""Portals may be asked only in certain hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawler.errors import DanvanError
from crawler.fetching import manners
from crawler.fetching.window import Window
from crawler.items import VIETNAM
from crawler.portals import load_registry
from crawler.sample import Samples
from crawler.sample.texts import articles


@pytest.mark.parametrize(
    ("text", "hour", "inside"),
    [
        ("22:00-05:00", 22, True),
        ("22:00-05:00", 4, True),
        ("22:00-05:00", 5, False),
        ("22:00-05:00", 12, False),
        ("08:00-17:30", 17, True),
        ("08:00-17:30", 7, False),
    ],
)
def test_a_window_holds_its_hours(text: str, hour: int, inside: bool) -> None:
    window = Window.read(text)
    assert window is not None
    moment = datetime(2025, 3, 1, hour, 0, tzinfo=VIETNAM)
    assert window.holds(moment) is window.holds(moment.astimezone(UTC)) is inside
    assert str(window) == text


@pytest.mark.parametrize("text", ["", "night", "22:00", "24:00-05:00", "05:00-05:00"])
def test_what_is_no_window(text: str) -> None:
    assert Window.read(text) is None


def around(hours: int) -> str:
    """A window of two hours that begins in so many hours."""
    start = datetime.now(VIETNAM) + timedelta(hours=hours)
    return f"{start:%H:%M}-{start + timedelta(hours=2):%H:%M}"


def test_outside_its_window_a_portal_is_not_asked(samples: Samples, run) -> None:
    report = run([replace(samples[0], window=around(3)), samples[1]], limit=1)
    assert [p.grade for p in report.portals] == [None, "ok"]
    assert report.portals[0].message.startswith("Asked only between")
    assert samples.log("sample-nukeviet") == []
    assert report.total("new") == 1


def test_inside_its_window_it_is_asked_whatever_the_setting_says(samples: Samples, run) -> None:
    portals = [replace(samples[0], window=around(-1)), samples[1]]
    report = run(portals, settings={"PORTAL_WINDOW": around(3)}, limit=1)
    assert [p.counts["new"] for p in report.portals] == [1, 0]


def test_a_window_that_closes_ends_the_crawl_and_the_next_night_goes_on(
    samples: Samples, run, archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock passes the end of the window after twenty requests."""
    night = datetime(2025, 3, 1, 4, 59, tzinfo=VIETNAM)
    asked = samples.server("sample-nukeviet").log.requests

    def clock(at: Callable[[], datetime]) -> None:
        monkeypatch.setattr(manners, "datetime", SimpleNamespace(now=lambda zone: at()))

    clock(lambda: night + timedelta(minutes=len(asked) // 20))
    portal = replace(samples[0], window="22:00-05:00")
    report = run([portal])
    assert len(asked) == 20
    assert report.portals[0].message.startswith("Asked only between 22:00-05:00")
    first = len(archived())
    assert first > 0
    assert first + report.total("pending") == len(articles("nukeviet"))
    clock(lambda: night - timedelta(hours=2))
    assert run([portal]).total("new") == report.total("pending")
    assert len(archived()) == len(articles("nukeviet"))


def test_a_window_in_the_registry_is_checked(tmp_path: Path) -> None:
    entry = '[[portal]]\nid = "a"\nname = "A"\nlevel = "xa"\nhome = "http://a.vn/"\nhosts = ["a.vn"]\nwindow = "{}"\n'
    path = tmp_path / "portals.toml"
    path.write_text(entry.format("22:00-05:00"), "utf-8")
    assert load_registry(path).portals[0].window == "22:00-05:00"
    path.write_text(entry.format("at night"), "utf-8")
    with pytest.raises(DanvanError, match="'window' must be hours"):
        load_registry(path)
