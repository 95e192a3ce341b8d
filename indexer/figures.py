"""Quantity claims in a text: how many of what, said how exactly, in which state, with the sentence that says so.

"88 mô hình Dân vận khéo (trong đó 10 mô hình cấp huyện …)", "44/48 cơ sở đoàn", "được 1.798.702.098đ đạt 108,39% KH".
The dot separates thousands, the comma decimals. Figures are shown, never added up. Dates, times, ages, ordinals,
addresses, document numbers and numbers written as words are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Literal

from indexer import figure_words as words
from indexer.sentences import sentences

Kind = Literal["count", "money", "percent"]

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MULTIPLIER = rf"(?:{'|'.join(words.MULTIPLIERS)})\b"
_CURRENCY = r"(?:đồng(?! chí\b)|vnđ|vnd|usd|đô la|đ)(?![^\W\d_])"
_AMOUNT = re.compile(
    rf"(?<![\w/:-])(?<!\d[.,])(?P<number>{_NUMBER})"
    rf"(?:[ ]?/[ ]?(?P<total>{_NUMBER})(?!/))?(?:[ ]?[-–][ ]?(?P<upper>{_NUMBER}))?"
    rf"(?P<scale>(?:[ ](?:{_MULTIPLIER})(?:[ ](?:{_NUMBER})(?=[ ](?:{_MULTIPLIER})))?)*)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[ ]?(?:%|phần trăm\b)", re.IGNORECASE)
_LEVELS = "|".join(sorted(words.SCOPE_WORDS, key=len, reverse=True))
_MEASURE = re.compile(r"(?:m2|m3|m²|m³|ha|km|kg|cm|m|tấn|lít)(?![\w²³])", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(rf"\b(cấp (?:{_LEVELS}))(?:[ ](?:có|đạt|là|xây dựng|đăng ký)|:)?[ ]$", re.IGNORECASE)
_MONEY = re.compile(rf"[ ]?{_CURRENCY}", re.IGNORECASE)
_TOKEN = re.compile(r"[\w²³%](?:[\w²³%’'&.-]*[\w²³%])?|[“”\"(),;:.]")
_YEAR = re.compile(r"\b(?:năm|quý [IVX]+/|tháng \d{1,2}/|/)[ ]?((?:19|20)\d\d)\b", re.IGNORECASE)
_TRAILING_TOTAL = re.compile(rf"[ ]?/[ ]?({_NUMBER})(?!/)")
_OF_TOTAL = re.compile(rf"[ ](?:trên|trong)(?: tổng số)?[ ]({_NUMBER})[ ]", re.IGNORECASE)
_SCOPE = re.compile(
    rf"\bcấp (?:{_LEVELS})(?:(?:, | và |/| - )(?:cấp )?(?:{_LEVELS})\b)*|\btoàn (?:{_LEVELS})\b", re.IGNORECASE
)
_STATUS = "|".join(sorted(words.STATUSES, key=len, reverse=True))
_STATUS_AFTER = re.compile(rf"[ ]*(?:(?:được|đã|đang|mới|tiếp tục|cấp trên|tự)[ ])*({_STATUS})\b", re.IGNORECASE)
_STATUS_BEFORE = re.compile(rf"\b({_STATUS})(?:[ ][^\W\d_]+){{0,4}}[ ]?$", re.IGNORECASE)
_QUALIFIER = re.compile(rf"(?:^|[ (“\"])((?:{'|'.join(words.QUALIFIERS)}))[ ]$", re.IGNORECASE)
_NOT_BEFORE = re.compile(rf"(?:^|[\W])(?<!tổng )(?:{'|'.join(map(re.escape, words.NOT_BEFORE))})[ .:]*$", re.IGNORECASE)
_MAX_PHRASE = 9
_MAX_SUBJECT = 8
_NEAR = 1500
"""Characters around a number in which its scope, status and year are looked for, however long the sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity claim."""

    kind: Kind
    span: tuple[int, int]
    """Begin and end of number and unit in the text."""
    number: str
    """As written: ``17.550``, ``44/48``, ``6 tỷ 700 triệu đồng``, ``108,39%``."""
    value: Decimal
    """The number, multiplied out; percentages as they are written (108.39)."""
    total: Decimal | None
    """m of "n/m" and "n trên m"."""
    upper: Decimal | None
    """The higher end of a range."""
    unit: str
    """What is counted, as written (``mô hình Dân vận khéo``); what the percentage is of; the currency."""
    subject: str | None
    """For money and percentages the words before the number: ``trị giá``, ``quỹ "Vì người nghèo" được``."""
    qualifier: str | None
    """``gần``, ``hơn`` and the like; None where the number is given as exact."""
    status: str | None
    """``đăng ký``, ``công nhận``, ``duy trì`` or ``đạt``; None where the text does not say."""
    scope: str | None
    """``cấp huyện``, ``cấp xã, thị trấn``, ``toàn tỉnh``; None where the text does not say."""
    year: int | None
    """The year the sentence names nearest to the number; None where it names none."""
    sentence: tuple[int, int]
    """Begin and end of the sentence in the text."""


def figures(text: str) -> tuple[Figure, ...]:
    """The quantity claims of an NFC text, in order."""
    return tuple(found for begin, end in sentences(text) for found in _in_sentence(text, begin, end))


def has_figure(text: str) -> bool:
    """Whether an NFC text states any quantity; reads no further than the first."""
    return any(True for begin, end in sentences(text) for _ in _in_sentence(text, begin, end))


def _in_sentence(text: str, begin: int, end: int) -> Iterator[Figure]:
    last = begin
    for amount in _AMOUNT.finditer(text, begin, end):
        named = _NOT_BEFORE.search(text, max(begin, amount.start() - 16), amount.start())
        if amount.start() < last or (named and not _MONEY.match(text, amount.end(), end)):
            continue
        found = _figure(text, amount, (begin, end), last)
        if found is not None:
            yield found
            last = found.span[1]


def _figure(text: str, amount: re.Match[str], sentence: tuple[int, int], last: int) -> Figure | None:
    """The claim of one number; None when nothing is counted."""
    end = sentence[1]
    percent, money = _PERCENT.match(text, amount.end(), end), _MONEY.match(text, amount.end(), end)
    bare_money = (
        not money and amount["scale"].strip().lower().endswith(("tỷ", "tỉ")) and not _phrase(text, amount.end(), end)
    )
    measure = _MEASURE.match(text, amount.end(), end)
    subject = None
    if percent and not amount["scale"]:
        kind: Kind = "percent"
        number_end = percent.end()
        unit_end = _phrase(text, number_end, end, heads=False) or number_end
        unit = text[number_end:unit_end].strip()
    elif money or bare_money:
        kind = "money"
        number_end = unit_end = money.end() if money else amount.end()
        unit = (
            "đồng"
            if not money or money.group().strip().lower() in ("đ", "vnđ", "vnd")
            else money.group().strip().lower()
        )
    else:
        kind = "count"
        number_end = amount.end()
        phrase_end = measure.end() if measure else _phrase(text, number_end, end)
        if phrase_end is None or _runs_down(amount):
            return None
        unit_end = phrase_end
        unit = " ".join(text[number_end:unit_end].split())
    if kind != "count":
        subject = _subject(text, last, amount.start())
    total = amount["total"] or _total_after(text, unit_end, end)
    return Figure(
        kind,
        (amount.start(), unit_end),
        text[amount.start() : number_end].strip(),
        _value(amount["number"], amount["scale"]),
        _decimal(total) if total else None,
        _decimal(amount["upper"]) if amount["upper"] else None,
        unit,
        subject,
        _qualifier(text, last, amount.start()),
        _status(text, last, amount.start(), unit_end, end),
        _scope(text, sentence, amount.start(), unit_end),
        _year(text, sentence, amount.start()),
        sentence,
    )


def _decimal(number: str) -> Decimal:
    """``1.798,5`` as 1798.5."""
    return Decimal(number.replace(".", "").replace(",", "."))


def _value(number: str, scale: str) -> Decimal:
    """``6`` with " tỷ 700 triệu" as 6,700,000,000; multipliers in a row multiply ("5 trăm triệu")."""
    total, current = Decimal(0), _decimal(number)
    for word in scale.split():
        factor = words.MULTIPLIERS.get(word.lower())
        if factor is None:
            total, current = total + current, _decimal(word)
        else:
            current *= factor
    return total + current


def _runs_down(amount: re.Match[str]) -> bool:
    """Whether "n/m" or "n - m" cannot be a share or a range because the second number is smaller: 24/12."""
    return any(amount[g] is not None and _decimal(amount["number"]) > _decimal(amount[g]) for g in ("total", "upper"))


def _phrase(text: str, start: int, end: int, heads: bool = True) -> int | None:
    """Where the noun phrase after a number ends; None when no counted noun begins there (unless ``heads`` is false)."""
    if start >= end or text[start] not in " \u00a0":
        return None
    tokens = list(islice(_TOKEN.finditer(text, start, end), _MAX_PHRASE + 3))
    if tokens and tokens[0].start() > start + 1:
        return None
    count = _heads(tokens)
    if heads and not count:
        return None
    last: int | None = tokens[count - 1].end() if count else None
    quoted = False
    skip = 0
    for place in range(count, min(len(tokens), _MAX_PHRASE)):
        word = tokens[place].group()
        if place < skip:
            last = tokens[place].end()
            continue
        if word in '“”"':
            quoted = word == "“" or (word == '"' and not quoted)
            last = tokens[place].end() if last is not None and not quoted else last
            continue
        if word == "," or (word.lower() == "và" and not quoted):
            joined = _head(tokens[place + 1 :])
            named = len(tokens) > place + 1 + joined and tokens[place + 1 + joined].group()[0].isupper()
            if (
                not joined
                or named
                or last is None
                or not (place == count or _levels(tokens[:place], tokens[place + 1]))
            ):
                break
            skip = place + 1 + joined
            continue
        if not quoted and (word in "(),;:." or word[0].isdigit() or _stops(tokens, place)):
            break
        last = tokens[place].end()
    return last


def _heads(tokens: list[re.Match[str]]) -> int:
    """How many tokens at the beginning are counted nouns, one after the other: hộ gia đình, lượt người."""
    count = 0
    while found := _head(tokens[count:]):
        count += found
    return count


def _head(tokens: list[re.Match[str]]) -> int:
    """How many tokens at the beginning are a counted noun; 0 when none is."""
    if tuple(t.group().lower() for t in tokens[:2]) in words.NOT_COUNTED:
        return 0
    for count in (3, 2, 1):
        if count == 1 and tokens and tokens[0].group()[0].isupper() and not tokens[0].group().isupper():
            return 0
        if " ".join(t.group().lower() for t in tokens[:count]) in words.COUNTED and len(tokens) >= count:
            return count
    return 0


def _levels(before: list[re.Match[str]], after: re.Match[str]) -> bool:
    """Whether a comma stands in a list of levels: "cấp xã, thị trấn"."""
    return any(t.group().lower() == "cấp" for t in before[-3:]) and after.group().lower() in (
        "xã",
        "thị",
        "huyện",
        "tỉnh",
        "phường",
        "cơ",
    )


def _stops(tokens: list[re.Match[str]], place: int) -> bool:
    word = tokens[place].group().lower()
    pair = f"{word}_{tokens[place + 1].group().lower()}" if place + 1 < len(tokens) else word
    return word in words.STOPS or pair in words.STOPS


def _total_after(text: str, unit_end: int, end: int) -> str | None:
    """m of "2.453 trẻ/2.852 trẻ" and "12 xã trên tổng số 14 xã"."""
    found = _TRAILING_TOTAL.match(text, unit_end, end) or _OF_TOTAL.match(text, unit_end, end)
    return found[1] if found else None


def _subject(text: str, begin: int, number: int) -> str | None:
    """The words before a sum or share, back to a full stop or comma; at most eight, without the qualifier."""
    before = _QUALIFIER.sub("", text[max(begin, number - _NEAR) : number])
    clause = re.split(r"[.;:(),]\s", before)[-1].strip(" \u00a0-–+(")
    return " ".join(clause.split()[-_MAX_SUBJECT:]) or None


def _qualifier(text: str, begin: int, number: int) -> str | None:
    found = _QUALIFIER.search(text, max(begin, number - 24), number)
    return found[1].lower() if found else None


def _status(text: str, begin: int, number: int, unit_end: int, end: int) -> str | None:
    """The state claimed right after the phrase, or shortly before the number in the same clause."""
    after = _STATUS_AFTER.match(text, unit_end, end)
    if after and not re.match(r"[ ](?:gần|hơn|trên|khoảng)?[ ]?\d", text[after.end() : end]):
        return words.STATUSES[after[1].lower()]
    clause = re.split(r"[.;:(]", text[max(begin, number - _NEAR) : number])[-1]
    before = _STATUS_BEFORE.search(clause)
    return words.STATUSES[before[1].lower()] if before else None


def _scope(text: str, sentence: tuple[int, int], number: int, unit_end: int) -> str | None:
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


def _year(text: str, sentence: tuple[int, int], number: int) -> int | None:
    """The year named nearest to the number, those before it first."""
    years = [
        (m.start(), int(m[1]))
        for m in _YEAR.finditer(text, max(sentence[0], number - _NEAR), min(sentence[1], number + _NEAR))
    ]
    before = [year for at, year in years if at < number]
    return before[-1] if before else years[0][1] if years else None
