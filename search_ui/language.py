"""The language of a page: Vietnamese, or English where the address says ``lang=en``; nothing else decides it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any
from urllib.parse import urlencode, urljoin

from flask import Flask, has_request_context, request
from werkzeug.exceptions import SecurityError

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Each language by its own name; the first is the one that addresses leave out."""
DEFAULT = "vi"
NAME = "lang"
_settled: ContextVar[str | None] = ContextVar("settled", default=None)


def current() -> str:
    """``vi`` or ``en``; Vietnamese outside a request."""
    return _settled.get() or _asked()


def settle() -> None:
    """Remember the language of this request until `forget`: a page asks hundreds of times, once for each link."""
    _settled.set(_asked())


def forget() -> None:
    """The request is over."""
    _settled.set(None)


def _asked() -> str:
    asked = request.args.get(NAME) if has_request_context() else None
    return asked if asked in LANGUAGES else DEFAULT


def carried() -> list[tuple[str, str]]:
    """What an address or a form hands on so that the next page speaks the language of this one."""
    return [] if current() == DEFAULT else [(NAME, current())]


def link(path: str) -> str:
    """``path`` with the language of this page; what `params.url` and ``url_for`` make has it already."""
    if current() == DEFAULT:
        return path
    path, sign, fragment = path.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{NAME}={current()}{sign}{fragment}"


def switched(language: str) -> str:
    """The address of this page in ``language``."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != NAME]
    if language != DEFAULT:
        rest.append((NAME, language))
    path = request.full_path.partition("?")[0]
    return f"{path}?{urlencode(rest, errors='replace')}" if rest else path


def switches() -> list[tuple[str, str, str]]:
    """Code, name and address of this page in the other languages."""
    return [(code, name, switched(code)) for code, name in LANGUAGES.items() if code != current()]


def alternates() -> list[tuple[str, str]]:
    """Language code and full address of every form of this page; ``x-default`` is the Vietnamese one.

    None for a host that the site does not answer to.
    """
    try:
        forms = [(code, urljoin(request.host_url, switched(code))) for code in LANGUAGES]
    except SecurityError:
        return []
    return [*forms, ("x-default", forms[0][1])]


def keep_in_links(app: Flask) -> None:
    """Let ``url_for`` hand the language on, except to files."""

    @app.url_defaults
    def carry(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" and current() != DEFAULT:
            values.setdefault(NAME, current())
