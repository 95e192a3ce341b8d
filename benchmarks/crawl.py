"""What a crawl of many portals takes: peak memory of the crawling process, and its work for each page.

``python -m benchmarks.crawl`` serves 200 stand-in portals from a process of its own and crawls them in another, so that
neither the servers' memory nor their work is counted. The table is kept in ``benchmarks/results/crawl.md``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from crawler.fetching.options import CrawlOptions
from crawler.portals import Portal
from crawler.running import crawl
from crawler.sample.faults import Faults
from crawler.sample.hanoi import HanoiSite
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import SampleServer

PORTALS = 200
BUDGET = 500
"""MiB."""
RESULT = Path(__file__).parent / "results" / "crawl.md"


def serve(count: int) -> None:
    """Serve ``count`` portals, print their origins as JSON, and go on until standard input closes."""
    servers = []
    for n in range(count):
        server = SampleServer()
        site = NukeVietSite(server.origin, Faults()) if n % 2 else HanoiSite(server.origin, Faults())
        server.start(site, Faults())
        servers.append(server)
    print(json.dumps([server.origin for server in servers]), flush=True)
    sys.stdin.read()


def entries(origins: list[str]) -> tuple[Portal, ...]:
    """Registry entries of the portals at these addresses."""
    return tuple(
        Portal(f"portal-{n}", f"Cổng {n}", "xa", f"{origin}/", (origin.partition("//")[2],), delay=0.0,
               platform="nukeviet" if n % 2 else "liferay-hanoi")
        for n, origin in enumerate(origins)
    )  # fmt: skip


def measure(origins: list[str], at_once: int) -> dict[str, float]:
    """Crawl the portals in this process; what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as directory:
        started, worked = time.monotonic(), time.process_time()
        options = CrawlOptions(all_topics=True)
        settings = {"PORTALS_AT_ONCE": at_once, "PORTAL_DELAY": 0.0}
        report = crawl(entries(origins), DataDir(Path(directory) / "data"), options, settings=settings)
        wall, work = time.monotonic() - started, time.process_time() - worked
    return {
        "portals": len(origins),
        "at_once": at_once,
        "articles": report.total("new"),
        "requests": report.total("requests"),
        "before": before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "work": 1000 * work / max(1, report.total("requests")),
        "seconds": wall,
        "failing": sum(p.grade != "ok" for p in report.portals),
    }


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    parser.add_argument("--portals", type=int, default=PORTALS, help="stand-in portals (default: 200)")
    parser.add_argument("--at-once", type=int, default=200, help="portals crawled at the same time (default: all 200)")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.portals)
        return
    command = [sys.executable, "-m", "benchmarks.crawl", "--serve", "--portals", str(options.portals)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as servers:
        assert servers.stdout is not None
        assert servers.stdin is not None
        found = measure(json.loads(servers.stdout.readline()), options.at_once)
        servers.stdin.close()
    head = (
        "portals",
        "at once",
        "articles",
        "requests",
        "MiB before",
        "MiB at most",
        "ms of work a page",
        "s",
        "not ok",
    )
    line = [f"{value:,.0f}" if value >= 100 else f"{value:.4g}" for value in found.values()]
    verdict = "within" if found["peak"] <= BUDGET else "beyond"
    told = f"{found['peak']:,.0f} MiB at most in the crawling process: {verdict} the budget of {BUDGET} MiB."
    text = "\n\n".join(["# A crawl of many portals", described(), table(head, [line]), told]) + "\n"
    print(text)
    if options.portals == PORTALS:
        RESULT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
