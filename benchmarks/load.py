"""A mixed log at a steady rate against the site behind gunicorn, as docs/deployment sets it up.

    python -m benchmarks.corpus DIR --articles 100000 && danvan index     (DANVAN_DATA=DIR)
    python -m benchmarks.load DIR [--rate 50] [--seconds 300] [--workers 2]

The client runs on the same machine, without a proxy between. Requests leave by the clock and not after one another; a
time counts from when the request was due. The table is printed and written to ``benchmarks/results/load.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load_client import Answer, Client
from benchmarks.load_log import Log
from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from crawler.errors import DanvanError
from indexer.engine import open_engine
from search_ui import create_app

ROOT = Path(__file__).resolve().parents[1]
CONFIGURATION = ROOT / "docs" / "deployment" / "gunicorn.conf.py"
WARM_UP = 5.0
"""Seconds of the log before the measurement."""


@contextmanager
def served(data: DataDir, workers: int) -> Iterator[tuple[int, list[int]]]:
    """The site behind gunicorn on a free port: the port, and the process ids of the workers."""
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION)]
    settings = {"DANVAN_DATA": str(data.root.absolute()), "DANVAN_BIND": "127.0.0.1:0", "DANVAN_PROXIES": "1"}
    environment = os.environ | settings | {"WEB_CONCURRENCY": str(workers)}
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as log:
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log) as server:
            try:
                yield _ready(server, Path(log.name), workers)
            finally:
                server.terminate()
        said = Path(log.name).read_text("utf-8")
    unexpected = [line for line in said.splitlines() if " [INFO] " not in line]
    print("\n".join(unexpected[:40]), file=sys.stderr)


def _ready(server: subprocess.Popen[bytes], log: Path, workers: int) -> tuple[int, list[int]]:
    while True:
        said = log.read_text("utf-8")
        booted = [int(pid) for pid in re.findall(r"Booting worker with pid: (\d+)", said)]
        if len(booted) == workers:
            return int(re.findall(r"Listening at: http://\S+:(\d+)", said)[0]), booted
        if server.poll() is not None:
            raise SystemExit(f"gunicorn did not start:\n{said}")
        time.sleep(0.05)


def memory(workers: Sequence[int]) -> tuple[float, float]:
    """MiB of the workers: resident in all (shared pages counted in each), and their proportional share."""
    resident = share = 0
    for pid in workers:
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        except OSError:
            return 0.0, 0.0
        sizes = {name: int(size) for name, size in re.findall(r"^(\w+): +(\d+) kB", told, re.MULTILINE)}
        resident, share = resident + sizes["Rss"], share + sizes["Pss"]
    return resident / 1024, share / 1024


def at(times: Sequence[float], share: float) -> str:
    """The time that ``share`` of the sorted ``times`` stay below."""
    return f"{times[min(int(len(times) * share), len(times) - 1)]:.0f}" if times else "–"


def report(answers: Sequence[Answer], kinds: Sequence[str], about: Sequence[str]) -> str:
    """The page of results."""
    lines = []
    for kind in (*kinds, "all"):
        own = [a for a in answers if kind in (a.kind, "all")]
        times = sorted(a.milliseconds for a in own)
        size = sum(a.size for a in own) / len(own) / 1000 if own else 0
        failed = sum(a.failed for a in own)
        shares = [at(times, share) for share in (0.5, 0.95, 0.99)]
        lines.append([kind, f"{len(own):,}", str(failed), *shares, at(times, 1.0), f"{size:.1f}"])
    head = ["kind", "requests", "errors", "p50 ms", "p95 ms", "p99 ms", "worst ms", "kB sent"]
    faults = Counter(f"{a.kind}: {a.fault or a.status}" for a in answers if a.failed)
    examples = {f"{a.kind}: {a.fault or a.status}": a.address for a in answers if a.failed}
    told = [f"- {count} × {what}, such as `{examples[what]}`" for what, count in faults.most_common(20)]
    parts = ["# The site under load", *about, table(head, lines), *(["\n".join(told)] if told else []), described()]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second (default: 50)")
    parser.add_argument("--seconds", type=float, default=300.0, help="how long (default: 300)")
    parser.add_argument("--workers", type=int, default=2, help="gunicorn's workers (default: 2)")
    parser.add_argument("--name", default="load", help="name of the results file (default: load)")
    parser.add_argument("--note", default="", help="a remark for the results, such as what else ran on the machine")
    options = parser.parse_args()
    data = DataDir(options.directory)
    try:
        total = open_engine(data.index).total
        log = Log(data, create_app(data))
    except DanvanError as error:
        raise SystemExit(str(error)) from error
    with served(data, options.workers) as (port, workers):
        asyncio.run(Client("127.0.0.1", port).run(log, options.rate / 2, WARM_UP, seed=1))
        client = Client("127.0.0.1", port)
        began = time.perf_counter()
        asyncio.run(client.run(log, options.rate, options.seconds))
        took = time.perf_counter() - began
        resident, share = memory(workers)
    about = (
        f"{total:,} articles, gunicorn with {options.workers} workers of 4 threads, {options.rate:g} requests a second "
        f"of a mixed log for {options.seconds:g} seconds, as independent readers come. The client runs on the same "
        "machine; a time counts from when the request was due. Answers are compressed as for a browser.",
        f"{len(client.answers):,} requests in {took:.1f} s ({len(client.answers) / took:.1f} a second), "
        f"{sum(a.failed for a in client.answers)} errors. Workers' memory at the end: {resident:.0f} MiB resident, "
        f"{share:.0f} MiB with shared pages counted once. {options.note}".rstrip(),
    )
    text = report(client.answers, log.kinds(), about)
    print(text)
    (ROOT / "benchmarks" / "results" / f"{options.name}.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
