"""Which articles belong to a place: the key an article is indexed under, and the keys a filter lets through.

An article is indexed under ``code@era``: the official code of its portal, and the era of its day (``old`` until 30
June 2025, ``new`` since). A portal that outlives its unit keeps its code and changes its era: ``280@new`` is what the
portal of huyện Phú Xuyên published after the district ended. So the three senses of a place come out of the keys alone:

- ``exact``: the unit with the units below it, each under its own name, in its own era;
- ``now``: today's territory: the unit, what it was made of, and everything below; divided communes are left out;
- ``then``: the units that carried the name on the day, in any era.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from crawler.text import syllables
from indexer.places.catalogue import Gazetteer, gazetteer
from indexer.places.units import ERAS, LEVEL_OF_CODE, Unit, era_of

Mode = Literal["now", "then", "exact"]


def place_key(place: str | None, level: str | None, on: date | None) -> str | None:
    """The key of an article: its portal's code with the era of its day.

    ``place`` is a registry code, or a key where an entry says the era itself. None for central portals and for codes
    that are unknown or of another level. Without a day: today's unit for a province, else the one before 1 July 2025.
    """
    if place is None:
        return None
    code, _, said = place.partition("@")
    units = gazetteer().eras_of(code)
    if not units or (level is not None and LEVEL_OF_CODE[len(code)] != level):
        return None
    if said in ERAS:
        return f"{code}@{said}"
    eras = [unit.era for unit in units]
    if on is None:
        wanted = ("new", "old", "older") if len(code) == 2 else ("old", "older", "new")
        return f"{code}@{next(era for era in wanted if era in eras)}"
    era = era_of(on)
    return f"{code}@older" if era == "old" and eras == ["older"] else f"{code}@{era}"


def unit_for(place: str | None, level: str | None, on: date | None) -> Unit | None:
    """The unit a portal speaks for on a day, from its registry entry (``place``, ``level``).

    None for a central portal, an unknown code, or a code that does not belong to the level. A portal that goes on
    after its unit ended keeps the unit as it last was. Without a day: a province as it is today, anything else as
    it was before 1 July 2025 if it existed then, because that is what a registry entry mostly describes.
    """
    found = place_key(place, level, on)
    return gazetteer().unit(found) if found else None


def codes_within(place: str, mode: Mode = "now", on: date | None = None) -> frozenset[str]:
    """The article keys that belong to ``place`` (a code, a key or an address part) in the sense ``mode``.

    A code that names units of several eras means all of them in mode ``exact`` (each article is keyed by its own day),
    the newest in ``now`` and ``then``; ``on`` picks the one in force on a day. An unknown place gives nothing.
    """
    places = gazetteer()
    code, _, said = place.partition("-")[0].partition("@")
    if said or on is not None or mode != "exact":
        unit = places.unit(place, on)
        units: tuple[Unit, ...] = (unit,) if unit else ()
    else:
        units = places.eras_of(code)
    if mode == "now":
        units = tuple(_today(places, units))
    elif mode == "then":
        units = tuple(_same_name(places, units))
    return frozenset(_keys(places, units))


@lru_cache(maxsize=8192)
def keys_of(place: str, mode: Mode) -> frozenset[str]:
    """`codes_within`, remembered: what a filter by ``place`` lets through."""
    return codes_within(place, mode)


def value_of(unit: Unit) -> str:
    """What names a unit in addresses and queries: its code, with the era where the code alone means another unit."""
    return unit.code if gazetteer().unit(unit.code) == unit else unit.key


@lru_cache(maxsize=65536)
def places_around(key: str, mode: Mode) -> tuple[str, ...]:
    """The places (`value_of`) whose filter in the sense ``mode`` lets the key of a unit through, sorted: the other way
    round of `codes_within`."""
    places = gazetteer()
    unit = places.unit(key)
    if unit is None:
        return ()
    above = _containers(places, unit)
    if mode == "exact":
        return tuple(sorted({value for up in above for value in (value_of(up), up.code)}))
    if mode == "then":
        return tuple(sorted(map(value_of, _same_name(places, above))))
    return tuple(sorted({value_of(found) for up in above for found in _made_of(places, up)}))


def _containers(places: Gazetteer, unit: Unit) -> list[Unit]:
    """The units whose `Gazetteer.subtree` has ``unit``, itself included."""
    found: dict[str, Unit] = {}
    todo = [unit]
    while todo:
        up = todo.pop()
        if up.key not in found:
            found[up.key] = up
            todo += places.parents(up)
            todo += [end for end in _whole_ends(places, up) if end.era == "old"]
    return list(found.values())


def _whole_ends(places: Gazetteer, unit: Unit) -> Iterator[Unit]:
    """What a unit became a part of as a whole, where that counts it among its predecessors."""
    for link in places.successors(unit):
        if link.whole and (link.unit.level == unit.level or not places.children(unit)):
            yield link.unit


def _made_of(places: Gazetteer, unit: Unit) -> Iterator[Unit]:
    """The units of whose territory today ``unit`` is one of the roots (`_today`)."""
    yield unit
    if unit.era != "new":
        yield from (end for end in _whole_ends(places, unit) if end.era == "new")
    elif unit.level == "xa":
        parts = [{up.key: up for up in _containers(places, link.unit)} for link in places.predecessors(unit)]
        for key in set.intersection(*map(set, parts)) if parts else ():
            yield parts[0][key]


def _keys(places: Gazetteer, roots: Iterable[Unit]) -> set[str]:
    """Keys of the roots and all below, with those of portals that outlived their units or came before them."""
    roots = tuple(roots)
    keys = {unit.key for unit in places.subtree(roots)}
    ended = {f"{key.partition('@')[0]}@new" for key in keys if not key.endswith("@new")}
    keys |= {key for key in ended if _is_afterlife(places, key)}
    for root in roots:
        if root.era == "new":
            keys |= _late(places, root)
    return keys | {f"{key[:-4]}@old" for key in keys if key.endswith("@new") and _is_prelude(places, key)}


def _late(places: Gazetteer, root: Unit) -> set[str]:
    """Keys of what portals of former units published about ``root``'s territory after the reform."""
    formers = [link.unit for link in places.predecessors(root) if link.whole]
    late = {f"{unit.code}@new" for unit in places.subtree(formers)}
    return {key for key in late if _is_afterlife(places, key)}


@lru_cache(maxsize=1 << 15)
def _is_afterlife(places: Gazetteer, key: str) -> bool:
    """Whether a ``new`` key names no unit of today, so that only a portal that outlived its unit can carry it."""
    return all(unit.era != "new" for unit in places.eras_of(key.partition("@")[0]))


@lru_cache(maxsize=1 << 15)
def _is_prelude(places: Gazetteer, key: str) -> bool:
    """Whether a code exists only since the reform (the islands), so that earlier articles under it belong to it."""
    return [unit.era for unit in places.eras_of(key.partition("@")[0])] == ["new"]


def _today(places: Gazetteer, units: Iterable[Unit]) -> list[Unit]:
    """Units that make up today's territory of ``units``."""
    out: list[Unit] = []
    for unit in units:
        out.append(unit)
        if unit.era == "new":
            out += [link.unit for link in places.predecessors(unit) if link.whole]
        else:
            out += _wholly_inside(places, unit)
    return out


def _wholly_inside(places: Gazetteer, unit: Unit) -> list[Unit]:
    """Today's communes made only of parts of an ended unit."""
    below = places.subtree([unit])
    inside = {u.key for u in below}
    ends = {link.unit.key: link.unit for u in below for link in places.today(u) if link.unit.level == "xa"}
    return [end for end in ends.values() if all(link.unit.key in inside for link in places.predecessors(end))]


def _same_name(places: Gazetteer, units: Iterable[Unit]) -> list[Unit]:
    """``units`` and their predecessors and successors of the same level and name."""
    out: dict[str, Unit] = {}
    for unit in units:
        related = [*places.predecessors(unit), *places.successors(unit)]
        same = [link.unit for link in related if link.unit.level == unit.level and _name(link.unit) == _name(unit)]
        out.update({u.key: u for u in (unit, *same)})
    return list(out.values())


def _name(unit: Unit) -> tuple[str, ...]:
    return tuple(syllables(unit.name))
