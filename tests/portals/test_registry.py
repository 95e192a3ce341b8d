"""The built-in registry says only what it may; hosts that changed hands are told apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.extraction.platforms import PLATFORMS
from crawler.fetching.tally import CrawlReport, PortalReport
from crawler.importing.files import import_files
from crawler.portals import Portal, Registry, bare_host, load_registry
from crawler.sample import serve
from indexer.places import gazetteer

REGISTRY = load_registry()
EACH = pytest.mark.parametrize("portal", list(REGISTRY), ids=lambda p: p.id)


@EACH
def test_entry_gives_evidence(portal: Portal) -> None:
    assert re.match(r"(?:seen|guess): ", portal.evidence or "")
    assert portal.state != "active" or not re.match(r"guess: the host", portal.evidence or "")
    assert portal.state != "active" or portal.platform or "guess: nothing" not in (portal.evidence or "")


@EACH
def test_platform_is_known(portal: Portal) -> None:
    assert portal.platform is None or portal.platform in PLATFORMS


@EACH
def test_place_is_known_and_of_its_level(portal: Portal) -> None:
    if portal.place is None:
        assert portal.level == "tw" or portal.note, "say in a note why no place is given"
        return
    code, _, era = portal.place.partition("@")
    assert len(code) == {"tinh": 2, "huyen": 3, "xa": 5}[portal.level]
    units = [u for u in gazetteer().eras_of(code) if era in ("", u.era)]
    assert units, f"no unit has the code {portal.place}"
    assert any(u.name in portal.name for u in units) or portal.level == "tinh"


@EACH
def test_a_code_that_meant_two_provinces_says_which(portal: Portal) -> None:
    if portal.level == "tinh" and portal.place and "@" not in portal.place and portal.id != "snnmt.quangtri":
        shortest, *others = sorted({u.name for u in gazetteer().eras_of(portal.place)}, key=len)
        assert all(shortest in name for name in others)


@EACH
def test_home_is_on_its_hosts(portal: Portal) -> None:
    assert bare_host(portal.home) in {h.removeprefix("www.") for h in portal.hosts}
    assert portal.moved_to is None or portal.state == "moved"


def test_a_host_has_one_portal_at_a_time() -> None:
    for one, other in combinations(REGISTRY, 2):
        if set(one.hosts) & set(other.hosts):
            earlier, later = sorted((one, other), key=lambda p: p.since or date.min)
            assert (earlier.until or date.max) < (later.since or date.min), (one.id, other.id)


def test_the_registry_is_large_and_the_seed_portals_come_first() -> None:
    assert len(REGISTRY) >= 80
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


OLD = "http://phuxuyen.hanoi.gov.vn/tin-tuc/-/view_content/8292661-hoi-nghi-dan-van.html"
NEW = "https://phuxuyen.hanoi.gov.vn/hoi-nghi-dan-van-2656250701173519296.htm"
PLAIN = "https://www.phuxuyen.hanoi.gov.vn/lien-he"


@pytest.mark.parametrize(
    ("url", "on", "expected"),
    [
        (OLD, None, "huyen-phuxuyen.hanoi"),
        (OLD, date(2022, 4, 28), "huyen-phuxuyen.hanoi"),
        (NEW, None, "phuxuyen.hanoi"),
        (PLAIN, None, "phuxuyen.hanoi"),
        (PLAIN, date(2025, 6, 30), "huyen-phuxuyen.hanoi"),
        (PLAIN, date(2025, 7, 1), "phuxuyen.hanoi"),
        ("https://phuxuyen.hanoi.gov.vn:443/", None, "phuxuyen.hanoi"),
        ("http://www.yenbai.gov.vn/x", None, "yenbai"),
    ],
)
def test_a_host_that_changed_hands(url: str, on: date | None, expected: str) -> None:
    found = REGISTRY.by_host(url, on)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    ("url", "portal"),
    [
        ("https://huyenuygocongtay.vn/news/quoc-phong/tin-832.html", "huyenuygocongtay"),
        ("https://binhphuoc.gov.vn/vi/news/tin-tuc-421/tin-26895.html", "binhphuoc"),
        ("https://chuongmy.hanoi.gov.vn/tin/-/asset_publisher/ITkF7pYE4JMU/content/tin", "chuongmy.hanoi"),
        ("https://dongthap.gov.vn/chi-tiet-bai-viet/-/asset_publisher/1mOzUrGkrdAE/content/id/15646298", "dongthap"),
        ("https://tiengiang.gov.vn/chi-tiet-tin?/tin/123", "tiengiang"),
        ("https://danang.gov.vn/vi/web/dng/w/tin-tuc-moi", "danang"),
        ("https://trieuco.quangtri.gov.vn/vi/tin/-/view-article/1/1651212986853/1772526953007", "trieuco.quangtri"),
        ("https://ninhthuan.gov.vn/portal/Pages/2024-4-25/tin-dvv348x.aspx", "ninhthuan"),
        ("https://dongnai.gov.vn/Pages/newsdetail.aspx?NewsId=40258&CatId=112", "dongnai"),
        ("https://sotuphap.soctrang.gov.vn/snnptnt/1282/30591/53960/371205/Tin/Tin.aspx", "sotuphap.soctrang"),
        ("https://quangchau.nghean.gov.vn/tin-noi-bat/tin-950942?pageindex=0", "quangchau.nghean"),
        ("https://melinh.hanoi.gov.vn/tin-173231225175105132.htm", "melinh.hanoi"),
        ("https://quangnam.gov.vn/webcenter/portal/ubnd/tin/chi-tiet?dDocName=PORTAL174180", "quangnam"),
    ],
)  # fmt: skip
def test_addresses_that_were_seen_are_articles_of_their_portal(url: str, portal: str) -> None:
    found = REGISTRY.by_host(url)
    assert found is not None
    assert found.id == portal
    assert found.knows(url)


@pytest.mark.parametrize("url", ["http://[", "urn:danvan:text:0", "", "https://phuxuyen.hanoi.gov.vn.evil.example/"])
def test_other_addresses_have_no_portal(url: str) -> None:
    assert REGISTRY.by_host(url) is None


def test_with_no_portal_in_force_the_first_is_taken() -> None:
    ended = [
        Portal(i, i, "xa", "http://a.vn/", ("a.vn",), state="closed", until=date(year, 1, 1))
        for i, year in (("one", 2010), ("two", 2020))
    ]
    found = Registry(tuple(ended)).by_host("http://a.vn/")
    assert found is not None
    assert found.id == "one"


ENTRY = '[[portal]]\nid = "a"\nname = "A"\nlevel = "xa"\nhosts = ["a.vn"]\nhome = "http://a.vn/"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("portal = 1", r"must hold \[\[portal\]\] tables"),
        ("[[portals]]\nid = 'a'", r"must hold \[\[portal\]\] tables"),
        ("[[portal]", "not valid TOML"),
        (ENTRY + "farbe = 1", "unknown key 'farbe'"),
        (ENTRY.replace('name = "A"\n', ""), "'name' is missing"),
        (ENTRY + 'lists = "http://a.vn/x"', "'lists' must be a list of strings"),
        (ENTRY + "note = 7", "'note' must be a string"),
        (ENTRY.replace('id = "a"', 'id = "A a"'), "an id is lower-case"),
        (ENTRY + 'state = "off"', "'state' must be one of active"),
        (ENTRY + "delay = -1", "'delay' must be a number"),
        (ENTRY + 'feeds = ["rss.xml"]', "not an http or https address"),
        (ENTRY * 2, "two portals are called 'a'"),
        (ENTRY + 'state = "moved"', "'moved_to' must name a portal"),
    ],
)
def test_mistakes_in_a_registry_are_told(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "p.toml").write_text(text, "utf-8")
    with pytest.raises(DanvanError, match=expected):
        load_registry(tmp_path / "p.toml")


def test_a_registry_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DanvanError, match="cannot be read"):
        load_registry(tmp_path / "none.toml")


def test_portals_are_selected_by_id() -> None:
    assert REGISTRY.select(("travinh",))[0].name == "Tỉnh Trà Vinh"
    assert {p.state for p in REGISTRY.select(())} == {"active"}
    with pytest.raises(DanvanError, match="No portal is called x, y"):
        REGISTRY.select(("x", "travinh", "y"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('since = "2025-07-01"', "must be a day"),
        ("until = 2025-07-01T10:00:00", "must be a day"),
        ("since = 2025-07-01\nuntil = 2025-06-30", "'until' is before 'since'"),
    ],
)
def test_wrong_days_are_told(tmp_path: Path, lines: str, expected: str) -> None:
    (tmp_path / "p.toml").write_text(ENTRY + lines, "utf-8")
    with pytest.raises(DanvanError, match=expected):
        load_registry(tmp_path / "p.toml")


def test_imported_articles_go_to_the_portal_of_their_time(tmp_path: Path) -> None:
    texts = [{"title": f"Tin số {n}", "url": url, "text": f"Đoạn {n}."} for n, url in enumerate((OLD, NEW))]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, texts)), "utf-8")
    with Archive.open(tmp_path / "archive.sqlite3") as archive:
        import_files([tmp_path / "a.jsonl"], archive, REGISTRY)
        found = {stored.article.title: stored.article.portal for stored in archive.iter_articles()}
    assert found == {"Tin số 0": "huyen-phuxuyen.hanoi", "Tin số 1": "phuxuyen.hanoi"}


def test_a_summary_of_many_portals_with_one_trouble_is_short() -> None:
    failed = tuple(PortalReport(f"p{n}", "P", "failing", "No name", {}, 1.0) for n in range(9))
    line = CrawlReport(failed, 1.0).summary().splitlines()[0]
    assert line == "p0, p1, p2, p3, p4, p5 and 3 more: failing. No name"


def test_the_registry_is_listed_and_shown(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANVAN_PORTALS")
    listed = json.loads(run("portals", "list", "--json").out)
    assert [p["id"] for p in listed] == [p.id for p in REGISTRY]
    assert next(p for p in listed if p["id"] == "phuxuyen.hanoi")["since"] == "2025-07-01"
    assert len(run("portals", "list").out.splitlines()) == len(REGISTRY)
    assert "until: 2025-06-30\n" in run("portals", "show", "huyen-phuxuyen.hanoi").out
    assert json.loads(run("portals", "show", "www.dongnai.gov.vn", "--json").out)["id"] == "dongnai"
    assert run("portals", "show", "khong-co").code == 2
