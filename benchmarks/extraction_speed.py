"""Pages a second of the recorded NukeViet site: by its platform, the generic way, only parsed; beside older versions.

    python -m benchmarks.extraction_speed [--before CHECKOUT …] [--rounds 6]

Every version runs in a process of its own, the versions by turns; a version's figure is its best round in processor
time. Results are written to ``benchmarks/results/extraction-speed.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from benchmarks.labelled import ROOT, Labelled, recorded
from benchmarks.machine import described, table
from crawler.extraction import extract

RESULTS = Path(__file__).parent / "results" / "extraction-speed.md"


def once() -> dict[str, float]:
    """Pages a second of processor time, each kind once over the whole site."""
    pages = list(recorded())
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    work: dict[str, Callable[[Labelled], object]] = {
        "only parsed": lambda page: etree.fromstring(page.html, parser),
        "platform": lambda page: extract(page.html, page.url),
        "generic": lambda page: extract(page.html, page.url, "generic"),
    }
    rates = {}
    for name, do in work.items():
        began = time.process_time()
        for page in pages:
            do(page)
        rates[name] = len(pages) / (time.process_time() - began)
    return rates


def asked(checkout: Path) -> dict[str, float]:
    """The same, measured in a process that imports the crawler of another checkout."""
    code = "import json; from benchmarks.extraction_speed import once; print(json.dumps(once()))"
    paths = os.pathsep.join((str(checkout), str(ROOT)))
    told = "import sys; sys.path[:0] = sys.argv[1].split(sys.argv[2]); import crawler.extraction; sys.path.pop(0); "
    run = subprocess.run(
        [sys.executable, "-c", told + code, paths, os.pathsep], check=True, capture_output=True, text=True
    )
    return dict(json.loads(run.stdout))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, action="append", default=[], help="an older checkout")
    parser.add_argument("--rounds", type=int, default=6)
    options = parser.parse_args(arguments)
    best: dict[Path, dict[str, float]] = {}
    for _ in range(options.rounds):
        for checkout in (*options.before, ROOT):
            for name, rate in asked(checkout).items():
                kept = best.setdefault(checkout, {})
                kept[name] = max(kept.get(name, 0.0), rate)
    head = ("version", *best[ROOT])
    lines = [
        ["now" if c == ROOT else "before", *(f"{rate:.0f}" for rate in rates.values())] for c, rates in best.items()
    ]
    text = f"# Pages a second and core\n\n{table(head, lines)}\n\n{described()}\n"
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
