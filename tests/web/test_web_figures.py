"""The page of figures: every number with its sentence, filters that count what they give, links to the sentence."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.datadir import DataDir
from indexer.figures.table import FILE
from search_ui import figures
from search_ui.figures import Asked


def total(found: Selector) -> int:
    return int(found.css(".bar-line strong::text").get("0").replace(".", ""))


def test_a_figure_stands_with_its_sentence_and_its_article(client: FlaskClient) -> None:
    shown = page.get(client, "/figures?unit=m%C3%B4+h%C3%ACnh")
    rows = shown.css(".claims-table tbody tr")
    assert total(shown) == len(rows)
    (first,) = [
        row for row in rows if "Hội thi dân vận" in page.text(row, "td:last-child") and "88" in page.text(row, "th")
    ][:1]
    assert page.text(first, "th").startswith("88 mô hình")
    assert page.text(first, "mark").startswith("88 mô hình")
    assert page.text(first, "td a.quiet") == "Có 88 mô hình dự thi."


def test_the_link_leads_to_the_sentence_in_the_article(client: FlaskClient) -> None:
    for address in page.get(client, "/figures").css(".claims-table a.quiet::attr(href)").getall()[:10]:
        parts = urlsplit(address)
        article = page.get(client, parts.path)
        assert article.css(f"[id='{parts.fragment}']"), address


def test_every_offer_gives_as_many_figures_as_it_says(client: FlaskClient) -> None:
    shown = page.get(client, "/figures")
    offers = shown.css(".offers li a")
    assert len(offers) >= 3
    for offer in offers:
        count = int(offer.css(".num::text").get("0").replace(".", ""))
        assert total(page.get(client, offer.attrib["href"])) == count


def test_a_chosen_offer_is_let_go_again(client: FlaskClient) -> None:
    chosen = page.get(client, "/figures?noun=m%C3%B4+h%C3%ACnh")
    (offer,) = chosen.css(".offers [aria-current]")
    assert "noun" not in parse_qs(urlsplit(offer.attrib["href"]).query)


def test_the_search_bounds_the_articles(client: FlaskClient) -> None:
    everywhere = total(page.get(client, "/figures"))
    here = page.get(client, "/figures?place=08")
    assert 0 < total(here) < everywhere
    assert page.texts(here, ".chips a")[0].startswith("Địa phương: Tuyên Quang")
    assert here.css("select option[selected]::attr(value)").get() == "08"


def test_figures_are_sorted_by_value_or_date(client: FlaskClient) -> None:
    def values(order: str) -> list[float]:
        rows = page.texts(page.get(client, f"/figures?noun=ng%C3%A0y+c%C3%B4ng&sort={order}"), "th strong")
        return [float(row.replace(".", "").replace(",", ".")) for row in rows]

    largest = values("largest")
    assert largest == sorted(largest, reverse=True)
    assert values("smallest") == sorted(largest)[: len(largest)]
    newest = page.get(client, "/figures").css("td time::attr(datetime)").getall()
    assert [day[:10] for day in newest] == sorted((day[:10] for day in newest), reverse=True)


def test_nothing_is_added_up_and_the_page_says_so(client: FlaskClient) -> None:
    assert "không được cộng lại" in page.text(page.get(client, "/figures"), "main > p")


def test_no_figure_is_told_with_a_way_out(client: FlaskClient) -> None:
    shown = page.get(client, "/figures?unit=zzyzx")
    assert "Không có số liệu nào khớp" in page.text(shown, ".panel h2")
    assert shown.css(".panel a::attr(href)").get() == "/figures"


@pytest.mark.parametrize("wrong", ["status=x", "kind=x", "year=x", "sort=relevant", "page=0"])
def test_unusable_values_are_told(client: FlaskClient, wrong: str) -> None:
    shown = page.get(client, f"/figures?{wrong}", 400)
    assert wrong.partition("=")[0] in page.text(shown, ".note")


def test_a_query_that_cannot_be_read_is_a_400(client: FlaskClient) -> None:
    page.get(client, "/figures?q=*van", 400)


def test_an_index_without_figures_says_what_helps(own_data: DataDir, client_of: object) -> None:
    (own_data.index / FILE).unlink()
    shown = page.get(client_of(own_data), "/figures")  # type: ignore[operator]
    assert "danvan index" in page.text(shown, ".panel")


def test_the_address_is_canonical(app: Flask) -> None:
    with app.test_request_context(
        "/figures?year=2024&kind=money&q=x&status=%C4%91%E1%BA%A1t&noun=h%E1%BB%99&sort=newest"
    ):
        from flask import request

        asked = figures.read(request.args)
        assert not asked.problems
        assert figures.url(asked) == "/figures?q=x&noun=h%E1%BB%99&status=%C4%91%E1%BA%A1t&kind=money&year=2024"
        assert figures.url(Asked()) == "/figures"


def test_rows_for_exports_are_all_of_them(client: FlaskClient, app: Flask) -> None:
    site = app.extensions["danvan"]
    with app.test_request_context("/figures"):
        rows = list(figures.rows(site.searcher(), site.figures(), Asked()))
    assert len(rows) == total(page.get(client, "/figures"))
    assert all(row.sentence.strip() and row.claim in row.sentence for row in rows)


def test_empty_fields_of_the_form_leave_the_address(client: FlaskClient) -> None:
    answer = client.get("/figures?q=&unit=h&place=&year=&from=&to=")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/figures?unit=h")
    page.get(client, answer.headers["Location"])
