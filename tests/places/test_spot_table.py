"""What is publicly known of the mergers of 2019-2025, asked of the gazetteer by name."""

from __future__ import annotations

import pytest

from indexer.places import gazetteer
from indexer.places.near import near_names
from indexer.places.resolve import resolve

PROVINCES = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
}
"""Provinces of 1 July 2025 that were made of several, by what joined the one that gave the name."""

UNCHANGED = ("Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An",
             "Hà Tĩnh", "Cao Bằng")  # fmt: skip

ISLANDS = (
    ("huyện Phú Quốc", "An Giang"), ("huyện Côn Đảo", "TP. Hồ Chí Minh"), ("huyện Cát Hải", "Hải Phòng"),
    ("huyện Bạch Long Vĩ", "Hải Phòng"), ("huyện Vân Đồn", "Quảng Ninh"), ("huyện Cô Tô", "Quảng Ninh"),
    ("huyện Cồn Cỏ", "Quảng Trị"), ("huyện Lý Sơn", "Quảng Ngãi"), ("huyện Phú Quý", "Lâm Đồng"),
    ("huyện Trường Sa", "Khánh Hòa"), ("huyện Hoàng Sa", "Đà Nẵng"),
)  # fmt: skip
"""Island districts that became a đặc khu of the same name."""

BEFORE_2025 = (
    ("huyện Hoành Bồ", "Thành phố Hạ Long"), ("huyện Thông Nông", "Huyện Hà Quảng"),
    ("huyện Phục Hòa", "Huyện Quảng Hòa"), ("huyện Quảng Uyên", "Huyện Quảng Hòa"), ("huyện Tây Trà", "Huyện Trà Bồng"),
    ("thị xã Cửa Lò", "Thành phố Vinh"), ("huyện Đông Sơn, Thanh Hóa", "Thành phố Thanh Hóa"),
    ("huyện Long Điền", "Huyện Long Đất"), ("huyện Đất Đỏ", "Huyện Long Đất"),
    ("huyện Yên Dũng", "Thành phố Bắc Giang"), ("huyện Nông Sơn", "Huyện Quế Sơn"), ("huyện Nam Đông", "Huyện Phú Lộc"),
    ("huyện Trà Lĩnh", "Huyện Trùng Khánh"), ("huyện Kỳ Sơn, Hòa Bình", "Thành phố Hòa Bình"),
    ("huyện Tĩnh Gia", "Thị xã Nghi Sơn"), ("huyện Tân Thành", "Thành phố Phú Mỹ"), ("tỉnh Hà Tây", "Thành phố Hà Nội"),
    ("quận 2", "Thành phố Thủ Đức"), ("quận 9", "Thành phố Thủ Đức"), ("quận Thủ Đức", "Thành phố Thủ Đức"),
)  # fmt: skip
"""Districts and a province merged between 2008 and 2025, with what took them in."""

RAISED = (
    ("huyện Quế Võ", "Thị xã Quế Võ"), ("thị xã Hà Tiên", "Thành phố Hà Tiên"), ("huyện Việt Yên", "Thị xã Việt Yên"),
    ("huyện Hoa Lư", "Thành phố Hoa Lư"), ("huyện Thủy Nguyên", "Thành phố Thủy Nguyên"),
    ("huyện An Dương", "Quận An Dương"), ("huyện Tịnh Biên", "Thị xã Tịnh Biên"), ("huyện Sa Pa", "Thị xã Sa Pa"),
)  # fmt: skip
"""Districts that changed type, under a type they had before."""

COMMUNES = (
    ("phường Bến Nghé, quận 1", "Phường Sài Gòn, TP. Hồ Chí Minh"), ("phường Hàng Bạc", "Phường Hoàn Kiếm, Hà Nội"),
    ("xã Bình Phú, huyện Gò Công Tây", "Xã Phú Thành, Đồng Tháp"),
    ("thị trấn Bình Phú, huyện Cai Lậy", "Xã Bình Phú, Đồng Tháp"),
)  # fmt: skip


def the(name: str):
    found = resolve(name)
    assert found.unit is not None, (name, found.reason)
    return found.unit


@pytest.mark.parametrize("name", PROVINCES)
def test_merged_provinces(name):
    book = gazetteer()
    new = the(f"thành phố {name}" if name in ("Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ") else f"tỉnh {name}")
    assert new.era == "new"
    assert {link.unit.name for link in book.predecessors(new)} == {name, *PROVINCES[name]}
    for former in PROVINCES[name]:
        assert [link.unit for link in book.successors(the(f"tỉnh {former}"))] == [new]


def test_provinces_that_stayed():
    book = gazetteer()
    new = {unit.name: unit for unit in book.units("new", "tinh")}
    assert set(new) == {*PROVINCES, *UNCHANGED}
    assert all([link.unit.name for link in book.predecessors(new[name])] == [name] for name in UNCHANGED)


@pytest.mark.parametrize(("name", "province"), ISLANDS)
def test_islands(name, province):
    book = gazetteer()
    today = [link.unit for link in book.today(the(name))]
    wanted = f"Đặc khu {name.removeprefix('huyện ')}, {province}"
    assert wanted in map(book.label, today)


@pytest.mark.parametrize(("name", "into"), BEFORE_2025)
def test_districts_merged_before_the_reform(name, into):
    (link,) = gazetteer().successors(the(name))
    assert (link.unit.full_name, link.whole) == (into, True)


@pytest.mark.parametrize(("name", "now"), RAISED)
def test_districts_under_an_earlier_type(name, now):
    assert the(name).full_name == now


@pytest.mark.parametrize(("name", "today"), COMMUNES)
def test_communes(name, today):
    book = gazetteer()
    assert [book.label(link.unit) for link in book.today(the(name))] == [today]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Trà Vinhh", "84@old"),
        ("Phus Xuyeen", "280@old"),
        ("Gò Cng Tây", "823@old"),
        ("xã Bình Phú, huyện Cai Lậy", "28471@old"),
        ("huyen Phu Xuyn", "280@old"),
    ],
)
def test_names_that_nothing_carries(typed, meant):
    assert resolve(typed).candidates == ()
    assert meant in [unit.key for unit in near_names(typed)]


@pytest.mark.parametrize("typed", ["xyzabcd", "", "123456", "ab", "Quận 77"])
def test_names_like_no_other(typed):
    assert near_names(typed) == ()
