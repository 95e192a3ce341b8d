"""What traps cost a crawl: requests of a stand-in portal with each trap laid into it and without, and articles kept.

``python -m benchmarks.traps`` prints the table; docs/benchmarks.md says how to read it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.grading import traps as counted
from crawler.running import crawl
from crawler.sample import Faults, serve
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.traps import TRAPS, Trapped

SETTINGS = {"FAULT_PAUSE": 0.01, "BLOCK_PAUSE_DEFAULT": 0.05, "DOWNLOAD_TIMEOUT": 0.5, "DOWNLOAD_MAXSIZE": 2_000_000,
            "PORTAL_DELAY": 0.0}  # fmt: skip
"""Waiting is not what is measured; answers slower or larger than this are cut as larger ones are in earnest."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One crawl of a portal with a trap."""

    trap: str
    platform: str
    articles: int
    requests: int
    again: int
    """Requests of a second crawl."""
    held_out: int
    """Addresses seen and never asked for."""


def cost(trap: str, platform: str) -> Cost:
    """Crawl the stand-in twice with a trap in it."""
    with serve() as samples, tempfile.TemporaryDirectory() as directory:
        server = samples.server("sample-nukeviet")
        server.start(Trapped(NukeVietSite(server.origin, Faults()), TRAPS[trap], server.host), Faults())
        portal, data = replace(samples[0], platform=platform), DataDir(Path(directory) / "data")
        options = CrawlOptions(all_topics=True)
        first = crawl([portal], data, options, settings=SETTINGS)
        requests = len(server.log.requests)
        crawl([portal], data, options, settings=SETTINGS)
        with Archive.open(data.archive, readonly=True) as archive:
            articles = archive.count()
        held_out = sum(counted(first.portals[0].counts).values())
        return Cost(trap, platform, articles, requests, len(server.log.requests) - requests, held_out)


def table() -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield f"{'platform':10}{'trap':32}{'articles':>9}{'requests':>10}{'ratio':>7}{'again':>7}{'held out':>10}"
    for platform in ("nukeviet", "generic"):
        without = cost("none", platform)
        for trap in TRAPS:
            c = without if trap == "none" else cost(trap, platform)
            ratio = c.requests / without.requests
            yield f"{platform:10}{trap:32}{c.articles:9}{c.requests:10}{ratio:7.2f}{c.again:7}{c.held_out:10}"


def main() -> None:
    """Print the table."""
    for line in table():
        print(line, flush=True)


if __name__ == "__main__":
    main()
