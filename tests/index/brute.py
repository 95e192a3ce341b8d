"""The query tree answered the slow and obvious way, document by document, as a measure for the engine."""

from __future__ import annotations

from itertools import pairwise, product

from crawler.items import Article
from crawler.text import fold, key, normalize
from indexer.analysis import Token, tokens
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

Span = tuple[str, int, int]


class Brute:
    """One article, its fields as tokens."""

    def __init__(self, article: Article) -> None:
        self.article = article
        texts = {"title": article.title, "lead": article.lead, "body": article.body, "author": article.author}
        self.fields: dict[str, list[Token]] = {name: tokens(normalize(text or "")) for name, text in texts.items()}

    def accepts(self, node: Term | Wildcard, syllable: str) -> bool:
        if isinstance(node, Wildcard):
            return node.matches(syllable)
        return syllable == node.key if node.exact else fold(syllable) == fold(node.key)

    def spans(self, node: Node, field: str | None = None) -> set[Span]:
        names = [field] if field else ["title", "lead", "body"]
        found: set[Span] = set()
        for name in names:
            found |= self._spans(node, name)
        return found

    def _spans(self, node: Node, name: str) -> set[Span]:
        listed = self.fields[name]
        match node:
            case Term() | Wildcard():
                return {(name, t.position, t.position) for t in listed if self.accepts(node, t.key)}
            case Phrase(parts, slop, offsets):
                places = [[t.position for t in listed if self.accepts(part, t.key)] for part in parts]
                taken = {t.position for t in listed}
                skipped = set(range(offsets[-1])) - set(offsets)
                whole = {
                    (name, chosen[0], chosen[-1])
                    for chosen in product(*places)
                    if (
                        all(p - chosen[0] == o for p, o in zip(chosen, offsets, strict=True))
                        and not any(chosen[0] + gap in taken for gap in skipped)
                        if not slop
                        else all(a < b for a, b in pairwise(chosen)) and chosen[-1] - chosen[0] <= offsets[-1] + slop
                    )
                }
                return whole if not slop else {(name, f, min(z for _, g, z in whole if g == f)) for _, f, _ in whole}
            case Near(left, right, distance, ordered):
                pairs = self._pairs(left, right, name, ordered=ordered)
                return {(name, a[1], max(a[2], b[2])) for a, b in pairs if b[1] - a[2] <= distance}
            case Sentence(left, right):
                number = {t.position: t.sentence for t in listed}
                return {
                    (name, a[1], max(a[2], b[2]))
                    for a, b in self._pairs(left, right, name)
                    if number[a[1]] == number[a[2]] == number[b[1]] == number[b[2]]
                }
            case Or(parts):
                return set().union(*(self._spans(part, name) for part in parts))
            case Expansion(base, added):
                return set().union(*(self._spans(part, name) for part in (base, *(a.node for a in added))))
            case _:
                raise TypeError(node)

    def _pairs(self, left: Node, right: Node, name: str, *, ordered: bool = False) -> list[tuple[Span, Span]]:
        """(earlier, later) of spans of both that do not overlap; for ordered ones the earlier is of ``left``."""
        a, b = self._spans(left, name), self._spans(right, name)
        found = [(x, y) for x in a for y in b if x[2] < y[1]]
        return found if ordered else found + [(y, x) for x in a for y in b if y[2] < x[1]]

    def matches(self, node: Node, field: str | None = None) -> bool:
        match node:
            case And(parts):
                return all(self.matches(part, field) for part in parts)
            case Or(parts):
                return any(self.matches(part, field) for part in parts)
            case Expansion(base, added):
                return any(self.matches(part, field) for part in (base, *(a.node for a in added)))
            case Not(inner):
                return not self.matches(inner, field)
            case AtLeast(count, inner):
                return len(self.spans(inner, field)) >= count
            case Field(name, inner):
                return self.matches(inner, name)
            case Filter("portal", values):
                return self.article.portal in values
            case Filter("topic", values):
                return any(topic.name in values for topic in self.article.topics)
            case Dates(start, end):
                at = self.article.published
                return at is not None and (start or at.date()) <= at.date() <= (end or at.date())
            case Everything():
                return True
            case _:
                return bool(self.spans(node, field))


def term(text: str, *, exact: bool | None = None) -> Term:
    """The term of ``text``, exact when it has a mark."""
    keyed = key(text)
    return Term(text, keyed, keyed != fold(text) if exact is None else exact)
