"""Abbreviations and changed names, read from the two data files: what a run of query words also stands for."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from crawler.text import fold, key, syllables
from indexer.query.tree import Term, Wildcard


@dataclass(frozen=True, slots=True)
class Reading:
    """``name`` and what it also stands for. ``applied``: searched too, and shown; otherwise only offered.

    ``short``: ``name`` is an abbreviation, to be searched as one word or sign by sign.
    """

    id: str
    name: str
    other: str
    applied: bool
    short: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An organisation's change of name or its merger, for charts and name readings."""

    id: str
    kind: Literal["renamed", "merged"]
    old: str
    new: str
    until: date
    since: date
    source: str


def _data(name: str) -> dict[str, Any]:
    text = resources.files("indexer.query.data").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def changes() -> tuple[Change, ...]:
    """Every dated change of an organisation's name."""
    return tuple(Change(**row) for row in _data("organisations.toml")["change"])


def _abbreviation_readings(row: dict[str, Any]) -> list[Reading]:
    applied = not row.get("ambiguous", False)
    found = []
    for short in row["short"]:
        found += [Reading(row["id"], short, long, applied, True) for long in row["long"]]
        found += [Reading(row["id"], short, long, False, True) for long in row.get("asked", ())]
        if applied:
            found += [Reading(row["id"], long, short, True, False) for long in row["long"]]
    return found


@cache
def _by_fold() -> dict[tuple[str, ...], list[Reading]]:
    found: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    readings = [r for row in _data("abbreviations.toml")["abbreviation"] for r in _abbreviation_readings(row)]
    for change in changes():
        applied = change.kind == "renamed"
        readings.append(Reading(change.id, change.old, change.new, applied, False))
        readings.append(Reading(change.id, change.new, change.old, applied, False))
    for reading in readings:
        found[tuple(map(fold, syllables(reading.name)))].append(reading)
    return dict(found)


@cache
def _longest_by_fold() -> dict[str, int]:
    """First syllable without marks → syllables of the longest name that begins with it."""
    return {name[0]: len(name) for name in sorted(_by_fold(), key=len)}


def longest_name(first: Term) -> int:
    """How many syllables a name that begins with ``first`` has at most; 0 when none does."""
    return _longest_by_fold().get(fold(first.text), 0)


def readings(terms: Sequence[Term | Wildcard]) -> tuple[Reading, ...]:
    """What this whole run of words also stands for, by the same rule as matching: marks count where they are typed.

    An abbreviation typed without marks that is short for several entries is only offered.
    """
    plain = [t for t in terms if isinstance(t, Term)]
    if len(plain) < len(terms):
        return ()
    candidates = _by_fold().get(tuple(fold(t.text) for t in plain), [])
    fitting = [r for r in candidates if _fits(r.name, plain)]
    if len({r.id for r in fitting if r.short}) > 1:
        written = [r for r in fitting if not r.short or syllables(r.name) == [t.key for t in plain]]
        fitting = written if len({r.id for r in written if r.short}) == 1 else fitting
    several = len({r.id for r in fitting if r.short}) > 1
    return tuple(Reading(r.id, r.name, r.other, False, True) if several and r.short else r for r in fitting)


def _fits(name: str, terms: Sequence[Term]) -> bool:
    if len(name) <= 2 and terms[0].text != terms[0].text.upper():
        return False
    return all(not t.exact or t.key == key(s) for t, s in zip(terms, syllables(name), strict=True))
