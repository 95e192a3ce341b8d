"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded portals beside the repository; tests that ask for it are skipped where it is not."""
    if not (SHARED / "portals").is_dir():
        pytest.skip("the recorded portals (../shared) are not here")
    return SHARED
