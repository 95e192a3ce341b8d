"""Precision and recall of quantity claims, on labelled sentences of our own and of real articles.

    python benchmarks/figures.py [--errors]

Labels are in tests/figures: ``sentences*.tsv`` (ours; ``{number|first word of the unit}``, ``m`` for money, ``%`` for a
percentage), ``fields_*.tsv`` (ours; ``{number|unit|q=hơn,s=đạt,t=48,u=60,y=2024,c=cấp huyện}`` with qualifier, status,
total, upper end, year and scope, each None where the label does not name it) and ``labels_*.json`` (offsets into the
texts of ../shared after Unicode normalisation). ``?`` may be taken or left. Those named "unseen" and the fields were
written and labelled from the text alone, before anything read them; what was mended after is in their second
measurement only (docs/figures.md). A figure is right when it begins where the label says, is of its kind, and counts
what the label counts.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from crawler.text import normalize  # noqa: E402 - the repository may not be installed
from indexer.figures import Figure, figures  # noqa: E402

LABELS = ROOT / "tests" / "figures"
SHARED = ROOT.parent / "shared"
_KINDS = {"m": "money", "%": "percent", "?": "?"}
_FIELDS = {"q": "qualifier", "s": "status", "t": "total", "u": "upper", "y": "year", "c": "scope"}
Label = tuple[str, str]
"""Kind, and first word of the unit."""


@dataclass(frozen=True)
class Sample:
    """One sentence: what to read, and its labels by where they begin; ``fields`` where the file has them."""

    name: str
    sentence: str
    labels: dict[int, Label]
    fields: dict[int, dict[str, str]]


@dataclass
class Score:
    """Counts over sentences."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def own_sentences(name: str) -> Iterator[Sample]:
    """The sentences of a file of the repository."""
    for number, marked in enumerate((LABELS / name).read_text("utf-8").splitlines(), 1):
        text, labels, fields = "", {}, {}
        for before, value, unit, more in re.findall(r"([^{]*)(?:\{([^|}]*)\|([^|}]*)\|?([^}]*)\})?", marked):
            text += before
            if value:
                kind = "?" if more == "?" else _KINDS.get(unit, "count")
                labels[len(text)] = (kind, unit if kind == "count" else "")
                named = dict(part.split("=") for part in more.split(",")) if "=" in more else {}
                fields[len(text)] = (
                    {} if kind == "?" else {long: named.get(short, "") for short, long in _FIELDS.items()}
                )
                text += value + ("" if unit in _KINDS else f" {unit}")
        yield Sample(f"{name}:{number}", text, labels, fields if name.startswith("fields") else {})


def shared_sentences(name: str) -> Iterator[Sample]:
    """The sentences of ../shared that a file labels."""
    texts = {path.name: path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt")}
    with (SHARED / "articles" / "real.jsonl").open(encoding="utf-8") as lines:
        texts |= {article["url"]: article["text"] for article in map(json.loads, lines)}
    for entry in json.loads((LABELS / name).read_text("utf-8")):
        text = normalize(texts[entry["doc"]])
        for begin, length, labels in entry["sentences"]:
            known = {at: (kind, unit if kind == "count" else "") for at, kind, unit in labels}
            yield Sample(f"{entry['doc'][-30:]}:{begin}", text[begin : begin + length], known, {})


def score(samples: Iterator[Sample], errors: bool) -> Score:
    """Compare what is found with the labels."""
    total = Score()
    for sample in samples:
        found = {figure.span[0]: figure for figure in figures(sample.sentence)}
        for at, figure in found.items():
            kind, unit = sample.labels.get(at, ("", ""))
            if kind == "?":
                continue
            right = figure.kind == kind and _counts(figure, unit)
            total.right += right
            total.wrong += not right
            if errors and not right:
                print(
                    "wrong ", sample.name, repr(sample.sentence[max(0, at - 40) : at + 40]), figure.unit, (kind, unit)
                )
        for at, (kind, unit) in sample.labels.items():
            right = at in found and found[at].kind == kind and _counts(found[at], unit)
            if kind != "?" and not right:
                total.missed += 1
                if errors:
                    print("missed", sample.name, repr(sample.sentence[max(0, at - 40) : at + 40]), (kind, unit))
    return total


def _counts(figure: Figure, unit: str) -> bool:
    """Whether a figure counts the noun of a label: one begins with the other, for where a phrase ends is a matter of
    taste."""
    found, wanted = figure.unit.lower(), unit.lower()
    return figure.kind != "count" or found.startswith(wanted) or (found != "" and wanted.startswith(found))


def field_scores(samples: Iterable[Sample], errors: bool = False) -> dict[str, Score]:
    """For each field of the figures that were found how often it says what the label says. ``wrong`` counts values that
    are not the label's, ``missed`` labels whose value is not found."""
    scores = {name: Score() for name in _FIELDS.values()}
    for sample in samples:
        for figure in figures(sample.sentence):
            for name, wanted in sample.fields.get(figure.span[0], {}).items():
                found = _shown(getattr(figure, name))
                score_of = scores[name]
                score_of.right += found == wanted != ""
                score_of.wrong += found != wanted and found != ""
                score_of.missed += found != wanted and wanted != ""
                if errors and found != wanted:
                    print("field ", sample.name, repr(figure.number), name, repr(found), repr(wanted))
    return scores


def _shown(value: object) -> str:
    return "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def main() -> None:
    """Print the tables."""
    errors = "--errors" in sys.argv
    own = {"own": "sentences.tsv", "own, unseen": "sentences_unseen.tsv", "own, with fields": "fields_first.tsv",
           "own, second round": "fields_second.tsv", "own, third round": "fields_third.tsv"}  # fmt: skip
    sets = [(name, list(own_sentences(file))) for name, file in own.items()]
    if SHARED.is_dir():
        sets.append(("real", list(shared_sentences("labels_shared.json"))))
        sets.append(("real, unseen", list(shared_sentences("labels_unseen.json"))))
    print(
        f"{'set':<18}{'sentences':>10}{'figures':>9}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"
    )
    for name, samples in [*sets, ("together", [s for _, part in sets for s in part])]:
        result = score(iter(samples), errors and name != "together")
        labels = sum(kind != "?" for s in samples for kind, _ in s.labels.values())
        print(
            f"{name:<18}{len(samples):>10}{labels:>9}{result.right:>7}{result.wrong:>7}{result.missed:>8}"
            f"{result.precision:>11.3f}{result.recall:>8.3f}"
        )
    print(f"\n{'field':<18}{'right':>7}{'wrong':>7}{'missed':>8}")
    for name, found in field_scores((s for _, part in sets for s in part), errors).items():
        print(f"{name:<18}{found.right:>7}{found.wrong:>7}{found.missed:>8}")


if __name__ == "__main__":
    main()
