"""Addresses of every system: which are articles, under which key, and what is never asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extraction.page import Page
from crawler.extraction.platforms import PLATFORMS, detect

ARTICLES = [
    ("mdefault", "/mDefault.aspx?sid=1444&pageid=6591&catid=71012&id=693286&catname=a&title=b", "693286"),
    ("mdefault", "/Default.aspx?sname=tinhuy&sid=4&pageid=469&catid=54392&id=299767&catname=Tin", "299767"),
    ("mdefault", "/1462/39939/69623/655041/nghien-cuu-trao-doi/ten-bai", "655041"),
    ("mdefault", "/snnptnt/1282/30591/53960/371527/Thong-tin/Tuan-34--Ngay-14-16-8-2023-.aspx", "371527"),
    ("sharepoint-tandan", "/portal/Pages/2024-4-25/Quy-hoach-dvv348x.aspx", "2024-4-25/quy-hoach-dvv348x"),
    ("sharepoint-tandan", "/portal/pages/2024-04-25/Quy-hoach-DVV348x.aspx?x=1", "2024-4-25/quy-hoach-dvv348x"),
    ("sharepoint", "/Pages/newsdetail.aspx?NewsId=40258&CatId=112", "40258"),
    ("sharepoint", "/tintuc/Pages/listbnv.aspx?CateID=610&ItemID=55778", "55778"),
    ("sharepoint", "/vn/Pages/chitiettin.aspx?IDNews=24021", "24021"),
    ("sharepoint", "/cds/Pages/TinTuc/tinchitiet.aspx?tintucid=162469", "162469"),
    ("sharepoint", "/mic_2020/Pages/TinTuc/162474/Buu-dien-Viet-Nam-chi-tra.html", "162474"),
    ("sharepoint", "//tin-tuc/2023/12/976-tong-ket-cong-tac", "2023/12/976"),
    ("dnn", "/Home/moduleId/2239/itemId/49762/controller/BaiViet/action/ChiTiet", "49762"),
    ("dnn", "/Detail/CatID/9c03a11c-a586-46b0-a776-5af32680b032/NewsID/A121bb56-411d-41b8-9ec6-35cd4877c39a",
     "a121bb56-411d-41b8-9ec6-35cd4877c39a"),
    ("dnn", "/Default.aspx?tabid=119&language=vi-VN&id=77", "77"),
    ("dnn", "/tabid/119/id/77/Ten-bai.aspx", "77"),
    ("wordpress", "/?p=512", "512"),
    ("drupal", "/node/77", "77"),
    ("joomla", "/index.php/tin-t-c/tin-t-c-s-ki-n/1234-h-i-ph-n", "1234"),
    ("joomla", "/index.php?option=com_content&view=article&id=12:ten-bai&catid=3&Itemid=101", "12"),
    ("joomla", "/tin-tuc/item/88-lay-y-kien.html", "88"),
    ("danang", "/vi/chi-tiet?id=57057&_c=100000150,3,9", "57057"),
    ("danang", "/vi/web/guest//chinh-quyen/chi-tiet?id=57057&_c=3", "57057"),
    ("danang", "/en/chi-tiet?id=57062&_c=3", "en/57062"),
    ("nukeviet", "/vi/news/Cat-Alias/Title-Alias-597/", "597"),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "path", "key"), ARTICLES)
def test_article_addresses(platform: str, path: str, key: str) -> None:
    url = f"http://www.example.vn{path}"
    assert PLATFORMS[platform].article_id(url) == key
    assert PLATFORMS[platform].is_article_url(url)
    assert PLATFORMS[platform].article_id(PLATFORMS[platform].canonical(url)) == key


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        ("mdefault", "/mDefault.aspx?sid=1444&pageid=6591&catid=71012&catname=tin-tuc"),
        ("mdefault", "/1462/39939/69623/0/tin-tuc/x"),
        ("mdefault", "/(S(abc123))/mDefault.aspx?sid=1&pageid=2&catid=3&id=4"),
        ("sharepoint-tandan", "/portal/Pages/Tin-tuc.aspx?PageIndex=2"),
        ("sharepoint", "/noidung/tintuc/Pages/chi-tiet-tin-tuc.aspx?l=Tin" + "+" * 86 + "&lv=4&page=57"),
        ("sharepoint", "/Pages/K%E1%BA%BFt-qu%E1%BA%A3-t%C3%ACm-ki%E1%BA%BFm.aspx?page=1&query=Nguy%E1%BB%85n"),
        ("sharepoint", "/_layouts/15/Authenticate.aspx?Source=1"),
        ("sharepoint", "/Lists/Lich/calendar.aspx?CalendarDate=2024-05"),
        ("dnn", "/Default.aspx?tabid=119&ctl=Login&returnurl=%2f"),
        ("dnn", "/tin-tuc/ctl/Login"),
        ("wordpress", "/2024/05/12/"),
        ("wordpress", "/tag/dan-van-kheo-o-co-so/"),
        ("wordpress", "/hoi-nghi-tong-ket-cong-tac/?replytocom=5"),
        ("wordpress", "/hoi-nghi-tong-ket-cong-tac/feed/"),
        ("drupal", "/printpdf/node/77"),
        ("drupal", "/lich-cong-tac/2024-05"),
        ("drupal", "/user/login?destination=node/7"),
        ("joomla", "/index.php/tin-tuc/12-ten-bai-viet-dai?tmpl=component&print=1"),
        ("joomla", "/index.php/lich/monthcalendar/2024/5/-"),
        ("danang", "/van-ban-moi-ban-hanh/chi-tiet?id=6428"),
    ],
)
def test_other_addresses(platform: str, path: str) -> None:
    assert not PLATFORMS[platform].is_article_url(f"http://www.example.vn{path}")


def lines(shared: Path, name: str) -> list[str]:
    return [line for line in (shared / "portals" / "urls" / name).read_text("utf-8").split("\n") if line.strip()]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "host"), [("travinh_urls.txt", "www.travinh.gov.vn"), ("soctrang_urls.txt", "sotuphap.soctrang.gov.vn")]
)
def test_real_addresses_of_mdefault(shared: Path, name: str, host: str) -> None:
    platform = PLATFORMS["mdefault"]
    keys = {}
    for path in lines(shared, name):
        url = f"http://{host}{path}"
        assert platform.is_article_url(url), url
        keys.setdefault(platform.article_id(url), set()).add(platform.article_id(platform.canonical(url)))
    assert all(same == {key} for key, same in keys.items())
    assert len(keys) == len({key for key in keys if key and key.isdigit()})


OWNERS = {
    "fia.mpi.gov.vn": "dnn",
    "mic.gov.vn": "sharepoint",
    "moha.gov.vn": "sharepoint",
    "sgtvt.hochiminhcity.gov.vn": "dnn",
    "vietnamtourism.gov.vn": "generic",
    "www.binhduong.gov.vn": "sharepoint",
    "www.customs.gov.vn": "generic",
    "www.danang.gov.vn": "danang",
    "www.dongnai.gov.vn": "sharepoint",
    "www.most.gov.vn": "sharepoint",
}
NOT_NEWS = ("/van-ban-moi-ban-hanh/", "?page=1&query=")


@pytest.mark.shared
def test_real_addresses_of_many_portals(shared: Path) -> None:
    keys: dict[tuple[str, str], str] = {}
    for url in lines(shared, "gov_article_urls_2023-12.txt"):
        host = url.split("/")[2]
        if host not in OWNERS or any(mark in url for mark in NOT_NEWS):
            continue
        platform = PLATFORMS[OWNERS[host]]
        assert platform.is_article_url(url), url
        key = platform.article_id(url) or platform.canonical(url)
        assert keys.setdefault((host, key), url) == url, "two articles must not share a key"
    assert len(keys) == 76


def page_of(body: str, url: str = "http://www.example.vn/") -> Page:
    return Page(f"<html><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("body", "platform"),
    [
        ('<a href="http://tinhuy.example.vn/Default.aspx?sname=tinhuy&amp;sid=4&amp;pageid=1">Tỉnh ủy</a>', "generic"),
        ('<a href="/mDefault.aspx?sid=4&amp;pageid=1&amp;catid=2">Tin tức</a>', "mdefault"),
        ('<a href="/snnptnt/1282/30591/53960/371527/Tin/Bai.aspx">Bài</a>', "mdefault"),
        ('<img src="https://kho.example.vn/wp-content/uploads/2024/05/a.jpg">', "generic"),
        ('<div class="ExternalClass00112233445566778899AABBCCDDEEFF">Dán từ nơi khác</div>', "generic"),
        ('<div class="DateCreate">Ngày 1/2/2023</div>', "generic"),
        ('<span id="dnn_ctr507_x">DNN</span>', "dnn"),
    ],
)
def test_links_to_and_texts_from_other_systems_do_not_mislead(body: str, platform: str) -> None:
    assert detect(page_of(body)).name == platform


@pytest.mark.parametrize(
    ("platform", "url", "canonical"),
    [
        ("mdefault", "/mDefault.aspx?sid=1&id=4&catname=a&v=9", "/mDefault.aspx?sid=1&id=4&catname=a"),
        ("mdefault", "/1462/39939/69623/655041/tin/bai?v=2", "/1462/39939/69623/655041/tin/bai"),
        ("mdefault", "/mDefault.aspx?sid=1&v=9", "/mDefault.aspx?sid=1&v=9"),
        ("sharepoint-tandan", "/portal/pages/2024-4-25/Bai-d8x.aspx?v=1", "/portal/Pages/2024-4-25/Bai-d8x.aspx"),
        ("sharepoint", "/pages/newsdetail.aspx?NewsId=4&CatId=1", "/Pages/newsdetail.aspx?NewsId=4&CatId=1"),
        ("wordpress", "/?p=5", "/?p=5"),
        ("drupal", "/node/7?page=1", "/node/7"),
        ("drupal", "/tin-tuc?page=1", "/tin-tuc?page=1"),
        ("joomla", "/index.php/tin-tuc/12-ten-bai?start=10", "/index.php/tin-tuc/12-ten-bai"),
        ("joomla", "/?option=com_content&view=article&id=12:a&Itemid=3", "/?option=com_content&view=article&id=12:a"),
        ("joomla", "/index.php/tin-tuc?start=10", "/index.php/tin-tuc?start=10"),
    ],
)  # fmt: skip
def test_canonical_addresses(platform: str, url: str, canonical: str) -> None:
    assert PLATFORMS[platform].canonical(f"http://a.vn{url}") == f"http://a.vn{canonical}"
