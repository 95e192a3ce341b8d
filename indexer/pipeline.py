"""One build: articles are read in batches, batches become segments, segments a generation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from crawler.archive.record import Stored
from crawler.archive.reprints import originals
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article
from indexer.engine.generations import (
    Manifest,
    SegmentEntry,
    broken,
    carry_over,
    clean,
    new_generation,
    publish,
    write_manifest,
)
from indexer.engine.segments import read_table, ready_arrays, write_table
from indexer.facts import facts_hash
from indexer.foundcache import CACHE, FoundCache, text_hash
from indexer.merging import choose
from indexer.places.within import place_key
from indexer.workers import Reading, Source, Task, pool, read_articles, write_documents

SEGMENT_SLOTS = 16_000_000
"""Slots of the stream (about one a syllable) in one segment: up to 1 GB of memory while it is written."""
_FEW = 100
_FEW_WITHOUT_WORDS = 400
"""So many articles are read here sooner than a second process starts."""
_BATCH = 250


class Progress(Protocol):
    """Called as articles are read: how many so far, and how many there will be."""

    def __call__(self, done: int, total: int | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Options:
    """How a build works: with or without the word layer, in how many processes, and whom it tells how far it is."""

    words: bool
    processes: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Base:
    """What an incremental build stands on: the served generation, its directory, and the ids that changed since."""

    manifest: Manifest
    directory: Path
    changed: tuple[str, ...]


class Pipeline:
    """A build on top of ``known`` (None: from nothing); ``run`` it once. ``read`` and ``removed`` count what it did."""

    def __init__(self, index: Path, archive: Archive, known: Manifest | None, options: Options) -> None:
        self.read = 0
        self.removed = 0
        self._index = index
        self._archive = archive
        self._last_seq = archive.last_seq()
        self._portals = {record.id: record for record in archive.portals()}
        self._reprints = originals(archive).keys()
        self._options = options
        self._base = (
            _Base(known, index / known.generation, tuple(archive.changed_since(known.last_seq))) if known else None
        )
        self._expected = len(self._base.changed) if self._base else archive.count()
        self._pending: set[Future[Any]] = set()
        self._hashes: dict[Future[Any], tuple[list[bytes], list[bytes]]] = {}
        """What the words and the facts of the articles being read are remembered under."""
        self._group: list[Reading] = []
        self._segments: list[Any] = []
        self._kept: list[Any] = []
        """Whoosh's segments, new and old."""

    def run(self) -> Manifest:
        """Build the next generation and have it served; the manifest of what is served then."""
        base = self._base
        if base and not base.changed and self._portals == base.manifest.portals:
            return base.manifest
        directory = new_generation(self._index)
        try:
            old = self._without(base) if base else []
            merged = choose(old, self._expected)
            self._write_new(directory, [_source(base, entry) for entry in merged] if base else [])
            kept = [entry for entry in old if entry not in merged and entry.alive_count]
            entries = [*(self._carry(directory, base, kept) if base else []), *self._new_entries()]
            write_table(directory, [*self._kept, *self._segments])
            manifest = Manifest(
                generation=directory.name,
                archive=self._archive.identity(),
                last_seq=self._last_seq,
                words=self._options.words,
                portals=self._portals,
                segments=tuple(entries),
            )
            write_manifest(directory, manifest)
            publish(self._index, directory.name)
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        clean(self._index, directory.name)
        return manifest

    def _without(self, base: _Base) -> list[SegmentEntry]:
        """The served segments with the documents that changed marked as deleted."""
        numbers = np.array([int(article_id, 16) for article_id in base.changed], np.uint64)
        entries = []
        for entry in base.manifest.segments:
            hit = np.isin(ready_arrays(base.directory, entry)["ids"], numbers) & entry.alive
            deleted = np.flatnonzero(hit | ~entry.alive)
            self.removed += int(hit.sum())
            entries.append(replace(entry, deleted=tuple(deleted.tolist())))
        return entries

    def _write_new(self, directory: Path, merged: Sequence[Source]) -> None:
        """Write the segments for everything new and for ``merged``."""
        self._options.progress(0, self._expected)
        few = self._expected <= (_FEW if self._options.words else _FEW_WITHOUT_WORDS)
        with (
            pool(1 if few else self._options.processes) as executor,
            FoundCache(self._index / CACHE, "words") as words,
            FoundCache(self._index / CACHE, "facts") as facts,
        ):
            work = _Work(executor, words, facts, directory)
            for number, batch in enumerate(self._batches()):
                self._submit(work, number, batch)
                while len(self._pending) > 2 * self._options.processes:
                    self._collect(work)
            while self._hashes:
                self._collect(work)
            self._write_group(work, merged)
            while self._pending:
                self._collect(work)

    def _batches(self) -> Iterator[list[Stored]]:
        size = max(8, min(_BATCH, self._expected // (4 * self._options.processes)))
        articles = self._archive.iter_articles(self._base.manifest.last_seq if self._base else 0)
        while batch := list(islice(articles, size)):
            yield batch

    def _submit(self, work: _Work, number: int, batch: Sequence[Stored]) -> None:
        articles = [stored.article for stored in batch]
        places = [self._place(article) for article in articles]
        words = [text_hash(article) for article in articles] if self._options.words else []
        facts = [facts_hash(article, place) for article, place in zip(articles, places, strict=True)]
        known_words, known_facts = work.words.get(words), work.facts.get(facts)
        tasks = [
            Task(
                article,
                article.id in self._reprints,
                places[n],
                known_words.get(words[n]) if words else (),
                known_facts.get(facts[n]),
            )
            for n, article in enumerate(articles)
        ]
        future = work.executor.submit(read_articles, work.directory / f"batch-{number}", tasks)
        self._hashes[future] = words, facts
        self._pending.add(future)

    def _place(self, article: Article) -> str | None:
        """Key of the unit for which the article's portal spoke on its day."""
        record = self._portals.get(article.portal)
        day = article.published.astimezone(VIETNAM).date() if article.published else None
        return place_key(record.place, record.level, day) if record else None

    def _collect(self, work: _Work) -> None:
        """Wait for something to be done and take it further."""
        done, self._pending = wait(self._pending, return_when=FIRST_COMPLETED)
        for task in done:
            if task not in self._hashes:
                self._segments.append(task.result())
                continue
            words, facts = self._hashes.pop(task)
            reading: Reading = task.result()
            work.words.put({words[n]: found for n, found in reading.words.items()})
            work.facts.put({facts[n]: found for n, found in reading.facts.items()})
            self.read += reading.count
            self._options.progress(self.read, self._expected)
            self._group.append(reading)
            if sum(part.slots for part in self._group) >= self._segment_slots():
                self._write_group(work, ())

    def _segment_slots(self) -> int:
        """How large segments are to be: as few as may be, and of about the same size."""
        slots = sum(part.slots for part in self._group) / max(1, sum(part.count for part in self._group))
        parts = -(-int(slots * self._expected) // SEGMENT_SLOTS)
        return int(1.02 * slots * self._expected / max(1, parts))

    def _write_group(self, work: _Work, merged: Sequence[Source]) -> None:
        sources = [*merged, *(Source(reading.path) for reading in self._group)]
        self._group = []
        if sources:
            self._pending.add(work.executor.submit(write_documents, work.directory, sources, self._portals))

    def _new_entries(self) -> list[SegmentEntry]:
        self._segments = [segment for segment in self._segments if segment.doc_count_all()]
        return [SegmentEntry(segment.segment_id(), segment.doc_count_all()) for segment in self._segments]

    def _carry(self, directory: Path, base: _Base, kept: Sequence[SegmentEntry]) -> Sequence[SegmentEntry]:
        """Bring the kept segments over into the new generation."""
        table = read_table(base.directory)
        for entry in kept:
            carry_over(base.directory, directory, entry.id)
            segment = table.get(entry.id)
            if segment is None:
                raise broken(f"Whoosh's table of contents does not have segment {entry.id}")
            for document in entry.deleted:
                segment.delete_document(document)
            self._kept.append(segment)
        return kept


@dataclass(frozen=True, slots=True)
class _Work:
    """What the steps of one build share."""

    executor: Executor
    words: FoundCache
    facts: FoundCache
    directory: Path


def _source(base: _Base, entry: SegmentEntry) -> Source:
    return Source(base.directory / entry.arrays, entry.deleted, is_segment=True)
