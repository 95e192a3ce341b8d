"""A tree as one short line, for tables of tests.

``dân!`` exact, ``dan`` unmarked, ``[a b]`` phrase (``~2`` slop), ``&(…)`` and, ``|(…)`` or, ``-x`` not, ``a/8 b`` near,
``a>8 b`` ordered near, ``a§b`` sentence, ``3×x`` at least, ``title{x}`` field, ``x+{id=…}`` expansion,
``level=xa`` filter.
"""

from __future__ import annotations

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


def shape(node: Node) -> str:
    match node:
        case Term(text, _, exact):
            return text + "!" * exact
        case Wildcard(pattern):
            return pattern
        case Phrase(parts, slop, offsets):
            gaps = "" if offsets == tuple(range(len(parts))) else f"@{','.join(map(str, offsets))}"
            return f"[{' '.join(map(shape, parts))}]{gaps}{f'~{slop}' if slop else ''}"
        case And(parts):
            return f"&({' '.join(map(shape, parts))})"
        case Or(parts):
            return f"|({' '.join(map(shape, parts))})"
        case Not(inner):
            return f"-{shape(inner)}"
        case Near(left, right, distance, ordered):
            return f"({shape(left)} {'>' if ordered else '/'}{distance} {shape(right)})"
        case Sentence(left, right):
            return f"({shape(left)} § {shape(right)})"
        case AtLeast(count, inner):
            return f"{count}×{shape(inner)}"
        case Field(name, inner):
            return f"{name}{{{shape(inner)}}}"
        case Filter(name, values):
            return f"{name}={','.join(values)}"
        case Dates(start, end):
            return f"date={start or ''}..{end or ''}"
        case Expansion(base, added):
            return f"{shape(base)}+{{{' '.join(f'{a.id}={shape(a.node)}' for a in added)}}}"
        case Everything():
            return "*"
