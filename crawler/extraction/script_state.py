"""The article in the state that a page's own script draws it from, on pages that print next to nothing themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from crawler.extraction.page import Page, plain
from crawler.items import VIETNAM
from crawler.text import syllables

_ASSIGNED = re.compile(r"\s*(?:window|self|globalThis)?\.?\s*(?:__)?[A-Za-z_$][\w$]*\s*=\s*(?=[{\[])")
_TITLES = ("title", "headline", "name", "tieude", "tieu_de", "ten")
_TEXTS = ("content", "body", "contenthtml", "content_html", "noidung", "noi_dung", "detail", "html", "articlebody")
_LEADS = ("summary", "sapo", "lead", "description", "excerpt", "tomtat", "tom_tat", "mota", "mo_ta", "trichyeu")
_DATES = ("publishedat", "published_at", "publishdate", "publish_date", "datepublished", "publishtime", "ngaydang",
          "ngay_dang", "ngayxuatban", "createdat", "created_at", "createddate", "date")  # fmt: skip
_AUTHORS = ("author", "authorname", "author_name", "tacgia", "tac_gia", "writer")
_SECTIONS = ("category", "categoryname", "category_name", "chuyenmuc", "chuyen_muc", "section")
_KEYS = ("id", "slug", "newsid", "news_id", "articleid", "article_id", "postid", "alias")
_ESCAPED = {"a": "&", "q": '"', "s": "'", "l": "<", "g": ">"}
_ANGULAR = re.compile("&([aqslg]);")
"""How Angular's TransferState escaped the characters of markup until version 15."""
_MOST_NODES = 4000
_ENOUGH = 60
"""Characters of a text; what is shorter is a label."""
_MARKS = ("application/json", "__INITIAL_STATE__", "__NUXT__", "__APOLLO_STATE__", "__PRELOADED_STATE__")


def drawn_article(page: Page) -> dict[str, str]:
    """``headline``, ``body``, ``lead``, ``published``, ``author``, ``section`` as far as the state has them; empty
    without a state, or where no text in it bears the title that the page gives itself."""
    if not any(mark in page.html for mark in _MARKS):
        return {}
    called = " ".join(syllables(f"{page.title_tag} | {page.first_meta('og:title') or ''}"))
    found: dict[str, str] = {}
    for node in _nodes(page):
        title, body = plain(_value(node, _TITLES)), _value(node, _TEXTS)
        fits = len(title) >= 10 and (" ".join(syllables(title)) in called or _is_asked_for(node, page.url))
        if fits and len(body) >= max(_ENOUGH, len(found.get("body", "")) + 1):
            found = {
                "headline": title,
                "body": body,
                "published": _moment(node),
                "lead": plain(_TAG.sub("", _value(node, _LEADS))),
                "author": plain(_value(node, _AUTHORS)),
                "section": plain(_value(node, _SECTIONS)),
            }
    return found


def _is_asked_for(node: Mapping[str, Any], url: str) -> bool:
    """Does the address end with the name or the number of an object?"""
    last = re.split(r"[/=]", url.rstrip("/"))[-1].removesuffix(".html")
    return len(last) >= 2 and any(str(node.get(name) or "") == last for name in _KEYS)


_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")


def _nodes(page: Page) -> Iterator[Mapping[str, Any]]:
    """Objects in the states of a page, with their names in lower case."""
    for script in page.root.iter("script"):
        text = "".join(script.itertext()).strip()
        text = text[match.end() :] if (match := _ASSIGNED.match(text)) else text
        if "&q;" in text:
            text = _ANGULAR.sub(lambda escaped: _ESCAPED[escaped[1]], text)
        if not text.startswith(("{", "[")) or "ld+json" in (script.get("type") or ""):
            continue
        try:
            queue = [json.JSONDecoder(strict=False).raw_decode(text)[0]]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while queue and seen < _MOST_NODES:
            value, seen = queue.pop(0), seen + 1
            if isinstance(value, dict):
                yield {str(name).lower(): inner for name, inner in value.items()}
                queue.extend(v for v in value.values() if isinstance(v, dict | list))
            elif isinstance(value, list):
                queue.extend(value[:_MOST_NODES])


def _value(node: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of these that is a text, or an object with a name."""
    for name in names:
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("rendered") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _moment(node: Mapping[str, Any]) -> str:
    """The moment of publication in ISO form; seconds or milliseconds since 1970 are read too."""
    for name in _DATES:
        value = node.get(name)
        if isinstance(value, str) and value.strip() and not value.strip().isdecimal():
            return value.strip()
        if str(value or "").strip().isdecimal() and len(digits := str(value).strip()) in (10, 13):
            return datetime.fromtimestamp(int(digits[:10]), VIETNAM).isoformat()
    return ""
