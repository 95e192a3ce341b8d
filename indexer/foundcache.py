"""What was found once in a text is kept: words take by far the longest, and a rebuild must not look for them again."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Literal

from crawler.items import Article

CACHE = "words.sqlite3"
"""The file beside the generations: a table for words and one for facts (`indexer.facts`)."""

_TABLE = "CREATE TABLE IF NOT EXISTS {} (text BLOB PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID"
_AT_ONCE = 500


def text_hash(article: Article) -> bytes:
    """16 bytes over everything the segmenter reads and its version: case counts, so the article's fingerprint is too
    coarse."""
    text = "\0".join((version("underthesea"), article.title, article.lead or "", article.body))
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class FoundCache:
    """Words by the hash of a text, in one table of a file. A damaged file is thrown away: everything in it can be found
    again. Where the file cannot be used, as on a full disk, words are only remembered as long as this lives."""

    def __init__(self, path: Path, table: Literal["words", "facts"]) -> None:
        self._table = table
        try:
            self._db = self._open(path)
        except sqlite3.OperationalError:
            self._db = self._open(":memory:")
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._db = self._open(path)

    def _open(self, path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path)
        try:
            # Losing the last batch in a power failure costs only time.
            db.execute("PRAGMA synchronous = OFF")
            db.execute(_TABLE.format(self._table))
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def __enter__(self) -> FoundCache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def get(self, hashes: Sequence[bytes]) -> dict[bytes, tuple[str, ...]]:
        """The words that are known among ``hashes``."""
        found: dict[bytes, tuple[str, ...]] = {}
        try:
            for start in range(0, len(hashes), _AT_ONCE):
                part = hashes[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                query = f"SELECT text, found FROM {self._table} WHERE text IN ({marks})"  # noqa: S608 - fixed names
                found.update((text, _unpack(packed)) for text, packed in self._db.execute(query, part))
        except (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError):
            return {}
        return found

    def put(self, found: Mapping[bytes, Iterable[str]]) -> None:
        """Remember words. A full disk or a locked file only means that they are not remembered."""
        rows = [(text, zlib.compress("\n".join(words).encode(), 1)) for text, words in found.items()]
        try:
            with self._db:
                self._db.executemany(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)", rows)  # noqa: S608 - fixed names
        except sqlite3.DatabaseError:
            return


def _unpack(packed: bytes) -> tuple[str, ...]:
    return tuple(zlib.decompress(packed).decode().split())
