"""Numbers of official documents in a text, with type, issuer and date: ``05-CT/TU``, ``3244/QĐ-UBND``.

Party documents write ``number-TYPE/ISSUER``, the state's ``number/year/TYPE-ISSUER``. A type word with a bare number
counts where the text goes on as it does after a number: "Nghị quyết số 09 ngày …", "Quyết định 2200 của Thành ủy".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.text import SYLLABLE, fold

TYPES: dict[str, str] = {
    "BC": "Báo cáo", "CT": "Chỉ thị", "CTHĐ": "Chương trình hành động", "CTPH": "Chương trình phối hợp",
    "CTR": "Chương trình", "CV": "Công văn", "ĐA": "Đề án", "GM": "Giấy mời", "HD": "Hướng dẫn", "KH": "Kế hoạch",
    "KL": "Kết luận", "NĐ": "Nghị định", "NQ": "Nghị quyết", "PL": "Pháp lệnh", "QC": "Quy chế", "QĐ": "Quyết định",
    "QĐI": "Quy định", "QYĐ": "Quy định", "QCPH": "Quy chế phối hợp", "TB": "Thông báo", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "TTR": "Tờ trình", "KHLT": "Kế hoạch liên tịch", "CĐ": "Công điện",
}  # fmt: skip
"""Type letters in document numbers."""

ISSUERS: dict[str, str] = {
    "TW": "Trung ương", "CP": "Chính phủ", "TTG": "Thủ tướng Chính phủ", "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội", "TU": "Tỉnh ủy, Thành ủy hoặc Thị ủy", "HU": "Huyện ủy", "QU": "Quận ủy",
    "ĐU": "Đảng ủy", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "BDV": "Ban Dân vận",
    "BDVTW": "Ban Dân vận Trung ương", "BTCTW": "Ban Tổ chức Trung ương", "BTGTW": "Ban Tuyên giáo Trung ương",
    "MTTQ": "Mặt trận Tổ quốc", "BCA": "Bộ Công an", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BNV": "Bộ Nội vụ",
    "BQP": "Bộ Quốc phòng", "BTC": "Bộ Tài chính", "BYT": "Bộ Y tế", "VPCP": "Văn phòng Chính phủ",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương", "BKHCN": "Bộ Khoa học và Công nghệ", "BTP": "Bộ Tư pháp",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BTNMT": "Bộ Tài nguyên và Môi trường", "BXD": "Bộ Xây dựng",
    "BGTVT": "Bộ Giao thông vận tải", "BCT": "Bộ Công Thương", "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư", "TTCP": "Thanh tra Chính phủ", "MTTW": "Ủy ban Trung ương Mặt trận Tổ quốc",
}  # fmt: skip
"""Issuer letters whose meaning is certain."""

_NAMES = "|".join(
    (
        "chương trình hành động", "chương trình phối hợp", "quy chế phối hợp", "kế hoạch phối hợp",
        "kế hoạch liên tịch", "thông tư liên tịch", "nghị quyết liên tịch", "kế hoạch", "quyết định",
        "quyết đinh", "nghị quyết", "chỉ thị", "chương trình", "hướng dẫn", "kết luận", "thông báo", "báo cáo",
        "thông tư", "nghị định", "quy chế", "quy định", "công văn", "tờ trình", "đề án", "bộ luật", "luật",
        "pháp lệnh", "văn bản", "công điện", "thông tri", "giấy mời",
    )
)  # fmt: skip
_UP = "A-ZĐƯƠÔÂÊĂ"
_TYPE, _ISSUER_LETTERS = rf"[{_UP}][{_UP}a-z]{{0,5}}", rf"[{_UP}][{_UP}a-z&]*"
_KNOWN = "|".join(sorted((*TYPES, *ISSUERS), key=len, reverse=True))
_SYMBOL = (
    r"\d(?:(?<![\w/.-].)|(?<=[ ]số.))\d{0,4}[a-zđ]?(?:[ ]?/[ ]?(?:19|20)\d\d)?[ ]?(?:"
    rf"[-–][ \n]?{_TYPE}[ ]?/[ \n]?{_ISSUER_LETTERS}"
    rf"|/[ \n]?{_TYPE}[ ]?[-–][ \n]?{_ISSUER_LETTERS}"
    rf"|/[ \n]?(?:QH|UBTVQH)\d{{0,2}}|/[ ]?(?:{_KNOWN})(?![\w&])"
    rf"|/[ ]?[{_UP}]{{2,}}[{_UP}a-z&]*(?=[ ]?[-–/][ ]?[{_UP}&]))"
    rf"(?:[ ]?[-–/.][ ]?[{_UP}&][{_UP}a-z&]*)*\d{{0,2}}"
)
_DOCUMENT = re.compile(
    rf"(?:(?P<name>\b(?:{_NAMES}))(?:[ ](?!(?:{_NAMES})\b)[^\W\d_]+){{0,9}}?[ ])?(?:số[ :]*)?"
    rf"(?P<symbol>{_SYMBOL})(?![\w])",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"{_SYMBOL}(?![\w])", re.IGNORECASE)
"""The symbols that `_DOCUMENT` finds, without the words before them: several times faster."""
_PLAIN = re.compile(
    rf"\b(?:(?P<name>{_NAMES})(?:[ ]số)?|(?P<letters>NQ|CT|KL|QĐ|KH)[ ]số)[ ](?P<symbol>\d{{1,4}})"
    r"(?=[ ]của\b|,? ngày\b|[ ]về\b|[ ]\(|[.,;”\"]?$|[ ](?:và|gắn)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"[ ,]*(?:ký |ban hành )?ngày[ ](\d{1,2})(?:[ ]?[/.-][ ]?|[ ]tháng[ ])(\d{1,2})(?:[ ]?[/.-][ ]?|[ ]năm[ ])"
    r"((?:19|20)\d\d)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OFFICE = (
    "liên |Ban|Bộ|Chính phủ|Thủ tướng|UBND|HĐND|Ủy ban|Uỷ ban|Hội|Tỉnh|Thành|Huyện|Thị|Quận|Đảng|Sở|Trung ương|Quốc hội"
    "|BTV|BCH|Văn phòng|Thường trực|Mặt trận|Liên đoàn|Đoàn|Phòng"
)
_ISSUER = re.compile(
    rf"[ ,]*của[ ]((?:{_OFFICE})[^,.;:()“”\"\n]{{0,70}}?)"
    rf"(?=[ ](?:và[ ](?:{_NAMES}|việc)|về|ngày|trong|trên|gắn|nhằm|khóa|khoá|là|đã|được|với|cho"
    r"|(?-i:quy định|ban hành|phê duyệt|hướng dẫn|yêu cầu|công nhận|chỉ đạo|triển khai|giao|đi|đẩy|có|tăng))\b"
    r"|[,.;:()“”\"\n]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Document:
    """One reference to an official document."""

    span: tuple[int, int]
    """Begin and end of the number in the text."""
    number: str
    """Without spaces, with plain hyphens: ``123-KH/BDV-UBND``; ``2200`` where the text gives no more."""
    type: str | None
    """``Kế hoạch``, ``Nghị quyết`` …: the word before the number, else what its letters say; None when unknown."""
    issuer: str | None
    """As the text says it ("của …"), else what the letters say when they are certain."""
    issued: date | None
    """The date next to the number; None when there is none, or no such day."""


def documents(text: str) -> tuple[Document, ...]:
    """The document numbers of an NFC text, in order, each occurrence by itself."""
    found = {match.start("symbol"): match for match in (*_PLAIN.finditer(text), *_DOCUMENT.finditer(text))}
    out: list[Document] = []
    for match in (found[at] for at in sorted(found)):
        if not out or match.start("symbol") >= out[-1].span[1]:
            out.append(_document(text, match))
    return tuple(out)


def _document(text: str, match: re.Match[str]) -> Document:
    number = re.sub(r"\s", "", match["symbol"]).replace("–", "-")
    after = match.end("symbol")
    dated = _DATE.match(text, after)
    by = _ISSUER.match(text, dated.end() if dated else after)
    if by and not dated:
        dated = _DATE.match(text, by.end())
    behind_number = re.sub(r"^\d+[a-zđ]?", "", number)
    letters = [
        part.upper() for part in (match.groupdict().get("letters") or "", *_LETTERS.findall(behind_number)) if part
    ]
    said = (TYPES[part] for part in letters[:1] if part in TYPES)
    kind = _type_name(match["name"]) if match["name"] else next(said, None)
    behind = letters[1:] if letters and letters[0] in TYPES else letters
    issuer = by[1].strip() if by else next((ISSUERS[part] for part in behind if part in ISSUERS), None)
    return Document(match.span("symbol"), number, kind, issuer, _day(dated) if dated else None)


def _type_name(name: str) -> str:
    """The type as it is written officially; the common slip "Quyết đinh" is mended."""
    plain = "quyết định" if fold(name) == "quyet dinh" else name.lower()
    return plain[0].upper() + plain[1:]


def _day(match: re.Match[str]) -> date | None:
    """The date, or None when there is no such day."""
    day, month, year = (int(match[n]) for n in (1, 2, 3))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number_key(number: str) -> str:
    """What makes two ways of writing a number the same: lower-case parts joined by hyphens, without leading zeros.

    ``05-CT/TU``, ``5 – CT/TU`` and ``05/CT-TU`` are all ``5-ct-tu``.
    """
    first, *rest = [part.lower() for part in SYLLABLE.findall(number)] or [""]
    return "-".join((first.lstrip("0") or first, *rest))


def numbers_like(keys: Sequence[str], wanted: str) -> Iterator[int]:
    """Which of ``keys``, sorted, are the number ``wanted``, also a key; a ``*`` at its end stands for any ending.

    Letters typed without marks stand for marked ones too: ``12-qd-ubnd`` is ``12-qđ-ubnd``.
    """
    stem = wanted.removesuffix("*")
    whole = stem == wanted
    first, cut, _ = stem.partition("-")
    loose = fold(stem) == stem
    for at in range(bisect_left(keys, first + cut), len(keys)):
        key = keys[at]
        if not key.startswith(first + cut):
            return
        shown = fold(key) if loose else key
        if shown == stem if whole else shown.startswith(stem):
            yield at


def number_keys(text: str) -> frozenset[str]:
    """The keys of the document numbers in an NFC text; bare numbers are left out."""
    return frozenset(number_key(found.group()) for found in _NUMBER.finditer(text))
