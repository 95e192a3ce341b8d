"""The query tree: what a reader's query means, as plain data. The parser builds it, engines evaluate it.

Two kinds of node. A **positional** node (`Term`, `Wildcard`, `Phrase`, `Near`, `Sentence`, and `Or` and `Expansion` of
positional nodes) has *spans*: (first position, last position) in one text field of one article. Every other node only
says which articles match. An article matches a positional node when it has at least one span in one of the fields asked
for (title, lead and body unless a `Field` says otherwise; a span never crosses fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from crawler.text import TONES, fold, normalize
from crawler.text import key as key_of

TextField = Literal["title", "lead", "body", "author"]
FilterName = Literal["place", "mentions", "level", "portal", "topic", "flag", "number"]

DEFAULT_FIELDS: tuple[TextField, ...] = ("title", "lead", "body")
"""Where a query looks when it names no field."""


@dataclass(frozen=True, slots=True)
class Term:
    """One syllable. Spans: every position whose key it accepts.

    ``exact``: only ``key``. Otherwise it was typed without marks and accepts every key of the lexicon with the same
    fold (`crawler.text.fold`); an article with ``key`` itself ranks above one that has only other spellings.
    """

    text: str
    key: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A syllable with ``*`` (any letters, none too) or ``?`` (one letter); ``matches`` says which keys it accepts."""

    pattern: str

    def matches(self, key: str) -> bool:
        """Whether the keyed syllable ``key`` fits: marks count when the pattern has any, else folds compare."""
        expression, folded = wildcard_expression(self.pattern)
        return expression.fullmatch(fold(key) if folded else key) is not None

    @property
    def stem(self) -> str:
        """The folded letters before the first wildcard sign: every accepted key's fold starts with them."""
        return fold(re.split(r"[*?]", self.pattern, maxsplit=1)[0])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in order. A span needs the parts at ``start + offsets[i]`` when ``slop`` is 0.

    With ``slop`` the parts still come in order, each at its own position, and last − first ≤ offsets[-1] + slop;
    of the spans with one first position only the shortest counts.
    Offsets are 0, 1, 2 … unless the quoted text itself holds a sentence end: the position it leaves free in the text
    is then skipped, and without slop a sentence must end there.
    """

    parts: tuple[Term | Wildcard, ...]
    slop: int = 0
    offsets: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.offsets:
            object.__setattr__(self, "offsets", tuple(range(len(self.parts))))


@dataclass(frozen=True, slots=True)
class Near:
    """A span of ``left`` and one of ``right`` in one field that do not overlap and stand within ``distance`` positions.

    That is: first position of the later minus last position of the earlier ≤ ``distance`` (adjacent is 1). ``ordered``:
    left comes first. Its own spans cover both.
    """

    left: Positional
    right: Positional
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of ``left`` and one of ``right`` that do not overlap, in one sentence of a field; its spans cover both."""

    left: Positional
    right: Positional


@dataclass(frozen=True, slots=True)
class Alternative:
    (
        """One added reading of an abbreviation or name.

    ``id`` switches it off (`SearchParams.keep`), ``label`` is what people read.
    """
        ""
    )

    id: str
    label: str
    node: Node


@dataclass(frozen=True, slots=True)
class Expansion:
    """``base`` as typed, or any of the added readings; articles that match ``base`` rank above the others."""

    base: Node
    added: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Articles where ``node`` has at least ``count`` distinct spans, all fields asked for together."""

    count: int
    node: Positional


@dataclass(frozen=True, slots=True)
class And:
    """All parts, in the order typed: terms that stand next to each other in the article in this order rank higher."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every article that does not match ``node``; adds nothing to scores."""

    node: Node


@dataclass(frozen=True, slots=True)
class Field:
    """``node`` looked for in one text field only. Fields do not nest."""

    name: TextField
    node: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles whose value of ``name`` is one of ``values`` (ids, codes, levels, topic names); no score.

    The values of ``flag``: ``reprint`` (appeared elsewhere first), ``original`` (did not), ``figure`` (states a
    quantity).

    A place that the parser left as typed is resolved to codes before an engine sees it; ``label`` is then what people
    read. ``number`` is a document cited, by `indexer.documents.number_key`, with ``*`` at its end for any ending.
    """

    name: FilterName
    values: tuple[str, ...]
    label: str = ""
    span: tuple[int, int] | None = field(default=None, compare=False)
    """Where it stands in the query text."""
    shown: Or | None = None
    """What to mark in texts; it has no say in what matches."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles published from ``start`` to ``end``, both days included, Vietnamese time; undated ones never match."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


Positional: TypeAlias = "Term | Wildcard | Phrase | Near | Sentence | Or | Expansion"
Node: TypeAlias = "Positional | AtLeast | And | Not | Field | Filter | Dates | Everything"


@dataclass(frozen=True, slots=True)
class Filters:
    """The restrictions outside the query text: a facet ignores its own filter and honours all others.

    Empty or ``None`` means no restriction. ``dates`` belongs to the facet ``year``; the histogram of months honours it.
    """

    level: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    """Every code that counts, the units below already included."""
    mentions: tuple[str, ...] = ()
    """The same for places that the text names."""
    topic: tuple[str, ...] = ()
    dates: Dates | None = None
    mode: Literal["now", "then", "exact"] = "now"
    """In which sense the facet of mentioned places counts (`indexer.places.within`)."""


Sort = Literal["relevance", "newest", "oldest"]


@lru_cache(maxsize=1024)
def wildcard_expression(pattern: str) -> tuple[re.Pattern[str], bool]:
    """The pattern as an expression over keys, or over folds (second value true) when it is typed without marks.

    A key carries its tone at the end: a tone that is typed must be there, one that is not may be any.
    """
    pattern = re.sub(r"\*+", "*", normalize(pattern).lower())
    letters = "".join(re.findall(r"[^*?]", pattern))
    if fold(letters) == letters:
        return re.compile(_glob(pattern)), True
    tone = "".join(c for c in key_of(letters) if c in TONES)
    bare = "".join(c if c in "*?" else key_of(c).strip(TONES) for c in pattern)
    return re.compile(_glob(bare) + (tone or f"[{TONES}]*")), False


def _glob(pattern: str) -> str:
    any_letter = f"[^{TONES}]"
    return "".join({"*": any_letter + "*", "?": any_letter}.get(c) or re.escape(c) for c in pattern)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``, in order."""
    match node:
        case And(parts) | Or(parts) | Phrase(parts):
            return parts
        case Near(left, right) | Sentence(left, right):
            return (left, right)
        case Not(inner) | Field(_, inner) | AtLeast(_, inner):
            return (inner,)
        case Expansion(base, added):
            return (base, *(alternative.node for alternative in added))
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it, from the top."""
    yield node
    for child in children(node):
        yield from walk(child)
