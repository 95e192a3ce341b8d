"""Addresses of real articles: each is an article of its system, each article has one identity."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect
from crawler.extraction.platforms.pager import address_number
from crawler.extraction.url_dates import date_from_url
from crawler.items import VIETNAM

SYSTEMS = (
    ("liferay-hanoi", re.compile(r"/-/view_content/")),
    ("liferay-asset", re.compile(r"/-/asset_publisher/|danang\.gov\.vn/.*chi-tiet\?id=")),
    ("vccorp", re.compile(r"-\d{17,19}\.htm$")),
    ("vnportal", re.compile(r"sotnmt\.haiphong")),
)


def seen_addresses(shared: Path) -> list[str]:
    return (shared / "portals" / "urls" / "gov_article_urls_2023-12.txt").read_text("utf-8").split()


@pytest.mark.shared
def test_every_real_address_is_an_article_of_its_system(shared: Path) -> None:
    of_system = defaultdict(list)
    for url in seen_addresses(shared):
        name = next((name for name, shape in SYSTEMS if shape.search(url)), None)
        if name:
            of_system[name].append(url)
    assert {name: len(urls) for name, urls in of_system.items()} == {
        "liferay-hanoi": 8, "liferay-asset": 61, "vccorp": 5, "vnportal": 2,
    }  # fmt: skip
    for name, urls in of_system.items():
        system = PLATFORMS[name]
        for url in urls:
            address = system.canonical(url)
            assert system.article_id(url), url
            assert system.is_article_url(address), url
            assert system.article_id(address) == system.article_id(url), url
            assert system.canonical(address) == address


@pytest.mark.shared
def test_only_twins_share_an_identity(shared: Path) -> None:
    twins = defaultdict(set)
    for url in seen_addresses(shared):
        name = next((name for name, shape in SYSTEMS if shape.search(url)), None)
        if name:
            host = url.split("/")[2].removesuffix(":443")
            twins[name, host, PLATFORMS[name].article_id(url)].add(url)
    doubled = {key[2] for key, urls in twins.items() if len(urls) > 1}
    assert doubled == {
        "8294089",
        "lien-hoan-hop-xuong-hoc-sinh-pho-thong-quan-nam-tu-liem-nam-hoc-2023-2024",
    }


@pytest.mark.parametrize(
    ("system", "url", "identity"),
    [
        ("liferay-asset", "/tin/-/asset_publisher/Ab3dEf6hIj9k/content/ten-bai?redirect=%2Fx", "ten-bai"),
        ("liferay-asset", "/en/muc-khac/-/asset_publisher/Zz3dEf6hIj9k/Content/ten-bai/", "ten-bai"),
        ("liferay-asset", "/chi-tiet/-/asset_publisher/1mOzUrGkrdAE/content/id/15646298", "15646298"),
        ("liferay-asset", "/web/p/xem/-/asset_publisher//Content/ten-bai?22021090", "22021090"),
        ("liferay-asset", "/tin?p_p_id=101_INSTANCE_a1&_101_INSTANCE_a1_urlTitle=ten-bai", "ten-bai"),
        ("liferay-asset", "/tin?p_p_id=101_INSTANCE_a1&_101_INSTANCE_a1_assetEntryId=1234", "1234"),
        ("liferay-asset", "/vi/web/dng/w/ten-bai-viet", "ten-bai-viet"),
        ("liferay-asset", "/vi/news/-/details/188850/ten-bai-2024-81095830", "81095830"),
        ("liferay-asset", "/tin-chi-tiet/-/chi-tiet/đoan-kiem-tra-47821-402.html", "47821-402"),
        ("liferay-asset", "/vi/chinh-quyen/chi-tiet?id=57040&_c=3,9,33", "57040"),
        ("liferay-asset", "/tin-tuc-su-kien", None),
        ("liferay-asset", "/tin?p_p_id=101_INSTANCE_a1&_101_INSTANCE_a1_cur=2", None),
        ("liferay-tiengiang", "/chi-tiet-tin?/ten-bai/123", "123"),
        ("liferay-tiengiang", "/chi-tiet-tin?%2Ften-bai%2F123=", "123"),
        ("liferay-tiengiang", "/vi/chi-tiet-tin?/ten-bai/123&x=1", "123"),
        ("liferay-tiengiang", "/chi-tiet-tin", None),
        ("view-article", "/chi-tiet-tin/-/view-article/1/13729062791727/1574304721680", "1574304721680"),
        ("view-article", "/vi/tin-khac/-/view-article/1/1651212986853/1574304721680", "1574304721680"),
        ("view-article", "/vi/tin-tuc", None),
        ("vccorp", "/ten-bai-173231225175105132.htm", "173231225175105132"),
        ("vccorp", "/tin-tieu-diem/ten-khac-173231225175105132.htm?x=1", "173231225175105132"),
        ("vccorp", "/tin-tieu-diem/trang-2.htm", None),
        ("vnportal", "/tin-noi-bat/50-so-dien-thoai-950942?pageindex=3", "950942"),
        ("vnportal", "/tin-noi-bat?pageindex=1", None),
        ("vnportal", "/gioi-thieu/gioi-thieu-tong-quan", None),
        ("webcenter", "/webcenter/portal/ubnd/pages_tin-tuc/chi-tiet?dDocName=PORTAL174180&_afrLoop=9", "portal174180"),
        ("webcenter", "/webcenter/portal/ubnd/pages_tin-tuc?_afrLoop=9", None),
    ],
)
def test_identity(system: str, url: str, identity: str | None) -> None:
    url = f"https://x.example.gov.vn{url}"
    assert PLATFORMS[system].article_id(url) == identity
    assert PLATFORMS[system].article_id(PLATFORMS[system].canonical(url)) == identity


@pytest.mark.parametrize(
    ("system", "url", "canonical"),
    [
        ("liferay-asset", "/ko/a/-/asset_publisher/A/content/ten?redirect=x", "/a/-/asset_publisher/A/content/ten"),
        ("liferay-asset", "/tin/-/asset_publisher//Content/a-b-c?2202", "/tin/-/asset_publisher//Content/a-b-c?2202"),
        ("liferay-asset", "/vi/chi-tiet?id=1&_c=3&utm_source=a", "/vi/chi-tiet?id=1&_c=3"),
        ("liferay-tiengiang", "/chi-tiet-tin?%2Ften-bai%2F123=", "/chi-tiet-tin?/ten-bai/123"),
        ("view-article", "/en/t/-/view-article/1/2/1574304721680?x=1", "/t/-/view-article/1/2/1574304721680"),
        ("vccorp", "/ten-bai-173231225175105132.htm?gidzl=a", "/ten-bai-173231225175105132.htm"),
        ("vnportal", "/tin/ten-bai-950942?pageindex=3", "/tin/ten-bai-950942"),
        ("webcenter", "/webcenter/x?_afrLoop=1&dDocName=PORTAL1&_adf.ctrl-state=a", "/webcenter/x?dDocName=PORTAL1"),
    ],
)  # fmt: skip
def test_twins_have_one_address(system: str, url: str, canonical: str) -> None:
    host = "https://x.example.gov.vn"
    assert PLATFORMS[system].canonical(host + url) == host + canonical


@pytest.mark.parametrize(
    ("system", "url", "reason"),
    [
        ("liferay-asset", "/ko/tin-tuc", "language"),
        ("liferay-asset", "/tin?p_p_state=maximized", "pop-up"),
        ("liferay-tiengiang", "/en/tin-tuc", "language"),
        ("view-article", "/en/tin-tuc", "language"),
        ("vccorp", "/amp/ten-bai-173231225175105132.htm", "twin"),
        ("webcenter", "/webcenter/content/conn/a?dDocName=PORTAL1", "file"),
    ],
)
def test_traps(system: str, url: str, reason: str) -> None:
    assert PLATFORMS[system].trap_reason(f"https://x.example.gov.vn{url}") == reason


def test_moments_inside_addresses_are_dates() -> None:
    found = date_from_url("https://x.example.gov.vn/chi-tiet-tin/-/view-article/1/1651212986853/1772526953007")
    assert found is not None
    assert found.when == datetime(2026, 3, 3, 15, 35, tzinfo=VIETNAM)
    found = date_from_url("https://x.example.gov.vn/tin-2656250701173519296.htm")
    assert found is not None
    assert found.when == datetime(2025, 7, 1, 17, 35, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://x.vn/tin?_101_INSTANCE_a_delta=20&_101_INSTANCE_a_cur=3", 3),
        ("https://x.vn/tin?pageindex=0", 0),
        ("https://x.vn/tin/trang-4.htm", 4),
        ("https://x.vn/tin", None),
    ],
)
def test_number_of_a_list_page_in_its_address(url: str, number: int | None) -> None:
    assert address_number(url) == number


def test_an_address_alone_tells_its_system() -> None:
    for url, name in (
        ("https://x.vn/chi-tiet-tin/-/view-article/1/2/1574304721680", "view-article"),
        ("https://x.vn/chi-tiet-tin?/ten-bai/123", "liferay-tiengiang"),
        ("https://x.vn/ten-bai-173231225175105132.htm", "vccorp"),
        ("https://x.vn/tin/-/asset_publisher/Ab/content/ten-bai", "liferay-asset"),
        ("https://x.vn/tin/ten-bai-950942", "generic"),
    ):
        assert detect(Page("<html><body><p>x</p></body></html>", url)).name == name


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("/ten-bai-173231225175105132.htm", "vccorp"),
        ("https://X.gov.vn/ten-bai-173231225175105132.htm", "vccorp"),
        ("https://baochinhphu.vn/ten-bai-102231225175105132.htm", "generic"),
        ("https://www.x.gov.vn/chi-tiet-tin?/ten-bai/123", "liferay-tiengiang"),
        ("http://tiengiang.example.gov.vn/chi-tiet-tin?/ten-bai/123", "generic"),
        ("/vi/tin/-/view-article/1/2/1574304721680", "view-article"),
        ("https://quangtri.example.gov.vn/tin/-/view-article/1/2/1574304721680", "generic"),
        ("/webcenter/portal/ubnd?_afrLoop=1", "webcenter"),
        ("https://mof.example.gov.vn/webcenter/portal/x?dDocName=MOFUCM1", "generic"),
    ],
)
def test_links_to_other_portals_tell_nothing(link: str, name: str) -> None:
    html = f'<html><body><p>Trang chủ</p><a class="x" href="{link}">Liên kết</a></body></html>'
    assert detect(Page(html, "https://x.gov.vn/trang-chu")).name == name
