"""Which articles belong to a place."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.places import gazetteer
from indexer.places.within import codes_within, place_key, unit_for

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("place", "level", "day", "key"),
    [
        ("08", "tinh", BEFORE, "08@old"),
        ("08", "tinh", AFTER, "08@new"),
        ("08", "tinh", None, "08@new"),
        ("02", "tinh", None, "02@old"),
        ("280", "huyen", AFTER, "280@new"),
        ("280", "huyen", None, "280@old"),
        ("28657", "xa", None, "28657@old"),
        ("26732", "xa", BEFORE, "26732@old"),
        ("26732", "xa", None, "26732@new"),
        ("00010", "xa", BEFORE, "00010@older"),
        ("00694@new", "xa", None, "00694@new"),
        ("08", None, BEFORE, "08@old"),
        (None, "tw", BEFORE, None),
        ("08", "huyen", BEFORE, None),
        ("99", "tinh", BEFORE, None),
    ],
)
def test_key_of_an_article(place, level, day, key):
    assert place_key(place, level, day) == key


def test_unit_of_a_portal_outlives_the_unit():
    late = unit_for("280", "huyen", AFTER)
    assert late is not None
    assert gazetteer().label(late) == "Huyện Phú Xuyên, Hà Nội (cũ)"
    assert unit_for(None, "tw", AFTER) is None


@pytest.mark.parametrize("province", [u.code for u in gazetteer().units("new", "tinh")])
def test_now_is_the_predecessors_exact_before_plus_its_own_after(province):
    """Sentence 4 of the specification, for articles of every unit of either era."""
    places = gazetteer()
    now, own = codes_within(province, "now"), codes_within(province, "exact")
    formers = [link.unit.code for link in places.predecessors(places.unit(f"{province}@new"))]
    before = frozenset().union(*(codes_within(code, "exact") for code in formers))
    for unit in places.units():
        old, new = (place_key(unit.code, unit.level, day) for day in (BEFORE, AFTER))
        assert (old in now) == (old in before), old
        assert (new in now) == (new in own), new


def test_provinces_do_not_overlap_and_leave_nothing_out():
    places = gazetteer()
    owner: dict[str, str] = {}
    for province in places.units("new", "tinh"):
        for key in codes_within(province.code):
            assert owner.setdefault(key, province.code) == province.code
    for unit in places.units():
        for day in (BEFORE, AFTER):
            assert place_key(unit.code, unit.level, day) in owner


def test_a_district_holds_its_communes_and_its_late_articles():
    within = codes_within("823")
    assert {"823@old", "823@new", "28657@old"} <= within
    assert {"28651@new", "28663@new"} <= within  # communes made only of it
    assert "28657@old" in codes_within("823", "exact")
    assert "28663@new" not in codes_within("823", "exact")


def test_a_filter_by_today_s_province_reaches_old_communes():
    assert {"823@old", "28657@old", "82@old", "87@old", "28663@new"} <= codes_within("82")


def test_then_is_the_name_on_the_day():
    then = codes_within("08@new", "then")
    assert {"08@old", "08@new"} <= then
    assert "02@old" not in then


def test_then_follows_the_name_not_the_code():
    then = codes_within("52", "then")  # Gia Lai, whose code was Bình Định's
    assert {"52@new", "64@old"} <= then
    assert "52@old" not in then


def test_a_day_picks_the_unit_in_force():
    assert "02@old" not in codes_within("08", "now", on=BEFORE)
    assert codes_within("02", "exact", on=AFTER) == frozenset()


def test_the_islands_keep_their_earlier_articles():
    assert {"755@old", "755@new", "26732@new", "26732@old"} <= codes_within("26732")


@pytest.mark.parametrize("mode", ["now", "then", "exact"])
def test_an_unknown_place_holds_nothing(mode):
    assert codes_within("99", mode) == frozenset()
