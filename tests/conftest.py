"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded portals beside the repository; tests that ask for it are skipped where it is not."""
    if not (SHARED / "portals").is_dir():
        pytest.skip("the recorded portals (../shared) are not here")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Processes that tests start share one store of byte code, even where none is kept beside the sources: compiling
    Scrapy afresh takes each of them seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.getbasetemp().parent / "byte-code"))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_authorities() -> Iterator[None]:
    """No test reaches a host that a public authority vouches for, and reading the store of their certificates takes
    each crawl a fifth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", os.devnull)
        yield
