"""The interface for programs: ``/api/v1/…``, its description ``/openapi.json``, and ``/api``, where people read it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext
from limits import parse_many

from crawler.errors import DanvanError
from indexer.params import SearchParams
from indexer.wording import mark
from search_ui import formats, language, limits
from search_ui.api import problems
from search_ui.api.endpoints import ENDPOINTS, Endpoint
from search_ui.api.openapi import PREFIX, document
from search_ui.api.parameters import check
from search_ui.api.reference import told, type_name
from search_ui.api.schema import plain
from search_ui.encoding import readable
from search_ui.exports.sending import tag, validated
from search_ui.site import site

blueprint = Blueprint("api", __name__)

_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Content-Disposition",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Scripts of other sites may read every answer: all is public, and nothing depends on who asks."""

_SPANS = ((3600, mark("giờ")), (60, mark("phút")), (1, mark("giây")))


def _view(endpoint: Endpoint) -> Callable[..., Response]:
    in_path = [p for p in endpoint.parameters if p.place == "path"]
    in_query = [p for p in endpoint.parameters if p.place == "query"]

    def view(**path: str) -> Response:
        if any(re.search(p.schema["pattern"], path[p.name]) is None for p in in_path):
            abort(404)
        values = {**check(in_query, request.args), **path}
        made = tag() if endpoint.of_index else None
        response = _json(plain(endpoint.answer(values)))
        if made:
            return validated(response, made)
        response.add_etag(weak=True)
        response.cache_control.no_cache = True
        response.make_conditional(request)
        return response

    return view


def _json(data: Any) -> Response:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), mimetype="application/json")


for _endpoint in ENDPOINTS:
    _path = PREFIX + _endpoint.path.replace("{", "<").replace("}", ">")
    blueprint.add_url_rule(_path, _endpoint.name, _view(_endpoint), methods=["GET"])


@cache
def _described() -> dict[str, Any]:
    return document()


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of the interface."""
    response = _json(_described())
    response.add_etag(weak=True)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@blueprint.get("/api")
def reference() -> str:
    """The description as a page, with examples that can be followed."""
    described = _described()
    examples = {e.path: language.link(PREFIX + _live(e)) for e in ENDPOINTS}
    return render_template(
        "api.html",
        described=described,
        prefix=PREFIX,
        examples=examples,
        rates={name: _rate(text) for name, text in limits.rates().items()},
        answer_name=_answer_name,
        type_name=type_name,
        told=told,
        readable=readable,
        problem_codes=problems.CODES.items(),
    )


def _live(endpoint: Endpoint) -> str:
    """The example of an endpoint, of an article or portal that is there."""
    if "{id}" not in endpoint.path:
        return endpoint.example
    try:
        hits = site().search(SearchParams(sort="newest", per_page=1)).hits
    except DanvanError:
        return endpoint.example
    known = {"/articles/{id}": [hit.id for hit in hits], "/portals/{id}/runs": [hit.portal for hit in hits]}
    return endpoint.path.replace("{id}", next(iter(known.get(endpoint.path, ())), "0"))


def _answer_name(operation: dict[str, Any]) -> str:
    return type_name(operation["responses"]["200"]["content"]["application/json"]["schema"])


def _rate(text: str) -> str:
    """``3000 per minute`` in words."""
    return ", ".join(_said(rate.amount, rate.get_expiry()) for rate in parse_many(text))


def _said(times: int, seconds: int) -> str:
    length, unit = next((length, unit) for length, unit in _SPANS if seconds % length == 0)
    several = f"{formats.number(seconds // length)} " if seconds != length else ""
    return str(gettext("%(n)s lượt mỗi %(span)s", n=formats.number(times), span=several + gettext(unit)))


@blueprint.after_app_request
def share(response: Response) -> Response:
    """Let scripts of other sites read what programs are answered."""
    if problems.wanted():
        for name, value in _SHARED.items():
            response.headers[name] = value
    return response
