"""The noun phrase after a number: what is counted, and where its words end."""

from __future__ import annotations

import re
from itertools import islice

from indexer.figures import words

_TOKEN = re.compile(r"[\w²³%](?:[\w²³%’'&.-]*[\w²³%])?|[“”\"(),;:.]")
_MAX_PHRASE = 9
_LEVELS_LISTED = frozenset(("xã", "thị", "huyện", "tỉnh", "phường", "cơ"))

Tokens = list[re.Match[str]]


def phrase_end(text: str, start: int, end: int, *, heads: bool = True, counting: bool = False) -> int | None:
    """Where the noun phrase after a number ends; None when no counted noun begins there.

    ``heads`` false takes any words (what a percentage is of). ``counting`` says that the words before the number ask
    for something counted, so that a noun counts that is in no list.
    """
    if start >= end or text[start] not in " \u00a0":
        return None
    tokens = list(islice(_TOKEN.finditer(text, start, end), _MAX_PHRASE + 3))
    if not tokens or tokens[0].start() > start + 1:
        return None
    count = _heads(tokens)
    if heads and not count:
        if not counting or not _may_be_counted(tokens):
            return None
        count = 0 if tokens[0].group() == "“" else 1
    return _last(tokens, count)


def _last(tokens: Tokens, count: int) -> int | None:
    """Where the phrase ends whose first ``count`` tokens are the counted noun."""
    last: int | None = tokens[count - 1].end() if count else None
    quoted = False
    skip = 0
    for place in range(count, min(len(tokens), _MAX_PHRASE)):
        word = tokens[place].group()
        if place < skip:
            last = tokens[place].end()
        elif word in '“”"':
            quoted = word == "“" or (word == '"' and not quoted)
            last = tokens[place].end() if not quoted and (last is not None or word == "”") else last
        elif word == "," or (word.lower() == "và" and not quoted):
            if quoted:
                continue
            joined = _head(tokens[place + 1 :])
            after = tokens[place + 1 + joined : place + 2 + joined]
            named = bool(after) and after[0].group()[0].isupper()
            if not joined or named or last is None:
                break
            if word == "," and joined == 1 and (count > 1 or tokens[0].group() in words.MEASURES):
                break
            if place != count and not _levels(tokens[:place], tokens[place + 1]):
                break
            skip = place + 1 + joined
        elif not quoted and (word in "(),;:." or word[0].isdigit() or _stops(tokens, place)):
            break
        else:
            last = tokens[place].end() if not quoted or last is not None else last
    return last


def _may_be_counted(tokens: Tokens) -> bool:
    """Whether the first token can be a noun that nobody listed: a small word that does no other work, letters that
    stand for one, or a name in quotes."""
    first = tokens[0].group()
    if first == "“":
        return any(token.group() == "”" for token in tokens)
    if not first.isalpha() or not (first.islower() or (first.isupper() and len(first) < 7)) or len(first) < 2:
        return False
    return first.lower() not in words.UNCOUNTED and not _stops(tokens, 0)


def _heads(tokens: Tokens) -> int:
    """How many tokens at the beginning are counted nouns, one after the other: hộ gia đình, lượt người."""
    count = 0
    while found := _head(tokens[count:]):
        count += found
    return count


def _head(tokens: Tokens) -> int:
    """How many tokens at the beginning are a counted noun; 0 when none is."""
    first = [token.group().lower().replace("-", " ") for token in tokens[:3]]
    if tuple(first[:2]) in words.NOT_COUNTED:
        return 0
    for count in (3, 2, 1):
        if count == 1 and tokens and tokens[0].group()[0].isupper() and not tokens[0].group().isupper():
            return 0
        if len(tokens) >= count and " ".join(first[:count]) in words.COUNTED:
            return count
    return 0


def _levels(before: Tokens, after: re.Match[str]) -> bool:
    """Whether a comma stands in a list of levels: "cấp xã, thị trấn"."""
    return any(t.group().lower() == "cấp" for t in before[-3:]) and after.group().lower() in _LEVELS_LISTED


def _stops(tokens: Tokens, place: int) -> bool:
    word = tokens[place].group().lower()
    if place and f"{tokens[place - 1].group().lower()}_{word}" in words.COMPOUNDS:
        return False
    pair = f"{word}_{tokens[place + 1].group().lower()}" if place + 1 < len(tokens) else word
    return (word in words.STOPS and pair not in words.COMPOUNDS) or pair in words.STOPS
