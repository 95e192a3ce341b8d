"""The recorded NukeViet site: exactly its articles, in few requests, fast and failing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.items import Article
from crawler.portals import load_registry

pytestmark = pytest.mark.shared
ARTICLE = re.compile(r"^/(?!print/|savefile/|sendmail/|about/)[^/]+/[^/]+-\d+\.html$")


@contextmanager
def replayed(shared: Path, log: Path, *faults: str) -> Iterator[Callable[[], list[str]]]:
    """The recording on its port; yields a function that gives the requested paths."""
    line = [
        sys.executable,
        str(shared / "portals/replay.py"),
        str(shared / "portals/nukeviet45/site.warc.gz"),
        "--port",
        "8091",
    ]
    with subprocess.Popen([*line, "--log", str(log), *faults], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        if "recorded pages" not in server.stderr.readline():
            pytest.skip("port 8091, which the recording's links name, is taken")
        try:
            yield lambda: [row.split(" ", 2)[2] for row in log.read_text("utf-8").splitlines()]
        finally:
            server.terminate()


def gold(shared: Path) -> set[str]:
    found = json.loads((shared / "portals/nukeviet45/gold.json").read_text("utf-8"))
    return {str(a["id"]) for a in found if not a["external_redirect"]}


def test_all_articles_each_once_then_none(
    shared: Path, tmp_path: Path, run, archived: Callable[[], list[Article]]
) -> None:
    portals = load_registry(shared / "check/nukeviet.toml").active()
    with replayed(shared, tmp_path / "log") as requests:
        report = run(portals)
        first = requests()
        run(portals)
        second = requests()[len(first) :]
    articles = archived()
    assert report.portals[0].grade == "ok"
    assert {a.platform_id for a in articles} == gold(shared)
    assert len(articles) == len(gold(shared)) == 129
    assert all(ARTICLE.match(a.url.partition("8091")[2]) for a in articles)
    assert len(first) == len(set(first)) <= 165
    assert len(second) <= 25
    assert not [path for path in second if ARTICLE.match(path)]


def test_no_article_is_lost_on_a_failing_site(
    shared: Path, tmp_path: Path, run, archived: Callable[[], list[Article]]
) -> None:
    portals = load_registry(shared / "check/nukeviet.toml").active()
    with replayed(shared, tmp_path / "log", "--fail", "0.1", "--drop", "0.05"):
        run(portals)
    assert {a.platform_id for a in archived()} == gold(shared)
