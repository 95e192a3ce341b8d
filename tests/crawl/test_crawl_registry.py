"""The built-in registry says only what it may."""

from __future__ import annotations

import pytest

from crawler.extraction.platforms import PLATFORMS
from crawler.portals import Portal, load_registry
from crawler.sample import serve

REGISTRY = load_registry()


@pytest.mark.parametrize("portal", list(REGISTRY), ids=lambda p: p.id)
def test_entry(portal: Portal) -> None:
    assert portal.evidence, "say where the portal was seen, or that it is a guess"
    assert portal.platform is None or portal.platform in PLATFORMS
    length = {"tinh": 2, "huyen": 3, "xa": 5}
    assert portal.place is None or len(portal.place) == length[portal.level]
    assert portal.state != "active" or "host name is a guess" not in portal.evidence


def test_the_seed_portals_come_first() -> None:
    ids = [p.id for p in REGISTRY if p.state != "moved"]
    assert ids[:5] == [
        "huyenuygocongtay",
        "phuxuyen.hanoi",
        "hoathanh.tayninh",
        "travinh",
        "binhphu.gocongtay.tiengiang",
    ]


def test_the_stand_ins_are_proper_entries() -> None:
    with serve() as samples:
        assert [p.id for p in samples] == ["sample-nukeviet", "sample-hanoi"]
        assert all(p.home.startswith("http://127.0.0.1:") and p.platform in PLATFORMS for p in samples)
