"""Problem documents (RFC 9457): what programs and exports get instead of a page when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

from flask import Response, request
from flask_babel import gettext

from indexer.query.errors import QueryError
from search_ui.values import Problem

MIMETYPE = "application/problem+json"
SUFFIXES = frozenset({".csv", ".xlsx", ".jsonl", ".ris", ".bib", ".zip", ".atom", ".json"})
"""Ends of paths that programs and downloads ask for."""
NOT_THERE = frozenset({"unknown_place"})
"""Codes that say that something outside the query text does not exist: 404, not 400, where a program asks."""


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
