"""How exports are sent: with a validator, so that a poll costs nothing, and a name for the file.

Nothing is answered before the first piece is there: what goes wrong until then is a problem document, not half a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterator
from itertools import chain

from flask import Response, abort, request

from crawler.text import SYLLABLE, fold
from indexer.params import SearchParams
from search_ui import language
from search_ui.exports.source import software
from search_ui.site import now, site

_LONGEST_NAME = 60


def tag(*more: object) -> str:
    """The validator of what the address answers now: index version and query, the program that answers, and ``more``.

    Ends the request with 304 when it names that validator; raises `DanvanError` without a usable index. Take it before
    searching: an index that comes meanwhile must not go under the name of the old one.
    """
    engine = site().searcher().engine
    engine.refresh()
    parts = (engine.version, software(), request.full_path, language.current(), *map(str, more))
    made = hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
    if request.if_none_match.contains_weak(made):
        abort(validated(Response(status=304), made))
    return made


def validated(response: Response, made: str) -> Response:
    """``response`` under the validator ``made``, weak: the time of the export differs. Readers ask again each time."""
    response.set_etag(made, weak=True)
    response.cache_control.no_cache = True
    return response


def send(pieces: Iterator[bytes], mimetype: str, made: str, name: str | None) -> Response:
    """The file, downloaded under ``name``, or shown where it is None."""
    first = next(pieces, b"") if request.method != "HEAD" else b""
    response = Response(_whole(first, pieces), mimetype=mimetype)
    if mimetype.startswith("text/"):
        response.mimetype_params["charset"] = "utf-8"
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return validated(response, made)


def _whole(first: bytes, rest: Iterator[bytes]) -> Generator[bytes]:
    try:
        yield from chain((first,), rest)
    finally:
        if isinstance(rest, Generator):
            rest.close()


def file_name(kind: str, query: str, suffix: str) -> str:
    """``danvan-search-dan-van-kheo-2026-03-15.csv``: what it is, of which query, and when; ASCII."""
    words = re.sub(r"[^a-z0-9-]", "", "-".join(fold(syllable) for syllable in SYLLABLE.findall(query)))
    parts = ("danvan", kind, words[:_LONGEST_NAME].strip("-"), now().date().isoformat())
    return f"{'-'.join(part for part in parts if part)}.{suffix}"


def named_after(params: SearchParams) -> str:
    """What names a search in a file name: its query, or its conditions."""
    rest = (params.place, *params.level, *params.portal, *params.topic)
    return params.q or " ".join(part for part in rest if part)
