"""What pages say when archive or index are missing, old, damaged, locked or empty, and when the data are the sample."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import site_corpus
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from indexer.build import IndexBroken, IndexMissing, IndexOld, update_index

ClientOf = Callable[[DataDir], FlaskClient]


@pytest.mark.parametrize("address", ["/", "/search?q=dân", "/search"])
def test_an_empty_archive_says_how_to_begin(client_of: ClientOf, tmp_path: Path, address: str) -> None:
    client = client_of(DataDir(tmp_path / "none"))
    assert "danvan up" in page.texts(page.get(client, address), "code")
    Archive.open(tmp_path / "none" / "archive.sqlite3").close()
    assert "danvan up" in page.texts(page.get(client, address), "code")


def test_other_pages_of_an_empty_archive(client_of: ClientOf, tmp_path: Path) -> None:
    client = client_of(DataDir(tmp_path / "none"))
    page.get(client, "/help")
    page.get(client, "/article/0000000000000000", 404)
    assert "danvan up" in page.texts(page.get(client, "/status"), "code")
    assert client.get("/status.json").get_json()["portals"] == []
    assert client.get("/healthz").get_json() == {"status": "empty", "articles": 0}


def test_a_missing_index_is_said_with_the_command(client_of: ClientOf, own_data: DataDir) -> None:
    shutil.rmtree(own_data.index)
    client = client_of(own_data)
    for address in ("/", "/search?q=dân"):
        outage = page.get(client, address, 503)
        assert page.text(outage, "h1") == "Chưa có chỉ mục tìm kiếm"
        assert page.texts(outage, "main code") == ["danvan index --rebuild"]
    assert client.get("/healthz").status_code == 503


def test_the_site_recovers_when_the_index_is_built(client_of: ClientOf, own_data: DataDir) -> None:
    shutil.rmtree(own_data.index)
    client = client_of(own_data)
    page.get(client, "/search?q=dân", 503)
    update_index(own_data, processes=1, words=False)
    page.get(client, "/search?q=dân")


def test_a_damaged_index_is_said_with_the_command(client_of: ClientOf, own_data: DataDir) -> None:
    for file in own_data.index.rglob("*"):
        if file.is_file():
            file.write_bytes(b"not an index")
    outage = page.get(client_of(own_data), "/search?q=dân", 503)
    assert page.texts(outage, "main code") == ["danvan index --rebuild"]


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (IndexMissing, "Chưa có chỉ mục tìm kiếm"),
        (IndexOld, "Chỉ mục do phiên bản khác lập"),
        (IndexBroken, "Chỉ mục bị hỏng"),
    ],
)
def test_each_trouble_with_the_index_has_its_sentence(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: type[Exception], title: str
) -> None:
    def fail(*_: object) -> None:
        raise error("/secret/path")

    monkeypatch.setattr("search_ui.site.Site.search", fail)
    outage = page.get(client, "/search?q=dân", 503)
    assert page.text(outage, "h1") == title
    assert page.texts(outage, "main code") == ["danvan index --rebuild"]
    assert "secret" not in outage.get()


def test_without_an_index_articles_can_still_be_read(client_of: ClientOf, own_data: DataDir) -> None:
    shutil.rmtree(own_data.index)
    client = client_of(own_data)
    assert page.get(client, f"/article/{site_corpus.rich().id}?q=dân").css(".text p")
    page.get(client, "/status")


def test_a_damaged_archive_is_said_with_the_command(client_of: ClientOf, own_data: DataDir) -> None:
    own_data.archive.write_bytes(b"x" * 5000)
    for leftover in own_data.root.glob("archive.sqlite3-*"):
        leftover.unlink()
    client = client_of(own_data)
    for address in ("/", "/search?q=dân", "/status", f"/article/{site_corpus.rich().id}"):
        outage = page.get(client, address, 503)
        assert page.texts(outage, "main code") == ["danvan verify --repair"]
        assert str(own_data.root) not in outage.get()


def test_a_locked_archive_asks_to_come_back(
    client_of: ClientOf, own_data: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.site.PATIENCE", 0.05)
    with closing(sqlite3.connect(own_data.archive, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("BEGIN EXCLUSIVE")
        answer = client_of(own_data).get("/status")
        db.execute("ROLLBACK")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert page.text(Selector(answer.text), "h1") == "Kho bài đang bận"


def test_sample_articles_are_announced_on_every_page(client_of: ClientOf, own_data: DataDir) -> None:
    addresses = ("/", "/search?q=dân", "/status", "/help", f"/article/{site_corpus.rich().id}", "/nothing")
    client = client_of(own_data)
    assert not any(Selector(client.get(address).text).css(".banner") for address in addresses)
    with Archive.open(own_data.archive) as archive:
        archive.put_portal(PortalRecord("sample-nukeviet", "Cổng mẫu"))
    for address in addresses:
        assert "dữ liệu mẫu" in page.text(Selector(client.get(address).text), ".banner")


def test_many_readers_at_once(app: Flask) -> None:
    answers: list[int] = []

    def read() -> None:
        with app.test_client() as client:
            answers.extend(client.get(a).status_code for a in ("/", "/search?q=dân+vận", "/status") * 3)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 54


def test_an_archive_in_the_place_of_another_is_noticed(client_of: ClientOf, own_data: DataDir, tmp_path: Path) -> None:
    client = client_of(own_data)
    page.get(client, "/search?q=dân")
    other = DataDir(tmp_path / "other")
    with Archive.open(other.archive) as archive:
        archive.put(site_corpus.rich(), seen_at=site_corpus.SEEN)
    update_index(other, processes=1, words=False)
    shutil.rmtree(own_data.root)
    other.root.rename(own_data.root)
    assert page.text(page.get(client, "/search?q=dân"), ".bar-line strong") == "1"


def test_a_count_is_taken_again_after_a_change(
    client_of: ClientOf, own_data: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.site.SPARING", 0.0)
    client = client_of(own_data)
    before = client.get("/status.json").get_json()["articles"]
    with Archive.open(own_data.archive) as archive:
        archive.put(replace(site_corpus.rich(), platform_id="4711"), seen_at=site_corpus.SEEN)
    assert client.get("/status.json").get_json()["articles"] == before + 1


def test_flask_finds_the_application(site_data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from flask.cli import ScriptInfo

    monkeypatch.setenv("DANVAN_DATA", str(site_data.root))
    app = ScriptInfo("search_ui").load_app()
    assert app.test_client().get("/").status_code == 200
    app.extensions["danvan"].close()
