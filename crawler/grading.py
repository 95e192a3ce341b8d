"""Grades a run of a portal against what is right and against the portal's own earlier runs.

Everything is read from the counts that a run leaves in the archive. ``read`` counts pages that were taken for articles;
``selector/FIELD/N`` those of them on which the N-th way to find the field answered, ``selector/FIELD/none`` those on
which none did. A way that answers less often than it used to is the first sign of a changed layout.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.silence import Silence

Grade = Literal["ok", "slow", "failing", "blocked", "closed"]
Counts = Mapping[str, int]

SLOW_ANSWER = 10.0
"""Seconds an answer takes on average from which on a portal is called slow."""
BAD_PAGES_MIN, BAD_PAGES_SHARE = 3, 0.2
"""Addresses without an article that make a portal failing: at least so many, and this share of those fetched."""
NEEDED = {"title": "title", "body": "text", "published": "date"}
"""Fields that an article cannot do without, and what people call them."""
LEAST_COVERAGE = 0.9
ENOUGH_PAGES = 5
"""Pages below which coverage says nothing; runs before are taken together with this one until there are twice as
many."""
ENOUGH_RUNS = 3
"""Earlier runs below which a portal has no history to fall against."""
FALL = 0.5
"""Share of its usual links a page to which a list must fall, and of its usual coverage a field, to be failing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run's grade and why it is not better: clauses for people, most important first."""

    grade: Grade
    reasons: tuple[str, ...] = ()


def judge(
    counts: Counts, end: str, mean_answer: float, history: Sequence[Counts] = (), *, retired: bool = False,
    quiet: Silence | None = None,
) -> Verdict:  # fmt: skip
    """The verdict on a run.

    ``counts`` and ``end`` are those of `crawler.fetching.tally.Tally`, ``mean_answer`` is seconds per answer,
    ``history`` the counts of earlier runs, newest first. A ``retired`` portal (closed or moved by the registry) is
    never failing. ``quiet`` says that nothing new has come for too long: then the run may be ever so smooth.
    """
    if end == "blocked" and not retired:
        return Verdict("blocked")
    if end == "closed":
        return Verdict("closed")
    reasons = tuple(_faults(counts, history))
    if end == "down" or counts.get("empty") or reasons or (retired and end == "blocked"):
        return Verdict("closed" if retired else "failing", reasons)
    if quiet is not None and not retired:
        return Verdict("slow", (str(quiet),))
    return Verdict("slow" if mean_answer > SLOW_ANSWER else "ok")


def _faults(counts: Counts, history: Sequence[Counts]) -> Iterable[str]:
    if counts.get("broken_lists", 0) > counts.get("lists", 0) + counts.get("not_modified", 0):
        yield "Most of its lists cannot be read"
    yield from _empty_lists(counts, history)
    yield from _rejected(counts, history)
    for field, word in NEEDED.items():
        share = recent_coverage(field, counts, history)
        if share is not None and share < LEAST_COVERAGE:
            yield f"Only {share:.0%} of its article pages gave a {word}"
    yield from falls(counts, history)


def _rejected(counts: Counts, history: Sequence[Counts]) -> Iterable[str]:
    """A portal of two articles a day that are not read is noticed on the second day."""
    if not _bad(counts):
        return
    together = total(_window(counts, history, lambda runs: sum(r.get("fetched", 0) for r in runs) >= ENOUGH_PAGES))
    bad, fetched = _bad(together), together["fetched"]
    if bad >= BAD_PAGES_MIN and bad > BAD_PAGES_SHARE * fetched:
        yield f"{bad} of {fetched} article addresses gave no article"


def _bad(counts: Counts) -> int:
    return counts.get("failed", 0) + counts.get("not_an_article", 0)


def _empty_lists(counts: Counts, history: Sequence[Counts]) -> Iterable[str]:
    empty, walked = counts.get("empty_lists", 0), counts.get("walked_lists", 0)
    if not empty:
        return
    before = [h.get("empty_lists", 0) for h in history if h.get("walked_lists")]
    if empty > max(before) if before else 2 * empty > walked:
        yield f"{empty} of {walked} lists show no article link"


def falls(counts: Counts, history: Sequence[Counts]) -> Iterable[str]:
    """What is much less than it used to be, though each run by itself might pass.

    A run with no other fault belongs to the history all the same: after as many such runs as others, a list that was
    made shorter for good is what is usual.
    """
    usual = [links for h in history if (links := _links_a_page(h)) is not None]
    now = _links_a_page(counts)
    if now is not None and len(usual) >= ENOUGH_RUNS and now < FALL * statistics.median(usual):
        yield f"Its lists show {now:.0f} article links a page, where {statistics.median(usual):.0f} are usual"
    past = total(history)
    for field in sorted(fields_of(past) - NEEDED.keys()):
        before, after = coverage(field, past), coverage(field, counts)
        if before is None or after is None or min(past["read"], counts["read"]) < 2 * ENOUGH_PAGES:
            continue
        if before >= FALL and after < FALL * before:
            yield f"Only {after:.0%} of its article pages show the {field}, where {before:.0%} are usual"


def _links_a_page(counts: Counts) -> float | None:
    return counts.get("links", 0) / counts["lists"] if counts.get("lists") and "links" in counts else None


def total(runs: Iterable[Counts]) -> Counter[str]:
    """The counts of several runs, added."""
    added: Counter[str] = Counter()
    for counts in runs:
        added.update(counts)
    return added


def fields_of(counts: Counts) -> set[str]:
    """Fields that the counts have selectors of."""
    return {name.split("/")[1] for name in counts if name.startswith("selector/")}


def selectors(field: str, counts: Counts) -> dict[str, int]:
    """How often each way to find a field answered: its number, or ``none``."""
    start = f"selector/{field}/"
    return {name.removeprefix(start): n for name, n in sorted(counts.items()) if name.startswith(start)}


def coverage(field: str, counts: Counts) -> float | None:
    """Share of article pages that gave the field; None when no page was read."""
    found = selectors(field, counts)
    pages = sum(found.values())
    return 1 - found.get("none", 0) / pages if pages else None


def recent(counts: Counts, history: Sequence[Counts]) -> Counter[str]:
    """The counts of this run and, when it read few pages, of those before it."""
    return total(_window(counts, history, _read_enough))


def _read_enough(runs: Sequence[Counts]) -> bool:
    return sum(r.get("read", 0) for r in runs) >= (ENOUGH_PAGES if len(runs) == 1 else 2 * ENOUGH_PAGES)


def _window(counts: Counts, history: Sequence[Counts], enough: Callable[[Sequence[Counts]], bool]) -> list[Counts]:
    runs = [counts]
    for earlier in history:
        if enough(runs):
            break
        runs.append(earlier)
    return runs


def recent_coverage(field: str, counts: Counts, history: Sequence[Counts]) -> float | None:
    """Coverage of a field as far as few pages allow; None when they are too few. A run that reads pages and misses
    nothing is never charged with the runs before it."""
    now = coverage(field, counts)
    if now is None or now == 1.0:
        return now
    together = recent(counts, history)
    return coverage(field, together) if together["read"] >= ENOUGH_PAGES else None


def drift(counts: Counts, history: Sequence[Counts]) -> dict[str, float]:
    """How far each field is found in other ways than before: 0 (as ever) to 1 (never so before), by field.

    The total variation distance between the shares of the selectors in this run, or, when it read few pages, in the
    last ones, and in those before. Empty without history.
    """
    window = _window(counts, history[:-1], _read_enough)
    latest, past = total(window), total(history[len(window) - 1 :])
    found = {}
    for field in sorted(fields_of(latest) & fields_of(past)):
        now, before = selectors(field, latest), selectors(field, past)
        here, there = sum(now.values()), sum(before.values())
        ways = now.keys() | before.keys()
        found[field] = sum(abs(now.get(w, 0) / here - before.get(w, 0) / there) for w in ways) / 2
    return found


def generic(counts: Counts) -> dict[str, int]:
    """Articles read by rules for any page (``read``) and those of them that are not sure (``unsure``); empty without
    any."""
    read = counts.get("read_generically", 0)
    return {"read": read, "unsure": counts.get("unsure", 0)} if read else {}


def new_layout(counts: Counts) -> str | None:
    """What to say when nearly all known articles read differently at once; None when corrections may be the reason."""
    changed, unchanged = counts.get("changed", 0), counts.get("unchanged", 0)
    if changed < 2 * ENOUGH_PAGES or changed < LEAST_COVERAGE * (changed + unchanged):
        return None
    return f"{changed} of {changed + unchanged} known articles read differently: a new layout rather than corrections"


def traps(counts: Counts) -> dict[str, int]:
    """Addresses seen and never asked for, by reason."""
    return {name.removeprefix("trap/"): n for name, n in sorted(counts.items()) if name.startswith("trap/")}
