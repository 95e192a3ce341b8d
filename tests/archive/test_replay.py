"""Stored pages served by a replay tool of the web archiving world, pywb, and compared byte for byte.

pywb stands in an environment of its own (`.ci/replay-check` makes it), which ``DANVAN_PYWB`` names: the versions it
pins have nothing to do with danvan's.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from archive_samples import T0, page

from crawler.archive.datadir import DataDir
from crawler.archive.export import export_warc
from crawler.archive.snapshots import Snapshot, SnapshotWriter, iter_snapshots
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.running import crawl
from crawler.sample import serve_one

pytestmark = pytest.mark.replay
QUICK = {"PORTAL_DELAY": 0.0}
ADDRESSES = (
    "https://thon.example/chi-tiet-tin?/lam-đường/88",
    "https://thon.example/vi/news/Tin-Xa/Lam-Duong-7/",
    "https://thon.example//tin-tuc/2024/07/9-lam-duong?a=1&A=2",
    "https://thon.example/mDefault.aspx?sid=1&pageid=2&catid=3&id=10&title=l%C3%A0m+%C4%91%C6%B0%E1%BB%9Dng",
    "https://thon.example:8443/portal/Pages/2024-7-24/lam-duong-ab12cd.aspx",
)


@dataclass(frozen=True)
class Replay:
    """A pywb with the stored pages and those of an export."""

    origin: str
    stored: tuple[Snapshot, ...]
    """In the collection ``stored``."""
    exported: tuple[Snapshot, ...]

    def get(self, collection: str, snapshot: Snapshot) -> bytes:
        """The body that it answers for the address at the moment it was fetched, as it was (``id_``)."""
        at = snapshot.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"{self.origin}/{collection}/{at}id_/{snapshot.url}", timeout=30) as answer:
            assert answer.status == 200
            assert f"/{at}id_/" in answer.headers["Content-Location"]
            body: bytes = answer.read()
        return body


def fill(data: DataDir) -> None:
    """A crawl of a stand-in portal, and pages with awkward addresses, some of them unchanged later on."""
    with serve_one("mdefault") as samples:
        crawl(samples, data, CrawlOptions(limit=4), settings=QUICK)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "X-Title": "Làm đường"}
    with SnapshotWriter(data.snapshots) as writer:
        for number, url in enumerate(ADDRESSES):
            writer.write(url, 200, headers, page(number), T0, portal="thon.example")
            writer.write(url, 200, headers, page(number), T0 + timedelta(days=40), portal="thon.example")


def pages(directory: Path) -> tuple[Snapshot, ...]:
    return tuple(s for s in iter_snapshots(directory) if isinstance(s, Snapshot))


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    home = os.environ.get("DANVAN_PYWB")
    if not home:
        pytest.skip("DANVAN_PYWB names no environment with pywb; .ci/replay-check makes one")
    data = DataDir(tmp_path_factory.mktemp("data"))
    fill(data)
    export = tmp_path_factory.mktemp("export") / "export.warc.gz"
    with Archive.open(data.archive, readonly=True) as archive, export.open("wb") as out:
        assert export_warc(archive, data.snapshots, out) > 0
    work = tmp_path_factory.mktemp("pywb")
    tools = Path(home) / "bin"
    for name, files in (("stored", sorted(data.snapshots.glob("*.warc.gz"))), ("exported", [export])):
        subprocess.run([tools / "wb-manager", "init", name], cwd=work, check=True, capture_output=True)
        subprocess.run([tools / "wb-manager", "add", name, *files], cwd=work, check=True, capture_output=True)
    with served(tools, work) as origin:
        yield Replay(origin, pages(data.snapshots), pages(export.parent))


@contextmanager
def served(tools: Path, work: Path) -> Iterator[str]:
    """pywb on a free port of loopback for as long as the block lasts; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (work / "log").open("wb") as log:
        command = [str(tools / "wayback"), "-b", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, cwd=work, stdout=log, stderr=log)
    try:
        while not answers(f"http://127.0.0.1:{port}/stored/"):
            assert process.poll() is None, (work / "log").read_text("utf-8")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def answers(url: str) -> bool:
    try:
        build_opener(ProxyHandler({})).open(url, timeout=30).close()
    except HTTPError:
        return True
    except URLError:
        return False
    return True


def test_every_stored_page_is_answered_byte_for_byte(replay: Replay) -> None:
    assert len({s.url for s in replay.stored}) >= len(ADDRESSES) + 4
    for snapshot in replay.stored:
        assert replay.get("stored", snapshot) == snapshot.body, snapshot.url


def test_an_export_is_replayed_too(replay: Replay) -> None:
    assert len(replay.exported) >= 4
    for snapshot in replay.exported:
        assert replay.get("exported", snapshot) == snapshot.body, snapshot.url


def test_a_page_that_was_not_kept_is_not_found(replay: Replay) -> None:
    with pytest.raises(HTTPError, match="404"):
        build_opener(ProxyHandler({})).open(f"{replay.origin}/stored/2024id_/https://thon.example/khac", timeout=30)
