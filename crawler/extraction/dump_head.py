"""The head of a page saved as text: where its title stands, its date, its section, and where the text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.bylines import Line, bare_byline, labelled_author
from crawler.extraction.captions import shows_scene
from crawler.extraction.dates import Found, find_dates, labelled_date, parse_date
from crawler.extraction.dump_lines import DumpLine, goes_on
from crawler.extraction.head_lines import head_author, is_head_line
from crawler.extraction.names import is_name, is_office
from crawler.text import modern_tones

_SITE = re.compile(
    r"(?:cổng|trang|trang tin|website|hệ thống)\s+(?:thông tin\s+)?(?:điện tử|tt\s?đt|ttđt|thông tin)|^(?:ủy ban "
    r"nhân dân|ubnd|đảng bộ|"
    r"huyện ủy|thị ủy|tỉnh ủy|thành ủy|quận ủy|hội đồng nhân dân|cộng hòa xã hội|đảng cộng sản|"
    r"portal)\b(?:\s\S+){0,8}$",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"\s*(?:»|›|>>|>|→)\s*|\s+[/|]\s+")
_SECTION = re.compile(
    r"(?:chuyên mục|danh mục|thể loại|category|posted in)\s*[:：]\s*(?P<name>[^|]{2,60}?)\s*", re.IGNORECASE
)
_TITLE_DATE = re.compile(
    r"(?P<title>.{10,}?)\s*[(\[–-]?\s*\(?(?P<date>\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:[ |,-]+\d{1,2}:\d{2})?)\)?\s*[)\]]"
)
_UPDATED = re.compile(
    r"(?P<title>.{20,}?)\s+(?P<date>(?:ngày )?(?:cập nhật|đăng)(?: lúc)?\s*:?\s*"
    r"\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:[ |,-]+\d{1,2}:\d{2})?)",
    re.IGNORECASE,
)
"""A title with the day of the page behind it."""
_SPACED = re.compile(r"\d{1,2} \d{1,2} (?:19|20)\d{2}")
_INVITES = re.compile(r"(?:thời gian|ngày giờ|bắt đầu|từ ngày|hạn)\b(?!\s+(?:đăng|xuất bản|cập nhật))", re.IGNORECASE)
_POSTED = re.compile(
    r"(?:(?:được )?(?:đăng|gửi|viết|tạo) bởi|người đăng|bởi|tác giả|admin|(?:posted |submitted |written |created )?by"
    r"|người viết)\b",
    re.IGNORECASE,
)
_SECTION_LENGTH = 4
"""Syllables at most of a section that stands between date and title."""
NEAR = 4
"""Lines; how far from the title a date or the first paragraph may stand."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines before the text say, and the index of the first line of the text."""

    title: str
    at: int
    """Index of the title's line."""
    found: Found | None
    category: str | None
    byline: Line | None
    first: int
    """Index of the first line after title, date and what stands between them."""
    dated: int | None
    """Index of the date line."""


def read_head(lines: list[DumpLine]) -> Head | None:
    """Title, date and section; None when no line can be the title of a text."""
    main = main_run(lines)
    if main is None:
        return None
    at = _title(lines, main)
    if at is None:
        return None
    dated, found = _date(lines, at, main)
    title = _whole_title(lines, at)
    glued = _TITLE_DATE.fullmatch(title) or _UPDATED.fullmatch(title)
    if glued and "(" not in glued["title"] and (date := parse_date(glued["date"])):
        title, found = glued["title"], found or date
    byline, first = _between(lines, at, dated)
    return Head(title, at, found, _category(lines, at), byline, first, dated)


def main_run(lines: list[DumpLine]) -> tuple[int, int] | None:
    """First and last index of the largest run of paragraphs, short lines between them allowed; None without any."""
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        if not line.prose:
            continue
        broken = not runs or i - runs[-1][1] > 8 or any(_ends(lines, j) for j in range(runs[-1][1] + 1, i))
        if broken:
            runs.append([i, i])
        else:
            runs[-1][1] = i
    if not runs:
        return None
    best = max(runs, key=lambda run: sum(len(line.text) for line in lines[run[0] : run[1] + 1] if line.prose))
    return best[0], best[1]


def _ends(lines: list[DumpLine], i: int) -> bool:
    rule = lines[i].certain
    return rule is not None and rule.ends and not goes_on(lines, i)


def _is_rule(line: DumpLine, name: str) -> bool:
    return line.certain is not None and line.certain.name == name


def _title(lines: list[DumpLine], main: tuple[int, int]) -> int | None:
    """Index of the line that is best borne out as the title, at last a whole sentence right above the date."""
    scores = {i: _score(lines, i, main[0]) for i in range(main[0]) if _may_be_title(lines[i])}
    best = max(scores, key=lambda i: (scores[i], -i), default=None)
    if best is not None and scores[best] >= 3:
        return best
    follows = lines[main[0] + 1 : main[0] + 2]
    whole = len(lines[main[0]].text) <= 300 and main[1] > main[0]
    return main[0] if whole and follows and parse_date(follows[0].text) else None


def _whole_title(lines: list[DumpLine], at: int) -> str:
    """The title, with the line above where a break cut it before a small letter."""
    text, above = lines[at].text, lines[at - 1] if at else None
    cut = text[0].islower() and not lines[at].gap and above is not None and not (above.furniture or above.ended)
    return f"{above.text} {text}" if cut and above else text


def _may_be_title(line: DumpLine) -> bool:
    if line.certain or parse_date(line.text) or labelled_author(line.text) or not 3 <= len(line.keys) <= 70:
        return False
    return len(line.text) <= 400 and not line.text.endswith((":", ";")) and not _SECTION.fullmatch(line.text)


def _score(lines: list[DumpLine], i: int, start: int) -> int:
    """How much speaks for line ``i`` as the title, ``start`` being the first paragraph of the main text."""
    line = lines[i]
    following = lines[i + 1 : i + 1 + NEAR]
    score = 2 * (len(line.keys) >= 7) - 3 * (len(line.keys) < 5) + line.gap
    dates = [n for n, other in enumerate(following) if _line_date(other)]
    score += (6 if dates[0] == 0 else 4) if dates and len(line.keys) >= 5 else 2 * bool(dates)
    score += 3 if start - i <= 2 and _dated_above(lines, i) else 0
    score -= 4 if shows_scene(line.text) else 0
    score += 4 if _UPDATED.fullmatch(line.text) else 0
    score += 3 if start - i <= NEAR else 0
    score += 3 if len(line.keys) >= 6 and any(other.keys == line.keys for other in lines[i + 1 :]) else 0
    score += 3 if any(_extends(other, line) for other in lines[:i]) else 0
    score += 3 if i and _is_rule(lines[i - 1], "portlet heading") else 0
    score -= 5 if _SITE.search(modern_tones(line.text)) or len(_CRUMB.split(line.text)) > 2 else 0
    score -= 3 if line.furniture or line.prose else 0
    return score


def _dated_above(lines: list[DumpLine], i: int) -> bool:
    """Whether a date stands directly above line ``i`` that belongs to no title above it."""
    above = i and parse_date(lines[i - 1].text)
    return bool(above) and (i < 2 or bool(lines[i - 2].furniture) or len(lines[i - 2].keys) < 5)


def _extends(other: DumpLine, line: DumpLine) -> bool:
    """Whether ``other`` is the page's own title: the article's with the site's name behind it."""
    size = len(line.keys)
    return size >= 5 and len(other.keys) > size and other.keys[:size] == line.keys and bool(_SITE.search(other.text))


def _date(lines: list[DumpLine], at: int, main: tuple[int, int]) -> tuple[int | None, Found | None]:
    """The date line: behind the title up to the first paragraphs, else directly above, else labelled below the text."""
    found = {i: f for i in range(len(lines)) if (f := _line_date(lines[i])) and f.label != "other"}
    behind = [i for i in range(at + 1, min(main[0] + 2, len(lines))) if i in found]
    for label in ("published", None, "updated"):
        for i in behind:
            if found[i].label == label:
                return i, found[i]
    section = at > 1 and len(lines[at - 1].keys) <= _SECTION_LENGTH and not lines[at - 1].ended
    start = at - 2 if section and at - 2 in found else at - 1
    above = next((i for i in range(start, max(at - 3, -1), -1) if not lines[i].furniture or i in found), None)
    if above in found and above is not None and _is_articles(lines, above, found[above]):
        return above, found[above]
    below = [i for i in found if i > main[1] and found[i].label == "published" and not _listed(lines, main[1], i)]
    return (below[0], found[below[0]]) if below else (None, None)


def _line_date(line: DumpLine) -> Found | None:
    if len(line.text) > 160 or _INVITES.match(line.text):
        return None
    text = line.text.replace(" ", "/") if _SPACED.fullmatch(line.text) else line.text
    if found := parse_date(text) or labelled_date(text):
        return found
    spots = find_dates(line.text)
    told = (_POSTED.match(line.text) and len(line.text) <= 90) or is_head_line(line.text)
    return spots[0].found if told and len(spots) == 1 else None


def _is_articles(lines: list[DumpLine], above: int, found: Found) -> bool:
    """Whether a date above the title is the article's and not the clock in the page's header."""
    weekday = re.search(r"(?<!\w)(?:thứ|chủ nhật|cn)(?!\w)", lines[above].text, re.IGNORECASE)
    return found.label is not None or not (weekday and above <= 2)


def _listed(lines: list[DumpLine], end: int, i: int) -> bool:
    """Whether a heading of other articles stands between the text and line ``i``."""
    return any(_is_rule(line, "related heading") for line in lines[end:i])


def _between(lines: list[DumpLine], at: int, dated: int | None) -> tuple[Line | None, int]:
    """A by-line that stands in the head, and the index where the text begins."""
    byline = None
    first = at + 1
    last = dated if dated is not None and dated > at else at
    while first < len(lines):
        line = lines[first]
        credit = labelled_author(line.text) or head_author(line.text)
        if credit is None and (first > at + 1 or is_name(line.text) or line.text.endswith("|")):
            credit = None if _is_letterhead(line.text) else bare_byline(line.text.rstrip(" |"), sure=True)
        skipped = first == dated or (line.furniture and not line.prose) or line.keys == lines[at].keys
        if credit and not line.prose:
            byline = byline or credit
        elif not skipped and (first >= last or line.prose):
            break
        first += 1
    return byline, first


def _is_letterhead(text: str) -> bool:
    """Whether a document that is copied whole begins with this line: the office that issued it, in capitals."""
    return text.isupper() and len(text.split()) > 1 and is_office(text)


def _category(lines: list[DumpLine], at: int) -> str | None:
    """The section: labelled, the last step of a path, or one short line in capitals alone above the title."""
    for line in lines[: at + NEAR]:
        if match := _SECTION.fullmatch(line.text):
            return match["name"]
    above = [line for line in lines[:at] if not (line.certain or parse_date(line.text)) or _is_rule(line, "breadcrumb")]
    if not above:
        return None
    steps = [s for s in _CRUMB.split(above[-1].text) if s]
    if len(steps) > 2 and all(len(s.split()) <= 9 for s in steps):
        return steps[-2] if lines[at].text.startswith(steps[-1][:40].rstrip(".… ")) else steps[-1]
    line = above[-1]
    alone = len(above) < 2 or not above[-2].text.isupper()
    short = 2 <= len(line.keys) <= 9 and not line.ended
    return (
        line.text
        if line.text.isupper() and alone and short and not (_SITE.search(line.text) or is_office(line.text))
        else None
    )
