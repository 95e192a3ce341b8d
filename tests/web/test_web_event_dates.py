"""The day an article tells about: read from its text, dated by what is around it, shown as a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import site_corpus
import site_page as page
from flask.testing import FlaskClient

from crawler.archive.datadir import DataDir
from crawler.archive.neighbours import neighbour_days
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from search_ui.event_dates import event_date, together

PORTAL = site_corpus.PORTALS[0].id
SEEN = site_corpus.SEEN


def item(key: str | None, body: str = "Xóm họp bàn việc làm đường.", published: str | None = None) -> Article:
    return Article(
        url=f"https://{PORTAL}/tin/{key}-{published}.html",
        title="Xóm Đông làm đường",
        body=body,
        portal=PORTAL,
        platform_id=key,
        published=datetime.fromisoformat(published).replace(tzinfo=VIETNAM) if published else None,
        published_precision="day" if published else None,
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite3") as opened:
        opened.put_portal(site_corpus.PORTALS[0])
        opened.put_portal(site_corpus.PORTALS[1])
        yield opened


def found(archive: Archive, article: Article, at: datetime = SEEN) -> tuple[date, str, str] | None:
    archive.put(article, seen_at=at)
    stored = archive.get(article.id)
    assert stored is not None
    event = event_date(archive, stored)
    return (event.day, event.year_from, event.words) if event else None


@pytest.mark.parametrize(
    ("body", "published", "expected"),
    [
        ("Sáng 27.4.2022, xã mở hội thi.", None, (date(2022, 4, 27), "text", "Sáng 27.4.2022")),
        ("Sáng 27.4.2022, xã mở hội thi.", "2022-04-28", (date(2022, 4, 27), "text", "Sáng 27.4.2022")),
        ("Chiều 30/12, xã gặp mặt.", "2024-01-02", (date(2023, 12, 30), "published", "Chiều 30/12")),
        ("Chiều 3/1 tới, xã gặp mặt.", "2023-12-30", (date(2024, 1, 3), "published", "Chiều 3/1")),
        ("Sáng 31/2, xã gặp mặt.", "2024-03-02", None),
        ("Sáng 29/2, xã gặp mặt.", "2023-03-02", None),
        ("Ngày 15/10/1930 lập Ban. Sáng 14/10, họp.", "2024-10-14", (date(2024, 10, 14), "published", "Sáng 14/10")),
        ("Ngày 15/10/1930 là ngày truyền thống.", None, None),
        ("Chỉ thị số 05-CT/TU ngày 01/02/2024 được học ở xã.", "2024-02-20", None),
        ("Xã gặp mặt. " * 100 + "Hạn gửi bài: ngày 5/3.", "2024-02-20", None),
        ("Chiều 4/2, xã gặp mặt.", None, None),
    ],
)  # fmt: skip
def test_the_day_of_an_article(
    archive: Archive, body: str, published: str | None, expected: tuple[date, str, str] | None
) -> None:
    assert found(archive, item("500", body, published)) == expected


def test_the_year_is_that_of_articles_with_near_numbers(archive: Archive) -> None:
    for number in range(40):
        archive.put(item(str(100 + number), published=f"2020-02-{number % 20 + 1:02}"), seen_at=SEEN)
        archive.put(item(str(9000 + number), published="2025-06-01"), seen_at=SEEN)
    archive.put(item("abc", published="2025-06-01"), seen_at=SEEN)
    assert found(archive, item("120", "Chiều 4/2, xã gặp mặt.")) == (date(2020, 2, 4), "neighbours", "Chiều 4/2")
    assert found(archive, item("9020", "Chiều 4/2, xã gặp mặt.")) == (date(2025, 2, 4), "neighbours", "Chiều 4/2")
    assert found(archive, item("121", "Chiều 30/2, xã gặp mặt.")) is None


@pytest.mark.parametrize("key", [None, "bai-viet-7", "7" * 19, "7"])
def test_without_numbers_neighbours_are_those_fetched_at_the_same_time(archive: Archive, key: str | None) -> None:
    for number in range(25):
        near, far = SEEN + timedelta(minutes=number), SEEN - timedelta(days=30)
        archive.put(item(f"a{number}", published="2021-03-05"), seen_at=near)
        archive.put(item(f"b{number}", published="2018-03-05"), seen_at=far)
    assert found(archive, item(key, "Sáng 4/3, xã gặp mặt.")) == (date(2021, 3, 4), "neighbours", "Sáng 4/3")


def test_only_some_articles_of_the_same_portal_are_neighbours(archive: Archive) -> None:
    other = site_corpus.PORTALS[1].id
    for number in range(30):
        archive.put(item(str(number), published="2021-03-05"), seen_at=SEEN)
        archive.put(replace(item(str(number), published="2011-03-05"), portal=other), seen_at=SEEN)
    archive.put(item("31"), seen_at=SEEN)
    stored = archive.get(item("31").id)
    assert stored is not None
    assert neighbour_days(archive, stored) == [date(2021, 3, 5)] * 7


def test_neighbours_far_apart_tell_no_year(archive: Archive) -> None:
    for number in range(20):
        archive.put(item(str(number), published=f"{2005 + number}-03-05"), seen_at=SEEN)
    assert found(archive, item("30", "Sáng 4/3, xã gặp mặt.")) is None
    assert together([]) == []


@pytest.fixture
def shown(own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]) -> FlaskClient:
    with Archive.open(own_data.archive) as archive:
        archive.put(item("22", "Chiều 4/2, xã gặp mặt."), seen_at=SEEN)
        archive.put(item("5000", "Chiều 4/2/2020, xã gặp mặt.", "2020-02-05"), seen_at=SEEN)
    return client_of(own_data)


def test_an_article_without_a_date_shows_the_day_of_its_text(shown: FlaskClient) -> None:
    address = f"/article/{item('22').id}"
    article = page.get(shown, address)
    under = "".join(
        article.xpath("(//article/p[contains(., 'không rõ ngày')]/following-sibling::p)[1]//text()").getall()
    )
    assert " ".join(under.split()) == (
        "Ngày trong bài: 04/02/2024 (Chiều 4/2) – năm suy từ các bài lân cận của cổng; chỉ là gợi ý"
    )
    assert "Không đọc được chắc chắn" in page.text(article, "aside dl")
    assert "a hint only" in page.text(page.get(shown, f"{address}?lang=en"), "aside dl")


def test_the_provenance_of_a_dated_article_names_both_days(shown: FlaskClient) -> None:
    article = page.get(shown, f"/article/{item('5000', published='2020-02-05').id}")
    assert "04/02/2020" in page.text(article, "aside dl")
    assert "05/02/2020" in page.text(article, "aside dl")
    assert not article.xpath("//p[contains(., 'Ngày trong bài')]")


def test_programs_get_the_day_with_its_origin(shown: FlaskClient) -> None:
    answers = [shown.get(f"/api/v1/articles/{i}").get_json() for i in (item("22").id, site_corpus.rich().id)]
    assert [found["event_date"] for found in answers] == [
        {"date": "2024-02-04", "precision": "day", "year_from": "neighbours", "text": "Chiều 4/2"},
        None,
    ]
    assert answers[0]["article"]["published"] is None
