"""Words as a keyboard without its input method leaves them: ``daan vaanj`` read by the Telex rules is *dân vận*."""

from __future__ import annotations

import re
import unicodedata

_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_LETTERS = (("dd", "đ"), ("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ"), ("aw", "ă"), ("aa", "â"), ("ee", "ê"),
            ("oo", "ô"), ("ow", "ơ"), ("uw", "ư"), ("w", "ư"))  # fmt: skip
_ONSET = "ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnpqrstvx]"
_CODA = "ng|nh|ch|[cmnpt]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?([aăâeêioôơuưy]{{1,3}})(?:{_CODA})?")
_VOWEL = re.compile("[aăâeêioôơuưy]")
_LONGEST = 12
"""Letters of the longest syllable as it is typed, with some to spare: ``nghieengs`` has 9."""


def telex(word: str) -> str | None:
    """The Vietnamese syllable that ``word`` spells in Telex, lower case; None when it spells none or no other."""
    typed = word.lower()
    if len(typed) > _LONGEST or not typed.isascii() or not typed.isalpha():
        return None
    for at in (len(typed) - 1, *range(len(typed) - 2, 0, -1)):
        if typed[at] in _TONES and _VOWEL.search(typed[:at]):
            found = _composed(typed[:at] + typed[at + 1 :], _TONES[typed[at]])
            if found:
                return found
    found = _composed(typed, "")
    return found if found != typed else None


def _composed(letters: str, tone: str) -> str | None:
    for signs, letter in _LETTERS:
        letters = letters.replace(signs, letter)
    match = _SYLLABLE.fullmatch(letters)
    if match is None:
        return None
    at = _tone_place(letters, match.start(1), match[1])
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def _tone_place(letters: str, start: int, vowels: str) -> int:
    """Where the tone mark stands: on the marked vowel, else on the one before the last, or the last before a coda."""
    marked = [n for n, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return start + marked[-1]
    closed = start + len(vowels) < len(letters)
    return start + (len(vowels) - 1 if len(vowels) == 1 or closed else len(vowels) - 2)
