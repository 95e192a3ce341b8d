"""The gazetteer while it is being built: units, links, names and centroids, before they are packed."""

from __future__ import annotations

import math
import re
import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from crawler.text import SYLLABLE, fold, normalize

_TYPES = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Tỉnh", "Quận", "Huyện", "Phường", "Xã")


@dataclass
class Draft:
    """The gazetteer while it is being put together; units are numbered in the order they come."""

    units: list[tuple[str, str, str, str, int]] = field(default_factory=list)
    """Code, era, type, bare name, number of the parent or -1."""
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    number: dict[str, int] = field(default_factory=dict)
    links: dict[tuple[int, int], tuple[bool, str | None, str | None]] = field(default_factory=dict)
    spellings: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, code: str, era: str, full: str, parent: str | None, where: tuple[Any, Any] | None = None) -> int:
        """Remember a unit once; its number."""
        key = f"{code}@{era}"
        if key not in self.number:
            kind, name = split_type(full)
            self.number[key] = len(self.units)
            self.units.append((code, era, kind, name, self.number[parent] if parent else -1))
            if where and where[0] is not None:
                self.places[self.number[key]] = (round(where[0], 4), round(where[1], 4))
        return self.number[key]

    def link(self, before: int, after: int, whole: bool, day: str | None, decree: str | None) -> None:
        """Remember that ``before`` went to ``after``."""
        self.links[before, after] = (whole, day, decree)


def split_type(full: str) -> tuple[str, str]:
    """``Xã Bình Phú`` as ``("Xã", "Bình Phú")``; a number loses its leading zeros."""
    text = " ".join(normalize(full).split())
    kind = next(t for t in _TYPES if text.lower().startswith(t.lower() + " "))
    name = text[len(kind) + 1 :]
    name = re.sub(r"^(?:NT|N\.T) ", "Nông trường ", name)
    return kind, str(int(name)) if name.isdigit() else name


def squeezed(text: str) -> str:
    """The fold of ``text`` without spaces, as the first data set writes its aliases."""
    return "".join(map(fold, SYLLABLE.findall(normalize(text))))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points in km, flat: enough to tell neighbours from namesakes elsewhere."""
    return 111.2 * math.hypot(one[0] - other[0], (one[1] - other[1]) * math.cos(math.radians(one[0])))


def mend_points(draft: Draft) -> None:
    """Drop or replace centroids that the source took from a namesake elsewhere.

    An old commune more than 60 km from the middle of its district's communes has none; a new one more than 40 km from
    the middle of the communes it was made of gets that middle instead.
    """
    below: dict[int, list[int]] = defaultdict(list)
    for number, (code, era, *_, parent) in enumerate(draft.units):
        if len(code) == 5 and era == "old":
            below[parent].append(number)
    for communes in below.values():
        middle = _middle(draft, communes)
        for number in communes:
            if middle and number in draft.places and kilometres(draft.places[number], middle) > 60:
                del draft.places[number]
    made_of: dict[int, list[int]] = defaultdict(list)
    for (before, after), (whole, *_) in draft.links.items():
        if whole and len(draft.units[after][0]) == 5:
            made_of[after].append(before)
    for after, befores in made_of.items():
        middle = _middle(draft, befores)
        if middle and after in draft.places and kilometres(draft.places[after], middle) > 40:
            draft.places[after] = middle


def _middle(draft: Draft, numbers: list[int]) -> tuple[float, float] | None:
    """The median point of some units."""
    points = [draft.places[n] for n in numbers if n in draft.places]
    if not points:
        return None
    return round(statistics.median(p[0] for p in points), 4), round(statistics.median(p[1] for p in points), 4)
