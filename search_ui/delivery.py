"""How every answer is sent: the headers that keep a page to itself, validators, and compression."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Generator, Iterable, Iterator

from flask import Flask, Response, request
from werkzeug.exceptions import BadHost, BadRequest, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from crawler.errors import DanvanError

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
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
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""Sent with every answer, errors and static files included; an answer that has one of them already keeps its own."""

_COMPRESSED = ("text/", "application/json", "application/jsonl", "application/x-ndjson", "image/svg+xml")
_COMPRESSED_SUFFIXES = ("+json", "+xml")
_SMALL = 1024
"""Bytes below which compressing gains nothing."""
_LEVEL = 5
"""Of zlib: a results page of 80 kB becomes 13 kB in about two milliseconds."""
_GZIP = 16 + zlib.MAX_WBITS
"""What tells zlib to write gzip's header and checksum."""
_OTHER_NAME = "Máy chủ không phục vụ tên miền này.\nThe site does not answer to this name.\n"
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


def set_up(app: Flask) -> None:
    """Send every answer of ``app`` through `finish`, and read from the environment where the site stands.

    ``DANVAN_HOSTS`` are the names it answers to, parted by spaces or commas, any by default: feeds hold whole
    addresses, and nobody shall make the site write another name into them. The machine's own names are always
    answered, for monitors. ``DANVAN_PROXIES`` is how many proxies stand in front; what they say of a reader's address
    and scheme is believed, and nothing that the reader says. Raises `DanvanError` for a number that is none.
    """
    hosts = os.environ.get("DANVAN_HOSTS", "").replace(",", " ").split()
    app.config["TRUSTED_HOSTS"] = [*hosts, *_OWN_NAMES] if hosts else None
    proxies = os.environ.get("DANVAN_PROXIES") or "0"
    if not re.fullmatch("[0-9]", proxies):
        raise DanvanError(f"DANVAN_PROXIES is {proxies!r}. Set it to the number of proxies in front: 0 to 9.")
    if int(proxies):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=int(proxies), x_proto=int(proxies))  # type: ignore[method-assign] # as its documentation says
    for error in (SecurityError, BadHost):
        app.register_error_handler(error, _other_name)
    app.after_request(finish)


def _other_name(_error: BadRequest) -> Response:
    """400, without the frame of the pages: no address can be made for a name that is not the site's."""
    return Response(_OTHER_NAME, 400, mimetype="text/plain")


def finish(response: Response) -> Response:
    """The answer as it goes out."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.cache_control.no_cache = True
        if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.is_streamed:
            response.add_etag(weak=True)
            response.make_conditional(request)
    return _compress(response)


def _compress(response: Response) -> Response:
    """Results repeat the query in hundreds of links: compressed they weigh a sixth. Nothing on a page is secret."""
    if response.status_code in (204, 304) or not _shrinks(response.mimetype or ""):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 206 or request.accept_encodings.quality("gzip") <= 0:
        return response
    if "Content-Encoding" in response.headers:
        return response
    if response.is_streamed and not response.direct_passthrough:
        parts = response.response
        response.response = _packed(response.iter_encoded())
        if isinstance(parts, Generator):
            response.call_on_close(parts.close)  # a reader who goes away ends the export too
        response.headers.pop("Content-Length", None)
    else:
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


def _shrinks(mimetype: str) -> bool:
    return mimetype.startswith(_COMPRESSED) or mimetype.endswith(_COMPRESSED_SUFFIXES)


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """``parts`` as one gzip stream, a piece whenever there is one: an export never stands whole in memory."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for part in parts:
        packed = packer.compress(part)
        if packed:
            yield packed
    yield packer.flush()
