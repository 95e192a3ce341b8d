"""The articles of the stand-in portals: some written by hand, the rest from templates; the same on every machine."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from crawler.items import VIETNAM
from crawler.text import clean_line, fold

GENERATED = 28
"""Articles made from templates for each portal."""
_NEWEST = datetime(2025, 5, 20, 16, 30, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article of a stand-in portal, with everything its page shows."""

    number: int
    slug: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    published: datetime
    category: str
    author: str = ""
    unit: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()


@cache
def articles(portal: str) -> tuple[SampleArticle, ...]:
    """All articles of ``nukeviet`` or ``hanoi``, newest first."""
    hand = _read("articles.toml")[portal]
    entries = [*hand, *(_generated(portal, n) for n in range(GENERATED))]
    entries.sort(key=lambda e: e["published"])
    first = 101 if portal == "nukeviet" else 8_290_101
    return tuple(_article(entry, first + 3 * n) for n, entry in enumerate(entries))[::-1]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("crawler.sample").joinpath(name).read_text("utf-8"))


def _generated(portal: str, number: int) -> dict[str, Any]:
    """The n-th article made from a template."""
    data = _read("templates.toml")
    rng = random.Random(f"{portal} {number}")  # noqa: S311 - texts, not secrets
    topic = data["topic"][number % len(data["topic"])]
    published = _NEWEST - timedelta(days=38 * number + rng.randrange(30), minutes=rng.randrange(480))
    person1, person2 = rng.sample(data["people"], 2)
    values: dict[str, Any] = {
        "place": rng.choice(data["places"][portal]),
        "person1": person1,
        "person2": person2,
        "date": f"ngày {published.day}/{published.month}/{published.year}",
        "y0": published.year - 3,
        "n1": rng.randrange(24, 190),
        "n2": f"{rng.randrange(1, 4)}.{rng.randrange(10, 99)}0",
        "n3": rng.randrange(31, 90),
        "n4": rng.randrange(6, 23),
        "n5": f"{rng.randrange(1, 6)}.{rng.randrange(100, 999)}",
        "n6": rng.randrange(60, 860),
        "n7": rng.randrange(90, 900),
        "n8": rng.randrange(12, 48),
        "n9": rng.randrange(15, 75),
        "n10": f"{rng.randrange(930, 999) / 10}".replace(".", ","),
        "n12": rng.randrange(5, 10),
        "n11": f"{rng.randrange(25, 80) / 10}".replace(".", ","),
    }
    filled = {name: _sentences(topic[name].format(**values)) for name in ("title", "lead", "body", "caption")}
    return {
        **filled,
        "published": published.strftime("%Y-%m-%d %H:%M"),
        "category": topic["categories"][portal == "hanoi"],
        "author": rng.choice(data["authors"]) if number % 5 else "",
        "tags": topic["tags"],
        "captions": [filled["caption"]] if filled["caption"] else [],
    }


def _sentences(text: str) -> str:
    """The text with a capital letter at the start of each sentence."""
    return re.sub(r"(^\s*|[.!?]\s+|\n\s*)([a-zà-ỹđ])", lambda m: m[1] + m[2].upper(), text)


def _article(entry: dict[str, Any], number: int) -> SampleArticle:
    return SampleArticle(
        number=number,
        slug="-".join(re.findall(r"[a-z0-9]+", fold(entry["title"])))[:150],
        title=entry["title"],
        lead=entry.get("lead", ""),
        paragraphs=tuple(clean_line(p) for p in entry["body"].strip().split("\n\n")),
        published=datetime.strptime(entry["published"], "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM),
        category=entry["category"],
        author=entry.get("author", ""),
        unit=entry.get("unit", ""),
        source=entry.get("source", ""),
        tags=tuple(entry.get("tags", ())),
        captions=tuple(entry.get("captions", ())),
        table=tuple(map(tuple, entry.get("table", ()))),
        attachments=tuple((name, file) for name, file in entry.get("attachments", ())),
    )
