"""Requests that the stand-in portals cost with their traps, and what the same articles need without them.

    python benchmarks/platforms.py [NAME …]

Needed without traps: robots.txt, the home page, each page of each list once, each article once. Post-backs go to one
address, so that they count as asked twice. Prints a table and keeps it in ``results/platforms.md``; exits 1 when a
portal costs more than 1.5 times what it needs, or an article is missing or doubled.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.machine import described, table  # noqa: E402 - the repository may not be installed
from crawler.archive.datadir import DataDir  # noqa: E402
from crawler.archive.store import Archive  # noqa: E402
from crawler.fetching.options import CrawlOptions  # noqa: E402
from crawler.running import crawl  # noqa: E402
from crawler.sample import STAND_INS, serve_one  # noqa: E402
from crawler.sample.common import SECTIONS, StandIn  # noqa: E402

QUICK = {"PORTAL_DELAY": 0.0, "FAULT_PAUSE": 0.01, "BLOCK_PAUSE_DEFAULT": 0.05}
MOST = 1.5
_TRAPS = re.compile(
    r"(?i)p_p_state=(?:pop_up|maximized|exclusive)|/(?:print|amp|savefile|sendmail)/|/(?:en|ko|cs|fa)/|p_p_id=58|login"
    r"|dang-nhap|jsessionid|__doPostBack"
)
"""What must not be among the requests at all."""


@dataclass(frozen=True)
class Row:
    """What one portal cost."""

    name: str
    articles: int
    kept: int
    identities: int
    needed: int
    asked: int
    twice: int
    trapped: int

    @property
    def good(self) -> bool:
        """Every article once, and within the bound."""
        return self.kept == self.articles == self.identities and self.asked <= MOST * self.needed and not self.trapped


def measure(name: str) -> Row:
    """Crawl one stand-in portal, its system detected, into an archive of its own."""
    with serve_one(name) as samples, tempfile.TemporaryDirectory() as folder:
        site = samples.servers[0].site
        assert isinstance(site, StandIn)
        data = DataDir(Path(folder) / "data")
        crawl(samples, data, CrawlOptions(all_topics=True), settings=QUICK)
        asked = samples.log(samples[0].id)
        with Archive.open(data.archive, readonly=True) as archive:
            kept = [stored.article for stored in archive.iter_articles()]
    lists = sum(site.pages(section) for section in SECTIONS)
    return Row(
        name, len(site.articles), len(kept), len({(a.title, a.published) for a in kept}),
        2 + lists + len(site.articles), len(asked), sum(n - 1 for n in Counter(asked).values()),
        sum(bool(_TRAPS.search(path)) for path in asked),
    )  # fmt: skip


def main(names: list[str]) -> int:
    """Print the table; 0 when every row is good."""
    os.fsync = lambda fd: None  # requests are counted, the disk need not be waited for
    rows = [measure(name) for name in names or STAND_INS]
    head = ("stand-in", "articles", "kept once", "needed", "asked", "ratio", "asked twice", "traps entered")
    lines = [
        (
            r.name,
            *map(str, (r.articles, r.identities, r.needed, r.asked)),
            f"{r.asked / r.needed:.2f}",
            str(r.twice),
            str(r.trapped),
        )
        for r in rows
    ]
    shown = table(head, lines)
    print(shown)
    if not names:
        kept = ROOT / "benchmarks" / "results" / "platforms.md"
        kept.write_text(f"# Stand-in portals\n\n{described()}\n\n{shown}\n", "utf-8")
    return 0 if all(row.good for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
