"""Made-up pages of many structures: title, day, writer, every paragraph and nothing else."""

from __future__ import annotations

import json

import pytest

from benchmarks.extractors import danvan
from benchmarks.labelled import Labelled, Unlabelled, hidden, news, no_articles, portals, rounds, shapes
from benchmarks.scores import score
from benchmarks.shapes.mixed import mixed
from benchmarks.shapes.portals_more import MORE
from benchmarks.shapes.rougher import ROUGHER
from crawler.extraction import extract
from crawler.items import Article, NotAnArticle

PAGES = [*shapes(1, seed=11), *shapes(1, seed=11, kinds=ROUGHER)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("bare", [False, True], ids=["as it is", "without names"])
def test_article(page: Labelled, bare: bool) -> None:
    found = score(danvan("generic")(hidden(page.html) if bare else page.html, page.url), page)
    assert found.title
    assert found.day
    assert found.lost == ()
    assert found.left == ()


PORTALS = [*portals(1, seed=5), *portals(1, seed=5, kinds=MORE), *portals(20, seed=5, kinds={"mixed": mixed})]
UNSIGNED = ("nukeviet_renamed_module", "liferay_update_first")
"""Pages whose writer only a guess could find: a bare name where the system prints labelled ones, or under a source."""


@pytest.mark.parametrize("page", PORTALS, ids=lambda page: page.name)
def test_portal(page: Labelled) -> None:
    article = extract(page.html, page.url)
    assert isinstance(article, Article)
    found = score(danvan(None)(page.html, page.url), page)
    assert found.title
    assert found.day
    assert found.minute is not False
    assert found.lost == ()
    assert found.left == ()
    assert article.author in (page.author, None)
    if not page.name.startswith(UNSIGNED) and b"nv_module_name" not in page.html:
        assert article.author == page.author


ROUNDS = list(rounds())


@pytest.mark.parametrize("page", [p for p in ROUNDS if isinstance(p, Labelled)], ids=lambda page: page.name)
def test_round(page: Labelled) -> None:
    found = score(danvan(None)(page.html, page.url), page)
    assert found.title
    assert found.lost == ()
    assert found.tokens >= 0.95
    assert found.day or page.published is None


@pytest.mark.parametrize("page", [p for p in ROUNDS if isinstance(p, Unlabelled)], ids=lambda page: page.name)
def test_no_article_of_a_round(page: Unlabelled) -> None:
    assert isinstance(extract(page.html, page.url), NotAnArticle)


@pytest.mark.parametrize("page", list(news(1)), ids=lambda page: page.name)
def test_news(page: Labelled) -> None:
    found = score(danvan(None)(page.html, page.url), page)
    assert found.title
    assert found.day
    assert found.tokens >= 0.95


@pytest.mark.parametrize("page", list(no_articles(1, seed=11)), ids=lambda page: page.name)
def test_no_article(page: Unlabelled) -> None:
    assert isinstance(extract(page.html, page.url), NotAnArticle)


def test_a_text_that_only_the_structured_data_has() -> None:
    title = "Xóm ven kênh đổi thay từng ngày"
    text = "Đoạn {} kể chuyện bà con cùng nhau dọn kênh, trồng hoa và giữ xóm làng sạch đẹp mỗi tuần."
    paragraphs = [text.format(n) for n in range(6)]
    body = "<p>" + "</p><p>".join(paragraphs) + "</p>"
    stated = json.dumps({"@type": "NewsArticle", "headline": title, "articleBody": body})
    html = f'<script type="application/ld+json">{stated}</script><div id=app></div><h1>{title}</h1>'
    article = extract(html, "https://bao.example.vn/xom-ven-kenh-doi-thay-tung-ngay-12.html")
    assert isinstance(article, Article)
    assert article.body.split("\n\n") == paragraphs
