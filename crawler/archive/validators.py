"""What a server said about the state of a page (ETag, Last-Modified), so that later crawls ask only for what changed.

Servers err: some keep an ETag while the page changes, some answer 304 to everything. So a page is asked for without
conditions after a number of 304s, and a portal once caught is never believed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.archive.portals import ensure_portal
from crawler.archive.record import stamp
from crawler.archive.store import Archive
from crawler.items import VIETNAM

Kind = Literal["list", "rss", "atom", "sitemap", "article", "missing"]
"""What the address gave; ``missing`` is a feed that a content system usually has and this portal has not."""


@dataclass(frozen=True, slots=True)
class Validator:
    """What is remembered of one address since its page was last received whole."""

    kind: Kind
    etag: str | None = None
    modified: str | None = None
    """``Last-Modified`` as the server wrote it."""
    links: int = 0
    """Article addresses that the page named."""
    spared: int = 0
    """Crawls in a row that did not receive the page: 304, or not asked because it is missing."""
    trusted: bool = True
    """False once the server showed other articles under the same validator."""
    article: str | None = None
    """Id of the article that the page is."""

    def same(self, other: Validator) -> bool:
        """Whether both carry the same statement of the server; without any statement they do not."""
        if self.etag or other.etag:
            return self.etag == other.etag
        return self.modified is not None and self.modified == other.modified


def remembered(archive: Archive, portal: str, url: str) -> Validator | None:
    """What is known of the address; None when nothing is."""
    query = "SELECT kind, etag, modified, links, spared, trusted, article FROM validators WHERE portal = ? AND url = ?"
    with archive.reading() as db:
        row = db.execute(query, (portal, url)).fetchone()
    return Validator(**{**dict(row), "trusted": bool(row["trusted"])}) if row else None


def remember(archive: Archive, portal: str, url: str, now: Validator, at: datetime | None = None) -> None:
    """Replace what is known of the address; ``at`` is when it was asked for (default: the clock)."""
    with archive.writing() as db:
        ensure_portal(db, portal)
        db.execute(
            "INSERT OR REPLACE INTO validators (portal, url, kind, etag, modified, links, spared, trusted, article, "
            "checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (portal, url, now.kind, now.etag, now.modified, now.links, now.spared, int(now.trusted), now.article,
             stamp(at or datetime.now(VIETNAM))),
        )  # fmt: skip


def forget(archive: Archive, portal: str, url: str) -> None:
    """Know nothing of the address any more."""
    with archive.writing() as db:
        db.execute("DELETE FROM validators WHERE portal = ? AND url = ?", (portal, url))


def caught(archive: Archive, portal: str) -> bool:
    """Whether the portal's server was ever found to show other articles under the same validator."""
    with archive.reading() as db:
        query = "SELECT 1 FROM validators WHERE portal = ? AND NOT trusted LIMIT 1"
        return db.execute(query, (portal,)).fetchone() is not None
