"""How places are written in running text: type words, offices, and words that make a name something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_GAP = r"(?:[ \u00a0]+|[ \u00a0]*[-–][ \u00a0]*)"
WORD = rf"[{_UPPER}][\w'’]*"
RUN = re.compile(rf"{WORD}(?:{_GAP}{WORD}|[ \u00a0]\d{{1,2}}\b)*")
"""A run of capitalised words on one line, perhaps ending in a number (Mỹ Đình 1)."""

NUMBER = re.compile(r"0?[1-9]\d?(?![\w/%]|[.,]\d)(?![ \u00a0](?:tỷ|triệu|nghìn|đồng|người|hộ|tổ|cái|lần|năm)\b)")
"""The number of a numbered ward or district, not an amount or a date."""

OFFICES: dict[str, str] = {
    "tỉnh ủy": "tỉnh",
    "tỉnh uỷ": "tỉnh",
    "tỉnh đoàn": "tỉnh",
    "thành ủy": "thành phố",
    "thành uỷ": "thành phố",
    "thành đoàn": "thành phố",
    "catp": "thành phố",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "huyện ủy": "huyện",
    "huyện uỷ": "huyện",
    "huyện đoàn": "huyện",
    "quận ủy": "quận",
    "quận uỷ": "quận",
    "quận đoàn": "quận",
    "thị ủy": "thị xã",
    "thị uỷ": "thị xã",
    "thị đoàn": "thị xã",
    "huyện đảo": "huyện",
}
"""Offices whose name is followed by their unit's, with the type word that they imply."""

_TYPES = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "tỉnh", "quận", "xã")
_LONG = (*sorted((office for office in OFFICES if len(office) > 2), key=len, reverse=True), *_TYPES)
_SHORT = {"t": r"p\.?|x\.?|t\.?", "h": r"\.", "q": r"\.", "p": r"\."}
"""What follows the first letter of an abbreviated type word."""


def _starting(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first letter, without it."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[0]].append(word[1:])
    return rests


def _any_case() -> str:
    """A pattern for type words and offices. It begins with a set of letters, which is what lets a search skip fast."""
    parts = []
    for letter, rests in _starting(_LONG).items():
        short = f"|{_SHORT[letter]}" if letter in _SHORT else ""
        parts.append(f"(?<=[{letter}{letter.upper()}])(?i:(?:{'|'.join(rests)})(?=[ \u00a0]){short})")
    letters = "".join(letter + letter.upper() for letter in _starting(_LONG))
    return rf"[{letters}](?<![\w-].)(?:{'|'.join(parts)})"


def _small() -> str:
    """The same for type words in small letters."""
    rests = _starting(_TYPES)
    parts = "|".join(f"(?<={letter})(?:{'|'.join(found)})" for letter, found in rests.items())
    return rf"[{''.join(rests)}](?<![\w-].)(?:{parts})"


TYPED = re.compile(rf"(?P<type>{_any_case()})[ \u00a0]*(?=[{_UPPER}0-9])")
"""A type word or office, right before a name."""

LISTED = re.compile(
    rf"(?P<type>{_small()})(?P<more>(?:,[ \u00a0](?:{'|'.join(_TYPES)}))*)"
    rf"(?:[ \u00a0][^\W\dA-Z_]+){{0,4}}(?:[ \u00a0]là:?|:|[ \u00a0]\(|[ \u00a0](?:gồm|như):?)[ \u00a0]?(?=[{_UPPER}])"
)
"""What announces a list some words after the type word: "4 xã là: A, B", "6 xã trọng điểm (A, B"."""

NOT_A_UNIT = re.compile(r"(?:hợp tác|công|htx|làng)[ \u00a0]$", re.IGNORECASE)
"""What makes "xã" another word: hợp tác xã."""

PLURAL = re.compile(
    r"(?:các|những|nhiều|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+|và)[ \u00a0](?:[^\W\d_]+[ \u00a0])?$", re.IGNORECASE
)
"""What announces an enumeration of names after one type word: "các xã A, B và C"."""

NEXT_NAME = re.compile(rf"(?:[ \u00a0]*\([^()\n]{{1,40}}\))?[ \u00a0]*(?:,|;|và|cùng|với)[ \u00a0]*(?=[{_UPPER}0-9])")
"""Between two names of an enumeration, with a remark about the first one: "A (2 ca), B"."""

LEADING = re.compile(r"(?:Tại|Ở|Từ|Đến|Tới|Về|Qua|Với|Của|Khắp|Toàn|Riêng|Còn|Và)[ \u00a0]")
"""Prepositions that open a sentence and so look like a part of the name after them: "Tại Long Xuyên"."""

DASH = re.compile(r"[ \u00a0]+[-–][ \u00a0]+")

ACRONYMS = re.compile(rf"(?:[{_UPPER}&]{{2,}}[ \u00a0–-]*)+")
"""Abbreviated offices at the beginning of a run: "CDC Hà Nội"."""

CHAIN = re.compile(r"[ \u00a0]*(?:,|\(|-|–|thuộc|của)[ \u00a0]*")
"""Between a unit and the one above it."""

FORMER = re.compile(r"[ \u00a0]*\(?(?:cũ|trước đây)\b", re.IGNORECASE)

FEATURE = re.compile(
    r"(?<!\w)(?:sông|suối|hồ|đồi|núi|đèo|biển|vịnh|đầm|kênh|rạch|cầu|đường|phố|ngõ|hẻm|ngách|số|chợ|đình|đền|chùa|thánh"
    r"|miếu|lăng|cảng|ga|sân bay|bến xe|quốc lộ|cao tốc|tuyến|(?<!môi )(?<!thị )trường|tiểu học|thcs|thpt|mầm non"
    r"|công viên|khu đô thị|khu công nghiệp|nghĩa trang|hợp tác xã|htx|nông nghiệp|ấp|thôn|bản|làng|xóm|tổ|buôn|khóm"
    r"|khu phố|câu lạc bộ|clb|vật|nhà hàng|khách sạn|tàu|ông|bà|anh|chị|cô|chú|bác|cháu|em|đồng chí|đ/c|liệt sĩ|liệt sỹ"
    r"|anh hùng|nhà văn|nhà thơ|nghệ sĩ|mô hình|phong trào|khởi nghĩa|tư tưởng|phong cách|tncs|cộng sản|chủ tịch"
    r"|(?<!cán )(?<!đảng )(?<!đội )bộ"
    r"|hiệp định)[ \u00a0](?:\d+[\w/]*[ \u00a0])?$",
    re.IGNORECASE,
)
"""Words that turn the name after them into that of a river, street, school, firm or person."""

SAFE_BEFORE = re.compile(
    r"(?:\b(?:tại|ở|từ|về|đến|tới|trên địa bàn|địa bàn|của|và|với|cho|qua|khắp|toàn|chi nhánh|công an|biên phòng"
    r"|cử tri|(?:nhân|người|quân và|nông) dân|bà con|đồng bào|cán bộ|lãnh đạo|đại biểu|tuổi trẻ|phụ nữ|thanh niên"
    r"|đảng bộ|du khách|tỉnh bạn|bảo tàng|báo"
    r"|(?:sở|cục|liên đoàn|viện|bệnh viện|đại học|cao đẳng|công ty|đài)[^.,;:]{1,40})[ \u00a0]"
    r"|[(,;–-][ \u00a0]?)$",
    re.IGNORECASE,
)
"""Words after which a bare name is a place: prepositions, and offices that carry their province's name."""
