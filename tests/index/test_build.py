"""Building: incremental and anew, changed and removed articles, kills, damage, readers meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from whoosh.index import open_dir

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import Article
from indexer import merging, pipeline
from indexer.build import IndexBroken, IndexMissing, IndexOld, update_index
from indexer.engine import open_engine
from indexer.engine.columns import ColumnEngine
from indexer.engine.generations import SegmentEntry, current_name, generations
from indexer.query.tree import And, Everything, Phrase
from tests.index.brute import term
from tests.index.conftest import SEEN, put_all
from tests.index.corpus import articles

EVERYTHING = Everything()


def ids(data: DataDir) -> set[str]:
    return set(open_engine(data.index).search(EVERYTHING, limit=10_000).ids)


def build(data: DataDir, **options: object) -> object:
    return update_index(data, **{"processes": 1, "words": False, **options})  # type: ignore[arg-type]


@pytest.fixture
def built(data: DataDir) -> DataDir:
    put_all(data, articles(40))
    build(data)
    return data


def test_first_build_takes_everything(data: DataDir) -> None:
    put_all(data, articles(40))
    told: list[tuple[int, int | None]] = []
    report = update_index(data, processes=1, words=False, progress=lambda done, total=None: told.append((done, total)))
    assert (report.indexed, report.total, report.full, report.segments) == (40, 40, True, 1)
    assert told[0] == (0, 40)
    assert told[-1] == (40, 40)
    assert ids(data) == {a.id for a in articles(40)}
    assert report.as_dict()["indexed"] == 40


def test_nothing_new_changes_nothing(built: DataDir) -> None:
    before = current_name(built.index)
    report = update_index(built, processes=1)
    assert (report.indexed, report.full) == (0, False)
    assert current_name(built.index) == before


def test_new_articles_are_added(built: DataDir) -> None:
    put_all(built, articles(50))
    report = update_index(built, processes=1, words=False)
    assert (report.indexed, report.removed, report.total, report.full) == (10, 0, 50, False)
    assert ids(built) == {a.id for a in articles(50)}


def test_a_changed_article_replaces_its_old_text(built: DataDir) -> None:
    old = articles(40)[3]
    put_all(built, [replace(old, body="Chuyện lạ hoàn toàn khác.", title="Tiêu đề mới")])
    report = update_index(built, processes=1, words=False)
    assert (report.indexed, report.removed, report.total) == (1, 1, 40)
    engine = open_engine(built.index)
    assert engine.search(Phrase((term("chuyện"), term("lạ")))).ids == (old.id,)
    assert len(engine.search(EVERYTHING, limit=100).ids) == 40


def test_whoosh_itself_sees_the_deletion(built: DataDir) -> None:
    put_all(built, [replace(articles(40)[3], body="Khác.")])
    build(built)
    index = open_dir(str(built.index / current_name(built.index)))
    assert index.doc_count() == 40
    with index.searcher() as searcher:
        assert searcher.document(id=articles(40)[3].id)["portal"] == articles(40)[3].portal


def test_an_article_that_is_gone_stays(built: DataDir) -> None:
    with Archive.open(built.archive) as archive:
        archive.mark_gone(articles(40)[0].id, SEEN + timedelta(days=1))
    build(built)
    assert articles(40)[0].id in ids(built)


def test_portals_follow_the_archive(built: DataDir) -> None:
    from crawler.archive.record import PortalRecord

    with Archive.open(built.archive) as archive:
        archive.put_portal(PortalRecord("portal-0", "Tên mới", "tinh", "99"))
    build(built)
    engine = open_engine(built.index)
    assert engine.portals["portal-0"].name == "Tên mới"
    assert engine.search(EVERYTHING).facets["place"]["99"] == 7


def test_another_archive_means_another_index(built: DataDir) -> None:
    for path in built.root.glob("archive.sqlite3*"):
        path.unlink()
    put_all(built, articles(8, seed=1))
    report = update_index(built, processes=1, words=False)
    assert (report.full, report.total) == (True, 8)


def test_rebuild_gives_the_same(built: DataDir) -> None:
    put_all(built, articles(60))
    build(built)
    node = And((term("dân"), term("vận")))
    before = open_engine(built.index).search(node, limit=100)
    report = update_index(built, rebuild=True, processes=1, words=False)
    after = open_engine(built.index).search(node, limit=100)
    assert report.full
    assert report.segments == 1
    assert after.ids == before.ids
    assert after.scores == pytest.approx(before.scores, abs=1e-4)


def test_several_processes_build_the_same(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_FEW_WITHOUT_WORDS", 10)
    monkeypatch.setattr(pipeline, "SEGMENT_SLOTS", 5_000)
    put_all(data, articles(60))
    report = update_index(data, processes=2, words=False)
    assert report.segments > 1
    assert ids(data) == {a.id for a in articles(60)}


def test_empty_archive_gives_an_empty_index(data: DataDir) -> None:
    put_all(data, [])
    assert update_index(data, processes=1).total == 0
    result = open_engine(data.index).search(term("dân"))
    assert (result.total, result.ids, result.months, result.facets["level"]) == (0, (), (), {})
    put_all(data, articles(3))
    assert update_index(data, processes=1, words=False).total == 3


def test_many_updates_leave_few_segments(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "EASY", 12)
    monkeypatch.setattr(merging, "MOST_SEGMENTS", 4)
    monkeypatch.setattr(merging, "_AFTER_TIDYING", 3)
    for count in range(6, 66, 6):
        put_all(data, articles(count))
        report = update_index(data, processes=1, words=False)
        assert report.segments <= 4
    assert ids(data) == {a.id for a in articles(60)}
    assert len(list(generations(data.index))) == 1


@pytest.mark.parametrize(
    ("sizes", "new", "taken"),
    [
        ([(100_000, 0)], 100, []),
        ([(100_000, 0), (150, 0), (90, 0)], 100, [90, 150]),
        ([(2_000, 1_900), (5_000, 0)], 1, [2_000]),
        ([(3_000, 0)] * 12, 100, [3_000] * 7),
        ([(10, 10)], 1, [10]),
    ],
)
def test_what_an_update_takes_along(sizes: list[tuple[int, int]], new: int, taken: list[int]) -> None:
    entries = [SegmentEntry(str(n), count, tuple(range(dead))) for n, (count, dead) in enumerate(sizes)]
    assert [entry.count for entry in merging.choose(entries, new)] == taken


# The word layer


def test_words_raise_articles_where_the_syllables_are_one_word(data: DataDir) -> None:
    base = articles(1)[0]
    texts = [
        "Hội nghị tổng kết công tác dân vận của huyện năm nay.",
        "Người dân ở đây. Vận chuyển hàng hóa qua sông.",
    ]
    put_all(data, [replace(base, platform_id=str(n), body=text) for n, text in enumerate(texts)])
    report = update_index(data, processes=1)
    assert report.indexed == 2
    result = open_engine(data.index).search(And((term("dân"), term("vận"))))
    assert result.total == 2
    assert result.scores[0] > result.scores[1] + 0.5


def test_a_rebuild_does_not_segment_again(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import workers

    assert update_index(built, processes=1, rebuild=True).indexed == 40
    monkeypatch.setattr(workers, "find_words", lambda article: pytest.fail("segmented again"))
    assert update_index(built, processes=1, rebuild=True).indexed == 40
    segment = ColumnEngine(built.index)._generation.views[0]
    assert len(segment.word_keys) > 5


def test_a_damaged_word_cache_is_thrown_away(built: DataDir) -> None:
    (built.index / "words.sqlite3").write_bytes(b"no database" * 1000)
    assert update_index(built, processes=1, rebuild=True).total == 40


# Trouble


def test_missing_index(data: DataDir) -> None:
    with pytest.raises(IndexMissing, match="danvan index"):
        open_engine(data.index)


def test_old_index_says_so_and_is_replaced(built: DataDir) -> None:
    manifest = built.index / current_name(built.index) / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 0}))
    with pytest.raises(IndexOld, match="danvan index --rebuild"):
        open_engine(built.index)
    assert update_index(built, processes=1, words=False).full
    assert len(ids(built)) == 40


@pytest.mark.parametrize("damage", ["manifest gone", "manifest cut", "everything gone", "current garbled", "count"])
def test_broken_index_says_so_and_is_replaced(built: DataDir, damage: str) -> None:
    directory = built.index / current_name(built.index)
    manifest = directory / "manifest.json"
    match damage:
        case "manifest gone":
            manifest.unlink()
        case "manifest cut":
            manifest.write_text(manifest.read_text()[:50])
        case "everything gone":
            for path in directory.iterdir():
                if path.is_file() and path != manifest:
                    path.unlink()
        case "current garbled":
            (built.index / "current").write_bytes(b"\xff\xfe")
        case "count":
            data = json.loads(manifest.read_text())
            data["segments"][0]["count"] = 7
            manifest.write_text(json.dumps(data))
    with pytest.raises(IndexBroken, match="danvan index --rebuild"):
        open_engine(built.index)
    put_all(built, articles(41))
    assert update_index(built, processes=1, words=False, rebuild=damage == "count").full
    assert len(ids(built)) == 41


@pytest.mark.parametrize("damage", ["missing", "cut", "header"])
def test_arrays_are_derived_again_from_whoosh(built: DataDir, damage: str) -> None:
    (path,) = (built.index / current_name(built.index)).glob("*.arrays")
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(whole[:-4096] if damage == "cut" else whole[:30] + b"x" + whole[31:])
    assert len(ids(built)) == 40
    assert path.read_bytes() == whole


def test_arrays_that_cannot_be_written_are_kept_in_memory(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.engine import segments

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (path,) = (built.index / current_name(built.index)).glob("*.arrays")
    path.unlink()
    monkeypatch.setattr(segments, "save", full)
    assert len(ids(built)) == 40
    assert not path.exists()


def test_a_full_disk_leaves_the_old_index(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline, "write_manifest", full)
    put_all(built, articles(50))
    with pytest.raises(DanvanError, match="Free some space"):
        build(built)
    assert len(ids(built)) == 40
    assert len(list(generations(built.index))) == 1


def test_what_cannot_be_remembered_is_only_slower(built: DataDir) -> None:
    from indexer.foundcache import FoundCache

    with FoundCache(built.index / "words.sqlite3", "words") as cache:
        cache.put({b"1" * 16: ("dân_vận",)})
        assert cache.get([b"1" * 16, b"2" * 16]) == {b"1" * 16: ("dân_vận",)}
        cache._db.execute("UPDATE words SET found = x'00'")
        cache._db.commit()
        assert cache.get([b"1" * 16]) == {}
        cache._db.execute("DROP TABLE words")
        cache._db.commit()
        cache.put({b"1" * 16: ("dân_vận",)})
        assert cache.get([b"1" * 16]) == {}
    with FoundCache(built.index, "words") as cache:
        cache.put({b"1" * 16: ("dân_vận",)})
        assert cache.get([b"1" * 16]) == {b"1" * 16: ("dân_vận",)}, "no file can be made there"


def test_an_error_does_not_wait_for_the_other_processes() -> None:
    from indexer.workers import pool

    def interrupted() -> None:
        with pool(2) as executor:
            executor.submit(os.getpid).result()
            executor.submit(time.sleep, 300)
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - started < 200


def test_a_table_without_a_segment_means_a_full_build(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_table", lambda _: {})
    monkeypatch.setattr(merging, "EASY", 0)
    put_all(built, articles(41))
    assert update_index(built, processes=1, words=False).full
    assert len(ids(built)) == 41


def test_two_builds_at_once_are_refused(built: DataDir) -> None:
    with exclusive(built.index_lock, "index build"), pytest.raises(DanvanError, match="index build"):
        build(built)


def test_a_killed_build_leaves_the_old_index(built: DataDir) -> None:
    put_all(built, articles(400))
    code = (
        "import sys, pathlib; from indexer import pipeline; from indexer.build import update_index\n"
        "from crawler.archive.datadir import DataDir\n"
        "pipeline._FEW_WITHOUT_WORDS = 0\n"
        "def told(done, total=None):\n"
        "    print(done, flush=True)\n"
        "    import time; time.sleep(0.2 if done else 0)\n"
        "if __name__ == '__main__':\n"
        "    update_index(DataDir(pathlib.Path(sys.argv[1])), words=False, processes=2, progress=told)\n"
    )
    script = built.root / "build.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(built.root)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline()) and line.strip() in ("", "0"):
            continue
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert len(ids(built)) == 40
    report = update_index(built, processes=1, words=False)
    assert (report.indexed, report.total, report.full) == (360, 400, False)
    assert len(list(generations(built.index))) == 1


def test_readers_go_on_while_the_index_is_swapped(built: DataDir) -> None:
    engine = ColumnEngine(built.index)
    stop, trouble = threading.Event(), []

    def read() -> None:
        node = And((term("dân"), term("và")))
        while not stop.is_set():
            result = engine.search(node, limit=500)
            if len(result.ids) != result.total or sum(n for _, n in result.months) + result.undated != result.total:
                trouble.append(result)
            engine.refresh()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for count in range(44, 64, 4):
        put_all(built, articles(count))
        build(built, rebuild=count % 8 == 0)
    stop.set()
    for reader in readers:
        reader.join()
    assert not trouble
    engine.refresh()
    assert engine.total == 60


def test_an_open_reader_keeps_its_generation(built: DataDir) -> None:
    engine = open_engine(built.index)
    version = engine.version
    put_all(built, articles(50))
    build(built)
    assert engine.search(EVERYTHING, limit=100).total == 40
    assert engine.version == version
    assert engine.refresh()
    assert not engine.refresh()
    assert (engine.search(EVERYTHING).total, engine.total) == (50, 50)
    assert engine.version != version


def test_opening_survives_a_swap_at_the_wrong_moment(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.engine import columns

    real, calls = columns.ready_arrays, []

    def once_gone(directory: Path, entry: SegmentEntry) -> object:
        calls.append(directory)
        if len(calls) == 1:
            raise FileNotFoundError(directory)
        return real(directory, entry)

    monkeypatch.setattr(columns, "ready_arrays", once_gone)
    assert len(ids(built)) == 40
    monkeypatch.setattr(columns, "ready_arrays", lambda *_: (_ for _ in ()).throw(FileNotFoundError("gone")))
    with pytest.raises(IndexBroken):
        open_engine(built.index)


def test_hard_links_are_copies_where_there_are_none(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr(merging, "EASY", 0)
    put_all(built, articles(45))
    assert update_index(built, processes=1, words=False).segments == 2
    assert len(ids(built)) == 45


def test_a_process_that_dies_is_told(built: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    def broken(self: object) -> None:
        raise BrokenProcessPool("gone")

    monkeypatch.setattr(pipeline.Pipeline, "run", broken)
    with pytest.raises(DanvanError, match="--processes 1"):
        build(built)


def article_of(text: str, **changes: object) -> Article:
    return replace(articles(1)[0], body=text, **changes)  # type: ignore[arg-type]


def test_a_syllable_more_than_255_times_counts_fully(data: DataDir) -> None:
    from whoosh import query, scoring

    from indexer.engine.scoring import PLAIN

    put_all(data, [article_of("dân " * 700 + "vận"), article_of("dân vận " * 20, platform_id="2")])
    build(data)
    index = open_dir(str(data.index / current_name(data.index)))
    with index.searcher(weighting=scoring.BM25F()) as searcher:
        fields = ("title", "lead", "body")
        expected = {h["id"]: h.score for h in searcher.search(query.Or([query.Term(f, "dân") for f in fields]))}
    result = ColumnEngine(data.index, PLAIN).search(term("dân"))
    assert dict(zip(result.ids, result.scores, strict=True)) == pytest.approx(expected, abs=1e-4)


def test_times_are_local(data: DataDir) -> None:
    from crawler.items import VIETNAM

    late = datetime(2024, 3, 31, 23, 59, tzinfo=VIETNAM)
    put_all(data, [article_of("Tin cuối tháng.", published=late)])
    build(data)
    assert open_engine(data.index).search(EVERYTHING).months == (("2024-03", 1),)


def test_waiting_workers_end_with_their_build() -> None:
    """A pool's processes notice that their parent was killed."""
    code = (
        "import os, sys, time; from indexer.workers import pool\n"
        "if __name__ == '__main__':\n"
        "    with pool(2) as executor: print(executor.submit(os.getpid).result(), flush=True); time.sleep(60)\n"
    )
    script = Path(os.environ.get("TMPDIR", "/tmp")) / f"danvan-pool-{os.getpid()}.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    try:
        with subprocess.Popen(
            [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
        ) as parent:
            assert parent.stdout is not None
            worker = int(parent.stdout.readline())
            parent.kill()
        for _ in range(100):
            try:
                os.kill(worker, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        pytest.fail("the worker lives on")
    finally:
        script.unlink()
