"""Killed at any moment and started again, a crawl ends with the same articles."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from crawler.items import Article
from crawler.sample import Faults, Samples
from crawler.sample.texts import articles

ROOT = Path(__file__).resolve().parents[2]
ALL = len(articles("nukeviet")) + len(articles("hanoi"))
Archived = Callable[[], list[Article]]


def registry(samples: Samples, path: Path) -> Path:
    """The stand-in portals as a registry file."""
    entries = (
        f'[[portal]]\nid = "{p.id}"\nname = "{p.name}"\nlevel = "{p.level}"\nplatform = "{p.platform}"\n'
        f'hosts = ["{p.hosts[0]}"]\nhome = "{p.home}"\ndelay = 0.0\n'
        for p in samples
    )
    path.write_text("\n".join(entries), "utf-8")
    return path


@pytest.fixture
def command(samples: Samples, data: DataDir, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts ``scrapy crawl portal`` in a process of its own."""
    environment = os.environ | {
        "DANVAN_DATA": str(data.root),
        "DANVAN_PORTALS": str(registry(samples, tmp_path / "p.toml")),
    }

    def start(*arguments: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "scrapy", "crawl", "portal", "-a", "all_topics=1", *arguments]
        return subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)

    return start


def test_killed_and_started_again(samples: Samples, command, archived: Archived, data: DataDir) -> None:
    samples.change(Faults(delay=0.02))
    rng = random.Random(5)
    kills = 0
    for _ in range(2):
        before = sum(len(server.log.requests) for server in samples.servers)
        with command() as process:
            wanted = before + rng.randrange(8, 45)
            while process.poll() is None and sum(len(s.log.requests) for s in samples.servers) < wanted:
                time.sleep(0.01)
            process.kill()
            kills += process.wait() != 0
    assert kills
    with command() as process:
        _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert len(archived()) == ALL
    asked = Counter(path for server in samples.servers for path in server.log.paths() if path.endswith(".html"))
    # An article whose page had arrived but was not yet kept is asked for once more after a kill.
    assert sum(count - 1 for count in asked.values()) <= 2 * kills


def test_the_scrapy_command_takes_the_portal_as_an_argument(samples: Samples, command, archived: Archived) -> None:
    with command("-a", "portal=sample-hanoi", "-a", "limit=3") as process:
        _, errors = process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert {a.portal for a in archived()} == {"sample-hanoi"}
    assert len(archived()) == 3
    assert samples.log("sample-nukeviet") == []


SCRIPT = """
import sys
from crawler.archive.datadir import DataDir
from crawler.portals import load_registry
from crawler.running import CrawlOptions, crawl
print(crawl(load_registry().active(), DataDir.from_environment(), CrawlOptions(all_topics=True)).summary())
"""


def test_ctrl_c_ends_gently(samples: Samples, data: DataDir, tmp_path: Path, run, archived: Archived) -> None:
    samples.change(Faults(delay=0.05))
    environment = os.environ | {
        "DANVAN_DATA": str(data.root),
        "DANVAN_PORTALS": str(registry(samples, tmp_path / "p.toml")),
    }
    with subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
        while len(samples.log("sample-nukeviet")) < 20:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate()
    assert process.returncode == 0, errors
    assert "the rest is remembered" in errors
    assert "Stopped early" in out
    assert 0 < len(archived()) < ALL
    samples.change(Faults())
    run(samples)
    assert len(archived()) == ALL
