"""Articles read from the archive for pages of results, the last few thousand kept at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.archive.record import Stored
from crawler.archive.store import Archive

_KEPT_ARTICLES = 2048


class Articles:
    """Articles read from the archive, the last few thousand kept for as long as the index is the same."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: tuple[str, dict[str, Stored]] = "", {}

    def get(self, ids: Iterable[str], version: str) -> Mapping[str, Stored]:
        """The articles that are still there, by id; ``version`` is that of the index that names them."""
        wanted = tuple(ids)
        known, kept = self._kept
        found = {i: kept[i] for i in wanted if i in kept} if known == version else {}
        missing = [i for i in wanted if i not in found]
        if missing:
            read = self._archive.get_many(missing)
            if known != version or len(kept) + len(read) > _KEPT_ARTICLES:
                kept = {}
                self._kept = version, kept
            kept.update(read)
            found.update(read)
        return found
