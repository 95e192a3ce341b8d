"""Places and portals: names through time, the three senses of a place, candidates, health, what was not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import site_corpus
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.datadir import DataDir
from crawler.archive.frontier import Candidate
from crawler.archive.record import Fetch, PortalRecord
from crawler.archive.store import Archive
from crawler.text import fold
from indexer.build import update_index
from indexer.corpus import Keyword
from indexer.params import SearchParams
from indexer.places import REFORM, gazetteer
from indexer.search import Searcher
from search_ui import portal_facts
from search_ui.place_facts import Words, count, named, parts, totals

TUYEN_QUANG = "/place/08-tuyen-quang"


@pytest.fixture
def searcher(app: Flask) -> Searcher:
    found = app.extensions["danvan"].searcher()
    assert isinstance(found, Searcher)
    return found


def rows(found: Selector, section: str) -> list[list[str]]:
    return [page.texts(row, "th, td") for row in found.css(f"section[aria-labelledby={section}] tbody tr")]


def shown_totals(found: Selector) -> list[int]:
    return [int(n.replace(".", "")) for n in page.texts(found, ".offers > div:first-child .num")]


def test_a_province_today_is_its_predecessors_before_and_itself_after(searcher: Searcher) -> None:
    province = gazetteer().unit("08")
    assert province is not None
    eve = REFORM - timedelta(days=1)
    before = [
        count(searcher, SearchParams(place=part.link.unit.key, place_mode="exact", date_to=eve))
        for part in parts(searcher, province)
    ]
    after = count(searcher, SearchParams(place="08", place_mode="exact", date_from=REFORM))
    assert all(before)
    assert after
    assert totals(searcher, province)["now"] == sum(before) + after


def test_the_page_of_a_province(client: FlaskClient, searcher: Searcher) -> None:
    shown = page.get(client, TUYEN_QUANG)
    assert page.text(shown, "h1") == "Tỉnh Tuyên Quang"
    province = gazetteer().unit("08")
    assert province is not None
    assert shown_totals(shown) == list(totals(searcher, province).values())
    assert rows(shown, "ten") == [
        ["Tỉnh Tuyên Quang", "trước đó", "30/06/2025", "–"],
        ["Tỉnh Tuyên Quang", "01/07/2025", "nay", "202/2025/QH15"],
    ]
    made_of = rows(shown, "goc")
    assert [row[:4] for row in made_of] == [
        ["Hà Giang (cũ)", "toàn bộ", "01/07/2025", "202/2025/QH15"],
        ["Tuyên Quang (cũ)", "toàn bộ", "01/07/2025", "202/2025/QH15"],
    ]
    assert [int(row[4]) for row in made_of] == [part.articles for part in parts(searcher, province)]
    assert page.texts(shown, ".portals a") == ["Cổng thông tin tỉnh Tuyên Quang", "Cổng thông tin tỉnh Hà Giang"]
    assert page.texts(shown, ".portals .state") == ["lỗi", "đã đóng"]
    assert len(shown.css(".units li")) == 124


def test_links_of_the_senses_lead_to_as_many_articles(client: FlaskClient) -> None:
    for link in page.get(client, TUYEN_QUANG).css(".offers > div:first-child a"):
        results = page.get(client, link.attrib["href"])
        assert results.css(".bar-line strong::text").get() == link.css(".num::text").get()


def test_the_chart_has_both_senses_and_its_table_their_sums(client: FlaskClient, searcher: Searcher) -> None:
    shown = page.get(client, TUYEN_QUANG)
    assert len(shown.css(".legend li")) == 2
    cells = [page.texts(row, "td") for row in shown.css("table.trend tbody tr")]
    now = sum(int(row[0]) for row in cells if row[0] != "–")
    assert now == count(searcher, SearchParams(place="08"))
    for link in shown.css("table.trend td a")[:6]:
        results = page.get(client, link.attrib["href"])
        assert results.css(".bar-line strong::text").get() == link.css("::text").get()


def test_a_district_tells_what_became_of_it_and_which_parts_are_partial(client: FlaskClient) -> None:
    shown = page.get(client, "/place/280-huyen-phu-xuyen")
    assert page.text(shown, "h1") == "Huyện Phú Xuyên (cũ)"
    became = page.texts(shown, "section[aria-labelledby=sau] li")
    assert len(became) == 4
    assert all("một phần, không cộng" in line and "1656/NQ-UBTVQH15" in line for line in became)
    assert page.texts(shown, "main > p a")[:2] == ["Các địa phương", "Hà Nội (cũ)"]
    assert page.texts(shown, ".portals a") == ["Cổng thông tin huyện Phú Xuyên"]


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/place/08-sai-ten", TUYEN_QUANG),
        ("/place/08", TUYEN_QUANG),
        ("/place/02@old", "/place/02-ha-giang"),
        ("/place/28657-xa-phu-thanh", "/place/28657-xa-binh-phu"),
        ("/place/08-x?lang=en", f"{TUYEN_QUANG}?lang=en"),
    ],
)
def test_a_wrong_name_is_led_to_the_right_one(client: FlaskClient, asked: str, right: str) -> None:
    answer = client.get(asked)
    assert answer.status_code == 301
    assert unquote(answer.headers["Location"]) == right


@pytest.mark.parametrize("asked", ["/place/99-binh-phu", "/place/zz", "/place/08@never-x", "/place/" + "9" * 300])
def test_an_unknown_code_is_a_404(client: FlaskClient, asked: str) -> None:
    page.get(client, asked, 404)


def test_an_unknown_code_offers_what_the_name_may_mean(client: FlaskClient) -> None:
    names = page.texts(page.get(client, "/place/99-binh-phu", 404), ".places li a")
    assert len(names) > 5
    assert all("binh phu" in fold(name) for name in names)


def test_a_name_offers_its_candidates_with_parents_and_picks_none(client: FlaskClient) -> None:
    shown = page.get(client, "/places?q=B%C3%ACnh+Ph%C3%BA")
    names = page.texts(shown, ".places li a")
    assert "Xã Bình Phú, huyện Gò Công Tây, Tiền Giang (cũ)" in names
    assert len(names) == len(set(names)) > 10
    line = next(text for text in page.texts(shown, ".places li") if "Gò Công Tây" in text)
    assert "nay: Xã Phú Thành, Đồng Tháp" in line
    for address in shown.css(".places li a::attr(href)").getall()[:5]:
        page.get(client, address)
    one = page.get(client, "/places?q=Tuyen+Quang")
    assert one.css(".places li a::attr(href)").get() == TUYEN_QUANG


def test_a_name_that_nobody_bears_has_a_way_out(client: FlaskClient) -> None:
    shown = page.get(client, "/places?q=zzyzx")
    assert shown.css(".panel a::attr(href)").get() == "/places"


def test_all_provinces_stand_in_vietnamese_order(client: FlaskClient) -> None:
    shown = page.get(client, "/places")
    names = page.texts(shown, "table.places th[scope=row]")
    assert len(names) == 34
    assert names.index("Cần Thơ") < names.index("Đà Nẵng") < names.index("Đắk Lắk")
    row = next(row for row in shown.css("table.places tbody tr") if page.text(row, "th") == "Tuyên Quang")
    assert "Hà Giang" in page.texts(row, "td a")


def test_a_code_that_went_to_another_unit_names_both() -> None:
    assert [(n.full_name, n.unit.key) for n in named("75")][-1] == ("Thành phố Đồng Nai", "75@new")
    eras = [(name.full_name, name.unit.era) for name in named("08")]
    assert eras == [("Tỉnh Tuyên Quang", "old"), ("Tỉnh Tuyên Quang", "new")]


def test_words_of_a_place_are_worked_out_once(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def keyness(_: object, params: SearchParams, **__: object) -> tuple[str, ...]:
        asked.append(params.place)
        return ("tổ hòa giải",)

    monkeypatch.setattr("search_ui.place_facts.keyness", keyness)
    words = Words()
    assert [words.of(searcher, place, now=False) for place in ("08", "08", "01")] == [("tổ hòa giải",)] * 3
    assert asked == ["08", "01"]
    monkeypatch.setattr("search_ui.place_facts.QUICK", 10)
    assert words.of(searcher, "02", now=False) is None
    assert words.of(searcher, "08", now=False) == ("tổ hòa giải",)
    assert words.of(searcher, "02", now=True) == ("tổ hòa giải",)


def test_words_of_a_place_in_a_large_corpus_are_counted_when_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.place_facts.QUICK", 10)
    monkeypatch.setattr("search_ui.views.places._WORDS", Words())
    monkeypatch.setattr("search_ui.place_facts.keyness", lambda *_, **__: (Keyword("tổ hòa giải", 20.5, 2.5, 7, 1),))
    link = page.get(client, TUYEN_QUANG).css("a[rel=nofollow]::attr(href)").get("")
    assert link == f"{TUYEN_QUANG}?words=1#tu"
    shown = page.get(client, link.partition("#")[0])
    assert page.texts(shown, ".words a") == ["tổ hòa giải"]
    page.get(client, shown.css(".words a::attr(href)").get(""))
    assert page.texts(page.get(client, TUYEN_QUANG), ".words a") == ["tổ hòa giải"]


REGISTRY = """
[[portal]]
id = "phuxuyen.example"
name = "Cổng thông tin huyện Phú Xuyên"
level = "huyen"
place = "280"
hosts = ["phuxuyen.example", "www.phuxuyen.example"]
home = "https://phuxuyen.example/"
lists = ["https://phuxuyen.example/tin"]
until = 2025-06-30
state = "moved"
moved_to = "sau.example"
evidence = "seen: its pages."
note = "Ended with the district."

[[portal]]
id = "sau.example"
name = "Cổng xã Sau"
level = "xa"
hosts = ["sau.example"]
home = "https://sau.example/"
state = "candidate"
"""


@pytest.fixture
def troubled(
    own_data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client_of: Callable[[DataDir], FlaskClient]
) -> FlaskClient:
    """The site over an archive with fetches, addresses that gave no article, and a registry of its own."""
    (tmp_path / "portals.toml").write_text(REGISTRY, "utf-8")
    monkeypatch.setenv("DANVAN_PORTALS", str(tmp_path / "portals.toml"))
    with Archive.open(own_data.archive) as archive:
        run = archive.start_run("phuxuyen.example", site_corpus.SEEN)
        archive.discover("phuxuyen.example", [Candidate("k", "https://phuxuyen.example/hong")], run)
        archive.settle("phuxuyen.example", "k", "failed", site_corpus.SEEN, "HTTP 500")
        for status in (200, 200, 500, None):
            archive.add_fetch(
                "phuxuyen.example", Fetch("https://phuxuyen.example/x", site_corpus.SEEN, status, "failed")
            )
        archive.finish_run(
            run, site_corpus.SEEN, {"new": 2, "requests": 9, "read": 5, "selector/title/0": 5, "selector/body/0": 4,
                                    "selector/body/none": 1}, "ok", "Lists are slow",
        )  # fmt: skip
    update_index(own_data, processes=1, words=False)
    return client_of(own_data)


def test_the_page_of_a_portal(troubled: FlaskClient) -> None:
    shown = page.get(troubled, "/portal/phuxuyen.example")
    assert page.text(shown, ".meta .state") == "đã đóng"
    assert page.texts(shown, ".failed a") == ["https://phuxuyen.example/hong"]
    assert "HTTP 500" in page.text(shown, ".failed li")
    assert {row[0]: row[1] for row in rows(shown, "http")} == {"200": "3", "500": "1", "không trả lời": "1"}
    assert rows(shown, "doc-duoc")[:2] == [["tiêu đề", "100 %", "–"], ["thân bài", "80 %", "–"]]
    first = rows(shown, "lan-chay")[0]
    assert first[2:6] == ["2", "–", "–", "9"]
    assert "Lists are slow" in first[1]
    facts = page.texts(shown, ".facts dd")
    assert any("www.phuxuyen.example" in fact for fact in facts)
    assert "seen: its pages." in facts
    assert "Cổng xã Sau" in facts
    assert shown.css("svg.lines")
    articles = shown.css(".original a[href^='/search']::attr(href)").get("")
    assert page.get(troubled, articles).css(".bar-line strong::text").get() in page.text(shown, ".figures dd")


def test_a_portal_that_was_never_collected_shows_what_the_registry_knows(troubled: FlaskClient) -> None:
    shown = page.get(troubled, "/portal/sau.example")
    assert page.text(shown, ".meta .state") == "chưa thu thập"
    assert "ứng viên" in page.text(shown, ".panel")
    assert "Cổng thông tin huyện Phú Xuyên" in page.texts(shown, ".facts dd")


def test_every_portal_is_listed_the_uncollected_ones_apart(troubled: FlaskClient) -> None:
    shown = page.get(troubled, "/portals")
    assert len(shown.css("table tbody tr")) == 7
    assert page.texts(shown, "section[aria-labelledby=cho] li") == ["Cổng xã Sau"]
    for address in shown.css("tbody th a::attr(href)").getall():
        page.get(troubled, address)


def test_portals_that_wait_for_their_first_crawl_are_counted(
    troubled: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert troubled.get("/status.json").json["waiting"] == 0  # type: ignore[index]  # a candidate is not to be crawled
    waiting = tmp_path / "others.toml"
    waiting.write_text(REGISTRY.replace('state = "candidate"', ""), "utf-8")
    monkeypatch.setenv("DANVAN_PORTALS", str(waiting))
    assert troubled.get("/status.json").json["waiting"] == 1  # type: ignore[index]
    assert "1 cổng trong danh mục" in page.text(page.get(troubled, "/status"), "main > p")


def test_an_unknown_portal_is_a_404_with_near_names(troubled: FlaskClient) -> None:
    shown = page.get(troubled, "/portal/phuxuyen.exmple", 404)
    assert shown.css("li a::attr(href)").get() == "/portal/phuxuyen.example"
    page.get(troubled, "/portal/%3Cscript%3E", 404)


def test_without_a_readable_registry_the_pages_stand(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_PORTALS", "/nowhere/portals.toml")
    assert portal_facts.registry() == {}
    page.get(client, "/portals")
    page.get(client, "/portal/tuyenquang.example")
    page.get(client, "/status")


def test_without_an_index_the_page_of_a_portal_stands(
    own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]
) -> None:
    (own_data.index / "current").unlink()
    shown = page.get(client_of(own_data), "/portal/phuxuyen.example")
    assert page.text(shown, ".panel") == "Chưa có chỉ mục tìm kiếm"
    assert rows(shown, "lan-chay")


def test_a_badge_stands_under_both_addresses(client: FlaskClient) -> None:
    for address in ("/status/phuxuyen.example.svg", "/portal/phuxuyen.example.svg"):
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


def test_status_can_be_narrowed_to_a_state(client: FlaskClient) -> None:
    status = page.get(client, "/status")
    narrowed = next(a for a in status.css(".figures dd a::attr(href)").getall() if "failing" in a)
    shown = page.get(client, narrowed)
    assert set(page.texts(shown, "tbody .state")) == {"lỗi"}
    assert shown.css(".chips a::attr(href)").get() == "/status"
    assert page.get(client, "/status?state=nonsense").css("tbody tr")


def test_many_portals_are_paged(own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]) -> None:
    with Archive.open(own_data.archive) as archive:
        for n in range(130):
            archive.put_portal(PortalRecord(f"them-{n}.example", f"Cổng thêm {n}", "xa"))
    client = client_of(own_data)
    shown = page.get(client, "/status?state=never")
    assert len(shown.css("tbody tr")) == 60
    last = shown.css(".pages a::attr(href)").getall()[-2]
    assert urlsplit(last).query == "state=never&page=3"
    assert len(page.get(client, last).css("tbody tr")) < 60
    assert len(page.get(client, "/portals?page=99").css("table tbody tr")) > 0
