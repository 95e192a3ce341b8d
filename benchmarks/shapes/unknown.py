"""Whole pages of systems that danvan has no platform for, and of newspapers, each round written before it was met.

``unknown.jsonl.gz`` holds a page a line: name, address, markup and, of an article, its title, lines, optional lines,
moment and writer. A menu of n entries is written ``[[menu n]]``, so that pages with a thousand links take no room.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("unknown.jsonl.gz")
_MENU = re.compile(r"\[\[menu (\d+)\]\]")
_SECTIONS = (
    "Trang chủ", "Giới thiệu", "Tin tức", "Thời sự", "Kinh tế", "Văn hóa - Xã hội", "Xây dựng Đảng", "Công tác dân vận",
    "Cải cách hành chính", "Dịch vụ công trực tuyến", "Văn bản chỉ đạo điều hành", "Lịch công tác", "Hỏi đáp",
    "Công khai ngân sách", "Quy hoạch - Kế hoạch", "Phổ biến pháp luật", "Danh bạ", "Liên hệ",
)  # fmt: skip
_OF = ("xã", "huyện", "tỉnh", "năm 2025", "năm 2026", "")
_COLUMN = 9
"""Entries under one heading of a menu."""


def unknown_rows(*rounds: str) -> Iterator[dict[str, Any]]:
    """The pages of the rounds whose names begin so, with their menus written out."""
    with gzip.open(_FILE, "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if row["name"].startswith(rounds):
                yield {**row, "html": _with_menus(row["html"], row["name"])}


def _with_menus(html: str, name: str) -> str:
    rng = random.Random(name)
    return _MENU.sub(lambda mark: _menu(int(mark[1]), rng), html)


def _menu(entries: int, rng: random.Random) -> str:
    columns = []
    for left in range(entries, 0, -_COLUMN - 1):
        names = (f"{rng.choice(_SECTIONS)} {rng.choice(_OF)}".strip() for _ in range(min(_COLUMN, left)))
        items = "".join(f'<li><a href="/chuyen-muc/{rng.randrange(10**5)}" title="{n}">{n}</a></li>' for n in names)
        columns.append(f'<li class="dropdown"><a href="#">{rng.choice(_SECTIONS)}</a><ul>{items}</ul></li>')
    return f'<ul class="mega-menu">{"".join(columns)}</ul>'
