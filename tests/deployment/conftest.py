"""The site behind a real gunicorn, as docs/deployment sets it up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import ROOT, Gunicorn

from crawler.archive.datadir import DataDir

sys.path.insert(0, str(ROOT / "tests" / "web"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    import site_corpus

    return site_corpus.build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def gunicorn(data: DataDir, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    """Two workers with the configuration of the documentation."""
    log = tmp_path_factory.mktemp("gunicorn") / "log"
    command = [sys.executable, "-m", "gunicorn", "--config", "docs/deployment/gunicorn.conf.py"]
    settings = {"DANVAN_DATA": str(data.root), "DANVAN_BIND": "127.0.0.1:0", "WEB_CONCURRENCY": "2"}
    settings |= {"DANVAN_HOSTS": "tin.example.vn", "DANVAN_PROXIES": "1"}
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=out) as server:
        found = Gunicorn(server, log)
        found.wait_for(r"Booting worker", 2)
        yield found
        server.terminate()
        assert server.wait() == 0, log.read_text()


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A directory laid out as the units expect /opt/danvan, its commands empty."""
    commands = tmp_path / "opt" / "danvan" / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name in set(
        re.findall(r"\.venv/bin/(\w+)", "".join(p.read_text() for p in (ROOT / "docs/deployment").iterdir()))
    ):
        (commands / name).write_text("#!/bin/sh\n")
        (commands / name).chmod(0o755)
    return tmp_path
