"""Vietnamese text in the font encodings from before Unicode, TCVN3 (".Vn" fonts) and VNI, recognised and rewritten.

Such pages declare Western European text or nothing at all; their bytes only look Vietnamese in fonts of that encoding.
The tables are those of TCVN 5712:1993 (third set) and of VNI for Windows, as published with the fonts. TCVN3 fonts for
capitals (".VnTimeH") have the codes of small letters, so that capitals come out small. Both tables agree letter by
letter with those of free keyboard programs (VNI: ``vni.h`` of xvnkb).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import unescape

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROOFED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}


def _vni() -> dict[str, str]:
    """VNI's letters: a base and a mark after it, or one letter by itself; small and capital."""
    small = {base + mark: base + tone for base in "aeou" for mark, tone in _TONES.items()}
    small |= {"y" + mark: "y" + tone for mark, tone in _TONES.items() if mark != "ï"}
    small |= {base + mark: modern + tone for base, modern in (("ô", "ơ"), ("ö", "ư")) for mark, tone in _TONES.items()}
    small |= {base + mark: f"{base}\u0302{tone}" for base in "aeo" for mark, tone in _ROOFED.items()}
    small |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _BREVE.items()}
    small |= _ALONE
    both = small | {old.upper(): new.upper() for old, new in small.items()}
    both |= {old[0].upper() + old[1:]: new[0].upper() + new[1:] for old, new in small.items() if len(old) == 2}
    return {old: unicodedata.normalize("NFC", new) for old, new in both.items()}


_VNI = _vni()
_OLD_TCVN3 = str.maketrans(_TCVN3)
_OLD_VNI = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_SIGN = re.compile(r"[A-Za-z][µ¸¶·¹¨¾¼½©®ª«¬\xad](?![®©])|[®§][A-Za-zµ¸¶·¹¨¾¼½©ª«¬\xad]")
"""Letters of TCVN3 that no text in Unicode has inside a word."""
_VNI_SIGN = re.compile(r"(?i)a[ùøûõïâêäåëü]|e[ùøûõïâäå]|o[ùøûõïâäå]|[ôö][ùøûõï]|u[ùøûï]|y[øûõ]")
_MODERN = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TEXT = re.compile(r"(?<=>)[^<]+|\A[^<]+\Z|(?<=content=\")[^\"]+|(?<=title=\")[^\"]+|(?<=alt=\")[^\"]+")
_ENTITY = re.compile(r"&(?:#(?:1[6-9]\d|2[0-4]\d|25[0-5])|(?!nbsp|lt|gt|amp|quot)[a-zA-Z]{2,8}\d?);")
_RARE = re.compile("&(?:cedil|#184|[nN]tilde|#241|#209);")
ENOUGH, DIFFERENT = 8, 5
"""Signs of an encoding, and different ones, from which a page is taken to have text in it; French has some of them."""


def encoding_of(html: str) -> str | None:
    """``tcvn3`` or ``vni`` when a page has text in it, else None."""
    if not (letters := _rare_letters(html)):
        return None
    if "¸" in letters and _enough(_signs(_TCVN3_SIGN, html)):
        return "tcvn3"
    if "ñ" in letters and _enough(_signs(_VNI_SIGN, html)):
        return "vni"
    return None


def _rare_letters(html: str) -> set[str]:
    """Which of the letters that every text in an old encoding has, and hardly another, a page may hold."""
    found = {letter.lower() for letter in "¸ñÑ" if letter in html}
    return found | {unescape(name).lower() for name in _RARE.findall(html)}


def _enough(signs: Counter[str]) -> bool:
    return signs.total() >= ENOUGH and len(signs) >= DIFFERENT


def _signs(sign: re.Pattern[str], html: str) -> Counter[str]:
    """Signs of an encoding in those texts of a page that have no Vietnamese letters of Unicode."""
    found: Counter[str] = Counter()
    for m in _TEXT.finditer(html):
        text = _letters(m[0])
        if not _MODERN.search(text):
            found.update(sign.findall(text))
    return found


def _letters(text: str) -> str:
    """The text with the letters of Western Europe that it writes as entities."""
    return _ENTITY.sub(lambda m: unescape(m[0]), text) if "&" in text else text


def modern(html: str) -> str:
    """The page or text with what is in an old encoding rewritten to Unicode, NFC; all else comes back as it is.

    Text that holds Vietnamese letters of Unicode is never touched. On a page that has hardly any, every text is
    rewritten; on a mixed one, only texts that bear signs of the encoding.
    """
    encoding = encoding_of(html)
    if encoding is None:
        return html
    sign = _TCVN3_SIGN if encoding == "tcvn3" else _VNI_SIGN
    whole = len(_MODERN.findall(html)) * 10 < _signs(sign, html).total()

    def rewrite(found: re.Match[str]) -> str:
        text = _letters(found[0])
        if _MODERN.search(text) or not (whole or sign.search(text)):
            return found[0]
        return _old_to_new(text, encoding)

    return _TEXT.sub(rewrite, html)


def _old_to_new(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        return text.translate(_OLD_TCVN3)
    return _OLD_VNI.sub(lambda m: _VNI[m[0]], text)
