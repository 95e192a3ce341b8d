"""Which unit a portal speaks for and at what level, from its name and host."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from crawler.importing.hosts import is_department, level_of
from crawler.items import Level
from crawler.text import SYLLABLE, fold
from indexer.places import Unit, gazetteer
from indexer.places.resolve import resolve

_PARTY = {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã",
          "đảng ủy xã": "xã", "đảng ủy phường": "phường"}  # fmt: skip
"""What a Party committee's name says about its unit."""
_CAPITAL = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and "LATIN" in unicodedata.name(c))
_WORD = rf"(?:[{_CAPITAL}]\w*|\d+)"
_UNIT = re.compile(
    r"(?i:\b(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu))\s+"
    rf"({_WORD}(?:[ -]+{_WORD})*)"
)
_LEVELS: dict[str, Level] = {
    "tỉnh": "tinh", "quận": "huyen", "huyện": "huyen", "thị xã": "huyen", "phường": "xa", "xã": "xa", "thị trấn": "xa",
    "đặc khu": "xa",
}  # fmt: skip
"""Level by type; a "thành phố" may be of a province or be one."""
_OFFICE = re.compile(
    r"(?i)^\s*(?:sở|ban|trung tâm|cục|chi cục|dịch vụ công|công an|viện|tòa án|hội|đoàn|mặt trận|ủy ban mttq|tỉnh đoàn|"
    r"thành đoàn|đài)\b"
)
_PREFIX = re.compile(r"^(?:huyenuy|thanhuy|thiuy|quanuy|phuong|thitran|xa|tt|huyen|quan|tx|tp)-?(?=.)")


@dataclass(frozen=True, slots=True)
class Placed:
    """The level and unit of a portal, how sure each is (``certain``, ``likely``, ``unknown``), and why."""

    level: Level | None
    unit: Unit | None
    sure: str
    why: str

    @property
    def code(self) -> str | None:
        """The code for a registry entry, with the era where the code has belonged to units of different names."""
        if self.unit is None:
            return None
        names = {u.name for u in gazetteer().eras_of(self.unit.code)}
        return self.unit.code if len(names) == 1 else self.unit.key


def place_of(name: str, host: str) -> Placed:
    """The unit and level that a portal's name and host say, as far as they agree or one of them is plain."""
    labels = _labels(host)
    province = _province(labels)
    office = bool(_OFFICE.match(name))
    by_name = _by_name(name, province)
    by_host = _by_host(labels, province)
    if by_name is not None:
        agrees = by_host is not None and by_host.name == by_name.name
        agrees = agrees or _squeezed(by_name.name) in _wanted(labels)
        why = "its name says so, and its host agrees" if agrees else "its name says so"
        return Placed(by_name.level, by_name, "certain" if agrees else "likely", why)
    level = level_of(host)
    if by_host is not None and (level is None or level == by_host.level) and not office:
        return Placed(by_host.level, by_host, "likely", "its host says so; its name does not")
    if province is not None and (level == "tinh" or office):
        return Placed("tinh", province, "likely", "its host is of this province")
    if level is not None:
        return Placed(level, None, "likely", "its host says so")
    if kind := _UNIT.search(_of_committee(name)):
        return Placed(_LEVELS.get(kind[1].lower()), None, "likely", "its name says so, but no known unit has it")
    return Placed(None, None, "unknown", "neither its name nor its host says so")


def _labels(host: str) -> list[str]:
    """The parts of a host that may be names, without ``www``, ``gov.vn`` and the port."""
    bare = re.sub(r"\.(?:gov|dcs|org|com|edu)?\.?vn$", "", host.lower().split(":")[0].removeprefix("www."))
    return [part for label in bare.split(".") for part in label.split("-")] + ([bare] if "-" in bare else [])


def _squeezed(name: str) -> str:
    return "".join(map(fold, SYLLABLE.findall(name)))


def _wanted(labels: list[str]) -> set[str]:
    """What a unit's name may be according to the labels, with and without a type in front."""
    return {*labels, *(_PREFIX.sub("", label) for label in labels)}


def _province(labels: list[str]) -> Unit | None:
    """The newest province that one of the labels names."""
    names = {_squeezed(u.name): u for era in ("older", "old", "new") for u in gazetteer().units(era, "tinh")}
    names |= {"hochiminhcity": names["hochiminh"], "tphcm": names["hochiminh"]}
    plain = next((names[label] for label in reversed(labels) if label in names), None)
    return plain or next((unit for label in labels for name, unit in names.items() if is_department(label, name)), None)


def _of_committee(name: str) -> str:
    """A Party committee's name as that of its unit: "Huyện ủy Gò Công Tây" is about "huyện Gò Công Tây"."""
    for committee, kind in _PARTY.items():
        name = re.sub(rf"(?i)\b{committee.replace('ủy', '(?:ủy|uỷ)')}\b", kind, name)
    return name


def _by_name(name: str, province: Unit | None) -> Unit | None:
    """The unit that the name spells out, the smallest first; provinces of today unless the host is an old one's."""
    units = [f"{kind} {rest}" for kind, rest in _UNIT.findall(_of_committee(name))]
    for first in range(len(units)):
        for said in (", ".join(units[first:]), units[first]):
            found = resolve(said, province).unit
            if found is not None and (province is None or _inside(found, province)):
                return found
    return None


def _by_host(labels: list[str], province: Unit | None) -> Unit | None:
    """The one unit of the province whose name is a label of the host; None when none or several are."""
    if province is None:
        return None
    wanted = _wanted(labels) - {_squeezed(province.name), ""}
    below = (u for u in gazetteer().units() if u.level != "tinh" and _squeezed(u.name) in wanted)
    found = {u.key: u for u in below if _inside(u, province)}
    return next(iter(found.values())) if len(found) == 1 else None


def _inside(unit: Unit, province: Unit) -> bool:
    book = gazetteer()
    return province.key in (book.province(unit).key, book.province_now(unit).key) or (
        book.province_now(province).key == book.province_now(unit).key
    )
