"""Writing articles again from their stored pages: today's reading of each page takes the place of the one before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from crawler.archive import articles, frontier, runs
from crawler.archive.history import Reading, differing, merge, numbered
from crawler.archive.portals import ensure_portal
from crawler.archive.record import (
    DERIVED,
    Fetch,
    LeftOut,
    Listed,
    SnapshotRef,
    Stored,
    article_from_json,
    article_to_json,
    moment,
    stamp,
)
from crawler.archive.store import Archive
from crawler.items import Article


@dataclass(frozen=True, slots=True)
class PageReading:
    """What today's rules read from one stored page."""

    article: Article
    fetch: Fetch
    key: str
    """The key under which the frontier knows the address."""
    listed: Listed = field(default_factory=Listed)
    left_out: LeftOut | None = None
    """Why the crawl that fetched the page left its article out."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a new reading of an article's pages changes."""

    known: bool
    """Whether the archive had the article before."""
    fields: tuple[str, ...]
    """Fields of the current text that differ, derived ones included."""
    history: bool
    """Whether any older version differs."""
    before: Article | None
    """What was kept as the current text; None when the article was not known."""
    after: Article
    """What is the current text by today's reading."""

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return not self.known or bool(self.fields) or self.history


class Readings:
    """Readings of many pages, collected on disk in a private temporary file and given back article by article."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE readings (id TEXT, at TEXT, data TEXT)")

    def add(self, reading: PageReading) -> None:
        """Remember one reading."""
        fetch, at = reading.fetch, reading.fetch.snapshot
        place = [at.file, at.offset, at.length, at.digest] if at else None
        listed, left_out = reading.listed.as_json(), reading.left_out
        data = [article_to_json(reading.article), fetch.url, fetch.status, place, reading.key, listed, left_out]
        row = (reading.article.id, stamp(fetch.fetched_at), json.dumps(data, ensure_ascii=False))
        self._db.execute("INSERT INTO readings VALUES (?, ?, ?)", row)

    def by_article(self) -> Iterator[list[PageReading]]:
        """The readings of one article after the other, each in the order of time."""
        rows = self._db.execute("SELECT id, at, data FROM readings ORDER BY id, at, rowid")
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield [_reading(at, data) for _, at, data in group]

    def close(self) -> None:
        """Throw the file away."""
        self._db.close()


def _reading(at: str, text: str) -> PageReading:
    data, url, status, place, key, listed, left_out = json.loads(text)
    fetch = Fetch(url, moment(at), status, "article", SnapshotRef(*place) if place else None)
    return PageReading(article_from_json(data).article, fetch, key, Listed.from_json(listed), left_out)


def rewrite(archive: Archive, pages: Sequence[PageReading], *, apply: bool) -> Rewritten:
    """Compare the readings of one article's pages with what is kept and, with ``apply``, keep them instead.

    Versions that came from elsewhere, such as an import, stay. All in one transaction.
    """
    article_id = pages[-1].article.id
    stored = archive.get(article_id)
    before = archive.versions(article_id)
    times = {page.fetch.fetched_at for page in pages}
    history = [Reading(v.article, v.since, v.last_seen) for v in before if v.since not in times]
    history += [_of_page(page, stored) for page in pages]
    history = merge(history)
    if stored is not None and stored.last_seen > history[-1].last_seen:
        history[-1] = replace(history[-1], last_seen=stored.last_seen)
    after = numbered(history)
    result = Rewritten(
        known=stored is not None,
        fields=_differing(stored.article, history[-1].article) if stored else (),
        history=[(v.article, v.since) for v in before[:-1]] != [(v.article, v.since) for v in after[:-1]],
        before=stored.article if stored else None,
        after=history[-1].article,
    )
    if apply:
        with archive.writing() as db:
            if result.changed:
                ensure_portal(db, pages[-1].article.portal)
                articles.write_history(db, history, stored.gone_since if stored else None)
            for page in pages:
                _note_page(db, page, None)
    return result


def leave_out(archive: Archive, pages: Sequence[PageReading]) -> None:
    """Note pages whose article stays out of the archive, as the crawl that left them out did."""
    with archive.writing() as db:
        for page in pages:
            _note_page(db, page, page.left_out)


def _of_page(page: PageReading, stored: Stored | None) -> Reading:
    """A date that only the portal's list or feed gave is not lost when a page stored without it is read again."""
    article = articles.as_kept(page.article)
    known = stored.article if stored else None
    if article.published is None and known is not None and known.published_from in ("list", "feed"):
        article = replace(
            article,
            published=known.published,
            published_precision=known.published_precision,
            published_from=known.published_from,
        )
    return Reading(article, page.fetch.fetched_at, page.fetch.fetched_at)


def _differing(before: Article, after: Article) -> tuple[str, ...]:
    derived = tuple(name for name in sorted(DERIVED) if getattr(before, name) != getattr(after, name))
    return (*differing(before, after), *derived)


def _note_page(db: sqlite3.Connection, page: PageReading, left_out: LeftOut | None) -> None:
    """The fetch and the settled address as the crawl would have written them, where they are missing."""
    portal, at, fetched = page.article.portal, page.fetch.snapshot, page.fetch.fetched_at
    article = None if left_out else page.article.id
    known = at and _fetch_of(db, page.fetch.url, at, fetched)
    if not known:
        runs.add_fetch(db, portal, replace(page.fetch, outcome=left_out or "article"), None, article)
    elif article is not None or known["article"] is None:
        update = "UPDATE fetches SET article = ?, outcome = ? WHERE id = ?"
        db.execute(update, (article, left_out or "article", known["id"]))
    listed, title = page.listed, page.listed.title or page.article.title
    published = page.article.published if left_out == "out_of_range" else listed.published
    seen = frontier.Candidate(page.key, page.fetch.url, title, published, listed.precision)
    if frontier.discover(db, portal, [seen], None):
        if left_out != "out_of_range":
            frontier.settle(db, portal, page.key, left_out or "article", fetched)
    elif left_out != "out_of_range":
        frontier.read_after_all(db, portal, page.key, left_out or "article", fetched, failed=bool(page.left_out))


def _fetch_of(db: sqlite3.Connection, url: str, at: SnapshotRef, fetched: datetime) -> sqlite3.Row | None:
    """The fetch that kept a page, or a copy of it: killed between page and archive, a crawl or import has left one."""
    found: sqlite3.Row | None = db.execute(
        "SELECT id, article FROM fetches WHERE file = ?1 AND offset = ?2 UNION ALL "
        "SELECT id, article FROM fetches WHERE digest = ?3 AND url = ?4 AND fetched_at = ?5 LIMIT 1",
        (at.file, at.offset, at.digest, url, stamp(fetched)),
    ).fetchone()
    return found


def earlier_id(archive: Archive, ref: SnapshotRef) -> str | None:
    """The article that a stored page gave when it was fetched."""
    with archive.reading() as db:
        row = db.execute(
            "SELECT article FROM fetches WHERE file = ? AND offset = ? AND article IS NOT NULL", (ref.file, ref.offset)
        ).fetchone()
        return str(row["article"]) if row else None


def is_kept(archive: Archive, url: str, at: datetime, digest: str) -> bool:
    """Whether this answer, by address, time and digest of its body, has its page among the snapshots."""
    query = "SELECT 1 FROM fetches WHERE digest = ? AND url = ? AND fetched_at = ?"
    with archive.reading() as db:
        return db.execute(query, (digest, url, stamp(at))).fetchone() is not None


def rename(archive: Archive, old: str, new: str) -> bool:
    """Give an article the id that today's rules find for its page; False when that id is taken or ``old`` unknown."""
    with archive.writing() as db:
        found = {row["id"] for row in db.execute("SELECT id FROM articles WHERE id IN (?, ?)", (old, new))}
        if found != {old}:
            return False
        articles.rename(db, old, new)
        return True
