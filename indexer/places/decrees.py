"""Resolutions behind the changes, as far as they are known for certain; unknown stays None."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

PROVINCE_DECREE = "202/2025/QH15"
"""National Assembly, 12 June 2025: 63 provinces become 34."""

COMMUNE_DECREES: dict[str, str] = {
    code: f"{number}/NQ-UBTVQH15"
    for code, number in {
        "01": 1656, "04": 1657, "08": 1684, "11": 1661, "12": 1670, "14": 1681, "15": 1673, "19": 1683, "20": 1672,
        "22": 1679, "24": 1658, "25": 1676, "31": 1669, "33": 1666, "37": 1674, "38": 1686, "40": 1678, "42": 1665,
        "44": 1680, "46": 1675, "48": 1659, "51": 1677, "52": 1664, "56": 1667, "66": 1660, "68": 1671, "75": 1662,
        "79": 1685, "80": 1682, "82": 1663, "86": 1687, "91": 1654, "92": 1668, "96": 1655,
    }.items()
}  # fmt: skip
"""Standing Committee of the National Assembly, 16 June 2025: the communes of the 34 provinces, by province code."""

_HUE = ("2025-01-01", "175/2024/QH15")
_HUE_DISTRICTS = ("2025-01-01", "1314/NQ-UBTVQH15")


class Ended(NamedTuple):
    """A unit that ended before the oldest state of the data, as the law has it."""

    code: str
    """Its official code, which may have been used again."""
    name: str
    """With its type."""
    parent: str | None
    """Key of the unit that it lay in, None for a province."""
    ends: tuple[str, ...]
    """Codes of the units of 30 June 2025 that it became; several: it was divided."""
    day: str
    """First day without it."""
    decree: str | None


ENDED = (
    Ended("28", "Tỉnh Hà Tây", None, ("01",), "2008-08-01", "15/2008/QH12"),
    Ended("019", "Huyện Từ Liêm", "01@old", ("019", "021"), "2014-04-01", "132/NQ-CP"),
    Ended("754", "Huyện Tân Thành", "77@old", ("754",), "2018-04-12", "492/NQ-UBTVQH14"),
    Ended("204", "Huyện Hoành Bồ", "22@old", ("193",), "2020-01-01", "837/NQ-UBTVQH14"),
    Ended("151", "Huyện Kỳ Sơn", "17@old", ("148",), "2020-01-01", "830/NQ-UBTVQH14"),
    Ended("526", "Huyện Tây Trà", "51@old", ("525",), "2020-02-01", "867/NQ-UBTVQH14"),
    Ended("044", "Huyện Thông Nông", "04@old", ("045",), "2020-03-01", None),
    Ended("046", "Huyện Trà Lĩnh", "04@old", ("047",), "2020-03-01", None),
    Ended("049", "Huyện Quảng Uyên", "04@old", ("049",), "2020-03-01", None),
    Ended("050", "Huyện Phục Hòa", "04@old", ("049",), "2020-03-01", None),
    Ended("407", "Huyện Tĩnh Gia", "38@old", ("407",), "2020-06-01", "933/NQ-UBTVQH14"),
    Ended("762", "Quận Thủ Đức", "79@old", ("769",), "2021-01-01", "1111/NQ-UBTVQH14"),
    Ended("763", "Quận 9", "79@old", ("769",), "2021-01-01", "1111/NQ-UBTVQH14"),
    Ended("769", "Quận 2", "79@old", ("769",), "2021-01-01", "1111/NQ-UBTVQH14"),
)
"""Provinces and districts from 2008 on that no data set has, or only without their marks."""

OLDER_DECREES: dict[str, tuple[str, str | None]] = {
    "46@older": _HUE,
    "474@older": _HUE_DISTRICTS,
    "483@older": _HUE_DISTRICTS,
    **{f"{unit.code}@older": (unit.day, unit.decree) for unit in ENDED},
}
"""First day and resolution of changes before 1 July 2025, by key of the unit that ended."""

BEGAN: dict[str, date] = {"46@old": date(2025, 1, 1), "474@old": date(2025, 1, 1), "475@old": date(2025, 1, 1)}
"""First day of old units that are known to be young."""

RENAMED: dict[str, tuple[tuple[date, str, str | None], ...]] = {
    "75@new": ((date(2026, 4, 30), "Thành phố Đồng Nai", None),),
}
"""Units that kept code and territory but changed type or name since 1 July 2025: first day, full name, resolution."""
