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


def test_a_code_names_its_unit(run: Run) -> None:
    assert run("places", "resolve", "823").out.startswith("823  Huyện Gò Công Tây, Tiền Giang (cũ)")
    assert run("places", "resolve", "82@old").out.startswith("82  Tiền Giang (cũ)")


def test_a_name_that_nothing_carries_gets_those_like_it(run: Run) -> None:
    done = run("places", "resolve", "Gò Cng Tây")
    assert (done.code, done.out.splitlines()) == (
        1,
        ["No unit carries this name. Perhaps meant:", "  823  Huyện Gò Công Tây, Tiền Giang (cũ)"],
    )
    assert json.loads(run("places", "resolve", "Phus Xuyeen", "--json").out)["near"][0]["code"] == "280"
    refused = run("places", "resolve", "Bình Phú", "--within", "Gò Cng Tây")
    assert "Say which: 823" in refused.err
