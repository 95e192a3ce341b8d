"""By-lines at the end of an article: who wrote it, for which office, after which publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extraction.bylines import Line, bare_byline, is_cms_account, labelled_author
from crawler.extraction.datelines import split_dateline
from crawler.extraction.names import GIVEN, is_full_name, is_name, is_role
from crawler.text import clean_line, key

__all__ = ["Byline", "Line", "bare_byline", "is_cms_account", "labelled_author", "split_byline", "split_dateline"]

MOST_LINES = 6
"""A by-line block never has more lines than this."""

_SIGNATURE = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s*[./]\s*.*|.{0,60}\(\s*đã ký\s*\).*|đã ký|nơi nhận.*|(?:phó\s+)?(?:chủ tịch"
    r"|trưởng ban|giám đốc|bí thư|"
    r"chánh văn phòng|trưởng phòng|hiệu trưởng|chủ nhiệm|tổng giám đốc|cục trưởng|người ký|người lập)(?:\s.{0,40})?)",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?P<text>.*(?:(?<=[^\W\d_]{2})[.!?…]|\d{4}\.|\d%\.|/\.|[.!?…][”\"’»)]|"
    r"[”\"’»)][.!?…]))\s*(?P<by>[(\[]?[^\W\d_][^.!?…]{2,90}?[)\]]?\.?)",
    re.DOTALL,
)
_GLUED_INITIALS = re.compile(
    r"(?P<text>.*[.!?…”\"])\s*(?P<by>(?:[^\W\d_.]+\s+){1,3}[^\W\d_.]+\s*[-–]\s*P\.\s?V\.?)", re.DOTALL
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:TS|ThS|PGS|GS|BS|BSCK|KTS|KS|CN|TP|TX|Tp|Th|Đ/c|đ/c|Q|P|Mr|Mrs|Ông|Bà|Dr|St|Ths|Tr|H|NSND|NSƯT)\.$"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What the end of a text says about its origin, and the paragraphs that remain."""

    author: str | None
    unit: str | None
    source: str | None
    paragraphs: tuple[str, ...]
    account: str | None = None
    """The content system's account name that stood under the text; not a writer."""


def split_byline(paragraphs: Sequence[str]) -> Byline:
    """Takes the by-line block off the end of ``paragraphs``: names, office, source, photo credits and CMS account.

    At least one paragraph always remains. The signature of a document (a name under "KT. CHỦ TỊCH", "(Đã ký)") stays.
    A by-line glued to the last sentence is cut off it.
    """
    rest = _broken(p for p in paragraphs if clean_line(p))
    lines: list[Line] = []
    while len(rest) > 1 and len(lines) < MOST_LINES:
        line = _line(rest) or (_pen_name(rest, lines[0]) if lines else None)
        if line is None or (_is_listed(rest) and (lines or not is_name(clean_line(rest[-1]).rstrip(".")))):
            break
        lines.insert(0, line)
        rest.pop()
        if _only_label(rest):
            rest.pop()
    if rest and not any(line.author for line in lines):
        glued = _unglue(rest[-1])
        if glued:
            rest[-1] = glued[0]
            lines.insert(0, glued[1])
    return _merged(lines, tuple(rest))


def _is_listed(rest: list[str]) -> bool:
    """Whether the last paragraph is one of the names or offices that a sentence announces with a colon."""
    above = next((p for p in reversed(rest) if not bare_byline(p)), "")
    return above.rstrip().endswith(":") and not _LABEL_ALONE.fullmatch(clean_line(above))


def _broken(paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs, the last one in its lines where each of them may be a part of a by-line."""
    *others, last = list(paragraphs) or [""]
    parts = [part for part in last.split("\n") if clean_line(part)]
    bare = 1 < len(parts) <= MOST_LINES and all(labelled_author(part) or bare_byline(part) for part in parts)
    return [*others, *(parts if bare else [last])] if others or last else []


def _line(rest: list[str]) -> Line | None:
    """The last paragraph as a by-line, when it is one."""
    text, above = clean_line(rest[-1]), clean_line(rest[-2])
    if is_cms_account(text):
        return Line(account=text)
    if labelled := labelled_author(text):
        return labelled
    if any(_SIGNATURE.fullmatch(clean_line(p)) for p in rest[-4:-1]):
        return None
    if is_role(text) and is_name(above.rstrip(".")):
        return Line(unit=text.rstrip(". "))
    return bare_byline(text)


def _pen_name(rest: list[str], below: Line) -> Line | None:
    """A pen name of one syllable ("Diệp") above the full name of the account that saved the page."""
    text = clean_line(rest[-1]).rstrip(".")
    is_one = len(text.split()) == 1 and text.istitle() and key(text) in GIVEN
    return Line(author=text) if is_one and (below.account or (below.author and is_full_name(below.author))) else None


_LABEL_ALONE = re.compile(
    r"(?:tác giả(?: bài viết)?|nguồn(?: tin)?|tin,? (?:và )?ảnh|bài,? (?:và )?ảnh)\s*[:：]", re.IGNORECASE
)


def _only_label(rest: list[str]) -> bool:
    return len(rest) > 1 and bool(_LABEL_ALONE.fullmatch(clean_line(rest[-1])))


def _merged(lines: list[Line], rest: tuple[str, ...]) -> Byline:
    """The block as one answer; a full name under a pen name or, unless it is labelled, under a source is the account
    that saved the page."""
    author = unit = source = account = None
    for line in lines:
        account = line.account or account
        source = source or line.source
        unit = unit or (line.unit if not line.author else None)
        saved = source and is_full_name(line.author or "") and not (line.unit or line.labelled)
        if line.author and author is None and not saved:
            author, unit = line.author, line.unit
        elif line.author and author is not None:
            account, author, unit = _second(line, author, unit, account)
        elif line.author:
            account = line.author
    return Byline(author, unit, source, rest, account)


def _second(line: Line, author: str, unit: str | None, account: str | None) -> tuple[str | None, str, str | None]:
    """A second by-line: an office or role of the first, an account, or one more writer."""
    name = line.author or ""
    if is_full_name(name) or name.split()[-1] in author.split():
        return name, author, unit
    bare = bare_byline(name, sure=True)
    if bare and bare.unit is None and len(name.split()) <= 3 and not _office(name):
        return account, f"{author} - {name}", unit
    return account, author, unit or name


def _office(name: str) -> bool:
    return any(part[0].islower() for part in name.split() if part)


def _unglue(paragraph: str) -> tuple[str, Line] | None:
    """The last paragraph without a by-line that stands behind its last sentence, and that by-line."""
    for pattern in (_GLUED_INITIALS, _GLUED):
        match = pattern.fullmatch(paragraph.strip())
        if match is None or _ABBREVIATED.search(match["text"]) or len(match["text"]) < 40:
            continue
        text = clean_line(match["by"])
        line = labelled_author(text) or bare_byline(text, sure=True)
        if line and (line.author or line.source):
            return match["text"].rstrip(), line
    return None
