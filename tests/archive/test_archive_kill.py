"""A crawl is killed at any moment; the next one finishes the same set."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from archive_samples import T0, article

from crawler.archive.snapshots import BrokenSnapshot, SnapshotWriter, iter_snapshots
from crawler.archive.store import Archive
from crawler.archive.warc import members

WANTED = 120

CRAWL = """
import sys
from pathlib import Path
from archive_samples import T0, article
from crawler.archive.frontier import Candidate
from crawler.archive.record import Fetch
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive

root, wanted = Path(sys.argv[1]), int(sys.argv[2])
P, LIST = "thon.example", "https://thon.example/tin/"
with Archive.open(root / "archive.sqlite3") as archive:
    run = archive.start_run(P, T0)
    done = archive.list_state(P, LIST).complete
    for start in range(0, wanted, 10):
        some = [Candidate(str(n), article(n).url) for n in range(start, start + 10)]
        if not archive.discover(P, some, run, walking=LIST) and done:
            break
        print("discovered", flush=True)
    archive.set_list_state(P, LIST, T0, complete=True)
    with SnapshotWriter(root / "snapshots", find=archive.find_snapshot) as pages:
        for p in archive.pending(P):
            a = article(int(p.key))
            body = a.body.encode() * 50
            ref = pages.write(p.url, 200, {"Content-Type": "text/html"}, body, T0, portal=P)
            with archive.transaction():
                archive.put(a, seen_at=T0, run=run, fetch=Fetch(p.url, T0, 200, "article", ref))
                archive.settle(P, p.key, "article", T0)
            print(p.key, flush=True)
    archive.finish_run(run, T0, {}, "ok")
"""


def crawl(root: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": f"{Path.cwd()}:{Path(__file__).parent}"}
    command = [sys.executable, "-c", CRAWL, str(root), str(WANTED)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def finish(root: Path) -> list[str]:
    process = crawl(root)
    lines = process.communicate()[0].split()
    assert process.returncode == 0
    return lines


def test_killed_at_random_moments_the_next_run_finishes_the_same_set(tmp_path: Path) -> None:
    chance = random.Random(20240724)
    settled: set[str] = set()
    for _ in range(8):
        process = crawl(tmp_path)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 25)):
            line = process.stdout.readline().strip()
            settled |= {line} if line.isdigit() else set()
        time.sleep(chance.random() / 100)
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        settled |= {line for line in rest if line.isdigit()}
        with Archive.open(tmp_path / "archive.sqlite3") as archive, archive.reading() as db:
            assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            kept = {s.article.platform_id for s in archive.iter_articles()}
            assert settled <= kept
            assert archive.outcomes("thon.example").get("article", 0) == len(kept)
    finish(tmp_path)
    with Archive.open(tmp_path / "archive.sqlite3") as archive:
        assert {s.article.id for s in archive.iter_articles()} == {article(n).id for n in range(WANTED)}
        assert archive.count() == WANTED
        assert archive.pending("thon.example") == []
    pages = list(iter_snapshots(tmp_path / "snapshots"))
    assert not [p for p in pages if isinstance(p, BrokenSnapshot)]
    assert {p.url for p in pages} == {article(n).url for n in range(WANTED)}  # type: ignore[union-attr]  # none is broken


def test_a_second_run_has_nothing_to_fetch(tmp_path: Path) -> None:
    assert finish(tmp_path)
    assert finish(tmp_path) == []


def test_a_writer_after_a_killed_one_goes_on_in_a_whole_file(tmp_path: Path) -> None:
    process = crawl(tmp_path)
    assert process.stdout is not None
    while not process.stdout.readline().strip().isdigit():
        pass
    process.kill()
    process.communicate()
    (file,) = (tmp_path / "snapshots").glob("*.warc.gz")
    half = list(members(file))[1]
    with file.open("ab") as torn:
        torn.write(file.read_bytes()[half.offset : half.offset + half.length // 2])
    with SnapshotWriter(tmp_path / "snapshots") as writer:
        ref = writer.write("https://thon.example/sau", 200, {}, b"<p>", T0)
    assert ref.file == file.name
    assert not [p for p in iter_snapshots(tmp_path / "snapshots") if isinstance(p, BrokenSnapshot)]
