"""The article page: what it states, where that stands in the text, and the stored page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import site_corpus
import site_page as page
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.datadir import DataDir
from crawler.archive.record import Fetch
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.items import Article
from search_ui.kin import delayed
from search_ui.reading import Anchors, Segment
from search_ui.said import cited, claims, sentence_id

RICH = f"/article/{site_corpus.rich().id}"


def test_a_figure_leads_to_its_sentence(client: FlaskClient) -> None:
    article = page.get(client, RICH)
    figure = article.css(".claims tbody th a")[0]
    target = figure.attrib["href"]
    assert page.text(article, ".claims tbody th a") == "88"
    assert page.text(article, f".text span{target}") == "Có 88 mô hình dự thi."


def test_figures_of_title_lead_and_body_have_their_own_anchors() -> None:
    item = Article(url="https://a.example/1", title="Tặng 5 nhà", lead="Có 12 mô hình.", body="Câu một. Có 30 hộ.")
    assert [claim.anchor for claim in claims(item)][1:] == ["sl0", "s9"]
    assert sentence_id("title", 0) == "st0"


def test_a_document_is_listed_once_and_searched() -> None:
    body = "Theo Chỉ thị số 05-CT/TU của Tỉnh ủy. Chỉ thị 05-CT/TU ngày 01/02/2024 nêu rõ. Quyết định số 2200 cũng vậy."
    found = {c.number: c for c in cited(Article(url="https://a.example/1", title="Bài", body=body))}
    directive = found["05-CT/TU"]
    assert directive.search is not None
    assert directive.search.q == "doc:05-CT/TU"
    assert directive.issued is not None
    assert all(c.search is None for number, c in found.items() if number.isdigit())


def test_hits_lead_to_the_next_and_the_one_before(client: FlaskClient) -> None:
    article = page.get(client, f"{RICH}?q=hội+thi")
    ids = article.css("mark::attr(id)").getall()
    assert ids == ["khop", *(f"khop-{n}" for n in range(2, len(ids) + 1))]
    steps = article.css(".steps")
    assert steps[0].css("a::attr(href)").getall() == ["#khop-2"]
    assert steps[1].css("a::attr(href)").getall() == ["#khop", "#khop-3"]
    assert steps[-1].css("a::attr(href)").getall() == [f"#{ids[-2]}"]
    targets = article.css("a[href^='#']::attr(href)").getall()
    assert all(article.css(f"[id='{target[1:]}']") for target in targets)


def test_ids_are_unique(client: FlaskClient) -> None:
    ids = page.get(client, f"{RICH}?q=mô+hình").css("[id]::attr(id)").getall()
    assert len(ids) == len(set(ids))


def test_the_same_news_elsewhere_and_similar_articles(client: FlaskClient) -> None:
    article = page.get(client, RICH)
    assert len(article.css(".spread li")) == 2
    assert "2 tỉnh, thành phố" in page.text(article, "aside")
    similar = article.css("#tuong-tu ~ ul a::attr(href)").getall()
    assert similar
    assert f"/article/{site_corpus.reprint().id}" not in similar
    for address in similar:
        page.get(client, address)


def test_delays_are_said_in_days() -> None:
    assert delayed(timedelta(days=3, hours=2)) == "sau 3 ngày"
    assert delayed(timedelta(hours=5)) == ""
    assert delayed(None) == ""


def test_programs_read_the_article_from_the_page(client: FlaskClient) -> None:
    article = page.get(client, RICH)
    data = json.loads(article.css("script[type='application/ld+json']::text").get(""))
    assert data["headline"] == "Hội thi dân vận khéo toàn huyện"
    for address in article.css(".formats a::attr(href)").getall():
        assert client.get(address).status_code == 200


def test_a_title_cannot_leave_the_data_of_programs(client: FlaskClient) -> None:
    text = client.get(f"/article/{site_corpus.hostile().id}").text
    assert text.count("</script>") == 3
    data = json.loads(Selector(text).css("script[type='application/ld+json']::text").get(""))
    assert data["headline"].startswith("<script>alert")


def test_sentences_are_cut_at_their_ends_and_named_once() -> None:
    text = "Một hai. Ba bốn. Năm"
    anchors = Anchors(text, [(9, 16, "s9")])
    line = (Segment("Một hai. Ba ", False), Segment("bốn", True), Segment(". Năm", False))
    runs = anchors.runs(line)
    assert [("".join(s.text for s in run.segments), run.id) for run in runs] == [
        ("Một hai. ", None), ("Ba bốn.", "s9"), (" Năm", None),
    ]  # fmt: skip
    assert anchors.runs((Segment("khác", False),))[0].id is None


@pytest.fixture
def with_snapshots(own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]) -> FlaskClient:
    """The site over an archive whose rich article was fetched twice, and its reprint as something else than HTML."""
    with Archive.open(own_data.archive) as archive, SnapshotWriter(own_data.snapshots) as writer:
        for days, item, kind in (
            (2, site_corpus.rich(), "text/html; charset=windows-1258"),
            (1, site_corpus.rich(), ""),
            (1, site_corpus.reprint(), "application/pdf"),
        ):
            at = site_corpus.SEEN - timedelta(days=days)
            headers = [("Content-Type", kind)] if kind else []
            body = f"<html><script>alert({days})</script><p>Trang {days}".encode()
            ref = writer.write(**_page(item, headers, body, at))
            archive.add_fetch(item.portal, Fetch(item.url, at, 200, snapshot=ref), article_id=item.id)
    return client_of(own_data)


def _page(item: Article, headers: list[tuple[str, str]], body: bytes, at: Any) -> dict[str, Any]:
    return {"url": item.url, "status": 200, "headers": headers, "body": body, "fetched_at": at, "portal": item.portal}


def test_the_stored_page_is_sent_into_a_sandbox(with_snapshots: FlaskClient) -> None:
    article = page.get(with_snapshots, RICH)
    found = article.xpath('//dt[text()="Trang đã lưu"]/following-sibling::dd[1]//a/@href').getall()
    newest, older = (with_snapshots.get(address) for address in found[-2:])
    assert with_snapshots.get(found[0]).status_code == 200
    assert "Trang 1" in newest.text
    assert b"Trang 2" in older.data
    assert older.content_type == "text/html; charset=windows-1258"
    policy = newest.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert newest.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_stored_page_is_404(with_snapshots: FlaskClient) -> None:
    for address in (
        f"/article/{site_corpus.reprint().id}/snapshot",
        f"{RICH}/snapshot?at=2020-01-01T00:00:00+07:00",
        f"/article/{site_corpus.dump().id}/snapshot",
        "/article/0/snapshot",
    ):
        assert with_snapshots.get(address).status_code == 404


def test_an_article_can_be_read_without_an_index(
    own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]
) -> None:
    import shutil

    shutil.rmtree(own_data.index)
    article = page.get(client_of(own_data), RICH)
    assert article.css(".text p")
    assert not article.css("#tuong-tu")
