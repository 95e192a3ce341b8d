"""Every page in both themes at three widths, for everyone, from this host alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from browser_window import Visit
from looking import look

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))

import site_routes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", site_routes.PAGES)
def test_a_page_fits_and_can_be_used_by_everyone(shared_visit: Visit, name: str) -> None:
    look(shared_visit, name, site_routes.PAGES[name])
