"""Pages whose letters are not what they claim to be: wrong or missing charset, fonts from before Unicode, loose marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from crawler.extraction.legacy_text import _TCVN3, _VNI
from crawler.sample.reply import Reply

Encode = Callable[[str], Reply]
"""Makes the answer of a page's text."""

_CHARSET = re.compile(r'(?i)<meta charset="?utf-8"?>')
_TEXT = re.compile(r"(?<=>)[^<]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def as_it_is(html: str) -> Reply:
    """UTF-8, and declared."""
    return Reply.html(html)


def undeclared(html: str) -> Reply:
    """UTF-8, declared nowhere."""
    return _reply(_CHARSET.sub("", html).encode(), "text/html")


def wrong(html: str) -> Reply:
    """UTF-8, declared as Western European in the header and in the page."""
    return _reply(_CHARSET.sub('<meta charset="iso-8859-1">', html).encode(), "text/html; charset=iso-8859-1")


def windows_1258(html: str) -> Reply:
    """windows-1258, declared nowhere: letters with their roof, tones as marks of their own."""
    text = "".join(map(_loose_tone, _CHARSET.sub("", html)))
    return _reply(text.encode("cp1258", "xmlcharrefreplace"), "text/html")


def _loose_tone(letter: str) -> str:
    """The letter as windows-1258 has it."""
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in _TONES), "")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return letter


def old_font(table: Mapping[str, str]) -> Encode:
    """Text for a font from before Unicode, declared as Western European."""
    back = {new: old for old, new in table.items()}

    def encode(html: str) -> Reply:
        text = _TEXT.sub(lambda m: "".join(back.get(c) or back.get(c.lower(), c) for c in m[0]), html)
        page = _CHARSET.sub('<meta charset="windows-1252">', text)
        return _reply(page.encode("latin-1", "xmlcharrefreplace"), "text/html; charset=windows-1252")

    return encode


def loose_marks(html: str) -> Reply:
    """UTF-8 in decomposed form, with characters of no width between the words."""
    text = _TEXT.sub(lambda m: unicodedata.normalize("NFD", m[0]).replace(" c", " \u200bc"), html)
    return Reply.html(text)


def _reply(body: bytes, kind: str) -> Reply:
    return Reply(200, body, (("Content-Type", kind),))


TEXTS: Mapping[str, Encode] = {
    "missing charset": undeclared,
    "wrong charset": wrong,
    "undeclared windows-1258": windows_1258,
    "TCVN3 text": old_font(_TCVN3),
    "VNI text": old_font(_VNI),
    "NFD and zero-width text": loose_marks,
}
"""By the name of the trap."""
