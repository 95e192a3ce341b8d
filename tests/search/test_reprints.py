"""Reprints, originals and figures as conditions; reprints collapsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.reprints import copies, update_reprints
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from crawler.text import fingerprint
from indexer.build import update_index
from indexer.params import SearchParams
from indexer.search import Searcher, page_to_json

SEEN = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
NEWS = "Hội nghị hòa giải ở ấp Bình Hạ bàn việc mở đường. Bà con góp ý thẳng thắn và cùng ký biên bản."
OTHER = "Toàn xã có 88 mô hình dân vận khéo, trong đó 10 mô hình cấp huyện."


def news(portal: str, day: int, title: str, body: str) -> Article:
    published = datetime(2025, 3, day, 8, tzinfo=VIETNAM)
    return Article(
        url=f"https://{portal}.example/{day}",
        portal=portal,
        title=title,
        body=body,
        published=published,
        published_precision="minute",
        fingerprint=fingerprint(body),
    )


ARTICLES = (
    news("mot", 3, "Hòa giải ở Bình Hạ", NEWS),
    news("hai", 4, "Bình Hạ hòa giải", NEWS),
    news("ba", 5, "Chuyện hòa giải", NEWS),
    news("ba", 6, "Dân vận khéo", OTHER),
    news("hai", 7, "Không có số", "Bà con vui."),
)


@pytest.fixture
def data(tmp_path: pytest.TempPathFactory) -> DataDir:
    data = DataDir(tmp_path / "data").create()  # type: ignore[operator]  # a Path
    with Archive.open(data.archive) as archive:
        for name in ("mot", "hai", "ba"):
            archive.put_portal(PortalRecord(name, f"Xã {name}", "xa"))
        for article in ARTICLES:
            archive.put(article, seen_at=SEEN)
        update_reprints(archive)
    update_index(data, processes=1, words=False)
    return data


@pytest.fixture
def searcher(data: DataDir) -> Iterator[Searcher]:
    found = Searcher(data)
    yield found
    found.close()


def titles(searcher: Searcher, query: str, **conditions: object) -> set[str]:
    page = searcher.search(SearchParams(query, **conditions))  # type: ignore[arg-type]
    assert page.total == len(page.hits) == sum(n for _, n in page.months) + page.undated
    return {hit.title for hit in page.hits}


def test_reprints_and_originals_are_all_articles(searcher: Searcher) -> None:
    assert titles(searcher, "is:reprint") == {"Bình Hạ hòa giải", "Chuyện hòa giải"}
    assert titles(searcher, "is:original") == {"Hòa giải ở Bình Hạ", "Dân vận khéo", "Không có số"}
    assert titles(searcher, "-is:original") == titles(searcher, "is:reprint")
    assert titles(searcher, "IS:Reprint chuyện") == {"Chuyện hòa giải"}


def test_an_article_with_a_quantity_has_a_figure(searcher: Searcher) -> None:
    assert titles(searcher, "has:figure") == {"Dân vận khéo"}


def test_collapsed_and_reprints_are_all(searcher: Searcher) -> None:
    for query in ("", "hòa giải", "chuyện", "dân", "NOT hòa"):
        everything = searcher.search(SearchParams(query))
        collapsed = searcher.search(SearchParams(query, dup="collapse"))
        reprints = searcher.search(replace(everything.params, q=f"({query}) is:reprint" if query else "is:reprint"))
        assert collapsed.total + reprints.total == everything.total
        assert collapsed.collapsed == reprints.total
        assert everything.collapsed == 0
        assert sum(count for _, count in collapsed.months) + collapsed.undated == collapsed.total


def test_collapsing_is_said_and_keeps_the_first(searcher: Searcher) -> None:
    page = searcher.search(SearchParams("hòa giải", dup="collapse"))
    assert [(hit.title, hit.reprints) for hit in page.hits] == [("Hòa giải ở Bình Hạ", 2)]
    assert page.explain.endswith("1 / 5 bài · gộp 2 bài đăng lại")
    assert page_to_json(page)["total"] == 1


def test_facets_of_a_collapsed_page_count_what_they_leave(searcher: Searcher) -> None:
    page = searcher.search(SearchParams("", dup="collapse"))
    for facet in page.facets:
        for value in facet.values:
            assert searcher.search(page.params.choose(facet.name, value.value)).total == value.count


def test_scores_do_not_change_by_collapsing(searcher: Searcher) -> None:
    both = [
        {hit.id: hit.score for hit in searcher.search(SearchParams("hòa giải", dup=d)).hits}
        for d in ("show", "collapse")  # type: ignore[arg-type]
    ]
    assert both[1].items() <= both[0].items()


def test_the_explanation_names_the_conditions(searcher: Searcher) -> None:
    assert "loại: bài đăng lại" in searcher.search(SearchParams("is:reprint")).explain
    assert "loại: bài có số liệu" in searcher.search(SearchParams("has:figure")).explain


def test_an_article_found_to_be_a_reprint_later_is_indexed_anew(data: DataDir, searcher: Searcher) -> None:
    with Archive.open(data.archive) as archive:
        archive.put(news("ba", 9, "Lại dân vận khéo", OTHER), seen_at=SEEN)
        archive.put(news("mot", 2, "Số liệu đầu tiên", OTHER), seen_at=SEEN)
        update_reprints(archive)
    assert update_index(data, processes=1, words=False).indexed == 3
    assert "Dân vận khéo" in titles(searcher, "is:reprint")


def test_how_many_are_the_same_news(data: DataDir) -> None:
    with Archive.open(data.archive, readonly=True) as archive:
        assert copies(archive, [article.id for article in ARTICLES]) == {a.id: 2 for a in ARTICLES[:3]}
        assert copies(archive, []) == {}
