"""What people see when a page cannot be made: one sentence in Vietnamese and the command or link that helps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import cast

from flask import Flask, current_app, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from crawler.archive.locks import holder
from crawler.errors import DanvanError
from indexer.engine.generations import IndexBroken, IndexMissing, IndexOld
from indexer.localities import place_value
from indexer.places import gazetteer
from indexer.places.resolve import resolve
from indexer.query.errors import QueryError
from indexer.wording import mark
from search_ui import params
from search_ui.api import problems
from search_ui.api.problems import BadAddress
from search_ui.site import site

Answer = tuple[str, int, dict[str, str]] | Response
_CANDIDATES = 40
"""Units that an ambiguous name may mean, as far as they are listed."""


@dataclass(frozen=True, slots=True)
class Outage:
    """Why nothing can be searched or read now, and what mends it."""

    code: str
    """For monitors: what ``/healthz`` says."""
    title: str
    sentence: str
    command: str | None
    retry: int | None = None
    """Seconds after which asking again makes sense, where it mends itself."""


_INDEX_OUTAGES: tuple[tuple[type[DanvanError], Outage], ...] = (
    (
        IndexMissing,
        Outage(
            "index-missing",
            mark("Chưa có chỉ mục tìm kiếm"),
            mark("Người quản trị lập chỉ mục bằng lệnh"),
            "danvan index --rebuild",
        ),
    ),
    (
        IndexOld,
        Outage(
            "index-old",
            mark("Chỉ mục do phiên bản khác lập"),
            mark("Người quản trị lập lại chỉ mục cho phiên bản này bằng lệnh"),
            "danvan index --rebuild",
        ),
    ),
    (
        IndexBroken,
        Outage(
            "index-broken",
            mark("Chỉ mục bị hỏng"),
            mark("Kho bài không bị ảnh hưởng; người quản trị lập lại chỉ mục bằng lệnh"),
            "danvan index --rebuild",
        ),
    ),
)
_BUILDING = Outage(
    "index-building",
    mark("Chỉ mục đang được lập"),
    mark("Kho bài không bị ảnh hưởng; hãy tải lại trang sau ít phút."),
    None,
    60,
)
_LOCKED = Outage(
    "archive-locked",
    mark("Kho bài đang bận"),
    mark("Một chương trình khác đang giữ kho bài; hãy tải lại trang sau ít phút."),
    None,
    60,
)
_FULL = Outage(
    "disk-full",
    mark("Máy chủ hết chỗ trên đĩa"),
    mark("Không có gì bị mất; người quản trị dọn chỗ trên đĩa rồi tải lại trang này."),
    None,
    300,
)
_ARCHIVE = Outage(
    "archive-unreadable",
    mark("Không đọc được kho bài"),
    mark("Người quản trị kiểm tra và sửa kho bài bằng lệnh"),
    "danvan verify --repair",
)

_HTTP = {
    404: (mark("Không có trang này"), mark("Địa chỉ có thể đã gõ nhầm, hoặc bài không có trong kho.")),
    405: (mark("Trang này chỉ để đọc"), mark("Máy chủ chỉ nhận yêu cầu xem trang.")),
    414: (mark("Địa chỉ quá dài"), mark("Hãy rút ngắn câu tìm.")),
    500: (mark("Có lỗi khi dựng trang"), mark("Lỗi đã được ghi lại. Thử tải lại trang hoặc bớt điều kiện tìm.")),
}
_OTHER = (mark("Lỗi %(code)s"), mark("Máy chủ không trả lời được yêu cầu này."))


def register_errors(app: Flask) -> None:
    """Answer every error of the site with a page of its own; none shows a stack trace."""
    app.register_error_handler(QueryError, _query_error)
    app.register_error_handler(BadAddress, problems.of_address)
    app.register_error_handler(DanvanError, _outage)
    app.register_error_handler(HTTPException, _http_error)


def _query_error(error: QueryError) -> Answer:
    """400: what is wrong with the query, where, and a query that works."""
    if problems.wanted():
        return problems.of_query(error)
    read = params.read(request.args)
    asked = read.params
    mended = params.change(asked, q=error.suggestion) if error.suggestion is not None else None
    bare = params.without_filters(asked)
    page = render_template(
        "query_error.html",
        error=error,
        pieces=_pieces(error),
        mended=mended,
        candidates=[(name, params.change(asked, q=query)) for name, query in _candidates(error)],
        bare=bare if error.position is None and bare != asked else None,
        params=asked,
        search_url=partial(params.url, seen=read.view),
        carried=list(params.pairs(params.change(asked, q="", keep=()), read.view)),
    )
    return page, 400, {}


def _candidates(error: QueryError) -> list[tuple[str, str]]:
    """Where several units carry a name: each of them, and the query that means it."""
    pieces = _pieces(error)
    if error.code != "ambiguous_place" or pieces is None:
        return []
    before, wrong, after = pieces
    field, _, name = wrong.partition(":")
    units = resolve(name.strip('"')).candidates[:_CANDIDATES]
    return [(gazetteer().label(unit), f"{before}{field}:{place_value(unit)}{after}") for unit in units]


def _pieces(error: QueryError) -> tuple[str, str, str] | None:
    """The query cut at the place of the error; None when the error is not in the query text."""
    if error.position is None or not error.query:
        return None
    start = min(max(error.position, 0), len(error.query))
    end = min(start + max(error.length, 1), len(error.query))
    return error.query[:start], error.query[start:end], error.query[end:]


def _outage(error: DanvanError) -> Answer:
    """503: the index or the archive cannot be used; the log has the exact words."""
    current_app.logger.error("%s: %s", request.path, error)
    outage = outage_of(error)
    headers = {"Retry-After": str(outage.retry)} if outage.retry else {}
    if problems.wanted():
        what = f"{gettext(outage.sentence)} {outage.command or ''}".strip()
        return problems.document(503, gettext(outage.title), what, "unavailable", headers)
    return render_template("outage.html", outage=outage), 503, headers


def outage_of(error: DanvanError) -> Outage:
    """What ``error`` means for readers."""
    for kind, outage in _INDEX_OUTAGES:
        if isinstance(error, kind):
            return _BUILDING if holder(site().data.index_lock) else outage
    if " is locked " in str(error):
        return _LOCKED
    return _FULL if re.search(r"disk is full|has free space", str(error)) else _ARCHIVE


def _http_error(error: HTTPException) -> Answer:
    """404, 405, 500 and the like."""
    if error.response is not None:
        return cast(Response, error.response)  # made where it was raised
    code = error.code or 500
    title, sentence = (gettext(message, code=code) for message in _HTTP.get(code, _OTHER))
    headers = {"Allow": "GET, HEAD, OPTIONS"} if code == 405 else {}
    if problems.wanted():
        return problems.document(code, title, sentence, headers=headers)
    return render_template("http_error.html", title=title, sentence=sentence), code, headers
