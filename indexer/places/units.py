"""The values that describe administrative units and how they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Era = Literal["older", "old", "new"]
ERAS: tuple[Era, ...] = ("older", "old", "new")
UnitLevel = Literal["tinh", "huyen", "xa"]

REFORM = date(2025, 7, 1)
"""First day of the two-level system: 34 provinces, no districts, 3,321 communes (Resolution 202/2025/QH15)."""

LEVELS: tuple[UnitLevel, ...] = ("tinh", "huyen", "xa")
LEVEL_OF_CODE: dict[int, UnitLevel] = {2: "tinh", 3: "huyen", 5: "xa"}
"""An official code says its level by its length."""


LAST_FORMER = date(2022, 12, 31)
"""Latest day that is possible for units merged before the state of 2023, most of them in 2019-2021."""
_OWN_COMMUNES, _OWN_DISTRICTS = 90_000, 975
"""Official codes end below these: units of which no official code is known are numbered from here on."""


def own_code(level: UnitLevel, number: int) -> str:
    """The code of the ``number``th unit (from 1) of a level that has none in the data."""
    return f"{_OWN_COMMUNES + number:05d}" if level == "xa" else f"{_OWN_DISTRICTS + number:03d}"


def is_own_code(code: str) -> bool:
    """Whether ``code`` is one of `own_code`, and not official."""
    return int(code) > {5: _OWN_COMMUNES, 3: _OWN_DISTRICTS, 2: 99}[len(code)]


def era_of(day: date) -> Literal["old", "new"]:
    """The era in force on ``day``."""
    return "new" if day >= REFORM else "old"


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit of one era.

    Codes were used again in 2025 (82 was Tiền Giang and is Đồng Tháp), so a unit is a code *and* an era.
    """

    code: str
    """Official code: 2 digits for a province, 3 for a district, 5 for a commune; our own where none is known
    (`is_own_code`)."""
    era: Era
    """``new`` since 1 July 2025, ``old`` on 30 June 2025, ``older``: gone or renamed before, most of them in
    2019-2021 and 2023-2025."""
    type: str
    """``Tỉnh``, ``Thành phố``, ``Quận``, ``Huyện``, ``Thị xã``, ``Phường``, ``Xã``, ``Thị trấn`` or ``Đặc khu``."""
    name: str
    """The name without its type; a numbered unit keeps the number alone (``5`` of Phường 5). Without marks where the
    data has none (`unmarked`)."""
    parent: str | None
    """Key of the unit above; None for a province."""
    valid_from: date | None
    """First day, or None when the data does not say."""
    valid_to: date | None
    """Last day, or None while in force. For ``older`` units the latest day that is possible, not the exact one."""
    lat: float | None
    lon: float | None
    """Centroid in degrees, WGS 84; None when not known."""

    @property
    def key(self) -> str:
        """Identity in indexes and addresses, such as ``28657@old``."""
        return f"{self.code}@{self.era}"

    @property
    def unmarked(self) -> bool:
        """Whether the name is known only without marks: any marks may stand on it."""
        return is_own_code(self.code)

    @property
    def level(self) -> UnitLevel:
        """Level of government."""
        return LEVEL_OF_CODE[len(self.code)]

    @property
    def full_name(self) -> str:
        """Type and name: ``Huyện Phú Xuyên``, ``Phường 5``."""
        return f"{self.type} {self.name}"

    def in_force(self, day: date) -> bool:
        """Whether the unit can have existed on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Link:
    """A predecessor or successor of a unit."""

    unit: Unit
    whole: bool
    """True when the whole of the earlier unit went to the later one; False when a part did (never to be summed)."""
    day: date | None
    """First day of the change; None when the data does not say."""
    decree: str | None
    """The resolution that made the change; None when it is not known for certain."""

    @property
    def weight(self) -> Literal["full", "partial"]:
        """``full`` or ``partial``, as shown to readers."""
        return "full" if self.whole else "partial"


@dataclass(frozen=True, slots=True)
class NameInTime:
    """A name that a code has carried."""

    full_name: str
    valid_from: date | None
    valid_to: date | None
    decree: str | None = None
