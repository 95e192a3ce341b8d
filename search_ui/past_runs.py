"""What the last runs of a portal say together, worked out once for each run: pages of many portals ask for it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile

from crawler import grading
from crawler.archive.runs import Run
from crawler.archive.store import Archive
from crawler.silence import found_by_day

_RUNS = 50
"""Runs looked back through for the last one that went well, and for how pages used to be read."""
_WELL = ("ok", "slow")
"""Grades of runs that went well."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the last runs of a portal say together: the end of the last good one, the last that was graded, how many
    have not ended since, coverage and drift of what they read, new addresses by day."""

    success: datetime | None = None
    graded: Run | None = None
    unfinished: int = 0
    fields: Mapping[str, float] = field(default_factory=dict)
    drift: Mapping[str, float] = field(default_factory=dict)
    found: Mapping[date, int] = field(default_factory=dict)


NOTHING = Past()
_pasts: dict[tuple[str, int, datetime | None], Past] = {}
"""By archive, last run of a portal and its end: what is over never changes."""
_MOST_PASTS = 20_000


def past_of(archive: Archive, last: Run) -> Past:
    """What the runs up to ``last``, the last one of its portal, say; remembered."""
    key = archive.identity(), last.id, last.finished
    known = _pasts.get(key)
    if known is None:
        if len(_pasts) >= _MOST_PASTS:
            _pasts.clear()
        known = _pasts[key] = _read_past(archive.runs(last.portal, _RUNS))
    return known


def _read_past(runs: Sequence[Run]) -> Past:
    """``runs`` are newest first."""
    success = next((r.finished for r in runs if r.grade in _WELL), None)
    graded = next((r for r in runs if r.grade), None)
    unfinished = sum(r.finished is None for r in takewhile(lambda r: not r.grade, runs))
    found = found_by_day((r.started.date(), r.counts) for r in runs)
    reading = [r for r in runs if r.counts.get("read")]
    if not reading:
        return Past(success, graded, unfinished, found=found)
    before = [r.counts for r in reading[1:] if r.grade in _WELL]
    now = grading.recent(reading[0].counts, before)
    shares = {name: grading.coverage(name, now) for name in grading.NEEDED}
    fields = {name: share for name, share in shares.items() if share is not None}
    return Past(success, graded, unfinished, fields, grading.drift(reading[0].counts, before), found)
