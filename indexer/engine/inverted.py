"""From documents in reading order to what a search needs: postings, positions, lengths and values of one segment.

Arrays of a segment (T terms, P postings, N documents, L slots; a posting is one term in one document):

``keys, key_at``      the terms' keys in UTF-8, sorted; author syllables first (`forward.AUTHOR`)
``folds, fold_at, fold_term``  the keys' folds, sorted, and the term each belongs to
``term_post`` (T+1)   where a term's postings begin in ``docs`` and ``code``
``docs`` (P)          documents, rising within a term
``code`` (P)          frequency in the body (author terms: in the author) × 256 + length byte of that field;
                      frequency 0: only in title or lead; 255: 255 or more, see ``over``
``main_df`` (T)       how many postings have a frequency above 0 in ``code``
``over_post, over_tf``  postings with a frequency above 255, and the frequency
``title_at`` (T+1), ``title_post``, ``title_code``  the postings that are in a title, coded alike; ``lead_…`` the same
``term_pos`` (T+1), ``positions``  where a term stands in the stream, rising
``stream`` (L), ``gaps``  the stream, and its free slots
``start`` (N+1), ``sizes`` (N×4), ``block_doc``  where each document starts, its fields' slots, document of every 64th
slot
``length_bytes`` (N×4), ``lengths`` (4)  Whoosh's one-byte field lengths, exact totals
``byte_lengths`` (256)  what a length byte stands for
``word_keys, word_key_at, word_post, word_docs, word_code, word_length``  the same for words, without positions
``ids, published, month, portal, category, flags``  values per document
``topics, topic_docs``  pairs of a value and a document; ``mentions``, ``numbers`` the same
``arounds, around_docs``  the places of today's territory that each document's mentions lie in, see `around`
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from whoosh.util.numeric import byte_to_length

from crawler.text import fold
from indexer.engine.forward import (
    AUTHOR,
    ONE_VALUE,
    SEVERAL_VALUES,
    UNDATED,
    Forward,
    docs_of,
    pack_strings,
    unpack_codes,
    unpack_several,
    unpack_strings,
)
from indexer.engine.packed import Array, Packed
from indexer.engine.placing import around
from indexer.schema import TEXT_FIELDS

TITLE, LEAD, BODY, AUTHORS = range(len(TEXT_FIELDS))
BLOCK = 64
"""Slots between two entries of ``block_doc``: a shortcut from a slot to its document."""
BYTE_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.int32)
"""What each of Whoosh's length bytes stands for."""


def length_byte(lengths: Array) -> Array:
    """Whoosh's byte for each length (`whoosh.util.numeric.length_to_byte`)."""
    return np.minimum(np.searchsorted(BYTE_LENGTHS, lengths), 255).astype(np.uint8)


def starts(counts: Array) -> Array:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def months(published: Array) -> Array:
    """Months since year 0 (year × 12 + month − 1) of times in seconds since 1970; 0 for undated."""
    dated = published != UNDATED
    found = np.zeros(len(published), np.int32)
    found[dated] = published[dated].astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return found


def _code(frequency: Array, length: Array) -> Array:
    return (np.minimum(frequency, 255) << 8 | length).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every syllable of the stream, by term and then by place."""

    positions: Array
    posting: Array
    """Which posting each belongs to."""
    region: Array
    docs: Array
    """Document of each posting."""
    terms: Array
    """Term of each posting."""

    def frequency(self, *regions: int) -> Array:
        """How often each posting's term stands in these fields."""
        chosen = np.isin(self.region, regions)
        return np.bincount(self.posting[chosen], minlength=len(self.docs))


def occurrences(batch: Forward) -> Occurrences:
    """The syllables of ``batch`` in the order of a segment's postings."""
    gap = len(batch.keys)
    slots = batch.sizes.sum(axis=1, dtype=np.int64)
    filled = np.flatnonzero(batch.stream != gap)
    terms = batch.stream[filled]
    # NumPy sorts 16-bit numbers by radix, several times faster.
    order = np.argsort(terms.astype(np.uint16) if gap < 1 << 16 else terms, kind="stable")
    positions = filled[order]
    terms = terms[order]
    docs = np.repeat(np.arange(batch.count, dtype=np.uint32), slots)[positions]
    fields = np.tile(np.arange(len(TEXT_FIELDS), dtype=np.uint8), batch.count)
    region = np.repeat(fields, batch.sizes.ravel())[positions]
    first = np.ones(len(positions), bool)
    first[1:] = (docs[1:] != docs[:-1]) | (terms[1:] != terms[:-1])
    return Occurrences(positions.astype(np.uint32), np.cumsum(first) - 1, region, docs[first], terms[first])


def field_lengths(batch: Forward) -> Array:
    """(documents × text fields): syllables of each field."""
    bounds = starts(batch.sizes.ravel())
    syllables = starts(batch.stream != len(batch.keys))
    return np.diff(syllables[bounds]).reshape(batch.sizes.shape)


def _postings(batch: Forward, found: Occurrences, length_bytes: Array) -> dict[str, Array]:
    authors = sum(key.startswith(AUTHOR.encode()) for key in batch.keys)
    term_post = starts(np.bincount(found.terms, minlength=len(batch.keys)))
    main = found.frequency(BODY, AUTHORS)
    in_author = found.terms < authors
    length = np.where(in_author, length_bytes[found.docs, AUTHORS], length_bytes[found.docs, BODY])
    over = np.flatnonzero(main > 255)
    arrays = {
        "term_post": term_post,
        "docs": found.docs,
        "code": _code(main, length),
        "main_df": np.bincount(found.terms[main > 0], minlength=len(batch.keys)).astype(np.uint32),
        "over_post": over.astype(np.uint32),
        "over_tf": main[over].astype(np.uint32),
        "term_pos": starts(np.bincount(found.terms[found.posting], minlength=len(batch.keys))),
        "positions": found.positions,
    }
    for name, region in (("title", TITLE), ("lead", LEAD)):
        frequency = found.frequency(region)
        there = np.flatnonzero(frequency)
        arrays[f"{name}_post"] = there.astype(np.uint32)
        arrays[f"{name}_code"] = _code(frequency[there], length_bytes[found.docs[there], region])
        arrays[f"{name}_at"] = np.searchsorted(there, term_post)
    return arrays


def _words(batch: Forward) -> dict[str, Array]:
    rows = batch.words[np.lexsort((batch.words[:, 0], batch.words[:, 1]))]
    docs, numbers, frequency = rows[:, 0], rows[:, 1], rows[:, 2]
    totals = np.bincount(docs, weights=frequency, minlength=batch.count).astype(np.int64)
    length = length_byte(totals)
    keys, at = pack_strings(batch.word_keys)
    return {
        "word_keys": keys,
        "word_key_at": at,
        "word_post": starts(np.bincount(numbers, minlength=len(batch.word_keys))),
        "word_docs": docs.copy(),
        "word_code": _code(frequency, length[docs]),
        "word_length": length,
    }


def _fold(key: bytes) -> bytes:
    """The fold of a key; an author's syllable keeps its mark."""
    mark = AUTHOR.encode()
    plain = fold(key.removeprefix(mark).decode()).encode()
    return mark + plain if key.startswith(mark) else plain


def _dictionary(batch: Forward) -> dict[str, Array]:
    folds = [_fold(key) for key in batch.keys]
    order = sorted(range(len(folds)), key=lambda term: (folds[term], term))
    keys, at = pack_strings(batch.keys)
    fold_keys, fold_at = pack_strings([folds[term] for term in order])
    fold_term = np.array(order, np.uint32)
    return {"keys": keys, "key_at": at, "folds": fold_keys, "fold_at": fold_at, "fold_term": fold_term}


def assemble(batch: Forward, found: Occurrences | None = None) -> Packed:
    """All arrays of a segment that holds the documents of ``batch``; ``found`` are its occurrences, if known."""
    lengths = field_lengths(batch)
    gap = len(batch.keys)
    start = starts(batch.sizes.sum(axis=1, dtype=np.int64))
    length_bytes = length_byte(lengths)
    words = _words(batch)
    arrays = {
        **_dictionary(batch),
        **_postings(batch, found or occurrences(batch), length_bytes),
        **words,
        "stream": batch.stream.astype(np.uint16 if gap < 1 << 16 else np.uint32),
        "start": start.astype(np.uint32),
        "block_doc": (np.searchsorted(start, np.arange(0, len(batch.stream), BLOCK), "right") - 1).astype(np.uint32),
        "sizes": batch.sizes,
        "gaps": np.flatnonzero(batch.stream == gap).astype(np.uint32),
        "length_bytes": length_bytes,
        "lengths": lengths.sum(axis=0),
        "byte_lengths": BYTE_LENGTHS,
        "ids": batch.ids,
        "published": batch.published,
        "month": months(batch.published),
        "portal": batch.portal.codes,
        "category": batch.category.codes,
        "flags": batch.flags,
    }
    meta = {name: list(getattr(batch, name).values) for name in ONE_VALUE}
    several = {name: getattr(batch, name) for name in SEVERAL_VALUES}
    for name, pairs in (several | {"arounds": around(batch.mentions, "now")}).items():
        arrays[name], arrays[docs_of(name)], meta[name] = pairs.codes, pairs.docs, list(pairs.values)
    return Packed(arrays, meta)


def disassemble(segment: Packed) -> Forward:
    """The documents of a segment: what `assemble` was given."""
    words = np.repeat(np.arange(len(segment["word_post"]) - 1), np.diff(segment["word_post"]))
    rows = np.stack((segment["word_docs"], words, segment["word_code"] >> 8), axis=1).astype(np.uint32)
    return Forward(
        keys=unpack_strings(segment["keys"], segment["key_at"]),
        stream=segment["stream"],
        sizes=segment["sizes"],
        ids=segment["ids"],
        published=segment["published"],
        portal=unpack_codes(segment, "portal"),
        category=unpack_codes(segment, "category"),
        topics=unpack_several(segment, "topics"),
        mentions=unpack_several(segment, "mentions"),
        numbers=unpack_several(segment, "numbers"),
        flags=segment["flags"],
        word_keys=unpack_strings(segment["word_keys"], segment["word_key_at"]),
        words=rows,
    )
