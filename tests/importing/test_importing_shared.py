"""Importing the seeds, the real articles and the recorded site."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.archive.store import Archive
from crawler.importing.files import import_files
from crawler.items import VIETNAM
from crawler.portals import Registry
from crawler.text import clean_line

SHARED = Path(__file__).resolve().parents[3] / "shared"
NOW = datetime(2024, 9, 1, 8, 0, tzinfo=VIETNAM)
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")]
SEEDS = json.loads((SHARED / "seeds/expected.json").read_text("utf-8")) if SHARED.is_dir() else {}


@pytest.mark.parametrize("name", SEEDS)
def test_seed(tmp_path: Path, name: str) -> None:
    want = SEEDS[name]
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        report = import_files([SHARED / "seeds" / name], archive, Registry(()), now=NOW)
        assert not report.problems
        article = next(archive.iter_articles()).article
    assert article.title == want["title"]
    assert article.author == want["author"]
    assert article.author_unit == want.get("author_unit")
    assert article.category == want.get("category")
    assert (article.published.isoformat() if article.published else "")[: len(want["published"] or "")] == (
        want["published"] or ""
    )
    assert article.published_precision == (want["published"] and want.get("precision", "minute"))
    assert clean_line(article.lead or article.body).startswith(want.get("lead_starts", ""))
    assert article.body.startswith(want["body_starts"])
    assert article.body.endswith(want["body_ends"])
    assert set(want.get("captions", [])) <= set(article.captions)
    whole = "\n".join([article.title, article.lead or "", article.body])
    assert [line for line in want["must_go"] if line in whole] == []


def test_sixty_real_articles(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        report = import_files([SHARED / "articles/real.jsonl"], archive, Registry(()), now=NOW)
        assert (report.new, report.problems) == (60, ())
        levels = {p.id: p.level for p in archive.portals()}
    assert levels["dongnai.gov.vn"] == "tinh"
    assert levels["phuong13.govap.hochiminhcity.gov.vn"] == "xa"
    assert levels["soyte.hanoi.gov.vn"] == "tinh"
    assert levels["melinh.hanoi.gov.vn"] is None


def test_recorded_site(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.sqlite3") as archive:
        report = import_files([SHARED / "portals/nukeviet45/site.warc.gz"], archive, Registry(()), now=NOW)
        assert (report.new, report.problems) == (129, ())
        assert report.skipped > 200
