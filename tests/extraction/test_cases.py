"""Golden pages: one folder a case, one test per case and field.

``meta.json`` says the address, the kind and the origin; ``expected.json`` what must be read. A case without
``expected.json`` writes what is read now and fails, so that a person looks at it before it counts.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import extract_traced, platform_of
from crawler.extraction.page import Page
from crawler.items import Article

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/page.html"))
KINDS = {"article", "list", "other", "blocked", "gone"}


@cache
def read(folder: Path) -> dict[str, Any]:
    """Everything danvan reads from a case: facts of the page, then the fields of the article."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    html = (folder / "page.html").read_bytes()
    result, trace = extract_traced(html, meta["url"])
    page = Page.of(html, meta["url"])
    platform = platform_of(page)
    facts: dict[str, Any] = {
        "platform": platform.name,
        "kind": "article" if isinstance(result, Article) else result.kind,
    }
    if isinstance(result, Article):
        fields = {
            name: getattr(result, name) for name in Article.__slots__ if name not in ("portal", "topics", "fingerprint")
        }
        facts |= {name: plain(value) for name, value in fields.items()}
        facts["body"] = result.body.split("\n\n")
        facts["answered"] = {name: position for name, position in trace.used.items() if position >= 0}
    elif result.kind == "list":
        facts["links"] = [
            [link.url, link.title, plain(link.published), link.precision] for link in platform.article_links(page)
        ]
        facts["next_page"] = plain(platform.next_page(page))
        facts["feeds"] = list(platform.feed_links(page))
    elif result.kind == "blocked":
        facts["retry_after"] = result.retry_after
    return facts


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return (
        value if isinstance(value, str | int | float | None) else {n: plain(getattr(value, n)) for n in value.__slots__}
    )


def expected(folder: Path) -> dict[str, Any]:
    path = folder / "expected.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_case_is_complete(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    assert meta["kind"] in KINDS
    assert meta["origin"] in ("synthetic", "recorded")
    got = read(folder)
    if not (folder / "expected.json").exists():
        (folder / "expected.json").write_text(json.dumps(got, ensure_ascii=False, indent=2) + "\n", "utf-8")
        pytest.fail(f"{folder / 'expected.json'} was missing and is written now: look at it, then run again")
    assert got["kind"] == meta["kind"]
    assert got["platform"] == meta.get("platform", folder.parent.name) or meta["kind"] in ("blocked", "other")
    assert got.keys() == expected(folder).keys()


FIELDS = [(folder, field) for folder in FOLDERS for field in expected(folder)]


@pytest.mark.parametrize(
    ("folder", "field"), FIELDS, ids=lambda v: v if isinstance(v, str) else f"{v.parent.name}/{v.name}"
)
def test_field(folder: Path, field: str) -> None:
    assert read(folder)[field] == expected(folder)[field]


def test_every_platform_has_golden_pages() -> None:
    from crawler.extraction.platforms import PLATFORMS

    seen: dict[str, set[str]] = {}
    for folder in FOLDERS:
        facts = expected(folder)
        seen.setdefault(facts["platform"], set()).add(facts["kind"])
    for name in PLATFORMS:
        assert {"article", "list", "other"} <= seen[name], name
