"""Units merged before 2023, most of them by the resolutions of 2019-2021: what the aliases of today's data still tell.

The first data set names, for what they became, the units merged into it, without marks and spaces ("xahongtien"). So
such a unit has a type, an unmarked name, the district or province of what it became, and its successors: the whole of
it where one names it, parts where several of one district do. No official code and no day is known.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from crawler.text import SYLLABLE, fold
from indexer.places.draft import Draft, squeezed
from indexer.places.units import UnitLevel, own_code

_ALIAS = re.compile(r"(thitran|phuong|xa|thanhpho|thixa|huyen)([a-z]{4,})")
_TYPES = {"xa": "Xã", "phuong": "Phường", "thitran": "Thị trấn", "huyen": "Huyện", "thixa": "Thị xã",
          "thanhpho": "Thành phố"}  # fmt: skip
_LEVEL: dict[str, UnitLevel] = {"Xã": "xa", "Phường": "xa", "Thị trấn": "xa"}
_Named = tuple[int, UnitLevel, str]
"""Number of the unit above, level, and the alias with i for y: one unit, however it is spelled and called."""


def add_former_units(draft: Draft, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add the units that the aliases of ``rows`` (the state before July 2025) name to ``draft``, with their links."""
    ends: dict[_Named, set[int]] = defaultdict(set)
    spelled: dict[_Named, set[tuple[str, str]]] = defaultdict(set)
    split = _Syllables(draft)
    for successor, kind, plain in _aliases(draft, rows):
        if kind == "Phường" and " " not in split(plain):
            continue  # "phuonglien" is Phương Liên without its type
        named: _Named = (draft.units[successor][4], _LEVEL.get(kind, "huyen"), plain.replace("y", "i"))
        ends[named].add(successor)
        spelled[named].add((kind, plain))
    numbers: Counter[str] = Counter()
    for named in sorted(ends, key=lambda n: (draft.units[n[0]][0], n[1], n[2])):
        above, level = named[:2]
        numbers[level] += 1
        best, *others = sorted(spelled[named], key=lambda s: (s[0] == "Xã", s))
        parent = f"{draft.units[above][0]}@{draft.units[above][1]}"
        code = own_code(level, numbers[level])
        unit = draft.add(code, "older", f"{best[0]} {split(best[1])}", parent)
        draft.spellings[unit] |= {f"{kind} {split(plain)}" for kind, plain in others}
        for end in ends[named]:
            draft.link(unit, end, len(ends[named]) == 1, None, None)


def _aliases(draft: Draft, rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[int, str, str]]:
    """(number of the successor, type, name without marks and spaces) of every alias that names another unit."""
    known: dict[int, set[str]] = defaultdict(set)
    for before, after in draft.links:
        known[after].add(squeezed(" ".join(draft.units[before][2:4])))
    seen: set[tuple[int, str]] = set()
    for row in rows:
        for column, code in (("wardAlias", row["wardCode"]), ("districtAlias", row["districtCode"])):
            unit = draft.number.get(f"{code}@old")
            if unit is None:
                continue
            _, _, kind, name, _ = draft.units[unit]
            own = {squeezed(f"{kind} {name}"), *map(squeezed, draft.spellings.get(unit, ())), *known[unit]}
            for alias in json.loads(row[column] or "[]"):
                match = _ALIAS.fullmatch(alias)
                if match is None or alias in own or (unit, alias) in seen or squeezed(name) == match[2]:
                    continue
                seen.add((unit, alias))
                former = _TYPES[match[1]]
                above = draft.units[draft.units[unit][4]][2]
                # "phuongcach" of a xã is Phượng Cách: a name, not a ward; wards never became one, nor lie in a huyện.
                ward = former == "Phường" and (kind == "Xã" or above == "Huyện")
                if (former in _LEVEL) == (column == "wardAlias") and not ward:
                    yield unit, former, match[2]


class _Syllables:
    """Puts the spaces back: the likeliest syllables, as frequent as they are in the names of all units."""

    def __init__(self, draft: Draft) -> None:
        found = Counter(fold(s) for *_, name, _ in draft.units for s in SYLLABLE.findall(name))
        total = sum(found.values())
        self._cost = {syllable: -math.log(count / total) for syllable, count in found.items() if syllable.isalpha()}

    def __call__(self, plain: str) -> str:
        best: list[tuple[float, list[str]]] = [(0.0, [])]
        for end in range(1, len(plain) + 1):
            ways = [
                (best[start][0] + self._cost[plain[start:end]], [*best[start][1], plain[start:end]])
                for start in range(max(0, end - 7), end)
                if plain[start:end] in self._cost and best[start][0] < math.inf
            ]
            best.append(min(ways, default=(math.inf, [])))
        cost, syllables = best[-1]
        return " ".join(syllables).title() if cost < math.inf else plain.capitalize()
