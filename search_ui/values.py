"""Values of an address, read one by one: what can be used, and a `Problem` for what cannot."""

from __future__ import annotations

import calendar
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flask_babel import gettext

MAX_VALUES = 50
"""Values of one repeated condition."""
MAX_VALUE = 200
"""Characters of one value."""


class Arguments(Protocol):
    """What is needed of a parsed query string (werkzeug's ``MultiDict`` has it)."""

    def get(self, key: str, /) -> str | None: ...
    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of the address that cannot be used: its name, the value, and why, in the language of the page."""

    name: str
    value: str
    message: str


def from_form(arguments: Iterable[tuple[str, str]], may_be_empty: Container[str] = ()) -> bool:
    """Whether names and values are as a form sends them, with empty fields or days as readers write them.

    Such an address is led to the one that links have for the same, so that what is cited and shared has one address.
    """
    return any(
        (not value and name not in may_be_empty) or (name in ("from", "to") and "/" in value)
        for name, value in arguments
    )


def short(name: str, value: str, problems: list[Problem]) -> str | None:
    """``value`` unless it is too long."""
    if len(value) <= MAX_VALUE:
        return value
    message = gettext("Giá trị dài quá %(most)s ký tự.", most=MAX_VALUE)
    problems.append(Problem(name, value[:60] + "…", message))
    return None


def several(name: str, values: list[str], problems: list[Problem]) -> tuple[str, ...]:
    """Distinct values in the order given."""
    kept = list(dict.fromkeys(v.strip() for v in values if v.strip()))
    if len(kept) > MAX_VALUES:
        found = gettext("%(count)s giá trị", count=len(kept))
        problems.append(
            Problem(name, found, gettext("Mỗi điều kiện nhận nhiều nhất %(most)s giá trị.", most=MAX_VALUES))
        )
    return tuple(v for v in (short(name, value, problems) for value in kept[:MAX_VALUES]) if v is not None)


def choice(name: str, value: str, allowed: tuple[str, ...], problems: list[Problem]) -> str | None:
    """``value`` when it is one of those ``allowed``."""
    if value in allowed:
        return value
    message = gettext("Chỉ nhận một trong: %(allowed)s.", allowed=", ".join(allowed))
    problems.append(Problem(name, value[:60], message))
    return None


def whole(name: str, value: str | None, problems: list[Problem], least: int = 1) -> int | None:
    """A whole number from ``least``; None when there is none to use."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value) and int(value) >= least:
        return int(value)
    message = gettext("Phải là số nguyên từ %(least)s trở lên.", least=least)
    problems.append(Problem(name, value[:60], message))
    return None


_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])(?P<year>\d{4})"),
)


def day(name: str, value: str | None, problems: list[Problem]) -> date | None:
    """``2024-03-05``, ``2024-03``, ``2024``, ``5/3/2024`` or ``3/2024``; a month or year is its first or last day."""
    text = (value or "").strip()
    if not text:
        return None
    found = next((match for match in (form.fullmatch(text) for form in _FORMS) if match), None)
    if found and text.isascii():
        last = name == "to"
        year, month = int(found["year"]), int(found["month"] or (12 if last else 1))
        try:
            number = int(found["day"]) if found["day"] else calendar.monthrange(year, month)[1] if last else 1
            return date(year, month, number)
        except ValueError:
            pass  # no such day in the calendar: reported like any other text that is not a date
    message = gettext(
        "Không phải một ngày có thật. Viết ngày/tháng/năm, như 31/01/2024, hoặc 2024-01-31, 2024-01, 2024."
    )
    problems.append(Problem(name, text[:60], message))
    return None
