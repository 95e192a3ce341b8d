"""The danvan command over a real data directory, run in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import Done, Run

from crawler.sample import Samples
from crawler.sample import serve as serve_samples
from search_ui import cli


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs ``danvan`` with a data directory of the test's own, on no portal unless the test names a registry."""
    empty = tmp_path / "no-portals.toml"
    empty.write_text("", "utf-8")
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DANVAN_PORTALS", str(empty))

    def danvan(*arguments: object) -> Done:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main([str(a) for a in arguments])
        out, err = capfd.readouterr()
        code = stopped.value.code
        return Done(code if isinstance(code, int) else 0, out, err)

    return danvan


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Samples]:
    """The sample portals, served, and in the registry that the commands read."""
    with serve_samples() as portals:
        registry = tmp_path / "portals.toml"
        registry.write_text("\n".join(_entry(p) for p in portals), "utf-8")
        monkeypatch.setenv("DANVAN_PORTALS", str(registry))
        yield portals


def _entry(portal: object) -> str:
    names = ("id", "name", "level", "place", "platform", "home")
    lines = [f'{name} = "{getattr(portal, name)}"' for name in names]
    hosts = ", ".join(f'"{host}"' for host in portal.hosts)  # type: ignore[attr-defined] # any Portal
    return "\n".join(["[[portal]]", *lines, f"hosts = [{hosts}]", "delay = 0.0", ""])
