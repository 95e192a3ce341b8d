"""Reprints found among made-up articles: how many of those planted, how many besides, and how long it takes.

Of twenty thousand articles of `benchmarks.corpus` some are given copies on other portals: exact ones, ones with 5 or
15 % of their words exchanged, ones cut after the first third; and some that are no reprints: articles that quote a
paragraph of another, and forms filled in anew, of which half the sentences are others. The same seed gives the same
articles.

    python -m benchmarks.reprints [--articles 20000] [--each 200]
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.corpus import PORTALS, Writer, portals
from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from crawler.archive.reprints import originals, update_reprints
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from crawler.text import fingerprint

RESULTS = Path(__file__).parent / "results" / "reprints.md"
SEEN = datetime(2026, 1, 5, 9, tzinfo=VIETNAM)


class Planter:
    """Makes copies of articles, later and on another portal."""

    def __init__(self, seed: int) -> None:
        self.writer = Writer(seed, 600)
        self.rng = np.random.default_rng(seed)

    def copy(self, source: Article, number: int, body: str) -> Article:
        """``body`` as an article of another portal, a few days after ``source``."""
        portal = f"portal-{(int(source.portal.removeprefix('portal-')) + 1 + self.rng.integers(PORTALS - 1)) % PORTALS}"
        published = source.published + timedelta(hours=int(self.rng.integers(2, 200))) if source.published else None
        url = f"https://{portal}.example/tin/{number}.html"
        return replace(source, url=url, portal=portal, platform_id=str(number), published=published, body=body,
                       fingerprint=fingerprint(body))  # fmt: skip

    def exchanged(self, body: str, share: float) -> str:
        """The text with a share of its words replaced by others."""
        words = body.split(" ")
        others = self.writer.words(len(words), self.rng.integers(0, 40, 2))
        chosen = self.rng.random(len(words)) < share
        return " ".join(b if take else a for a, b, take in zip(words, others, chosen, strict=True))

    def cut(self, body: str) -> str:
        """The first third, to the end of a sentence, and a line that leads on."""
        third = body[: len(body) // 3]
        return third[: max(third.rfind(end) for end in ".;!") + 1] + "\n\nXem thêm tại trang của huyện."

    def filled_in_anew(self, body: str, other: str) -> str:
        """The text with every other sentence replaced by one of ``other``."""
        ours, theirs = re.split(r"(?<=[.;!:]) ", body), re.split(r"(?<=[.;!:]) ", other)
        return " ".join(theirs[n % len(theirs)] if n % 2 else sentence for n, sentence in enumerate(ours))

    def quoting(self, body: str, other: str) -> str:
        """``other`` with the first paragraph of ``body`` in its middle."""
        paragraphs = other.split("\n\n")
        middle = len(paragraphs) // 2
        return "\n\n".join([*paragraphs[:middle], body.split("\n\n")[0], *paragraphs[middle:]])


@dataclass
class Planted:
    """One way of copying: what was planted."""

    name: str
    make: Callable[[Planter, Article, Article], str]
    reprint: bool
    pairs: dict[str, str]
    """Copy → the article it was made from, by id."""


WAYS = (
    ("exact", lambda planter, a, b: a.body.upper(), True),
    ("5 % of the words exchanged", lambda planter, a, b: planter.exchanged(a.body, 0.05), True),
    ("15 % of the words exchanged", lambda planter, a, b: planter.exchanged(a.body, 0.15), True),
    ("cut after the first third", lambda planter, a, b: planter.cut(a.body), True),
    ("form filled in anew", lambda planter, a, b: planter.filled_in_anew(a.body, b.body), False),
    ("quotes a paragraph", lambda planter, a, b: planter.quoting(a.body, b.body), False),
)


def plant(archive: Archive, count: int, each: int) -> list[Planted]:
    """Fill the archive: ``count`` articles in all, ``each`` of them copies of one way."""
    planter = Planter(1)
    ways = [Planted(name, make, reprint, {}) for name, make, reprint in WAYS]
    plain = count - each * len(ways)
    step = plain // (each * len(ways))
    with archive.batch(2000):
        for record in portals():
            archive.put_portal(record)
        for number in range(plain):
            article = planter.writer.article(number)
            archive.put(article, seen_at=SEEN)
            place, rest = divmod(number, step)
            if rest == 0 and place < each * len(ways):
                way = ways[place % len(ways)]
                other = planter.writer.article(count + number)
                copy = planter.copy(article, count + number, way.make(planter, article, other))
                archive.put(copy, seen_at=SEEN)
                way.pairs[copy.id] = article.id
    return ways


def measure(count: int, each: int) -> str:
    """The report as Markdown."""
    with tempfile.TemporaryDirectory() as directory, Archive.open(DataDir(Path(directory)).archive) as archive:
        ways = plant(archive, count, each)
        began = time.perf_counter()
        report = update_reprints(archive)
        first = time.perf_counter() - began
        began = time.perf_counter()
        archive.put(replace(Planter(2).writer.article(0), portal="portal-0", url="https://x.example/"), seen_at=SEEN)
        update_reprints(archive)
        again = time.perf_counter() - began
        found = originals(archive)
        size = archive.count() - 1
    return _report(ways, found, size, report.clusters, first, again)


def _report(ways: list[Planted], found: dict[str, str], size: int, clusters: int, first: float, again: float) -> str:
    planted = {copy: source for way in ways if way.reprint for copy, source in way.pairs.items()}
    together = {frozenset(pair) for pair in found.items()}
    rows = []
    for way in ways:
        right = sum(frozenset(pair) in together for pair in way.pairs.items())
        rows.append((way.name, str(len(way.pairs)), str(right), f"{right / len(way.pairs):.3f}",
                     "all" if way.reprint else "none"))  # fmt: skip
    right = sum(frozenset(pair) in together for pair in planted.items())
    wanted = {frozenset(pair) for pair in planted.items()}
    extra = len(together - wanted)
    return "\n".join([
        "# Reprints", "", described(), "",
        f"{size:,} made-up articles of about 600 syllables on {PORTALS} portals.", "",
        table(("copy", "planted", "joined", "share", "wanted"), rows), "",
        f"Precision {right / max(1, right + extra):.4f} ({extra} pairs besides), recall {right / len(planted):.4f}, "
        f"{clusters} clusters. First update {first:.1f} s ({size / first:,.0f} articles a second); one new article "
        f"later {again:.1f} s.", "",
    ])  # fmt: skip


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--each", type=int, default=200, help="copies of each kind (default: 200)")
    options = parser.parse_args()
    text = measure(options.articles, options.each)
    print(text)
    RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
