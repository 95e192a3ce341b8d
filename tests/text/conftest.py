"""The recorded portals, where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of recorded portals; tests that need it are skipped without."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def gold(recordings: Path) -> list[dict[str, Any]]:
    """The gold answers of the recorded NukeViet site."""
    answers: list[dict[str, Any]] = json.loads((recordings / "portals/nukeviet45/gold.json").read_text("utf-8"))
    return answers


@pytest.fixture(scope="session")
def real(recordings: Path) -> list[dict[str, str]]:
    """Sixty real articles with title, address and text."""
    lines = (recordings / "articles/real.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
