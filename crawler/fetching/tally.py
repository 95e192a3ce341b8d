"""What one crawl of one portal did, in numbers, and the report of a whole crawl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.extraction.platforms.base import Trace
from crawler.grading import Grade

SHOWN = ("new", "changed", "unchanged", "not_modified", "off_topic", "gone", "failed", "pending", "requests")
"""Counts that the summary prints, in order."""


@dataclass(slots=True)
class Tally:
    """Counts of a running crawl of one portal.

    Names: ``requests`` (all), ``lists`` and ``feeds`` (pages of them read), ``discovered`` (addresses new to us),
    ``not_modified`` (lists, feeds and articles that their server says are as they were),
    ``fetched`` (article pages), ``new changed unchanged off_topic out_of_range`` (what became of them),
    ``twin`` (an article that is kept under another address), ``not_an_article gone redirected_away failed`` (why there
    was none), ``endless_lists`` (left because they never end), ``refused`` (by robots.txt), ``blocks``,
    ``faults``, ``pending`` (left for the next crawl), ``walked_lists empty_lists broken_lists links`` (lists asked for,
    those without an article link or answer, article links seen), ``read`` and ``selector/FIELD/N`` (see
    `crawler.grading`), ``read_generically`` and ``unsure`` (articles read by rules for any page, and those of them of a
    sureness below `crawler.extraction.sureness.UNSURE`), ``trap/REASON`` (addresses seen and never asked for),
    ``removed/REASON`` (lines left out of texts: a rule of furniture, links to other articles),
    ``silent_days`` (without anything new, when that is worth an alarm, see `crawler.silence`).
    """

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    """Clauses for people: what went wrong, most important first."""
    end: str = "finished"
    """``finished``, ``stopped``, ``blocked``, ``down`` or ``closed``."""

    def trace(self, trace: Trace) -> None:
        """Count which way found each field, which fields were not found, unsure readings and what was left out."""
        self.counts["read"] += bool(trace.used)
        if trace.sureness is not None:
            self.counts["read_generically"] += 1
            self.counts["unsure"] += trace.sureness.unsure
        for name, position in trace.used.items():
            self.counts[f"selector/{name}/{position if position >= 0 else 'none'}"] += 1
        self.counts.update({f"removed/{reason}": number for reason, number in trace.removed.items()})


@dataclass(frozen=True, slots=True)
class PortalReport:
    """How the crawl of one portal went."""

    id: str
    name: str
    grade: Grade | None
    """None when the run was stopped before it saw anything."""
    message: str
    counts: Mapping[str, int]
    seconds: float
    needs_person: bool = False
    """Whether somebody should look at it: failing, blocked, closed though the registry wants it, silent for longer than
    ever."""


NAMED = 6
"""Portals that a summary names when all of them had the same trouble."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """How a crawl went."""

    portals: tuple[PortalReport, ...]
    seconds: float
    stopped: bool = False
    """Ended by the user before all was done."""

    @property
    def failing(self) -> bool:
        """Whether a portal needs a person to look at it."""
        return any(p.needs_person for p in self.portals)

    def total(self, name: str) -> int:
        """A count over all portals."""
        return sum(p.counts.get(name, 0) for p in self.portals)

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        return {
            "seconds": round(self.seconds, 1),
            "stopped": self.stopped,
            "failing": self.failing,
            "totals": {name: self.total(name) for name in SHOWN},
            "portals": [
                {
                    "id": p.id,
                    "name": p.name,
                    "grade": p.grade,
                    "message": p.message,
                    "seconds": round(p.seconds, 1),
                    "counts": dict(sorted(p.counts.items())),
                }
                for p in self.portals
            ],
        }

    def summary(self) -> str:
        """The report for people: a line for each portal, then the sum."""
        groups: dict[tuple[str, ...], list[PortalReport]] = {}
        for portal in self.portals:
            same = (
                (str(portal.grade), portal.message)
                if portal.message and not portal.counts.get("fetched")
                else (portal.id,)
            )
            groups.setdefault(same, []).append(portal)
        lines = [_line(group[0]) if len(group) <= 1 else _lines(group) for group in groups.values()]
        total = f"{_counted(self.total('new'), 'new article')}, {self.total('changed'):,} changed, "
        total += f"{_counted(self.total('requests'), 'request')}, {self.seconds:.0f} s."
        if waiting := self.total("pending"):
            total += f" {_counted(waiting, 'address', 'addresses')} left for the next crawl."
        if self.stopped:
            total += " Stopped early; the rest is remembered."
        return "\n".join([*lines, total])


def _line(p: PortalReport) -> str:
    counts = ", ".join(f"{p.counts[n]:,} {n.replace('_', ' ')}" for n in SHOWN if p.counts.get(n))
    return f"{p.id}: {p.grade or 'stopped'}{f' ({counts})' if counts else ''}{f'. {p.message}' if p.message else ''}"


def _lines(group: list[PortalReport]) -> str:
    """One line for portals that had the same trouble, as all have without an internet connection."""
    names = ", ".join(p.id for p in group[:NAMED])
    rest = f" and {len(group) - NAMED} more" if len(group) > NAMED else ""
    return f"{names}{rest}: {group[0].grade or 'stopped'}. {group[0].message}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
