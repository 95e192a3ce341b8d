"""The page of an article as it was fetched: sent as it is, into a sandbox where nothing runs and nothing is loaded."""

from __future__ import annotations

from email.message import Message

from flask import Response

from crawler.archive.record import Fetch
from crawler.archive.snapshots import Snapshot, read
from crawler.archive.store import Archive
from search_ui.site import site

POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script, form, frame, picture or style sheet of the portal; its inline styles may colour it."""


def stored_fetches(archive: Archive, article_id: str) -> list[Fetch]:
    """The fetches of an article whose page is kept, newest first."""
    return [fetch for fetch in archive.fetches(article_id) if fetch.snapshot is not None]


def stored_page(archive: Archive, article_id: str, at: str | None) -> Response | None:
    """The page fetched at the time ``at`` (ISO 8601), the newest without; None when there is none, or it is no HTML."""
    fetches = stored_fetches(archive, article_id)
    wanted = next((f for f in fetches if at is None or f.fetched_at.isoformat() == at), None)
    if wanted is None or wanted.snapshot is None:
        return None
    kept = read(site().data.snapshots, wanted.snapshot)
    content_type = _html_type(kept)
    if content_type is None:
        return None
    answer = Response(kept.body, content_type=content_type)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Robots-Tag"] = "noindex, noarchive"
    return answer


def _html_type(kept: Snapshot) -> str | None:
    """The content type with the portal's character set and nothing else; None for a page that is not HTML."""
    header = Message()
    header["Content-Type"] = next((v for n, v in kept.headers if n.lower() == "content-type"), "text/html")
    if header.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    charset = header.get_content_charset()
    return f"text/html; charset={charset}" if charset and charset.replace("-", "").isalnum() else "text/html"
