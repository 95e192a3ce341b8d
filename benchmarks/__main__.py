"""Every measurement, one after the other, on this machine: what ``make bench`` runs.

The tables are printed and kept in ``benchmarks/results``. Ten thousand articles take about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="size of the made-up corpus (default: 10000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        run("corpus", directory, "--articles", str(options.articles))
        run("indexing", directory)
        run("search", directory)
        run("load", directory, "--seconds", "60", "--name", f"load-{options.articles}")
    for name in ("extraction", "platforms", "traps", "crawl", "reprints", "places", "figures"):
        run(name)


def run(name: str, *arguments: str) -> None:
    """One measurement in a process of its own; ends everything when it fails."""
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=True)


if __name__ == "__main__":
    main()
