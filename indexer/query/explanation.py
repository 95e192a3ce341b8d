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

PartKind = Literal["text", "term", "operator", "expansion", "filter", "count"]
FIELD_LABELS = {"title": "tiêu đề", "lead": "mở đầu", "body": "thân bài", "author": "tác giả"}
FILTER_LABELS = {
    "place": "nơi",
    "mentions": "nhắc đến",
    "number": "số văn bản",
    "level": "cấp",
    "portal": "cổng",
    "topic": "chủ đề",
    "date": "ngày",
    "flag": "loại",
}
FLAG_LABELS = {"reprint": "bài đăng lại", "original": "bài gốc", "figure": "bài có số liệu"}

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
    return labels.get(value, value)


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
        return f"từ {_day(start)}" if start else f"đến {_day(end)}" if end else "mọi ngày"
    if start == end:
        return _day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and _last_of_month(end):
        return f"{start:%m/%Y}"
    return f"{_day(start)}–{_day(end)}"


def _last_of_month(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _parts(node: Node, label: Labeller) -> Iterator[ExplainPart]:
    match node:
        case Term() | Wildcard() | Phrase():
            yield _leaf(node)
        case And(parts):
            yield from _all(parts, label)
        case Or(parts):
            yield from _between(parts, " HOẶC ", label)
        case Not(inner):
            yield ExplainPart("KHÔNG ", "operator")
            yield from _grouped(inner, label)
        case Near(left, right, distance, ordered):
            yield from _between((left, right), f" {'TRƯỚC' if ordered else 'GẦN'}/{distance} ", label)
        case Sentence(left, right):
            yield from _between((left, right), " CÂU ", label)
        case AtLeast(count, inner):
            yield ExplainPart(f"ít nhất {count} lần ", "operator")
            yield from _grouped(inner, label)
        case Field(name, inner):
            yield ExplainPart(f"{FIELD_LABELS[name]}: ", "operator")
            yield from _grouped(inner, label)
        case Expansion():
            yield from _expanded(node, label)
        case Filter(name, values):
            shown = node.label or " hoặc ".join(label(name, value) for value in values)
            yield ExplainPart(f"{FILTER_LABELS[name]}: {shown}", "filter")
        case Dates():
            yield ExplainPart(f"ngày: {period_text(node)}", "filter")
        case Everything():
            yield ExplainPart("mọi bài", "text")


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
        return " (đúng dấu)"
    return " (mọi dấu)" if len(loose) == len(terms) else f" ({', '.join(t.text for t in loose)}: mọi dấu)"


def _all(parts: Sequence[Node], label: Labeller) -> Iterator[ExplainPart]:
    """An AND: what is said about marks is said once for each run of like terms."""
    for n, part in enumerate(parts):
        if n:
            yield ExplainPart(" VÀ ", "operator")
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
