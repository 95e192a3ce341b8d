"""What readers type: a log of mixed queries drawn from a corpus, from single syllables to operators and filters."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from datetime import date

from benchmarks.peers import Row
from crawler.text import TONES, fold
from indexer.params import SearchParams
from indexer.places import gazetteer

_KINDS = 16


def written(key: str) -> str:
    """A spelling of a syllable by its match key: the tone on the first vowel, where every reader of keys accepts it."""
    loose = unicodedata.normalize("NFD", key)
    if loose[-1:] not in TONES:
        return key
    bare = unicodedata.normalize("NFC", loose[:-1])
    at = next((n for n, letter in enumerate(bare, 1) if fold(letter) in "aeiouy"), len(bare))
    return unicodedata.normalize("NFC", bare[:at] + loose[-1] + bare[at:])


def mixed(listed: Sequence[Row], count: int, seed: int = 5) -> list[SearchParams]:
    """``count`` searches, each kind of query equally often; words and phrases are cut from the corpus."""
    rng = random.Random(seed)
    bodies = [row.texts[2].split() for row in rng.sample(listed, min(len(listed), 400))]
    places = sorted({row.place for row in listed if gazetteer().unit(row.place)})

    def cut(size: int) -> list[str]:
        while True:
            body = rng.choice(bodies)
            at = rng.randrange(len(body) - size)
            if all(part.isalpha() or not part.isascii() for part in body[at : at + size]):
                return [written(part) for part in body[at : at + size]]

    def asked(number: int) -> SearchParams:
        words = cut(4)
        plain = [fold(word) for word in words]
        first = date(rng.randrange(2018, 2025), rng.randrange(1, 13), 1)
        forms = (
            SearchParams(q=words[0]),
            SearchParams(q=" ".join(words[:2])),
            SearchParams(q=" ".join(words)),
            SearchParams(q=f'"{" ".join(words[:2])}"'),
            SearchParams(q=f'"{" ".join(words[:3])}"'),
            SearchParams(q=plain[0]),
            SearchParams(q=" ".join(plain[:3])),
            SearchParams(q=f"{words[0]} OR {words[3]}"),
            SearchParams(q=f'"{" ".join(words[:2])}" -{words[3]}'),
            SearchParams(q=f'"{" ".join(words[:2])}"', place=rng.choice(places)),
            SearchParams(q=words[0], level=("huyen",), date_from=first),
            SearchParams(q=" ".join(words[:2]), sort="newest"),
            SearchParams(q=f"{words[0]} NEAR/8 {words[2]}"),
            SearchParams(q=f"{words[0]} SENT {words[3]}"),
            SearchParams(q=f'"{words[0]} {words[2]}"~4'),
            SearchParams(q=f"{fold(words[0])[:2]}* {words[1]}" if len(fold(words[0])) > 2 else f"title:{words[0]}"),
        )
        return forms[number % _KINDS]

    return [asked(number) for number in range(count)]
