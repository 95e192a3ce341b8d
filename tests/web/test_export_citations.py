"""How articles and the corpus are cited, in words and as data for reference managers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import parse_qs

import bibtexparser
import pytest
import site_corpus
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

from crawler.items import VIETNAM
from search_ui import citations
from search_ui.citations import Citation

TODAY = date(2026, 3, 15)
WHOLE = Citation(
    "0123456789abcdef",
    "Xây dựng “tổ dân vận” giỏi?",
    "Trần Thị Mẫu",
    "Cổng thông tin xã Thử",
    datetime(2025, 9, 9, 23, 30, tzinfo=VIETNAM),
    "minute",
    "https://thu.example/bai",
    "https://kho.example/article/0123456789abcdef",
    datetime(2025, 9, 10, 2, 0, tzinfo=VIETNAM),
    "Mở đầu.",
    "Báo Mẫu",
    ("Dân vận khéo",),
)
BARE = replace(WHOLE, author=None, published=None, precision=None, url=None, source=None, lead=None, keywords=())
KEPT = "lưu tại Kho tin Dân vận ngày 10/9/2025, https://kho.example/article/0123456789abcdef (truy cập ngày 15/3/2026)."


@pytest.mark.parametrize(
    ("cited", "vietnamese", "apa", "chicago"),
    [
        (
            WHOLE,
            "Trần Thị Mẫu (2025), “Xây dựng “tổ dân vận” giỏi?”, Cổng thông tin xã Thử, ngày 9/9/2025, dẫn theo "
            f"Báo Mẫu, https://thu.example/bai, {KEPT}",
            "Trần Thị Mẫu. (2025, September 9). Xây dựng “tổ dân vận” giỏi? Cổng thông tin xã Thử. https://thu.example/bai",
            "Trần Thị Mẫu. “Xây dựng “tổ dân vận” giỏi?” Cổng thông tin xã Thử, September 9, 2025. "
            "https://thu.example/bai. Archived September 10, 2025, Kho tin Dân vận, "
            "https://kho.example/article/0123456789abcdef.",
        ),
        (
            BARE,
            f"“Xây dựng “tổ dân vận” giỏi?” (không rõ ngày), Cổng thông tin xã Thử, {KEPT}",
            "Xây dựng “tổ dân vận” giỏi? (n.d.). Cổng thông tin xã Thử. Retrieved March 15, 2026, from "
            "https://kho.example/article/0123456789abcdef",
            "“Xây dựng “tổ dân vận” giỏi?” Cổng thông tin xã Thử. n.d. Accessed March 15, 2026. Archived September 10, "
            "2025, Kho tin Dân vận, https://kho.example/article/0123456789abcdef.",
        ),
    ],
)
def test_styles(cited: Citation, vietnamese: str, apa: str, chicago: str) -> None:
    assert citations.vietnamese(cited, TODAY) == vietnamese
    assert citations.apa(cited, TODAY) == apa
    assert citations.chicago(cited, TODAY) == chicago


def test_metadata_say_no_more_than_is_known() -> None:
    tags = dict(citations.meta_tags(WHOLE))
    assert tags["citation_publication_date"] == "2025/09/09"
    assert tags["citation_author"] == "Trần Thị Mẫu"
    assert "citation_publication_date" not in dict(citations.meta_tags(BARE))
    assert citations.json_ld(WHOLE)["datePublished"] == "2025-09-09T23:30:00+07:00"
    assert citations.json_ld(replace(WHOLE, precision="day"))["datePublished"] == "2025-09-09"
    assert not {"datePublished", "author", "isBasedOn", "abstract", "keywords"} & set(citations.json_ld(BARE))
    open_url = parse_qs(citations.coins_of(WHOLE))
    assert open_url["rft.date"] == ["2025-09-09"]
    assert open_url["rft.identifier"] == ["https://thu.example/bai"]
    assert "rft.date" not in parse_qs(citations.coins_of(BARE))


def test_pages_carry_what_reference_managers_look_for(client: FlaskClient) -> None:
    page = Selector(client.get(f"/article/{site_corpus.hostile().id}").text)
    assert page.css('meta[name="citation_title"]::attr(content)').get("").startswith('<script>alert("độc")</script>')
    data = json.loads(page.css('script[type="application/ld+json"]::text').get(""))
    assert data["headline"].startswith('<script>alert("độc")</script>')
    assert page.css(".Z3988::attr(title)").get("").startswith("ctx_ver=Z39.88-2004&")
    assert len(page.css("script:not([src]):not([type='application/ld+json'])")) == 0
    results = Selector(client.get("/search?q=khen").text)
    spans = results.css("ol.hits .Z3988::attr(title)").getall()
    assert len(spans) == 20
    assert all(parse_qs(span)["rft.title"] for span in spans)
    feed = results.css('link[type="application/atom+xml"]::attr(href)').get("")
    assert client.get(feed).mimetype == "application/atom+xml"


@pytest.mark.parametrize("query", ["q=khen", "q=khen&view=kwic", "q=khen&lang=en&sort=oldest"])
def test_every_format_is_offered(client: FlaskClient, query: str) -> None:
    page = Selector(client.get(f"/search?{query}").text)
    for address in page.css(".formats a::attr(href)").getall():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert ("view=kwic" in address) == ("kwic" in query and address.startswith(("/search.csv", "/search.xlsx")))
    assert len(page.css(".formats a")) == 8


@pytest.mark.parametrize(
    "path", ["/trends?q=khen&by=year", "/trends?q=khen&split=place&lang=en", "/figures?unit=ng%C3%A0y"]
)
def test_tables_are_offered_as_files(client: FlaskClient, path: str) -> None:
    links = Selector(client.get(path).text).css(".formats a::attr(href)").getall()
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["csv", "xlsx"]
    for link in links:
        assert client.get(link).status_code == 200


def test_imported_texts_are_published_by_nobody(client: FlaskClient) -> None:
    page = Selector(client.get(f"/article/{site_corpus.dump().id}").text)
    cited = " ".join(page.css(".cite::text").getall())
    assert "không rõ ngày" in cited
    assert "import" not in cited


def test_the_corpus_is_cited_with_its_version(app: Flask) -> None:
    with app.test_request_context("/"):
        cited = citations.cite_corpus("https://kho.example/", TODAY, 8410, "abc-generation-000007")
    assert "8.410 bài, bản abc-generation-000007 ngày 15/3/2026, https://kho.example/." in cited["Kiểu Việt Nam"]
    assert "Version abc-generation-000007; 8,410 articles" in cited["APA 7"]
    assert bibtexparser.parse_string(cited["BibTeX"]).entries[0].fields_dict["urldate"].value == "2026-03-15"
