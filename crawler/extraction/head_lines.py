"""Lines between title and text that say when, by whom and where, and are no text themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.blocks import SENTENCE
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.bylines import Line, bare_byline, is_cms_account, labelled_author
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import find_dates, parse_date
from crawler.extraction.names import is_name, is_office, is_role
from crawler.text import clean_line

_LONGEST = 140
_PROSE = 60
INVITES = re.compile(r"(?i)\W*(?:thời gian(?! (?:đăng|cập nhật|đọc))|ngày giờ|khai mạc|bắt đầu|địa điểm)\b")
"""How a line begins that says when something takes place, not when it was published."""
_PARTS = re.compile(r"\s*(?:[|•·/]|\s[-–—]\s|[-–—]{2,}|,\s|\s{2,}|\(|\))\s*")
_COLUMNS = re.compile(r"\s*(?:[|•·]|\s[.–—-]\s)\s*")
_ASIDE = re.compile(
    r"(?i)(?:(?:thời gian đọc\s*:?\s*)?\d{1,3}\s*(?:phút (?:đọc|trước)|min(?:ute)?s?(?: read)?|giờ trước)"
    r"|(?:by|par|von|tác giả|bởi|theo|đăng bởi|viết bởi|posted by|written by)\s+.{2,60}"
    r"|(?:published|xuất bản|đăng lúc|updated)\s*:?)"
)

_COUNT = re.compile(
    r"(?i)\d{1,5}|(?:lecture|temps de lecture|lesezeit|reading time|(?:thời gian )?đọc)?\s*:?\s*\d{1,3}\s*"
    r"(?:min(?:ute[sn]?)?\b\.?(?: read(?:ing time)?| de lecture)?|phút(?: đọc)?)"
)
_FOREIGN_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][a-zß-ÿ'’-]+|[A-Z]\.)(?: (?:[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+|[A-Z]\.|de|van|von|bin)){1,3}"
)


def is_head_line(text: str) -> bool:
    """Does a line hold nothing but a date, a by-line, counters and the like?"""
    line = clean_line(text)
    if not line or len(line) > _LONGEST or INVITES.match(line):
        return False
    if parse_date(line) or is_name(line.rstrip(",")):
        return True
    labelled = labelled_author(line := line.replace(" | ", ": ", 1))
    if labelled and (labelled.author or labelled.account) and ":" in line:
        return True
    spots = find_dates(line) if may_be_date(line) else []
    if not spots:
        return all(_COUNT.fullmatch(part) or is_furniture(part) for part in filter(None, _PARTS.split(line)))
    left = line
    for spot in reversed(spots):
        left = f"{left[: spot.start]} | {left[spot.end :]}"
    if labelled_author(left.strip(" |,.:-–—")):
        return True
    return all(map(_is_aside, filter(None, (part.strip(" ,.:-–—") for part in _PARTS.split(left)))))


def head_author(text: str) -> Line | None:
    """The writers whom a line names beside date and counters ("Thu Hà | 05/03/2024 | 12 lượt xem"); None without."""
    line = clean_line(text)
    if len(line) > _LONGEST or not (spots := find_dates(line)):
        return None
    beside = line[: spots[0].start].strip(" ,|–—-")
    if (named := bare_byline(beside, sure=True)) and not is_furniture(beside):
        return named
    behind = line[spots[-1].end :].strip(" ,|–—-")
    if credit := labelled_author(behind) or (bare_byline(behind) if is_name(behind) else None):
        return credit
    for part in _COLUMNS.split(line):
        if credit := labelled_author(part):
            return credit
        if is_name(part):
            return bare_byline(part)
    return None


def _is_aside(part: str) -> bool:
    return bool(
        is_name(part)
        or _FOREIGN_NAME.fullmatch(part)
        or is_cms_account(part)
        or is_office(part)
        or is_role(part)
        or _ASIDE.fullmatch(part)
        or labelled_author(part)
        or is_furniture(part)
    )


def without_head_lines(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs without such lines in front of the text or between its first paragraph, the lead, and its second."""
    prose = [n for n, p in enumerate(paragraphs) if len(p) >= _PROSE and SENTENCE.search(p)]
    if not prose:
        return list(paragraphs)
    end = prose[1] if len(prose) > 1 else prose[0]
    kept: list[str] = []
    for paragraph in paragraphs[: end + 1]:
        lines = paragraph.split("\n")
        while lines and is_head_line(lines[0]):
            lines = lines[1:]
        kept += ["\n".join(lines)] * bool(lines)
    return [*kept, *paragraphs[end + 1 :]]
