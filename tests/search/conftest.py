"""A small archive with an index: portals of several levels and eras, dated and undated articles, topics."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article, Topic
from indexer.build import update_index
from indexer.search import Searcher
from tests.index.corpus import article as synthetic

SEEN = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
PORTALS = (
    PortalRecord("tuyenquang", "Tỉnh Tuyên Quang", "tinh", "08"),
    PortalRecord("hagiang", "Tỉnh Hà Giang", "tinh", "02"),
    PortalRecord("gocongtay", "Huyện Gò Công Tây", "huyen", "823"),
    PortalRecord("binhphu", "Xã Bình Phú", "xa", "28657"),
    PortalRecord("trunguong", "Ban Dân vận Trung ương", "tw"),
)
WRITTEN = (
    ("Hội nghị hòa giải", "Tổ hoà giải xã làm việc. Đường làng đã xong: bê tông hóa 44/48 tuyến."),
    ("Vận động quỹ", "Quỹ được 1.798.702.098đ đạt 108,39% kế hoạch, theo Chỉ thị 05-CT/TU."),
    ("Dân văn không phải dân vận", "Nhân dân văn minh. Vận tải nông thôn."),
    ("Quy chế dân chủ", "Thực hiện QCDC ở cơ sở; Ủy ban nhân dân xã và UBND huyện dự."),
    ("Nông dân làm giàu", "Hội Nông dân giúp hội viên. ND là nhân dân hay nông dân?"),
)


def corpus() -> list[Article]:
    rng = random.Random(11)
    found = [synthetic(rng, number, paragraphs=2) for number in range(90)]
    found += [
        Article(url=f"https://viet.example/{n}", platform_id=f"w{n}", title=title, body=body)
        for n, (title, body) in enumerate(WRITTEN)
    ]
    return [_placed(article, number) for number, article in enumerate(found)]


def _placed(article: Article, number: int) -> Article:
    day = datetime(2024, 11, 3, 8, 30, tzinfo=VIETNAM) + timedelta(days=number * 5)
    return replace(
        article,
        portal=PORTALS[number % len(PORTALS)].id,
        published=day if number % 7 else None,
        published_precision="minute" if number % 7 else None,
        topics=(Topic("Dân vận khéo", "từ"), Topic("Tôn giáo", "từ"))[: number % 3],
    )


@pytest.fixture(scope="session")
def listed() -> list[Article]:
    return corpus()


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory, listed: list[Article]) -> DataDir:
    data = DataDir(tmp_path_factory.mktemp("searched")).create()
    with Archive.open(data.archive) as archive, archive.batch():
        for portal in PORTALS:
            archive.put_portal(portal)
        for article in listed:
            archive.put(article, seen_at=SEEN)
    update_index(data, processes=1, words=False)
    return data


@pytest.fixture(scope="session")
def searcher(searched: DataDir) -> Iterator[Searcher]:
    found = Searcher(searched)
    yield found
    found.close()
