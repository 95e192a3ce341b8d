"""How well each portal is covered, judged from the archive alone: its last runs, its articles and their dates."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal

from crawler import grading
from crawler.archive.record import PortalRecord
from crawler.archive.runs import Run
from crawler.archive.store import Archive
from crawler.silence import RECENT_DAYS, Silence, silence, usual_interval
from indexer.places.within import unit_for
from indexer.wording import mark, say
from search_ui.formats import day, number
from search_ui.past_runs import NOTHING, Past, past_of
from search_ui.run_faults import fault_of

State = Literal["ok", "slow", "failing", "blocked", "closed", "never"]

STATES: Mapping[State, str] = {
    "ok": mark("tốt"),
    "slow": mark("chậm"),
    "failing": mark("lỗi"),
    "blocked": mark("bị chặn"),
    "closed": mark("đã đóng"),
    "never": mark("chưa thu thập"),
}
"""States of a portal and their Vietnamese names."""
TONES: Mapping[State, str] = {
    "ok": "good",
    "slow": "slow",
    "failing": "bad",
    "blocked": "bad",
    "closed": "off",
    "never": "off",
}
"""Which colour of the stylesheet a state has; the word beside it says the same."""
ORDER: tuple[State, ...] = ("failing", "blocked", "slow", "ok", "never", "closed")
"""States from the one that needs a person most."""

RETIRED = ("closed", "moved")
"""States of the registry in which nothing is expected of a portal."""
UNFINISHED = 3
"""Runs in a row that were killed from which on somebody should look."""

WINDOW = 30
"""Days of which is said how many articles were expected and how many came."""
_WINDOWS = 12
"""What is expected of such days is the median of so many before them."""
_FEWEST = 3
"""Spans below which nothing is expected."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the archive holds, by portal id; read once for each change of the archive."""

    articles: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, dict[date, int]] = field(default_factory=dict)
    """Articles by day of publication, the oldest day first."""
    authored: Mapping[str, int] = field(default_factory=dict)
    last_new: Mapping[str, datetime | None] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By HTTP status, see `Archive.answers`."""

    @classmethod
    def of(cls, archive: Archive) -> Tally:
        """The tally of ``archive`` now."""
        counts = archive.counts()
        return cls(
            {portal: count.articles for portal, count in counts.items()},
            {portal: count.gone for portal, count in counts.items()},
            archive.days(),
            {portal: count.authored for portal, count in counts.items()},
            {portal: count.last_new for portal, count in counts.items()},
            archive.answers(),
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """One portal: its state, why, and the numbers behind it."""

    portal: PortalRecord
    state: State
    reason: str
    """A Vietnamese clause; empty when all is well."""
    articles: int
    gone: int
    dated: int
    """Articles whose day of publication is known."""
    newest: date | None
    """Day of the newest article."""
    interval: float | None
    """Usual days between days with articles; None when there are too few to say."""
    last_run: Run | None
    last_success: datetime | None
    """End of the last run that went well."""
    fields: Mapping[str, float] = field(default_factory=dict)
    """Share of recently read article pages that gave each field an article needs."""
    drift: Mapping[str, float] = field(default_factory=dict)
    """How far each field is found in other ways than in earlier runs, 0 to 1 (`crawler.grading.drift`)."""
    traps: Mapping[str, int] = field(default_factory=dict)
    """Addresses that the last run saw and did not ask for, by reason."""
    authored: int = 0
    """Articles with an author."""
    placed: bool = False
    """Whether its unit is known, and with it the place of its articles."""
    last_new: datetime | None = None
    """When an article of it was seen for the first time, last."""
    expected: float | None = None
    """Articles that `WINDOW` days usually bring; None for a portal that has not been there for three such spans."""
    got: int = 0
    """Articles of the last `WINDOW` days."""
    answers: Mapping[str, int] = field(default_factory=dict)
    """Fetched article pages by HTTP status; ``-`` for none."""
    graded: Run | None = None
    """The last run that was graded: the state is by it."""
    unfinished: int = 0
    """Runs begun since then that have not ended."""
    quiet: Silence | None = None
    """Nothing new for three of its usual intervals; None when all is well."""

    @property
    def needs_person(self) -> bool:
        """Whether somebody should look at it: an alarm for cron."""
        silent = self.state == "slow" and self.quiet is not None and self.quiet.unheard
        unawares = self.state == "closed" and self.portal.state not in RETIRED
        return self.state in ("failing", "blocked") or silent or unawares

    @property
    def most_drift(self) -> float | None:
        """The largest drift of a field; None without history."""
        return max(self.drift.values(), default=None)

    @property
    def label(self) -> str:
        """The state in the language of the page."""
        return say(STATES[self.state])

    def as_dict(self) -> dict[str, Any]:
        """The portal's state as ``/status.json`` and ``danvan status --json`` give it."""
        run, portal = self.last_run, self.portal
        return {
            "id": portal.id,
            "name": portal.name,
            "level": portal.level,
            "place": portal.place,
            "platform": portal.platform,
            "home": portal.home,
            "state": self.state,
            "label": self.label,
            "reason": self.reason or None,
            "articles": self.articles,
            "gone": self.gone,
            "dated": self.dated,
            "authored": self.authored,
            "placed": self.placed,
            "expected": self.expected,
            "got": self.got,
            "window_days": WINDOW,
            "http": dict(self.answers),
            "last_new": self.last_new.isoformat() if self.last_new else None,
            "newest": self.newest.isoformat() if self.newest else None,
            "usual_interval_days": self.interval,
            "silent_days": self.quiet.days if self.quiet else None,
            "needs_person": self.needs_person,
            "coverage": {name: round(share, 3) for name, share in self.fields.items()},
            "drift": {name: round(value, 3) for name, value in self.drift.items()},
            "generic": grading.generic(run.counts) if run else {},
            "traps": dict(self.traps),
            "last_success": self.last_success.isoformat() if self.last_success else None,
            "last_run": {
                "started": run.started.isoformat(),
                "finished": run.finished.isoformat() if run.finished else None,
                "grade": run.grade,
                "message": run.message,
                "counts": dict(run.counts),
            }
            if run
            else None,
        }


def coverage(
    archive: Archive, tally: Tally, today: date, only: Collection[str] | None = None,
    registry: Mapping[str, str] | None = None,
) -> list[Coverage]:  # fmt: skip
    """Every portal of the archive, or those with the ids ``only``: those that need a person first, then by state and
    number of articles.

    ``registry`` gives states by id as they are now; the archive has those of each portal's last crawl.
    """
    latest = archive.latest_runs()
    states = registry or {}
    known = (replace(portal, state=states.get(portal.id, portal.state)) for portal in archive.portals())
    portals = [portal for portal in known if only is None or portal.id in only]
    found = [_judge(portal, tally, latest.get(portal.id), archive, today) for portal in portals]
    return sorted(found, key=lambda c: (not c.needs_person, ORDER.index(c.state), -c.articles, c.portal.name))


def _judge(portal: PortalRecord, tally: Tally, run: Run | None, archive: Archive, today: date) -> Coverage:
    days = tally.days.get(portal.id, {})
    articles = tally.articles.get(portal.id, 0)
    latest = list(islice((day for day in reversed(days) if day <= today), RECENT_DAYS))
    past = past_of(archive, run) if run else NOTHING
    quiet = silence(latest, today, past.found, days)
    spans = _spans(days, today)
    off_topic = archive.outcomes(portal.id).get("off_topic", 0) if run and not articles else 0
    state, reason = _state(portal, articles, past, quiet, off_topic)
    return Coverage(
        portal=portal,
        state=state,
        reason=reason,
        articles=articles,
        gone=tally.gone.get(portal.id, 0),
        dated=sum(days.values()),
        newest=latest[0] if latest else None,
        interval=usual_interval(latest),
        last_run=run,
        last_success=past.success,
        fields=past.fields,
        drift=past.drift,
        traps=grading.traps(run.counts) if run else {},
        authored=tally.authored.get(portal.id, 0),
        placed=unit_for(portal.place, portal.level, None) is not None,
        last_new=tally.last_new.get(portal.id),
        expected=statistics.median(spans[1:]) if len(spans) > _FEWEST else None,
        got=spans[0],
        answers=tally.answers.get(portal.id, {}),
        graded=past.graded,
        unfinished=past.unfinished,
        quiet=quiet,
    )


def _spans(days: dict[date, int], today: date) -> list[int]:
    """Articles of the last `WINDOW` days, then of up to twelve such spans before, as far back as the portal has
    articles for the whole of them."""
    whole = (today - next(iter(days), today)).days // WINDOW - 1
    spans = [0] * (1 + max(0, min(_WINDOWS, whole)))
    for published, articles in reversed(days.items()):
        back = (today - published).days // WINDOW
        if back >= len(spans):
            break
        if back >= 0:
            spans[back] += articles
    return spans


def _state(portal: PortalRecord, articles: int, past: Past, quiet: Silence | None, off_topic: int) -> tuple[State, str]:
    """The state by the last run that was graded: one that is under way or was killed says nothing yet."""
    run = past.graded
    if portal.state == "closed":
        return "closed", say("cổng đã ngừng hoạt động; bài cũ vẫn được giữ")
    if portal.state == "moved":
        return "closed", say("cổng đã chuyển sang địa chỉ khác; bài cũ vẫn được giữ")
    if past.unfinished >= UNFINISHED:
        return "failing", say("các lần chạy gần đây đều bị ngắt giữa chừng")
    if run is None and not past.unfinished:
        return "never", say("bài được nhập từ tệp") if articles else ""
    if run is None and not articles:
        return "never", say("đang chạy lần đầu")
    grade = run.grade if run else None
    if grade == "closed":
        return "closed", say("cổng không còn trả lời; bài cũ vẫn được giữ")
    if grade == "blocked":
        return "blocked", say("cổng tạm từ chối máy thu thập")
    if run and grade == "failing":
        return "failing", fault_of(run.counts)
    if not articles and off_topic:
        return "slow", say("chưa có bài nào đúng chủ đề; %(number)s bài khác chủ đề", number=number(off_topic))
    if not articles:
        return "failing", say("chưa lấy được bài nào")
    if quiet is not None:
        return "slow", _silence(quiet.newest, max(1, round(quiet.interval)))
    if grade == "slow":
        return "slow", say("cổng trả lời chậm")
    return "ok", ""


def _silence(newest: date, interval: int) -> str:
    if interval == 1:
        return say("không có bài mới từ %(day)s, trong khi thường mỗi ngày một bài", day=day(newest))
    return say(
        "không có bài mới từ %(day)s, trong khi thường %(interval)s ngày một bài",
        day=day(newest), interval=number(interval),
    )  # fmt: skip
