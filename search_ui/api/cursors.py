"""Cursors: where the next answer of a long list begins. Opaque to programs, and bound to their query.

A cursor holds how many results came before, and the last of them. As long as the index is the same the number is
exact; after a new index the list goes on behind that last result: what came in meanwhile neither repeats nor hides any.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from indexer.params import Listing
from search_ui.api.problems import missing

_FORM = re.compile(r"1\.(\d{1,9})\.(\d{1,9})\.([0-9a-f]{16})\.([0-9a-f]{8})\.([0-9a-f]{8})")
_OWN = ("cursor", "per_page", "page", "lang")
"""Names that may differ between the answers of one list."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """``start``: results before; ``inner``: how many lines or figures of the result at ``start`` came already."""

    start: int
    inner: int
    last: str
    """Id of the article at ``start - 1``, or at ``start`` where lines of it came already."""
    version: str
    """Digest of the index version."""


def read(text: str | None) -> Cursor | None:
    """The cursor of a request; None for the first answer. 404 for one that this list did not hand out."""
    if not text:
        return None
    try:
        found = _FORM.fullmatch(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True).decode())
    except (binascii.Error, ValueError):
        found = None
    if found is None or found[5] != _asked():
        missing("unknown_cursor", gettext("cursor này thuộc danh sách khác; hỏi lại từ đầu."))
    return Cursor(int(found[1]), int(found[2]), found[3], found[4])


def write(start: int, last: str, inner: int, version: str) -> str:
    """The cursor for the results from ``start`` on."""
    text = f"1.{start}.{inner}.{last}.{_digest(version)}.{_asked()}"
    return base64.b64encode(text.encode(), b"-_").decode().rstrip("=")


def place(cursor: Cursor | None, listing: Listing) -> tuple[int, int]:
    """Where in ``listing`` to go on: position and lines of that article that came already."""
    if cursor is None:
        return 0, 0
    at = cursor.start if cursor.inner else cursor.start - 1
    if cursor.version != _digest(listing.page.index_version):
        number = int(cursor.last, 16)
        moved = _position(listing.numbers, number)
        if moved is None:
            return cursor.start, 0
        at = moved
    return (at, cursor.inner) if cursor.inner else (at + 1, 0)


def same(cursor: Cursor, version: str) -> bool:
    """Whether the index is the one that the cursor was made with."""
    return cursor.version == _digest(version)


def _position(numbers: Sequence[int], number: int) -> int | None:
    try:
        return numbers.index(number)
    except ValueError:
        return None


def _asked() -> str:
    """Digest of the path and query of the request, without what may differ."""
    pairs = sorted((name, value) for name, value in request.args.items(multi=True) if name not in _OWN)
    return _digest(f"{request.path}\n{pairs}")


def _digest(value: str) -> str:
    return hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=4).hexdigest()
