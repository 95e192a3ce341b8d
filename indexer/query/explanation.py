"""How a query was understood, in Vietnamese: parts that a page can render, and the same as one line of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.query.tree import (
    And,
    AtLeast,
    Dates,
    Everything,
    Expansion,
    Field,
    Filter,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Sentence,
    Term,
    Wildcard,
)
from indexer.query.values import LEVELS
from indexer.wording import mark, say

PartKind = Literal["text", "term", "operator", "expansion", "filter", "count"]
FIELD_LABELS = {"title": mark("tiêu đề"), "lead": mark("mở đầu"), "body": mark("thân bài"), "author": mark("tác giả")}
FILTER_LABELS = {
    "place": mark("nơi"),
    "mentions": mark("nhắc đến"),
    "number": mark("số văn bản"),
    "level": mark("cấp"),
    "portal": mark("cổng"),
    "topic": mark("chủ đề"),
    "date": mark("ngày"),
    "flag": mark("loại"),
}
FLAG_LABELS = {"reprint": mark("bài đăng lại"), "original": mark("bài gốc"), "figure": mark("bài có số liệu")}

Labeller = Callable[[str, str], str]
"""(filter name, value) → what people read."""


@dataclass(frozen=True, slots=True)
class ExplainPart:
    """A piece of the explain line (`as_text` joins them).

    ``expansion`` is set on an added reading, which pages show in ⟨ ⟩: the id to put into `SearchParams.keep` to switch
    it off.
    """

    text: str
    kind: PartKind = "text"
    expansion: str | None = None


def plain_label(name: str, value: str) -> str:
    """The label of a value where nothing more is known about it."""
    labels = {"level": LEVELS, "flag": FLAG_LABELS}.get(name, {})
    return say(labels[value]) if value in labels else value


def explain_tree(tree: Node, label: Labeller = plain_label) -> tuple[ExplainPart, ...]:
    """The parts that say what ``tree`` finds, without a heading or counts."""
    return tuple(_parts(tree, label))


def as_text(parts: Sequence[ExplainPart]) -> str:
    """The explain line as plain text."""
    return "".join(f"⟨{part.text}⟩" if part.expansion else part.text for part in parts)


def period_text(found: Dates) -> str:
    """A range of days as readers write it: ``2024``, ``03/2024``, ``01/07/2025``, ``từ 01/07/2025``, ``đến …``."""
    start, end = found.start, found.end
    if start is None or end is None:
        if start:
            return say("từ %(day)s", day=_day(start))
        return say("đến %(day)s", day=_day(end)) if end else say("mọi ngày")
    if start == end:
        return _day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and _last_of_month(end):
        return say("%(month)s/%(year)s", month=f"{start:%m}", year=f"{start:%Y}")
    return f"{_day(start)}–{_day(end)}"


def _last_of_month(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


def _day(day: date | None) -> str:
    return say("%(day)s/%(month)s/%(year)s", day=f"{day:%d}", month=f"{day:%m}", year=f"{day:%Y}") if day else ""


def _parts(node: Node, label: Labeller) -> Iterator[ExplainPart]:
    match node:
        case Term() | Wildcard() | Phrase():
            yield _leaf(node)
        case And(parts):
            yield from _all(parts, label)
        case Or(parts):
            yield from _between(parts, say(" HOẶC "), label)
        case Not(inner):
            yield ExplainPart(say("KHÔNG "), "operator")
            yield from _grouped(inner, label)
        case Near(left, right, distance, ordered):
            yield from _between((left, right), _near_sign(distance, ordered=ordered), label)
        case Sentence(left, right):
            yield from _between((left, right), say(" CÂU "), label)
        case AtLeast(count, inner):
            yield ExplainPart(say("ít nhất %(n)s lần ", n=count), "operator")
            yield from _grouped(inner, label)
        case Field(name, inner):
            yield ExplainPart(f"{say(FIELD_LABELS[name])}: ", "operator")
            yield from _grouped(inner, label)
        case Expansion():
            yield from _expanded(node, label)
        case Filter(name, values):
            shown = node.label or say(" hoặc ").join(label(name, value) for value in values)
            yield ExplainPart(f"{say(FILTER_LABELS[name])}: {shown}", "filter")
        case Dates():
            yield ExplainPart(say("ngày: %(days)s", days=period_text(node)), "filter")
        case Everything():
            yield ExplainPart(say("mọi bài"), "text")


def _leaf(node: Term | Wildcard | Phrase) -> ExplainPart:
    if isinstance(node, Wildcard):
        return ExplainPart(node.pattern, "term")
    if isinstance(node, Term):
        return ExplainPart(node.text + _marks((node,)), "term")
    words = " ".join(part.pattern if isinstance(part, Wildcard) else part.text for part in node.parts)
    slop = f"~{node.slop}" if node.slop else ""
    return ExplainPart(f'"{words}"{slop}{_marks(node.parts)}', "term")


def _marks(parts: Sequence[Term | Wildcard]) -> str:
    """How marks are treated; nothing where there is nothing to say (numbers)."""
    terms = [p for p in parts if isinstance(p, Term) and not p.text.isdigit()]
    loose = [t for t in terms if not t.exact]
    if not terms:
        return ""
    if not loose:
        return say(" (đúng dấu)")
    if len(loose) == len(terms):
        return say(" (mọi dấu)")
    return say(" (%(words)s: mọi dấu)", words=", ".join(t.text for t in loose))


def _near_sign(distance: int, *, ordered: bool) -> str:
    return say(" TRƯỚC/%(n)s ", n=distance) if ordered else say(" GẦN/%(n)s ", n=distance)


def _all(parts: Sequence[Node], label: Labeller) -> Iterator[ExplainPart]:
    """An AND: what is said about marks is said once for each run of like terms."""
    for n, part in enumerate(parts):
        if n:
            yield ExplainPart(say(" VÀ "), "operator")
        after = parts[n + 1] if n + 1 < len(parts) else None
        if isinstance(part, Term) and isinstance(after, Term) and part.exact == after.exact:
            yield ExplainPart(part.text, "term")
        else:
            yield from _grouped(part, label)


def _between(parts: Sequence[Node], sign: str, label: Labeller) -> Iterator[ExplainPart]:
    for n, part in enumerate(parts):
        if n:
            yield ExplainPart(sign, "operator")
        yield from _grouped(part, label)


def _grouped(node: Node, label: Labeller) -> Iterator[ExplainPart]:
    if not isinstance(node, And | Or | Near | Sentence):
        yield from _parts(node, label)
        return
    yield ExplainPart("(", "operator")
    yield from _parts(node, label)
    yield ExplainPart(")", "operator")


def _expanded(node: Expansion, label: Labeller) -> Iterator[ExplainPart]:
    base = node.base
    yield from (ExplainPart(base.text, "term"),) if isinstance(base, Term) else _grouped(base, label)
    for added in node.added:
        yield ExplainPart(" ")
        yield ExplainPart(added.label, "expansion", added.id)
