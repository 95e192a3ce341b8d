"""Six short articles whose counts can be done by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.reprints import update_reprints
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from crawler.text import fingerprint
from indexer.build import update_index
from indexer.search import Searcher

SAME = "Bà con họp bàn mở đường. Ai cũng góp công, góp của."
ROWS: tuple[tuple[str, str, str, str | None], ...] = (
    ("tq", "Một", "Tổ hòa giải xã họp. Tổ hòa giải ấp vui.", "2024-01-10"),
    ("tq", "Hai", "Ban hòa giải xã vui. Xã giao việc.\nNgười dân khen.", "2024-02-10"),
    ("hg", "Ba", "Người dân trồng hoa ở xã.", "2024-05-10"),
    ("dt", "Bốn", "Việc hoà giải chưa xong.", None),
    ("tq", "Năm", SAME, "2025-08-01"),
    ("dt", "Sáu", SAME, "2025-08-04"),
)


def made(row: tuple[str, str, str, str | None]) -> Article:
    portal, title, body, day = row
    return Article(
        url=f"https://{portal}.example/{title}",
        portal=portal,
        title=title,
        body=body,
        published=datetime.fromisoformat(day).replace(tzinfo=VIETNAM) if day else None,
        published_precision="day" if day else None,
        fingerprint=fingerprint(body),
    )


ARTICLES = tuple(map(made, ROWS))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    data = DataDir(Path(tmp_path_factory.mktemp("corpus"))).create()
    with Archive.open(data.archive) as archive:
        archive.put_portal(PortalRecord("tq", "Tỉnh Tuyên Quang", "tinh", "08"))
        archive.put_portal(PortalRecord("hg", "Tỉnh Hà Giang", "tinh", "02"))
        archive.put_portal(PortalRecord("dt", "Xã Bình Phú", "xa", "28657"))
        for article in ARTICLES:
            archive.put(article, seen_at=datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
        update_reprints(archive)
    update_index(data, processes=1, words=False)
    return data


@pytest.fixture
def reader(written: DataDir) -> Iterator[Searcher]:
    found = Searcher(written)
    yield found
    found.close()
