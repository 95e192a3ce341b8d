"""Reading files for import: what kind a file is, and the articles in it."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from crawler.archive.record import article_from_json
from crawler.extraction import extract, platform_of
from crawler.extraction.page import Page, decode
from crawler.extraction.plaintext import clean_plain
from crawler.extraction.platforms import PLATFORMS
from crawler.extraction.textdump import dump_url, extract_dump
from crawler.extraction.urls import canonical_url
from crawler.importing.kinds import kind_of
from crawler.importing.warc_pages import DamagedPage, WarcPage, pages
from crawler.items import Article, NotAnArticle
from crawler.portals import Registry


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not imported, and why."""

    file: str
    line: int | None
    """Line of a JSON Lines file, or record of a WARC, counted from 1; None for the whole file."""
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page of a WARC that is no article."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article read from a file, and what the file knows about its history."""

    article: Article
    portal: str | None = None
    """Id of the portal, where the file says it."""
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    gone_since: datetime | None = None
    version: int = 1
    topics_known: bool = False
    undated: bool = False
    """The file does not say when the text was seen."""
    page: WarcPage | None = None
    """The page it was read from, where the file holds pages as they were fetched."""


def read_file(path: Path, registry: Registry, platform: str | None) -> Iterator[Found | Problem | Skipped]:
    """The articles of one file and everything in it that is none; never raises for what the file holds.

    ``platform`` reads the pages of portals that the registry does not know.
    """
    name = str(path)
    try:
        kind = kind_of(path)
        if kind.refusal:
            yield Problem(name, None, kind.refusal)
        elif kind.name == "warc":
            yield from _warc(path, registry, platform)
        elif kind.name == "jsonl":
            with _opened(path, kind.packed) as stream:
                yield from _json_lines(name, stream, registry)
        else:
            with _opened(path, kind.packed) as stream:
                data = stream.read()
            yield _page(path, data) if kind.name == "html" else _dump(path, data)
    except (OSError, EOFError, zlib.error) as error:
        yield Problem(name, None, f"cannot be read to its end ({getattr(error, 'strerror', None) or error})")


def _opened(path: Path, packed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")


def _dump(path: Path, data: bytes) -> Found | Problem:
    """A page saved as text."""
    article = extract_dump(decode(data), path.name)
    if isinstance(article, NotAnArticle):
        return Problem(str(path), None, f"{article.reason}. Save the whole page as text and try again.")
    url = dump_url(data) if article.url.startswith("urn:") else canonical_url(article.url)
    return Found(replace(article, url=url), undated=True)


def _page(path: Path, data: bytes) -> Found | Problem:
    """A saved HTML page: its address must stand in it, as canonical link or og:url."""
    page = Page.of(data, "")
    canonical = next((link.get("href") for link in page.rel("canonical")), None)
    url = (canonical or page.first_meta("og:url") or "").strip()
    if not url.startswith(("http://", "https://")):
        return Problem(str(path), None, "is a web page that does not say its address. Import it as WARC instead.")
    article = extract(data, url)
    if isinstance(article, NotAnArticle):
        return Problem(str(path), None, f"is a web page but no article: {article.reason}.")
    return Found(article, undated=True)


_EXPORT_HEADER = b'{"danvan_export"'
"""How the first line of ``/search.jsonl`` begins, which says where the file comes from (docs/exports.md)."""


def _json_lines(name: str, stream: IO[bytes], registry: Registry) -> Iterator[Found | Problem]:
    for number, raw in enumerate(stream, 1):
        if not raw.strip() or (number == 1 and raw.startswith(_EXPORT_HEADER)):
            continue
        try:
            yield _line(raw, registry)
        except ValueError as error:
            yield Problem(name, number, str(error))
        except RecursionError:
            yield Problem(name, number, "is nested too deeply")


def _line(raw: bytes, registry: Registry) -> Found:
    """One line as an article; raises `ValueError` with the reason when it is none."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is not valid JSON: {error.msg} (column {error.colno})") from error
    if not isinstance(data, dict):
        raise ValueError("is not a JSON object")
    if "body" in data:
        return _exported(data)
    if "text" in data:
        return _plain(data, registry)
    raise ValueError("has neither 'body' (as `danvan export` writes it) nor 'text'")


def _exported(data: dict[str, Any]) -> Found:
    read = article_from_json(data)
    if not read.article.title.strip() or not (read.article.body.strip() or read.article.lead):
        raise ValueError("'title' or 'body' is empty")
    _check_url(read.article.url)
    version = data.get("version")
    return Found(
        read.article,
        portal=read.article.portal or None,
        first_seen=read.first_seen,
        last_seen=read.last_seen,
        gone_since=read.gone_since,
        version=version if isinstance(version, int) and version > 0 else 1,
        topics_known="topics" in data,
        undated=read.last_seen is None,
    )


def _plain(data: dict[str, Any], registry: Registry) -> Found:
    """``{title, url, text}`` as other tools write it; without an address it gets one from its text."""
    for key in ("title", "text"):
        if not isinstance(data.get(key), str):
            raise ValueError(f"{key!r} is missing or no string")
        if any("\ud800" <= c <= "\udfff" for c in data[key]):
            raise ValueError(f"{key!r} holds half a character")
    url = data.get("url") or dump_url((data["title"] + "\n" + data["text"]).encode())
    _check_url(url)
    article = clean_plain(data["title"], url, data["text"])
    portal = registry.by_host(url)
    platform = PLATFORMS.get(portal.platform or "") if portal else None
    if platform is not None:
        return Found(replace(article, url=platform.canonical(url), platform_id=platform.article_id(url)), undated=True)
    return Found(replace(article, url=canonical_url(url) if url.startswith("http") else url), undated=True)


def _check_url(url: object) -> None:
    if not isinstance(url, str) or not url.startswith(("http://", "https://", "urn:")) or any(c.isspace() for c in url):
        raise ValueError(f"'url' is no http, https or urn address: {url!r}")


def _warc(path: Path, registry: Registry, platform: str | None) -> Iterator[Found | Problem | Skipped]:
    """HTML answers of a WARC, read by the platform of their portal."""
    for number, page in pages(path):
        if isinstance(page, DamagedPage):
            yield Problem(str(path), number, page.reason)
        elif page is None:
            yield Skipped()
        else:
            known = registry.get(page.portal) or registry.by_host(page.url)
            read = Page.of(page.body, page.url, page.charset)
            read.fetched = page.at
            article = platform_of(read, known.platform if known else platform).extract(read)
            if isinstance(article, NotAnArticle):
                yield Skipped()
            else:
                yield Found(page.listed.complete(article), page.portal or None, last_seen=page.at, page=page)
