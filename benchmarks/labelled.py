"""Pages whose article is known: the recorded NukeViet site, the Hanoi pages, the golden cases, the made-up shapes."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree
from warcio.archiveiterator import ArchiveIterator

from benchmarks.shapes.news import NEWS
from benchmarks.shapes.news_stories import REPORTS
from benchmarks.shapes.others import OTHERS
from benchmarks.shapes.pages import EXTRA_CAPTIONS, SHAPES, SIZES, Shape
from benchmarks.shapes.portals import PORTALS, Variant
from benchmarks.shapes.stories import story
from benchmarks.shapes.unknown import unknown_rows
from crawler.items import VIETNAM

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_OFTEN = "https://cong.{}.example.vn/tin-tuc/bai-viet-thu-{}.html"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One page and what its article holds."""

    name: str
    html: bytes
    url: str
    title: str
    lines: tuple[str, ...]
    """Lead, paragraphs and table rows: what must be found."""
    optional: tuple[str, ...] = ()
    """Lines that may be in a text or not: captions, by-line, source, names of files."""
    published: str | None = None
    """ISO form; a day alone is ten characters; None: the page does not say."""
    author: str | None = None
    """Who wrote it, where the label says so."""


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A page that holds no article."""

    name: str
    html: bytes
    url: str


def shapes(per_shape: int, seed: int = 7, kinds: Mapping[str, Shape] = SHAPES) -> Iterator[Labelled]:
    """Every made-up structure ``per_shape`` times, each time with another article."""
    now = datetime(2026, 3, 4, 9, 15, tzinfo=VIETNAM)
    for name, shape in kinds.items():
        for n in range(per_shape):
            rng = random.Random(f"{seed} {name} {n}")
            told = story(rng, n, SIZES.get(name) or rng.choice(("usual", "usual", "usual", "short")))
            html, exact = shape(told, rng, now)
            lines = [told.lead]
            for part in told.parts:
                lines += [" | ".join(row) for row in part.rows] if part.rows else [part.text] * (part.kind != "img")
            captions = [part.text for part in told.parts if part.kind == "img"] + [*EXTRA_CAPTIONS.get(name, ())]
            day = told.when.isoformat()[:16] if exact else told.when.date().isoformat()
            yield Labelled(
                f"{name}-{n}", html.encode(), _OFTEN.format(name.replace("_", "-"), n), told.title, tuple(lines),
                (*captions, *(f"{c} - Ảnh 1." for c in captions), told.author, f"Tác giả: {told.author}", told.unit,
                 f"Nguồn tin: {told.unit or 'Đài truyền thanh xã'}"),
                day if exact is not None else None,
            )  # fmt: skip


def news(per_layout: int = 3) -> Iterator[Labelled]:
    """General news: every layout with ``per_layout`` stories, by turns."""
    for place, (name, layout) in enumerate(NEWS.items()):
        for n in range(per_layout):
            report = REPORTS[(place + 3 * n) % len(REPORTS)]
            made = layout(report)
            day = report.when.isoformat()[: 16 if made.exact else 10] if made.exact is not None else None
            url = f"https://www.example.com/{name.replace('_', '-')}/story-{place}{n}.html"
            yield Labelled(
                f"{name}-{n}", made.html.encode(), url, report.title, made.lines, (*made.optional, report.author), day
            )


def portals(per_variant: int, seed: int = 11, kinds: Mapping[str, Variant] = PORTALS) -> Iterator[Labelled]:
    """Every page of ``benchmarks.shapes.portals``, each time with other articles."""
    for name, variant in kinds.items():
        for n in range(per_variant):
            rng = random.Random(f"{seed} {name} {n}")
            told = story(rng, n, rng.choice(("usual", "usual", "short")))
            made = variant(told, rng)
            lines = [told.lead] * made.lead
            for part in told.parts if made.text else ():
                lines += [" | ".join(row) for row in part.rows] if part.rows else [part.text] * (part.kind != "img")
            captions = [part.text for part in told.parts if part.kind == "img"]
            day = told.when.isoformat()[: 16 if made.exact else 10] if made.exact is not None else None
            yield Labelled(
                f"{name}-{n}", made.html.encode(), made.url, told.title, tuple(lines),
                (*captions, *(f"{c} - Ảnh 1." for c in captions), told.author, f"Tác giả: {told.author}",
                 f"Tin, ảnh: {told.author}", f"Bài, ảnh: {told.author}", told.unit, *made.extra), day, made.author,
            )  # fmt: skip


def no_articles(per_shape: int, seed: int = 7) -> Iterator[Unlabelled]:
    """Every made-up page without an article."""
    now = datetime(2026, 3, 4, 9, 15, tzinfo=VIETNAM)
    for name, shape in OTHERS.items():
        for n in range(per_shape):
            rng = random.Random(f"{seed} {name} {n}")
            url = f"https://cong.example.vn/{name.replace('_', '-')}/{n}"
            yield Unlabelled(f"{name}-{n}", shape(story(rng, n), rng, now).encode(), url)


def rounds() -> Iterator[Labelled | Unlabelled]:
    """Whole pages written by hand in five rounds, each before danvan had seen any of it: every platform and systems
    that it does not know, in themes of their own."""
    for row in (ROOT / "benchmarks/shapes/rounds.jsonl").read_text("utf-8").splitlines():
        yield _of_row(json.loads(row))


def unknown(*names: str) -> Iterator[Labelled | Unlabelled]:
    """Whole pages of systems without a platform (``unknown-1``, ``unknown-2``) and of newspapers (``newspapers-1``,
    ``newspapers-2``), in rounds that danvan had not met when they were written."""
    return map(_of_row, unknown_rows(*names))


def _of_row(page: dict[str, Any]) -> Labelled | Unlabelled:
    html = page["html"].encode()
    if "title" not in page:
        return Unlabelled(page["name"], html, page["url"])
    day = page["published"]
    return Labelled(
        page["name"], html, page["url"], page["title"], tuple(page["lines"]), tuple(page["optional"]),
        day[:10] if day and "minute" in page.get("skipped", ()) else day, page["author"],
    )  # fmt: skip


def recorded() -> Iterator[Labelled]:
    """The articles of the recorded NukeViet site."""
    folder = SHARED / "portals/nukeviet45"
    if not folder.exists():
        return
    gold = {a["url"]: a for a in json.loads((folder / "gold.json").read_text("utf-8")) if not a["external_redirect"]}
    with (folder / "site.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or url not in gold or record.http_headers.get_statuscode() != "200":
                continue
            a = gold.pop(url)
            rows = [" | ".join(row) for table in a["tables"] for row in table]
            lines = tuple(filter(None, [a["lead"], *a["body"], *rows]))
            optional = (*a["image_captions"], *a["attachments"], *a["tags"], *filter(None, (a["author"], a["source"])))
            yield Labelled(
                str(a["id"]), record.content_stream().read(), url, a["title"], lines, optional, a["published"][:16]
            )


def hanoi() -> Iterator[Labelled]:
    """The article pages of the Hanoi portal; their text is what stands in the portal's own article elements."""
    folder = SHARED / "portals/hanoi"
    if not folder.exists():
        return
    whole = etree.XPath("//*[contains(@class,'sapo-wrapper') or @class='journal-content-article']")
    account = etree.XPath(".//*[contains(@class,'view-content-author')]")
    for name, want in json.loads((folder / "expected.json").read_text("utf-8")).items():
        if want["kind"] == "article":
            html = (folder / name).read_bytes()
            lines = []
            for element in whole(etree.fromstring(html, etree.HTMLParser(encoding="utf-8"))):
                for name_of_account in account(element):
                    name_of_account.clear()
                lines.append(" ".join("".join(element.itertext()).split()))
            yield Labelled(name, html, want.get("url", f"https://so.example.vn/{name}"), want["title"],
                           tuple(lines), tuple(filter(None, (want["author"],))), want["published"][:16])  # fmt: skip


def cases(only: Callable[[str], bool] = lambda name: True) -> Iterator[Labelled]:
    """The synthetic golden cases that are articles."""
    for path in sorted((ROOT / "tests/cases").glob("*/*/expected.json")):
        want = json.loads(path.read_text("utf-8"))
        meta = json.loads((path.parent / "meta.json").read_text("utf-8"))
        if want["kind"] == "article" and only(path.parent.parent.name):
            lines = tuple(filter(None, [want["lead"], *want["body"]]))
            optional = (*want["captions"], *(a["name"] for a in want["attachments"]), *want["tags"],
                        *filter(None, (want["author"], want["source"], want["author_unit"])))  # fmt: skip
            day = want["published"] and want["published"][: 16 if want["published_precision"] == "minute" else 10]
            yield Labelled(f"{path.parent.parent.name}/{path.parent.name}", (path.parent / "page.html").read_bytes(),
                           meta["url"], want["title"], lines, optional, day)  # fmt: skip


_NAMES = re.compile(
    rb"""(?i)\s(?:class|id|itemprop|itemtype|itemscope|role|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)"""
)


def hidden(html: bytes) -> bytes:
    """The page without class names, ids, roles and microdata."""
    return re.sub(rb"<[a-zA-Z][^>]*>", lambda tag: _NAMES.sub(b"", tag[0]), html)
