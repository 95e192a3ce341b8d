"""Text from outside stays text, every answer carries the headers, nothing is loaded from elsewhere."""

from __future__ import annotations

import gzip
import re
import string
from pathlib import Path

import pytest
import site_corpus
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parsel import Selector

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/",
    "/search",
    '/search?q="dân vận khéo"',
    "/search?q=<script>alert(1)</script>",
    "/search?q=xyzzy",
    f"/article/{site_corpus.hostile().id}",
    f"/article/{site_corpus.hostile().id}?q=khéo",
    "/status",
    "/status.json",
    "/help",
    "/healthz",
    "/search?page=<b>x</b>",
    "/search?q=*x",
    "/nothing",
    "/static/site.css",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers


def test_other_methods_are_refused_with_the_headers(client: FlaskClient) -> None:
    answer = client.post("/search")
    assert answer.status_code == 405
    assert "Content-Security-Policy" in answer.headers


def test_an_unexpected_error_is_a_plain_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("search_ui.site.Site.search", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = app.test_client().get("/search?q=a")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert page.text(Selector(answer.text), "h1") == "Có lỗi khi dựng trang"


@pytest.mark.parametrize("address", [a for a in PAGES if not a.startswith(("/static", "/status.json", "/healthz"))])
def test_nothing_is_inline_or_from_elsewhere(client: FlaskClient, address: str) -> None:
    found = Selector(client.get(address).text)
    assert not found.css("style, [style], iframe, object, embed, base, img")
    assert not [
        s
        for s in found.css("script:not([type='application/ld+json'])")  # data, which no browser runs
        if not s.attrib.get("src", "").startswith("/static/") or s.css("::text").get()
    ]
    assert not found.xpath("//@*[starts-with(name(), 'on')]")
    loaded = found.css("link[rel~=stylesheet]::attr(href), link[rel~=icon]::attr(href), script::attr(src)").getall()
    assert all(address.startswith("/static/") for address in loaded)
    for link in found.css("a"):
        assert re.match(r"(/(?!/)|#|https?://)", link.attrib["href"]), link.get()
        if link.attrib["href"].startswith("http"):
            assert "noreferrer" in link.attrib["rel"]


def test_crawled_markup_stays_text(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.hostile().id}?q=khéo")
    assert '<script>alert("độc")</script> Dân vận khéo' in page.text(article, "h1")
    assert "<script>document.title='hỏng'</script>" in page.text(article, ".text")
    assert "{{ 7*7 }}" in page.text(article, ".text")
    assert [s.attrib.get("type", "") for s in article.css("script")] == ["", "application/ld+json", ""]
    assert set(article.css(".text *").xpath("name()").getall()) == {"p", "mark", "span", "a"}
    hrefs = article.css("main a::attr(href)").getall()
    assert "https://phuxuyen.example/a.pdf" in hrefs
    assert not [href for href in hrefs if href.startswith("javascript")]


def test_snippets_and_titles_hold_only_marks(client: FlaskClient) -> None:
    results = page.get(client, '/search?q="dân vận khéo"&from=2025-05-05&to=2025-05-05')
    assert page.texts(results, ".hit h2")[0].startswith("<script>alert")
    assert set(results.css(".snippet *").xpath("name()").getall()) == {"mark"}
    assert set(results.css(".hit h2 a *").xpath("name()").getall()) == {"mark"}


@pytest.mark.parametrize("address", ["/", "/search", f"/article/{site_corpus.hostile().id}"])
def test_no_page_turns_the_direction_of_writing(client: FlaskClient, address: str) -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", client.get(address).text)


def test_a_query_with_markup_is_shown_as_typed(client: FlaskClient) -> None:
    results = page.get(client, '/search?q="<script>alert(1)</script>"')
    assert results.css("input[name=q]::attr(value)").get() == '"<script>alert(1)</script>"'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=60) | st.text(alphabet='dânvận"()*?:-~/|=ANDORNEARSENT0123456789 ', max_size=60),
    rest=st.dictionaries(
        st.sampled_from(["page", "from", "to", "level", "portal", "place", "place_mode", "sort", "topic", "keep"]),
        st.text(alphabet=string.printable, max_size=20),
        max_size=3,
    ),
)
def test_no_input_gives_an_error_of_ours(client: FlaskClient, query: str, rest: dict[str, str]) -> None:
    answer = client.get("/search", query_string={"q": query, **rest}, follow_redirects=True)
    assert answer.status_code in (200, 400)
    assert "Content-Security-Policy" in answer.headers


def test_one_light_stylesheet() -> None:
    static = ROOT / "search_ui" / "static"
    assert (static / "site.css").stat().st_size <= 40_000
    for file in static.iterdir():
        assert not re.search(r"(https?:)?//(?!www\.w3\.org/2000/svg)[a-z]+\.", file.read_text("utf-8")), file


def test_a_results_page_is_light(client: FlaskClient) -> None:
    assert len(client.get("/search?q=dân+vận").data) < 100_000


@pytest.mark.parametrize("address", ["/search?q=dân+vận", "/static/site.css", "/status.json", "/nothing"])
def test_answers_are_compressed_for_those_who_ask(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    refused = client.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in refused.headers
    assert packed.headers.get("Content-Encoding") == ("gzip" if len(plain.data) >= 1024 else None)
    assert (gzip.decompress(packed.data) if len(plain.data) >= 1024 else packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    if "ETag" in packed.headers:
        again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_static_files_are_kept_and_pages_are_asked_for_again(client: FlaskClient) -> None:
    stylesheet = page.get(client, "/").css("link[rel=stylesheet]::attr(href)").get("")
    assert "?v=" in stylesheet
    assert client.get(stylesheet).cache_control.max_age == 31_536_000
    first = client.get("/search?q=dân+vận")
    again = client.get("/search?q=dân+vận", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.cache_control.no_cache, again.status_code, again.data) == (True, 304, b"")
