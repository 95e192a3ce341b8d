"""How every answer is sent: the headers that keep a page to itself, validators, and compression."""

from __future__ import annotations

import gzip

from flask import Response, request

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Nothing is loaded from elsewhere, nothing runs inside a page, no page is framed."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer, errors and static files included."""

_COMPRESSED = ("text/", "application/json", "image/svg+xml")
_SMALL = 1024
"""Bytes below which compressing gains nothing."""
_LEVEL = 5
"""Of zlib: a results page of 80 kB becomes 13 kB in about two milliseconds."""


def finish(response: Response) -> Response:
    """The answer as it goes out."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if response.mimetype == "text/html":
        response.cache_control.no_cache = True
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response.add_etag(weak=True)
            response.make_conditional(request)
    return _compress(response)


def _compress(response: Response) -> Response:
    """Results repeat the query in hundreds of links: compressed they weigh a sixth. Nothing on a page is secret."""
    if response.status_code == 304 or not (response.mimetype or "").startswith(_COMPRESSED):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 206 or request.accept_encodings.quality("gzip") <= 0:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _SMALL:
        return response
    response.set_data(gzip.compress(body, _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response
