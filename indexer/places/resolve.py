"""From a name to a unit, in context: inside the portal's own district first, then its province, then the country.

A name that fits several units in the first circle where it fits any is not picked: the answer is its candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawler.text import SYLLABLE, fold
from indexer.places.catalogue import Gazetteer, gazetteer
from indexer.places.names import ALIASES, ParsedName, name_fold, name_key, parse_name
from indexer.places.order import SortKey, sort_key
from indexer.places.units import LEVELS, Unit

_LATER: dict[frozenset[str], frozenset[str]] = {
    frozenset(("Huyện",)): frozenset(("Thị xã", "Quận", "Thành phố")),
    frozenset(("Thị xã",)): frozenset(("Quận", "Thành phố")),
}
"""What a district became when it was raised; the data name its last type only, older articles an earlier one."""
_ERA_RANK = {"new": 0, "old": 1, "older": 2}
Order = tuple[int, int, SortKey]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name stands for."""

    unit: Unit | None
    """None when no unit carries the name, or several do."""
    candidates: tuple[Unit, ...]
    """The units the name may mean, in Vietnamese order of their labels; one when it is resolved."""
    reason: str
    """Why: a short English sentence for the command line and reports."""


class Names:
    """The names of a gazetteer, indexed by key and by fold; made once, see `names`."""

    def __init__(self, places: Gazetteer) -> None:
        self.places = places
        self._by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._by_fold: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._unmarked: dict[str, list[tuple[int, str]]] = defaultdict(list)
        """Names that are known only without marks, by fold."""
        for number, kind, name in places.all_names():
            if places.at(number).unmarked:
                self._unmarked[name_fold(name)].append((number, kind))
                continue
            self._by_key[name_key(name)].append((number, kind))
            self._by_fold[name_fold(name)].append((number, kind))
        for alias, name in ALIASES.items():
            self._by_key.setdefault(name_key(alias), self._by_key[name_key(name)])

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def find_key(self, key: str, kinds: frozenset[str] | None) -> list[Unit]:
        """Units of all eras whose name has exactly this key, of one of the types where they are given; with types also
        those of which only the unmarked name is known."""
        return self._of_kinds(
            [*self._by_key.get(key, ()), *(self._unmarked.get(fold(key), ()) if kinds else ())], kinds
        )

    def find(self, name: ParsedName) -> list[Unit]:
        """Units of all eras with this name, and with the type it says; unmarked names may stand for marked ones."""
        hits = self._by_key.get(name.key, [])
        if not hits and not name.marked:
            hits = self._by_fold.get(name.fold, [])
        if name.kinds is not None or not hits:
            hits = [*hits, *self._unmarked.get(name.fold, ())]
        return self._of_kinds(hits, name.kinds)

    def _of_kinds(self, hits: Sequence[tuple[int, str]], kinds: frozenset[str] | None) -> list[Unit]:
        """The units of these types; where a district has none of them, those that were raised since."""
        found = [self.places.at(n) for n in dict.fromkeys(n for n, kind in hits if kinds is None or kind in kinds)]
        if found or kinds not in _LATER:
            return found
        later = [self.places.at(n) for n in dict.fromkeys(n for n, kind in hits if kind in _LATER[kinds])]
        return [unit for unit in later if unit.level == "huyen"]

    def folds(self) -> tuple[str, ...]:
        """All names without marks."""
        return (*self._by_fold, *self._unmarked)

    def starting(self, name: ParsedName) -> Iterator[tuple[bool, Unit]]:
        """Units whose name begins like this, and whether it is the whole name; marks count when they are typed."""
        for text, hits in (*self._by_fold.items(), *self._unmarked.items()):
            if not text.startswith(name.fold):
                continue
            for number, kind in hits:
                unit = self.places.at(number)
                if (name.kinds is None or kind in name.kinds) and (not name.marked or _begins(unit.name, name)):
                    yield text == name.fold, unit


def _begins(full: str, typed: ParsedName) -> bool:
    """Whether each typed syllable that carries marks is there as typed; the last one may be unfinished."""
    *whole, last = zip(SYLLABLE.findall(full), typed.syllables, strict=False)
    return last[0].lower().startswith(last[1]) or all(
        fold(want) == want or name_key(have) == name_key(want) for have, want in (*whole, last)
    )


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of the gazetteer that comes with danvan."""
    return Names(gazetteer())


def resolve(name: str, within: Unit | None = None, on: date | None = None) -> Resolution:
    """The unit that ``name`` means.

    ``name`` may say its type and the units above: ``xã Bình Phú, huyện Gò Công Tây``. ``within`` is the unit of the
    portal or article: its district is searched first, then its province, then the country. ``on`` leaves out units that
    were not in force that day; without it the newest of units that carried the name one after the other is meant. A
    bare name with "(cũ)" is read as `Gazetteer.label` writes provinces: ``Hà Giang (cũ)`` is the province.
    """
    parts = [parse_name(part) for part in name.split(",") if part.strip()]
    if not parts:
        return Resolution(None, (), "The name is empty.")
    found = [unit for unit in names().find(parts[0]) if _fits(unit, parts, on)]
    if not found:
        return Resolution(None, (), "No unit carries this name." if not names().find(parts[0]) else "No unit fits.")
    for circle, where in _circles(within):
        inside = _newest([unit for unit in found if circle is None or unit.key in circle], on)
        if parts[0].old and parts[0].kinds is None and len(parts) == 1:
            inside = [unit for unit in inside if unit.level == "tinh"] or inside
        if len(inside) == 1:
            return Resolution(inside[0], tuple(inside), f"The only one {where}.")
        if inside:
            ordered = tuple(sorted(inside, key=_label_order))
            return Resolution(None, ordered, f"{len(inside)} units {where} carry this name.")
    return Resolution(None, (), "No unit fits.")


def _fits(unit: Unit, parts: list[ParsedName], on: date | None) -> bool:
    """Whether a unit was in force, is old where the name says so, and lies in the units named after it."""
    places = gazetteer()
    if on is not None and not unit.in_force(on):
        return False
    if any(part.old for part in parts) and unit.era == "new":
        return False
    above = list(places.parents(unit))
    if unit.era != "new":
        above.append(places.province_now(unit))
    for part in parts[1:]:
        fitting = {u.key for u in names().find(part)}
        if not any(u.key in fitting for u in above):
            return False
    return True


def _circles(within: Unit | None) -> Iterator[tuple[frozenset[str] | None, str]]:
    """Sets of keys to search one after the other, each with its name for people; None is the whole country."""
    places = gazetteer()
    if within is not None:
        for unit in (within, *places.parents(within)):
            if unit.level != "tinh":
                yield around(unit.key), f"in {places.label(unit)}"
        province = places.province(within)
        if province.era != "new":
            yield around(province.key), f"in {places.label(province)}"
        now = places.province_now(within)
        yield around(now.key), f"in {places.label(now)}"
    yield None, "in the country"


@lru_cache(maxsize=256)
def around(key: str) -> frozenset[str]:
    """Keys of a unit, of everything below it, and of what these were made of."""
    places = gazetteer()
    unit = places.unit(key)
    if unit is None:
        return frozenset()
    below = places.subtree([unit])
    if unit.era == "new":
        below += places.subtree([link.unit for part in below for link in places.predecessors(part)])
    return frozenset(u.key for u in below)


def _newest(units: list[Unit], on: date | None) -> list[Unit]:
    """Without the units that went, under the same name, into another one of ``units``."""
    places = gazetteer()
    keys = {unit.key for unit in units}

    def heir(unit: Unit) -> bool:
        steps = [*places.successors(unit), *(() if on else places.today(unit))]
        return any(
            link.unit.key in keys and link.unit.key != unit.key and link.unit.level == unit.level for link in steps
        )

    return [unit for unit in units if not heir(unit)]


def _label_order(unit: Unit) -> Order:
    return LEVELS.index(unit.level), _ERA_RANK[unit.era], sort_key(gazetteer().label(unit))


def search_names(text: str, limit: int = 10, on: date | None = None) -> tuple[Unit, ...]:
    """Units whose name begins with what has been typed so far, for suggestions.

    Marks count when typed. Whole names come first, then provinces, districts, communes, today's before former ones.
    """
    parts = [parse_name(part) for part in text.split(",") if part.strip()]
    if not parts or not parts[0].fold:
        return ()
    ranked: dict[str, tuple[bool, int, int, SortKey]] = {}
    found: dict[str, Unit] = {}
    for whole, unit in names().starting(parts[0]):
        if unit.key not in found and _fits(unit, parts, on):
            found[unit.key] = unit
            ranked[unit.key] = (not whole, *_label_order(unit))
    kept = _newest_names(found.values())
    return tuple(sorted(kept, key=lambda unit: ranked[unit.key])[:limit])


def _newest_names(units: Iterable[Unit]) -> list[Unit]:
    """Without former units that differ from one of today only by era: one line a name is enough while typing."""
    units = list(units)
    today = {(u.name, u.code) for u in units if u.era == "new"}
    return [u for u in units if u.era == "new" or (u.name, u.code) not in today]
