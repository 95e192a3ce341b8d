"""What an article states, read once when it is indexed: places mentioned, documents cited, whether it has figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from crawler.items import VIETNAM, Article
from crawler.text import normalize

SURE = 0.7
"""A mention counts from this confidence on (`indexer.mentions.Mention.confidence`); below it several units may be
meant, or it may be no place at all."""

_MENTION, _NUMBER, _FIGURE = "@", "#", "+"
_READERS = (
    "facts.py", "mentions.py", "documents.py", "sentences.py",
    "figures/reading.py", "figures/phrase.py", "figures/context.py", "figures/words.py", "figures/counted.txt",
    "places/patterns.py", "places/names.py", "places/resolve.py", "places/catalogue.py", "places/decrees.py",
    "places/gazetteer.json.gz",
)  # fmt: skip
"""Files that decide what is found."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text of one article states."""

    mentions: tuple[str, ...] = ()
    """Keys of the units it names (`Unit.key`), each once, sorted; names that several units carry are left out."""
    numbers: tuple[str, ...] = ()
    """Keys of the document numbers it cites (`indexer.documents.number_key`), each once, sorted."""
    figure: bool = False
    """Whether it states a quantity."""

    def packed(self) -> tuple[str, ...]:
        """The facts as words without spaces, for a cache."""
        marked = (*(_MENTION + key for key in self.mentions), *(_NUMBER + number for number in self.numbers))
        return (*marked, _FIGURE) if self.figure else marked

    @classmethod
    def unpacked(cls, words: Iterable[str]) -> Facts:
        """The facts that `packed` packed."""
        listed = tuple(words)
        mentions, numbers = (tuple(w[1:] for w in listed if w[0] == mark) for mark in (_MENTION, _NUMBER))
        return cls(mentions, numbers, _FIGURE in listed)


def find_facts(article: Article, place: str | None) -> Facts:
    """The facts of ``article``; ``place`` is the key of the unit its portal speaks for, where names are looked for
    first."""
    from indexer.documents import number_keys
    from indexer.figures import has_figure
    from indexer.mentions import mentions
    from indexer.places import gazetteer

    texts = [normalize(text) for text in (article.title, article.lead, article.body) if text]
    unit = gazetteer().unit(place) if place else None
    day = article.published.astimezone(VIETNAM).date() if article.published else None
    named = mentions("\n\n".join(texts), unit, day)
    return Facts(
        tuple(sorted({m.unit.key for m in named if m.unit is not None and m.confidence >= SURE})),
        tuple(sorted(set().union(*map(number_keys, texts)))),
        any(map(has_figure, texts)),
    )


def facts_hash(article: Article, place: str | None) -> bytes:
    """16 bytes over everything that decides the facts of ``article``: the rules, its text, its portal's unit, its
    day."""
    day = article.published.date().isoformat() if article.published else ""
    text = "\0".join((article.title, article.lead or "", article.body, place or "", day))
    return hashlib.blake2b(_rules() + text.encode("utf-8", "replace"), digest_size=16).digest()


@cache
def _rules() -> bytes:
    """A hash of the files that decide what is found, so that changed rules never meet remembered facts."""
    root = resources.files("indexer")
    return hashlib.blake2b(b"".join(root.joinpath(name).read_bytes() for name in _READERS)).digest()
