"""The verbs that count over texts."""

from __future__ import annotations

import json

import pytest

from crawler.archive.datadir import DataDir
from search_ui.cli import main
from tests.corpus.conftest import ARTICLES


@pytest.fixture
def run(written: DataDir, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    monkeypatch.setenv("DANVAN_DATA", str(written.root))

    def call(*arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == code
        printed = capsys.readouterr()
        return printed.out or printed.err

    return call


def test_kwic(run: object) -> None:
    lines = run("kwic", '"hòa giải"', "--sort", "R1", "--width", "3").splitlines()  # type: ignore[operator]
    assert lines[0] == "4 hits in 3 articles, 4 shown"
    assert len({line.lower().replace("hoà", "hòa").index("hòa giải") for line in lines[1:]}) == 1
    found = json.loads(run("kwic", '"hòa giải"', "--json", "--sample", "2"))  # type: ignore[operator]
    assert (found["total"], len(found["lines"]), found["sampled"]) == (4, 2, True)


def test_trend(run: object) -> None:
    lines = run("trend", '"hòa giải"', "--by", "quarter").splitlines()  # type: ignore[operator]
    assert lines[:4] == [
        "place\tperiod\tn\tN\tshare",
        "\t2024-Q1\t2\t2\t1.0000",
        "\t2024-Q2\t0\t1\t0.0000",
        "\t2024-Q3\t0\t0\t",
    ]
    found = json.loads(run("trend", "xã", "--split", "place", "--json"))  # type: ignore[operator]
    assert found[0]["points"][0] == {"label": "2024-01", "n": 1, "base": 1}


def test_collocates(run: object) -> None:
    assert run("collocates", '"hòa giải"', "--window", "1").splitlines()[1].startswith("tổ\t2\t2\t")  # type: ignore[operator]
    assert json.loads(run("collocates", '"hòa giải"', "--sentence", "--json"))  # type: ignore[operator]


def test_keyness(run: object) -> None:
    assert "giải\t" in run("keyness", '"hòa giải"', "--unit", "syllables")  # type: ignore[operator]
    assert json.loads(run("keyness", "hòa", "--unit", "syllables", "--lack", "--json"))[0]["score"] < 0  # type: ignore[operator]


def test_similar_and_spread(run: object) -> None:
    assert run("similar", ARTICLES[4].id, "--limit", "1").splitlines()[1].endswith("Sáu")  # type: ignore[operator]
    assert json.loads(run("similar", ARTICLES[4].id, "--json"))[0]["title"] == "Sáu"  # type: ignore[operator]
    lines = run("spread", ARTICLES[5].id).splitlines()  # type: ignore[operator]
    assert lines[0].startswith("2 articles on 2 portals; ")
    assert lines[3].split("\t")[2:4] == ["3.0000", "exact"]
    assert json.loads(run("spread", ARTICLES[5].id, "--json"))["lasted"] == 3.0  # type: ignore[operator]


def test_what_cannot_be_answered_is_told(run: object) -> None:
    assert "no article" in run("spread", "0" * 16, code=2)  # type: ignore[operator]
    assert "no article" in run("similar", "0" * 16, code=2)  # type: ignore[operator]
