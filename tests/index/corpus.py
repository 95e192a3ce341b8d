"""A small synthetic corpus: made-up articles of real syllables, the same for every run."""

from __future__ import annotations

import random
from datetime import datetime

from crawler.items import VIETNAM, Article, Topic

SYLLABLES = [
    "và",
    "các",
    "của",
    "dân",
    "vận",
    "khéo",
    "hội",
    "nghị",
    "tổng",
    "kết",
    "phong",
    "trào",
    "thi",
    "đua",
    "xã",
    "huyện",
    "tỉnh",
    "năm",
    "người",
    "công",
    "tác",
    "tuyên",
    "truyền",
    "nông",
    "thôn",
    "mới",
    "đảng",
    "ủy",
    "mặt",
    "trận",
    "phụ",
    "nữ",
    "thanh",
    "niên",
    "cựu",
    "chiến",
    "binh",
    "hộ",
    "nghèo",
    "nhà",
    "đường",
    "làng",
    "xóm",
    "bản",
    "văn",
    "hóa",
    "hòa",
    "giải",
    "cơ",
    "sở",
    "uỷ",
    "đại",
    "biểu",
    "quy",
    "chế",
    "dân",
    "chủ",
    "giám",
    "sát",
    "phản",
    "biện",
    "van",
    "hoa",
    "05",
    "CT",
    "TU",
    "1.798.702",
    "108,39",
    "nhân",
    "dân",
    "chính",
    "quyền",
    "vạn",
    "văn",
    "vần",
]
PORTALS = tuple(f"portal-{n}" for n in range(6))


def sentence(rng: random.Random, size: int) -> str:
    weights = [1 / (rank + 2) for rank in range(len(SYLLABLES))]
    return " ".join(rng.choices(SYLLABLES, weights=weights, k=size)).capitalize()


def article(rng: random.Random, number: int, paragraphs: int = 4) -> Article:
    ends = [".", ".", ";", "!", "…", ": "]
    body = "\n\n".join(
        " ".join(sentence(rng, rng.randint(2, 14)) + rng.choice(ends) for _ in range(3)) for _ in range(paragraphs)
    )
    dated = number % 5 != 0
    return Article(
        url=f"https://portal-{number % 6}.example/tin/{number}",
        platform_id=str(number),
        portal=PORTALS[number % len(PORTALS)],
        title=sentence(rng, 8),
        lead=sentence(rng, 12) + "." if number % 3 else None,
        body=body,
        published=datetime(2023 + number % 3, 1 + number % 12, 1 + number % 28, 8, number % 60, tzinfo=VIETNAM)
        if dated
        else None,
        published_precision="minute" if dated else None,
        author=rng.choice(("Nguyễn Văn Hòa", "Trần Thị Mới", None)),
        category="Tin trong huyện" if number % 2 else None,
        topics=(Topic("dan-van", "từ"), Topic("nong-thon-moi", "từ"))[: number % 3],
    )


def articles(count: int, seed: int = 7) -> list[Article]:
    rng = random.Random(seed)
    return [article(rng, number) for number in range(count)]
