"""What stands around a number: how exact it is said to be, in which state, at which level, of which year and total."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from indexer.figures import words

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
"""A number as it is written: the dot separates thousands, the comma decimals."""

_NEAR = 1500
"""Characters around a number in which its scope, status and year are looked for, however long the sentence."""
_MAX_SUBJECT = 8
_THREE_WORDS = 32
"""Characters that three words and the signs around them take at most."""
_LEVELS = "|".join(sorted(words.SCOPE_WORDS, key=len, reverse=True))
_LEVEL_BEFORE = re.compile(rf"\b(cấp (?:{_LEVELS}))(?:[ ](?:có|đạt|là|xây dựng|đăng ký)|:)?[ ]$", re.IGNORECASE)
_SCOPE = re.compile(
    rf"\bcấp (?:{_LEVELS})(?:(?:, | và |/| - )(?:cấp )?(?:{_LEVELS})\b)*|\btoàn (?:{_LEVELS})\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?:năm|quý [IVX]+/|tháng \d{1,2}/|/)[ ]?((?:19|20)\d\d)\b(?!/)(?![ ]?[-–][ ]?\d{4})", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"[ ]\(?(?:vào |trong |của )?năm[ ]((?:19|20)\d\d)\b(?![ ]?[-–/])", re.IGNORECASE)
_DOCUMENTS = "kế hoạch|nghị quyết|chỉ thị|quyết định|kết luận|hướng dẫn|thông tư|nghị định|quy định|chương trình"
_ANOTHER_YEAR = re.compile(
    r"(?:[(,–-][ ]?sinh[ ]|\b(?:so với|cùng kỳ)(?:[ ][^\W\d_]+){0,4}?[ ]|\btừ[ ]"
    r"|\b(?:luật|pháp lệnh|hiến pháp)(?:[ ][^\W\d_]+){0,10}[ ]"
    rf"|\b(?:{_DOCUMENTS})\b[^.;]{{0,50}}\bngày[ ]\d{{1,2}}(?:/\d{{1,2}}|[ ]tháng[ ]\d{{1,2}}[ ]))$",
    re.IGNORECASE,
)
"""What makes a year that of a comparison, a birth, a beginning, a law or another document."""
_STATUS = "|".join(sorted(words.STATUSES.keys() - {words.GOAL, words.PLAN}, key=len, reverse=True))
_STATUS_AFTER = re.compile(rf"[ ]*(?:(?:được|đã|đang|mới|tiếp tục|cấp trên|tự)[ ])*({_STATUS})\b", re.IGNORECASE)
_STATUS_BEFORE = re.compile(rf"\b({_STATUS})(?P<between>(?:[ ][^\W\d_]+){{0,4}})[ ]?$", re.IGNORECASE)
_GOAL = re.compile(
    r"(?P<goal>\b(?<!đã )(?<!nỗ lực )phấn đấu\b(?! của)"
    r"|\b(?<!đạt )(?<!vượt )(?<!hoàn thành )(?:mục tiêu|chỉ tiêu|kế hoạch)(?:(?:[ ][^\W\d_]+){1,6}[ ]là\b|"
    r"(?=[ ](?:đến|năm 20\d\d|cuối|trong năm|nhiệm kỳ|là|phải|được giao là)\b|(?: nhiệm kỳ)?:)))"
    r"|(?P<plan>\bdự kiến\b|\bsẽ\b)"
    r"|\b(?:đã|đến nay|hiện (?:có|còn|nay|đã)|kết quả|(?<!đến )nay|vượt|(?:thực hiện|đạt|làm) được)\b",
    re.IGNORECASE,
)
"""Words that set a goal or a plan, and those after which the sentence tells what has been reached."""
_QUALIFIER = re.compile(rf"(?:^|[ (“\"])((?:{'|'.join(words.QUALIFIERS)}))[ ]$", re.IGNORECASE)
_TRAILING_TOTAL = re.compile(rf"[ ]?/[ ]?({NUMBER})(?!/)")
_OF_TOTAL = re.compile(rf"[ ](?:trên|trong)(?P<sum> tổng số)?[ ](?P<total>{NUMBER})[ ](?P<noun>\w+)", re.IGNORECASE)

_TOTAL_BEFORE = re.compile(rf"\btrong (?:tổng )?số[ ](?P<total>{NUMBER})[ ](?P<noun>\w+)[^\d.;]*$", re.IGNORECASE)


def words_before(text: str, begin: int, number: int, gap: str = " ") -> tuple[str, str, str]:
    """The last word, two words and three words before a number, lower case; ``gap``: what may stand between."""
    before = text[max(begin, number - _THREE_WORDS) : number]
    ended = before.rstrip(gap)
    if len(ended) == len(before):
        return "", "", ""
    last = [word.lstrip('(“"–-') for word in ended.lower().rsplit(" ", 3)[-3:]]
    return last[-1], " ".join(last[-2:]), " ".join(last)


def decimal(number: str) -> Decimal:
    """``1.798,5`` as 1798.5."""
    return Decimal(number.replace(".", "").replace(",", "."))


def total_after(text: str, value: Decimal, unit: str, unit_end: int, end: int) -> Decimal | None:
    """m of "2.453 trẻ/2.852 trẻ" and "12 xã trên tổng số 14 xã"; None when there is none, or it is no more than n."""
    found = _TRAILING_TOTAL.match(text, unit_end, end)
    if found:
        return decimal(found[1])
    of = _OF_TOTAL.match(text, unit_end, end)
    if of is None or not (of["sum"] or unit.lower().startswith(of["noun"].lower())):
        return None
    return total if (total := decimal(of["total"])) >= value else None


def total_before(text: str, begin: int, number: int, value: Decimal, unit: str) -> Decimal | None:
    """m of "trong tổng số 14 xã, có 9 xã"."""
    found = _TOTAL_BEFORE.search(text, max(begin, number - 90), number)
    if found is None or not unit.lower().startswith(found["noun"].lower()):
        return None
    return total if (total := decimal(found["total"])) >= value else None


def subject(text: str, begin: int, number: int) -> str | None:
    """The words before a sum or share, back to a full stop or comma; at most eight, without the qualifier."""
    before = _QUALIFIER.sub("", text[max(begin, number - _NEAR) : number])
    clause = re.split(r"[.;:(),]\s", before)[-1].strip(" \u00a0-–+(")
    return " ".join(clause.split()[-_MAX_SUBJECT:]) or None


def qualifier(text: str, begin: int, number: int) -> str | None:
    """How exact the number is said to be, right before it."""
    one, two, _ = words_before(text, begin, number)
    return two if two in words.QUALIFIERS else one if one in words.QUALIFIERS else None


def status(text: str, sentence: tuple[int, int], last: int, number: int, unit_end: int) -> str | None:
    """The state claimed: goal or plan where the sentence says so, else the verb right before the number or right after
    the phrase, else one shortly before in the same clause."""
    if ahead := _ahead(text, sentence[0], number, sentence[1]):
        return ahead
    clause = re.split(r"[.;:(]", text[max(last, number - _NEAR) : number])[-1]
    before = _STATUS_BEFORE.search(clause)
    if before and not before["between"]:
        return words.STATUSES[before[1].lower()]
    after = _STATUS_AFTER.match(text, unit_end, sentence[1])
    if after and not re.match(r"[ ](?:gần|hơn|trên|khoảng)?[ ]?\d", text[after.end() : sentence[1]]):
        return words.STATUSES[after[1].lower()]
    return words.STATUSES[before[1].lower()] if before else None


def _ahead(text: str, begin: int, number: int, end: int) -> str | None:
    """The goal that the sentence sets before the number, or the plan that its clause tells; None for what is so."""
    said = [found for found in _said(text, begin, end) if found.end() <= number][-1:]
    if not said or said[0].start() < number - _NEAR:
        return None
    if said[0]["goal"]:
        return words.GOAL
    return words.PLAN if said[0]["plan"] and not re.search(r"[;()]", text[said[0].end() : number]) else None


@lru_cache(maxsize=1)
def _said(text: str, begin: int, end: int) -> tuple[re.Match[str], ...]:
    """The words of `_GOAL` in one sentence, which most of its numbers ask for one after the other."""
    return tuple(_GOAL.finditer(text, begin, end))


def scope(text: str, sentence: tuple[int, int], number: int, unit_end: int) -> str | None:
    """The level named in or right after the phrase, else "toàn …" earlier in the sentence."""
    inside = _SCOPE.search(text, number, min(sentence[1], unit_end + 24))
    if inside and (inside.start() < unit_end or text[unit_end : inside.start()] in (" ", " (")):
        return inside.group().lower()
    level = _LEVEL_BEFORE.search(text, max(sentence[0], number - 40), number)
    if level:
        return level[1].lower()
    before = [
        m
        for m in _SCOPE.finditer(text, max(sentence[0], number - _NEAR), number)
        if m.group().lower().startswith("toàn")
    ]
    return before[-1].group().lower() if before else None


def year(text: str, sentence: tuple[int, int], number: int, unit_end: int) -> int | None:
    """The year named right after the phrase, else nearest to the number, those before it first; not one that it is
    compared with, or of a law."""
    if right_after := _YEAR_AFTER.match(text, unit_end, sentence[1]):
        return int(right_after[1])
    years = [
        (found.start(), int(found[1]))
        for found in _YEAR.finditer(text, max(sentence[0], number - _NEAR), min(sentence[1], number + _NEAR))
        if not _ANOTHER_YEAR.search(text, max(sentence[0], found.start() - 60), found.start())
    ]
    before = [named for at, named in years if at < number]
    return before[-1] if before else years[0][1] if years else None
