"""What the worst searches cost: processor time of the first and of a repeated answer, or of the refusal.

    python -m benchmarks.hostile DIR [--only TEXT] [--analysis] [--write]

DIR is a data directory with an index of `benchmarks.corpus`; it is only read. Every search of
`benchmarks.hostile_queries` is asked in a process of its own that has answered one ordinary query, so that "first"
means the first time; "again" is the middle of three repetitions. Times are the processor time of the process in
milliseconds, the page as JSON included. ``--analysis`` asks for the concordance and the trend instead, as the pages
do. Exit 1 when a search is slower than `SLOWEST` or fails with anything but a `QueryError`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

from benchmarks.hostile_queries import hostile
from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from indexer.corpus import kwic, trend
from indexer.params import SearchParams
from indexer.query.errors import QueryError
from indexer.search import Searcher, page_to_json

SLOWEST = 250
"""Milliseconds of processor time."""
ARTICLES = 1_000
"""Articles that a page of lines reads at most."""
Row = tuple[str, str, float, float, str]
Work = Callable[[Searcher, SearchParams], object]


def _page(searcher: Searcher, params: SearchParams) -> int:
    page = searcher.search(params)
    json.dumps(page_to_json(page), ensure_ascii=False)
    return page.total


WORK: dict[str, Work] = {"search": _page}
ANALYSIS: dict[str, Work] = {
    "kwic": lambda searcher, params: kwic(searcher, params, order=("R1", "L1"), limit=50, most=ARTICLES).total,
    "trend": lambda searcher, params: trend(searcher, params)[0].n,
}


def _timed(work: Work, searcher: Searcher, params: SearchParams) -> tuple[float, str]:
    started = time.process_time()
    try:
        outcome = str(work(searcher, params))
    except QueryError as error:
        outcome = error.code
    return 1000 * (time.process_time() - started), outcome


def _asked(job: tuple[str, str, str, SearchParams]) -> Row:
    """One search in this process, which must be new."""
    directory, kind, name, params = job
    searcher = Searcher(DataDir(Path(directory)))
    _page(searcher, SearchParams(q="dân vận"))
    work = (WORK | ANALYSIS)[kind]
    first, outcome = _timed(work, searcher, params)
    again = statistics.median(_timed(work, searcher, params)[0] for _ in range(3))
    return name, kind, first, again, outcome


def measured(directory: str, kinds: dict[str, Work], only: str) -> Iterator[Row]:
    """A row for each search and kind of work; what fails otherwise than with a `QueryError` is raised here."""
    jobs = [(directory, kind, name, params) for kind in kinds for name, params in hostile() if only in name]
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        yield from pool.imap(_asked, jobs)


def main() -> None:
    """Print every search as it is measured, then the slowest; with ``--write`` those into ``benchmarks/results``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--only", default="", help="searches whose name holds this")
    parser.add_argument("--analysis", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: list[Row] = []
    for row in measured(options.data, ANALYSIS if options.analysis else WORK, options.only):
        found.append(row)
        print(f"{row[2]:8.1f} {row[3]:8.1f}  {row[1]:7} {row[0]:40} {row[4]}", flush=True)
    found.sort(key=lambda row: -max(row[2:4]))
    lines = [[name, kind, f"{first:.0f}", f"{again:.0f}", outcome] for name, kind, first, again, outcome in found[:25]]
    over = sum(max(row[2:4]) > SLOWEST for row in found)
    text = table(["search", "work", "first ms", "again ms", "answer"], lines)
    said = f"{len(found)} searches, {over} over {SLOWEST} ms; the slowest 25:\n\n{text}"
    print(f"\n{said}")
    if options.write:
        path = Path(__file__).parent / "results" / "hostile.md"
        path.write_text(f"# The worst searches\n\n{described()}\n\n{said}\n", "utf-8")
    sys.exit(bool(over))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
