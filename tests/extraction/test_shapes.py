"""Made-up pages of many structures, read the generic way: title, day, every paragraph and nothing else."""

from __future__ import annotations

import pytest

from benchmarks.extractors import danvan
from benchmarks.labelled import Labelled, Unlabelled, hidden, no_articles, shapes
from benchmarks.scores import score
from benchmarks.shapes.rougher import ROUGHER
from crawler.extraction import extract
from crawler.items import NotAnArticle

PAGES = [*shapes(1, seed=11), *shapes(1, seed=11, kinds=ROUGHER)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("bare", [False, True], ids=["as it is", "without names"])
def test_article(page: Labelled, bare: bool) -> None:
    found = score(danvan("generic")(hidden(page.html) if bare else page.html, page.url), page)
    assert found.title
    assert found.day
    assert found.lost == ()
    assert found.left == ()


@pytest.mark.parametrize("page", list(no_articles(1, seed=11)), ids=lambda page: page.name)
def test_no_article(page: Unlabelled) -> None:
    assert isinstance(extract(page.html, page.url), NotAnArticle)
