"""danvan and its peers behind one call: what each reads from a page as title, lines of text and day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from crawler.extraction import extract
from crawler.items import Article


@dataclass(frozen=True, slots=True)
class Read:
    """What an extractor says; ``published`` in ISO form."""

    title: str = ""
    lines: tuple[str, ...] = ()
    published: str | None = None


Extractor = Callable[[bytes, str], Read]


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def danvan(platform: str | None) -> Extractor:
    """danvan, told the platform or finding it."""

    def read(html: bytes, url: str) -> Read:
        article = extract(html, url, platform)
        if not isinstance(article, Article):
            return Read()
        text = "\n".join(filter(None, (article.lead, article.body)))
        size = 16 if article.published_precision == "minute" else 10
        day = article.published.isoformat()[:size] if article.published else None
        return Read(article.title, _lines(text), day)

    return read


def _trafilatura() -> Extractor:
    found: Any = import_module("trafilatura")

    def read(html: bytes, url: str) -> Read:
        said = found.bare_extraction(html.decode("utf-8", "replace"), url=url, with_metadata=True)
        return Read(said.title or "", _lines(said.text), said.date) if said else Read()

    return read


def _readability() -> Extractor:
    document: Any = import_module("readability").Document
    blocks: Any = import_module("crawler.extraction.blocks")
    lxml: Any = import_module("lxml.html")

    def read(html: bytes, url: str) -> Read:
        said = document(html.decode("utf-8", "replace"))
        root = lxml.fromstring(said.summary(html_partial=True))
        text = "\n".join(b.text for b in blocks.read_blocks(root))
        return Read(said.short_title() or "", _lines(text))

    return read


def _justext() -> Extractor:
    found: Any = import_module("justext")
    words = found.get_stoplist("Vietnamese")

    def read(html: bytes, url: str) -> Read:
        said = found.justext(html, words, encoding="utf-8")
        return Read("", tuple(p.text for p in said if not p.is_boilerplate))

    return read


def _resiliparse() -> Extractor:
    text: Any = import_module("resiliparse.extract.html2text")
    parse: Any = import_module("resiliparse.parse.html")

    def read(html: bytes, url: str) -> Read:
        tree = parse.HTMLTree.parse(html.decode("utf-8", "replace"))
        return Read(tree.title or "", _lines(text.extract_plain_text(tree, main_content=True)))

    return read


def _newspaper() -> Extractor:
    found: Any = import_module("newspaper")

    def read(html: bytes, url: str) -> Read:
        said = found.Article(url, language="vi", fetch_images=False)
        said.download(input_html=html.decode("utf-8", "replace"))
        said.parse()
        day = said.publish_date
        return Read(said.title or "", _lines(said.text), day.isoformat()[:16] if day else None)

    return read


def _boilerpy() -> Extractor:
    found: Any = import_module("boilerpy3.extractors")
    reader = found.ArticleExtractor(raise_on_failure=False)

    def read(html: bytes, url: str) -> Read:
        said = reader.get_doc(html.decode("utf-8", "replace"))
        return Read(said.title or "", _lines(said.content))

    return read


PEERS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "readability": ("readability-lxml", _readability),
    "jusText": ("justext", _justext),
    "resiliparse": ("resiliparse", _resiliparse),
    "newspaper4k": ("newspaper4k", _newspaper),
    "boilerpy3": ("boilerpy3", _boilerpy),
}


def peers() -> tuple[dict[str, Extractor], list[str]]:
    """The peers that can be used here by name, and a line about each: its version or why it is missing."""
    ready: dict[str, Extractor] = {}
    notes: list[str] = []
    for name, (package, make) in PEERS.items():
        try:
            ready[name] = make()
            notes.append(f"{name} {version(package)}")
        except (ImportError, PackageNotFoundError) as problem:
            notes.append(f"{name} not measured ({re.sub(r'[^ -~]+', ' ', str(problem))})")
    return ready, notes
