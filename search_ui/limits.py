"""How often one reader may ask: of the interface for programs, and for exports. Pages are not limited.

A reader is an address; behind a proxy the server must be told whose it is (docs/operations.md). Counts are kept in the
memory of each process unless `DANVAN_RATE_STORAGE` names a store that processes share.
"""

from __future__ import annotations

import math
import os
import time
from typing import cast

from flask import Blueprint, Flask, Response, request
from flask_babel import gettext
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from limits import parse_many

from crawler.errors import DanvanError
from search_ui.api import problems

API_RATE = "3000 per minute"
EXPORT_RATE = "120 per minute"
"""Requests of one reader, in the notation of Flask-Limiter; `DANVAN_API_RATE` and `DANVAN_EXPORT_RATE` replace them."""


def set_up(app: Flask) -> None:
    """Limit the blueprints ``api`` and ``exports`` of ``app``; raises `DanvanError` for a rate that cannot be read."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri=os.environ.get("DANVAN_RATE_STORAGE", "memory://"),
        strategy="moving-window",
        on_breach=_refused,
    )
    limiter.request_filter(lambda: request.method == "OPTIONS")
    for name, rate in rates().items():
        limiter.shared_limit(rate, scope=name)(cast(Blueprint, app.blueprints[name]))
    app.extensions["danvan-limiter"] = limiter


def rates() -> dict[str, str]:
    """How often a reader may ask, by blueprint."""
    return {
        "api": _rate("DANVAN_API_RATE", os.environ.get("DANVAN_API_RATE") or API_RATE),
        "exports": _rate("DANVAN_EXPORT_RATE", os.environ.get("DANVAN_EXPORT_RATE") or EXPORT_RATE),
    }


def _rate(name: str, text: str) -> str:
    try:
        parse_many(text)
    except ValueError as error:
        raise DanvanError(
            f"{name}={text!r} is not a rate. Write it like “120 per minute” or “5/second;500/hour”."
        ) from error
    return text


def _refused(limit: RequestLimit) -> Response:
    """429, and when to ask again."""
    wait = str(max(1, math.ceil(limit.reset_at - time.time())))
    detail = gettext("Đã hỏi quá nhiều lần trong một lúc; hãy đợi %(seconds)s giây rồi hỏi lại.", seconds=wait)
    return problems.document(429, gettext("Quá nhiều yêu cầu"), detail, "too_many_requests", {"Retry-After": wait})
