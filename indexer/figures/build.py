"""Reading every figure of the archive into its table: found once, when articles are indexed.

The table knows the change of the archive up to which it was read, and by which rules: an update reads only what has
changed since, and other rules read everything anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path

from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import Article
from crawler.text import normalize
from indexer.engine.packed import save
from indexer.figures.columns import Columns, Row
from indexer.figures.reading import Figure, figures
from indexer.figures.table import FIELDS, FILE, FORMAT, KINDS, open_table
from indexer.figures.words import COUNTED
from indexer.pipeline import Progress
from indexer.workers import pool

_READERS = (
    "figures/reading.py", "figures/phrase.py", "figures/context.py", "figures/words.py", "figures/counted.txt",
    "figures/build.py", "sentences.py",
)  # fmt: skip
"""Files that decide what is found."""
_BATCH = 250
_FEW = 300
"""So many articles are read here sooner than other processes start."""
_LONGEST_HEAD = 3


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
    made = Columns(known, changed)
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


@cache
def _rules() -> str:
    """A hash of the files that decide what is found."""
    root = resources.files("indexer")
    return hashlib.blake2b(b"".join(root.joinpath(name).read_bytes() for name in _READERS), digest_size=8).hexdigest()
