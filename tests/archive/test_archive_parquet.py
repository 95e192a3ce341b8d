"""``danvan export --format parquet``: a table for data frames."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from archive_samples import DAY, T0, article

from crawler.archive import parquet as module
from crawler.archive.export import FIELDS
from crawler.archive.parquet import export_parquet
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM, Article
from search_ui import cli


def rows(archive: Archive, **options: object) -> list[dict[str, object]]:
    reader = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    count = export_parquet(archive, out, **options)  # type: ignore[arg-type]  # passed on
    table = reader.read_table(io.BytesIO(out.getvalue()))
    assert table.num_rows == count
    assert table.column_names == list(FIELDS)
    found: list[dict[str, object]] = table.to_pylist()
    return found


def test_a_row_has_every_field_with_its_type(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    archive.put(Article("urn:x", "Tin", "Chữ", portal="import", published=datetime(2024, 7, 1, tzinfo=VIETNAM),
                        published_precision="day"), seen_at=T0)  # fmt: skip
    archive.mark_gone("urn:x", T0 + DAY)
    full, bare = rows(archive)
    want = article()
    assert (full["id"], full["title"], full["body"]) == (want.id, want.title, want.body)
    assert full["published"] == want.published
    assert str(full["published"]) == "2024-07-24 10:10:00+07:00"
    assert full["tags"] == ["dân vận", "làm đường"]
    assert full["attachments"] == [{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}]
    assert full["topics"] == [{"name": "dân vận khéo", "reason": 'tiêu đề có "dân vận"'}]
    assert (full["first_seen"], full["gone_since"], full["version"]) == (T0, None, 1)
    assert (bare["published"], bare["published_precision"]) == (datetime(2024, 7, 1, tzinfo=VIETNAM), "day")
    assert (bare["lead"], bare["tags"], bare["gone_since"]) == (None, [], T0 + DAY)


def test_many_articles_come_in_groups(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS", 3)
    for number in range(8):
        archive.put(article(number), seen_at=T0)
    assert [row["platform_id"] for row in rows(archive)] == [str(n) for n in range(8)]
    assert rows(archive, since=date(2024, 8, 1)) == []
    assert rows(archive, portal="xa.example") == []


def test_without_pyarrow_it_says_what_to_install(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DanvanError, match="extra `parquet`"):
        export_parquet(archive, io.BytesIO())


def test_the_command(archive: Archive, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = pytest.importorskip("pyarrow.parquet")
    archive.put(article(), seen_at=T0)
    monkeypatch.setenv("DANVAN_DATA", str(path.parent))
    with pytest.raises(SystemExit) as done:
        cli.main(["export", "--format", "parquet", "-o", str(tmp_path / "a.parquet")])
    assert done.value.code == 0
    assert reader.read_table(tmp_path / "a.parquet").num_rows == 1
