"""Documents in reading order: what a batch of articles becomes, and what segments are merged from.

All text of a segment is one **stream** of term numbers: article after article, in each its title, lead, body and
author, one slot a syllable. A slot without a syllable (number ``len(keys)``) stands where a sentence ends and after
every field that is not empty, so that neighbours in the stream are neighbours in a sentence. Author syllables are terms
of their own (`AUTHOR` in front of the key): a query that names no field never sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np

from indexer.engine.packed import Array, Packed
from indexer.schema import FLAGS, TEXT_FIELDS, Document

AUTHOR = "\x01"
"""In front of the key of an author's syllable; sorts before every key."""

ONE_VALUE = ("portal", "category")
"""Columns with a value per document at most."""
SEVERAL_VALUES = ("topics", "mentions", "numbers")
"""Columns with any number of values per document."""

UNDATED = np.iinfo(np.int64).min
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - Vietnamese local time throughout, as in the Whoosh field


@dataclass(frozen=True, slots=True)
class Codes:
    """A value per document out of a short list: ``codes[d]`` is a place in ``values``, or ``len(values)`` for none."""

    values: tuple[str, ...]
    codes: Array


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of values per document: one code for each pair of a document and a value, documents rising."""

    values: tuple[str, ...]
    codes: Array
    docs: Array

    @classmethod
    def of(cls, held: Iterable[Sequence[str]]) -> Several:
        """The values that each document holds."""
        pairs = [(d, value) for d, values in enumerate(held) for value in values]
        coded_values = coded(value for _, value in pairs)
        return cls(coded_values.values, coded_values.codes, np.array([d for d, _ in pairs], np.uint32))


@dataclass(frozen=True, slots=True)
class Forward:
    """Documents of a batch or segment; see the module."""

    keys: tuple[bytes, ...]
    """UTF-8 keys by term number, sorted."""
    stream: Array
    sizes: Array
    """(documents × text fields): slots of each field, the closing one included; 0 for an empty field."""
    ids: Array
    """Article ids as 64-bit numbers."""
    published: Array
    """Seconds since 1970 in Vietnamese local time, `UNDATED` for none."""
    portal: Codes
    category: Codes
    topics: Several
    mentions: Several
    numbers: Several
    flags: Array
    """For each document one bit for each of `FLAGS`."""
    word_keys: tuple[bytes, ...]
    """UTF-8 keys of words, sorted."""
    words: Array
    """Rows (document, word number, frequency)."""

    @property
    def count(self) -> int:
        """Number of documents."""
        return len(self.ids)


class _Numbers(dict[str, int]):
    """Numbers given to strings in the order they first come."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def seconds(moment: datetime) -> int:
    """Seconds from 1970 to ``moment``, both naive Vietnamese time."""
    return int((moment - EPOCH).total_seconds())


def _sorted(numbers: _Numbers) -> tuple[tuple[bytes, ...], Array]:
    """The strings sorted by their bytes, and for each old number its new one."""
    order = sorted(numbers, key=str.encode)
    new = np.empty(len(order) + 1, np.uint32)
    for rank, text in enumerate(order):
        new[numbers[text]] = rank
    new[len(order)] = len(order)
    return tuple(text.encode() for text in order), new


def coded(values: Iterable[str | None]) -> Codes:
    """Codes of ``values``; the list of values is sorted."""
    listed = list(values)
    distinct = sorted({value for value in listed if value is not None})
    number: dict[str | None, int] = {value: n for n, value in enumerate(distinct)}
    number[None] = len(distinct)
    return Codes(tuple(distinct), np.array([number[value] for value in listed], np.uint32))


def flag_bits(flags: Iterable[Collection[str]]) -> Array:
    """The bits of each document's flags."""
    return np.array([sum(1 << bit for bit, flag in enumerate(FLAGS) if flag in held) for held in flags], np.uint8)


def flag_names(bits: int) -> tuple[str, ...]:
    """The flags whose bits are set."""
    return tuple(flag for bit, flag in enumerate(FLAGS) if bits >> bit & 1)


def forward(documents: Sequence[Document]) -> Forward:
    """``documents`` in the given order."""
    numbers, word_numbers = _Numbers(), _Numbers()
    stream: list[int] = []
    sizes = np.zeros((len(documents), len(TEXT_FIELDS)), np.uint32)
    pairs: list[tuple[int, int, int]] = []
    for d, document in enumerate(documents):
        for f, keys in enumerate(document.texts):
            mark = AUTHOR if TEXT_FIELDS[f] == "author" else ""
            if keys:
                stream.extend(-1 if key is None else numbers[mark + key] for key in keys)
                stream.append(-1)
                sizes[d, f] = len(keys) + 1
        counts: dict[int, int] = {}
        for word in document.words:
            number = word_numbers[word]
            counts[number] = counts.get(number, 0) + 1
        pairs.extend((d, number, count) for number, count in counts.items())
    keys_sorted, renumber = _sorted(numbers)
    words_sorted, renumber_word = _sorted(word_numbers)
    words = np.array(pairs, np.uint32).reshape(-1, 3)
    words[:, 1] = renumber_word[words[:, 1]]
    return Forward(
        keys=keys_sorted,
        stream=renumber[np.array(stream, np.int64)],
        sizes=sizes,
        ids=np.array([int(document.id, 16) for document in documents], np.uint64),
        published=np.array([seconds(d.published) if d.published else UNDATED for d in documents], np.int64),
        portal=coded(document.portal for document in documents),
        category=coded(document.category for document in documents),
        topics=Several.of(document.topics for document in documents),
        mentions=Several.of(document.mentions for document in documents),
        numbers=Several.of(document.numbers for document in documents),
        flags=flag_bits(document.flags for document in documents),
        word_keys=words_sorted,
        words=words,
    )


def _union(parts: Sequence[tuple[bytes, ...]]) -> tuple[tuple[bytes, ...], list[Array]]:
    """All keys sorted, and for each part the new number of each of its keys (and of the free slot behind them)."""
    keys = tuple(sorted(set().union(*parts)))
    number = {key: n for n, key in enumerate(keys)}
    maps = [np.array([*(number[key] for key in part), len(keys)], np.uint32) for part in parts]
    return keys, maps


def _used(keys: tuple[bytes, ...], numbers: Array) -> tuple[tuple[bytes, ...], Array]:
    """Only the keys that ``numbers`` uses, and the numbers in the shorter list."""
    used = np.zeros(len(keys) + 1, bool)
    used[numbers] = True
    used[-1] = False
    renumber = np.cumsum(used, dtype=np.uint32)
    renumber -= 1
    renumber[-1] = used.sum()
    return tuple(key for key, kept in zip(keys, used, strict=False) if kept), renumber[numbers]


def _merge_codes(parts: Sequence[Codes], keep: Sequence[Array]) -> Codes:
    kept = [part.codes[chosen] for part, chosen in zip(parts, keep, strict=True)]
    used = {
        part.values[code]
        for part, codes in zip(parts, kept, strict=True)
        for code in set(codes.tolist())
        if code < len(part.values)
    }
    values = tuple(sorted(used))
    place = {value: n for n, value in enumerate(values)}
    renumber = [
        np.array([*(place.get(value, len(values)) for value in part.values), len(values)], np.uint32) for part in parts
    ]
    return Codes(values, np.concatenate([new[codes] for new, codes in zip(renumber, kept, strict=True)]))


def _merge_several(parts: Sequence[Several], alive: Sequence[Array]) -> Several:
    keep, docs, before = [], [], 0
    for part, kept in zip(parts, alive, strict=True):
        keep.append(kept[part.docs])
        docs.append((np.cumsum(kept) - 1 + before)[part.docs[keep[-1]]].astype(np.uint32))
        before += int(kept.sum())
    codes = _merge_codes([Codes(part.values, part.codes) for part in parts], keep)
    return Several(codes.values, codes.codes, np.concatenate(docs))


def merge(parts: Sequence[Forward], alive: Sequence[Array]) -> Forward:
    """The documents of ``parts`` for which ``alive`` (a truth value each) holds, one part after the other."""
    keys, maps = _union([part.keys for part in parts])
    word_keys, word_maps = _union([part.word_keys for part in parts])
    streams, words = [], []
    before = 0
    for part, kept, renumber, renumber_word in zip(parts, alive, maps, word_maps, strict=True):
        slots = part.sizes.sum(axis=1, dtype=np.int64)
        streams.append(renumber[part.stream[np.repeat(kept, slots)]])
        place = np.cumsum(kept) - 1 + before
        rows = part.words[kept[part.words[:, 0]]]
        words.append(np.stack((place[rows[:, 0]], renumber_word[rows[:, 1]], rows[:, 2]), axis=1).astype(np.uint32))
        before += int(kept.sum())
    used_keys, stream = _used(keys, np.concatenate(streams))
    all_words = np.concatenate(words)
    used_words, all_words[:, 1] = _used(word_keys, all_words[:, 1])
    return Forward(
        keys=used_keys,
        stream=stream,
        sizes=np.concatenate([part.sizes[kept] for part, kept in zip(parts, alive, strict=True)]),
        ids=np.concatenate([part.ids[kept] for part, kept in zip(parts, alive, strict=True)]),
        published=np.concatenate([part.published[kept] for part, kept in zip(parts, alive, strict=True)]),
        portal=_merge_codes([part.portal for part in parts], alive),
        category=_merge_codes([part.category for part in parts], alive),
        topics=_merge_several([part.topics for part in parts], alive),
        mentions=_merge_several([part.mentions for part in parts], alive),
        numbers=_merge_several([part.numbers for part in parts], alive),
        flags=np.concatenate([part.flags[kept] for part, kept in zip(parts, alive, strict=True)]),
        word_keys=used_words,
        words=all_words,
    )


def pack_strings(strings: Sequence[bytes]) -> tuple[Array, Array]:
    """Strings behind each other, and where each starts (one more for the end)."""
    offsets = np.zeros(len(strings) + 1, np.uint32)
    np.cumsum([len(string) for string in strings], out=offsets[1:])
    return np.frombuffer(b"".join(strings), np.uint8), offsets


def unpack_strings(blob: Array, offsets: Array) -> tuple[bytes, ...]:
    """The strings that `pack_strings` packed."""
    data = blob.tobytes()
    return tuple(data[a:b] for a, b in pairwise(offsets.tolist()))


def to_packed(batch: Forward) -> Packed:
    """``batch`` as arrays, for a file between two processes."""
    keys, key_at = pack_strings(batch.keys)
    words, word_at = pack_strings(batch.word_keys)
    one = {name: getattr(batch, name) for name in ONE_VALUE}
    several = {name: getattr(batch, name) for name in SEVERAL_VALUES}
    arrays = {
        "keys": keys,
        "key_at": key_at,
        "word_keys": words,
        "word_key_at": word_at,
        "words": batch.words,
        **{name: getattr(batch, name) for name in ("stream", "sizes", "ids", "published", "flags")},
        **{name: code.codes for name, code in (one | several).items()},
        **{docs_of(name): pairs.docs for name, pairs in several.items()},
    }
    return Packed(arrays, {name: list(code.values) for name, code in (one | several).items()})


def from_packed(packed: Packed) -> Forward:
    """The batch that `to_packed` packed."""
    return Forward(
        keys=unpack_strings(packed["keys"], packed["key_at"]),
        stream=packed["stream"],
        sizes=packed["sizes"],
        ids=packed["ids"],
        published=packed["published"],
        portal=unpack_codes(packed, "portal"),
        category=unpack_codes(packed, "category"),
        topics=unpack_several(packed, "topics"),
        mentions=unpack_several(packed, "mentions"),
        numbers=unpack_several(packed, "numbers"),
        flags=packed["flags"],
        word_keys=unpack_strings(packed["word_keys"], packed["word_key_at"]),
        words=packed["words"],
    )


def unpack_codes(packed: Packed, name: str) -> Codes:
    """The codes packed under ``name``."""
    return Codes(tuple(packed.meta[name]), packed[name])


def docs_of(name: str) -> str:
    """Name of the array of documents beside that of the codes: ``topic_docs`` beside ``topics``."""
    return f"{name.removesuffix('s')}_docs"


def unpack_several(packed: Packed, name: str) -> Several:
    """The pairs packed under ``name``."""
    return Several(tuple(packed.meta[name]), packed[name], packed[docs_of(name)])
