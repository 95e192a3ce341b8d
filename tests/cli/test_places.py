"""``danvan places resolve``: names in context, never picked silently."""

from __future__ import annotations

import json

from finished import Run


def test_a_name_is_read_in_its_district(run: Run) -> None:
    done = run("places", "resolve", "xã Bình Phú", "--within", "huyện Gò Công Tây, Tiền Giang")
    assert done.code == 0
    assert "Phú Thành" in done.out


def test_an_open_name_shows_its_candidates(run: Run) -> None:
    done = run("places", "resolve", "Tân An")
    assert done.code == 1
    assert done.out.count("Tân An") > 5


def test_json_names_the_unit_of_today(run: Run) -> None:
    found = json.loads(run("places", "resolve", "Trà Vinh", "--on", "2020-01-01", "--json").out)
    assert found["unit"] is None or found["unit"]["today"]
    province = json.loads(run("places", "resolve", "tỉnh Trà Vinh", "--json").out)
    assert province["unit"]["today"][0]["label"].endswith("Vĩnh Long")


def test_an_open_within_is_refused(run: Run) -> None:
    done = run("places", "resolve", "Bình Phú", "--within", "Tân An")
    assert done.code == 2
    assert "Say which" in done.err
