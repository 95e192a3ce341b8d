"""One article: ``/article/<id>``, and its page as it was fetched: ``/article/<id>/snapshot``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from crawler.archive.record import PortalRecord, Stored, Version
from crawler.archive.store import Archive
from crawler.items import Article
from indexer.query.tree import TextField
from indexer.search import SearchParams
from indexer.wording import mark
from search_ui import citations, formats, localities, params
from search_ui.diff import Piece, changed_paragraphs
from search_ui.event_dates import YEARS_FROM, event_date
from search_ui.kin import KINDS, delayed, kin
from search_ui.reading import Anchors, Line, Run, blocks, marked
from search_ui.said import Claim, cited, claims, sentences_with_figures
from search_ui.site import SAMPLE_PREFIX, now, site
from search_ui.stored_pages import stored_fetches, stored_page
from search_ui.views.results import carried

blueprint = Blueprint("article", __name__)

FIELDS = {
    "title": mark("tiêu đề"),
    "lead": mark("mở đầu"),
    "body": mark("thân bài"),
    "published": mark("ngày đăng"),
    "published_precision": mark("độ chính xác của ngày"),
    "published_from": mark("cách tìm ra ngày"),
    "author": mark("tác giả"),
    "author_unit": mark("đơn vị của tác giả"),
    "source": mark("nguồn"),
    "dateline": mark("nơi phát tin"),
    "category": mark("chuyên mục"),
    "tags": mark("từ khóa"),
    "captions": mark("chú thích ảnh"),
    "attachments": mark("tệp đính kèm"),
    "url": mark("địa chỉ"),
    "platform_id": mark("mã bài ở cổng"),
    "portal": mark("cổng"),
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
    archive, stored = _found(article_id)
    return render_template("article.html", **_context(archive, stored, params.read(request.args)))


@blueprint.get("/article/<article_id>/snapshot")
def snapshot(article_id: str) -> Response:
    """The page as it was fetched, the newest unless ``at`` names the time of another; nothing in it runs or loads."""
    archive, _ = _found(article_id)
    page = stored_page(archive, article_id, request.args.get("at"))
    if page is None:
        abort(404)
    return page


def _found(article_id: str) -> tuple[Archive, Stored]:
    archive = site().archive()
    stored = archive.get(article_id) if archive else None
    if archive is None or stored is None:
        abort(404)
    return archive, stored


def _context(archive: Archive, stored: Stored, asked: params.Asked) -> dict[str, Any]:
    item, chosen = stored.article, asked.params
    portals = {p.id: p for p in archive.portals()}
    portal = portals.get(item.portal) or PortalRecord(item.portal, item.portal)
    place = localities.locality(portal.place, portal.level, item.published)
    shown, stated = marked(item, chosen), claims(item)
    citation = citations.citation_of(stored, portal, url_for("article.article", article_id=item.id, _external=True))
    return {
        "stored": stored,
        "article": item,
        "portal": portal,
        "place": place,
        "place_today": localities.today(place.unit) if place else None,
        "title": shown.title,
        "lead": blocks(shown.lead),
        "blocks": blocks(shown.body),
        "runs": _runs(item, stated),
        "hits": shown.hits,
        "sample_prefix": SAMPLE_PREFIX,
        "original": formats.web_address(item.url),
        "date_origin": gettext(formats.DATE_ORIGINS[item.published_from]) if item.published_from else "",
        "event": event_date(archive, stored),
        "years_from": YEARS_FROM,
        "claims": stated,
        "cited": cited(item),
        "versions": version_views(archive.versions(item.id)) if stored.version > 1 else [],
        "kin": kin(item),
        "kinds": KINDS,
        "delayed": delayed,
        "portal_names": {id_: record.name for id_, record in portals.items()},
        "fetches": stored_fetches(archive, item.id),
        "citation": citation,
        "citation_styles": citations.styles(citation, now().date()),
        "meta_tags": citations.meta_tags(citation),
        "json_ld": citations.json_ld(citation),
        "coins": citations.coins_of(citation),
        "params": chosen,
        "carried": carried(chosen, asked.view),
        "back": params.url(chosen, seen=asked.view) if chosen != SearchParams() else None,
        "portal_search": SearchParams(portal=(item.portal,)),
    }


def _runs(item: Article, stated: Iterable[Claim]) -> Callable[[TextField, Line], tuple[Run, ...]]:
    """What cuts the lines of the lead and the body, asked for in reading order, at the sentences with figures."""
    spans = sentences_with_figures(stated)
    anchors = {"lead": Anchors(item.lead or "", spans["lead"]), "body": Anchors(item.body, spans["body"])}
    return lambda field, line: anchors[field].runs(line)


def version_views(versions: list[Version]) -> list[VersionView]:
    """Versions after the first, newest first."""
    views = [
        VersionView(
            after.number,
            after.since,
            ", ".join(gettext(FIELDS.get(name, name)) for name in after.changed),
            tuple(changed_paragraphs(_whole(before.article), _whole(after.article))),
        )
        for before, after in pairwise(versions)
    ]
    return views[::-1]


def _whole(item: Article) -> str:
    return "\n\n".join(part for part in (item.title, item.lead, item.body) if part)
