"""One article: ``/article/<id>``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from flask import Blueprint, abort, render_template, request

from crawler.archive.record import PortalRecord, Stored, Version
from crawler.archive.store import Archive
from crawler.items import Article
from indexer.places import gazetteer
from indexer.places.within import unit_for
from indexer.search import SearchParams
from search_ui import formats, params
from search_ui.diff import Piece, changed_paragraphs
from search_ui.reading import blocks, marked
from search_ui.site import SAMPLE_PREFIX, site
from search_ui.views.results import carried

blueprint = Blueprint("article", __name__)

FIELDS = {
    "title": "tiêu đề",
    "lead": "mở đầu",
    "body": "thân bài",
    "published": "ngày đăng",
    "published_precision": "độ chính xác của ngày",
    "published_from": "cách tìm ra ngày",
    "author": "tác giả",
    "author_unit": "đơn vị của tác giả",
    "source": "nguồn",
    "dateline": "nơi phát tin",
    "category": "chuyên mục",
    "tags": "từ khóa",
    "captions": "chú thích ảnh",
    "attachments": "tệp đính kèm",
    "url": "địa chỉ",
    "platform_id": "mã bài ở cổng",
    "portal": "cổng",
}
"""Names of an article's fields in the list of what a version changed."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version that replaced another one: when it was seen first, what it changed, and the changed paragraphs."""

    number: int
    since: datetime
    changed: str
    paragraphs: tuple[tuple[Piece, ...], ...]


@blueprint.get("/article/<article_id>")
def article(article_id: str) -> str:
    """The article, with the hits of the search that the address carries marked."""
    archive = site().archive()
    stored = archive.get(article_id) if archive else None
    if archive is None or stored is None:
        abort(404)
    chosen = params.read(request.args).params
    return render_template("article.html", **_context(archive, stored, chosen))


def _context(archive: Archive, stored: Stored, chosen: SearchParams) -> dict[str, Any]:
    item = stored.article
    portal = next((p for p in archive.portals() if p.id == item.portal), PortalRecord(item.portal, item.portal))
    shown = marked(item, chosen)
    came_from_search = chosen != SearchParams()
    return {
        "stored": stored,
        "article": item,
        "portal": portal,
        "place": place_lines(portal, item.published),
        "title": shown.title,
        "lead": blocks(shown.lead),
        "blocks": blocks(shown.body),
        "hits": shown.hits,
        "sample_prefix": SAMPLE_PREFIX,
        "original": formats.web_address(item.url),
        "date_origin": formats.DATE_ORIGINS.get(item.published_from or "", ""),
        "versions": version_views(archive.versions(item.id)) if stored.version > 1 else [],
        "reprints": archive.reprints(item.id),
        "portal_names": {p.id: p.name for p in archive.portals()},
        "params": chosen,
        "carried": carried(chosen),
        "back": params.url(chosen) if came_from_search else None,
        "portal_search": SearchParams(portal=(item.portal,)),
    }


def place_lines(portal: PortalRecord, published: datetime | None) -> tuple[str, str] | None:
    """The unit the portal spoke for when the article appeared, and what it is today ("" when nothing changed)."""
    places = gazetteer()
    unit = unit_for(portal.place, portal.level, published.date() if published else None)
    if unit is None:
        return None
    today = [places.label(link.unit) + ("" if link.whole else " (một phần)") for link in places.today(unit)]
    then = places.label(unit)
    return then, "" if today == [then] else "; ".join(today[:4]) + ("; …" if len(today) > 4 else "")


def version_views(versions: list[Version]) -> list[VersionView]:
    """Versions after the first, newest first."""
    views = [
        VersionView(
            after.number,
            after.since,
            ", ".join(FIELDS.get(name, name) for name in after.changed),
            tuple(changed_paragraphs(_whole(before.article), _whole(after.article))),
        )
        for before, after in pairwise(versions)
    ]
    return views[::-1]


def _whole(item: Article) -> str:
    return "\n\n".join(part for part in (item.title, item.lead, item.body) if part)
