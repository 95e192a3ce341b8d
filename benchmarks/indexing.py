"""How fast articles are indexed: anew with and without the word layer, and a hundred new ones into what is there.

    python -m benchmarks.corpus DIR --articles 10000
    python -m benchmarks.indexing DIR [--words 1000] [--processes 2]

``DIR`` is left as it was but for its index and one hundred new articles. The word layer is measured on a copy with
``--words`` articles, because it takes long. Results are written to ``benchmarks/results/``.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.machine import described, table
from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from indexer.build import BuildReport, update_index
from indexer.engine import open_engine
from indexer.query.tree import Term

NEW = 100


def asked_meanwhile(data: DataDir, work: threading.Event) -> list[float]:
    """Milliseconds of one query after another until ``work`` is set."""
    engine, times = open_engine(data.index), []
    while not work.is_set():
        start = time.perf_counter()
        engine.search(Term("dân", "dân", True))
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.01)
    return times


def update(data: DataDir, number: int, *, words: bool, processes: int | None) -> tuple[BuildReport, float, float]:
    """Index a hundred new articles: the report, seconds until they are found, the slowest query meanwhile."""
    write_corpus(data, NEW, start=number)
    done, slowest = threading.Event(), [0.0]

    def ask() -> None:
        slowest[0] = max(asked_meanwhile(data, done), default=0.0)

    reader = threading.Thread(target=ask)
    engine = open_engine(data.index)
    before = engine.total
    reader.start()
    start = time.perf_counter()
    report = update_index(data, words=words, processes=processes)
    engine.refresh()
    seconds = time.perf_counter() - start
    assert engine.total == before + NEW
    done.set()
    reader.join()
    return report, seconds, slowest[0]


def cpu_seconds() -> float:
    """Processor time of this process and of those it started that have ended: what remains true on a busy machine."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def size(path: Path) -> float:
    """Megabytes of the files below ``path``."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--words", type=int, default=1000, help="articles for the word layer")
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    data, processes = DataDir(options.directory), options.processes
    lines = []

    spent = [cpu_seconds()]

    def line(what: str, articles: int, seconds: float, note: str = "") -> None:
        spent.append(cpu_seconds())
        used = spent[-1] - spent[-2]
        lines.append([what, f"{articles:,}", f"{seconds:.1f}", f"{articles / seconds:.0f}", f"{used:.1f}", note])
        print(lines[-1], flush=True)
        spent[-1] = cpu_seconds()

    report = update_index(data, rebuild=True, words=False, processes=processes)
    note = f"{report.segments} segments, {size(data.index / report.generation):.0f} MB"
    line("anew, without words", report.indexed, report.seconds, note)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    with tempfile.TemporaryDirectory() as directory:
        part = DataDir(Path(directory))
        write_corpus(part, options.words, seed=2)
        spent.append(cpu_seconds())
        report = update_index(part, words=True, processes=processes)
        line("anew, with words", report.indexed, report.seconds)
        report = update_index(part, rebuild=True, words=True, processes=processes)
        line("again, words from the cache", report.indexed, report.seconds)
    with Archive.open(data.archive, readonly=True) as archive:
        total = archive.count()
    for words, name in ((False, "update, without words"), (True, "update, with words")):
        report, seconds, slowest = update(data, 10_000_000 + total + NEW * words, words=words, processes=processes)
        line(f"{name}, into {total:,}", NEW, seconds, f"until found; slowest query meanwhile {slowest:.0f} ms")
    head = ["work", "articles", "seconds", "a second", "CPU seconds", ""]
    text = "\n".join(
        [
            f"# Indexing, {total:,} articles of about 600 syllables",
            "",
            table(head, lines),
            "",
            f"Largest process of a build: {peak:.0f} MB.",
            "",
            described(),
        ]
    )
    print(text)
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / f"indexing-{total // 1000 * 1000}.md").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
