"""Dates in forms that only machines print, brought into forms that `dates` reads."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.items import VIETNAM
from crawler.text import clean_line


def as_line(text: str) -> str:
    """The text as one clean line, with the dates of machines in a form that people print; positions of others stay."""
    line = clean_line(repair_nukeviet_meta(text)).translate(_HALF_WIDTH)
    return _JAVA.sub(r"\1 \4 \2 \3", line) if ":" in line else line


_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
"""Digits and marks of an East Asian keyboard."""
_JAVA = re.compile(r"([A-Z][a-z]{2} [0-3]\d) (\d\d:\d\d:\d\d) (ICT|UTC|GMT(?:[+-]\d\d:\d\d)?) (\d{4})")
"""A moment as Java prints it: "Wed Mar 09 16:12:00 ICT 2022"."""


def repair_nukeviet_meta(text: str) -> str:
    """ISO form of NukeViet's ``article:published_time`` ("2022-04-28+0715:06:00": PHP took its "T" for the zone).

    Any other text comes back as it is.
    """
    match = re.fullmatch(r"\s*(\d{4}-\d\d-\d\d)([+-]\d\d)(\d\d:\d\d:\d\d)\s*", text)
    return f"{match[1]}T{match[3]}{match[2]}:00" if match else text


def machine_moment(text: str) -> str:
    """ISO form of a moment that only machines are to read: Unix seconds or milliseconds, or the digits of
    a day or a second in one piece; any other text comes back as it is."""
    if match := re.fullmatch(r"\s*(1\d{9})(?:\d{3})?\s*", text):
        return datetime.fromtimestamp(int(match[1]), VIETNAM).isoformat()
    if match := re.fullmatch(r"\s*((?:19|20)\d\d)([01]\d)([0-3]\d)(?:([0-2]\d)([0-5]\d)[0-5]\d)?\s*", text):
        year, month, day, hour, minute = match.groups()
        return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:00" if hour else "")
    return text
