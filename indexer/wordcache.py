"""Words found once are kept: segmenting is by far the slowest step, and a rebuild must not repeat it."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from crawler.items import Article

_TABLE = "CREATE TABLE IF NOT EXISTS words (text BLOB PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID"
_AT_ONCE = 500


def text_hash(article: Article) -> bytes:
    """16 bytes over everything the segmenter reads and its version: case counts, so the article's fingerprint is too
    coarse."""
    text = "\0".join((version("underthesea"), article.title, article.lead or "", article.body))
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class WordCache:
    """Word keys by text. A damaged file is thrown away: everything in it can be found again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        try:
            # Losing the last batch in a power failure costs only time.
            db.execute("PRAGMA synchronous = OFF")
            db.execute(_TABLE)
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def __enter__(self) -> WordCache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def get(self, hashes: Sequence[bytes]) -> dict[bytes, tuple[str, ...]]:
        """The words that are known among ``hashes``."""
        found: dict[bytes, tuple[str, ...]] = {}
        try:
            for start in range(0, len(hashes), _AT_ONCE):
                part = hashes[start : start + _AT_ONCE]
                query = f"SELECT text, found FROM words WHERE text IN ({','.join('?' * len(part))})"  # noqa: S608 - marks only
                found.update((text, _unpack(packed)) for text, packed in self._db.execute(query, part))
        except (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError):
            return {}
        return found

    def put(self, found: Mapping[bytes, Iterable[str]]) -> None:
        """Remember words. A full disk or a locked file only means that they are not remembered."""
        rows = [(text, zlib.compress("\n".join(words).encode(), 1)) for text, words in found.items()]
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO words VALUES (?, ?)", rows)
        except sqlite3.DatabaseError:
            return


def _unpack(packed: bytes) -> tuple[str, ...]:
    return tuple(zlib.decompress(packed).decode().split())
