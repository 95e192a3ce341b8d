"""How numbers, dates, months and addresses are written, and in which order names stand, in the language of the page.

Vietnamese outside a request: 8.410 · 12,5 % · 24/07/2024 · 07/2024; English: 8,410 · 12.5% · 24 Jul 2024 · Jul 2024.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from flask_babel import gettext

from crawler.items import VIETNAM
from indexer.places.order import sort_key
from indexer.wording import mark
from search_ui.language import current

T = TypeVar("T")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DATE_ORIGINS = {
    "visible": mark("đọc từ dòng ngày giờ trên trang"),
    "contradicted": mark("đọc từ dòng ngày đăng trên trang, nhưng thứ trong tuần ghi bên cạnh không khớp"),
    "meta": mark("đọc từ thẻ mô tả của trang"),
    "url": mark("suy từ địa chỉ của bài"),
    "id": mark("suy từ mã bài của hệ quản trị"),
    "list": mark("lấy từ danh sách bài của cổng"),
    "feed": mark("lấy từ nguồn tin RSS của cổng"),
    "text": mark("đọc từ chính văn bản của bài"),
    "import": mark("ghi trong tệp được nhập"),
}
"""Where the date of an article was found (`crawler.items.Article.published_from`), said as a phrase."""


def sentence(text: str) -> str:
    """``text`` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def number(value: int) -> str:
    """8410 as ``8.410``, in English ``8,410``."""
    return f"{value:,}" if current() == "en" else f"{value:,}".replace(",", ".")


def decimal(value: float, digits: int = 1) -> str:
    """1234.56 as ``1.234,6``, in English ``1,234.6``."""
    text = f"{value:,.{digits}f}"
    return text if current() == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(part: float, whole: float, digits: int = 1) -> str:
    """``12,5 %``, in English ``12.5%``; whole per cents without decimals; an en dash where there is no whole."""
    if not whole:
        return "–"
    share = 100 * part / whole
    text = decimal(share, digits)
    if float(f"{share:.{digits}f}").is_integer():
        text = decimal(share, 0)
    return f"{text}%" if current() == "en" else f"{text} %"


def day(value: date | None) -> str:
    """``24/07/2024``, in English ``24 Jul 2024``; empty for None. An aware moment is shown in Vietnamese time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _local(value)
    if current() == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def typed_day(value: date | None) -> str:
    """A day as it can be typed into a form of the page: ``24/07/2024``, in English ``2024-07-24``; empty for None."""
    return value.isoformat() if value and current() == "en" else day(value)


def moment(value: datetime | None, precision: str | None = "minute") -> str:
    """``24/07/2024, 09:10``; the day alone when only that is known; empty for None."""
    if value is None:
        return ""
    local = _local(value)
    return day(local) if precision == "day" else f"{day(local)}, {local:%H:%M}"


def month(value: str) -> str:
    """``2024-03`` as ``03/2024`` or ``Mar 2024``; a year stays a year, a quarter ``2024-Q1`` becomes ``quý 1/2024``."""
    year, _, rest = value.partition("-")
    if rest.startswith("Q"):
        return str(gettext("quý %(quarter)s/%(year)s", quarter=rest[1:], year=year))
    if rest and current() == "en":
        return f"{MONTHS[int(rest) - 1]} {year}"
    return f"{rest}/{year}" if rest else year


def in_order(things: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """``things`` by name as a Vietnamese dictionary has them, in either language: … Cần Thơ, Đà Nẵng, Đắk Lắk …"""
    return sorted(things, key=lambda thing: sort_key(name(thing)))


def ending(text: str, most: int = 240) -> str:
    """The end of ``text`` in at most about ``most`` characters, from a word on; … stands for what is left out."""
    if len(text) <= most:
        return text
    space = text.find(" ", len(text) - most)
    return "…" + text[space if space >= 0 else len(text) - most :]


def beginning(text: str, most: int = 240) -> str:
    """The beginning of ``text`` in at most about ``most`` characters, to a word's end; … for what is left out."""
    if len(text) <= most:
        return text
    space = text.rfind(" ", 0, most + 1)
    return text[: space if space > 0 else most].rstrip() + " …"


def host(url: str) -> str:
    """The host of an address without ``www.``; the address itself when it has none."""
    return urlsplit(url).netloc.removeprefix("www.") or url


def web_address(url: str | None) -> str | None:
    """``url`` when it is safe to link to (http or https with a host), else None."""
    if not url or re.search(r"[\s\x00-\x1f\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _local(value: datetime) -> datetime:
    return value.astimezone(VIETNAM) if value.tzinfo else value
