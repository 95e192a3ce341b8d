"""The gazetteer: counts, chains of units, labels, and the spot table of the specification."""

from __future__ import annotations

import gzip
import json
from datetime import date
from importlib import resources

import pytest

from crawler.errors import DanvanError
from indexer.places import Unit, catalogue, era_of, gazetteer
from indexer.places.resolve import resolve
from indexer.places.units import LAST_FORMER
from indexer.places.within import codes_within


def unit(key: str) -> Unit:
    found = gazetteer().unit(key)
    assert found is not None, key
    return found


def after(key: str) -> dict[str, str]:
    return {link.unit.full_name: link.weight for link in gazetteer().successors(unit(key))}


@pytest.mark.parametrize(
    ("era", "level", "count"),
    [
        ("old", "tinh", 63),
        ("old", "huyen", 696),
        ("old", "xa", 10035),
        ("new", "tinh", 34),
        ("new", "huyen", 0),
        ("new", "xa", 3321),
    ],
)
def test_counts_are_the_official_ones(era, level, count):
    assert sum(1 for _ in gazetteer().units(era, level)) == count


def test_units_merged_before_the_reform_are_there():
    assert sum(1 for _ in gazetteer().units("older", "xa")) > 800
    assert len(gazetteer()) == sum(1 for _ in gazetteer().units())


def test_go_cong_tay_became_five_communes_of_dong_thap():
    assert sorted(after("823@old")) == ["Xã Long Bình", "Xã Phú Thành", "Xã Vĩnh Bình", "Xã Vĩnh Hựu", "Xã Đồng Sơn"]
    assert gazetteer().province_now(unit("823@old")).name == "Đồng Tháp"


@pytest.mark.parametrize(
    ("key", "ends"),
    [
        ("280@old", {"Xã Phú Xuyên", "Xã Phượng Dực", "Xã Chuyên Mỹ", "Xã Đại Xuyên"}),
        ("709@old", {"Phường Hòa Thành", "Phường Long Hoa", "Phường Thanh Điền"}),
        ("84@old", {"Tỉnh Vĩnh Long"}),
        ("28657@old", {"Xã Phú Thành"}),
        ("28471@old", {"Xã Bình Phú"}),
        ("755@old", {"Đặc khu Côn Đảo"}),
    ],
)
def test_spot_table(key, ends):
    assert set(after(key)) == ends


def test_provinces_are_strictly_many_to_one():
    for province in gazetteer().units("old", "tinh"):
        links = gazetteer().successors(province)
        assert [link.weight for link in links] == ["full"], province
        assert links[0].decree == "202/2025/QH15"


def test_every_old_commune_went_somewhere_and_every_new_one_came_from_somewhere():
    places = gazetteer()
    for commune in places.units("old", "xa"):
        links = places.successors(commune)
        assert links, commune
        assert (len(links) == 1) == all(link.whole for link in links), commune
        assert {places.province(link.unit) for link in links} == {places.province_now(commune)}
    assert all(places.predecessors(commune) for commune in places.units("new", "xa"))


def test_divided_namesakes_are_not_mixed_up():
    assert set(after("28439@old")) == {"Phường Cai Lậy"}  # Phường 4 of Cai Lậy, not of Cao Lãnh


def test_a_code_was_used_again():
    assert unit("30130@old").full_name == "Thị trấn Thanh Bình"
    assert unit("30130@new").full_name == "Xã Thanh Bình"
    assert gazetteer().unit("30130") == unit("30130@new")
    assert gazetteer().unit("30130", on=date(2025, 6, 30)) == unit("30130@old")


@pytest.mark.parametrize("code", ["99", "", "08@never", "abc", "280-x@y"])
def test_unknown_codes_are_none(code):
    assert gazetteer().unit(code) is None or code == "280-x@y"


def test_a_district_is_not_in_force_after_the_reform():
    assert gazetteer().unit("280", on=date(2025, 7, 1)) is None
    assert gazetteer().unit("280@new") == unit("280@old")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("280", "Huyện Phú Xuyên, Hà Nội (cũ)"),
        ("82@new", "Đồng Tháp"),
        ("02", "Hà Giang (cũ)"),
        ("79", "TP. Hồ Chí Minh"),
        ("28657@old", "Xã Bình Phú, huyện Gò Công Tây, Tiền Giang (cũ)"),
        ("28306@new", "Phường Gò Công, Đồng Tháp"),
    ],
)
def test_labels(key, label):
    assert gazetteer().label(unit(key)) == label


@pytest.mark.parametrize(
    ("key", "address"),
    [("280@old", "280-huyen-phu-xuyen"), ("08@new", "08-tuyen-quang"), ("08@old", "08@old-tuyen-quang")],
)
def test_an_address_names_its_unit(key, address):
    assert gazetteer().address(unit(key)) == address
    assert gazetteer().unit(address) == unit(key)


def test_parents_and_children():
    places = gazetteer()
    assert [u.full_name for u in places.parents(unit("28657@old"))] == ["Huyện Gò Công Tây", "Tỉnh Tiền Giang"]
    assert len(places.children(unit("823@old"))) == 13
    assert places.children(unit("28657@old")) == ()
    assert {u.level for u in places.children(unit("82@new"))} == {"xa"}


def test_today_goes_through_every_step():
    merged = unit("00010@older")  # Phường Nguyễn Trung Trực, merged into Trúc Bạch, now Ba Đình
    assert [(link.unit.full_name, link.weight) for link in gazetteer().today(merged)] == [("Phường Ba Đình", "full")]
    assert gazetteer().today(unit("82@new"))[0].unit == unit("82@new")


def test_names_through_time():
    dong_nai = gazetteer().names("75")
    assert [n.full_name for n in dong_nai] == ["Tỉnh Đồng Nai", "Tỉnh Đồng Nai", "Thành phố Đồng Nai"]
    assert dong_nai[-1].valid_from == date(2026, 4, 30)
    assert dong_nai[-1].decree is None
    hue = gazetteer().names("46")
    assert (hue[0].full_name, hue[0].valid_to) == ("Tỉnh Thừa Thiên Huế", date(2024, 12, 31))


def test_other_spellings_and_former_names():
    assert "Huyện Việt Yên" in gazetteer().spellings(unit("222@old"))
    assert gazetteer().spellings(unit("82@new")) == ()


def test_units_merged_before_2023_have_successors_and_a_last_day():
    places = gazetteer()
    former = [u for u in places.units("older") if u.unmarked]
    assert len(former) > 800
    for found in former:
        assert found.valid_to == LAST_FORMER
        assert places.unit(found.code) == found
        assert places.today(found)
        assert {link.unit.level for link in places.successors(found)} == {found.level}
        assert {link.unit.parent for link in places.successors(found)} == {found.parent}
    assert not any(u.unmarked for era in ("old", "new") for u in places.units(era))
    found = resolve("xã Cẩm Đình", unit("272@old")).unit
    assert places.label(found) == "Xã Cam Dinh, huyện Phúc Thọ, Hà Nội (cũ)"
    assert [link.unit.full_name for link in places.successors(found)] == ["Xã Xuân Đình"]
    assert resolve("Cam Dinh", unit("272@old")).unit == found
    assert resolve("xã Cẩm Đình", unit("272@old"), date(2024, 1, 1)).unit is None
    assert found.key in codes_within("272")
    assert found.key in codes_within("01", "now")
    assert found.key not in codes_within("08", "now")


def test_centroids_lie_in_vietnam():
    points = [(u.lat, u.lon) for u in gazetteer().units("new") if u.lat is not None and u.lon is not None]
    assert len(points) > 3300
    assert all(7 < lat < 24 and 102 < lon < 118 for lat, lon in points)


def test_era_of_a_day():
    assert era_of(date(2025, 6, 30)) == "old"
    assert era_of(date(2025, 7, 1)) == "new"


def test_the_packed_file_holds_what_it_should():
    packed = resources.files("indexer.places").joinpath("gazetteer.json.gz").read_bytes()
    assert len(packed) < 260_000
    assert json.loads(gzip.decompress(packed))["format"] == 1


def test_a_broken_file_says_what_to_do(monkeypatch):
    monkeypatch.setattr(catalogue, "_FILE", "SOURCES.md")
    with pytest.raises(DanvanError, match="Install danvan again"):
        catalogue.gazetteer.__wrapped__()
