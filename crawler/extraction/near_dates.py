"""The date an unknown page prints for its article: found by its label and its place beside title and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.extraction.blocks import SENTENCE, Block
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import Found, find_dates, labelled_date, parse_date
from crawler.extraction.head_lines import INVITES, is_head_line
from crawler.extraction.page import inner_text, text_of

_LONGEST = 200
_BEFORE, _UNDER, _AFTER = 5, 9, 8
"""How many blocks before the title, between title and prose, and after the text may hold the date."""
_SURE = 3.0
"""Weight of a place between title and text."""
_TIME = re.compile(r"(?i)\W*\d{1,2}\s?[:hg]\s?\d\d(?::\d\d)?\s?(?:am|pm|sa|ch)?\W*")
_TRAIL = re.compile(r"[/»›>→]")
_AGED = re.compile(r"(?i)\d (?:phút|giờ|ngày) trước")
_LABEL = re.compile(r"(?i)(?:ngày|thời gian|giờ) (?:đăng|xuất bản|đưa tin|cập nhật)(?: tin| bài)?\W*")
_FOOT = 4
"""How many blocks after the text a bare date may stand, before any heading or list of other articles."""
_DETAIL = re.compile(
    r"(?i)[|•·]|\b(?:bởi|by|admin|tác giả|nguồn|theo|người đăng|lượt xem|lượt đọc|đã xem|view|đăng"
    r"|bình luận|comments?)\b"
)
_PARTED = re.compile(r"[-–—|,;•·/»>(\[]$")
"""What parts a date from words that are not about it; after a colon or a blank they say what it is the date of."""
_OTHERS = re.compile(
    r"(?i)\b(?:ngày (?:ban hành|ký|sinh|(?:có |hết )?hiệu lực|hết hạn)|hạn (?:nộp|chót)|hết hạn|có hiệu lực|âm lịch)\b"
)
"""The day of a document or a person, a deadline: not of the page that shows it."""
_WRITTEN = re.compile(r"(?i)\b(?:viết|tạo|soạn|gửi)\b")
"""Said of a date that comes before that of the publication, where both are printed."""
_COMMENTS = re.compile(r"(?i)\W*(?:(?:các )?(?:ý kiến|bình luận|phản hồi)|comments?)\b")
_CLOCK = re.compile(r"(?i)(?=.*\b(?:thứ\s|chủ nhật|cn\b|t[2-7]\b))(?!.*(?<!:)\b\d{1,2}[:hg]\s?\d\d(?!:))")
"""A weekday, and no time of day or one with seconds: the clock of a header prints it so."""
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT")
"""Moments for machines, hidden on the page; they may be those of the last edit."""
_INLINE = ("span", "time", "i", "em", "small", "b", "strong", "label", "font")
_WEEKDAY_NUMBER = re.compile(r"(?i)\bthứ\s*([2-7])\b")
_NUMBERS = {"2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy"}


def date_beside(blocks: Sequence[Block], at: int, end: int, now: datetime | None = None) -> tuple[Found, bool] | None:
    """The best date around the article whose title is block ``at`` and whose text ends before block ``end``; and
    whether it is certain, by its label or because it stands between title and text. ``now`` is when the page was
    fetched, for one that says "4 giờ trước".

    A bare date above the title may be the page's clock: it is not certain. Elsewhere bare dates do not count.
    """
    best: tuple[float, Found, int] | None = None
    for weight, place in _places(blocks, at, end):
        block = _with_label(blocks, place) if weight < _SURE else blocks[place]
        aged = now is not None and weight >= _SURE and _AGED.search(block.text) is not None
        if len(block.text) > _LONGEST or not (aged or may_be_date(block.text)):
            continue
        if weight <= 1.0 and block.linked * 2 > len(block.text):
            # A link with a date after the text is another article.
            continue
        read = _read(block) or _read_surely(block, now) if weight >= _SURE else _read(block)
        if read is None or read[1].label == "other":
            continue
        strength, found = read
        if found.label != "published" and (weight < 1.0 or _OTHERS.search(block.text)):
            continue
        total = weight + strength + _told(found, block.text)
        if best is None or total > best[0]:
            best = (total, found, place)
    if best is None:
        return None
    total, found, place = best
    return (_timed(blocks, place, found), total >= 4.0)


def _told(found: Found, line: str) -> float:
    """How much the words of a line say for its date, or against it."""
    told = {"published": 2.0, "updated": -1.5}.get(found.label or "", 0.0) + 0.1 * (found.precision == "minute")
    return told - 3.0 * bool(_MACHINE.search(line)) - 0.5 * bool(_WRITTEN.search(line))


def _timed(blocks: Sequence[Block], at: int, found: Found) -> Found:
    """The date of block ``at`` with the time of day that stands alone in the block before or behind it."""
    if found.precision == "day":
        for beside in (*blocks[at + 1 : at + 2], *blocks[max(at - 1, 0) : at]):
            if _TIME.fullmatch(beside.text) and (timed := parse_date(f"{found.when:%d/%m/%Y} {beside.text}")):
                return replace(found, when=timed.when, precision=timed.precision)
    return found


def _places(blocks: Sequence[Block], at: int, end: int) -> Iterator[tuple[float, int]]:
    """Indexes of blocks that may hold the date, with the weight of their place."""
    below = others = False
    prose = 0
    yield 4.0, at
    for i in range(at + 1, min(end + _AFTER, len(blocks))):
        block = blocks[i]
        prose += _is_prose(block)
        below = i > at + _UNDER or prose > 1 or (prose == 1 and not _is_bare(block))
        if i >= end:
            led_away = block.linked * 2 > len(block.text) >= 25
            others = others or block.kind == "heading" or led_away or _COMMENTS.match(block.text) is not None
            yield (0.5 if others or i > end + _FOOT else 1.0), i
        elif block.kind != "heading" or not below:
            yield (0.5 if below else 4.0 - 0.2 * (i - at)), i
    for i in range(at - 1, max(at - 1 - _BEFORE, -1), -1):
        weight = 2.0 - 0.4 * (at - i)
        if not _in_header(blocks, i) and (blocks[i].kind != "heading" or parse_date(blocks[i].text)):
            yield (weight if weight >= 1.0 else 0.5), i


def _with_label(blocks: Sequence[Block], i: int) -> Block:
    """A block with what stands above it and belongs to it: its label, as in tables of facts, or the day of the month,
    as in leaves of a calendar."""
    above, own = blocks[i - 1].text if i else "", blocks[i].text
    if above.isdecimal() and (whole := parse_date(f"{above} {own}")) and whole.precision == "day":
        return replace(blocks[i], text=f"{above} {own}")
    return replace(blocks[i], text=f"{above.rstrip(' :')}: {own}") if _LABEL.fullmatch(above) else blocks[i]


def _in_header(blocks: Sequence[Block], i: int) -> bool:
    """Does a block stand in the page's header, by its mark or as a clock under nothing but the menu?"""
    if any(e.tag == "header" for e in blocks[i].element.iterancestors()):
        return True
    above = [b for b in blocks[:i] if b.text]
    if above and _TRAIL.search(above[-1].text):
        return False
    return bool(above) and _CLOCK.match(blocks[i].text) is not None and all(b.linked * 2 > len(b.text) for b in above)


def _is_bare(block: Block) -> bool:
    """Can a block be the line of date and writer that stands under the lead?"""
    return block.linked == 0 and is_head_line(block.text.partition("\n")[0])


def _is_prose(block: Block) -> bool:
    return block.linked * 2 < len(block.text) and len(block.text) >= 60 and SENTENCE.search(block.text) is not None


def _read(block: Block) -> tuple[float, Found] | None:
    """The date of one block and how plainly it says it: alone on its line, in an element of its own, among words."""
    line = _WEEKDAY_NUMBER.sub(lambda m: f"thứ {_NUMBERS[m[1]]}", " ".join(block.text.split()))
    first, _, more = block.text.partition("\n")
    lines = (first, *(part for part in more.split("\n") if len(block.text) <= _LONGEST)) if more else ()
    # Neighbouring elements are words of their own, even where no blank parts them.
    apart = text_of(block.element) if len(block.element) and len(line) <= _LONGEST else ""
    if found := next(filter(None, map(parse_date, (apart, line, *lines))), None) or labelled_date(line):
        return 2.0, found
    if (pieces := _pieces(block)) and len({p.when for p in pieces}) <= 2:
        # Of two moments the later one is that of an edit.
        return 2.0, min(pieces, key=lambda found: found.when)
    if len(line) <= 120 and not SENTENCE.search(line) and len(find_dates(line)) == 1:
        return next(filter(None, map(_among_words, lines or (line,))), None)
    return None


def _among_words(line: str) -> tuple[float, Found] | None:
    """The only date of a line that says other things too, unless they say what else it is the date of."""
    spots = find_dates(line)
    if len(spots) != 1 or INVITES.match(line):
        return None
    found, before = spots[0].found, line[: spots[0].start].rstrip()
    told = (
        _DETAIL.search(line)
        or is_furniture(before)
        or (found.precision == "minute" and (not before or _PARTED.search(before)))
    )
    return (1.0, found) if told else None


def _read_surely(block: Block, now: datetime | None) -> tuple[float, Found] | None:
    """The date of a block right under the title, where it can hardly be anything else: "09/03/22", "4 giờ trước"."""
    found = parse_date(block.text, now) or parse_date(f"ngày {block.text}")
    return (1.0, found) if found else None


def _pieces(block: Block) -> list[Found]:
    """Dates that inline elements of a block say by themselves."""
    if len(block.element) == 0:
        return []
    found = (parse_date(inner_text(e)) for e in block.element.iter(*_INLINE))
    return [f for f in found if f and f.label != "other"]
