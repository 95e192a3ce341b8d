"""Lists that a page's script draws: what an address answered in JSON, and the list that structured data state.

Both are turned into what the rest of the house reads: a page with a link for each entry.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html import escape
from typing import Any

from crawler.extraction.page import Page, plain
from crawler.extraction.platforms.base import Link
from crawler.extraction.urls import FILE

_MOST = 5000
"""Values looked at in one answer."""
_ADDRESS = re.compile(r"(?:https?:/)?/\S{1,1900}|[\w-]+[/?]\S{1,1900}")
_TITLE = 12
"""Characters from which a text may be the title of an entry."""
_MARKUP = re.compile(r"<a\s", re.IGNORECASE)
_NEXT = re.compile(r"(?i)(?:next|tiep|sau)_?(?:page|url|link|href|page_?url|trang)?")
_MORE = re.compile(r"(?i)(?:has_?)?(?:more|next)(?:_?page)?|con_?tiep")
_NAMED_ADDRESS = re.compile(r"(?i)(?:.*_)?(?:url|link|href|permalink|duong_?dan|lien_?ket|loc|path)")
_NAMED_TITLE = re.compile(r"(?i)(?:.*_)?(?:title|name|headline|tieu_?de|ten|ten_?bai)")
_NAMED_DATE = re.compile(r"(?i).*(?:date|time|ngay|published).*")


def json_page(body: bytes, url: str) -> Page | None:
    """The page that a script would draw from a JSON answer; None when it is none or names nothing.

    Markup in it is taken over as it stands; objects with an address and a title become links, ``next`` leads on.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    parts = list(_parts(data))
    return Page("\n".join(parts), url) if parts else None


def stated_links(page: Page) -> tuple[Link, ...]:
    """Entries of the lists that JSON-LD states (``ItemList``) or that a page's script draws from a state beside it, for
    pages that print no links."""
    found: dict[str, Link] = {}
    for script in page.root.iter("script"):
        kind, text = script.get("type") or "", "".join(script.itertext())
        if not (kind == "application/json" or ("ld+json" in kind and "ItemList" in text)):
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            title, href = plain(_text(node, _NAMED_TITLE)), page.link(_text(node, _NAMED_ADDRESS))
            if href and (_is_entry(node) or (kind == "application/json" and len(title) >= _TITLE)):
                found.setdefault(href, Link(href, title or None))
    return tuple(found.values())


def _is_entry(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        kind == "ListItem" or str(kind).endswith(("Article", "Posting"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _parts(data: Any) -> Iterator[str]:
    for node in _nodes(data):
        for name, value in node.items():
            if isinstance(value, str) and _MARKUP.search(value):
                yield value
            elif _NEXT.fullmatch(name):
                href = value if isinstance(value, str) and _ADDRESS.fullmatch(value) else ""
                yield f'<a rel="next" href="{escape(href)}"></a>'
            elif value is False and _MORE.fullmatch(name):
                yield '<a rel="next" href=""></a>'
        href, title = _text(node, _NAMED_ADDRESS), plain(_text(node, _NAMED_TITLE))
        if _ADDRESS.fullmatch(href) and not FILE.search(href) and len(title) >= _TITLE:
            yield (
                f'<li><a href="{escape(href)}">{escape(title)}</a> <time>{escape(_text(node, _NAMED_DATE))}</time></li>'
            )


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in the answer, in order; a text at the top counts as one."""
    queue: deque[Any] = deque([{"": data} if isinstance(data, str) else data])
    for _ in range(_MOST):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, dict):
            yield {str(name): inner for name, inner in value.items()}
            queue.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            queue.extend({"": v} if isinstance(v, str) else v for v in value[:_MOST])


def _text(node: dict[str, Any], names: re.Pattern[str]) -> str:
    return next((v.strip() for k, v in node.items() if isinstance(v, str) and v.strip() and names.fullmatch(k)), "")
