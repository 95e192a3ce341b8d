"""Problem documents (RFC 9457): what programs and exports get instead of a page when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any, NoReturn

from flask import Response, abort, request
from flask_babel import gettext

from indexer.query.errors import QueryError
from search_ui.values import Problem

MIMETYPE = "application/problem+json"
SUFFIXES = frozenset({".csv", ".xlsx", ".jsonl", ".ris", ".bib", ".zip", ".atom", ".json"})
"""Ends of paths that programs and downloads ask for."""
NOT_THERE = frozenset({"unknown_place"})
"""Codes that say that something outside the query text does not exist: 404, not 400, where a program asks."""

CODES: Mapping[str, str] = {
    "bad_parameter": "A value of the address cannot be used; `errors` names each.",
    "unknown_article": "There is no such article.",
    "unknown_cursor": "The cursor belongs to another list; begin anew without one.",
    "too_many_requests": "Wait as many seconds as `Retry-After` says.",
    "unavailable": "There is no index or archive that can be used now.",
    "too_long": "The query is too long.",
    "too_deep": "Brackets stand inside too many others.",
    "too_many_terms": "The query has too many words.",
    "too_complex": "The query would take too long.",
    "missing_operand": "An operator has nothing on one of its sides.",
    "bad_distance": "After NEAR/ there is no number.",
    "bad_operand": "An operator cannot stand between these.",
    "nested_field": "A field stands inside another one.",
    "missing_value": "There is nothing to search for, or no value after a field.",
    "unknown_field": "There is no such field.",
    "bad_date": "A date is not one, or not day first.",
    "bad_value": "A field does not take this value.",
    "unknown_place": "There is no such unit.",
    "ambiguous_place": "Several units carry this name.",
    "unknown_portal": "There is no such portal.",
    "unknown_topic": "There is no such topic.",
    "leading_wildcard": "A wildcard stands before the letters it belongs to.",
    "short_wildcard": "A wildcard needs two letters before it.",
    "wide_wildcard": "A wildcard stands for too many spellings.",
}
"""Values of ``code``: those of the interface, then those of `QueryError`."""


class BadAddress(ValueError):
    """Values of the address that cannot be used; answered with 400."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.name}: {p.message}" for p in problems))
        self.problems = problems


def wanted() -> bool:
    """Whether the request comes from a program or a download rather than from somebody who reads a page."""
    return request.path.startswith("/api/") or PurePosixPath(request.path).suffix in SUFFIXES


def document(
    status: int, title: str, detail: str, code: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """A problem document; ``more`` are its own members, those that are None are left out."""
    data: dict[str, Any] = {
        "type": f"/api#problem-{code}" if code else "about:blank",
        "title": title if code else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code or None,
        **more,
    }
    body = json.dumps({k: v for k, v in data.items() if v is not None}, ensure_ascii=False)
    return Response(body + "\n", status, headers=dict(headers or {}), mimetype=MIMETYPE)


def missing(code: str, detail: str) -> NoReturn:
    """End the request with a 404 that says what is not there."""
    abort(document(404, gettext("Không có"), detail, code))


def of_query(error: QueryError) -> Response:
    """What is wrong with a query: where (``position`` and ``length`` point into ``query``), and a query that works."""
    beside = error.position is None
    status = 404 if beside and error.code in NOT_THERE and request.path.startswith("/api/") else 400
    return document(
        status,
        gettext("Không hiểu truy vấn"),
        error.message,
        error.code,
        position=error.position,
        length=None if beside else error.length,
        query=error.query or None,
        suggestion=error.suggestion,
    )


def of_address(error: BadAddress) -> Response:
    """Which values cannot be used, and why."""
    found = [{"name": p.name, "value": p.value, "detail": p.message} for p in error.problems]
    detail = " ".join(f"{p.name}: {p.message}" for p in error.problems)
    return document(400, gettext("Địa chỉ có chỗ không dùng được"), detail, "bad_parameter", errors=found)
