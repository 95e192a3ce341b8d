"""Which articles are the same news: exact reprints, near-duplicates and truncated reposts across portals, as clusters.

Exact copies are joined wherever they stand. Near-duplicates and truncated reposts only count between different portals:
inside one portal they are mostly forms filled in anew, such as the week's working calendar.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.archive.articles import next_seq
from crawler.archive.clustering import RULES, Appearance, Kind, Places, Text, clusters
from crawler.archive.record import Stored
from crawler.archive.signatures import METHOD, signatures
from crawler.archive.store import Archive

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a cluster and how it relates to the one that appeared first."""

    stored: Stored
    kind: Kind
    similarity: float
    """1 for an exact copy; else the share of shingles, or of sentences for a part."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles that are the same news, the first published first."""

    members: tuple[Member, ...]

    @property
    def original(self) -> Member:
        """The one that appeared first, as far as the dates tell."""
        return self.members[0]

    @property
    def portals(self) -> tuple[str, ...]:
        """Where it stands, in the order of appearance."""
        return tuple(dict.fromkeys(m.stored.article.portal for m in self.members))


@dataclass(frozen=True, slots=True)
class ReprintReport:
    """What an update of the clusters did."""

    compared: int
    """Texts that are new or have changed since the last update."""
    clusters: int
    members: int
    changed: int
    """Articles whose place in a cluster is another one than before."""


def update_reprints(archive: Archive, progress: Callable[[int], None] | None = None) -> ReprintReport:
    """Bring the clusters up to date; only new and changed texts are read, and nothing is done when nothing has changed.

    Articles that move into, out of or inside a cluster get a new sequence number. ``progress`` is told the number of
    texts read. Raises `DanvanError`.
    """
    compared = _sign(archive, progress or (lambda done: None))
    with archive.writing() as db:
        if _noted(db, "clustered") == _state(db):
            return _report(db, compared, 0)
        changed = _write(db, clusters(_texts(db), lambda ids: _bodies(db, ids)))
        db.execute("INSERT OR REPLACE INTO state VALUES ('clustered', ?)", (_state(db),))
        return _report(db, compared, changed)


def _state(db: sqlite3.Connection) -> str:
    """What clusters are made from: the archive's last change, and the rules."""
    return f"{_noted(db, 'seq')} {RULES}"


def _noted(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row["value"] if row else None


def _report(db: sqlite3.Connection, compared: int, changed: int) -> ReprintReport:
    members, clusters = db.execute("SELECT count(*), count(DISTINCT original) FROM clusters").fetchone()
    return ReprintReport(compared, clusters, members, changed)


def _sign(archive: Archive, progress: Callable[[int], None]) -> int:
    """Make the signatures that are missing, in groups, so that a killed update goes on where it stopped."""
    with archive.writing() as db:
        if _noted(db, "signatures") != METHOD:
            db.execute("DELETE FROM signatures")
            db.execute("INSERT OR REPLACE INTO state VALUES ('signatures', ?)", (METHOD,))
    query = """
        SELECT a.id, a.fingerprint, a.body FROM articles a LEFT JOIN signatures s ON s.article = a.id
        WHERE a.body <> '' AND (s.article IS NULL OR s.fingerprint <> a.fingerprint) LIMIT ?"""
    done = 0
    while True:
        with archive.writing() as db:
            rows = db.execute(query, (_AT_ONCE,)).fetchall()
            made = signatures([row["body"] for row in rows])
            db.executemany(
                "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?, ?)",
                [(r["id"], r["fingerprint"], s.minhash, s.sentences) for r, s in zip(rows, made, strict=True)],
            )
        if not rows:
            return done
        done += len(rows)
        progress(done)


def _texts(db: sqlite3.Connection) -> list[Text]:
    query = """
        SELECT a.id, a.portal, a.fingerprint, a.published, a.first_seen, s.minhash, s.sentences
        FROM articles a JOIN signatures s ON s.article = a.id WHERE a.body <> '' ORDER BY a.id"""
    return [
        Text(
            row["id"],
            row["portal"],
            row["fingerprint"],
            _appearance(row),
            row["minhash"],
            row["sentences"],
        )
        for row in db.execute(query)
    ]


def _bodies(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT id, body FROM articles WHERE id IN ({marks})", tuple(ids))  # noqa: S608 question marks
    return {row["id"]: row["body"] for row in rows}


def _write(db: sqlite3.Connection, places: Places) -> int:
    """Store the clusters; returns how many articles have another place than before."""
    query = "SELECT article, original, kind, similarity FROM clusters"
    before: Places = {row[0]: (row[1], row[2], row[3]) for row in db.execute(query)}
    moved = [name for name in before.keys() | places.keys() if before.get(name) != places.get(name)]
    db.executemany("DELETE FROM clusters WHERE article = ?", [(name,) for name in moved])
    rows = [(name, *places[name]) for name in moved if name in places]
    db.executemany("INSERT INTO clusters (article, original, kind, similarity) VALUES (?, ?, ?, ?)", rows)
    for name in sorted(moved):
        db.execute("UPDATE articles SET seq = ? WHERE id = ?", (next_seq(db), name))
    return len(moved)


def cluster_of(archive: Archive, article_id: str) -> Cluster | None:
    """The cluster that the article belongs to, as of the last update; None when it stands alone."""
    query = """
        SELECT a.id, a.published, a.first_seen, c.kind, c.similarity FROM clusters c JOIN articles a ON a.id = c.article
        WHERE c.original = (SELECT original FROM clusters WHERE article = ?)"""
    with archive.reading() as db:
        rows = sorted(db.execute(query, (article_id,)), key=lambda row: (row["kind"] != "original", _appearance(row)))
        found = archive.get_many([row["id"] for row in rows])
    members = [Member(found[row["id"]], row["kind"], row["similarity"]) for row in rows]
    return Cluster(tuple(members)) if members else None


def _appearance(row: sqlite3.Row) -> Appearance:
    """When an article appeared, as far as is known: of a day alone its noon, unless it was seen before that; an
    undated one when it was seen first. What is known more exactly goes first."""
    published, seen = row["published"], row["first_seen"]
    if published is None:
        return seen, 2, seen, row["id"]
    if len(published) == len("2024-03-04"):
        return min(f"{published}T12:00:00+07:00", seen), 1, seen, row["id"]
    return published, 0, seen, row["id"]


def copies(archive: Archive, ids: Sequence[str]) -> dict[str, int]:
    """For those of ``ids`` that belong to a cluster: how many other articles it has."""
    marks = ", ".join("?" * len(ids))
    query = f"""
        SELECT a.article, count(*) - 1 FROM clusters a JOIN clusters b ON b.original = a.original
        WHERE a.article IN ({marks}) GROUP BY a.article"""  # noqa: S608 only question marks
    with archive.reading() as db:
        return {r[0]: r[1] for r in db.execute(query, tuple(ids))}


def originals(archive: Archive) -> dict[str, str]:
    """For every article that is a reprint: the article that appeared first."""
    with archive.reading() as db:
        return {r[0]: r[1] for r in db.execute("SELECT article, original FROM clusters WHERE article <> original")}
