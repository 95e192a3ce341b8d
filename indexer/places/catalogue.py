"""The gazetteer: administrative units through time, read from one packed file.

Nothing but columns is kept in memory; a `Unit` is made when it is asked for. What belongs to a place in which sense is
in `indexer.places.within`, names and their resolution in `indexer.places.resolve`.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, Literal

from crawler.errors import DanvanError
from crawler.text import fold
from indexer.places.decrees import BEGAN, OLDER_DECREES, RENAMED
from indexer.places.order import slug
from indexer.places.units import (
    ERAS,
    LAST_FORMER,
    REFORM,
    Era,
    Link,
    NameInTime,
    Unit,
    UnitLevel,
    is_own_code,
)
from indexer.wording import say

_LAST_OLD = date(2025, 6, 30)
_NEWEST_FIRST: tuple[Era, ...] = ("new", "old", "older")
_FILE = "gazetteer.json.gz"


class Gazetteer:
    """Units, their parents, and the links between eras. Get it from `gazetteer`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        eras = [ERAS[int(e)] for e in data["era"]]
        self._eras: list[Era] = eras
        self._number = {f"{code}@{era}": n for n, (code, era) in enumerate(zip(data["code"], eras, strict=True))}
        self._made: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self._eras)

    def at(self, number: int) -> Unit:
        """The unit with this number in the file."""
        if number not in self._made:
            data, era, parent = self._data, self._eras[number], self._data["parent"][number]
            begin, end = self._valid(number)
            kind, name = data["types"][int(data["type"][number])], data["name"][number]
            self._made[number] = Unit(
                data["code"][number], era, kind, name, self._key(parent) if parent >= 0 else None,
                begin, end, data["lat"][number], data["lon"][number],
            )  # fmt: skip
        return self._made[number]

    def _valid(self, number: int) -> tuple[date | None, date | None]:
        """First and last day of a unit, as `Unit` explains them."""
        key = self._key(number)
        if self._eras[number] == "new":
            return REFORM, None
        if is_own_code(self._data["code"][number]):
            return None, LAST_FORMER
        ended = OLDER_DECREES.get(key)
        return BEGAN.get(key), date.fromisoformat(ended[0]) - timedelta(days=1) if ended else _LAST_OLD

    def _key(self, number: int) -> str:
        return f"{self._data['code'][number]}@{self._eras[number]}"

    def number(self, unit: Unit) -> int:
        """The number of ``unit`` in the file."""
        return self._number[unit.key]

    def units(self, era: Era | None = None, level: UnitLevel | None = None) -> Iterator[Unit]:
        """All units, or those of one era or level, in the order of codes."""
        size = {"tinh": 2, "huyen": 3, "xa": 5, None: 0}[level]
        codes = self._data["code"]
        return (
            self.at(n)
            for n, its_era in enumerate(self._eras)
            if (era is None or era == its_era) and (not size or len(codes[n]) == size)
        )

    def unit(self, code: str, on: date | None = None) -> Unit | None:
        """The unit of a code (``08``), of a key (``08@old``) or of an address part (``08-tuyen-quang``).

        A code alone means the unit in force on the day ``on``, None when there was none then; without ``on`` the newest
        unit that carried it. The key of a unit after its end (``280@new``) gives the unit as it last was.
        """
        code, _, era = code.partition("-")[0].partition("@")
        if era:
            exact = self._number.get(f"{code}@{era}")
            return self.at(exact) if exact is not None else self.unit(code) if era in ERAS else None
        for known in _NEWEST_FIRST:
            found = self._number.get(f"{code}@{known}")
            if found is not None and (on is None or self.at(found).in_force(on)):
                return self.at(found)
        return None

    def eras_of(self, code: str) -> tuple[Unit, ...]:
        """Every unit that carried a code, the newest first."""
        return tuple(self.at(n) for era in _NEWEST_FIRST if (n := self._number.get(f"{code}@{era}")) is not None)

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        below: dict[int, list[int]] = defaultdict(list)
        for number, parent in enumerate(self._data["parent"]):
            if parent >= 0:
                below[parent].append(number)
        for numbers in below.values():
            numbers.sort(key=lambda n: (self._eras[n] == "older", self._data["code"][n]))
        return dict(below)

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        """The units directly below, in the order of codes; for an old unit those merged before 2025 come last."""
        return tuple(map(self.at, self._below.get(self.number(unit), ())))

    def subtree(self, roots: Iterable[Unit]) -> list[Unit]:
        """The units ``roots`` and everything below them, units that merged into them before 2025 included."""
        seen: dict[int, None] = {}
        todo = [self.number(unit) for unit in roots]
        while todo:
            number = todo.pop()
            if number not in seen:
                seen[number] = None
                todo += self._below.get(number, ())
                todo += self._merged.get(number, ())
        return list(map(self.at, seen))

    @cached_property
    def _merged(self) -> dict[int, list[int]]:
        """Number of a unit of 2025 before the reform → numbers of the units that merged wholly into it before."""
        links, codes = self._data["links"], self._data["code"]
        merged: dict[int, list[int]] = defaultdict(list)
        for before, after, whole in zip(links["from"], links["to"], links["whole"], strict=True):
            same_level = len(codes[before]) == len(codes[after])
            if whole == "1" and self._eras[after] == "old" and (same_level or before not in self._below):
                merged[after].append(before)
        return dict(merged)

    def parents(self, unit: Unit) -> tuple[Unit, ...]:
        """The units above, the nearest first."""
        above: list[Unit] = []
        while unit.parent is not None:
            unit = self.at(self._number[unit.parent])
            above.append(unit)
        return tuple(above)

    def province(self, unit: Unit) -> Unit:
        """The province of a unit (itself for a province), of the unit's own era."""
        return (unit, *self.parents(unit))[-1]

    def province_now(self, unit: Unit) -> Unit:
        """Today's province around a unit of any era."""
        province = self.province(unit)
        while province.era != "new":
            province = self.successors(province)[0].unit
        return province

    @cached_property
    def _links(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        forward: dict[int, list[int]] = defaultdict(list)
        backward: dict[int, list[int]] = defaultdict(list)
        links = self._data["links"]
        for row, (before, after) in enumerate(zip(links["from"], links["to"], strict=True)):
            forward[before].append(row)
            backward[after].append(row)
        return dict(forward), dict(backward)

    def _link(self, row: int, side: Literal["from", "to"]) -> Link:
        links = self._data["links"]
        day, decree = links["day"][row], links["decree"][row]
        return Link(
            self.at(links[side][row]),
            links["whole"][row] == "1",
            date.fromisoformat(self._data["days"][day]) if day >= 0 else None,
            self._data["decrees"][decree] if decree >= 0 else None,
        )

    def successors(self, unit: Unit) -> tuple[Link, ...]:
        """What became of a unit in the next era; empty while in force. A district's are the communes made of it."""
        return tuple(self._link(row, "to") for row in self._links[0].get(self.number(unit), []))

    def predecessors(self, unit: Unit) -> tuple[Link, ...]:
        """What a unit was made of: communes, for a province its former provinces.

        Districts are left to their communes, except one without any, which became a commune as a whole (the islands).
        """
        links = tuple(self._link(row, "from") for row in self._links[1].get(self.number(unit), []))
        return tuple(
            link
            for link in links
            if link.unit.level == unit.level or (link.whole and self.number(link.unit) not in self._below)
        )

    def today(self, unit: Unit) -> tuple[Link, ...]:
        """Today's units for a unit of any era: itself while in force, else what it became, step by step."""
        if unit.era == "new":
            return (Link(unit, True, None, None),)
        found: dict[str, Link] = {}
        for link in self.successors(unit):
            for end in self.today(link.unit):
                whole = link.whole and end.whole
                found.setdefault(end.unit.key, Link(end.unit, whole, end.day or link.day, end.decree or link.decree))
        return tuple(found.values())

    def names(self, code: str) -> tuple[NameInTime, ...]:
        """The names a code has carried, the oldest first; dates are None where they are not known."""
        out: list[NameInTime] = []
        for unit in reversed(self.eras_of(code)):
            begin, first, decree = unit.valid_from, unit.full_name, None
            for day, renamed, by in RENAMED.get(unit.key, ()):
                out.append(NameInTime(first, begin, day - timedelta(days=1), decree))
                begin, first, decree = day, renamed, by
            out.append(NameInTime(first, begin, unit.valid_to, decree))
        return tuple(out)

    def all_names(self) -> Iterator[tuple[int, str, str]]:
        """Number, type and bare name of every unit, and of every other spelling it has."""
        data = self._data
        for number, (kind, name) in enumerate(zip(data["type"], data["name"], strict=True)):
            yield number, data["types"][int(kind)], name
        for number, spellings in data["spellings"].items():
            for full in spellings:
                kind = next(k for k in data["types"] if full.startswith(f"{k} "))
                yield int(number), kind, full[len(kind) + 1 :]

    def spellings(self, unit: Unit) -> tuple[str, ...]:
        """Other full names of the same unit: older types (Huyện Việt Yên) and spellings (Xã Xà Phìn)."""
        return tuple(self._data["spellings"].get(str(self.number(unit)), ()))

    def label(self, unit: Unit) -> str:
        """How readers see a unit: ``Đồng Tháp``, ``Xã Phú Thành, Đồng Tháp``, ``Huyện Phú Xuyên, Hà Nội (cũ)``."""
        parts = [_short(unit) if unit.level == "tinh" else unit.full_name]
        for above in self.parents(unit):
            parts.append(
                _short(above) if above.level == "tinh" else above.type.lower() + above.full_name[len(above.type) :]
            )
        return ", ".join(parts) + ("" if unit.era == "new" else say(" (cũ)"))

    def address(self, unit: Unit) -> str:
        """The part of a page's address that names a unit: ``280-huyen-phu-xuyen``, ``08@old-tuyen-quang``.

        The era is left out where the code alone means the same unit.
        """
        plain = self.unit(unit.code) == unit
        return f"{unit.code if plain else unit.key}-{slug(unit.name if unit.level == 'tinh' else unit.full_name)}"


def _short(province: Unit) -> str:
    """A province as people name it, without its type; Hồ Chí Minh keeps "TP." so that it is not read as the person."""
    return f"TP. {province.name}" if fold(province.name.split()[0]) == "ho" and province.code == "79" else province.name


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with danvan, read once (about 40 ms)."""
    try:
        packed = resources.files("indexer.places").joinpath(_FILE).read_bytes()
        return Gazetteer(json.loads(gzip.decompress(packed)))
    except (OSError, ValueError, EOFError) as error:
        raise DanvanError(
            f"The gazetteer indexer/places/{_FILE} cannot be read ({error}). Install danvan again."
        ) from error
