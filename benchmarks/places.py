"""Precision and recall of places mentioned in text, on labelled sentences of our own and on labelled real articles.

    python benchmarks/places.py [--errors]

Labels are in tests/places: ``sentences*.tsv`` (our sentences, places in braces) and ``labels_shared.json`` (offsets
into texts kept beside the repository in ../shared, after Unicode normalisation; skipped where the folder is not there).
A label is a unit key; ``-`` is a place that nothing in the text or its portal tells apart, which must stay open; ``?``
is a name inside another name (a club, a dateline) that may be taken or left.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from crawler.text import normalize  # noqa: E402 - the repository may not be installed
from indexer.mentions import mentions  # noqa: E402
from indexer.places import gazetteer  # noqa: E402

LABELS = ROOT / "tests" / "places"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Sample:
    """One text with its labels: end of the name, and the place."""

    name: str
    text: str
    portal: str
    day: date
    labels: dict[int, str]


@dataclass
class Score:
    """Counts over samples."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    left_open: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def own_sentences(name: str) -> Iterator[Sample]:
    """The sentences of a file of the repository."""
    for number, line in enumerate((LABELS / name).read_text("utf-8").splitlines()[1:], 2):
        portal, day, marked = line.split("\t")
        text, labels = "", {}
        for before, name, place in re.findall(r"([^{]*)(?:\{([^|]*)\|([^}]*)\})?", marked):
            text += before + name
            if name:
                labels[len(text)] = place
        yield Sample(f"{name}:{number}", text, portal, date.fromisoformat(day), labels)


def shared_texts() -> Iterator[Sample]:
    """The labelled articles of ../shared."""
    texts = {path.name: path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt")}
    with (SHARED / "articles" / "real.jsonl").open(encoding="utf-8") as lines:
        texts |= {article["url"]: article["text"] for article in map(json.loads, lines)}
    for entry in json.loads((LABELS / "labels_shared.json").read_text("utf-8")):
        labels = {start + length: place for start, length, place in entry["labels"]}
        yield Sample(
            entry["doc"], normalize(texts[entry["doc"]]), entry["portal"], date.fromisoformat(entry["day"]), labels
        )


def score(samples: Iterator[Sample], errors: bool) -> Score:
    """Compare what is found with the labels: the same end of the name and the same unit."""
    total = Score()
    for sample in samples:
        unit = gazetteer().unit(sample.portal) if sample.portal != "-" else None
        found = {m.span[1]: m for m in mentions(sample.text, unit, sample.day)}
        for end, mention in found.items():
            label = sample.labels.get(end)
            if label == "?" or mention.unit is None:
                total.left_open += label == "-"
            elif label == mention.unit.key:
                total.right += 1
            else:
                total.wrong += 1
                if errors:
                    print(
                        "wrong ", sample.name[-40:], repr(_context(sample.text, mention.span)), mention.unit.key, label
                    )
        for end, label in sample.labels.items():
            mention_or_none = found.get(end)
            if label not in "-?" and (mention_or_none is None or mention_or_none.unit is None):
                total.missed += 1
                if errors:
                    print("missed", sample.name[-40:], repr(_context(sample.text, (end, end))), label)
            elif label not in "-?" and mention_or_none and mention_or_none.unit and mention_or_none.unit.key != label:
                total.missed += 1
    return total


def _context(text: str, span: tuple[int, int]) -> str:
    return f"{text[max(0, span[0] - 40) : span[0]]}«{text[slice(*span)]}»{text[span[1] : span[1] + 20]}"


def main() -> None:
    """Print the table."""
    errors = "--errors" in sys.argv
    own = {"own": "sentences.tsv", "own, second": "sentences_second.tsv", "own, third": "sentences_third.tsv"}
    sets = [(name, list(own_sentences(file))) for name, file in own.items()]
    if SHARED.is_dir():
        sets.append(("real articles", list(shared_texts())))
    print(f"{'set':<16}{'texts':>7}{'places':>8}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}")
    whole = Score()
    for name, samples in [*sets, ("together", [s for _, part in sets for s in part])]:
        begin = time.perf_counter()
        whole = score(iter(samples), errors and name != "together")
        took = time.perf_counter() - begin
        places = sum(label not in "-?" for s in samples for label in s.labels.values())
        print(
            f"{name:<16}{len(samples):>7}{places:>8}{whole.right:>7}{whole.wrong:>7}{whole.missed:>8}"
            f"{whole.precision:>11.3f}{whole.recall:>8.3f}   {1000 * took / len(samples):.2f} ms a text"
        )


if __name__ == "__main__":
    main()
