"""What traps cost a crawl: requests of a stand-in portal with each trap laid into it and without, and articles kept.

``python -m benchmarks.traps`` prints the table and keeps it in ``benchmarks/results/traps.md``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.fetching.options import CrawlOptions
from crawler.grading import traps as counted
from crawler.running import crawl
from crawler.sample.texts import articles
from crawler.sample.trapped import serve_trapped
from crawler.sample.traps import SENSELESS, TRAPS

SETTINGS = {"FAULT_PAUSE": 0.01, "BLOCK_PAUSE_DEFAULT": 0.05, "DOWNLOAD_MAXSIZE": 2_000_000, "PORTAL_DELAY": 0.0}
"""Waiting is not what is measured; larger answers are cut as still larger ones are in earnest."""
IMPATIENT = {"slow answers": {"DOWNLOAD_TIMEOUT": 0.5}}
"""The stand-in is slow for less than the half minute of real portals."""
PLATFORMS = {"nukeviet": "Content system known", "generic": "Content system not known"}
RESULT = Path(__file__).parent / "results" / "traps.md"
HEAD = ("trap", "requests without", "with", "ratio", "articles of", "kept", "second crawl", "held out")


@dataclass(frozen=True, slots=True)
class Cost:
    """One crawl of a portal with a trap."""

    trap: str
    articles: int
    requests: int
    again: int
    """Requests of a second crawl."""
    held_out: int
    """Addresses seen and never asked for."""


def cost(trap: str, platform: str) -> Cost:
    """Crawl the stand-in twice with a trap in it."""
    with serve_trapped(trap, platform) as (portal, log), tempfile.TemporaryDirectory() as directory:
        data, options = DataDir(Path(directory) / "data"), CrawlOptions(all_topics=True)
        settings = SETTINGS | IMPATIENT.get(trap, {})
        first = crawl([portal], data, options, settings=settings)
        requests = len(log.requests)
        crawl([portal], data, options, settings=settings)
        with Archive.open(data.archive, readonly=True) as archive:
            kept = archive.count()
        held_out = sum(counted(first.portals[0].counts).values())
        return Cost(trap, kept, requests, len(log.requests) - requests, held_out)


def rows(platform: str) -> Iterator[list[str]]:
    """The lines of one table."""
    wanted = str(len(articles("nukeviet")))
    without = cost("none", platform)
    for trap in TRAPS:
        if trap != "none" and (trap, platform) in SENSELESS:
            continue
        c = without if trap == "none" else cost(trap, platform)
        ratio = f"{c.requests / without.requests:.2f}"
        numbers = (without.requests, c.requests, ratio, wanted, c.articles, c.again, c.held_out)
        yield [trap, *map(str, numbers)]


def main() -> None:
    """Print the tables and keep them."""
    parts = ["# Traps", described(), __doc__.partition("\n")[0]]
    parts.append(
        "The stand-in portal is crawled twice with each trap in it. *Held out*: addresses that it showed and that were "
        "never asked for. A trap may cost half of what the same articles need without it."
    )
    for platform, name in PLATFORMS.items():
        lines = list(rows(platform))
        worst = max(lines, key=lambda line: float(line[3]))
        parts += [f"## {name}", table(HEAD, lines), f"Worst ratio: {worst[3]} ({worst[0]})."]
    text = "\n\n".join(parts) + "\n"
    print(text)
    RESULT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
