"""Folded texts: offsets stay, syllables stay apart, and what is found in them is what reading every syllable finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import SYLLABLE, fold, normalize
from indexer.analysis import Token, tokens
from indexer.folding import folded
from indexer.query.tree import Near, Node, Phrase, Sentence, Term, Wildcard
from indexer.snippets import mark_all

PARTS = [
    "dân",
    "Dân",
    "DÂN",
    "dan",
    "dần",
    "vận",
    "vân",
    "van",
    "khéo",
    "hoà",
    "hòa",
    "đ",
    "ð",
    "ñ",
    "α",
    "½",
    "٣",
    "vận1",
]
GAPS = [
    " ",
    ". ",
    ", ",
    "\n",
    "; ",
    "…",
    '." ',
    "-",
    "_",
    "'",
    "\u00a0",
    "“",
    "\u200b",
    " " * 40,
    "=" * 30,
    "",
    "!?",
    "\x00",
]
TEXTS = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pairs: normalize("".join(part + gap for part, gap in pairs))
)
DAN, VAN = Term("dân", "dân", True), Term("vận", "vân\u0323", True)
LOOSE = Term("van", "van", False)


@given(st.text(max_size=200))
def test_every_character_is_one_byte_and_syllables_stay_where_they_are(text: str) -> None:
    padded, usual = folded(text)
    plain = padded[1:-1]
    assert len(padded) == len(text) + 2
    starts = [n for n in range(len(plain)) if plain[n : n + 1] != b" " and (n == 0 or plain[n - 1 : n] == b" ")]
    assert starts == [match.start() for match in SYLLABLE.finditer(text)]
    if usual:
        assert text == normalize(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Đường ĐỨC", b"duong duc"), ("Ðức", b"duc"), ("Müller", b"muller"), ("α½", b"\x01\x01"), ("a_b", b"a b")],
)
def test_letters_become_their_fold(text: str, plain: bytes) -> None:
    assert folded(text)[0] == b" %b " % plain


def accepted(leaf: Term | Wildcard, token: Token) -> bool:
    if isinstance(leaf, Wildcard):
        return leaf.matches(token.key)
    return token.key == leaf.key if leaf.exact else fold(token.text) == fold(leaf.key)


def marked(text: str, tree: Node) -> set[int]:
    """Offsets of the letters that are marked."""
    at, found = 0, set()
    for segment in mark_all(text, tree):
        if segment.marked:
            found |= {at + n for n, letter in enumerate(segment.text) if letter.isalnum()}
        at += len(segment.text)
    return found


def letters(chosen: set[Token]) -> set[int]:
    return {n for token in chosen for n in range(token.start, token.end)}


@given(TEXTS, st.sampled_from([DAN, VAN, LOOSE, Wildcard("va*"), Wildcard("vậ?"), Term("α", "α", True)]))
def test_single_syllables_are_found_as_by_reading_every_one(text: str, leaf: Term | Wildcard) -> None:
    assert marked(text, leaf) == letters({token for token in tokens(text) if accepted(leaf, token)})


@given(TEXTS, st.sampled_from([(DAN, VAN), (LOOSE, DAN), (DAN, Wildcard("va*"))]), st.integers(0, 6))
def test_pairs_are_found_as_by_comparing_positions(text: str, pair: tuple[Term, Term], distance: int) -> None:
    read = tokens(text)
    first = [token for token in read if accepted(pair[0], token)]
    second = [token for token in read if accepted(pair[1], token)]
    pairs = [(a, b) for a in first for b in second if a is not b]
    phrase = {t for a, b in pairs if b.position == a.position + 1 for t in (a, b)}
    assert marked(text, Phrase(pair)) == letters(phrase)
    near = {t for a, b in pairs if 0 < abs(b.position - a.position) <= distance for t in (a, b)}
    assert marked(text, Near(*pair, distance, False)) == letters(near)
    together = {t for a, b in pairs if a.sentence == b.sentence for t in (a, b)}
    assert marked(text, Sentence(*pair)) == letters(together)
