"""The two kinds of work that several processes share in a build: reading articles, and writing a segment.

Both take and give file names and small values only. Processes are started fresh ("spawn"), so that no lock or open file
is inherited, and end by themselves when the build that started them is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from crawler.archive.record import PortalRecord
from crawler.items import Article
from indexer.engine.forward import forward, from_packed, merge, to_packed
from indexer.engine.inverted import assemble, disassemble, occurrences
from indexer.engine.packed import load, save
from indexer.facts import Facts, find_facts
from indexer.schema import to_document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a batch of articles gave: a file of documents, its size, and the words that were not known
    before."""

    path: Path
    count: int
    slots: int
    words: dict[int, tuple[str, ...]]
    """By place in the batch."""
    facts: dict[int, tuple[str, ...]]
    """The same, packed (`indexer.facts.Facts.packed`)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Documents for a new segment: a file from `read_articles`, or the arrays of a segment without its deleted ones."""

    path: Path
    deleted: tuple[int, ...] = ()
    is_segment: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An article to read, and what is known of it already; None is found by reading."""

    article: Article
    reprint: bool
    """Whether it appeared elsewhere first."""
    place: str | None
    """Key of the unit its portal speaks for."""
    words: tuple[str, ...] | None
    facts: tuple[str, ...] | None


def read_articles(path: Path, tasks: Sequence[Task]) -> Reading:
    """Find the syllables of all articles, and the words and facts of those where they are not known, and write the
    documents to ``path``."""
    words = {n: find_words(task.article) for n, task in enumerate(tasks) if task.words is None}
    facts = {n: find_facts(task.article, task.place).packed() for n, task in enumerate(tasks) if task.facts is None}
    documents = [
        to_document(
            task.article,
            words.get(n) or task.words or (),
            Facts.unpacked(facts.get(n) or task.facts or ()),
            reprint=task.reprint,
        )
        for n, task in enumerate(tasks)
    ]
    batch = forward(documents)
    save(path, to_packed(batch))
    return Reading(path, batch.count, len(batch.stream), words, facts)


def find_words(article: Article) -> tuple[str, ...]:
    """Keys of the words of title, lead and body."""
    from indexer.analysis import word_keys

    return tuple(word_keys("\n".join((article.title, article.lead or "", article.body))))


def write_documents(directory: Path, sources: Sequence[Source], portals: Mapping[str, PortalRecord]) -> Any:
    """Write one segment with its arrays into ``directory`` from all ``sources``; Whoosh's segment for the table of
    contents."""
    from indexer.engine.stored import write_segment

    parts, alive = [], []
    for source in sources:
        packed = load(source.path)
        parts.append(disassemble(packed) if source.is_segment else from_packed(packed))
        kept = np.ones(parts[-1].count, bool)
        kept[list(source.deleted)] = False
        alive.append(kept)
    batch = merge(parts, alive)
    found = occurrences(batch)
    segment = write_segment(directory, batch, found, portals)
    save(directory / f"{segment.segment_id()}.arrays", assemble(batch, found))
    for source in sources:
        if not source.is_segment:
            source.path.unlink()
    return segment


@contextmanager
def pool(processes: int) -> Iterator[Executor]:
    """An executor of ``processes`` fresh processes, or of this one when it is one. After an error nothing is waited
    for."""
    if processes == 1:
        yield _Here()
        return
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    executor.shutdown()


def _begin() -> None:
    """Leave interrupts to the build, and end when it has died: a waiting worker would not notice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


class _Here(Executor):
    """Does everything at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done
