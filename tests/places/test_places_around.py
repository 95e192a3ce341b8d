"""The places that a unit counts for are exactly those whose filter lets it through."""

from __future__ import annotations

import random
from typing import get_args

import pytest

from indexer.places import gazetteer
from indexer.places.within import Mode, keys_of, places_around, value_of


@pytest.mark.parametrize("mode", get_args(Mode))
def test_it_is_the_other_way_round_of_filters(mode: Mode) -> None:
    units = list(gazetteer().units())
    provinces = [unit for unit in units if unit.level == "tinh"]
    older = [unit for unit in units if unit.era == "older"]
    chosen = random.Random(5).sample(units, 250) + random.Random(6).sample(older, 80) + provinces
    for unit in chosen:
        value = value_of(unit)
        for key in random.Random(value).sample(sorted(keys_of(value, mode)), min(8, len(keys_of(value, mode)))):
            if gazetteer().unit(key) is not None and gazetteer().unit(key).key == key:  # type: ignore[union-attr]
                assert value in places_around(key, mode), (key, value)
        assert all(unit.key in keys_of(value, mode) for value in places_around(unit.key, mode))


def test_a_commune_counts_for_its_district_and_both_provinces() -> None:
    around = set(places_around("28657@old", "now"))  # xã Bình Phú, Gò Công Tây, Tiền Giang
    assert {"28657", "28663", "823", "82", "82@old"} == around
    assert places_around("99999@old", "now") == ()


PORTAL_KEYS = [
    "280@new", "280@old", "823@new", "82@old", "82@new", "28657@new", "00010@older", "00010@new", "08@old", "08@new",
    "02@new",
]  # fmt: skip


@pytest.mark.parametrize("key", PORTAL_KEYS)
def test_keys_of_portals_that_outlived_their_units_too(key: str) -> None:
    values = {value_of(unit) for unit in gazetteer().units() if unit.level != "xa"} | {"28657", "28663", "00010"}
    assert {v for v in values if key in keys_of(v, "now")} == values & set(places_around(key, "now"))
