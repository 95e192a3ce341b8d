"""How long a search page takes (best twenty, exact total, five facets, months, snippets), beside Whoosh, FTS5, tantivy.

    python -m benchmarks.corpus DIR --articles 10000 && danvan index     (DANVAN_DATA=DIR)
    python -m benchmarks.search DIR [--peers whoosh,fts5,tantivy] [--rounds 3]

Every query runs once to warm up and then ``--rounds`` times (Whoosh once only, it takes seconds); a query's time is its
median. Classes are compared by
median, peers by the geometric mean over the classes. Results are written to ``benchmarks/results/``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from benchmarks.machine import described, table
from benchmarks.peers import Ask, Columns, Fts5, Peer, Row, Tantivy, Whoosh, rows
from benchmarks.querylog import mixed
from crawler.archive.datadir import DataDir
from crawler.text import fold
from indexer.engine import Engine
from indexer.query.tree import And, Dates, Filters, Node, Not, Or, Phrase, Term
from indexer.search import Searcher
from indexer.shelf import Articles
from indexer.snippets import Highlighter

PER_CLASS = 12
SINCE = datetime(2022, 1, 1)  # noqa: DTZ001 - as the index keeps times


class Danvan:
    """danvan's own engine."""

    name = "danvan"

    def __init__(self, searcher: Searcher) -> None:
        self._engine = searcher.engine
        self._articles = Articles(searcher.archive)

    def page(self, ask: Ask) -> tuple[list[str], int]:
        """As the search core asks it."""
        terms = [Term(keys[0], keys[0], len(keys) == 1) for keys in ask.groups]
        node: Node = terms[0]
        if len(terms) > 1:
            node = {"phrase": Phrase, "or": Or, "and": And}[ask.how](tuple(terms))
        if ask.unwanted:
            node = And((node, Not(Term(ask.unwanted[0], ask.unwanted[0], True))))
        dates = Dates(date(SINCE.year, SINCE.month, SINCE.day), None) if ask.since else None
        result = self._engine.search(node, Filters(level=(ask.level,) if ask.level else (), dates=dates))
        highlighter = Highlighter(node)
        for stored in self._articles.get(result.ids, self._engine.version).values():
            article = stored.article
            highlighter.mark(article.title, "title")
            highlighter.snippets(article.lead, article.body)
        return list(result.ids), result.total


def questions(engine: Engine, listed: Sequence[Row], each: int = PER_CLASS) -> list[Ask]:
    """``each`` queries of every class, drawn from the corpus itself."""
    rng = random.Random(11)
    bodies = [row.texts[2].split() for row in rng.sample(listed, min(len(listed), 400))]
    share = {key: engine.lexicon.frequency(key) / engine.total for key in {k for body in bodies for k in body[:200]}}
    letters = [key for key in sorted(share) if key.isalpha() or not key.isascii()]

    def between(low: float, high: float) -> Callable[[], tuple[tuple[str, ...], ...]]:
        among = [key for key in letters if low <= share[key] < high]
        return lambda: ((rng.choice(among),),)

    def cut(size: int) -> tuple[tuple[str, ...], ...]:
        while True:
            body = rng.choice(bodies)
            at = rng.randrange(len(body) - size)
            keys = body[at : at + size]
            if all(key in share and key in letters for key in keys):
                return tuple((key,) for key in keys)

    def unmarked(size: int) -> tuple[tuple[str, ...], ...]:
        groups = []
        for (key,) in cut(size):
            plain = fold(key)
            groups.append((plain, *(k for k, _ in engine.lexicon.spellings(plain) if k != plain)))
        return tuple(groups)

    frequent, common, rare = between(0.4, 1.1), between(0.05, 0.4), between(0, 0.003)
    classes: list[tuple[str, str, Callable[[], tuple[tuple[str, ...], ...]]]] = [
        ("frequent syllable", "and", frequent),
        ("common syllable", "and", common),
        ("rare syllable", "and", rare),
        ("2 syllables, all", "and", lambda: cut(2)),
        ("4 syllables, all", "and", lambda: cut(4)),
        ("phrase of 2", "phrase", lambda: cut(2)),
        ("phrase of 3", "phrase", lambda: cut(3)),
        ("phrase of 4", "phrase", lambda: cut(4)),
        ("either of 2", "or", lambda: common() + frequent()),
        ("unmarked syllable", "and", lambda: unmarked(1)),
        ("3 unmarked, all", "and", lambda: unmarked(3)),
    ]
    asked = [Ask(kind, how, make()) for kind, how, make in classes for _ in range(each)]
    asked += [Ask("one without another", "and", common(), frequent()[0]) for _ in range(each)]
    asked += [Ask("with filters", "and", frequent(), level="huyen", since=SINCE) for _ in range(each)]
    return asked


def timed(
    asked_peers: Sequence[Peer], asked: Sequence[Ask], rounds: int, clock: Callable[[], float]
) -> tuple[dict[str, dict[str, list[float]]], dict[str, list[int]]]:
    """By peer: milliseconds of each query by class, and the totals. Peers take turns, so that they share the machine's
    moods.

    Whoosh, which takes seconds, is asked once; the others warm up first.
    """
    found: dict[str, dict[str, list[float]]] = {peer.name: {} for peer in asked_peers}
    totals: dict[str, list[int]] = {peer.name: [] for peer in asked_peers}
    for ask in asked:
        for peer in asked_peers:
            times = []
            warm_up = peer.name != "Whoosh"
            for run in range(rounds + 1 if warm_up else 1):
                start = clock()
                total = peer.page(ask)[1]
                if run or not warm_up:
                    times.append((clock() - start) * 1000)
            totals[peer.name].append(total)
            found[peer.name].setdefault(ask.kind, []).append(statistics.median(times))
    return found, totals


def cold(data: DataDir) -> tuple[float, float]:
    """Milliseconds that the first page of a fresh process takes, and with it importing; median of five."""
    code = (
        "import sys, time; a = time.perf_counter()\n"
        "from pathlib import Path; from crawler.archive.datadir import DataDir\n"
        "from indexer.params import SearchParams; from indexer.search import Searcher\n"
        "b = time.perf_counter(); s = Searcher(DataDir(Path(sys.argv[1])))\n"
        "s.search(SearchParams(q='\"dân vận\"'))\n"
        "c = time.perf_counter(); print((c - b) * 1000, (c - a) * 1000)"
    )
    command = [sys.executable, "-c", code, str(data.root)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(5)]
    return statistics.median(float(run[0]) for run in runs), statistics.median(float(run[1]) for run in runs)


def whole_pages(searcher: Searcher, listed: Sequence[Row], clock: Callable[[], float], count: int = 500) -> list[float]:
    """Milliseconds of `Searcher.search` for a mixed log, rising: parsing, explaining and offers with all the rest.

    Every query is asked twice and the second time counts.
    """
    found = []
    for params in mixed(listed, count):
        searcher.search(params)
        start = clock()
        searcher.search(params)
        found.append((clock() - start) * 1000)
    return sorted(found)


def peers(names: Sequence[str], data: DataDir, listed: Sequence[Row]) -> list[Peer]:
    """The peers asked for, their indexes built where they are not there yet."""
    found: list[Peer] = []
    columns = Columns(listed)
    if "whoosh" in names:
        found.append(Whoosh(data, columns))
    if "fts5" in names:
        path = data.root / f"peer-fts5-{len(listed)}.sqlite3"
        if not path.exists():
            Fts5.build(path, listed)
        found.append(Fts5(path, columns))
    if "tantivy" in names:
        path = data.root / f"peer-tantivy-{len(listed)}"
        if not path.exists():
            Tantivy.build(path, listed)
        found.append(Tantivy(path))
    return found


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--peers", default="whoosh,fts5,tantivy")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="only the query classes whose names hold this")
    parser.add_argument("--each", type=int, default=PER_CLASS, help="queries of each class")
    parser.add_argument("--name", help="name of the results file; default: search-NUMBER of articles")
    parser.add_argument("--cpu", action="store_true", help="processor time of the asking thread, for a busy machine")
    options = parser.parse_args()
    clock = time.thread_time if options.cpu else time.perf_counter
    data = DataDir(options.directory)
    searcher = Searcher(data)
    engine = searcher.engine
    listed = list(rows(data))
    asked = [ask for ask in questions(engine, listed, options.each) if not options.only or options.only in ask.kind]
    first_query = cold(data)
    compared = [Danvan(searcher), *peers(options.peers.split(","), data, listed)]
    columns, totals = timed(compared, asked, options.rounds, clock)
    notes = [_pages(whole_pages(searcher, listed, clock)), ""]
    for peer in compared[1:]:
        differing = sum(a != b for a, b in zip(totals["danvan"], totals[peer.name], strict=True))
        notes.append(f"{peer.name}: {differing} of {len(asked)} totals differ from danvan's")
    if options.cpu:
        notes.append("\nTimes are processor time of the asking thread, as other work ran on the machine.")
    report(engine, columns, notes, first_query, options.name)


def _pages(times: Sequence[float]) -> str:
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    return (
        f"The search core's whole page (parsing, explaining, offers and all of the above), a mixed log of {len(times)} "
        f"queries of 16 kinds: median {middle:.1f} ms, p95 {late:.1f} ms, worst {times[-1]:.1f} ms."
    )


def report(
    engine: Engine,
    columns: dict[str, dict[str, list[float]]],
    notes: list[str],
    first_query: tuple[float, float],
    name: str | None,
) -> None:
    """Print the table and write it down."""
    others = [peer for peer in columns if peer != "danvan"]
    lines = []
    means: dict[str, list[float]] = {peer: [] for peer in columns}
    for kind, own in columns["danvan"].items():
        medians = {peer: statistics.median(times[kind]) for peer, times in columns.items()}
        for peer, value in medians.items():
            means[peer].append(value)
        ratios = [f"{medians[peer] / medians['danvan']:.1f}" for peer in others]
        lines.append([kind, *(f"{medians[p]:.2f}" for p in columns), f"{max(own):.2f}", *ratios])
    geometric = {peer: statistics.geometric_mean(values) for peer, values in means.items()}
    ratios = [f"{geometric[peer] / geometric['danvan']:.1f}" for peer in others]
    lines.append(["geometric mean", *(f"{geometric[p]:.2f}" for p in columns), "", *ratios])
    head = ["query class", *(f"{p} ms" for p in columns), "danvan worst ms", *(f"{p} ÷ danvan" for p in others)]
    every = sorted(value for values in columns["danvan"].values() for value in values)
    first, whole = first_query
    text = "\n".join(
        [
            f"# Search page at {engine.total:,} articles",
            "",
            "Best twenty with marked titles and snippets, exact total, five facets and months; milliseconds, warm, "
            "median of the class. A ratio above 1 means that danvan is faster.",
            "",
            table(head, lines),
            "",
            f"All {len(every)} queries: median {statistics.median(every):.2f} ms, "
            f"p95 {every[int(len(every) * 0.95)]:.2f} ms, worst {every[-1]:.2f} ms. "
            f"First whole page of a fresh process with opening archive and index: {first:.0f} ms "
            f"(with Python's imports {whole:.0f} ms).",
            "",
            *notes,
            "",
            described(),
        ]
    )
    print(text)
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / f"{name or f'search-{round(engine.total, -3)}'}.md").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
