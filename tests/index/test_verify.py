"""What `verify_index` says of a whole index and of damaged ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from indexer.build import IndexMissing, update_index
from indexer.engine.generations import current_name, read_manifest, write_manifest
from indexer.verify import verify_index
from tests.index.conftest import put_all
from tests.index.corpus import articles


@pytest.fixture
def built(data: DataDir) -> DataDir:
    put_all(data, articles(20))
    update_index(data, processes=1, words=False)
    return data


def directory(data: DataDir) -> Path:
    return data.index / current_name(data.index)


def test_a_whole_index_has_no_problems(built: DataDir) -> None:
    assert verify_index(built) == []


def test_no_index(data: DataDir) -> None:
    with pytest.raises(IndexMissing):
        verify_index(data)


def test_waiting_articles_are_no_problem(built: DataDir) -> None:
    put_all(built, articles(23))
    assert verify_index(built) == []


def test_a_flipped_bit_is_found(built: DataDir) -> None:
    (path,) = directory(built).glob("*.arrays")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    (problem,) = verify_index(built)
    assert "danvan index --rebuild" in problem


def test_another_archive_is_told(built: DataDir) -> None:
    for path in built.root.glob("archive.sqlite3*"):
        path.unlink()
    put_all(built, articles(20))
    assert "another archive" in verify_index(built)[0]


def test_a_broken_manifest_is_told(built: DataDir) -> None:
    (directory(built) / "manifest.json").write_text("{")
    assert "danvan index --rebuild" in verify_index(built)[0]


def test_whoosh_and_manifest_must_agree(built: DataDir) -> None:
    from dataclasses import replace

    manifest = read_manifest(built.index)
    segments = tuple(replace(entry, deleted=(3,)) for entry in manifest.segments)
    write_manifest(directory(built), replace(manifest, segments=segments))
    assert "differ" in verify_index(built)[0]


def test_a_wrong_number_is_told(built: DataDir) -> None:
    from dataclasses import replace

    import indexer.verify as verify

    manifest = replace(read_manifest(built.index), segments=())
    assert "20 articles, the index 0" in verify._count(built, manifest)[0]


def test_a_damaged_archive_is_not_the_indexs_fault(built: DataDir) -> None:
    built.archive.write_bytes(b"not a database" * 1000)
    assert verify_index(built) == []
