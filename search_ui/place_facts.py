"""What the page of a place tells: names through time, what it was made of and became, portals, articles, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.archive.record import PortalRecord
from indexer.corpus import Keyword, keyness
from indexer.engine.placing import keys_of as keys_of_portal
from indexer.localities import place_value
from indexer.params import PlaceMode, SearchParams
from indexer.places import Link, Unit, gazetteer
from indexer.places.resolve import search_names
from indexer.places.within import codes_within
from indexer.search import Searcher

MODES: tuple[PlaceMode, ...] = ("now", "then", "exact")
WORDS = 30
"""Words of a place that set it off from the rest."""
QUICK = 20_000
"""Articles up to which the words of a place are counted with its page; more take a second or two."""
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the code of a place has carried, and the unit that carried it."""

    full_name: str
    first: date | None
    last: date | None
    decree: str | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that this one was made of, and the articles of its portals under its own name."""

    link: Link
    articles: int


def named(code: str) -> tuple[Name, ...]:
    """The names of a code, the oldest first. A code may have gone from one unit to another on 1 July 2025."""
    places = gazetteer()
    found: list[Name] = []
    for name in places.names(code):
        unit = places.unit(code, name.valid_to or name.valid_from) or places.eras_of(code)[0]
        decree = name.decree or _founding(unit, name.valid_from)
        found.append(Name(name.full_name, name.valid_from, name.valid_to, decree, unit))
    return tuple(found)


def _founding(unit: Unit, first: date | None) -> str | None:
    """The decree by which a unit began on ``first``, where its predecessors tell one."""
    links = gazetteer().predecessors(unit) if first is not None and unit.valid_from == first else ()
    return next((link.decree for link in links if link.decree), None)


def parts(searcher: Searcher, unit: Unit) -> tuple[Part, ...]:
    """What a unit was made of, with the articles of each under its own name (mode ``exact``)."""
    return tuple(
        Part(link, count(searcher, SearchParams(place=link.unit.key, place_mode="exact")))
        for link in gazetteer().predecessors(unit)
    )


def count(searcher: Searcher, params: SearchParams) -> int:
    """Articles that ``params`` find."""
    return searcher.engine.count(*searcher.understood(params))


def totals(searcher: Searcher, unit: Unit) -> Mapping[PlaceMode, int]:
    """Articles of a place in each of its three senses."""
    return {mode: count(searcher, SearchParams(place=place_value(unit), place_mode=mode)) for mode in MODES}


def portals_of(portals: Mapping[str, PortalRecord], unit: Unit) -> tuple[list[str], list[str]]:
    """Ids of the portals that speak for the unit or what it was made of, and of those of units inside."""
    inside = codes_within(place_value(unit), "now")
    own = {unit.key, *(link.unit.key for link in gazetteer().predecessors(unit) if link.whole)}
    near: list[str] = []
    within: list[str] = []
    for portal, record in portals.items():
        keys = {key for key in keys_of_portal(record) if key}
        if keys & own:
            near.append(portal)
        elif keys & inside:
            within.append(portal)
    return near, within


class Words:
    """Words that set a place off from the rest, remembered while the index stays the same."""

    def __init__(self) -> None:
        self._version = ""
        self._known: dict[str, tuple[Keyword, ...]] = {}

    def of(self, searcher: Searcher, place: str, *, now: bool) -> tuple[Keyword, ...] | None:
        """The strongest keywords of a place; none where the index has no words. None when they are not known yet and
        counting takes so long that it is only done for those who ask for it (``now``)."""
        version = searcher.engine.version
        if version != self._version:
            self._version, self._known = version, {}
        if place not in self._known:
            if searcher.engine.total > QUICK and not now:
                return None
            self._known[place] = keyness(searcher, SearchParams(place=place), limit=WORDS)
        return self._known[place]


def candidates(text: str) -> Sequence[Unit]:
    """Units whose name begins with ``text``, whole names first; the reader chooses."""
    return search_names(text, _CANDIDATES)
