"""Reading every figure of the archive into its table: found once, when articles are indexed.

The table knows the change of the archive up to which it was read, and by which rules: an update reads only what has
changed since, and other rules read everything anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path

import numpy as np

from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import Article
from crawler.text import normalize
from indexer.engine.forward import pack_strings
from indexer.engine.packed import Array, Packed, save
from indexer.figure_table import FIELDS, FILE, FORMAT, KINDS, NUMBERS, TEXTS, FigureTable, open_table
from indexer.figure_words import COUNTED
from indexer.figures import Figure, figures
from indexer.pipeline import Progress
from indexer.workers import pool

_READERS = (
    "figures.py", "figure_phrase.py", "figure_context.py", "figure_words.py", "counted.txt", "sentences.py",
    "figure_build.py",
)  # fmt: skip
"""Files that decide what is found."""
_BATCH = 250
_FEW = 300
"""So many articles are read here sooner than other processes start."""
_LONGEST_HEAD = 3

Row = tuple[int, tuple[float, ...], tuple[str, ...]]
"""Article id, the columns of `NUMBERS`, the columns of `TEXTS`."""


def update_figures(
    index: Path, archive: Archive, *, processes: int = 1, anew: bool = False, progress: Progress | None = None
) -> int:
    """Bring the table up to date with ``archive``, from nothing with ``anew``; how many articles were read.

    Raises `DanvanError` when the table cannot be written; the one before stays.
    """
    last, identity = archive.last_seq(), archive.identity()
    known = None if anew else open_table(index)
    state = known.packed.meta if known else {}
    if known and (state["archive"] != identity or state["rules"] != _rules() or state["seq"] > last):
        known = None
    after = int(state["seq"]) if known else 0
    if known and after == last:
        return 0
    changed = {int(article, 16) for article in archive.changed_since(after)} if known else set()
    made = _Columns(known, changed)
    expected = len(changed) if known else archive.count()
    read = 0
    for rows, ids in _read(archive, after, 1 if expected <= _FEW else processes):
        made.add(rows, ids)
        read += len(ids)
        if progress:
            progress(read, max(expected, read))
    meta = {"format": FORMAT, "archive": identity, "rules": _rules(), "seq": last}
    try:
        save(index / FILE, made.packed(meta))
    except OSError as error:
        raise DanvanError(
            f"The figures cannot be written to {index / FILE} ({error.strerror or error}). Free some space and run "
            "`danvan index` again; the figures found before are still shown."
        ) from error
    return read


def _read(archive: Archive, after: int, processes: int) -> Iterator[tuple[list[Row], list[int]]]:
    """The rows of what changed after ``after``, and the ids of the articles read, batch by batch."""
    articles = (stored.article for stored in archive.iter_articles(after))
    with pool(processes) as executor:
        waiting = []
        while batch := list(islice(articles, _BATCH)):
            waiting.append((executor.submit(read_rows, batch), [int(article.id, 16) for article in batch]))
            if len(waiting) > 2 * processes:
                task, ids = waiting.pop(0)
                yield task.result(), ids
        for task, ids in waiting:
            yield task.result(), ids


def read_rows(articles: Sequence[Article]) -> list[Row]:
    """The rows of ``articles``, in the order of their texts."""
    return [
        _row(int(article.id, 16), field, text, figure)
        for article in articles
        for field, name in enumerate(FIELDS)
        for text in (normalize(getattr(article, name) or ""),)
        for figure in figures(text)
    ]


def _row(article: int, field: int, text: str, figure: Figure) -> Row:
    nan = float("nan")
    numbers = (
        field,
        KINDS.index(figure.kind),
        *figure.span,
        len(figure.number),
        *figure.sentence,
        float(figure.value),
        nan if figure.total is None else float(figure.total),
        nan if figure.upper is None else float(figure.upper),
        figure.year or 0,
    )
    head = (
        head_of(figure.unit)
        if figure.kind == "count"
        else figure.unit.partition("/")[0]
        if figure.kind == "money"
        else "%"
    )
    texts = (figure.unit, head, figure.subject, figure.qualifier, figure.status, figure.scope)
    return article, numbers, tuple(part or "" for part in texts)


def head_of(unit: str) -> str:
    """The counted noun that a unit begins with: ``mô hình`` of ``mô hình Dân vận khéo``; else the whole unit."""
    words = unit.lower().split()
    for size in range(min(_LONGEST_HEAD, len(words)), 0, -1):
        if (head := " ".join(words[:size])) in COUNTED:
            return head
    return unit.lower()


class _Columns:
    """The columns of a table in the making: what is read, and the rows of ``known`` whose articles have not changed."""

    def __init__(self, known: FigureTable | None, changed: set[int]) -> None:
        self._codes: dict[str, dict[str, int]] = {name: {"": 0} for name in TEXTS}
        self._articles: list[Array] = []
        self._parts: dict[str, list[Array]] = {name: [] for name in (*NUMBERS, *TEXTS)}
        self._known = known
        self._changed = changed

    def _keep(self, known: FigureTable) -> None:
        gone = np.array(sorted(self._changed), np.uint64)
        places = np.flatnonzero(~np.isin(known.ids, gone))
        rows = known.rows_of(places)
        self._articles.append(np.repeat(known.ids.take(places), np.diff(known.at).take(places)))
        for name in NUMBERS:
            self._parts[name].append(known[name].take(rows))
        for name in TEXTS:
            used = known[name].take(rows)
            texts = known.strings[name]
            new = np.zeros(len(texts), np.uint32)
            for code in np.unique(used).tolist():
                new[code] = self._code(name, texts[code])
            self._parts[name].append(new.take(used))

    def _code(self, name: str, text: str) -> int:
        return self._codes[name].setdefault(text, len(self._codes[name]))

    def add(self, rows: Sequence[Row], ids: Iterable[int]) -> None:
        """Put ``rows``, all of the articles ``ids``, in the place of what was known of these."""
        self._changed.update(ids)
        if not rows:
            return
        self._articles.append(np.array([article for article, _, _ in rows], np.uint64))
        for n, (name, kind) in enumerate(NUMBERS.items()):
            self._parts[name].append(np.array([numbers[n] for _, numbers, _ in rows], kind))
        for n, name in enumerate(TEXTS):
            self._parts[name].append(np.array([self._code(name, texts[n]) for _, _, texts in rows], np.uint32))

    def packed(self, meta: Mapping[str, object]) -> Packed:
        """The whole table, grouped by article; once."""
        if self._known is not None and len(self._known):
            self._keep(self._known)
        article = np.concatenate(self._articles) if self._articles else np.zeros(0, np.uint64)
        order = np.argsort(article, kind="stable")
        ids, first = np.unique(article.take(order), return_index=True)
        arrays: dict[str, Array] = {"ids": ids, "at": np.append(first, len(article)).astype(np.int64)}
        for name, parts in self._parts.items():
            kind = NUMBERS.get(name, np.uint32)
            arrays[name] = np.concatenate(parts).take(order) if parts else np.zeros(0, kind)
        for name, codes in self._codes.items():
            arrays[f"{name}_text"], arrays[f"{name}_at"] = pack_strings([text.encode() for text in codes])
        return Packed(arrays, meta)


@cache
def _rules() -> str:
    """A hash of the files that decide what is found."""
    root = resources.files("indexer")
    return hashlib.blake2b(b"".join(root.joinpath(name).read_bytes() for name in _READERS), digest_size=8).hexdigest()
