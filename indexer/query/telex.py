"""Words as a keyboard leaves them without its input method: *dân vận* is ``daan vaanj`` by Telex, ``da6n va6n5`` by
VNI."""

from __future__ import annotations

import re
import unicodedata

_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_LETTERS = (("dd", "đ"), ("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ"), ("aw", "ă"), ("aa", "â"), ("ee", "ê"),
            ("oo", "ô"), ("ow", "ơ"), ("uw", "ư"), ("w", "ư"))  # fmt: skip
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_LETTERS = {"6": ("aeo", "âêô"), "7": ("uo", "ươ"), "8": ("a", "ă"), "9": ("d", "đ")}
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


def vni(word: str) -> str | None:
    """The Vietnamese syllable that ``word`` spells in VNI, lower case; None when it spells none."""
    typed = word.lower()
    if len(typed) > _LONGEST or not typed.isascii() or not typed[:1].isalpha() or not typed.isalnum():
        return None
    letters, tone = "", ""
    for sign in typed:
        if sign.isalpha():
            letters += sign
        elif sign in _VNI_TONES and not tone:
            tone = _VNI_TONES[sign]
        elif sign in _VNI_LETTERS and letters != (changed := letters.translate(str.maketrans(*_VNI_LETTERS[sign]))):
            letters = changed
        else:
            return None
    return _syllable(letters, tone) if letters != typed else None


def _composed(letters: str, tone: str) -> str | None:
    for signs, letter in _LETTERS:
        letters = letters.replace(signs, letter)
    return _syllable(letters, tone)


def _syllable(letters: str, tone: str) -> str | None:
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
