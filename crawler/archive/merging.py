"""Brings what another data directory holds into this one: articles with their versions, pages, runs, the frontier.

Everything is recognised by what it is, not by its number, so that bringing the same directory in again, also after a
kill or when it has grown, changes only what is new. The other directory is only read, and may be written to meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from crawler.archive import articles, portals, queries, runs
from crawler.archive.database import connect, told
from crawler.archive.frontier_merging import bring_frontier
from crawler.archive.history import Reading, merge
from crawler.archive.record import Fetch, Put, Stored, Version
from crawler.archive.snapshots import SnapshotWriter, read
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import Article

_AT_ONCE = 100
"""Articles in one transaction; so many pages at most lie in a file twice after a kill, where they do no harm."""


@dataclass(slots=True)
class Brought:
    """What came from another data directory."""

    articles: Counter[Put] = field(default_factory=Counter)
    pages: int = 0
    """Stored pages that were not here."""
    runs: int = 0
    """Runs that were not here, or had not ended."""
    unreadable: list[str] = field(default_factory=list)
    """Stored pages that cannot be read there; everything else of them is here."""


def bring_in(
    other: Archive, pages: Path, archive: Archive, snapshots: SnapshotWriter | None,
    progress: Callable[[Put], None] = lambda put: None,
) -> Brought:  # fmt: skip
    """Bring everything that ``other`` holds into ``archive``, and its stored pages, which lie in the directory
    ``pages``, into ``snapshots``.

    ``progress`` is called after each article. Killed in between, it can simply be run again. Raises `DanvanError`.
    """
    return _Merge(other, pages, archive, snapshots, progress).work()


class _Merge:
    def __init__(
        self, other: Archive, pages: Path, archive: Archive, snapshots: SnapshotWriter | None,
        progress: Callable[[Put], None],
    ) -> None:  # fmt: skip
        self._other, self._pages, self._archive = other, pages, archive
        self._snapshots, self._progress = snapshots, progress
        self._runs: dict[int, int] = {}
        self._brought = Brought()

    def work(self) -> Brought:
        before = {portal: run.started for portal, run in self._archive.latest_runs().items()}
        with self._archive.writing() as db:
            portals.bring(db, self._other.portals())
            _note_fetches(db)
        self._bring_runs()
        self._follow_renames()
        with self._archive.batch(_AT_ONCE):
            for stored in self._other.iter_articles():
                self._progress(self._bring_article(stored))
            for row in self._rows("SELECT * FROM fetches WHERE article IS NULL ORDER BY id"):
                self._bring_fetch(row)
        with self._archive.writing() as db, self._other.reading() as other:
            bring_frontier(db, other, self._runs, before)
        return self._brought

    def _rows(self, query: str, *values: object) -> Iterator[sqlite3.Row]:
        """Rows of the other archive, streamed through a connection of their own: its writers may go on."""
        with told(self._other.path), closing(connect(self._other.path, readonly=True)) as other:
            yield from other.execute(query, values)

    def _bring_runs(self) -> None:
        for row in self._rows("SELECT * FROM runs ORDER BY id"):
            with self._archive.writing() as db:
                self._runs[row["id"]], new = runs.bring(db, runs.run_of(row))
                self._brought.runs += new

    def _follow_renames(self) -> None:
        """An article whose identity was found differently there, after it came here under its old one."""
        for row in self._rows("SELECT id FROM removed ORDER BY seq"):
            if self._archive.get(row["id"]) is None:
                continue
            with self._archive.writing() as db:
                fetch = db.execute("SELECT * FROM fetches WHERE article = ? LIMIT 1", (row["id"],)).fetchone()
                if fetch is None:
                    continue
                query = "SELECT article FROM fetches WHERE digest = ? AND url = ? AND fetched_at = ?"
                with self._other.reading() as other:
                    now = other.execute(query, (fetch["digest"], fetch["url"], fetch["fetched_at"])).fetchone()
                if now is not None and now["article"] and self._archive.get(now["article"]) is None:
                    articles.rename(db, row["id"], now["article"])

    def _bring_article(self, stored: Stored) -> Put:
        """The article, its texts and its fetches in one transaction."""
        article_id = stored.article.id
        theirs = self._other.versions(article_id)
        with self._archive.writing() as db:
            put = _put_history(db, stored, theirs)
            query = "SELECT * FROM fetches WHERE article = ? ORDER BY id"
            with self._other.reading() as other:
                rows = other.execute(query, (article_id,)).fetchall()
            for row in rows:
                self._bring_fetch(row)
        self._brought.articles[put] += 1
        return put

    def _bring_fetch(self, row: sqlite3.Row) -> None:
        key = tuple(row[name] for name in _FETCH)
        with self._archive.writing() as db:
            query = "SELECT id, article, kept FROM here WHERE portal = ? AND url = ? AND fetched_at = ? AND status IS ?"
            known = db.execute(query, key).fetchone()
            if known is None:
                fetch = self._with_page(row)
                run = self._runs.get(row["run"])
                number = runs.add_fetch(db, row["portal"], fetch, run, row["article"])
                here = (*key, number, row["article"], fetch.snapshot is not None)
                db.execute("INSERT INTO here VALUES (?, ?, ?, ?, ?, ?, ?)", here)
            elif row["file"] is not None and not known["kept"] and (kept := self._with_page(row).snapshot):
                runs.keep_page(db, known["id"], kept)
            if known is not None and row["article"] and known["article"] is None:
                update = "UPDATE fetches SET article = ?, outcome = 'article' WHERE id = ?"
                db.execute(update, (row["article"], known["id"]))

    def _with_page(self, row: sqlite3.Row) -> Fetch:
        """The fetch, its page kept here; without page where it cannot be read."""
        fetch = runs.fetch_of(row)
        if fetch.snapshot is None or self._snapshots is None:
            return replace(fetch, snapshot=None)
        try:
            page = read(self._pages, fetch.snapshot)
        except DanvanError as error:
            self._brought.unreadable.append(str(error))
            return replace(fetch, snapshot=None)
        kept = self._snapshots.write(
            page.url, page.status or 0, page.headers, page.body, page.fetched_at,
            portal=page.portal, listed=page.listed, left_out=page.left_out,
        )  # fmt: skip
        self._brought.pages += 1
        return replace(fetch, snapshot=kept)


_FETCH = ("portal", "url", "fetched_at", "status")
"""What a fetch is recognised by: a portal is asked for one page at a time."""


def _note_fetches(db: sqlite3.Connection) -> None:
    """Which fetches are here, in a table of this connection's own that finds them by what they are."""
    db.execute("DROP TABLE IF EXISTS temp.here")
    db.execute(
        f"CREATE TEMP TABLE here AS SELECT {', '.join(_FETCH)}, id, article, file IS NOT NULL AS kept FROM fetches"  # noqa: S608 constants
    )
    db.execute("CREATE INDEX temp.here_by_url ON here (url, fetched_at)")


def _put_history(db: sqlite3.Connection, theirs: Stored, versions: list[Version]) -> Put:
    """Make one history of the texts here and there; ``unchanged`` when nothing there was unknown."""
    article_id = theirs.article.id
    here = queries.get_many(db, [article_id]).get(article_id)
    before = queries.versions(db, article_id)
    ours = [replace(v, article=_named(v.article, theirs.article)) for v in before]
    # Of two readings of one text and time the one that is here stays: what danvan derives from it may be newer.
    history = merge(Reading(v.article, v.since, v.last_seen) for v in (*versions, *ours))
    gone = _gone(theirs, here, history[-1].last_seen)
    known = [Reading(v.article, v.since, v.last_seen) for v in before]
    if history != known or (here is not None and gone != here.gone_since):
        articles.write_history(db, history, gone)
    if here is None:
        return "new"
    same = gone == here.gone_since and [r.article for r in history] == [r.article for r in known]
    return "unchanged" if same else "changed"


def _named(article: Article, now: Article) -> Article:
    """An older text under the identity that the article has now."""
    return article if article.id == now.id else replace(article, url=now.url, platform_id=now.platform_id)


def _gone(theirs: Stored, here: Stored | None, last_seen: datetime) -> datetime | None:
    """Since when the page is missing, unless it was seen later."""
    found = [s.gone_since for s in (theirs, here) if s is not None and s.gone_since is not None]
    return min((at for at in found if at >= last_seen), default=None)
