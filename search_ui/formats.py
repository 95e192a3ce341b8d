"""How numbers, dates and addresses are written for a Vietnamese reader."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from crawler.items import VIETNAM

DATE_ORIGINS = {
    "visible": "đọc từ dòng ngày giờ trên trang",
    "meta": "đọc từ thẻ mô tả của trang",
    "url": "suy từ địa chỉ của bài",
    "id": "suy từ mã bài của hệ quản trị",
    "list": "lấy từ danh sách bài của cổng",
    "feed": "lấy từ nguồn tin RSS của cổng",
    "text": "đọc từ chính văn bản của bài",
    "import": "ghi trong tệp được nhập",
}
"""Where the date of an article was found (`crawler.items.Article.published_from`), said as a phrase."""

_HIDDEN = dict.fromkeys(
    (
        *(c for c in range(32) if c not in (9, 10, 13)),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    )
)


def plain(text: str) -> str:
    """``text`` without control characters, lone surrogates and the marks that turn the direction of writing around."""
    return text if text.isprintable() else text.translate(_HIDDEN)


def sentence(text: str) -> str:
    """``text`` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def number(value: int) -> str:
    """8410 as ``8.410``."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """``12,5 %``; an en dash where there is no whole."""
    return f"{100 * part / whole:.1f} %".replace(".", ",").replace(",0 %", " %") if whole else "–"


def day(value: date | None) -> str:
    """``24/07/2024``; empty for None. An aware moment is shown in Vietnamese time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def moment(value: datetime | None, precision: str | None = "minute") -> str:
    """``24/07/2024, 09:10``; the day alone when only that is known; empty for None."""
    if value is None:
        return ""
    local = _local(value)
    return day(local) if precision == "day" else f"{day(local)}, {local:%H:%M}"


def month(value: str) -> str:
    """``2024-03`` as ``03/2024``; a year stays a year, a quarter ``2024-Q1`` becomes ``quý 1/2024``."""
    year, _, rest = value.partition("-")
    if rest.startswith("Q"):
        return f"quý {rest[1:]}/{year}"
    return f"{rest}/{year}" if rest else year


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
