"""The scheduled lines are ones that cron and systemd take, and they run this danvan on this data."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from finished import Run


@pytest.fixture
def odd_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory whose name holds what shells, cron and systemd give a meaning to."""
    data = tmp_path / "dữ liệu 100% 'x'"
    data.mkdir()
    monkeypatch.setenv("DANVAN_DATA", str(data))
    return data


def test_crontab_command_runs_an_update(run: Run, odd_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(odd_directory))
    line = run("schedule", "--only", "crontab", "--at", "4:05").out.strip()
    *when, command = line.split(" ", 5)
    assert when == ["5", "4", "*", "*", "*"]
    # What cron hands to the shell: an escaped percent sign is a percent sign.
    subprocess.run(["/bin/sh", "-c", command.replace(r"\%", "%")], check=False)
    assert "in the index" in (odd_directory / "update.log").read_text("utf-8")


def test_systemd_accepts_the_units(run: Run, tmp_path: Path, odd_directory: Path) -> None:
    text = run("schedule", "--only", "systemd").out
    service, timer = text.split("# systemd: save as ")[1:]
    assert 'Environment="DANVAN_DATA=' in service
    assert "100%%" in service
    assert "OnCalendar=*-*-* 02:15:00" in timer
    if shutil.which("systemd-analyze"):
        for name, unit in (("danvan-update.service", service), ("danvan-update.timer", timer)):
            (tmp_path / name).write_text("# " + unit, "utf-8")
        done = subprocess.run(
            ["systemd-analyze", "verify", str(tmp_path / "danvan-update.timer")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "danvan-update" not in done.stderr, done.stderr


@pytest.mark.parametrize("at", ["24:00", "2", "02:60", "noon"])
def test_impossible_times_are_refused(run: Run, at: str) -> None:
    assert run("schedule", "--at", at).code == 2


def test_both_are_printed_by_default(run: Run) -> None:
    out = run("schedule").out
    assert "crontab -e" in out
    assert "[Timer]" in out
