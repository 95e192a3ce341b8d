"""The recorded portals beside the repository, field by field."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.extraction import extract, platform_of
from crawler.extraction.page import Page
from crawler.items import Article, NotAnArticle

pytestmark = pytest.mark.shared
SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLE = re.compile(r"//[^/]+/(?!print/|savefile/|sendmail/|about/)[^/]+/[^/]+-(\d+)\.html$")
FIELDS = (
    "title",
    "published",
    "lead",
    "author",
    "source",
    "category",
    "tags",
    "captions",
    "attachments",
    "body",
    "nothing else",
    "identity",
)


def clean(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", clean(text).lower())


def flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value if isinstance(value, list) else ():
        yield from flat(part)


@cache
def site(folder: Path) -> tuple[dict[int, Article | NotAnArticle], dict[str, Article | NotAnArticle]]:
    """What is read from every page of the recorded site: articles by number, other pages by address."""
    articles: dict[int, Article | NotAnArticle] = {}
    others: dict[str, Article | NotAnArticle] = {}
    with (folder / "site.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            html = "html" in (record.http_headers.get_header("content-type") or "")
            if record.http_headers.get_statuscode() != "200" or not html:
                continue
            result = extract(record.content_stream().read(), url)
            number = ARTICLE.search(url)
            if number:
                articles[int(number[1])] = result
            else:
                others[url] = result
    return articles, others


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return [
        a
        for a in json.loads((shared / "portals/nukeviet45/gold.json").read_text("utf-8"))
        if not a["external_redirect"]
    ]


@pytest.mark.parametrize("field", FIELDS)
def test_every_gold_article(shared: Path, gold: list[dict[str, Any]], field: str) -> None:
    articles, _ = site(shared / "portals/nukeviet45")
    wrong = [want["url"] for want in gold if not right(field, articles.get(want["id"]), want)]
    assert wrong == []
    assert len(gold) == 129


def right(field: str, have: Article | NotAnArticle | None, want: dict[str, Any]) -> bool:
    if not isinstance(have, Article):
        return False
    extra = [*flat(want["tables"]), *flat(want["image_captions"]), *flat(want["attachments"])]
    allowed = words(" ".join([*want["body"], *extra]))
    return {
        "title": clean(have.title) == clean(want["title"]),
        "published": have.published is not None and have.published.isoformat()[:16] == want["published"][:16],
        "lead": clean(have.lead) == clean(want["lead"]),
        "author": clean(have.author) == clean(want["author"]),
        "source": clean(have.source) == clean(want["source"]),
        "category": clean(have.category) == clean(want["category"]),
        "tags": sorted(map(clean, have.tags)) == sorted(map(clean, want["tags"])),
        "captions": set(map(clean, want["image_captions"])) <= set(map(clean, have.captions)),
        "attachments": [a.name for a in have.attachments] == want["attachments"],
        "body": all(clean(p) in clean(have.body) for p in want["body"]),
        "nothing else": set(words(have.body)) <= set(allowed) and len(words(have.body)) <= 1.02 * len(allowed) + 3,
        "identity": have.url == want["url"] and have.platform_id == str(want["id"]),
    }[field]


def test_nothing_else_is_an_article(shared: Path) -> None:
    _, others = site(shared / "portals/nukeviet45")
    assert [url for url, result in others.items() if isinstance(result, Article)] == []
    assert sum(result.kind == "list" for result in others.values() if isinstance(result, NotAnArticle)) > 80


def hanoi_cases() -> list[str]:
    path = SHARED / "portals/hanoi/expected.json"
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


@pytest.mark.parametrize("name", hanoi_cases())
@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8092/{}"])
def test_hanoi_page(shared: Path, name: str, address: str) -> None:
    folder = shared / "portals/hanoi"
    want = json.loads((folder / "expected.json").read_text("utf-8"))[name]
    html = (folder / name).read_bytes()
    url = want.get("url", address.format(name))
    have = extract(html, url)
    if want["kind"] != "article":
        assert isinstance(have, NotAnArticle)
        assert have.kind == want["kind"]
        page = Page.of(html, url)
        platform = platform_of(page)
        if "articles" in want:
            assert len(platform.article_links(page)) == want["articles"]
            assert (platform.next_page(page) is None) is want.get("last_page", False)
        return
    assert isinstance(have, Article)
    assert have.title == want["title"]
    assert have.published is not None
    assert have.published.isoformat().startswith(want["published"])
    assert have.published_precision == want["precision"]
    assert have.author == want["author"]
    whole = " ".join([have.lead or "", have.body])
    assert [text for text in want["body_has"] if text not in whole] == []
    assert [text for text in want["body_lacks"] if text in f"{have.title} {whole}"] == []


def test_every_page_of_a_portal_can_be_asked_everything(shared: Path) -> None:
    for path in (shared / "portals/hanoi").glob("*.html"):
        page = Page.of(path.read_bytes(), f"http://127.0.0.1/{path.name}")
        platform = platform_of(page)
        lists = platform.list_links(page)
        assert not any(platform.is_trap(link) for link in lists)
        assert not any(platform.article_id(link) for link in lists)
