"""What readers see while an index is built, when the disk is full, and of half a million hits; nothing breaks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import site_corpus
import site_page as page
import site_routes
from flask.testing import FlaskClient
from parsel import Selector

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive, holder
from crawler.archive.store import Archive
from indexer.build import update_index
from search_ui.errors import outage_of

ClientOf = Callable[[DataDir], FlaskClient]
WITH_INDEX = ("/", "/search?q=dân", "/search?q=dân&lang=en", '/trends?q="dân vận"', "/figures")


def test_an_index_that_is_being_built_is_said_and_asks_to_come_back(client_of: ClientOf, own_data: DataDir) -> None:
    shutil.rmtree(own_data.index)
    client = client_of(own_data)
    with exclusive(own_data.index_lock, "index build"):
        for address in WITH_INDEX:
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60"), address
            assert not Selector(answer.text).css("main code")
        assert page.text(page.get(client, "/", 503), "h1") == "Chỉ mục đang được lập"
        assert client.get("/healthz").get_json() == {"status": "unavailable", "reason": "index-building"}
        problem = client.get("/api/v1/search?q=dân")
        assert (problem.status_code, problem.mimetype) == (503, "application/problem+json")
    assert page.text(page.get(client, "/", 503), "h1") == "Chưa có chỉ mục tìm kiếm"
    assert client.get("/healthz").get_json()["reason"] == "index-missing"


def test_searches_go_on_while_the_index_is_built_anew(client_of: ClientOf, own_data: DataDir) -> None:
    client = client_of(own_data)
    before = client.get("/healthz").get_json()
    building = threading.Thread(
        target=update_index, args=(own_data,), kwargs={"rebuild": True, "processes": 1, "words": False}
    )
    building.start()
    answers = set()
    while building.is_alive():
        answers.add(client.get("/search?q=dân+vận").status_code)
    building.join()
    assert answers == {200}
    after = client.get("/healthz").get_json()
    assert after["indexed"] == before["indexed"]
    assert after["index"] != before["index"]


def test_who_holds_a_lock_is_seen_without_taking_it(tmp_path: Path) -> None:
    lock = tmp_path / "index.lock"
    assert holder(lock) is None
    with exclusive(lock, "index build"):
        assert holder(lock) == "index build"
    assert holder(lock) is None
    note = tmp_path / "index.lock.json"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    note.write_text(f'{{"what": "index build", "pid": {gone.pid}, "since": ""}}')
    assert holder(lock) is None
    note.write_text("half a no")
    assert holder(lock) is None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 16 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("mounting a small file system is not permitted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> None:
    """Leave not a byte free."""
    for number, size in enumerate((1 << 16, 1 << 9, 1)):
        with (disk / f"full-{number}").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


@pytest.mark.parametrize("leftovers", [True, False], ids=["as a reader left it", "as a writer left it"])
def test_everything_can_be_read_on_a_full_disk(
    client_of: ClientOf, site_data: DataDir, small_disk: Path, leftovers: bool
) -> None:
    data = DataDir(small_disk / "data")
    shutil.copytree(site_data.root, data.root)
    if not leftovers:
        for file in data.root.glob("archive.sqlite3-*"):
            file.unlink()
    fill(small_disk)
    client = client_of(data)
    for address in (*site_routes.PAGES.values(), *site_routes.FILES, site_routes.SNAPSHOT):
        assert client.get(address).status_code == 200, address
    environment = os.environ | {"DANVAN_DATA": str(data.root)}
    assert client.get("/healthz").get_json()["status"] == "ok"
    commands = ("index", "--rebuild", "--no-words"), ("update",), ("backup", str(small_disk / "copy"))
    for command in commands if leftovers else ():
        line = [sys.executable, "-m", "search_ui.cli", *command]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "Free some space" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "h1", "code"),
    [
        ("SQLITE_FULL", "Máy chủ hết chỗ trên đĩa", "disk-full"),
        ("SQLITE_IOERR_WRITE", "Máy chủ hết chỗ trên đĩa", "disk-full"),
        ("SQLITE_BUSY", "Kho bài đang bận", "archive-locked"),
        ("SQLITE_CORRUPT", "Không đọc được kho bài", "archive-unreadable"),
        ("SQLITE_CANTOPEN", "Không đọc được kho bài", "archive-unreadable"),
    ],
)
def test_each_trouble_with_the_archive_has_its_sentence(
    client_of: ClientOf, own_data: DataDir, monkeypatch: pytest.MonkeyPatch, name: str, h1: str, code: str
) -> None:
    from crawler.archive.database import explain
    from crawler.errors import DanvanError

    error = sqlite3.OperationalError("something")
    error.sqlite_errorname = name

    def fail(*_: object, **__: object) -> None:
        raise DanvanError(explain(error, own_data.archive))

    client = client_of(own_data)
    monkeypatch.setattr(Archive, "open", fail)
    for address in ("/", "/status", f"/article/{site_corpus.rich().id}"):
        assert page.text(page.get(client, address, 503), "h1") == h1
    assert "Retry-After" in client.get("/").headers or code == "archive-unreadable"
    assert client.get("/healthz").get_json()["reason"] == code
    english = page.get(client, "/?lang=en", 503)
    assert english.css("html::attr(lang)").get() == "en"
    assert not set(page.text(english, "h1")) & set("ạặấộễđ")


def test_an_archive_of_an_older_danvan_is_said_with_the_command(client_of: ClientOf, own_data: DataDir) -> None:
    with closing(sqlite3.connect(own_data.archive)) as db:
        db.execute("PRAGMA user_version = 1")
    for address in ("/", "/search?q=dân", "/status"):
        outage = page.get(client_of(own_data), address, 503)
        assert page.texts(outage, "main code") == ["danvan verify --repair"]


@pytest.mark.parametrize("view", ["", "&view=table", "&view=kwic"])
def test_half_a_million_hits_are_shown_counted_and_paged(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    from search_ui.site import Site

    found = Site.search
    monkeypatch.setattr(Site, "search", lambda self, p: replace(found(self, replace(p, page=1)), total=512_345))
    results = page.get(client, f"/search?q=dân+vận{view}")
    assert "512.345" in page.text(results, ".bar-line")
    english = page.get(client, f"/search?q=dân+vận{view}&lang=en")
    assert "512,345" in page.text(english, ".bar-line")
    assert page.get(client, f"/search?q=dân+vận&page=501{view}", 400).css("h1")


def test_outages_are_told_apart(tmp_path: Path, client: FlaskClient) -> None:
    from crawler.errors import DanvanError

    with client.application.app_context():
        assert outage_of(DanvanError("The disk is full: x cannot grow.")).code == "disk-full"
        assert outage_of(DanvanError("The archive x is locked by another program.")).code == "archive-locked"
        assert outage_of(DanvanError("The archive x is damaged.")).code == "archive-unreadable"


def test_each_place_that_a_name_may_mean_is_a_search(client: FlaskClient) -> None:
    found = page.get(client, '/search?q=hòa+giải+place:"Tân+An"&level=xa', 400)
    links = found.css("main ul a::attr(href)").getall()
    assert len(links) > 2
    for address in links:
        assert "level=xa" in address
        page.get(client, address)


@pytest.mark.parametrize(
    "address", ["/search?q=a&from=5/3/2024", "/trends?q=a&to=05/03/2024", "/figures?q=a&from=1/2024"]
)
def test_a_day_typed_into_a_form_leads_to_the_address_that_links_have(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert "%2F" not in answer.headers["Location"].partition("?")[2]
    page.get(client, answer.headers["Location"])
