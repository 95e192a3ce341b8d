"""The danvan command over a registry of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.portals import Portal
from crawler.probing import as_toml
from search_ui import cli


@dataclass(frozen=True, slots=True)
class Done:
    """What a finished command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs ``danvan`` on a registry of the test's own, ``tmp_path/portals.toml``, which begins empty."""
    (tmp_path / "portals.toml").write_text("", "utf-8")
    monkeypatch.setenv("DANVAN_PORTALS", str(tmp_path / "portals.toml"))

    def danvan(*arguments: object) -> Done:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main([str(a) for a in arguments])
        out, err = capfd.readouterr()
        return Done(stopped.value.code if isinstance(stopped.value.code, int) else 0, out, err)

    return danvan


@pytest.fixture
def register(tmp_path: Path) -> Callable[[Portal], None]:
    """Writes one portal as the registry of the test."""

    def register(portal: Portal) -> None:
        (tmp_path / "portals.toml").write_text(as_toml(portal), "utf-8")

    return register
