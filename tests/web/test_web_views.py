"""Results as a concordance and as a table, and the tree of places."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
import site_page as page
from flask.testing import FlaskClient
from parsel import Selector

from indexer.search import Facet, FacetValue, SearchParams
from search_ui import lines, params
from search_ui.filtering import facet_view, title
from search_ui.view import View

QUERY = '/search?q="dân vận khéo"'


def words(found: Selector, css: str) -> list[str]:
    return page.texts(found, css)


def test_a_concordance_aligns_each_hit_between_its_neighbours(client: FlaskClient) -> None:
    found = page.get(client, f"{QUERY}&view=kwic")
    rows = found.css(".kwic tbody tr")
    assert len(rows) == lines.LINES
    assert {node.lower() for node in words(found, ".kwic .node")} == {"dân vận khéo"}
    first = rows[0]
    assert first.css(".left ::text").get("").strip()
    assert first.css(".right ::text").get("").strip()
    assert page.text(first, ".source time")


def test_lines_sort_by_the_words_beside_the_hit(client: FlaskClient) -> None:
    def after(order: str) -> list[str]:
        found = page.get(client, f"{QUERY}&view=kwic&order={order}")
        return [right.split()[0] if right else "" for right in words(found, ".kwic .right")]

    assert after("R1") == sorted(after("R1"), key=lambda word: word.lower())
    assert sorted(after("R1"))[:3] == sorted(after("L1"))[:3]
    found = page.get(client, f"{QUERY}&view=kwic&order=L2")
    assert page.text(found, ".tools nav [aria-current]") == "Trước 2"


def test_a_sample_is_the_same_for_the_same_seed(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(more: str) -> list[str]:
        return page.get(client, f"{QUERY}&view=kwic&sample=7{more}").css(".kwic .node a::attr(href)").getall()

    assert len(drawn("")) == 7
    assert [a.split("?")[0] for a in drawn("")] == [a.split("?")[0] for a in drawn("&seed=0")]
    assert [a.split("?")[0] for a in drawn("")] != [a.split("?")[0] for a in drawn("&seed=4")]
    found = page.get(client, f"{QUERY}&view=kwic&sample=7")
    redrawn = found.xpath('//a[text()="rút mẫu khác"]/@href').get("")
    assert "seed=1" in redrawn
    assert "sample=7" in redrawn


def test_lines_turn_pages_and_lead_to_their_place(client: FlaskClient) -> None:
    first = page.get(client, f"{QUERY}&view=kwic")
    second = page.get(client, first.css(".pages a[rel=next]::attr(href)").get(""))
    assert second.css(".kwic tbody tr")
    assert not set(first.css(".node a::attr(href)").getall()) & set(second.css(".node a::attr(href)").getall())
    address = first.css(".node a::attr(href)").get("")
    place, _, fragment = address.partition("#")
    assert page.get(client, place).css("mark#khop")
    assert unquote(fragment).lower().startswith("khop:~:text=")
    assert "dân vận khéo" in unquote(fragment).lower()
    assert page.get(client, f"{QUERY}&view=kwic&page=99").xpath('//a[text()="Đến trang cuối"]')


def test_every_link_of_a_concordance_stays_one(client: FlaskClient) -> None:
    found = page.get(client, f"{QUERY}&view=kwic&order=R1&level=huyen")
    for address in found.css(".chips a::attr(href), .facet li a::attr(href), svg.chart a::attr(href)").getall():
        assert "view=kwic&order=R1" in address
    box = {i.attrib["name"]: i.attrib["value"] for i in found.css("form.search input[type=hidden]")}
    assert (box["view"], box["order"]) == ("kwic", "R1")
    back = page.get(client, found.css(".node a::attr(href)").get("")).css("a.back::attr(href)").get("")
    assert "view=kwic" in back


def test_a_concordance_needs_words(client: FlaskClient) -> None:
    assert not page.get(client, "/search?view=kwic").css(".kwic")
    assert "chỉ có điều kiện lọc" in page.text(page.get(client, "/search?q=level:huyen&view=kwic"), "main")


def test_a_large_result_is_read_in_part_and_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "ARTICLES", 5)
    newest = page.get(client, f"{QUERY}&view=kwic")
    assert "5 bài mới nhất trong 51" in page.text(newest, ".note")
    days = newest.css(".source time::attr(datetime)").getall()
    assert len({day[:10] for day in days}) == 5
    assert "5 bài lấy ngẫu nhiên" in page.text(page.get(client, f"{QUERY}&view=kwic&order=R1"), ".note")


def test_a_table_has_one_row_for_each_article(client: FlaskClient) -> None:
    found = page.get(client, "/search?q=dân+vận&view=table&sort=newest")
    listed = page.get(client, "/search?q=dân+vận&sort=newest")
    assert words(found, ".listing tbody th") == words(listed, ".hit h2")
    assert found.css(".listing thead th::attr(aria-sort)").get() == "descending"
    assert "Dân vận khéo" in words(found, ".listing td[data-label='Chủ đề']")
    assert "Huyện, quận" in words(found, ".listing td[data-label='Cấp']")
    other = page.get(client, found.css(".listing thead a::attr(href)").get(""))
    assert other.css(".listing thead th::attr(aria-sort)").get() == "ascending"


def test_former_names_stand_beside_todays(client: FlaskClient) -> None:
    found = page.get(client, "/search?q=dân+vận&portal=hagiang.example&sort=oldest")
    meta = page.text(found, ".hit .meta")
    assert "Tuyên Quang" in meta
    assert page.text(found, ".hit .former") == "Hà Giang (cũ)"


def test_places_nest_and_their_sense_can_be_chosen(client: FlaskClient) -> None:
    found = page.get(client, "/search?q=dân+vận&place=08")
    tree = found.css("#loc-place + ul")
    assert "Hà Giang (cũ)" in " ".join(words(tree, "details li"))
    modes = found.css(".modes a::attr(href)").getall()
    assert [address.split("place_mode=")[1].split("&")[0] for address in modes] == ["then", "exact"]
    exact = page.get(client, modes[1])
    assert page.text(exact, ".modes [aria-current]") == "Chỉ đúng đơn vị này"


def test_a_facet_of_the_core_that_is_new_here_is_shown_under_its_own_name() -> None:
    assert title("mentions") == "Nơi được nhắc đến"
    assert title("colour") == "colour"
    value = FacetValue("01", "Hà Nội", 3, False)
    shown = facet_view(Facet("mentions", (value,)), SearchParams(q="x"), params.url).shown
    assert shown[0].url == "/search?q=x&mentions=01"


@pytest.mark.parametrize("wrong", ["view=map", "order=Z9", "sample=0", "sample=99999", "seed=-1"])
def test_an_unusable_view_is_told(client: FlaskClient, wrong: str) -> None:
    problem = page.get(client, f"/search?q=dân&{wrong}", 400)
    assert wrong.split("=")[0] in page.text(problem, "dt code")


def test_a_view_has_one_address() -> None:
    seen = View("kwic", "R2", 50, 3)
    assert params.url(SearchParams(q="a"), seen=seen) == "/search?q=a&view=kwic&order=R2&sample=50&seed=3"
    assert params.url(SearchParams(q="a"), seen=View("table", "R2", 50, 3)) == "/search?q=a&view=table"
