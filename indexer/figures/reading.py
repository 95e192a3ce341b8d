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
from typing import Literal

from indexer.figures import context, words
from indexer.figures.context import NUMBER, decimal
from indexer.figures.phrase import phrase_end
from indexer.sentences import sentences

Kind = Literal["count", "money", "percent"]

_MULTIPLIER = rf"(?:{'|'.join(words.MULTIPLIERS)})\b"
_CURRENCY = r"(?:đồng(?! chí\b)|vnđ|vnd|usd|đô la|đ)(?![^\W\d_])"
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(
    rf"(?<![\w/:-])(?<!\d[.,])(?<!\d[ ])(?!0\d\d)(?P<number>{NUMBER})"
    rf"(?:[ ]?/[ ]?(?P<total>{NUMBER})(?!/))?(?:(?:[ ]?[-–][ ]?|[ ]đến[ ])(?P<upper>{NUMBER}))?"
    rf"(?P<scale>(?:[ ](?:{_MULTIPLIER})(?:[ ](?:{NUMBER})(?=[ ](?:{_MULTIPLIER})))?)*)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[ ]?(?:%|phần trăm\b)", re.IGNORECASE)
_MEASURE = re.compile(r"(?:k?m2|m3|k?m²|m³|ha|km|kg|cm|m|tấn|lít)(?![\w²³])", re.IGNORECASE)
_MONEY = re.compile(rf"[ ]?{_CURRENCY}", re.IGNORECASE)
_MEASURED = re.compile(rf"[ ]?(?:%|{_CURRENCY}|(?:mét|m|km|ha|tấn|kg)(?!\w))", re.IGNORECASE)
"""After such a unit a number is a quantity, whatever stands before it: "đoạn đường 300 mét"."""
_NAMED_ZERO = re.compile(r"0[ ](?:đồng|đ)\b", re.IGNORECASE)
"""Free of charge, as in "Phiên chợ 0 đồng": no sum."""
_SHARE_OF = re.compile(r"[ ](?:số|tổng số|dân số|diện tích)[ ]", re.IGNORECASE)
_RATE = re.compile(r"(?:[ ]?/[ ]?[^\W\d_][\w²³]*)+")
_SUM = re.compile(rf"\b(?:{'|'.join(words.SUMS)})\b", re.IGNORECASE)
_SUMMED = frozenset(("tổng số", "dân số", "quân số", "sĩ số", "sỹ số"))
"""What ends in a word of `words.NOT_BEFORE` and does come before a quantity."""
_LISTED = re.compile(r"(?:,|;| và| cùng| với| hoặc)[ ](?:và |cùng |hơn |gần |trên |khoảng )?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity claim."""

    kind: Kind
    span: tuple[int, int]
    """Begin and end of number and unit in the text."""
    number: str
    """As written: ``17.550``, ``44/48``, ``6 tỷ 700 triệu đồng``, ``62 triệu đồng/người/năm``, ``108,39%``."""
    value: Decimal
    """The number, multiplied out; percentages as they are written (108.39)."""
    total: Decimal | None
    """m of "n/m" and "n trên m"."""
    upper: Decimal | None
    """The higher end of a range."""
    unit: str
    """What is counted, as written (``mô hình Dân vận khéo``); what the percentage is of; the currency, with what a sum
    is paid for where the text says so (``đồng/người/năm``)."""
    subject: str | None
    """For money and percentages the words before the number: ``trị giá``, ``quỹ "Vì người nghèo" được``."""
    qualifier: str | None
    """``gần``, ``hơn`` and the like; None where the number is given as exact."""
    status: str | None
    """One of `indexer.figures.words.STATUSES`, or ``phấn đấu`` where it is a goal; None where the text does not say."""
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
    last = at = named = begin
    counted = False
    while digit := _DIGIT.search(text, at, end):
        at = digit.end()
        amount = _AMOUNT.match(text, digit.start(), end)
        if amount is None or _NAMED_ZERO.match(text, amount.start(), end):
            continue
        at = amount.end()
        after_named = text[named : amount.start()] == " và "
        if (after_named or _is_named(text, begin, amount.start())) and not _MEASURED.match(text, amount.end(), end):
            named = amount.end()
            continue
        found = _figure(text, amount, (begin, end), last, counted)
        if found is not None:
            yield found
            at = last = found.span[1]
            counted = found.kind == "count"


def _is_named(text: str, begin: int, number: int) -> bool:
    """Whether the word before a number makes it a name, a date or a place in a list."""
    before = context.words_before(text, begin, number, " .:")
    return not words.NOT_BEFORE.isdisjoint(before) and before[1] not in _SUMMED


def _figure(text: str, amount: re.Match[str], sentence: tuple[int, int], last: int, listed: bool) -> Figure | None:
    """The claim of one number; None when nothing is counted. ``listed``: what ends at ``last`` is a count."""
    end = sentence[1]
    start = amount.start()
    subject = None
    if (percent := _PERCENT.match(text, amount.end(), end)) and not amount["scale"]:
        kind: Kind = "percent"
        number_end = percent.end()
        unit_end = phrase_end(text, number_end, end, heads=False) or number_end
        unit = text[number_end:unit_end].strip()
    elif money_end := _money_end(text, amount, sentence, last):
        kind = "money"
        unit, unit_end = _currency(text, amount.end(), money_end, end)
        number_end = unit_end
    else:
        kind = "count"
        number_end = amount.end()
        phrase = _counted(text, amount, sentence, last, listed)
        if phrase is None or _runs_down(amount):
            return None
        unit_end = phrase
        unit = " ".join(text[number_end:unit_end].split())
    if kind != "count":
        subject = context.subject(text, last, start)
    value = _value(amount["number"], amount["scale"])
    return Figure(
        kind,
        (start, unit_end),
        text[start:number_end].strip(),
        value,
        _total(text, amount, sentence, value, unit, unit_end),
        _value(amount["upper"], amount["scale"]) if amount["upper"] else None,
        unit,
        subject,
        context.qualifier(text, last, start),
        context.status(text, sentence, last, start, unit_end),
        context.scope(text, sentence, start, unit_end),
        context.year(text, sentence, start, unit_end),
        sentence,
    )


def _counted(text: str, amount: re.Match[str], sentence: tuple[int, int], last: int, listed: bool) -> int | None:
    """Where the noun ends that a number counts; None when it counts nothing."""
    begin, end = sentence
    if measure := _MEASURE.match(text, amount.end(), end):
        return measure.end()
    share = amount["total"] is not None and _SHARE_OF.match(text, amount.end(), end)
    found = phrase_end(text, amount.end(), end, heads=not share)
    if found is None and not _YEAR.fullmatch(amount["number"]) and _asks(text, begin, amount.start(), last, listed):
        found = phrase_end(text, amount.end(), end, counting=True)
    return found


def _money_end(text: str, amount: re.Match[str], sentence: tuple[int, int], last: int) -> int | None:
    """Where a sum of money ends; None when the number is none. Billions of nothing are money, and millions after a word
    of money."""
    if money := _MONEY.match(text, amount.end(), sentence[1]):
        return money.end()
    scale = amount["scale"].strip().lower()
    if not scale or phrase_end(text, amount.end(), sentence[1]):
        return None
    begin = max(last, amount.start() - 40)
    if scale.endswith(("tỷ", "tỉ")) or (scale.endswith("triệu") and _SUM.search(text, begin, amount.start())):
        return amount.end()
    return None


def _currency(text: str, begin: int, end: int, limit: int) -> tuple[str, int]:
    """The currency written between ``begin`` and ``end``, what a sum is paid for ("đồng/người/năm"), and where that
    ends."""
    written = text[begin:end].strip().lower()
    name = "đồng" if written in ("", "đ", "vnđ", "vnd") else written
    rate = _RATE.match(text, end, limit)
    return (name + re.sub(r"\s", "", rate.group()), rate.end()) if rate else (name, end)


def _asks(text: str, begin: int, number: int, last: int, listed: bool) -> bool:
    """Whether the words before a number ask for something counted: a verb, a preposition, a count before it."""
    if number == begin or not words.COUNTING.isdisjoint(context.words_before(text, begin, number)):
        return True
    return listed and _LISTED.fullmatch(text, last, number) is not None


def _total(
    text: str, amount: re.Match[str], sentence: tuple[int, int], value: Decimal, unit: str, unit_end: int
) -> Decimal | None:
    if amount["total"]:
        return _value(amount["total"], amount["scale"])
    after = context.total_after(text, value, unit, unit_end, sentence[1])
    return context.total_before(text, sentence[0], amount.start(), value, unit) if after is None else after


def _value(number: str, scale: str) -> Decimal:
    """``6`` with " tỷ 700 triệu" as 6,700,000,000; multipliers in a row multiply ("5 trăm triệu")."""
    total, current = Decimal(0), decimal(number)
    for word in scale.split():
        factor = words.MULTIPLIERS.get(word.lower())
        if factor is None:
            total, current = total + current, decimal(word)
        else:
            current *= factor
    return total + current


def _runs_down(amount: re.Match[str]) -> bool:
    """Whether "n/m" or "n - m" cannot be a share or a range because the second number is smaller: 24/12."""
    return any(amount[g] is not None and decimal(amount["number"]) > decimal(amount[g]) for g in ("total", "upper"))
