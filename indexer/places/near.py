"""What a name that nothing carries may have meant: another type, Telex letters, a slip of the finger."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from indexer.places.names import name_fold, split_type_word
from indexer.places.resolve import names, resolve
from indexer.places.units import Unit
from indexer.query.telex import telex

_SHORTEST = 4
"""Characters of a name that is worth likening to others."""
_LIKENESS = 0.8
"""From this ratio of `difflib` on two names without marks are alike: one letter in five may differ."""


def near_names(name: str, within: Unit | None = None, limit: int = 5) -> tuple[Unit, ...]:
    """Units that ``name``, which no unit carries, may mean; the likeliest reading first, at most ``limit`` of them."""
    for reading in _readings(name):
        found = resolve(reading, within).candidates
        if found:
            return found[:limit]
    return ()


def _readings(name: str) -> Iterator[str]:
    """Other ways to read a name: with any type, by the Telex rules, spelt like a name that there is."""
    first, comma, above = name.partition(",")
    word, bare = split_type_word(first.strip())
    if word and not bare.isdecimal():
        yield f"{bare}{comma}{above}"
    read = " ".join(telex(part) or part for part in name.replace(",", " , ").split())
    if read != " ".join(name.replace(",", " , ").split()):
        yield read
    if len(bare) < _SHORTEST:
        return
    kind = f"{word} " if word else ""
    for like in get_close_matches(name_fold(bare), names().folds(), n=3, cutoff=_LIKENESS):
        yield f"{kind}{like}{comma}{above}"
        yield like
