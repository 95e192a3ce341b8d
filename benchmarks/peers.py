"""The peers of the search benchmark: plain Whoosh, SQLite FTS5 and tantivy over the same keyed texts, doing the same
work.

Each answers `Ask` with the ids of the twenty best, the exact total, counts by portal, level, place, year, topic and
month, and the title and two pieces of text with the hits marked, by its own means. Whoosh searches danvan's own index,
counts with its own facets and marks the texts of the archive; FTS5 and tantivy store the texts as match keys, so that
theirs need no analysis. FTS5 cannot count and is given every advantage: all values lie ready as NumPy arrays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.text import SYLLABLE, key
from indexer.analysis import keyed
from indexer.engine.generations import current_name

FIELDS = ("title", "lead", "body")
WIDTH = 240
"""Characters of a piece of text."""
BREAK = "zzz0zzz"
"""Stands between sentences in the peers' texts, so that their phrases do not cross either."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One query: groups of alternative keys, joined by ``how``; ``unwanted`` keys; a level and a first day to filter
    by."""

    kind: str
    how: str
    groups: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...] = ()
    level: str | None = None
    since: datetime | None = None


Answer = tuple[list[str], int]


class Peer(Protocol):
    """Something that answers."""

    name: str

    def page(self, ask: Ask) -> Answer:
        """One search page; the counts are made and thrown away."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One document as the peers index it."""

    id: str
    texts: tuple[str, str, str]
    portal: str
    level: str
    place: str
    month: int
    topics: tuple[str, ...]


def rows(data: DataDir) -> Iterator[Row]:
    """Every article of the archive."""
    with Archive.open(data.archive, readonly=True) as archive:
        records = {record.id: record for record in archive.portals()}
        for stored in archive.iter_articles():
            a = stored.article
            texts = tuple(" ".join(key or BREAK for key in keyed(text or "")) for text in (a.title, a.lead, a.body))
            record = records[a.portal]
            month = a.published.year * 12 + a.published.month - 1 if a.published else 0
            topics = tuple(topic.name for topic in a.topics)
            yield Row(a.id, texts, a.portal, record.level or "", record.place or "", month, topics)  # type: ignore[arg-type]


class Columns:
    """Values of every document as arrays, for the peers that have nothing of the kind."""

    def __init__(self, listed: Sequence[Row]) -> None:
        self.ids = np.array([row.id for row in listed])
        self.place_of = {row.id: n for n, row in enumerate(listed)}
        values = {name: [getattr(row, name) for row in listed] for name in ("portal", "level", "place")}
        self._codes = {name: np.unique(found, return_inverse=True) for name, found in values.items()}
        self.level = np.array([row.level for row in listed])
        self.month = np.array([row.month for row in listed])
        pairs = [(n, topic) for n, row in enumerate(listed) for topic in row.topics]
        self._topic_docs = np.array([n for n, _ in pairs], np.int64)
        self._topics, self._topic_codes = np.unique([topic for _, topic in pairs], return_inverse=True)

    def passing(self, ask: Ask, found: np.ndarray) -> np.ndarray:
        """Those of ``found`` that pass the filters."""
        if ask.level:
            found = found[self.level[found] == ask.level]
        if ask.since:
            found = found[self.month[found] >= ask.since.year * 12 + ask.since.month - 1]
        return found

    def count(self, found: np.ndarray) -> dict[str, dict[str, int]]:
        """Value → documents for everything a search page counts."""
        counted = {name: _named(values, codes[found]) for name, (values, codes) in self._codes.items()}
        months = np.bincount(self.month[found], minlength=24_504)
        years = months.reshape(-1, 12).sum(axis=1)
        counted["year"] = {f"{n:04d}": int(years[n]) for n in np.flatnonzero(years)}
        counted["month"] = {f"{n // 12:04d}-{n % 12 + 1:02d}": int(months[n]) for n in np.flatnonzero(months)}
        among = np.zeros(len(self.ids), bool)
        among[found] = True
        counted["topic"] = _named(self._topics, self._topic_codes[among[self._topic_docs]])
        return counted


def _named(values: np.ndarray, codes: np.ndarray) -> dict[str, int]:
    counts = np.bincount(codes, minlength=len(values)).tolist()
    return {value: count for value, count in zip(values.tolist(), counts, strict=True) if count}


class Whoosh:
    """Plain Whoosh over danvan's own index: it counts with the facets it has for stored values."""

    name = "Whoosh"

    def __init__(self, data: DataDir, columns: Columns) -> None:
        from whoosh import analysis, sorting
        from whoosh.index import open_dir

        class _Keys(analysis.Filter):  # type: ignore[misc]  # whoosh is imported only where it runs
            def __call__(self, tokens: Iterator[Any]) -> Iterator[Any]:
                for token in tokens:
                    token.text = key(token.text)
                    yield token

        def published(form: str) -> Any:
            return sorting.FunctionFacet(
                lambda searcher, n: day.strftime(form) if (day := searcher.stored_fields(n).get("published")) else ""
            )

        self._searcher = open_dir(str(data.index / current_name(data.index))).searcher()
        self._archive = Archive.open(data.archive, readonly=True)
        self._analyzer = analysis.RegexTokenizer(SYLLABLE) | _Keys()
        self._facets = sorting.Facets()
        for name in ("portal", "level", "place"):
            self._facets.add_facet(name, sorting.StoredFieldFacet(name))
        topics = sorting.StoredFieldFacet("topics", allow_overlap=True, split_fn=lambda names: (names or "").split(","))
        self._facets.add_facet("topic", topics)
        self._facets.add_facet("year", published("%Y"))
        self._facets.add_facet("month", published("%Y-%m"))

    def page(self, ask: Ask) -> Answer:
        """Search for the best twenty, then all matching documents for the total and the counts."""
        from whoosh import query

        def group(keys: Sequence[str]) -> Any:
            return query.Or([query.Term(field, key) for field in FIELDS for key in keys])

        if ask.how == "phrase":
            asked = query.Or([query.Phrase(field, [keys[0] for keys in ask.groups]) for field in FIELDS])
        else:
            parts = [group(keys) for keys in ask.groups]
            asked = query.Or(parts) if ask.how == "or" else query.And(parts)
        if ask.unwanted:
            asked = query.AndNot(asked, group(ask.unwanted))
        conditions = []
        if ask.level:
            conditions.append(query.Term("level", ask.level))
        if ask.since:
            conditions.append(query.DateRange("published", ask.since, None))
        chosen = query.And(conditions) if conditions else None
        results = self._searcher.search(asked, limit=20, filter=chosen, groupedby=self._facets)
        for name in self._facets.names():
            {value: len(documents) for value, documents in results.groups(name).items()}
        ids = [hit["id"] for hit in results]
        self._mark(ids, frozenset(key for keys in ask.groups for key in keys))
        return ids, len(results.docs())

    def _mark(self, ids: Sequence[str], terms: frozenset[str]) -> None:
        from whoosh import highlight

        whole, pieces = highlight.WholeFragmenter(), highlight.ContextFragmenter(maxchars=WIDTH, surround=60)
        for stored in self._archive.get_many(ids).values():
            a = stored.article
            for text, cut in ((a.title, whole), (a.lead or "", pieces), (a.body, pieces)):
                highlight.highlight(text, terms, self._analyzer, cut, highlight.HtmlFormatter("mark"), top=2)


class Fts5:
    """SQLite's full-text search with the texts it indexes and their positions."""

    name = "FTS5"

    def __init__(self, path: Path, columns: Columns) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA mmap_size = 8000000000")
        self._db.execute("PRAGMA cache_size = -500000")
        self._columns = columns

    @staticmethod
    def build(path: Path, listed: Sequence[Row]) -> None:
        """Write the index."""
        path.unlink(missing_ok=True)
        db = sqlite3.connect(path)
        # Keys carry combining tone marks, which are letters here; nothing is to be stripped.
        tokenizer = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
        db.execute(f'CREATE VIRTUAL TABLE t USING fts5(title, lead, body, tokenize="{tokenizer}")')
        rows_ = ((n, *row.texts) for n, row in enumerate(listed))
        db.executemany("INSERT INTO t (rowid, title, lead, body) VALUES (?, ?, ?, ?)", rows_)
        db.execute("INSERT INTO t(t) VALUES ('optimize')")
        db.commit()
        db.close()

    def page(self, ask: Ask) -> Answer:
        """All matching rows with their rank; the best twenty are chosen from them."""

        def group(keys: Sequence[str]) -> str:
            return "(" + " OR ".join(f'"{key}"' for key in keys) + ")"

        if ask.how == "phrase":
            asked = '"' + " ".join(keys[0] for keys in ask.groups) + '"'
        else:
            asked = (" OR " if ask.how == "or" else " AND ").join(group(keys) for keys in ask.groups)
        if ask.unwanted:
            asked = f"({asked}) NOT {group(ask.unwanted)}"
        columns = self._columns
        found = np.array(self._db.execute("SELECT rowid FROM t WHERE t MATCH ?", (asked,)).fetchall(), np.int64).ravel()
        if ask.level or ask.since:
            found = columns.passing(ask, found)
            ranked = self._db.execute(
                "SELECT rowid, bm25(t, 1.8, 1.2, 1.0) FROM t WHERE t MATCH ?", (asked,)
            ).fetchall()
            kept = set(found.tolist())
            best = sorted((score, row) for row, score in ranked if row in kept)[:20]
            first = [row for _, row in best]
        else:
            order = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 1.8, 1.2, 1.0) LIMIT 20"
            first = [row for (row,) in self._db.execute(order, (asked,))]
        columns.count(found)
        chosen = ",".join(map(str, first))
        marked = "highlight(t, 0, '<', '>'), snippet(t, 1, '<', '>', '…', 30), snippet(t, 2, '<', '>', '…', 50)"
        self._db.execute(f"SELECT rowid, {marked} FROM t WHERE t MATCH ? AND rowid IN ({chosen})", (asked,)).fetchall()
        return columns.ids[first].tolist(), len(found)


class Tantivy:
    """tantivy with fast fields and its own aggregations."""

    name = "tantivy"

    def __init__(self, path: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(path))
        self._index.reload()
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        terms = {name: {"terms": {"field": name, "size": 500}} for name in ("portal", "level", "place", "topic")}
        self._counts = {**terms, "month": {"terms": {"field": "month", "size": 2000}}}

    @staticmethod
    def schema() -> Any:
        """Texts split at white space with positions; values as fast fields."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("portal", "level", "place", "topic"):
            builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("month", indexed=True, fast=True)
        return builder.build()

    @classmethod
    def build(cls, path: Path, listed: Sequence[Row]) -> None:
        """Write the index into the directory ``path``."""
        import tantivy

        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(cls.schema(), path=str(path))
        writer = index.writer(heap_size=400_000_000, num_threads=2)
        for row in listed:
            document = tantivy.Document(id=row.id, portal=row.portal, level=row.level, place=row.place, month=row.month)
            for name, text in zip(FIELDS, row.texts, strict=True):
                document.add_text(name, text)
            for topic in row.topics:
                document.add_text("topic", topic)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def page(self, ask: Ask) -> Answer:
        """Search with the count, then the aggregations."""
        query, occur = self._tantivy.Query, self._tantivy.Occur
        schema = self._schema

        def any_of(parts: Sequence[Any]) -> Any:
            return query.boolean_query([(occur.Should, part) for part in parts])

        def group(keys: Sequence[str]) -> Any:
            return any_of([query.term_query(schema, field, key) for field in FIELDS for key in keys])

        if ask.how == "phrase":
            words = [keys[0] for keys in ask.groups]
            parts = [(occur.Must, any_of([query.phrase_query(schema, field, list(words)) for field in FIELDS]))]
        else:
            how = occur.Should if ask.how == "or" else occur.Must
            parts = [(occur.Must, query.boolean_query([(how, group(keys)) for keys in ask.groups]))]
        if ask.unwanted:
            parts.append((occur.MustNot, group(ask.unwanted)))
        if ask.level:
            level = query.term_query(schema, "level", ask.level, index_option="basic")
            parts.append((occur.Must, query.const_score_query(level, 0.0)))
        if ask.since:
            month = ask.since.year * 12 + ask.since.month - 1
            span = query.range_query(schema, "month", self._tantivy.FieldType.Integer, month, 30_000)
            parts.append((occur.Must, query.const_score_query(span, 0.0)))
        asked = query.boolean_query(parts)
        found = self._searcher.search(asked, limit=20, count=True)
        self._searcher.aggregate(asked, self._counts)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        self._mark(asked, documents)
        return [document["id"][0] for document in documents], found.count

    def _mark(self, asked: Any, documents: Sequence[Any]) -> None:
        makers = [self._tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, name) for name in FIELDS]
        for maker in makers:
            maker.set_max_num_chars(WIDTH)
            for document in documents:
                snippet = maker.snippet_from_doc(document)
                snippet.fragment(), snippet.highlighted()
