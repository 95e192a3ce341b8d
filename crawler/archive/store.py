"""The archive: one SQLite file that keeps every article, its versions, and how it was fetched.

`Archive` is the only door to it. Each method is one transaction, or part of the one that `transaction` or `batch`
opened; whatever goes wrong with the file is told as a `DanvanError`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType

from crawler.archive import articles, frontier, portals, queries, runs
from crawler.archive.database import BUSY_SECONDS, Frozen, connect, make_directory, state_of, told, transaction
from crawler.archive.frontier import Candidate, ListState, Outcome, Pending, Unread
from crawler.archive.record import Fetch, PortalRecord, Put, SnapshotRef, Stored, Version
from crawler.archive.runs import Run
from crawler.archive.schema import check, is_older, migrate
from crawler.errors import DanvanError
from crawler.items import Article, Precision


class Archive:
    """An open archive; close it, or use it in a ``with`` statement. A read-only one may be shared by threads."""

    def __init__(self, path: Path, db: sqlite3.Connection, *, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self._db = db
        self._group = self._grouped = self._depth = 0
        self._thawing = Lock()
        self._state = state_of(path) if isinstance(db, Frozen) else None
        self._retired: list[sqlite3.Connection] = []

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, timeout: float = BUSY_SECONDS) -> Archive:
        """Open the archive at ``path``; a writer creates it where there is none. An older one is migrated first.

        ``timeout`` is how many seconds to wait for another writer. Raises `DanvanError`, also for an older archive that
        this user must not change.
        """
        if readonly and not path.exists():
            raise DanvanError(f"There is no archive at {path} yet. Run `danvan crawl` or `danvan import FILE` first.")
        if not readonly:
            make_directory(path.parent)
        with told(path):
            db = connect(path, readonly=readonly, timeout=timeout)
            try:
                if readonly and is_older(db) and os.access(path, os.W_OK):
                    db.close()
                    cls.open(path, timeout=timeout).close()
                    db = connect(path, readonly=True, timeout=timeout)
                if readonly:
                    check(db, path, reading=True)
                else:
                    migrate(db, path)
                    db.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                db.close()
                raise
        return cls(path, db, readonly=readonly)

    def close(self) -> None:
        """Close the file; closing twice is allowed."""
        with told(self.path):
            for db in (*self._retired, self._db):
                db.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside the block, or none of them when it is left by an error."""
        with self.writing():
            yield

    @contextmanager
    def batch(self, every: int = 500) -> Iterator[None]:
        """Group writes for bulk work: one commit for ``every`` writes and one at the end.

        Each write, and each `transaction` inside, still happens wholly or not at all; an error keeps those before it.
        Inside a `transaction` there is nothing to group.
        """
        if self._db.in_transaction:
            yield
            return
        self._group, self._grouped = every, 0
        try:
            yield
        finally:
            self._group = 0
            with told(self.path):
                if self._db.in_transaction:
                    self._db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a write of its own, for the modules of `crawler.archive`."""
        if self.readonly:
            raise DanvanError(f"The archive {self.path} was opened for reading only.")
        with told(self.path):
            if self._group and not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                with transaction(self._db) as db:
                    yield db
            finally:
                self._depth -= 1
            if self._group and not self._depth:
                self._grouped += 1
                if self._grouped % self._group == 0:
                    self._db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading, for the modules of `crawler.archive`."""
        with told(self.path):
            if isinstance(self._db, Frozen):
                self._thaw()
            yield self._db

    def _thaw(self) -> None:
        """Open the file anew when somebody has written to it since; other threads may still read the old connection."""
        with self._thawing:
            state = state_of(self.path)
            if state != self._state:
                self._retired.append(self._db)
                self._db, self._state = connect(self.path, readonly=True), state

    # Articles

    def put(self, article: Article, *, seen_at: datetime, run: int | None = None, fetch: Fetch | None = None) -> Put:
        """Store what a page showed at ``seen_at``, and the fetch that brought it.

        A known id with another text keeps the old one as a version. A reading older than the current text finds its
        place in the history. Derived fields (topics, fingerprint) are replaced without a new version.
        """
        with self.writing() as db:
            result = articles.put(db, article, seen_at)
            if fetch is not None:
                runs.add_fetch(db, article.portal, fetch, run, article.id)
        return result

    def get(self, article_id: str) -> Stored | None:
        """The article with this id, or None."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, ids: Sequence[str]) -> dict[str, Stored]:
        """The articles that exist among ``ids``, in the order of ``ids``."""
        with self.reading() as db:
            return queries.get_many(db, ids)

    def iter_articles(self, after_seq: int = 0, portal: str | None = None) -> Iterator[Stored]:
        """Articles in the order of their last change, streamed, as they stood when the first was asked for.

        Reads through a connection of its own, so that writes of this archive may go on meanwhile; a change that is not
        committed yet is not seen.
        """
        with told(self.path), closing(connect(self.path, readonly=True)) as db:
            yield from queries.iterate(db, after_seq, portal)

    def changed_since(self, seq: int) -> list[str]:
        """Ids of the articles that are new, changed, gone or removed after ``seq``, oldest change first.

        `get` returns None for a removed one.
        """
        with self.reading() as db:
            return queries.changed_since(db, seq)

    def last_seq(self) -> int:
        """Number of the last change; 0 for an empty archive."""
        with self.reading() as db:
            return int(db.execute("SELECT value FROM state WHERE name = 'seq'").fetchone()[0])

    def identity(self) -> str:
        """Random name given to the archive when it was made: with another identity, sequence numbers say nothing."""
        with self.reading() as db:
            return str(db.execute("SELECT value FROM state WHERE name = 'identity'").fetchone()[0])

    def count(self, portal: str | None = None) -> int:
        """How many articles there are, those that are gone included."""
        with self.reading() as db:
            query = "SELECT count(*) FROM articles WHERE portal = coalesce(?, portal)"
            return int(db.execute(query, (portal,)).fetchone()[0])

    def counts(self) -> dict[str, queries.PortalCount]:
        """What the archive holds of each portal."""
        with self.reading() as db:
            return queries.counts(db)

    def days(self, portal: str | None = None) -> dict[str, dict[date, int]]:
        """How many articles of each portal, or one, were published on each day, oldest first; no undated ones."""
        with self.reading() as db:
            return queries.days(db, portal)

    def versions(self, article_id: str) -> list[Version]:
        """Every text of the article with what changed, oldest first, the current one last; empty when it is unknown."""
        with self.reading() as db:
            return queries.versions(db, article_id)

    def by_first_seen(self) -> Iterator[str]:
        """Ids of all articles, those that came last first."""
        with self.reading() as db:
            yield from queries.by_first_seen(db)

    def reprints(self, article_id: str) -> list[Stored]:
        """Articles of other portals with the same text, first published first."""
        with self.reading() as db:
            return queries.reprints(db, article_id)

    def see_again(self, article_id: str, at: datetime) -> None:
        """Note that the article's page was found unchanged at ``at``."""
        with self.writing() as db:
            articles.see_again(db, article_id, at)

    def mark_gone(self, id_or_url: str, at: datetime) -> bool:
        """Mark an article, by id or canonical address, as missing since ``at``; False when none was marked."""
        with self.writing() as db:
            return articles.mark_gone(db, id_or_url, at)

    # Portals, runs and fetches

    def put_portal(self, record: PortalRecord) -> None:
        """Remember what the registry says about a portal now."""
        with self.writing() as db:
            portals.put_portal(db, record)

    def portals(self) -> list[PortalRecord]:
        """All portals that were ever stored, by id."""
        with self.reading() as db:
            return portals.portals(db)

    def has_portal(self, prefix: str) -> bool:
        """Whether a portal was ever stored whose id begins with ``prefix``."""
        with self.reading() as db:
            return portals.has_portal(db, prefix)

    def start_run(self, portal: str, at: datetime) -> int:
        """Note that a crawl of ``portal`` begins; returns the run's number."""
        with self.writing() as db:
            return runs.start_run(db, portal, at)

    def finish_run(
        self, run: int, at: datetime, counts: Mapping[str, int], grade: str | None, message: str | None = None
    ) -> None:
        """Note how a run ended."""
        with self.writing() as db:
            runs.finish_run(db, run, at, counts, grade, message)

    def runs(self, portal: str | None = None, limit: int = 50) -> list[Run]:
        """The latest runs, newest first."""
        with self.reading() as db:
            return runs.runs(db, portal, limit)

    def latest_runs(self) -> dict[str, Run]:
        """The last run of each portal that was ever crawled."""
        with self.reading() as db:
            return runs.latest_runs(db)

    def add_fetch(self, portal: str, fetch: Fetch, run: int | None = None, article_id: str | None = None) -> None:
        """Note a fetch that gave no article; `put` notes those that did."""
        with self.writing() as db:
            runs.add_fetch(db, portal, fetch, run, article_id)

    def fetches(self, article_id: str) -> list[Fetch]:
        """The fetches that gave this article, newest first."""
        with self.reading() as db:
            return runs.fetches(db, article_id)

    def answers(self) -> dict[str, dict[str, int]]:
        """How often each portal's article pages answered with which HTTP status; ``-`` stands for none."""
        with self.reading() as db:
            return runs.answers(db)

    def find_snapshot(self, digest: str) -> SnapshotRef | None:
        """The first kept page whose body has this digest; for `crawler.archive.snapshots.SnapshotWriter`."""
        with self.reading() as db:
            return runs.find_snapshot(db, digest)

    # Frontier

    def discover(
        self, portal: str, links: Iterable[Candidate], run: int | None = None, *, walking: str | None = None
    ) -> list[str]:
        """Remember article addresses; see `crawler.archive.frontier.discover`. Returns the keys that are new."""
        with self.writing() as db:
            return frontier.discover(db, portal, links, run, walking)

    def note_dates(self, portal: str, links: Iterable[Candidate]) -> None:
        """Remember the dates that a list prints for addresses that are known and still wanted."""
        with self.writing() as db:
            frontier.note_dates(db, portal, links)

    def pending(self, portal: str, limit: int | None = None) -> list[Pending]:
        """Addresses still to be fetched: untried ones first, then those that failed in earlier runs."""
        with self.reading() as db:
            return frontier.pending(db, portal, limit)

    def settle(self, portal: str, key: str, outcome: Outcome, at: datetime, note: str | None = None) -> None:
        """Note what became of an address; call it in one `transaction` with the `put` of its page."""
        with self.writing() as db:
            frontier.settle(db, portal, key, outcome, at, note)

    def postpone(self, portal: str, key: str, published: datetime, precision: Precision | None = None) -> None:
        """Leave an address pending and remember the date of its article, for a crawl of another time span."""
        with self.writing() as db:
            frontier.postpone(db, portal, key, published, precision)

    def reopen(self, portal: str, before: datetime | None = None, outcome: Outcome | None = None) -> int:
        """Want settled addresses again (all, those settled before a time, or in one way); returns how many."""
        with self.writing() as db:
            return frontier.reopen(db, portal, before, outcome)

    def reopen_recent(self, portal: str, since: datetime) -> int:
        """Want articles again that were published at ``since`` or later; returns how many."""
        with self.writing() as db:
            return frontier.reopen_recent(db, portal, since)

    def known_keys(self, portal: str) -> set[str]:
        """Keys of every address ever remembered for the portal."""
        with self.reading() as db:
            return frontier.known_keys(db, portal)

    def outcomes(self, portal: str) -> dict[str, int]:
        """How many of the portal's addresses are pending, or became what."""
        with self.reading() as db:
            return frontier.outcomes(db, portal)

    def unread(self, portal: str, limit: int = 20) -> list[Unread]:
        """Addresses of the portal that failed or were no article, the latest first."""
        with self.reading() as db:
            return frontier.unread(db, portal, limit)

    def list_state(self, portal: str, list_url: str) -> ListState:
        """How far a list or feed has been walked."""
        with self.reading() as db:
            return frontier.list_state(db, portal, list_url)

    def set_list_state(
        self, portal: str, list_url: str, at: datetime, *, complete: bool, next_page: str | None = None, pages: int = 0
    ) -> None:
        """Note how far a list or feed has been walked."""
        with self.writing() as db:
            frontier.set_list_state(db, portal, list_url, at, complete, next_page, pages)
