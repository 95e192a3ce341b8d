"""Resolutions behind the changes, as far as they are known for certain; unknown stays None."""

from __future__ import annotations

from datetime import date

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

OLDER_DECREES: dict[str, tuple[str, str]] = {
    "46@older": _HUE,
    "474@older": _HUE_DISTRICTS,
    "483@older": _HUE_DISTRICTS,
}
"""First day and resolution of changes before 1 July 2025, by key of the unit that ended."""

BEGAN: dict[str, date] = {"46@old": date(2025, 1, 1), "474@old": date(2025, 1, 1), "475@old": date(2025, 1, 1)}
"""First day of old units that are known to be young."""

RENAMED: dict[str, tuple[tuple[date, str, str | None], ...]] = {
    "75@new": ((date(2026, 4, 30), "Thành phố Đồng Nai", None),),
}
"""Units that kept code and territory but changed type or name since 1 July 2025: first day, full name, resolution."""
