"""The verbs from a stranger's shell: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from finished import Run

from crawler.archive.datadir import DataDir
from crawler.archive.locks import exclusive
from crawler.sample import Samples
from search_ui import cli
from search_ui.cli import _COMMANDS

ARTICLES = [
    {
        "title": "Thôn Đông làm đường bằng công sức dân góp",
        "url": "https://thon-dong.example/tin/lam-duong-1.html",
        "text": "Tổ dân vận khéo của thôn Đông đến từng nhà bàn chuyện hiến đất.\n\nBa mươi hộ đã dời hàng rào.",
    },
    {
        "title": "Phụ nữ xã Hạ thu gom rác ven kênh",
        "url": "https://xa-ha.example/tin/thu-gom-2.html",
        "text": "Sáng thứ bảy, chị em chia ba nhóm đi dọc bờ kênh.\n\nHai tấn rác được đưa về điểm tập kết.",
    },
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in ARTICLES), "utf-8")
    return path


@pytest.mark.parametrize("verb", list(_COMMANDS))
def test_every_verb_explains_itself(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: danvan {verb}")


def test_help_lists_every_verb(run: Run) -> None:
    listed = run("--help").out
    assert all(f"\n  {verb} " in listed for verb in _COMMANDS)


def test_unknown_verb_is_a_usage_error(run: Run) -> None:
    done = run("crwal")
    assert done.code == 2
    assert "No such command 'crwal'" in done.err


@pytest.mark.parametrize("verb", ["index", "status", "export"])
def test_without_an_archive_the_message_says_what_to_do(run: Run, verb: str) -> None:
    done = run(verb)
    assert done.code == 2
    assert "danvan crawl" in done.err
    assert not done.out


def test_without_an_index_the_message_says_what_to_do(run: Run, dump: Path) -> None:
    run("import", dump)
    done = run("search", "dân vận")
    assert done.code == 2
    assert "danvan index" in done.err


def test_import_index_search_export(run: Run, dump: Path, tmp_path: Path) -> None:
    assert run("import", dump).out == "2 new articles, 0 changed, 0 known.\n"
    assert run("index", "--no-words", "--processes", 1).out.startswith("2 articles indexed, 2 in the index")

    found = json.loads(run("search", "dan van kheo", "--json").out)
    assert found["total"] == 1
    assert found["results"][0]["url"] == ARTICLES[0]["url"]
    assert set(found["results"][0]) == {"id", "url", "title", "portal", "published", "snippets"}

    shown = run("search", '"bờ kênh"').out
    assert ARTICLES[1]["title"] in shown
    assert ARTICLES[0]["title"] not in shown

    lines = [json.loads(line) for line in run("export").out.splitlines()]
    assert {line["title"] for line in lines} == {a["title"] for a in ARTICLES}
    target = tmp_path / "texts.zip"
    assert run("export", "--format", "text", "-o", target).err == f"2 articles written to {target}.\n"
    assert "metadata.csv" in zipfile.ZipFile(target).namelist()


def test_queries_are_answered_in_order(run: Run, dump: Path, tmp_path: Path) -> None:
    run("import", dump)
    run("index", "--no-words", "--processes", 1)
    queries = tmp_path / "queries.txt"
    queries.write_text('"bờ kênh"\nkhông-có-từ-này\n"hiến đất"\n', "utf-8")
    answers = [
        json.loads(line) for line in run("search", "--queries", queries, "--json", "--limit", 5).out.splitlines()
    ]
    assert [a["total"] for a in answers] == [1, 0, 1]


def test_bad_query_is_refused_with_its_place(run: Run, dump: Path) -> None:
    run("import", dump)
    run("index", "--no-words", "--processes", 1)
    done = run("search", "*vận")
    assert done.code == 2
    assert done.err.startswith("danvan: ")


def test_a_place_may_be_named(run: Run, dump: Path) -> None:
    run("import", dump)
    run("index", "--no-words", "--processes", 1)
    named = run("search", "bờ kênh", "--place", "Hà Giang (cũ)", "--place-mode", "exact", "--json")
    by_code = run("search", "bờ kênh", "--place", "02@old", "--place-mode", "exact", "--json")
    assert named.code == 0
    assert json.loads(named.out) == json.loads(by_code.out)
    several = run("search", "bờ kênh", "--place", "Bình Phú")
    assert several.code == 2
    assert "28657" in several.err
    assert run("kwic", "bờ kênh", "--mentions", "không có nơi này").code == 2


def test_import_says_what_it_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "torn.jsonl"
    path.write_text(json.dumps(ARTICLES[0], ensure_ascii=False) + '\n{"title": "đứt', "utf-8")
    done = run("import", path)
    assert done.code == 1
    assert "1 new article" in done.out
    assert "torn.jsonl" in done.err


def test_search_needs_one_question(run: Run) -> None:
    done = run("search")
    assert done.code == 2
    assert "QUERY" in done.err


@pytest.mark.parametrize(("since", "until"), [("2024-02-31", "2024-03-01"), ("2024-05-01", "2024-04-01")])
def test_impossible_days_are_refused(run: Run, since: str, until: str) -> None:
    done = run("crawl", "--since", since, "--until", until)
    assert done.code == 2
    assert "--since" in done.err


def test_crawl_update_status(run: Run, samples: Samples) -> None:
    first = json.loads(run("crawl", "--limit", 3, "--all-topics", "--json").out)
    assert [p["counts"]["new"] for p in first["portals"]] == [3, 3]
    update = run("update", "--all-topics")
    assert update.code == 0
    assert "in the index" in update.out
    status = run("status", "--json")
    assert {entry["id"] for entry in json.loads(status.out)} == {p.id for p in samples}
    details = run("status", "sample-hanoi").out
    assert details.startswith("sample-hanoi: ")
    assert "sample-nukeviet" not in details
    assert "coverage  title 100%" in details
    assert run("status", "no-such-portal").code == 2
    assert json.loads(run("update", "--all-topics", "--json").out)["index"]["indexed"] == 0


def test_update_refuses_to_run_twice(run: Run, tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    with exclusive(data.update_lock, "update"):
        done = run("update")
    assert done.code == 2
    assert "Another update is running" in done.err


def test_reextract_and_verify(run: Run, samples: Samples, tmp_path: Path) -> None:
    run("crawl", "--limit", 4, "--all-topics", "sample-hanoi")
    assert "all well" in run("verify").out
    same = json.loads(run("reextract", "--json", "--processes", 1).out)
    assert (same["articles"], same["new"], same["changed"]) == (4, 0, 0)
    before = run("export").out
    DataDir(tmp_path / "data").archive.unlink()
    assert "4 new" in run("reextract", "--processes", 1).out
    after = run("export").out
    assert [json.loads(x)["body"] for x in sorted(after.splitlines())] == [
        json.loads(x)["body"] for x in sorted(before.splitlines())
    ]


def test_verify_finds_and_mends_a_damaged_archive(run: Run, samples: Samples, tmp_path: Path) -> None:
    run("crawl", "--limit", 4, "--all-topics", "sample-nukeviet")
    run("index", "--no-words", "--processes", 1)
    DataDir(tmp_path / "data").archive.write_bytes(b"not a database" * 1000)
    broken = run("verify")
    assert broken.code == 1
    assert "--repair" in broken.out
    mended = run("verify", "--repair")
    assert "put aside" in mended.out
    assert len(run("export").out.splitlines()) == 4


def test_portals_are_listed_and_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANVAN_PORTALS")
    listed = run("portals", "list").out.splitlines()
    assert len(listed) >= 5
    one = listed[0].split("\t")[0]
    assert f"id: {one}\n" in run("portals", "show", one).out
    assert json.loads(run("portals", "show", one, "--json").out)["id"] == one
    assert len(json.loads(run("portals", "list", "--json").out)) == len(listed)
    assert run("portals", "show", "nobody").code == 2


def test_up_falls_back_to_the_sample_portals(run: Run, tmp_path: Path) -> None:
    done = run("up", "--no-serve")
    assert done.code == 0, done.err
    assert "No portal answered" in done.err
    assert DataDir(tmp_path / "data" / "sample").archive.exists()


def test_up_prefers_real_portals(run: Run, samples: Samples, tmp_path: Path) -> None:
    done = run("up", "--no-serve", "--limit", 2)
    assert done.code == 0, done.err
    assert "No portal answered" not in done.err
    assert not (tmp_path / "data" / "sample").exists()


def test_a_backup_is_restored_into_an_empty_directory(
    run: Run, samples: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("crawl", "--limit", 4, "--all-topics", "sample-nukeviet")
    run("index", "--no-words", "--processes", 1)
    found = json.loads(run("search", "dân", "--json").out)
    assert "4 articles and 1 file" in run("backup", tmp_path / "copy").out
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path / "restored"))
    restored = run("restore", tmp_path / "copy")
    assert (restored.code, "danvan index" in restored.out) == (0, True)
    run("index", "--no-words", "--processes", 1)
    assert run("verify").code == 0
    assert json.loads(run("search", "dân", "--json").out) == found
    assert run("restore", tmp_path / "copy").code == 2


def test_a_reader_that_has_seen_enough_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """``danvan … | head -1`` must not end with the code that means a failing portal."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as out:
        monkeypatch.setattr("sys.stdout", out)
        with pytest.raises(SystemExit) as ended:
            cli.main(["schedule"])
    assert ended.value.code == 0
