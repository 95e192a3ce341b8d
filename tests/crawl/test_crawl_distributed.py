"""Several workers on one crawl, over a real Redis: pace and order hold over all of them, and none is missed."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from crawler.archive.datadir import DataDir
from crawler.archive.frontier import Candidate
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.archive.validators import Validator, forget, remember
from crawler.archive.verify import verify
from crawler.distributed.frontier import LostError, SharedFrontier, watch
from crawler.distributed.leases import Lease, Leases
from crawler.errors import DanvanError
from crawler.fetching.manners import Manners, Stopped
from crawler.fetching.options import CrawlOptions
from crawler.fetching.session import Progress
from crawler.fetching.tally import CrawlReport
from crawler.importing.files import import_files
from crawler.items import VIETNAM
from crawler.portals import Portal, Registry
from crawler.running import crawl
from crawler.sample.faults import Faults
from crawler.sample.hanoi import HanoiSite
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import SampleServer
from crawler.sample.texts import articles

ROOT = Path(__file__).resolve().parents[2]
WANTED = {"nukeviet": articles("nukeviet"), "liferay-hanoi": articles("hanoi")}


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of these tests' own."""
    with a_redis(tmp_path_factory.mktemp("redis")) as (url, _):
        yield url


@contextmanager
def a_redis(directory: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A Redis on a free port, ended with the block."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed; on Debian: apt-get install redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(line, cwd=directory, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "Ready to accept connections" not in (told := process.stdout.readline()):
            assert told or process.poll() is None, "redis-server ended at once"
        yield f"redis://127.0.0.1:{port}/0", process
        process.terminate()


@pytest.fixture
def crawl_name(tmp_path: Path) -> str:
    """Each test is a crawl of its own in the one Redis."""
    return tmp_path.name


class Stands(list[tuple[Portal, SampleServer]]):
    """Stand-in portals and their servers."""

    @property
    def portals(self) -> list[Portal]:
        return [portal for portal, _ in self]

    def asked(self) -> int:
        return sum(len(server.log.requests) for _, server in self)

    def add(self, faults: Faults, delay: float) -> None:
        server, n = SampleServer(), len(self)
        site = NukeVietSite(server.origin, faults) if n % 2 else HanoiSite(server.origin, faults)
        server.start(site, faults)
        platform = "nukeviet" if n % 2 else "liferay-hanoi"
        entry = Portal(f"p{n}", f"Cổng {n}", "xa", f"{server.origin}/", (server.host,), platform=platform, delay=delay)
        self.append((entry, server))


@pytest.fixture
def stands() -> Iterator[Stands]:
    found = Stands()
    yield found
    for _, server in found:
        server.stop()


@pytest.fixture
def work(redis_url: str, crawl_name: str, tmp_path: Path) -> Callable[..., CrawlReport]:
    """One worker in this process, with an archive of its own by its name."""

    def work(
        name: str,
        portals: list[Portal],
        settings: dict[str, Any] | None = None,
        progress: Progress | None = None,
        **options: Any,
    ) -> CrawlReport:
        own = {"REDIS_URL": redis_url, "REDIS_NAME": crawl_name, "PORTAL_ROUND": 0.0, "LEASE_SECONDS": 1.0,
               "FAULT_PAUSE": 0.01}  # fmt: skip
        wanted = CrawlOptions(all_topics=True, **options)
        return crawl(portals, DataDir(tmp_path / name), wanted, progress=progress, settings=own | (settings or {}))

    return work


def held(data: DataDir) -> Counter[tuple[str, str]]:
    with Archive.open(data.archive, readonly=True) as archive:
        return Counter((s.article.portal, s.article.platform_id or "") for s in archive.iter_articles())


def merged(tmp_path: Path, *names: str) -> Counter[tuple[str, str]]:
    """The workers' directories brought into one, as docs/operations.md says; its articles."""
    data, found = DataDir(tmp_path / "all").create(), [tmp_path / name for name in names]
    with Archive.open(data.archive) as archive, SnapshotWriter(data.snapshots, find=archive.find_snapshot) as pages:
        first, again = (import_files(found, archive, Registry(()), snapshots=pages) for _ in range(2))
    assert first.problems == again.problems == ()
    assert (again.new, again.changed, again.pages, again.runs) == (0, 0, 0, 0)
    checked = verify(data)
    assert (checked.ok, checked.pages, checked.unused_pages) == (True, first.pages, 0)
    return held(data)


def ended(data: DataDir) -> dict[str, list[str | None]]:
    """The grades of each portal's runs, the latest first."""
    with Archive.open(data.archive, readonly=True) as archive:
        return {p.id: [run.grade for run in archive.runs(p.id)] for p in archive.portals()}


def has_articles(data: DataDir) -> bool:
    """Whether a worker that is at work has kept an article."""
    if not data.archive.exists():
        return False
    with closing(sqlite3.connect(f"{data.archive.as_uri()}?mode=ro", uri=True)) as db:
        made = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'validators'").fetchone()
        return bool(made and db.execute("SELECT 1 FROM articles").fetchone())


def wanted(portals: list[Portal]) -> Counter[tuple[str, str]]:
    return Counter((p.id, str(a.number)) for p in portals for a in WANTED[p.platform or ""])


def registry(portals: list[Portal], path: Path) -> Path:
    entries = (
        f'[[portal]]\nid = "{p.id}"\nname = "{p.name}"\nlevel = "{p.level}"\nplatform = "{p.platform}"\n'
        f'hosts = ["{p.hosts[0]}"]\nhome = "{p.home}"\ndelay = {p.delay}\n'
        for p in portals
    )
    path.write_text("\n".join(entries), "utf-8")
    return path


def test_two_workers_and_one_is_killed(stands: Stands, redis_url: str, crawl_name: str, tmp_path: Path) -> None:
    """No article is lost or doubled, and no portal ever sees two connections or a shorter delay."""
    delay = 0.02
    for _ in range(3):
        stands.add(Faults(), delay)
    environment = os.environ | {
        "DANVAN_REDIS": redis_url, "DANVAN_PORTALS": str(registry(stands.portals, tmp_path / "p.toml")),
    }  # fmt: skip
    settings = {"REDIS_NAME": crawl_name, "LEASE_SECONDS": "1", "PORTALS_AT_ONCE": "1"}

    def worker(name: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "scrapy", "crawl", "portal", "-a", "all_topics=1"]
        line += [word for key, value in settings.items() for word in ("-s", f"{key}={value}")]
        own = environment | {"DANVAN_DATA": str(tmp_path / name)}
        return subprocess.Popen(line, cwd=ROOT, env=own, stderr=subprocess.PIPE, text=True)

    with worker("one") as one, worker("two") as two:
        while stands.asked() < 40 or not has_articles(DataDir(tmp_path / "one")):
            assert one.poll() is None, one.stderr
            time.sleep(0.01)
        one.kill()
        _, errors = two.communicate()
    assert one.returncode < 0
    assert two.returncode == 0, errors
    assert "Traceback" not in errors
    assert merged(tmp_path, "one", "two") == wanted(stands.portals)
    shares = [held(DataDir(tmp_path / name)).total() for name in ("one", "two")]
    assert min(shares) > 0
    together, two_knows = ended(DataDir(tmp_path / "all")), ended(DataDir(tmp_path / "two"))
    assert {grades[0] for grades in together.values()} <= {"ok", "slow"}, "nothing new for years is slow"
    assert sum(grades.count(None) for grades in together.values()) == 1, "the run of the worker that was killed"
    assert all(set(two_knows[portal]) <= set(grades) for portal, grades in together.items())
    for _, server in stands:
        log = server.log
        assert log.at_once == 1
        times = [seen.at for seen in log.requests]
        assert all(b - a >= delay for a, b in pairwise(times))
        again = Counter(seen.path for seen in log.requests if "html" in seen.path)
        # What the killed worker had not handed over yet is asked for once more.
        assert max(again.values()) <= 2
    assert stands.asked() < 1.5 * (wanted(stands.portals).total() + 60)


def test_another_worker_goes_on_where_one_stopped(stands: Stands, work, tmp_path: Path) -> None:
    stands.add(Faults(), 0.0)
    stands.add(Faults(), 0.0)
    work("one", stands.portals, limit=9)
    report = work("two", stands.portals)
    assert merged(tmp_path, "one", "two") == wanted(stands.portals)
    assert held(DataDir(tmp_path / "one")).total() == 18
    assert report.total("new") == wanted(stands.portals).total() - 18
    asked = Counter(seen.path for _, server in stands for seen in server.log.requests if seen.path.endswith(".html"))
    assert set(asked.values()) == {1}
    assert [len(runs) for runs in ended(DataDir(tmp_path / "two")).values()] == [2, 2], "it knows the runs of the other"
    assert [len(runs) for runs in ended(DataDir(tmp_path / "all")).values()] == [2, 2]
    for _, server in stands:
        server.log.requests.clear()
    last = work("three", stands.portals)
    assert last.total("new") == last.total("fetched") == 0
    assert not [s for _, server in stands for s in server.log.requests if "page-" in s.path or "_cur=2" in s.path]


def test_what_one_worker_knew_before_is_told_to_all(stands: Stands, work, tmp_path: Path) -> None:
    stands.add(Faults(), 0.0)
    work("one", stands.portals, settings={"REDIS_URL": ""})
    assert work("one", stands.portals).total("fetched") == 0
    assert work("two", stands.portals).total("fetched") == 0
    gone = WANTED["liferay-hanoi"][3].number
    server = stands[0][1]
    server.start(HanoiSite(server.origin, Faults(gone=frozenset({gone}))), Faults())
    work("two", stands.portals, full=True)
    work("one", stands.portals)
    with Archive.open(DataDir(tmp_path / "one").archive, readonly=True) as archive:
        marked = [s.article.platform_id for s in archive.iter_articles() if s.gone_since]
    assert marked == [str(gone)]


def test_a_worker_that_is_asked_to_end_gives_its_portals_free_at_once(stands: Stands, work, tmp_path: Path) -> None:
    stands.add(Faults(), 0.0)
    stands.add(Faults(), 0.0)

    pressed = threading.Event()

    def press_ctrl_c(done: int, total: int | None = None) -> None:
        if done == 3 and not pressed.is_set():
            pressed.set()
            os.kill(os.getpid(), signal.SIGINT)

    patient = {"LEASE_SECONDS": 3600.0}
    assert work("one", stands.portals, settings=patient, progress=press_ctrl_c).stopped
    assert 3 <= held(DataDir(tmp_path / "one")).total() < wanted(stands.portals).total()
    work("two", stands.portals, settings=patient)
    assert merged(tmp_path, "one", "two") == wanted(stands.portals)


def test_validators_go_with_the_frontier(stands: Stands, work) -> None:
    stands.add(Faults(validators="etag"), 0.0)
    work("one", stands.portals)
    assert work("two", stands.portals).total("not_modified") > 0


def test_a_portal_that_is_finished_is_left_out_for_a_round(
    stands: Stands, work, caplog: pytest.LogCaptureFixture
) -> None:
    stands.add(Faults(), 0.0)
    work("one", stands.portals, limit=1)
    stands[0][1].log.requests.clear()
    report = work("two", stands.portals, settings={"PORTAL_ROUND": 600.0})
    assert report.portals == ()
    assert stands.asked() == 0
    assert "1 of 1 portals were finished" in caplog.text


def test_a_portal_outside_its_hours_waits_for_another_crawl(stands: Stands, work) -> None:
    stands.add(Faults(), 0.0)
    start = datetime.now(VIETNAM) + timedelta(hours=3)
    closed = [replace(stands.portals[0], window=f"{start:%H:%M}-{start + timedelta(hours=1):%H:%M}")]
    assert work("one", closed).total("new") == 0
    assert work("two", stands.portals, settings={"PORTAL_ROUND": 600.0}, limit=1).total("new") == 1


def test_a_portal_left_because_its_lease_seemed_to_run_out_waits_on(
    stands: Stands, work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands.add(Faults(), 0.0)
    asked, turn = [], Manners.turn

    async def late_once(manners: Manners) -> None:
        asked.append(manners)
        if len(asked) == 9:
            raise Stopped("The portal is another worker's by now.")
        await turn(manners)

    monkeypatch.setattr(Manners, "turn", late_once)
    work("one", stands.portals)
    assert merged(tmp_path, "one") == wanted(stands.portals)


@pytest.fixture
def server(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as server:
        yield server


def test_a_worker_that_slept_too_long_does_nothing_more(server: Redis, crawl_name: str, tmp_path: Path) -> None:
    """Its lease ran out, another worker has the host: it neither asks, nor hands over, nor releases."""

    async def scene() -> None:
        leases = Leases(server, crawl_name, seconds=0.5)
        assert await leases.enqueue(("a", "b"), 0.0) == 2
        _, portal, lease = await leases.take({"a": "host", "b": "host", "c": "other"})
        assert portal == "a"
        assert (await leases.take({"a": "host", "b": "host"}))[:2] == (2, None), "one worker at a time on a host"
        assert lease.renew()
        manners = Manners("host", 0.0, allowed=lease.holds)
        await manners.turn()
        await asyncio.sleep(0.6)
        with pytest.raises(Stopped):
            await manners.turn()
        _, portal, other = await leases.take({"a": "host"})
        assert portal == "a"
        assert not lease.renew()
        with Archive.open(tmp_path / "archive.sqlite3") as archive:
            watch(archive)
            archive.discover("a", [Candidate("1", "https://host/1")])
            frontier = SharedFrontier(server, crawl_name, archive, "a", lease)
            with pytest.raises(LostError):
                await frontier.push()
            assert not server.exists(f"{crawl_name}:frontier:a")
            frontier.lease = other
            await frontier.push()
            assert server.hlen(f"{crawl_name}:frontier:a") == 1, "what could not be handed over was not forgotten"
        assert not await leases.release("a", lease, 0.0, "finished")
        assert await leases.release("a", other, 0.3, "finished")
        assert (await leases.take({"b": "host"}))[1] is None, "the delay holds over workers"
        await asyncio.sleep(0.35)
        assert (await leases.take({"b": "host"}))[1] == "b"

    asyncio.run(scene())


def test_rows_of_a_newer_danvan_are_left_alone(server: Redis, crawl_name: str, tmp_path: Path) -> None:
    key = f"{crawl_name}:frontier:a"
    server.hset(key, mapping={"tomorrow x": "[1, 2]", "lists y": "[2, 1]"})

    async def scene() -> None:
        with Archive.open(tmp_path / "archive.sqlite3") as archive:
            watch(archive)
            archive.set_list_state("a", "https://host/", datetime.now(VIETNAM), complete=True)
            lease = Lease(server, f"{crawl_name}:lease:host", 1.0)
            server.set(lease.key, lease.token)
            frontier = SharedFrontier(server, crawl_name, archive, "a", lease)
            await frontier.pull()
            await frontier.push()
            await frontier.push()
            remember(archive, "a", "https://host/", Validator("list", '"1"'))
            await frontier.push()
            assert server.hexists(key, "validators https://host/")
            forget(archive, "a", "https://host/")
            await frontier.push()

    asyncio.run(scene())
    assert {name.decode() for name in server.hkeys(key)} == {"tomorrow x", "lists y", "lists https://host/"}


def test_without_redis_nothing_is_asked_once_the_lease_has_run_out(
    stands: Stands, work, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    stands.add(Faults(delay=0.05), 0.05)
    with a_redis(tmp_path_factory.mktemp("short-lived")) as (url, process):

        def end() -> None:
            while stands.asked() < 5:
                time.sleep(0.01)
            process.kill()

        thread = threading.Thread(target=end)
        thread.start()
        with pytest.raises(DanvanError, match="cannot be reached"):
            work("one", stands.portals, settings={"REDIS_URL": url, "LEASE_SECONDS": 0.4})
        thread.join()
    assert 5 <= stands.asked() < 30
    assert "could not be renewed" in caplog.text


def test_a_redis_that_is_not_there_is_explained(stands: Stands, work) -> None:
    stands.add(Faults(), 0.0)
    with pytest.raises(DanvanError, match="Redis server of this crawl cannot be reached"):
        work("one", stands.portals, settings={"REDIS_URL": "redis://127.0.0.1:9/0"})


def test_scrapy_redis_that_is_not_installed_is_explained(stands: Stands, work, monkeypatch: pytest.MonkeyPatch) -> None:
    stands.add(Faults(), 0.0)
    monkeypatch.setitem(sys.modules, "scrapy_redis.connection", None)
    monkeypatch.delitem(sys.modules, "crawler.distributed.worker", raising=False)
    with pytest.raises(DanvanError, match="extra `distributed`"):
        work("one", stands.portals)
