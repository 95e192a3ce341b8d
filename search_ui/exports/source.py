"""Where an export comes from: what was asked, how it was understood, when, of which index, and how much there was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from flask import request
from flask_babel import gettext

from indexer.params import SearchPage
from indexer.wording import mark
from search_ui import params
from search_ui.site import now
from search_ui.view import LIST, View

LABELS = {
    "query": mark("Câu tìm"),
    "explanation": mark("Cách hiểu"),
    "address": mark("Địa chỉ"),
    "retrieved": mark("Lúc xuất"),
    "index_version": mark("Bản chỉ mục"),
    "total": mark("Số bài tìm được"),
    "corpus_total": mark("Số bài trong kho"),
    "warnings": mark("Lưu ý"),
    "software": mark("Phần mềm"),
}
"""Names of the parts for readers; the keys are the stable names that programs read."""


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of one file."""

    query: str
    explanation: str
    """The explain line of the page; empty for a table without a query."""
    address: str
    """Full address of the page that shows the same."""
    retrieved: datetime
    index_version: str
    total: int
    """Articles found."""
    corpus_total: int
    """Articles in the index."""
    warnings: tuple[str, ...] = ()
    """What was repaired or bounded."""

    def values(self) -> dict[str, str | int]:
        """Every part by its stable name."""
        return {
            "query": self.query,
            "explanation": self.explanation,
            "address": self.address,
            "retrieved": self.retrieved.isoformat(timespec="seconds"),
            "index_version": self.index_version,
            "total": self.total,
            "corpus_total": self.corpus_total,
            "warnings": "; ".join(self.warnings),
            "software": software(),
        }

    def labelled(self) -> Iterator[tuple[str, str, str | int]]:
        """Stable name, name in the reader's language, and value of each part."""
        for name, value in self.values().items():
            yield name, gettext(LABELS[name]), value


def software() -> str:
    """``danvan`` and its version."""
    return f"danvan {version('danvan')}"


def source_of(page: SearchPage, address: str | None = None, seen: View = LIST) -> Source:
    """The origin of what ``page`` found; ``address`` is the path where a page shows it, by default that of the search.

    Needs a request: it says under which host the site is read.
    """
    chosen = params.change(page.params, per_page=20)
    return Source(
        page.params.q,
        page.explain,
        request.host_url.rstrip("/") + (address or params.url(chosen, seen=seen)),
        now(),
        page.index_version,
        page.total,
        page.corpus_total,
        page.warnings,
    )
