"""The agency mark in front of a text: "(CTT-Đồng Nai) -", "(NTL)", "TTĐT -", "Kinhtedothi -"."""

from __future__ import annotations

import re

from crawler.text import normalize

_AGENCIES = (
    r"TTĐT|CTTĐT|CTT ?ĐT|CTT|TTXVN|TTX|BBT|ĐCSVN|VOV\d?|VOVTV|VTV\d?|HNM|HNMO|HNMĐT|VGP|TCCS|TCTG|NDO|QĐND|CAND|"
    r"ANTĐ|PLO|"
    r"BNEWS|SGGP|SGGPO|TTO|BĐT|BTG|BTGTU|BDV|XDĐ|KTĐT|LĐTĐ|GD&TĐ|TN&MT|PL&XH|BHXH|KT-ĐT|ĐBND|TTV|MTTQ|ĐĐK"
)
_BRACKETED = re.compile(
    r"\(\s*(?P<mark>(?=[^)]*(?:[A-ZĐ]{2}|\.(?:vn|com|net|org)))[\w&.][\w&. /-]{1,38}?)\s*\)\s*[-–—:.]*\s*(?=[\w“\"‘'(])"
)
_OPEN = re.compile(
    rf"(?P<mark>{_AGENCIES}|Cổng TTĐT(?: [^\W\d_]+){{0,4}}|Trang TTĐT(?: [^\W\d_]+){{0,4}}|[A-Z][a-z]{{7,24}}"
    r"|(?:[A-Za-z0-9-]{3,}\.)+(?:vn|com|net|org))\s*(?:[-–—:]|\.-)\s+(?=[^\W_]|[“\"‘'(])"
)


def split_dateline(text: str) -> tuple[str | None, str]:
    """The agency mark that opens ``text``, or None, and the text without it.

    A mark in brackets must hold two capitals side by side or a domain; an unbracketed one must be a known agency, a
    domain, or one unmarked word in a single piece such as "Kinhtedothi", and be followed by a dash.
    """
    text = normalize(text).strip()
    match = _BRACKETED.match(text) or _OPEN.match(text)
    if match is None or re.search(r"\d{3}|(?i:^(?:ảnh|hình|điều|khoản|mục))", match["mark"]):
        return None, text
    return " ".join(match["mark"].split()), text[match.end() :]
