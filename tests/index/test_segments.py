"""Documents, arrays and Whoosh's files say the same."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from whoosh.util.numeric import length_to_byte

from crawler.items import Article
from indexer.engine.forward import Forward, forward, from_packed, merge, to_packed
from indexer.engine.inverted import assemble, disassemble, length_byte, occurrences
from indexer.engine.packed import Packed, TornFileError, load, save
from indexer.engine.stored import read_segment, write_segment
from indexer.schema import LEFT_OUT, MAPPED, TEXT_FIELDS, to_document
from tests.index.corpus import articles

WORDS = ("dân_vân\u0323", "hôi\u0323_nghi\u0323")


@pytest.fixture(scope="module")
def batch() -> Forward:
    return forward([to_document(a, WORDS * (n % 3)) for n, a in enumerate(articles(60))])


def same(a: Packed, b: Packed) -> None:
    assert a.arrays.keys() == b.arrays.keys()
    for name in a.arrays:
        np.testing.assert_array_equal(a[name], b[name], err_msg=name)
    assert a.meta == b.meta


def test_every_article_field_is_indexed_or_left_out_on_purpose() -> None:
    assert {f.name for f in fields(Article)} == MAPPED.keys() | LEFT_OUT.keys()
    assert not MAPPED.keys() & LEFT_OUT.keys()


def test_whoosh_gives_back_what_was_written(batch: Forward, tmp_path: Path) -> None:
    segment = write_segment(tmp_path, batch, occurrences(batch), {})
    same(assemble(read_segment(tmp_path, segment)), assemble(batch))


def test_arrays_survive_the_disk(batch: Forward, tmp_path: Path) -> None:
    packed = assemble(batch)
    save(tmp_path / "x.arrays", packed)
    same(load(tmp_path / "x.arrays", thorough=True), packed)
    same(assemble(from_packed(to_packed(batch))), packed)


def test_postings_are_those_of_the_texts(batch: Forward) -> None:
    packed = assemble(batch)
    documents = [to_document(a) for a in articles(60)]
    for term, key in enumerate(batch.keys):
        text = key.decode()
        field, plain = (3, text[1:]) if text[0] == "\x01" else (None, text)
        expected = {}
        for d, document in enumerate(documents):
            counts = [keys.count(plain) for keys in document.texts]
            wanted = counts[3] if field == 3 else counts[2]
            if wanted or (field is None and any(counts[:3])):
                expected[d] = wanted
        begin, end = packed["term_post"][term], packed["term_post"][term + 1]
        found = dict(zip(packed["docs"][begin:end].tolist(), (packed["code"][begin:end] >> 8).tolist(), strict=True))
        assert found == expected, text


def test_merging_drops_the_dead_and_keeps_the_rest(batch: Forward) -> None:
    listed = articles(60)
    alive = np.array([n % 4 != 1 for n in range(60)])
    rest = [to_document(a, WORDS * (n % 3)) for n, a in enumerate(listed) if alive[n]]
    parts = [batch, forward([to_document(listed[1])])]
    merged = merge(parts, [alive, np.ones(1, bool)])
    same(assemble(merged), assemble(forward([*rest, to_document(listed[1])])))


def test_disassemble_undoes_assemble(batch: Forward) -> None:
    same(assemble(disassemble(assemble(batch))), assemble(batch))


def test_length_bytes_are_whooshs() -> None:
    lengths = np.array([0, 1, 2, 10, 57, 600, 601, 50_000, 106_373, 106_374, 2_000_000])
    assert length_byte(lengths).tolist() == [length_to_byte(n) for n in lengths.tolist()]


def test_empty_batch() -> None:
    packed = assemble(forward([]))
    assert packed["docs"].size == 0
    assert packed["start"].tolist() == [0]
    assert packed["sizes"].shape == (0, len(TEXT_FIELDS))


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "header", "flip"])
def test_torn_files_are_noticed(batch: Forward, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "x.arrays"
    save(path, assemble(batch))
    data = bytearray(path.read_bytes())
    match damage:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(data[:-64])
        case "header":
            data[40] ^= 1
            path.write_bytes(data)
        case "flip":
            data[-500] ^= 1
            path.write_bytes(data)
    with pytest.raises(TornFileError):
        load(path, thorough=True)
