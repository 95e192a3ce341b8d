"""A segment in Whoosh's own files: written straight through its codec, and read back into documents.

Whoosh's index is the stored truth of postings: `read_segment` gives again what `write_segment` was given, so the arrays
can always be derived from it. Writing goes through `W3Codec`'s own writers with postings that are already in order,
which saves Whoosh's sorting pool; the files are those of `whoosh.writing.SegmentWriter`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from pickle import dumps
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from crawler.archive.record import PortalRecord
from indexer.engine.fields import whoosh_schema
from indexer.engine.forward import (
    AUTHOR,
    EPOCH,
    SEVERAL_VALUES,
    UNDATED,
    Forward,
    Several,
    coded,
    flag_bits,
    flag_names,
    seconds,
)
from indexer.engine.inverted import BYTE_LENGTHS, Occurrences, field_lengths, length_byte
from indexer.engine.packed import Array
from indexer.schema import TEXT_FIELDS, stored_values

INDEX_NAME = "MAIN"
"""Whoosh's default name of an index: its files begin with it."""

_AT_ONCE = 300_000
"""Positions that are turned into Python's numbers together."""
_COUNT = struct.Struct("!I")
_SCHEMA = whoosh_schema()
_PREFIX = AUTHOR.encode()


def new_segment(directory: Path) -> tuple[Any, Any]:
    """A fresh Whoosh segment and the storage over ``directory`` that its files go to."""
    storage = FileStorage(str(directory))
    return W3Codec(compression=1).new_segment(storage, INDEX_NAME), storage


def write_segment(directory: Path, batch: Forward, found: Occurrences, portals: Mapping[str, PortalRecord]) -> Any:
    """Write ``batch`` as one segment into ``directory``; the segment to be listed in the table of contents."""
    segment, storage = new_segment(directory)
    codec = segment.codec()
    lengths = field_lengths(batch)
    values = list(_values(batch, portals))
    _write_documents(codec.per_document_writer(storage, segment), batch, lengths, values)
    segment.set_doc_count(batch.count)
    writer = codec.field_writer(storage, segment)
    for name in sorted(_SCHEMA.names()):
        writer.start_field(name, _SCHEMA[name])
        if name in TEXT_FIELDS:
            _write_text(writer, batch, found, TEXT_FIELDS.index(name), lengths)
        elif name == "words":
            _write_words(writer, batch)
        else:
            _write_values(writer, name, values)
        writer.finish_field()
    writer.close()
    return segment


def _values(batch: Forward, portals: Mapping[str, PortalRecord]) -> Iterator[dict[str, Any]]:
    """The stored values of each document, as `indexer.schema.stored_values` names them."""
    topics, mentions, numbers = (_listed(getattr(batch, name), batch.count) for name in SEVERAL_VALUES)
    portal_names = (*batch.portal.values, "")
    category_names = (*batch.category.values, "")
    for d in range(batch.count):
        portal = portal_names[batch.portal.codes[d]]
        at = int(batch.published[d])
        yield stored_values(
            f"{int(batch.ids[d]):016x}",
            portals.get(portal) or PortalRecord(portal, portal),
            None if at == UNDATED else EPOCH + timedelta(seconds=at),
            category_names[batch.category.codes[d]],
            topics[d],
            flag_names(int(batch.flags[d])),
            mentions[d],
            numbers[d],
        )


def _listed(pairs: Several, count: int) -> list[list[str]]:
    """For each of ``count`` documents its values."""
    found: list[list[str]] = [[] for _ in range(count)]
    for d, code in zip(pairs.docs.tolist(), pairs.codes.tolist(), strict=True):
        found[d].append(pairs.values[code])
    return found


def _write_documents(writer: Any, batch: Forward, lengths: Array, values: Sequence[dict[str, Any]]) -> None:
    word_lengths = np.bincount(batch.words[:, 0], weights=batch.words[:, 2], minlength=batch.count).astype(int).tolist()
    for d, row in enumerate(lengths.tolist()):
        writer.start_doc(d)
        for name, value in values[d].items():
            writer.add_field(name, _SCHEMA[name], value, 0)
        for name, length in zip((*TEXT_FIELDS, "words"), (*row, word_lengths[d]), strict=True):
            writer.add_field(name, _SCHEMA[name], None, length)
        writer.finish_doc()
    writer.close()


def _write_values(writer: Any, name: str, values: Sequence[dict[str, Any]]) -> None:
    """The postings of a field that is indexed as Whoosh's own field type says."""
    postings: dict[bytes, list[tuple[int, float, bytes]]] = {}
    for d, row in enumerate(values):
        if name in row:
            for text, _, weight, payload in _SCHEMA[name].index(row[name]):
                postings.setdefault(text, []).append((d, weight, payload))
    for text in sorted(postings):
        writer.start_term(text)
        for d, weight, payload in postings[text]:
            writer.add(d, weight, payload, 0)
        writer.finish_term()


class _Payloads(dict[int, bytes]):
    """Whoosh's payload of a posting with one position, made once for each position."""

    def __missing__(self, position: int) -> bytes:
        self[position] = made = _COUNT.pack(1) + dumps([position], 2)
        return made


def _runs(values: Array) -> tuple[list[int], list[int]]:
    """Where each run of equal numbers begins, and where it ends."""
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    begins: list[int] = np.flatnonzero(first).tolist()
    return begins, [*begins[1:], len(values)] if begins else []


def _write_text(writer: Any, batch: Forward, found: Occurrences, field: int, lengths: Array) -> None:
    """The postings of one text field with positions, some terms at a time: as Python's numbers they take much
    memory."""
    chosen = np.flatnonzero(found.region == field)
    terms = found.terms[found.posting[chosen]]
    field_starts = np.cumsum(batch.sizes.ravel(), dtype=np.int64).reshape(batch.sizes.shape) - batch.sizes
    single = _Payloads()
    at = 0
    while at < len(chosen):
        # Up to the end of the term at which so many positions are full.
        end = int(np.searchsorted(terms, terms[min(at + _AT_ONCE, len(chosen)) - 1], "right"))
        part = chosen[at:end]
        place = found.positions[part] - field_starts[found.docs[found.posting[part]], field]
        _write_terms(writer, batch, found, found.posting[part], place, lengths[:, field], single)
        at = end


def _write_terms(
    writer: Any, batch: Forward, found: Occurrences, posting: Array, place: Array, lengths: Array, single: _Payloads
) -> None:
    """The postings of some terms; ``place``: positions in the field. Whoosh's `Positions` are pickled differences."""
    begins, ends = _runs(posting)
    at = np.array(begins, np.int64)
    steps = np.diff(place, prepend=0)
    steps[at] = place[at]
    step = steps.tolist()
    docs = found.docs[posting[at]]
    doc, length = docs.tolist(), BYTE_LENGTHS[length_byte(lengths[docs])].tolist()
    terms = found.terms[posting[at]]
    add = writer.add
    for begin, end in zip(*_runs(terms), strict=True):
        writer.start_term(batch.keys[terms[begin]].removeprefix(_PREFIX))
        for n in range(begin, end):
            a, b = begins[n], ends[n]
            count = b - a
            payload = single[step[a]] if count == 1 else _COUNT.pack(count) + dumps(step[a:b], 2)
            add(doc[n], float(count), payload, length[n])
        writer.finish_term()


def _write_words(writer: Any, batch: Forward) -> None:
    rows = batch.words[np.lexsort((batch.words[:, 0], batch.words[:, 1]))]
    totals = np.bincount(rows[:, 0], weights=rows[:, 2], minlength=batch.count).astype(np.int64)
    doc, length = rows[:, 0].tolist(), BYTE_LENGTHS[length_byte(totals)][rows[:, 0]].tolist()
    count = rows[:, 2].tolist()
    for begin, end in zip(*_runs(rows[:, 1]), strict=True):
        writer.start_term(batch.word_keys[rows[begin, 1]])
        for n in range(begin, end):
            writer.add(doc[n], float(count[n]), _COUNT.pack(count[n]), length[n])
        writer.finish_term()


def read_segment(directory: Path, segment: Any) -> Forward:
    """The documents of a stored segment, deleted ones included: what `write_segment` wrote."""
    reader = SegmentReader(FileStorage(str(directory)), _SCHEMA, segment)
    try:
        return _read(reader, segment.doc_count_all())
    finally:
        reader.close()


def _read(reader: Any, count: int) -> Forward:
    fields = [_positions(reader, name) for name in TEXT_FIELDS]
    keys = sorted({key for _, rows in fields for key in rows})
    number = {key: n for n, key in enumerate(keys)}
    sizes = np.zeros((count, len(TEXT_FIELDS)), np.uint32)
    for f, (_, rows) in enumerate(fields):
        for docs, places in rows.values():
            np.maximum.at(sizes[:, f], docs, places + 2)
    base = np.cumsum(sizes.ravel(), dtype=np.int64).reshape(sizes.shape) - sizes
    stream = np.full(int(sizes.sum()), len(keys), np.uint32)
    for f, (_, rows) in enumerate(fields):
        for key, (docs, places) in rows.items():
            stream[base[docs, f] + places] = number[key]
    word_keys, words = _read_words(reader)
    return Forward(tuple(keys), stream, sizes, word_keys=word_keys, words=words, **_read_values(reader, count))


def _positions(reader: Any, name: str) -> tuple[str, dict[bytes, tuple[Array, Array]]]:
    """Key → (document, position) of every occurrence in one text field."""
    prefix = _PREFIX if name == "author" else b""
    found = {}
    for key in reader.lexicon(name) if name in reader.indexed_field_names() else ():
        matcher = reader.postings(name, key)
        docs: list[int] = []
        places: list[int] = []
        while matcher.is_active():
            here = matcher.value_as("positions")
            docs.extend([matcher.id()] * len(here))
            places.extend(here)
            matcher.next()
        found[prefix + key] = np.array(docs, np.uint32), np.array(places, np.uint32)
    return name, found


def _read_words(reader: Any) -> tuple[tuple[bytes, ...], Array]:
    keys = sorted(reader.lexicon("words")) if "words" in reader.indexed_field_names() else []
    rows = []
    for number, key in enumerate(keys):
        matcher = reader.postings("words", key)
        while matcher.is_active():
            rows.append((matcher.id(), number, matcher.value_as("frequency")))
            matcher.next()
    return tuple(keys), np.array(rows, np.uint32).reshape(-1, 3)


def _split(stored: str | None) -> list[str]:
    return stored.split(",") if stored else []


def _read_values(reader: Any, count: int) -> dict[str, Any]:
    """Those fields of `Forward` that are values per document."""
    rows = [reader.stored_fields(d) for d in range(count)]
    dates: list[datetime | None] = [row.get("published") for row in rows]
    return {
        "ids": np.array([int(row["id"], 16) for row in rows], np.uint64),
        "published": np.array([seconds(date) if date else UNDATED for date in dates], np.int64),
        "portal": coded(row.get("portal") for row in rows),
        "category": coded(row.get("category") for row in rows),
        **{name: Several.of(_split(row.get(name)) for row in rows) for name in SEVERAL_VALUES},
        "flags": flag_bits(row.get("flags", "").split(",") for row in rows),
    }
